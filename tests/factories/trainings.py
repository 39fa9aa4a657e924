"""The form of an entry of a training, filled in; and a course as the action writes it."""

import uuid

from django.utils import timezone

from activities.actions import entries
from activities.actions.details import WrittenDetails
from activities.actions.entries import EntryParts
from activities.models import Entry
from plans.models import Compartment
from tests.factories.inquiries import rows

TODAY = timezone.localdate


def core(**changes):
    return {
        "form_key": str(uuid.uuid4()),
        "starts_on": TODAY().strftime("%Y.%m.%d"),
        "division": "MN-041",
        "women": "14",
        "men": "21",
        "what_was_done": "Хоёр өдрийн сургалт зохион байгуулав.",
        "progress": "going_on",
        "compartment": "joint",
    } | changes


def whole_course(**changes):
    """Everything there is to record; rows of a prefix that the changes name are theirs alone."""
    replaced = tuple(name.removesuffix("TOTAL_FORMS") for name in changes if name.endswith("TOTAL_FORMS"))
    sent = {
        "training-course_kind": "refresher",
        "training-topics": "Баривчлагдсан хүний эрх",
        "training-mode": "in_person",
        "training-hours": "16",
        "training-satisfaction": "92",
        **rows("sessions", {"held_on": TODAY().strftime("%Y.%m.%d"), "topic": "Дадлага", "hours": "8"}),
        **rows("trainers", {"origin": "external", "number": "2"}),
        **rows(
            "tests",
            {"moment": "before", "people": "35", "mean": "58.4"},
            {"moment": "after", "people": "35", "mean": "81.2", "pass_mark": "70", "passed": "33"},
        ),
        **rows(
            "groups",
            {"of": "category:trainer", "women": "11", "men": "15"},
            {"of": "division:MN-041", "women": "14", "men": "21"},
        ),
    }
    return {name: value for name, value in sent.items() if not name.startswith(replaced)} | changes


def course(line, by, kind, *, compartment=Compartment.JOINT, on=None, **parts):
    entry = Entry(activity=line, starts_on=on or TODAY(), division="MN-1", what_was_done="Сургалт.", women=10, men=15)
    details = WrittenDetails("training", {"course_kind": kind} | parts.pop("fields", {}), parts)
    return entries.log_entry(entry, by=by, parts=EntryParts(details=details), compartment=compartment)
