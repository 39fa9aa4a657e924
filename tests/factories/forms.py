"""Every form of the product at its address, with what a person plainly writes in it."""

import uuid
from typing import Any

from plans.models import Agreement, AnnualPlan, User
from tests.factories.frame import DepartmentFactory, ObjectiveFactory, UserFactory
from tests.factories.work import ActivityFactory, EntryFactory, EvidenceFactory, IndicatorFactory

KEPT = "Энэ бичвэр хэвээр үлдэнэ."
FORMS = {
    "activities:comment-add": "comment",
    "activities:entry-add": "entry",
    "activities:entry-edit": "entry",
    "activities:line-add": "line",
    "activities:line-edit": "line",
    "plans:objective-add": "objective",
    "plans:objective-edit": "objective",
    "plans:plan-start": "plan",
}
CONFIRMATIONS = ("activities:line-remove", "activities:evidence-remove", "plans:objective-remove")


def things_to_write_on(draft: AnnualPlan, adopted: AnnualPlan, agreement: Agreement, writer: User) -> dict[str, Any]:
    """One thing for each form: `at` holds the arguments of its address, `plain` what is written in it."""
    objective = ObjectiveFactory(plan=draft, number=7, title_en="Objective", title_mn="Зорилт")
    draft_line = ActivityFactory(plan=draft, objective=objective, lead=writer.department, position=1)
    line = ActivityFactory(plan=adopted, lead=writer.department)
    entry = EntryFactory(activity=line, author=writer)
    return {
        "line": line,
        "indicator": IndicatorFactory(activity=line).pk,
        "department_elsewhere": DepartmentFactory().pk,
        "objective_elsewhere": ObjectiveFactory(plan=adopted).pk,
        "outsider": UserFactory().pk,
        "at": {
            "activities:comment-add": [line.pk],
            "activities:entry-add": [line.pk],
            "activities:entry-edit": [entry.pk],
            "activities:line-add": [draft.pk],
            "activities:line-edit": [draft_line.pk],
            "activities:line-remove": [draft_line.pk],
            "activities:evidence-remove": [EvidenceFactory(entry=entry).pk],
            "plans:objective-add": [draft.pk],
            "plans:objective-edit": [objective.pk],
            "plans:objective-remove": [ObjectiveFactory(plan=draft, number=8).pk],
            "plans:plan-start": [agreement.pk],
        },
        "plain": {
            "comment": {"field": "period", "text": KEPT, "compartment": "joint"},
            "entry": {
                "starts_on": "2026.11.20",
                "division": "MN-041",
                "women": "14",
                "what_was_done": KEPT,
                "progress": "going_on",
                "compartment": "joint",
            },
            "line": {
                "kind": "training",
                "objective": str(objective.pk),
                "title_mn": KEPT,
                "lead": str(writer.department_id),
                "starts_on": "2027.01.01",
                "ends_on": "2027.06.30",
                "indicators-TOTAL_FORMS": "1",
                "indicators-INITIAL_FORMS": "0",
                "indicators-0-name_mn": "бэлтгэсэн багш",
                "indicators-0-unit": "хүн",
                "indicators-0-target": "40",
            },
            "objective": {"number": "3", "title_mn": KEPT},
            "plan": {"year": "2031", "note_mn": KEPT},
        },
    }


def written(things: dict[str, Any], name: str) -> dict[str, str]:
    """What a browser sends with the form of this name, filled in plainly."""
    return things["plain"].get(FORMS.get(name), {}) | {"form_key": str(uuid.uuid4()), "version": "1"}
