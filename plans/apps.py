from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """The frame: who agreed what with whom, for which year, and the trail of every change."""

    name = "plans"
    verbose_name = _("Agreements and plans")

    def ready(self) -> None:
        from plans import checks, databases, verbs
        from plans.actions import agreements, consent, minutes, working_groups
        from plans.models import MeetingNote, guards

        databases.register()
        checks.register()
        verbs.register()
        guards.register(guards.only_opens(MeetingNote))
        guards.lay_after_migrate(self)
        consent.register(agreements.InForce())
        consent.register(agreements.End())
        consent.register(minutes.Minutes())
        consent.register(working_groups.SettingUp())
        consent.register(working_groups.AnotherTerm())
        consent.register(working_groups.Dissolution())
