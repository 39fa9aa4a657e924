"""The form of an entry of an inquiry, filled in, and the sentences it comes back with."""

import uuid
from datetime import timedelta

from django.utils import timezone

from activities.models import Entry

EMPTY = {
    f"{name}-{count}": "0"
    for name in ("sites", "team", "exclusions", "findings")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def day(days=0):
    return (timezone.localdate() + timedelta(days=days)).strftime("%Y.%m.%d")


def written(**changes):
    """The core of an entry, with the fields of the inquiry as they are named in the form."""
    return {
        "form_key": str(uuid.uuid4()),
        "starts_on": day(-3),
        "division": "MN-061",
        "what_was_done": "Гурван аймагт хяналт шалгалт хийв.",
        "progress": "going_on",
        "compartment": "joint",
        **EMPTY,
        "inquiry-inquiry_kind": "visit",
        "inquiry-women_interviewed": "6",
        "inquiry-men_interviewed": "11",
    } | changes


def rows(name, *given):
    """The rows of one kind as a browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0"}
    return sent | {f"{name}-{at}-{field}": str(value) for at, row in enumerate(given) for field, value in row.items()}


def errors_at(response, field):
    """What stands at a field of the details or of one of their rows."""
    assert response.status_code == 422, response.context
    forms = [response.context["form"], *response.context["form"].other_forms]
    found = [form[name].errors for one in forms for form in getattr(one, "forms", [one]) for name in form.fields]
    names = [form.add_prefix(name) for one in forms for form in getattr(one, "forms", [one]) for name in form.fields]
    assert not Entry.objects.exists()
    return dict(zip(names, found, strict=True))[field]
