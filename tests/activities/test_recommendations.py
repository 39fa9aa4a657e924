"""What is asked of whom: entered, replied to, carried out, assessed, and who may do which."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from activities.actions import recommendations as actions
from activities.models import (
    Entry,
    Kind,
    Recommendation,
    RecommendationState,
)
from plans.models import ActingAuthority, Compartment, TrailEntry
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, AgreementFactory, EntryFactory, PlanFactory
from tests.factories.recommendations import RecommendationFactory, assess, name_line, read, reply

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


# what is entered


def test_what_is_entered_stands_in_the_joint_trail_with_its_agency(asked, nhrcm, agreement):
    entry = TrailEntry.objects.get(verb="recommendation.entered", target_id=asked.pk)
    assert (asked.agency, entry.chain.kind, entry.chain.key) == (nhrcm, "agreement", agreement.pk)
    assert list(faults_of(Recommendation)) == []


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"addressee": None}, "addressee"),
        ({"addressee_mn": "Засгийн газар"}, "addressee_mn"),
        ({"issued_on": TODAY + timedelta(days=1)}, "issued_on"),
        ({"issued_on": None}, "year"),
        ({"year": 2025}, "year"),
        ({"last_year": 2026}, "last_year"),
        ({"reply_due_on": date(2026, 9, 30)}, "reply_due_on"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(enter, fields, at):
    with pytest.raises(ValidationError) as refused:
        enter(**fields)
    assert at in refused.value.message_dict


def test_neither_addressee_nor_issuer_is_a_third_agency(enter, dorj, nhrcm, npa):
    for field in ("addressee", "issuer"):
        with pytest.raises(ValidationError) as refused:
            enter(**{field: dorj.agency})
        assert set(refused.value.message_dict) == {field}
    with pytest.raises(ValidationError) as refused:
        enter(issuer=npa)
    assert "addressee" in refused.value.message_dict
    assert enter(issuer=nhrcm).pk


def test_a_third_agency_enters_nothing(enter, dorj):
    with pytest.raises(MoveRefused):
        enter(by=dorj)


def test_the_year_stands_alone_where_the_day_is_not_known(enter):
    assert enter().year == 2026
    several = enter(issued_on=None, year=2018, last_year=2022)
    assert several.years == "2018–2022"
    found = Recommendation.objects.of_year
    assert [found(year).filter(pk=several.pk).exists() for year in (2017, 2018, 2020, 2022, 2023)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_an_inquiry_is_a_joint_entry_of_an_inquiry_under_the_agreement(enter, adopted_plan, bold, npa):
    inquiry = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.INQUIRY)
    joint = EntryFactory(activity=inquiry, author=bold, starts_on=date(2026, 9, 1))
    assert enter(source="inquiry", inquiry=joint).inquiry == joint
    elsewhere = PlanFactory(agreement=AgreementFactory(parties=[npa]), adopted=True)
    wrong = [
        EntryFactory(activity=inquiry, author=bold, compartment=Compartment.AGENCY),
        EntryFactory(activity=ActivityFactory(plan=adopted_plan, lead=bold.department), author=bold),
        EntryFactory(activity=ActivityFactory(plan=elsewhere, lead=bold.department, kind=Kind.INQUIRY), author=bold),
    ]
    for entry in wrong:
        with pytest.raises(ValidationError) as refused:
            enter(source="inquiry", inquiry=entry)
        assert set(refused.value.message_dict) == {"inquiry"}
    with pytest.raises(ValidationError) as refused:
        enter(source="inquiry", inquiry=EntryFactory(activity=inquiry, author=bold, starts_on=TODAY))
    assert set(refused.value.message_dict) == {"issued_on"}
    with pytest.raises(ValidationError) as refused:
        enter(source="report", inquiry=joint)
    assert "inquiry" in refused.value.message_dict


def test_one_repeats_an_earlier_one_under_the_agreement_and_never_itself(enter, asked, anu, npa):
    later = enter(repeats=asked)
    assert list(asked.repeated_by.all()) == [later]
    elsewhere = RecommendationFactory(agreement=AgreementFactory(parties=[npa]))
    for repeated in (elsewhere, enter(issued_on=None, year=2027)):
        with pytest.raises(ValidationError) as refused:
            enter(repeats=repeated)
        assert set(refused.value.message_dict) == {"repeats"}
    for repeated in (later, asked):
        with pytest.raises(ValidationError):
            actions.correct(read(asked), by=anu, version=read(asked).version, changes={"repeats": repeated})


def test_what_others_write_later_of_an_inquiry_or_an_earlier_one_bars_no_act(enter, adopted_plan, line, bold, khulan):
    inquiry = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.INQUIRY)
    entry = EntryFactory(activity=inquiry, author=bold, starts_on=date(2026, 9, 1))
    earlier = enter()
    asked = enter(source="inquiry", inquiry=entry, repeats=earlier)
    Entry.objects.filter(pk=entry.pk).update(starts_on=TODAY)
    Recommendation.objects.filter(pk=earlier.pk).update(issued_on=None, year=2027)
    name_line(read(asked), line, bold)
    assert reply(read(asked), khulan).pk
    with pytest.raises(ValidationError) as refused:
        enter(source="inquiry", inquiry=Entry.objects.get(pk=entry.pk))
    assert set(refused.value.message_dict) == {"issued_on"}


def test_a_slip_is_mended_by_who_entered_it_until_a_party_has_replied(asked, anu, bold, khulan):
    with pytest.raises(MoveRefused):
        actions.correct(read(asked), by=bold, version=1, changes={"text_mn": "Өөр"})
    actions.correct(read(asked), by=anu, version=1, changes={"text_mn": "Засав"})
    reply(asked, khulan)
    with pytest.raises(MoveRefused):
        actions.correct(read(asked), by=anu, version=read(asked).version, changes={"text_mn": "Өөр"})


# replies


def test_a_reply_is_an_act_of_the_head_of_the_party_that_is_asked(asked, anu, bold, ganaa, khulan, tuya, chimeg):
    for person in (anu, bold, ganaa, tuya, chimeg):
        with pytest.raises(MoveRefused):
            reply(asked, person)
    given = reply(asked, khulan, letter_number="4/218", carry_out_by=date(2027, 3, 1))
    assert (given.agency, given.name_mn, given.name_en) == (khulan.agency, "Д.Хулан", "D.Khulan")
    assert read(asked).state == RecommendationState.ACCEPTED


def test_who_acts_for_the_head_today_replies_and_the_reply_says_for_whom(asked, bold, khulan):
    ActingAuthority.objects.create(
        agency=bold.agency, person=bold, head=khulan, from_on=TODAY, until_on=TODAY, order_number="Б/7"
    )
    assert reply(asked, bold).acting_for_name_mn == "Д.Хулан"


def test_nobody_replies_for_whom_is_no_party(enter, khulan, ganaa):
    asked = enter(addressee=None, addressee_mn="Засгийн газар")
    for head in (khulan, ganaa):
        with pytest.raises(MoveRefused):
            reply(asked, head)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"replied_on": date(2026, 9, 30)}, "replied_on"),
        ({"replied_on": TODAY + timedelta(days=1)}, "replied_on"),
        ({"answer": "rejected", "reason": ""}, "reason"),
        ({"answer": "partly_accepted", "reason": ""}, "reason"),
        ({"answer": "rejected", "carry_out_by": date(2027, 1, 1)}, "carry_out_by"),
        ({"carry_out_by": TODAY - timedelta(days=1)}, "carry_out_by"),
    ],
)
def test_a_reply_that_cannot_be_is_refused_at_its_field_and_changes_nothing(asked, khulan, fields, at):
    with pytest.raises(ValidationError) as refused:
        reply(asked, khulan, **fields)
    assert at in refused.value.message_dict
    assert (read(asked).locked, read(asked).version) == (False, 1)


def test_before_a_year_alone_there_is_no_reply(enter, khulan):
    asked = enter(issued_on=None, year=2026)
    with pytest.raises(ValidationError):
        reply(asked, khulan, replied_on=date(2025, 12, 31))
    assert reply(asked, khulan, replied_on=date(2026, 1, 1)).pk


def test_the_newest_reply_stands_and_the_former_remain(asked, khulan):
    reply(asked, khulan, "rejected", replied_on=date(2026, 11, 2))
    with pytest.raises(ValidationError) as refused:
        reply(asked, khulan, replied_on=date(2026, 11, 1))
    assert set(refused.value.message_dict) == {"replied_on"}
    reply(asked, khulan, "partly_accepted", replied_on=date(2026, 11, 2))
    assert (read(asked).state, asked.replies.count()) == (RecommendationState.PARTLY_ACCEPTED, 2)
    assert list(faults_of(Recommendation)) == []


# assessments


def test_it_is_assessed_by_the_head_of_a_party_that_is_not_asked(asked, khulan, anu, saraa, ganaa):
    for person in (khulan, anu, saraa):
        with pytest.raises(MoveRefused):
            assess(asked, person)
    assess(asked, ganaa)
    assert read(asked).state == RecommendationState.CARRIED_OUT


def test_what_a_party_issued_it_alone_assesses(enter, nhrcm, khulan, ganaa):
    asked = enter(addressee=None, addressee_mn="Засгийн газар", issuer=nhrcm)
    with pytest.raises(MoveRefused):
        assess(asked, khulan)
    assert assess(asked, ganaa).pk


def test_an_assessment_is_neither_before_it_nor_to_come(asked, ganaa):
    for day in (date(2026, 9, 30), TODAY + timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            assess(asked, ganaa, assessed_on=day)
        assert set(refused.value.message_dict) == {"assessed_on"}


def test_the_newest_assessment_of_a_party_stands(asked, ganaa, line, bold):
    assess(asked, ganaa, "not_carried_out", assessed_on=date(2026, 11, 1))
    assess(asked, ganaa)
    assert read(asked).state == RecommendationState.CARRIED_OUT
    with pytest.raises(MoveRefused):
        name_line(asked, line, bold)


def test_each_party_assesses_by_its_own_days(asked_of_others, ganaa, khulan):
    assess(asked_of_others, ganaa)
    assert assess(asked_of_others, khulan, assessed_on=date(2026, 11, 2)).pk
    with pytest.raises(ValidationError) as refused:
        assess(asked_of_others, khulan, assessed_on=date(2026, 11, 1))
    assert set(refused.value.message_dict) == {"assessed_on"}


# what the database itself keeps


@pytest.mark.parametrize("act", ["replies", "assessments"])
def test_the_database_keeps_what_a_side_said(asked, khulan, ganaa, act):
    reply(asked, khulan)
    assess(asked, ganaa)
    said = getattr(asked, act).get()
    for change in (lambda: type(said).objects.filter(pk=said.pk).update(letter_number="1"), said.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "change",
    [
        {"text_mn": "Өөр"},
        {"text_en": "Another"},
        {"addressee": None, "addressee_mn": "Засгийн газар"},
        {"issued_on": date(2026, 10, 2)},
        {"reply_due_on": None},
        {"force": "advice"},
        {"locked": False},
    ],
)
def test_the_database_keeps_what_was_asked_once_a_party_has_replied(asked, khulan, change):
    reply(asked, khulan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=asked.pk).update(**change)


def test_no_recommendation_is_deleted(asked):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM activities_recommendation WHERE id = %s", [asked.pk])
