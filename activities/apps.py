from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    """The work: the lines of a plan, what was done under them, and the figures that come of it."""

    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import verbs, verification
        from activities.actions import adoption, amendment_subjects, closing
        from activities.models.guards import GUARDS
        from activities.models.locks import LOCKS
        from activities.reports.snapshot import snapshot_content
        from plans.actions import consent
        from plans.models import guards
        from plans.verification import records

        verbs.register()
        for guard in (*GUARDS, *LOCKS):
            guards.register(guard)
        consent.register(adoption.PlanAdoption())
        consent.register(amendment_subjects.PlanAmendment())
        consent.register(amendment_subjects.PlanCorrection())
        consent.register(closing.PlanClosing(render=snapshot_content))
        records.register(verification.changed_baselines)
        records.register(verification.broken_seals)
