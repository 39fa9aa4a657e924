"""The verbs of the work, as pages say them: «Bold, NPA — logged what was done»."""

from django.utils.translation import gettext_lazy as _

from plans import trail


def register() -> None:
    trail.register(
        {
            "activity.added": _("added the line"),
            "activity.changed": _("changed the line"),
            "activity.removed": _("removed the line from the draft"),
            "activity.started": _("work on the line began"),
            "activity.reported_done": _("reported the line done"),
            "entry.logged": _("logged what was done"),
            "entry.changed": _("changed the entry"),
            "evidence.removed": _("took evidence back"),
            "plan.sample_state": _("brought the sample plan to its state"),
            "activity.sample_state": _("brought the sample line to its state"),
        }
    )
