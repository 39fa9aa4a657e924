"""A meeting from its plan to its locked minutes, and what a side keeps to itself."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.actions import decisions as decision_actions
from plans.actions import meetings as actions
from plans.actions.consent import give_back
from plans.models import (
    AgendaItem,
    Attendee,
    Compartment,
    Decision,
    Meeting,
    MeetingKind,
    MeetingNote,
    MeetingState,
    ProposalKind,
    Role,
    TrailEntry,
)
from plans.trail import StaleVersion
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import DepartmentFactory, UserFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    WorkingGroupFactory,
    confirm,
    held_meeting,
    send,
)

pytestmark = pytest.mark.django_db


def read(thing):
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def meeting(agreement, ganaa, khulan):
    meeting, _item = held_meeting(agreement, ganaa, khulan, by=ganaa)
    return meeting


@pytest.fixture
def decision(meeting, ganaa, bold):
    decision = Decision(meeting=meeting, text_mn="Хуваарь илгээх", text_en="Send dates", agency=bold.agency)
    return decision_actions.add_decision(decision, by=ganaa)


@pytest.fixture
def agreed(decision, meeting, ganaa, khulan):
    confirm(send(meeting, ganaa), ganaa, khulan)
    return read(decision)


# the minutes


def test_minutes_are_locked_once_the_head_of_every_party_has_confirmed_them(meeting, decision, ganaa, khulan):
    proposal = send(meeting, ganaa)
    confirm(proposal, ganaa)
    assert read(meeting).state == MeetingState.SENT
    confirm(proposal, khulan)
    assert read(meeting).state == MeetingState.CONFIRMED
    assert read(proposal).checkpoint.startswith("agreement:")
    assert TrailEntry.objects.filter(verb="minutes.confirmed").count() == 1


def test_a_head_returns_minutes_with_a_comment_and_they_are_written_on(meeting, ganaa, khulan):
    proposal = send(meeting, ganaa)
    give_back(proposal, by=khulan, digest=proposal.digest, comment="Хоёр дахь зүйлийг нэмнэ үү.")
    assert read(meeting).state == MeetingState.HELD
    item = meeting.items.get()
    actions.edit_item(item, by=ganaa, version=item.version, changes={"minutes_mn": "Дахин бичив."})
    confirm(send(meeting, khulan), ganaa, khulan)
    assert read(meeting).is_confirmed


def test_why_minutes_came_back_stands_where_they_are_mended_and_at_home_of_who_mends_them(
    meeting, ganaa, khulan, tuya, bold, client_of
):
    why = "Хоёр дахь зүйлийг нэмнэ үү."
    for comment in ("Эхнийх.", why):
        proposal = send(meeting, ganaa)
        give_back(proposal, by=khulan, digest=proposal.digest, comment=comment)
    for keeper in (ganaa, khulan, tuya):
        page, home = client_of(keeper).get(meeting.get_absolute_url()), client_of(keeper).get("/")
        assert (why in page.text, khulan.short_name in page.text, "Эхнийх." in page.text) == (True, True, False)
        assert [act.comment for act in home.context["returned"]] == [why]
        assert f'href="{meeting.get_absolute_url()}"' in home.text
    assert list(client_of(bold).get("/").context["returned"]) == []
    send(meeting, ganaa)
    assert why not in client_of(ganaa).get(meeting.get_absolute_url()).text
    assert list(client_of(ganaa).get("/").context["returned"]) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("agenda-item-edit", {"title_mn": "Кампанит ажил", "number": "1", "minutes_mn": "Хоёр цаг бичсэн тэмдэглэл."}),
        ("decision-edit", {"text_mn": "Хоёр цаг бичсэн тэмдэглэл."}),
    ],
)
def test_who_still_wrote_when_the_other_side_sent_the_minutes_has_what_was_typed_beside_the_refusal(
    name, typed, meeting, decision, ganaa, khulan, client_of
):
    part = meeting.items.get() if name == "agenda-item-edit" else decision
    browser, address = client_of(khulan), reverse(f"plans:{name}", args=[part.pk])
    assert browser.get(address).status_code == 200
    send(meeting, ganaa)
    page = browser.post(address, typed | {"form_key": uuid.uuid4(), "version": part.version})
    assert (page.status_code, "Хоёр цаг бичсэн тэмдэглэл." in page.text) == (403, True)
    assert f'href="{meeting.get_absolute_url()}"' in page.text
    assert read(part).version == part.version


def test_the_text_of_the_minutes_names_who_was_there_what_was_said_and_what_was_decided(meeting, decision, ganaa):
    said = str(send(meeting, ganaa).text)
    for words in ("Ярилцав.", "Send dates", "Хуваарь илгээх", "Khulan"):
        assert words in said


@pytest.mark.parametrize(
    "act",
    [
        lambda meeting, decision, by: actions.edit_meeting(
            meeting, by=by, version=meeting.version, changes={"place": "Өөр"}
        ),
        lambda meeting, decision, by: actions.add_item(AgendaItem(meeting=meeting, number=9, title_mn="Шинэ"), by=by),
        lambda meeting, decision, by: actions.remove_item(meeting.items.get(), by=by),
        lambda meeting, decision, by: actions.add_attendee(Attendee(meeting=meeting, name_mn="Зочин"), by=by),
        lambda meeting, decision, by: actions.remove_attendee(meeting.attendees.first(), by=by),
        lambda meeting, decision, by: decision_actions.edit_decision(
            decision, by=by, version=decision.version, changes={"text_mn": "Өөр"}
        ),
        lambda meeting, decision, by: decision_actions.remove_decision(decision, by=by),
        lambda meeting, decision, by: decision_actions.add_decision(
            Decision(meeting=meeting, text_mn="Шинэ", agency=by.agency), by=by
        ),
    ],
)
@pytest.mark.parametrize("confirmed", [False, True])
def test_nothing_of_a_meeting_changes_once_its_minutes_are_sent(meeting, decision, ganaa, khulan, act, confirmed):
    proposal = send(meeting, ganaa)
    if confirmed:
        confirm(proposal, ganaa, khulan)
    before = TrailEntry.objects.count()
    with pytest.raises(MoveRefused):
        act(read(meeting), read(decision), khulan)
    assert TrailEntry.objects.count() == before


@pytest.mark.parametrize(
    "write",
    [
        lambda meeting: AgendaItem.objects.filter(meeting=meeting).update(minutes_mn="x"),
        lambda meeting: AgendaItem.objects.filter(meeting=meeting).delete(),
        lambda meeting: Attendee.objects.filter(meeting=meeting).update(was_present=False),
        lambda meeting: Attendee.objects.filter(meeting=meeting).delete(),
        lambda meeting: Decision.objects.filter(meeting=meeting).update(text_mn="x"),
        lambda meeting: Decision.objects.filter(meeting=meeting).update(locked=False),
        lambda meeting: Decision.objects.filter(meeting=meeting).delete(),
        lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(meets_on=date(2021, 1, 1)),
        lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(state="held"),
        lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(begins="01:00"),
        lambda meeting: Decision.objects.filter(meeting=meeting).update(item=meeting.items.first()),
    ],
)
def test_the_database_refuses_to_change_confirmed_minutes(meeting, agreed, write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(meeting)


def test_minutes_that_lack_something_are_not_sent_and_every_lack_is_said(agreement, ganaa):
    meeting = actions.plan_meeting(Meeting(agreement=agreement, meets_on=date(2020, 8, 18)), by=ganaa)
    actions.record_held(meeting, by=ganaa)
    with pytest.raises(MoveRefused) as refused:
        send(meeting, ganaa)
    assert len(refused.value.reasons) == 3
    assert read(meeting).state == MeetingState.HELD


def test_the_records_are_what_the_trail_tells(agreed, khulan):
    decision_actions.report_done(agreed, by=khulan, outcome="Илгээв.")
    assert [fault for model in (Meeting, AgendaItem, Attendee, Decision) for fault in faults_of(model)] == []


# before the minutes


def test_a_meeting_of_tomorrow_was_not_held_yet(agreement, ganaa):
    tomorrow = timezone.localdate() + timedelta(days=1)
    meeting = actions.plan_meeting(Meeting(agreement=agreement, meets_on=tomorrow), by=ganaa)
    with pytest.raises(MoveRefused):
        actions.record_held(meeting, by=ganaa)


def test_a_post_is_kept_as_it_was_on_the_day(agreement, ganaa, khulan):
    meeting = actions.plan_meeting(Meeting(agreement=agreement, meets_on=date(2020, 8, 18)), by=ganaa)
    khulan.post_en, khulan.post_mn = "First deputy head", "Тэргүүн дэд дарга"
    khulan.save()
    actions.add_attendee(Attendee(meeting=meeting, person=khulan), by=ganaa)
    actions.record_held(meeting, by=ganaa)
    khulan.post_en, khulan.post_mn = "Minister", "Сайд"
    khulan.save()
    attendee = meeting.attendees.get()
    assert (attendee.post_en, attendee.post_mn) == ("First deputy head", "Тэргүүн дэд дарга")


def test_a_person_of_a_third_agency_does_not_attend_for_a_party(agreement, ganaa, dorj):
    meeting = MeetingFactory(agreement=agreement)
    with pytest.raises(ValidationError) as refused:
        actions.add_attendee(Attendee(meeting=meeting, person=dorj), by=ganaa)
    assert set(refused.value.message_dict) == {"person"}


def test_the_second_of_two_who_write_one_item_is_told(agreement, ganaa, khulan):
    item = AgendaItemFactory(meeting=MeetingFactory(agreement=agreement))
    actions.edit_item(item, by=ganaa, version=1, changes={"title_mn": "Нэг"})
    with pytest.raises(StaleVersion):
        actions.edit_item(item, by=khulan, version=1, changes={"title_mn": "Хоёр"})


def test_an_item_on_which_something_was_decided_stays(meeting, decision, ganaa):
    item = meeting.items.get()
    decision_actions.edit_decision(decision, by=ganaa, version=decision.version, changes={"item": item})
    with pytest.raises(MoveRefused):
        actions.remove_item(item, by=ganaa)


# what is unresolved


def test_the_next_meeting_of_a_kind_opens_with_what_is_open(agreement, agreed, client_of, chimeg):
    same = MeetingFactory(agreement=agreement, meets_on=date(2021, 1, 1))
    other = MeetingFactory(agreement=agreement, meets_on=date(2021, 1, 1), kind=MeetingKind.COORDINATORS)
    client = client_of(chimeg)
    assert list(client.get(same.get_absolute_url()).context["unresolved"]) == [agreed]
    assert list(client.get(other.get_absolute_url()).context["unresolved"]) == []


def test_a_working_group_opens_with_what_its_own_meetings_left_open(agreement, npa):
    mine, others = (WorkingGroupFactory(agreement=agreement, active=True) for _ in range(2))
    kind = MeetingKind.WORKING_GROUP
    held = [MeetingFactory(agreement=agreement, kind=kind, group=group, confirmed=True) for group in (mine, others)]
    left = [DecisionFactory(meeting=meeting, agency=npa) for meeting in held]
    upcoming = MeetingFactory(agreement=agreement, kind=kind, group=mine, meets_on=date(2021, 1, 1))
    assert list(Decision.objects.unresolved_before(upcoming)) == left[:1]


# notes of one side


def test_the_other_side_knows_nothing_of_a_note(agreement, ganaa, anu, bold, khulan, client_of):
    meeting = MeetingFactory(agreement=agreement)
    note = MeetingNote(meeting=meeting, text="Нууц бэлтгэл")
    actions.write_note(note, by=ganaa, compartment=Compartment.AGENCY)
    addresses = [
        meeting.get_absolute_url(),
        reverse("plans:meeting-history", args=[meeting.pk]),
        reverse("activities:meeting-pack", args=[meeting.pk]),
        reverse("plans:history"),
        reverse("activities:home"),
    ]
    for person in (bold, khulan):
        client = client_of(person)
        pages = [client.get(address).content.decode() for address in addresses]
        assert not any("Нууц бэлтгэл" in page or "own note" in page.lower() for page in pages[:3])
        assert client.get(reverse("plans:note-edit", args=[note.pk])).status_code == 404
    own = client_of(anu).get(meeting.get_absolute_url()).content.decode()
    assert "Нууц бэлтгэл" in own


def test_a_note_for_named_people_is_for_them_alone(agreement, ganaa, anu, saraa, client_of):
    meeting = MeetingFactory(agreement=agreement)
    note = MeetingNote(meeting=meeting, text="Хоёулаа мэднэ")
    actions.write_note(note, by=ganaa, compartment=Compartment.CIRCLE, people=[anu])
    seen = {person: "Хоёулаа мэднэ" in client_of(person).get(meeting.get_absolute_url()).content.decode()
            for person in (ganaa, anu, saraa)}  # fmt: skip
    assert list(seen.values()) == [True, True, False]


def test_a_note_is_never_joint(agreement, ganaa):
    note = MeetingNote(meeting=MeetingFactory(agreement=agreement), text="x")
    with pytest.raises(ValidationError):
        actions.write_note(note, by=ganaa, compartment=Compartment.JOINT)


# decisions


def test_a_decision_binds_nobody_before_its_minutes_are_confirmed(decision, khulan, client_of):
    assert list(Decision.objects.agreed()) == []
    with pytest.raises(MoveRefused):
        decision_actions.report_done(decision, by=khulan, outcome="Хийв.")
    assert client_of(khulan).get(reverse("plans:decision-list")).context["page_obj"].paginator.count == 0


def test_what_is_done_can_be_taken_up_again_by_the_other_side(agreed, khulan, ganaa):
    decision_actions.report_done(agreed, by=khulan, outcome="Илгээв.")
    assert read(agreed).state == "done"
    decision_actions.take_up_again(read(agreed), by=ganaa, reason="Хуваарь ирээгүй.")
    assert (read(agreed).state, read(agreed).resolved_on) == ("open", None)


def test_what_is_done_is_taken_up_again_though_its_owner_left_meanwhile(agreement, bold, khulan, ganaa, npa):
    meeting = MeetingFactory(agreement=agreement, confirmed=True)
    decision = DecisionFactory(meeting=meeting, agency=npa, person=bold)
    decision_actions.report_done(decision, by=khulan, outcome="Илгээв.")
    bold.is_active = False
    bold.save()
    decision_actions.take_up_again(read(decision), by=ganaa, reason="Хуваарь ирээгүй.")
    assert (read(decision).state, read(decision).person) == ("open", None)
    assert list(Decision.objects.of_person(khulan)) == [decision]


def test_an_owner_who_left_is_named_at_the_field_and_the_text_is_kept(meeting, ganaa, bold, client_of):
    decision = Decision(meeting=meeting, text_mn="Хуваарь", agency=bold.agency, person=bold)
    decision_actions.add_decision(decision, by=ganaa)
    bold.is_active = False
    bold.save()
    address = reverse("plans:decision-edit", args=[decision.pk])
    sent = {"form_key": uuid.uuid4(), "version": decision.version, "text_mn": "Шинэ бичвэр", "agency": bold.agency_id}
    response = client_of(ganaa).post(address, sent | {"person": bold.pk})
    assert response.status_code == 422
    assert "has left" in str(response.context["form"].errors["person"])
    assert "Шинэ бичвэр" in response.content.decode()


def test_a_decision_whose_owner_left_is_handed_to_another_of_the_agency(agreed, khulan, npa, nhrcm, ganaa):
    person = UserFactory(agency=npa)
    same = {"day": None, "department": None, "reason": "Шинэ хариуцагч."}
    decision_actions.move_decision(agreed, by=khulan, version=agreed.version, person=person, **same)
    assert read(agreed).person == person
    with pytest.raises(ValidationError) as refused:
        decision_actions.move_decision(read(agreed), by=khulan, version=agreed.version, person=ganaa, **same)
    assert set(refused.value.message_dict) == {"person"}


def test_a_decision_is_overdue_by_its_day_alone(agreement, npa):
    yesterday = timezone.localdate() - timedelta(days=1)
    late = DecisionFactory(meeting=MeetingFactory(agreement=agreement, confirmed=True), agency=npa, due_on=yesterday)
    unconfirmed = DecisionFactory(meeting=MeetingFactory(agreement=agreement, held=True), agency=npa, due_on=yesterday)
    assert list(Decision.objects.overdue()) == [late]
    assert (late.days_overdue, unconfirmed.days_overdue) == (1, 0)


def test_the_decisions_of_a_person_are_their_own_and_their_departments(agreement, bold, khulan, npa):
    meeting = MeetingFactory(agreement=agreement, confirmed=True)
    own = DecisionFactory(meeting=meeting, agency=npa, person=bold)
    of_department = DecisionFactory(meeting=meeting, agency=npa, department=bold.department)
    DecisionFactory(meeting=meeting, agency=npa, department=DepartmentFactory(agency=npa))
    of_agency = DecisionFactory(meeting=meeting, agency=npa)
    gone = UserFactory(agency=npa, is_active=False)
    orphan = DecisionFactory(meeting=meeting, agency=npa, person=gone)
    assert set(Decision.objects.of_person(bold)) == {own, of_department}
    assert set(Decision.objects.of_person(khulan)) == {of_agency, orphan}


def test_the_list_of_decisions_is_narrowed_by_the_address(agreement, bold, npa, nhrcm, client_of):
    meeting = MeetingFactory(agreement=agreement, confirmed=True)
    mine = DecisionFactory(meeting=meeting, agency=npa, person=bold, due_on=date(2021, 1, 1))
    DecisionFactory(meeting=meeting, agency=nhrcm)
    dropped = DecisionFactory(meeting=meeting, agency=nhrcm, dropped=True)
    client = client_of(bold)

    def listed(query):
        return list(client.get(f"{reverse('plans:decision-list')}?{query}").context["page_obj"])

    assert listed("whose=mine") == listed("due=overdue") == listed(f"agency={npa.pk}") == [mine]
    assert listed("state=dropped") == [dropped]
    assert listed(f"meeting={meeting.pk}&state=flying") == []


def test_roles_hold_meetings_as_the_table_says():
    from plans.access import GRANTS, Permission

    assert {role for role, held in GRANTS.items() if Permission.MEETINGS_KEEP in held} == {
        Role.HEAD,
        Role.ADMINISTRATOR,
    }


def test_minutes_are_a_kind_of_text_put_to_the_parties(meeting, ganaa):
    assert send(meeting, ganaa).kind == ProposalKind.MINUTES
