"""A working group from its draft to its final report, and who may send whom."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.actions import working_groups as actions
from plans.actions.consent import give_back, put_forward
from plans.actions.meetings import call_off, edit_meeting, plan_meeting, record_held
from plans.models import GroupMember, Meeting, MeetingKind, ProposalKind, WorkingGroup, WorkingGroupState
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import UserFactory
from tests.factories.meetings import (
    DecisionFactory,
    GroupMemberFactory,
    MeetingFactory,
    WorkingGroupFactory,
    confirm,
)

pytestmark = pytest.mark.django_db


def read(group):
    return WorkingGroup.objects.get(pk=group.pk)


@pytest.fixture
def group(agreement, ganaa, khulan, anu, bold):
    group = WorkingGroup(
        agreement=agreement,
        name_mn="Ажлын хэсэг",
        mandate_mn="Хамтран судлах",
        basis="14 дэх илтгэл",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    actions.draft_group(group, by=ganaa)
    for head, person in ((ganaa, anu), (khulan, bold)):
        actions.name_member(GroupMember(group=group, person=person, is_chair=True), by=head)
    return group


@pytest.fixture
def active(group, ganaa, khulan):
    confirm(put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa), ganaa, khulan)
    return read(group)


END = {"ended_on": date(2026, 2, 1), "ended_because": "Чиг үүргээ биелүүлсэн.", "report": "Тайлан."}


def test_a_group_is_set_up_once_every_party_has_consented_to_its_mandate(group, ganaa, khulan):
    proposal = put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa)
    confirm(proposal, ganaa)
    assert read(group).is_draft
    confirm(proposal, khulan)
    assert read(group).is_active


def test_neither_side_alone_changes_what_both_agreed(active, khulan):
    with pytest.raises(MoveRefused):
        actions.edit_group(active, by=khulan, version=active.version, changes={"mandate_mn": "Өөр"})
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingGroup.objects.filter(pk=active.pk).update(mandate_mn="Өөр")


@pytest.mark.parametrize(
    "change",
    [
        {"name_en": "Another"},
        {"basis": "Өөр"},
        {"order_number": "А/99"},
        {"order_on": date(2026, 5, 5)},
        {"starts_on": None},
        {"ends_on": date(2030, 1, 1)},
    ],
)
def test_the_database_keeps_every_word_of_the_mandate(active, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingGroup.objects.filter(pk=active.pk).update(**change)


def test_nothing_of_it_changes_while_the_parties_decide(group, ganaa, khulan, chimeg):
    put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa)
    with pytest.raises(MoveRefused):
        actions.edit_group(read(group), by=khulan, version=group.version, changes={"basis": "Өөр"})
    with pytest.raises(MoveRefused):
        actions.name_member(GroupMember(group=group, person=chimeg), by=khulan)


def test_a_group_without_basis_term_or_chairs_is_not_put_forward(agreement, ganaa):
    group = actions.draft_group(WorkingGroup(agreement=agreement, name_mn="Х", mandate_mn="Ү"), by=ganaa)
    with pytest.raises(MoveRefused) as refused:
        put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa)
    assert len(refused.value.reasons) == 4


def test_a_member_of_a_third_agency_is_refused_with_a_sentence(group, ganaa, dorj, client_of):
    with pytest.raises(ValidationError) as refused:
        actions.name_member(GroupMember(group=group, person=dorj), by=ganaa)
    assert set(refused.value.message_dict) == {"person"}
    address = reverse("plans:group-member-add", args=[group.pk])
    sent = {"form_key": uuid.uuid4(), "person": dorj.pk, "from_on": "2026.02.03"}
    response = client_of(ganaa).post(address, sent)
    assert response.status_code == 422
    assert response.context["form"].errors["person"] == ["Choose somebody of your own agency."]
    assert "2026.02.03" in response.content.decode()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((None, None), (None, None)),
        ((date(2026, 3, 1), None), (None, date(2026, 3, 1))),
        ((None, date(2026, 3, 1)), (date(2026, 3, 1), date(2026, 5, 1))),
        ((date(2026, 3, 1), date(2026, 6, 1)), (date(2026, 4, 1), date(2026, 5, 1))),
    ],
)
def test_nobody_is_a_member_twice_on_one_day(group, khulan, chimeg, client_of, in_english, first, second):
    actions.name_member(GroupMember(group=group, person=chimeg, from_on=first[0], until_on=first[1]), by=khulan)
    sent = {"form_key": uuid.uuid4(), "person": chimeg.pk, "from_on": second[0] or "", "until_on": second[1] or ""}
    response = client_of(khulan).post(reverse("plans:group-member-add", args=[group.pk]), sent)
    assert response.status_code == 422
    [sentence] = response.context["form"].errors["person"]
    assert sentence.startswith("This person is a member already")
    with pytest.raises(ValidationError) as refused:
        actions.name_member(GroupMember(group=group, person=chimeg, from_on=second[0], until_on=second[1]), by=khulan)
    assert set(refused.value.message_dict) == {"person"}


def test_who_was_a_member_comes_back_for_other_days(group, khulan, chimeg, client_of):
    actions.name_member(GroupMember(group=group, person=chimeg, until_on=date(2026, 3, 1)), by=khulan)
    again = actions.name_member(GroupMember(group=group, person=chimeg, from_on=date(2026, 3, 2)), by=khulan)
    address = reverse("plans:group-member-edit", args=[again.pk])
    sent = {"form_key": uuid.uuid4(), "version": again.version, "from_on": "2026.02.28"}
    response = client_of(khulan).post(address, sent)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"from_on"}


@pytest.mark.parametrize(
    ("name", "day", "sentence"),
    [
        ("from_on", date(2025, 12, 31), "The term of the group begins on 2026.01.01."),
        ("until_on", date(2025, 12, 31), "The term of the group begins on 2026.01.01."),
        ("from_on", date(2027, 1, 1), "The term of the group ends on 2026.12.31."),
        ("until_on", date(2027, 1, 1), "The term of the group ends on 2026.12.31."),
    ],
)
def test_nobody_is_a_member_outside_the_term_of_the_group(
    group, khulan, chimeg, client_of, in_english, name, day, sentence
):
    sent = {"form_key": uuid.uuid4(), "person": chimeg.pk, name: day}
    response = client_of(khulan).post(reverse("plans:group-member-add", args=[group.pk]), sent)
    assert response.status_code == 422
    assert response.context["form"].errors == {name: [sentence]}


def test_a_group_whose_term_no_longer_holds_its_members_is_not_put_forward(group, ganaa, khulan, chimeg, in_english):
    actions.name_member(GroupMember(group=group, person=chimeg, from_on=date(2026, 11, 1)), by=khulan)
    actions.edit_group(group, by=ganaa, version=group.version, changes={"ends_on": date(2026, 10, 1)})
    with pytest.raises(MoveRefused) as refused:
        put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa)
    [sentence] = refused.value.reasons
    assert sentence.endswith("as a member (2026.11.01–) are outside the term of the group.")


def test_the_text_put_to_the_parties_says_from_when_until_when_each_is_a_member(group, ganaa, khulan, chimeg):
    member = GroupMember(group=group, person=chimeg, from_on=date(2026, 3, 1), until_on=date(2026, 6, 1))
    actions.name_member(member, by=khulan)
    proposal = put_forward(ProposalKind.GROUP_SET_UP, group, by=ganaa)
    said = [row["value"]["en"] for part in proposal.text["parts"] if part["key"] == "members" for row in part["rows"]]
    assert [one for one in said if one.endswith(", 2026.03.01–2026.06.01")]
    assert len(said) == 3


def test_each_side_names_its_own_members(group, ganaa, chimeg):
    with pytest.raises(MoveRefused):
        actions.name_member(GroupMember(group=group, person=chimeg), by=ganaa)


def test_a_group_is_dissolved_by_its_final_report_once_both_consent(active, ganaa, khulan):
    proposal = actions.put_end_forward(
        active, by=ganaa, version=active.version, changes=END, file=SimpleUploadedFile("report.pdf", b"%PDF-1.4")
    )
    assert read(active).is_active
    assert read(active).report_file.digest in str(proposal.text)
    confirm(proposal, ganaa, khulan)
    assert read(active).state == WorkingGroupState.ENDED
    assert [fault for model in (WorkingGroup, GroupMember) for fault in faults_of(model)] == []


def test_a_returned_end_leaves_the_group_at_work(active, ganaa, khulan):
    proposal = actions.put_end_forward(active, by=ganaa, version=active.version, changes=END, file=None)
    give_back(proposal, by=khulan, digest=proposal.digest, comment="Тайланг нөхнө үү.")
    again = actions.put_end_forward(read(active), by=khulan, version=read(active).version, changes=END, file=None)
    confirm(again, ganaa, khulan)
    assert read(active).state == WorkingGroupState.ENDED


def test_an_end_without_a_report_says_so_at_the_field(active, ganaa, client_of):
    address = reverse("plans:working-group-end", args=[active.pk])
    sent = {"form_key": uuid.uuid4(), "version": active.version, "ended_on": "2026.02.01", "ended_because": "Дууссан"}
    response = client_of(ganaa).post(address, sent)
    assert response.status_code == 422
    assert "report" in response.context["form"].errors
    assert "Дууссан" in response.content.decode()


@pytest.mark.parametrize(
    ("ended_on", "sentence"),
    [
        (timezone.localdate() + timedelta(days=2), "This day has not come yet; a group ends today or earlier."),
        (date(2025, 12, 31), "It can't be dissolved before it began."),
    ],
)
def test_a_group_is_dissolved_neither_in_days_to_come_nor_before_it_began(
    active, ganaa, client_of, in_english, ended_on, sentence
):
    address = reverse("plans:working-group-end", args=[active.pk])
    sent = {"form_key": uuid.uuid4(), "version": active.version, **END, "ended_on": f"{ended_on:%Y.%m.%d}"}
    response = client_of(ganaa).post(address, sent)
    assert response.status_code == 422
    assert response.context["form"].errors == {"ended_on": [sentence]}
    assert not read(active).ended_on


def test_the_database_dissolves_no_group_before_it_began(active):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingGroup.objects.filter(pk=active.pk).update(ended_on=date(2025, 12, 31))


def group_meeting(group, by, **fields):
    meeting = Meeting(agreement=group.agreement, kind=MeetingKind.WORKING_GROUP, group=group, **fields)
    return plan_meeting(meeting, by=by)


def test_a_group_with_a_planned_meeting_is_dissolved_once_it_was_held_or_called_off(
    active, ganaa, khulan, client_of, in_english
):
    meeting = group_meeting(active, ganaa, meets_on=date(2026, 1, 15))
    planned = "«Meeting of the working group, 2026.01.15» is still planned: record it as held, or call it off."
    page = client_of(ganaa).get(reverse("plans:working-group-end", args=[active.pk]))
    assert page.context["missing"] == [planned]
    with pytest.raises(MoveRefused) as refused:
        actions.put_end_forward(active, by=ganaa, version=active.version, changes=END, file=None)
    assert refused.value.reasons == [planned]
    assert not read(active).report
    call_off(meeting, by=ganaa, reason="Цуцлав.")
    proposal = actions.put_end_forward(read(active), by=ganaa, version=read(active).version, changes=END, file=None)
    later = group_meeting(active, ganaa, meets_on=date(2026, 1, 16))
    with pytest.raises(MoveRefused):
        confirm(proposal, ganaa)
    record_held(later, by=ganaa)
    confirm(proposal, ganaa, khulan)
    assert read(active).dissolved_on == END["ended_on"]


def test_a_dissolved_group_meets_no_more(active, ganaa, khulan):
    other = group_meeting(
        WorkingGroupFactory(agreement=active.agreement, active=True), ganaa, meets_on=date(2026, 1, 5)
    )
    confirm(actions.put_end_forward(active, by=ganaa, version=active.version, changes=END, file=None), ganaa, khulan)
    with pytest.raises(MoveRefused):
        group_meeting(active, ganaa, meets_on=date(2026, 1, 15))
    with pytest.raises(MoveRefused):
        edit_meeting(other, by=ganaa, version=other.version, changes={"group": active})


def test_the_terms_of_its_members_end_with_the_group(active, ganaa, khulan, anu, client_of):
    late = GroupMemberFactory(group=active, person=UserFactory(agency=anu.agency), from_on=date(2026, 2, 5))
    past = GroupMemberFactory(
        group=active, person=UserFactory(agency=anu.agency), from_on=date(2026, 1, 5), until_on=date(2026, 1, 9)
    )
    proposal = actions.put_end_forward(active, by=ganaa, version=active.version, changes=END, file=None)
    assert all(one.last_day in (None, past.until_on) for one in read(active).members.all())
    confirm(proposal, ganaa, khulan)
    days = {one.pk: (one.last_day, one.never_began) for one in read(active).members.all()}
    assert days.pop(past.pk) == (past.until_on, False)
    assert days.pop(late.pk) == (END["ended_on"], True)
    assert set(days.values()) == {(END["ended_on"], False)}
    page = client_of(ganaa).get(active.get_absolute_url()).content.decode()
    assert "–2026.02.01" in page
    assert "2026.02.05–2026.02.01" not in page


TERM = {"next_ends_on": timezone.localdate() + timedelta(days=400), "next_term_because": "Ажил үлдсэн."}


def put_term_forward(group, by, **changes):
    group = read(group)
    return actions.put_term_forward(group, by=by, version=group.version, changes=TERM | changes)


def test_the_parties_agree_on_another_term_and_it_holds_once_each_has_consented(active, ganaa, khulan):
    proposal = put_term_forward(active, ganaa)
    assert "Ажил үлдсэн." in str(proposal.text)
    confirm(proposal, ganaa)
    assert read(active).ends_on == active.ends_on
    confirm(proposal, khulan)
    assert (read(active).ends_on, read(active).next_ends_on) == (TERM["next_ends_on"], None)
    assert read(active).is_active
    assert list(faults_of(WorkingGroup)) == []


def test_a_returned_term_leaves_the_group_its_own(active, ganaa, khulan):
    proposal = put_term_forward(active, ganaa)
    give_back(proposal, by=khulan, digest=proposal.digest, comment="Хангалттай.")
    assert read(active).ends_on == active.ends_on
    confirm(put_term_forward(active, khulan), ganaa, khulan)
    assert read(active).ends_on == TERM["next_ends_on"]


@time_machine.travel("2026-11-24T04:00:00Z", tick=False)
def test_another_term_is_one_that_its_members_are_within(active, ganaa, khulan, chimeg, in_english):
    actions.name_member(GroupMember(group=active, person=chimeg, until_on=date(2026, 12, 20)), by=khulan)
    with pytest.raises(MoveRefused) as refused:
        put_term_forward(active, ganaa, next_ends_on=date(2026, 12, 10))
    assert "2026.12.20" in str(refused.value)


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 12, 31)])
def test_another_term_ends_on_another_day_after_the_group_began(active, ganaa, day):
    with pytest.raises(ValidationError) as refused:
        put_term_forward(active, ganaa, next_ends_on=day)
    assert set(refused.value.message_dict) == {"next_ends_on"}


def test_no_term_is_put_forward_that_is_over_and_none_of_a_draft(active, group, agreement, ganaa):
    with pytest.raises(MoveRefused):
        put_term_forward(active, ganaa, next_ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(MoveRefused):
        put_term_forward(WorkingGroupFactory(agreement=agreement), ganaa)


def test_nobody_puts_an_end_forward_while_the_parties_decide_on_another_term(active, ganaa, khulan):
    put_term_forward(active, ganaa)
    with pytest.raises(MoveRefused):
        actions.put_end_forward(read(active), by=khulan, version=read(active).version, changes=END, file=None)


@pytest.mark.parametrize("ends_on", [date(2031, 1, 1), None])
def test_the_database_takes_no_other_last_day_than_the_one_put_forward(active, ganaa, ends_on):
    put_term_forward(active, ganaa)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingGroup.objects.filter(pk=active.pk).update(ends_on=ends_on)


def test_a_group_that_is_due_to_end_leads_to_another_term(active, ganaa, client_of):
    address = reverse("plans:working-group-term", args=[active.pk])
    client = client_of(ganaa)
    assert address in client.get(active.get_absolute_url()).content.decode()
    sent = {"form_key": uuid.uuid4(), "version": active.version, **TERM}
    assert client.post(address, sent | {"next_term_because": ""}).status_code == 422
    page = client.post(address, sent, follow=True)
    assert page.context["proposal"].kind == ProposalKind.GROUP_TERM
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(("days", "due"), [(31, False), (30, True), (0, True), (-5, True)])
def test_a_group_is_due_to_end_by_its_last_day_alone(agreement, days, due):
    ends_on = timezone.localdate() + timedelta(days=days)
    group = WorkingGroupFactory(agreement=agreement, active=True, ends_on=ends_on)
    assert group.is_due_to_end is due


def test_a_group_is_based_on_a_decision_of_confirmed_minutes(agreement, ganaa):
    written = DecisionFactory(meeting=MeetingFactory(agreement=agreement, held=True), agency=ganaa.agency)
    group = WorkingGroup(agreement=agreement, name_mn="Х", mandate_mn="Ү", decision=written)
    with pytest.raises(ValidationError) as refused:
        actions.draft_group(group, by=ganaa)
    assert set(refused.value.message_dict) == {"decision"}
