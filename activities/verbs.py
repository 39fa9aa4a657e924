"""The verbs of the work, as pages say them: «Bold, NPA — logged what was done»."""

from django.utils.translation import gettext_lazy as _

from plans import trail


def register() -> None:
    trail.register(
        {
            "pack.frozen": _("froze the meeting pack"),
            "activity.added": _("added the line"),
            "activity.changed": _("changed the line"),
            "activity.removed": _("removed the line from the draft"),
            "activity.started": _("work on the line began"),
            "activity.reported_done": _("reported the line done"),
            "activity.amended": _("changed the line by an amendment"),
            "activity.postponed": _("postponed the line by an amendment"),
            "activity.withdrawn": _("withdrew the line by an amendment"),
            "activity.added_by_amendment": _("added the line by an amendment"),
            "activity.added_beyond_the_plan": _("added the line beyond the plan, by an amendment"),
            "amendment.opened": _("opened the amendment"),
            "amendment.line_written": _("wrote a change into the amendment"),
            "amendment.line_changed": _("rewrote a change in the amendment"),
            "amendment.line_removed": _("took a change out of the amendment"),
            "amendment.proposed": _("put the amendment forward"),
            "amendment.returned": _("gave the amendment back"),
            "amendment.dropped": _("dropped the amendment"),
            "amendment.in_force": _("put the amendment in force"),
            "activity.carried_over": _("carried the line over to this year"),
            "closing.opened": _("began to close the year"),
            "closing.changed": _("decided what becomes of lines"),
            "closing.proposed": _("put the closing forward"),
            "closing.returned": _("returned the closing"),
            "closing.closed": _("closed the year"),
            "activity.confirmation_given": _("confirmed for its side that the line is done; others are awaited"),
            "activity.confirmed": _("confirmed that the line is done"),
            "activity.differs": _("read the report otherwise"),
            "entry.logged": _("logged what was done"),
            "entry.changed": _("changed the entry"),
            "entry.opened": _("opened to others the entry"),
            "entry.told": _("opened an entry that others had not known of"),
            "evidence.added": _("added evidence"),
            "evidence.opened": _("opened to others the evidence"),
            "evidence.told": _("opened evidence that others had not known of"),
            "evidence.removed": _("took evidence back"),
            "rating.set": _("rated how far the line is carried out"),
            "rating.confirmed": _("confirmed the rating"),
            "rating.differs": _("read the rating otherwise"),
            "snapshot.frozen": _("froze the snapshot of the ratings"),
            "comment.added": _("commented"),
            "comment.answered": _("answered a comment"),
            "comment.resolved": _("resolved a comment"),
            "comment.reopened": _("reopened a comment"),
            "comment.line_removed": _("took the line of a comment out of the draft"),
            "plan.sample_state": _("brought the sample plan to its state"),
            "activity.sample_state": _("brought the sample line to its state"),
        }
    )
