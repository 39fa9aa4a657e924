"""How an adopted plan is amended in a test, in a line each."""

from activities.actions.amendments import Seen, Why, change_line
from activities.models import ChangeKind, Reason
from activities.working_copies import copy_of
from plans.actions import consent
from plans.models import ProposalKind

BECAUSE = Why(Reason.FUNDING, "Төсөв хасагдсан.")
UNSEEN = Seen()


def read(thing):
    return type(thing).objects.get(pk=thing.pk)


def after(line, **changes):
    return copy_of(line) | {"title_en": "re-trained", **changes}


def amended(line, by, kind=ChangeKind.CHANGE, why=BECAUSE, seen=UNSEEN, **changes):
    copy = None if kind == ChangeKind.WITHDRAW else after(line, **changes)
    return change_line(line, kind, by=by, seen=seen, why=why, after=copy)


def put(amendment, by):
    return consent.put_forward(ProposalKind.AMENDMENT, read(amendment), by=by)


def agreed(proposal, *heads):
    for head in heads:
        consent.consent(proposal, by=head, digest=proposal.digest)


def in_force(change, ganaa, khulan):
    agreed(put(change.amendment, ganaa), ganaa, khulan)
    return read(change.amendment)


def new_line(plan, lead, title="added", objective=1, **fields):
    return {
        "kind": "training",
        "title_mn": title,
        "title_en": title,
        "budget_amount": None,
        "budget_note": "",
        "starts_on": f"{plan.year}-04-01",
        "ends_on": f"{plan.year}-06-30",
        "objective": plan.objectives.get(number=objective).pk,
        "lead": lead.pk,
        "partners": [],
        "places": [],
        "indicators": [
            {"id": None, "name_mn": "хүн", "name_en": "", "unit": "хүн", "baseline": None, "target": "40"}
            | {"reading": "sum"}
        ],
        **fields,
    }
