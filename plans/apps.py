from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """The frame: who agreed what with whom, for which year, and the trail of every change."""

    name = "plans"
    verbose_name = _("Agreements and plans")

    def ready(self) -> None:
        from plans import checks, databases, verbs
        from plans.actions import agreements, consent, decision_days, minutes, working_groups
        from plans.models import MeetingNote, guards
        from plans.models.locks import LOCKS

        databases.register()
        checks.register()
        verbs.register()
        for guard in (guards.only_opens(MeetingNote), *LOCKS):
            guards.register(guard)
        guards.lay_after_migrate(self)
        consent.register(agreements.InForce())
        consent.register(agreements.End())
        consent.register(minutes.Minutes())
        consent.register(decision_days.OtherDay())
        consent.register(working_groups.SettingUp())
        consent.register(working_groups.AnotherTerm())
        consent.register(working_groups.Dissolution())
