"""The site map: the product's addresses, sign-in, Django's admin."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from activities import admin as activities_admin  # noqa: F401 - registers
from mou_tracker import views
from plans import admin as plans_admin  # noqa: F401 - registers
from plans.views.components import ComponentGallery

urlpatterns = [
    path("", include("activities.urls")),
    path("", include("plans.urls")),
    path("accounts/email/", views.closed_address, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.health, name="health"),
]
if settings.DEBUG:
    urlpatterns += [path("components/", ComponentGallery.as_view(), name="components")]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.not_found
handler500 = views.server_error
