"""The form of an entry of advocacy, filled in."""

import uuid

from tests.factories.inquiries import day, rows

EMPTY = {
    f"{name}-{count}": "0"
    for name in ("channels", "events", "materials", "media")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}
ROWS = {
    "channels": (
        {"channel_kind": "radio", "name": "Орон нутгийн радио", "reach": "12000"},
        {"channel_kind": "poster"},
    ),
    "events": ({"name": "Нээлтийн арга хэмжээ", "held_on": day(-3), "women": "9", "men": "5"},),
    "materials": ({"what": "Зурагт хуудас", "printed": "500", "handed_out": "430"}, {"what": "Тараах хуудас"}),
    "media": ({"title": "Аян эхэллээ", "outlet": "Сайт", "published_on": day(-2), "url": "https://example.org/1"},),
}


def written(**changes):
    """The core of an entry, with the short fields of advocacy as they are named in the form."""
    return {
        "form_key": str(uuid.uuid4()),
        "starts_on": day(-3),
        "division": "MN-073",
        "women": "14",
        "men": "21",
        "what_was_done": "Таван суманд аян өрнүүлэв.",
        "progress": "going_on",
        "compartment": "joint",
        **EMPTY,
        "advocacy-advocacy_kind": "campaign",
    } | changes


def whole(**changes):
    """Everything a campaign can say beside its proposal."""
    said = {
        "advocacy-message": "Хүчирхийлэл хувийн хэрэг биш.",
        "advocacy-audiences": ["public", "herders"],
        "advocacy-aware_before": "34",
        "advocacy-asked_before": "200",
        "advocacy-aware_after": "51",
        "advocacy-asked_after": "180",
    }
    for name, given in ROWS.items():
        said |= rows(name, *given)
    return said | changes


PROPOSAL = {
    "advocacy-advocacy_kind": "proposal",
    "advocacy-proposed": "Журамд өөрчлөлт оруулах.",
    "advocacy-proposed_to": "Хууль зүйн яам",
    "advocacy-outcome": "partly",
    "advocacy-outcome_on": day(-1),
    "advocacy-outcome_text": "Хэсэгчлэн тусгав.",
}
