from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """The frame: who agreed what with whom, for which year, and the trail of every change."""

    name = "plans"
    verbose_name = _("Agreements and plans")

    def ready(self) -> None:
        from plans import checks, databases, verbs
        from plans.models import trail_guard

        databases.register()
        checks.register()
        verbs.register()
        trail_guard.register(self)
