"""The verbs of the frame, as pages say them: «Anu, NHRCM — changed the agreement»."""

from django.utils.translation import gettext_lazy as _

from plans import trail


def register() -> None:
    trail.register(
        {
            "agency.added": _("added the agency"),
            "agency.changed": _("changed the agency"),
            "department.added": _("added the department"),
            "department.changed": _("changed the department"),
            "department.renamed": _("renamed the department"),
            "department.closed": _("closed the department"),
            "operator.added": _("added the system operator"),
            "person.added": _("added the person"),
            "person.changed": _("changed the person's details"),
            "person.language_chosen": _("chose the language"),
            "person.deactivated": _("ended the person's access"),
            "person.reactivated": _("gave the person access again"),
            "circle.named": _("named who alone may know"),
            "circle.changed": _("changed who alone may know"),
            "acting.added": _("entered who acts for the head"),
            "acting.ended": _("ended the acting authority"),
            "agreement.added": _("added the agreement"),
            "agreement.changed": _("changed the agreement"),
            "agreement.put_in_force": _("put the agreement in force"),
            "agreement.ended": _("ended the agreement"),
            "plan.added": _("started the plan"),
            "plan.changed": _("changed the plan"),
            "plan.sent": _("sent the draft to the other side"),
            "plan.proposed": _("put the plan forward for adoption"),
            "plan.returned_to_draft": _("returned the plan to draft"),
            "plan.adopted": _("adopted the plan"),
            "plan.closed": _("closed the plan"),
            "proposal.put_forward": _("put the text to the parties"),
            "proposal.taken_back": _("took back what was put forward"),
            "consent.given": _("consented"),
            "consent.refused": _("returned the text"),
            "consent.taken_back": _("took back the consent"),
            "objective.added": _("added the objective"),
            "objective.changed": _("changed the objective"),
            "objective.removed": _("removed the objective"),
        }
    )
