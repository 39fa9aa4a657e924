"""What is said about a line stands as it was written, for those it was written for, and for nobody else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from activities.actions.activities import LineParts, edit_line, remove_line
from activities.actions.comments import add_comment, answer, reopen, resolve
from activities.models import Activity, Comment, CommentedField, Mention
from activities.texts import field_values
from plans.models import AnnualPlan, Compartment, PlanState, TrailEntry
from plans.verification import verify_chains, verify_records
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory, PlaceFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SAID = "Хоёрдугаар улиралд хийх боломжгүй."


@pytest.fixture
def line(draft_plan, bold, anu):
    """Of a draft, led by the police in the first half of the year, joined by the commission."""
    line = ActivityFactory(
        plan=draft_plan,
        objective=ObjectiveFactory(plan=draft_plan, number=1),
        position=1,
        lead=bold.department,
        ends_on=date(draft_plan.year, 6, 30),
        budget_amount=1_500_000,
    )
    line.partners.add(anu.department)
    PlaceFactory(activity=line)
    IndicatorFactory(activity=line)
    return line


@pytest.fixture
def say(line):
    def add(person, **how):
        return add_comment(Activity.objects.get(pk=line.pk), by=person, **{"text": SAID} | how)

    return add


def joint_entries(plan):
    return TrailEntry.objects.filter(chain__kind="agreement", chain__key=plan.agreement_id)


# what it keeps


@pytest.mark.parametrize("field", CommentedField.values)
def test_it_keeps_how_its_field_read_in_both_languages(say, line, anu, field):
    comment = say(anu, field=field)
    assert {"mn": comment.value_mn, "en": comment.value_en} == field_values(line)[field]
    assert comment.value_mn
    assert comment.value_en


def test_the_value_stays_when_the_line_reads_differently(say, line, anu, bold):
    comment = say(anu, field="period")
    edit_line(line, by=bold, version=1, changes={"ends_on": date(line.plan.year, 12, 31)}, parts=LineParts())
    comment.refresh_from_db()
    assert (comment.value_en, comment.value_mn) == ("Q1–Q2", "I–II улирал")
    assert field_values(Activity.objects.get())["period"] == {"en": "Q1–Q4", "mn": "I–IV улирал"}


def test_on_the_line_as_a_whole_it_keeps_no_value(say, anu):
    comment = say(anu)
    assert (comment.field, comment.value_mn, comment.value_en, str(comment)) == ("", "", "", str(comment.activity))


def test_it_leaves_the_line_as_it_is(say, line, anu):
    before = Activity.objects.values().get()
    resolve(say(anu, field="title"), by=anu)
    assert Activity.objects.values().get() == before


# what it may not become


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Өөр"},
        {"field": "title"},
        {"value_mn": "Өөр"},
        {"value_en": "Other"},
        {"at": timezone.now()},
        {"compartment": "agency"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses_to_change_what_it_says(say, anu, change):
    say(anu, field="period")
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.update(**change)


def test_the_database_refuses_another_author_line_or_answered_comment(say, line, anu, bold, draft_plan):
    first, second = say(anu), say(anu)
    other = ActivityFactory(plan=draft_plan, lead=bold.department)
    for change in ({"author": bold}, {"agency": bold.agency}, {"activity": other}, {"answers": second}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Comment.objects.filter(pk=first.pk).update(**change)


def test_the_database_deletes_neither_a_comment_nor_a_mention(say, anu, bold):
    say(anu, people=[bold])
    for acts in (Mention.objects.all().delete, lambda: Mention.objects.update(person=anu)):
        with pytest.raises(DatabaseError), transaction.atomic():
            acts()
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    "wrong",
    [
        {"value_mn": "утга"},
        {"resolved_at": timezone.now()},
        {"resolution": "Болсон"},
        {"compartment": "circle"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_a_row_may_not_say_is_refused(line, anu, wrong):
    plain = {"plan": line.plan, "activity": line, "author": anu, "agency": anu.agency, "text": SAID}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**plain | wrong)


# answers


@pytest.mark.parametrize("compartment", [Compartment.JOINT, Compartment.AGENCY, Compartment.CIRCLE])
def test_an_answer_is_for_exactly_those_who_know_of_the_comment(say, anu, ganaa, compartment):
    comment = say(anu, compartment=compartment, people=[ganaa])
    given = answer(comment, by=ganaa, text="Тийм.")
    assert (given.compartment, given.circle, given.answers) == (comment.compartment, comment.circle, comment)
    assert given.is_known_like(comment)


def test_an_answer_for_others_is_refused_even_past_the_action(say, anu, bold, saraa):
    comment = say(anu, compartment=Compartment.AGENCY)
    wider = Comment(plan=comment.plan, activity=comment.activity, answers=comment, author=anu, agency=anu.agency)
    wider.text = "Тийм."
    with pytest.raises(ValidationError, match="for those who may know"):
        wider.full_clean()


def test_nobody_answers_an_answer(say, anu, bold):
    given = answer(say(anu), by=bold, text="Тийм.")
    with pytest.raises(ValidationError, match="to the comment itself"):
        answer(given, by=anu, text="Баярлалаа.")


def test_a_resolved_comment_takes_no_answer_until_it_is_reopened(say, anu, bold):
    comment = resolve(say(anu), by=anu)
    with pytest.raises(MoveRefused, match="is resolved"):
        answer(comment, by=bold, text="Гэхдээ")
    reopen(comment, by=anu)
    assert answer(comment, by=bold, text="Гэхдээ").pk


# resolved and reopened


def test_it_is_resolved_once_and_reopened_once(say, anu):
    comment = say(anu)
    resolve(comment, by=anu, sentence="Засав.")
    assert (comment.is_resolved, comment.resolved_by, comment.resolution) == (True, anu, "Засав.")
    with pytest.raises(MoveRefused, match="already"):
        resolve(Comment.objects.get(), by=anu)
    reopen(comment, by=anu)
    assert (comment.is_resolved, comment.resolved_by, comment.resolution) == (False, None, "")
    with pytest.raises(MoveRefused, match="not resolved"):
        reopen(comment, by=anu)


def test_nothing_is_said_once_the_year_is_closed(say, line, anu):
    comment, settled = say(anu), resolve(say(anu), by=anu)
    AnnualPlan.objects.update(state=PlanState.CLOSED)
    for act in (
        lambda: say(anu),
        lambda: answer(comment, by=anu, text="Тийм."),
        lambda: resolve(comment, by=anu),
        lambda: reopen(settled, by=anu),
    ):
        with pytest.raises(MoveRefused, match="closed"):
            act()


# whom it mentions


def test_who_may_not_read_it_is_not_mentioned(say, line, anu, bold, dorj, ganaa):
    left = UserFactory(agency=anu.agency, is_active=False)
    for how in (
        {"people": [dorj]},
        {"people": [left]},
        {"people": [bold], "compartment": Compartment.AGENCY},
    ):
        with pytest.raises(ValidationError, match="may not read"):
            say(anu, **how)
    circled = say(anu, people=[bold], compartment=Compartment.CIRCLE)
    with pytest.raises(ValidationError, match="may not read"):
        answer(circled, by=bold, text="Тийм.", people=[ganaa])
    assert (Comment.objects.count(), Mention.objects.count()) == (1, 1)


# the trail


def test_each_act_is_one_entry_of_those_who_may_know(say, draft_plan, anu, bold):
    comment = say(anu)
    answer(comment, by=bold, text="Тийм.")
    resolve(comment, by=anu)
    reopen(comment, by=anu)
    assert list(joint_entries(draft_plan).order_by("sequence").values_list("verb", flat=True)) == [
        "comment.added",
        "comment.answered",
        "comment.resolved",
        "comment.reopened",
    ]


@pytest.mark.parametrize("compartment", [Compartment.AGENCY, Compartment.CIRCLE])
def test_what_is_not_joint_leaves_nothing_in_the_joint_chain(say, draft_plan, anu, ganaa, compartment):
    comment = say(anu, compartment=compartment, people=[ganaa])
    answer(comment, by=ganaa, text="Тийм.")
    resolve(comment, by=anu)
    assert not joint_entries(draft_plan).exists()
    verbs = TrailEntry.objects.filter(chain__kind=compartment).values_list("verb", flat=True)
    assert {"comment.added", "comment.answered", "comment.resolved"} <= set(verbs)


def test_the_records_are_what_the_trail_tells_also_after_the_line_is_gone(say, line, anu, bold, ganaa):
    answer(say(anu, people=[bold], field="title"), by=bold, text="Тийм.")
    say(anu, people=[ganaa], compartment=Compartment.CIRCLE)
    of_comments = [fault for fault in verify_records() if "comment" in str(fault) or "circle" in str(fault)]
    assert of_comments == []
    remove_line(line, by=bold)
    of_comments = [fault for fault in verify_records() if "comment" in str(fault) or "circle" in str(fault)]
    assert (of_comments, verify_chains().faults) == ([], [])


# a line that is taken out of the draft


def test_who_removes_a_line_learns_nothing_of_the_other_sides_comments(say, line, draft_plan, anu, bold):
    hidden = say(anu, compartment=Compartment.AGENCY)
    remove_line(line, by=bold)
    assert list(joint_entries(draft_plan).values_list("verb", flat=True)) == ["activity.removed"]
    told = TrailEntry.objects.filter(target_id=hidden.pk).latest("pk")
    assert (told.verb, str(told.chain)) == ("comment.line_removed", f"agency:{anu.agency_id}")


def test_the_comments_of_a_removed_line_stay_and_are_shown_to_nobody(say, line, anu, bold):
    say(anu, people=[bold])
    remove_line(line, by=bold)
    comment = Comment.objects.get()
    assert (comment.activity, comment.text, str(comment)) == (None, SAID, str(comment.plan))
    for person in (anu, bold):
        assert not Comment.objects.visible_to(person).exists()
