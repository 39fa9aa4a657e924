"""Every address × every person; an address missing here fails."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from activities.actions.amendments import Why, add_line, open_amendment
from activities.actions.comments import add_comment
from activities.actions.ratings import rate
from activities.models import Closing
from activities.working_copies import copy_of
from plans.actions.compartments import name_people
from plans.actions.consent import Paper, consent, put_forward
from plans.models import Compartment, Document, ProposalKind, StoredFile
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    EntryFactory,
    EvidenceFactory,
    ObjectiveFactory,
    PlanFactory,
    SnapshotFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendeeFactory,
    DecisionFactory,
    GroupMemberFactory,
    MeetingFactory,
    MeetingNoteFactory,
    WorkingGroupFactory,
)

PEOPLE = ("anu", "bold", "chimeg", "ganaa", "khulan", "saraa", "tuya", "dorj")
ALL = dict.fromkeys(PEOPLE, 200)
PARTIES = ALL | {"dorj": 404}
WRITERS = PARTIES | {"chimeg": 403, "saraa": 403, "tuya": 403}
OF_HEADS_AND_ADMINISTRATORS = PARTIES | dict.fromkeys(("anu", "bold", "chimeg"), 403)
POSTED_ONLY = dict.fromkeys(PEOPLE, 405)
OF_POLICE = PARTIES | dict.fromkeys(("anu", "chimeg", "ganaa", "saraa", "tuya"), 403)
OF_OWN_POLICE = dict.fromkeys(PEOPLE, 404) | {"bold": 200, "khulan": 200, "chimeg": 403, "tuya": 403}

ACCESS = {  # 404: does not see it; 403: sees it, may not
    "activities:home": ALL,
    "activities:plan-dashboard": PARTIES,
    "activities:plan-activity-list": PARTIES,
    "activities:plan-activity-export": PARTIES,
    "activities:line-add": WRITERS,
    "activities:activity-list": ALL,
    "activities:activity-export": ALL,
    "activities:activity-detail": PARTIES,
    "activities:line-edit": WRITERS,
    "activities:line-remove": WRITERS,
    "activities:activity-history": PARTIES,
    "activities:activity-confirm": POSTED_ONLY | {"dorj": 404},
    "activities:activity-differ": POSTED_ONLY | {"dorj": 404},
    "activities:rating-add": OF_POLICE,
    "activities:rating-confirm": POSTED_ONLY | {"dorj": 404},
    "activities:rating-differ": POSTED_ONLY | {"dorj": 404},
    "activities:comment-add": WRITERS,
    "activities:comment-answer": WRITERS,
    "activities:comment-resolve": POSTED_ONLY | {"dorj": 404},
    "activities:comment-reopen": POSTED_ONLY | {"dorj": 404},
    "activities:entry-add": OF_POLICE,
    "activities:entry-edit": OF_POLICE,
    "activities:entry-open": OF_OWN_POLICE,
    "activities:entry-people": dict.fromkeys(PEOPLE, 404) | {"bold": 200, "khulan": 403},
    "activities:evidence-add": OF_POLICE,
    "activities:evidence-open": OF_OWN_POLICE,
    "activities:evidence-file": PARTIES,
    "activities:evidence-remove": OF_POLICE,
    "plans:agreement-list": ALL,
    "plans:agreement-detail": PARTIES,
    "plans:agreement-history": PARTIES,
    "plans:agreement-put-in-force": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agreement-end": OF_HEADS_AND_ADMINISTRATORS,
    "plans:plan-start": PARTIES | {"anu": 403, "bold": 403, "chimeg": 403},
    "plans:document-file": PARTIES,
    "plans:plan-list": ALL,
    "plans:plan-history": PARTIES,
    "plans:objective-add": WRITERS,
    "plans:objective-edit": WRITERS,
    "plans:objective-remove": WRITERS,
    "plans:history": ALL,
    "plans:history-verification": dict.fromkeys(PEOPLE, 404),  # 200 with a chain one may read
    "plans:history-heads": ALL,
    "plans:history-heads-file": ALL,
    "plans:history-trail": ALL,
    "plans:history-verifier": ALL,
    "plans:account": ALL,
    "plans:language-choose": POSTED_ONLY,
    "activities:plan-adoption": PARTIES,
    "activities:plan-closing": PARTIES,
    "activities:snapshot-list": PARTIES,
    "activities:snapshot-days": OF_HEADS_AND_ADMINISTRATORS,
    "activities:snapshot-detail": PARTIES,
    "activities:closing-open": POSTED_ONLY | {"dorj": 404},
    "activities:closing-decide": POSTED_ONLY | {"dorj": 404},
    "activities:closing-put-forward": POSTED_ONLY | {"dorj": 404},
    "activities:plan-put-forward": POSTED_ONLY | {"dorj": 404},
    "activities:plan-send": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-detail": PARTIES,
    "plans:proposal-consent": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-return": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-paper": POSTED_ONLY | {"dorj": 404},
    "plans:consent-take-back": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-take-back": POSTED_ONLY | {"dorj": 404},
    "plans:act-scan": PARTIES,
    "activities:amendment-list": PARTIES,
    "activities:amendment-open": WRITERS,
    "activities:amendment-detail": PARTIES,
    "activities:amendment-put-forward": POSTED_ONLY | {"dorj": 404},
    "activities:amendment-drop": WRITERS,
    "activities:amendment-line-add": WRITERS,
    "activities:amendment-line-edit": WRITERS,
    "activities:amendment-change-remove": WRITERS,
    "activities:line-beyond-add": WRITERS,
    "activities:line-amend": WRITERS,
    "activities:line-postpone": WRITERS,
    "activities:line-withdraw": WRITERS,
    "activities:line-correct": PARTIES | dict.fromkeys(("anu", "bold", "chimeg", "saraa", "tuya"), 403),
    "activities:decision-detail": PARTIES,
    "plans:meeting-list": ALL,
    "plans:meeting-plan": ALL | dict.fromkeys(("anu", "bold", "chimeg", "dorj"), 403),
    "plans:meeting-detail": PARTIES,
    "plans:meeting-history": PARTIES,
    "plans:meeting-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:meeting-held": OF_HEADS_AND_ADMINISTRATORS,
    "plans:meeting-call-off": OF_HEADS_AND_ADMINISTRATORS,
    "plans:minutes-send": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agenda-item-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agenda-item-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agenda-item-remove": OF_HEADS_AND_ADMINISTRATORS,
    "plans:attendee-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:attendee-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:attendee-remove": OF_HEADS_AND_ADMINISTRATORS,
    "plans:note-add": PARTIES | {"chimeg": 403},
    "plans:note-edit": dict.fromkeys(PEOPLE, 404) | dict.fromkeys(("khulan", "chimeg", "tuya"), 403) | {"bold": 200},
    "plans:decision-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:decision-list": ALL,
    "plans:decision-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:decision-remove": OF_HEADS_AND_ADMINISTRATORS,
    "plans:decision-history": PARTIES,
    "plans:decision-done": OF_POLICE | {"khulan": 200, "tuya": 200},
    "plans:decision-move": OF_POLICE | {"khulan": 200, "tuya": 200},
    "plans:decision-drop": PARTIES | dict.fromkeys(set(PEOPLE) - {"khulan", "dorj"}, 403),
    "plans:decision-take-up": OF_HEADS_AND_ADMINISTRATORS,
    "activities:meeting-pack": PARTIES,
    "activities:meeting-pack-freeze": POSTED_ONLY | {"dorj": 404},
    "plans:working-group-list": ALL,
    "plans:working-group-draft": ALL | dict.fromkeys(("anu", "bold", "chimeg", "dorj"), 403),
    "plans:working-group-detail": PARTIES,
    "plans:working-group-history": PARTIES,
    "plans:working-group-report": PARTIES,
    "plans:working-group-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:working-group-set-up": OF_HEADS_AND_ADMINISTRATORS,
    "plans:working-group-end": OF_HEADS_AND_ADMINISTRATORS,
    "plans:group-member-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:group-member-edit": PARTIES | dict.fromkeys(set(PEOPLE) - {"khulan", "tuya", "dorj"}, 403),
}
OPEN_TO_ALL = {"plans:language-choose", "health"}


@pytest.fixture
def world(draft_plan, adopted_plan, agreement, bold, khulan, npa, saraa):
    """One thing of each kind: a draft line of both, and a line the police alone carry out."""
    from django.core.files.base import ContentFile

    objective = ObjectiveFactory(plan=draft_plan, number=1)
    draft_agreement = AgreementFactory(state="draft")
    for party in agreement.parties.all():
        draft_agreement.parties.create(agency=party.agency)
    draft_line = ActivityFactory(plan=draft_plan, objective=objective, lead=bold.department)
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    entry = EntryFactory(activity=line, author=bold)
    stored = StoredFile(digest="ab" * 32, name="scan.pdf", media_type="application/pdf", size=4)
    stored.content.save("scan.pdf", ContentFile(b"%PDF"), save=True)
    evidence = EvidenceFactory(entry=entry, url="", stored=stored)
    hidden = EntryFactory(activity=line, author=bold, compartment=Compartment.AGENCY)
    circle = name_people(agreement, [khulan], by=bold)
    of_circle = EntryFactory(activity=line, author=bold, compartment=Compartment.CIRCLE, circle=circle)
    own_evidence = EvidenceFactory(entry=entry, compartment=Compartment.AGENCY)
    document = Document.objects.create(agreement=agreement, title="scan", stored=stored)
    proposal = put_forward(ProposalKind.AGREEMENT_END, agreement, by=saraa)
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4")
    act = consent(proposal, by=saraa, digest=proposal.digest, paper=Paper(scan, []))
    Closing.objects.create(plan=adopted_plan)
    comment = add_comment(line, by=bold, text="Хоёрдугаар улиралд хийе.")
    plan, carried_out, of_proposal = [draft_plan.pk], [adopted_plan.pk], [proposal.pk]
    return {
        **amendments_of(agreement, line, saraa, bold),
        **meetings_of(agreement, bold),
        **groups_of(agreement, bold, stored),
        **ratings_of(adopted_plan, line, bold),
        "activities:plan-adoption": plan,
        "activities:plan-closing": carried_out,
        "activities:closing-open": carried_out,
        "activities:closing-decide": carried_out,
        "activities:closing-put-forward": carried_out,
        "activities:plan-put-forward": plan,
        "activities:plan-send": plan,
        "activities:snapshot-days": plan,
        "plans:proposal-detail": of_proposal,
        "plans:proposal-consent": of_proposal,
        "plans:proposal-return": of_proposal,
        "plans:proposal-paper": of_proposal,
        "plans:consent-take-back": of_proposal,
        "plans:proposal-take-back": of_proposal,
        "plans:act-scan": [act.pk],
        "activities:plan-dashboard": [adopted_plan.pk],
        "activities:plan-activity-list": [adopted_plan.pk],
        "activities:plan-activity-export": [adopted_plan.pk, "csv"],
        "activities:line-add": [draft_plan.pk],
        "activities:activity-export": ["xlsx"],
        "activities:activity-detail": [line.pk],
        "activities:line-edit": [draft_line.pk],
        "activities:line-remove": [draft_line.pk],
        "activities:activity-history": [line.pk],
        "activities:activity-confirm": [line.pk],
        "activities:activity-differ": [line.pk],
        "activities:comment-add": [line.pk],
        "activities:comment-answer": [comment.pk],
        "activities:comment-resolve": [comment.pk],
        "activities:comment-reopen": [comment.pk],
        "activities:entry-add": [line.pk],
        "activities:entry-edit": [entry.pk],
        "activities:entry-open": [hidden.pk],
        "activities:entry-people": [of_circle.pk],
        "activities:evidence-add": [entry.pk],
        "activities:evidence-open": [own_evidence.pk],
        "activities:evidence-file": [evidence.pk],
        "activities:evidence-remove": [evidence.pk],
        "plans:agreement-detail": [agreement.pk],
        "plans:agreement-history": [agreement.pk],
        "plans:agreement-put-in-force": [draft_agreement.pk],
        "plans:agreement-end": [agreement.pk],
        "plans:plan-start": [agreement.pk],
        "plans:document-file": [document.pk],
        "plans:plan-history": [draft_plan.pk],
        "plans:objective-add": [draft_plan.pk],
        "plans:objective-edit": [objective.pk],
        "plans:objective-remove": [objective.pk],
    }


def amendments_of(agreement, line, saraa, bold):
    """A line that can be amended; in a plan of its own a draft that adds one; a third plan without any."""
    amended, untouched = (PlanFactory(agreement=agreement, year=year, adopted=True) for year in (2024, 2025))
    amendment = open_amendment(amended, by=saraa)
    after = copy_of(ActivityFactory(plan=amended, lead=bold.department))
    change = add_line(amendment, by=bold, why=Why("need", "Шинэ хэрэгцээ."), after=after)
    of_amendment, of_change = [amended.pk, 1], [amended.pk, 1, change.pk]
    return {
        "activities:amendment-list": [amended.pk],
        "activities:amendment-open": [untouched.pk],
        "activities:amendment-detail": of_amendment,
        "activities:amendment-put-forward": of_amendment,
        "activities:amendment-drop": of_amendment,
        "activities:amendment-line-add": of_amendment,
        "activities:amendment-line-edit": of_change,
        "activities:line-beyond-add": [untouched.pk],
        "activities:amendment-change-remove": of_change,
        **{f"activities:line-{act}": [line.pk] for act in ("amend", "postpone", "withdraw", "correct")},
    }


def meetings_of(agreement, bold):
    """One planned, with a note of the police; one held; one confirmed, one of its decisions dropped."""
    planned = MeetingFactory(agreement=agreement, meets_on=date(2020, 8, 18))
    held = MeetingFactory(agreement=agreement, held=True)
    confirmed = MeetingFactory(agreement=agreement, confirmed=True)
    note = MeetingNoteFactory(meeting=planned, author=bold)
    written = DecisionFactory(meeting=held, agency=bold.agency)
    agreed = DecisionFactory(meeting=confirmed, agency=bold.agency, person=bold)
    dropped = DecisionFactory(meeting=confirmed, agency=bold.agency, dropped=True)
    item, attendee = AgendaItemFactory(meeting=planned), AttendeeFactory(meeting=planned)
    return {
        "plans:meeting-detail": [planned.pk],
        "plans:meeting-history": [planned.pk],
        **{f"plans:meeting-{act}": [planned.pk] for act in ("edit", "held", "call-off")},
        "plans:minutes-send": [held.pk],
        **{f"plans:{part}-add": [planned.pk] for part in ("agenda-item", "attendee", "note")},
        "plans:note-edit": [note.pk],
        **{f"plans:agenda-item-{act}": [item.pk] for act in ("edit", "remove")},
        **{f"plans:attendee-{act}": [attendee.pk] for act in ("edit", "remove")},
        "plans:decision-add": [held.pk],
        **{f"plans:decision-{act}": [written.pk] for act in ("edit", "remove")},
        **{f"plans:decision-{act}": [agreed.pk] for act in ("history", "done", "move", "drop")},
        "plans:decision-take-up": [dropped.pk],
        "activities:decision-detail": [agreed.pk],
        "activities:meeting-pack": [planned.pk],
        "activities:meeting-pack-freeze": [planned.pk],
    }


def groups_of(agreement, bold, stored):
    """A draft, and an active one with a member of the police and a report."""
    draft = WorkingGroupFactory(agreement=agreement)
    active = WorkingGroupFactory(agreement=agreement, active=True, report_file=stored)
    member = GroupMemberFactory(group=active, person=bold)
    return {
        **{f"plans:working-group-{act}": [active.pk] for act in ("detail", "history", "report", "end")},
        **{f"plans:working-group-{act}": [draft.pk] for act in ("edit", "set-up")},
        "plans:group-member-add": [active.pk],
        "plans:group-member-edit": [member.pk],
    }


def ratings_of(plan, line, bold):
    """A rating by the police, and the half-year it was frozen in."""
    rating = rate(line, by=bold, grade=None, explanation="Хугацаа болоогүй.")
    snapshot = SnapshotFactory(plan=plan)
    return {
        "activities:rating-add": [line.pk],
        **{f"activities:rating-{act}": [rating.pk] for act in ("confirm", "differ")},
        "activities:snapshot-list": [plan.pk],
        "activities:snapshot-detail": [plan.pk, snapshot.period],
    }


def own_addresses(patterns=None, namespace=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace in {"plans", "activities"}:
            yield from own_addresses(pattern.url_patterns, f"{pattern.namespace}:")
        elif isinstance(pattern, URLPattern) and namespace:
            yield namespace + pattern.name


def status_of(response):
    """The status of an answer read to its end, which closes its file."""
    response.getvalue()
    return response.status_code


def test_every_address_stands_in_the_table():
    assert set(own_addresses()) == set(ACCESS)


@pytest.mark.parametrize("person", PEOPLE)
def test_what_a_person_gets_at_every_address(person, world, client_of, request):
    client = client_of(request.getfixturevalue(person))
    got = {name: status_of(client.get(reverse(name, args=world.get(name, [])))) for name in ACCESS}
    assert got == {name: row[person] for name, row in ACCESS.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_not_open_a_form_may_not_send_it(person, world, client_of, request):
    client = client_of(request.getfixturevalue(person))
    refused = {name: row[person] for name, row in ACCESS.items() if row[person] in {403, 404}}
    got = {
        name: client.post(reverse(name, args=world.get(name, [])), {"form_key": uuid.uuid4()}).status_code
        for name in refused
    }
    assert {name: code for name, code in got.items() if code not in {403, 404, 405}} == {}


def test_who_is_signed_out_is_led_to_sign_in(world, client):
    for name in set(ACCESS) - OPEN_TO_ALL:
        response = client.get(reverse(name, args=world.get(name, [])))
        assert (response.status_code, "/accounts/login/" in response["Location"]) == (302, True), name


def test_no_form_is_taken_without_its_token(world, anu):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(anu, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("activities:line-add", "plans:objective-add", "plans:language-choose"):
        assert client.post(reverse(name, args=world.get(name, []))).status_code == 403, name
