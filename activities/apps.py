from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    """The work: the lines of a plan, what was done under them, and the figures that come of it."""

    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import verbs

        verbs.register()
