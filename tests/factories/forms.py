"""Every form of the product at its address, with what a person plainly writes in it."""

import uuid
from datetime import date
from typing import Any

from activities.models import Inquiry
from plans.models import Agreement, AnnualPlan, User
from tests.factories.frame import (
    AgencyFactory,
    AgreementFactory,
    DepartmentFactory,
    ObjectiveFactory,
    OccasionFactory,
    UserFactory,
)
from tests.factories.meetings import AgendaItemFactory, DecisionFactory, MeetingFactory, WorkingGroupFactory
from tests.factories.recommendations import AssessmentFactory, CarryingOutFactory, ProofFactory, RecommendationFactory
from tests.factories.work import ActivityFactory, EntryFactory, EvidenceFactory, IndicatorFactory

KEPT = "Энэ бичвэр хэвээр үлдэнэ."
FORMS = {
    "activities:comment-add": "comment",
    "activities:entry-add": "entry",
    "activities:entry-edit": "entry",
    "activities:entry-draft-reply": "draft_reply",
    "activities:line-add": "line",
    "activities:line-edit": "line",
    "activities:recommendation-enter": "recommendation",
    "activities:recommendation-edit": "recommendation",
    "activities:recommendation-repeat": "recommendation",
    "activities:reply-add": "reply",
    "activities:assessment-add": "assessment",
    "activities:recommendation-line-remove": "taking_back",
    "plans:objective-add": "objective",
    "plans:objective-edit": "objective",
    "plans:plan-start": "plan",
    "plans:occasion-add": "occasion",
    "plans:occasion-edit": "occasion",
    "plans:meeting-plan": "meeting",
    "plans:meeting-edit": "meeting",
    "plans:agenda-item-add": "item",
    "plans:agenda-item-edit": "item",
    "plans:attendee-add": "attendee",
    "plans:decision-add": "decision",
    "plans:decision-edit": "decision",
    "plans:note-add": "note",
    "plans:working-group-draft": "group",
    "plans:working-group-edit": "group",
    "plans:working-group-term": "term",
    "activities:rating-add": "rating",
}
OF_A_HEAD = {"plan", "meeting", "item", "attendee", "decision", "group", "term", "reply", "assessment"}
"""Forms that staff do not open."""
CONFIRMATIONS = (
    "activities:line-remove",
    "activities:evidence-remove",
    "activities:recommendation-evidence-remove",
    "plans:objective-remove",
)
OF_AN_ADMINISTRATOR = {"occasion"}


def things_to_write_on(draft: AnnualPlan, adopted: AnnualPlan, agreement: Agreement, writer: User) -> dict[str, Any]:
    """One thing for each form: `at` holds the arguments of its address, `plain` what is written in it."""
    objective = ObjectiveFactory(plan=draft, number=7, title_en="Objective", title_mn="Зорилт")
    draft_line = ActivityFactory(plan=draft, objective=objective, lead=writer.department, position=1)
    line = ActivityFactory(plan=adopted, lead=writer.department)
    entry = EntryFactory(activity=line, author=writer)
    meeting, held = MeetingFactory(agreement=agreement), MeetingFactory(agreement=agreement, held=True)
    item = AgendaItemFactory(meeting=meeting, number=7)
    decision = DecisionFactory(meeting=held, agency=writer.agency)
    asked = RecommendationFactory(agreement=agreement, addressee=writer.agency, agency=writer.agency)
    others = agreement.parties.exclude(agency=writer.agency).get().agency
    asked_of_others = RecommendationFactory(agreement=agreement, addressee=others)
    assessed = AssessmentFactory(person=writer, recommendation__agreement=agreement).recommendation
    named = CarryingOutFactory(recommendation=assessed, activity=line, agency=writer.agency, added_at=None)
    proof = ProofFactory(recommendation=asked_of_others, agency=writer.agency)
    sent = Inquiry.objects.create(
        entry=EntryFactory(activity=line, author=UserFactory(agency=others)),
        draft_sent_on=date(2026, 11, 1),
        draft_sent_to=writer.agency,
    )
    return {
        "person_elsewhere": UserFactory().pk,
        "person_who_left": UserFactory(agency=writer.agency, is_active=False).pk,
        "agency_elsewhere": AgencyFactory().pk,
        "line": line,
        "indicator": IndicatorFactory(activity=line).pk,
        "department_elsewhere": DepartmentFactory().pk,
        "objective_elsewhere": ObjectiveFactory(plan=adopted).pk,
        "outsider": UserFactory().pk,
        "writers_agency": writer.agency_id,
        "training_entry": entry.pk,
        "recommendation_elsewhere": RecommendationFactory(agreement=AgreementFactory(parties=[AgencyFactory()])).pk,
        "at": {
            "activities:comment-add": [line.pk],
            "activities:entry-add": [line.pk],
            "activities:entry-edit": [entry.pk],
            "activities:entry-draft-reply": [sent.pk],
            "activities:line-add": [draft.pk],
            "activities:line-edit": [draft_line.pk],
            "activities:line-remove": [draft_line.pk],
            "activities:evidence-remove": [EvidenceFactory(entry=entry).pk],
            "activities:recommendation-enter": [],
            "activities:recommendation-edit": [asked.pk],
            "activities:recommendation-repeat": [asked.pk],
            "activities:reply-add": [asked.pk],
            "activities:assessment-add": [asked_of_others.pk],
            "activities:recommendation-line-remove": [assessed.pk, named.pk],
            "activities:recommendation-evidence-remove": [asked_of_others.pk, proof.pk],
            "plans:objective-add": [draft.pk],
            "plans:objective-edit": [objective.pk],
            "plans:objective-remove": [ObjectiveFactory(plan=draft, number=8).pk],
            "plans:plan-start": [agreement.pk],
            "plans:occasion-add": [agreement.pk],
            "plans:occasion-edit": [OccasionFactory(agreement=agreement).pk],
            "plans:meeting-plan": [],
            "plans:meeting-edit": [meeting.pk],
            "plans:agenda-item-add": [meeting.pk],
            "plans:agenda-item-edit": [item.pk],
            "plans:attendee-add": [held.pk],
            "plans:decision-add": [held.pk],
            "plans:decision-edit": [decision.pk],
            "plans:note-add": [meeting.pk],
            "plans:working-group-draft": [],
            "activities:rating-add": [line.pk],
            "plans:working-group-edit": [WorkingGroupFactory(agreement=agreement).pk],
            "plans:working-group-term": [WorkingGroupFactory(agreement=agreement, active=True).pk],
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
            "recommendation": {
                "agreement": str(agreement.pk),
                "kind": "recommendation",
                "text_mn": KEPT,
                "addressee": str(writer.agency_id),
                "source": "report",
                "issued_on": "2026.11.02",
                "reply_due_on": "2026.12.02",
            },
            "reply": {"answer": "partly_accepted", "reason": KEPT, "replied_on": "2026.11.20"},
            "draft_reply": {"reply": "disagrees", "reply_text": KEPT, "replied_on": "2026.11.20"},
            "assessment": {"outcome": "carried_out", "sentence": KEPT, "assessed_on": "2026.11.20"},
            "taking_back": {"reason": KEPT},
            "objective": {"number": "3", "title_mn": KEPT},
            "occasion": {"name_mn": "Хүний эрхийн өдөр", "month": "12", "day": "10", "note": KEPT},
            "plan": {"year": "2031", "note_mn": KEPT},
            "meeting": {
                "agreement": str(agreement.pk),
                "kind": "heads",
                "meets_on": "2026.12.10",
                "begins": "14:30",
                "place": KEPT,
            },
            "item": {"number": "9", "title_mn": KEPT, "proposed_by": str(writer.agency_id), "begins": "14:30"},
            "attendee": {"name_mn": KEPT, "post_mn": "зочин", "was_present": "true"},
            "decision": {"text_mn": KEPT, "agency": str(writer.agency_id), "due_on": "2026.12.31"},
            "note": {"text": KEPT, "compartment": "agency"},
            "rating": {"grade": "70", "explanation": KEPT, "seen": "0"},
            "group": {
                "agreement": str(agreement.pk),
                "name_mn": "Ажлын хэсэг",
                "mandate_mn": KEPT,
                "starts_on": "2026.01.01",
                "ends_on": "2026.12.31",
            },
            "term": {"next_ends_on": "2031.06.30", "next_term_because": KEPT},
        },
    }


def who_sends(name: str) -> str:
    """Who of the police may: staff where they do."""
    kind = FORMS.get(name)
    return "khulan" if kind in OF_A_HEAD else "tuya" if kind in OF_AN_ADMINISTRATOR else "bold"


def written(things: dict[str, Any], name: str) -> dict[str, str]:
    """What a browser sends with the form of this name, filled in plainly."""
    return things["plain"].get(FORMS.get(name), {}) | {"form_key": str(uuid.uuid4()), "version": "1"}
