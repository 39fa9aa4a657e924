from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.utils.translation import gettext_lazy as _


class MouTrackerConfig(AppConfig):
    """What composes the product: settings, addresses, sign-in, the pages' frame. Nobody imports it."""

    default = True
    name = "mou_tracker"
    verbose_name = _("MOU Tracker")


class AdministrationConfig(SimpleAdminConfig):
    """Django's admin without what other packages register in it."""

    default = False
    default_site = "mou_tracker.administration.AdministrationSite"
