from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    """The work: the lines of a plan, what was done under them, and the figures that come of it."""

    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import verbs, verification
        from activities.actions import adoption, amendment_subjects, closing
        from activities.models import Comment, Entry, Evidence
        from plans.actions import consent
        from plans.models import guards
        from plans.verification import records

        verbs.register()
        guards.register(
            guards.Guard(
                "line_version_stays",
                "activities_lineversion",
                ("UPDATE", "DELETE"),
                "The text of a line that was agreed stays as it was agreed.",
            )
        )
        guards.register(
            guards.Guard(
                "confirmation_stays",
                "activities_confirmation",
                ("UPDATE", "DELETE"),
                "What a side read of a report stays.",
            )
        )
        guards.register(
            guards.Guard("amendment_stays", "activities_amendment", ("DELETE",), "An amendment keeps its number.")
        )
        guards.register(
            guards.Guard(
                "amendment_is_decided_once",
                "activities_amendment",
                ("UPDATE",),
                "What was decided stays decided.",
                when="OLD.state IN ('in_force', 'dropped') AND OLD.state <> NEW.state "
                "OR OLD.number <> NEW.number OR OLD.plan_id <> NEW.plan_id",
            )
        )
        guards.register(
            guards.Guard("comment_stays", "activities_comment", ("DELETE",), "A comment stays; a mistake is resolved.")
        )
        guards.register(
            guards.Guard(
                "comment_reads_as_written",
                "activities_comment",
                ("UPDATE",),
                "What a comment says stays as it was written.",
                when="OLD.text <> NEW.text OR OLD.author_id <> NEW.author_id OR OLD.plan_id <> NEW.plan_id "
                "OR OLD.field <> NEW.field OR OLD.value_mn <> NEW.value_mn OR OLD.value_en <> NEW.value_en "
                "OR OLD.at <> NEW.at OR COALESCE(OLD.answers_id, 0) <> COALESCE(NEW.answers_id, 0) "
                "OR (NEW.activity_id IS NOT NULL AND COALESCE(OLD.activity_id, 0) <> NEW.activity_id)",
            )
        )
        guards.register(
            guards.Guard(
                "mention_stays", "activities_mention", ("UPDATE", "DELETE"), "Whom a comment mentions stays mentioned."
            )
        )
        guards.register(
            guards.Guard(
                "meeting_pack_stays",
                "activities_meetingpack",
                ("UPDATE", "DELETE"),
                "A pack stays as it was frozen.",
            )
        )
        for model in (Comment, Entry, Evidence):
            guards.register(guards.only_opens(model))
        guards.lay_after_migrate(self)
        consent.register(adoption.PlanAdoption())
        consent.register(amendment_subjects.PlanAmendment())
        consent.register(amendment_subjects.PlanCorrection())
        consent.register(closing.PlanClosing())
        records.register(verification.changed_baselines)
