"""The history of a thing in words, and what leaves no trace in it."""

import re
from datetime import date
from itertools import pairwise

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from activities.actions.activities import LineParts, add_line, edit_line, remove_line
from activities.actions.entries import EntryParts, edit_entry, log_entry
from activities.models import Activity, ActivityPlace, Entry, Indicator, Kind, Progress
from plans.actions.annual_plans import add_objective, edit_objective, remove_objective
from plans.actions.people import add_person, choose_language, edit_department
from plans.history import changes_of, in_words, label_of, words
from plans.models import Objective, Recorded, TrailEntry, User
from tests.factories import ActivityFactory, EntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_in_november_in_english():
    """Half past four in the morning in Ulaanbaatar."""
    with time_machine.travel("2026-11-24T20:30:00Z", tick=False), override("en"):
        yield


@pytest.fixture
def objective(draft_plan, anu):
    return add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт", title_en="Objective"), by=anu)


@pytest.fixture
def line(draft_plan, objective, anu, bold):
    """A line Anu added and Bold changed."""
    bold.department.name_en, bold.department.name_mn = "Investigation Division", "Мөрдөн байцаах алба"
    bold.department.save()
    line = Activity(
        plan=draft_plan,
        objective=objective,
        kind=Kind.TRAINING,
        title_mn="Сургалт",
        title_en="Training",
        lead=anu.department,
        ends_on=date(2027, 6, 30),
    )
    add_line(line, by=anu, parts=LineParts())
    edit_line(
        line,
        by=bold,
        version=1,
        changes={"kind": Kind.INQUIRY, "ends_on": date(2027, 11, 24), "lead": bold.department},
        parts=LineParts(
            partners=[anu.department],
            places=[ActivityPlace(division="MN-041", detail="Мөрөн")],
            indicators=[Indicator(name_mn="багш", name_en="trainers", unit="хүн", target=40)],
        ),
    )
    return line


@pytest.fixture
def page_of(client_of):
    """The history page of a thing as this person reads it, in one line."""
    names = {"activity": "activities:activity-history"}

    def get(person, thing):
        name = names.get(thing._meta.model_name)
        if name is None:
            name = f"plans:{'plan' if thing._meta.model_name == 'annualplan' else thing._meta.model_name}-history"
        return " ".join(client_of(person).get(reverse(name, args=[thing.pk])).content.decode().split())

    return get


# in words


def test_the_page_says_who_did_what_for_whom_and_when_newest_first(line, page_of, anu):
    page = page_of(anu, line)
    changed, added = page.index("D.Bold, NPA: changed the line"), page.index("D.Anu, NHRCM: added the line")
    assert changed < added
    assert page.count("2026.11.25 04:30") == 2


def test_a_change_reads_before_and_after_in_words(line, bold):
    (read,) = in_words([TrailEntry.objects.latest("pk")])
    changes = {change.label: (change.old, change.new) for change in read.changes}
    assert changes["kind"] == ("training", "inquiry")
    assert changes["until"] == ("2027.06.30", "2027.11.24")
    assert changes["lead department"][1] == "Investigation Division"
    assert changes["partner departments"][0] == ""
    assert changes["place"] == ("", "province or district: Khuvsgul\nsoum or place: Мөрөн")
    said = changes["indicator"][1].splitlines()
    assert said[:3] == ["indicator in Mongolian: багш", "indicator in English: trainers", "unit: хүн"]


def test_the_same_reads_in_mongolian(line, page_of, bold):
    bold.language = "mn"
    bold.save()
    page = page_of(bold, line)
    with override("mn"):
        kind = str(Kind.INQUIRY.label)
    for said in (kind, "Мөрдөн байцаах алба", "2027.11.24"):
        assert said in page
    for code in (">training<", ">inquiry<", "changed the line", ">ends_on<", ">lead<"):
        assert code not in page


def test_no_code_and_no_identifier_stands_on_the_page(line, page_of, anu):
    table = re.sub(r'href="[^"]*"', "", page_of(anu, line))
    for code in ("MN-041", "'id'", "{&#x27;", "None", "True", "activities.activity", "title_mn", "ends_on"):
        assert code not in table, code


def test_every_recorded_field_has_a_name_in_mongolian():
    unnamed = []
    with override("mn"):
        for model in apps.get_models():
            if not issubclass(model, Recorded):
                continue
            names = [field.name for field in model._meta.concrete_fields if field.name not in model.NOT_RECORDED]
            unnamed += [
                f"{model._meta.label}.{name}"
                for name in [*names, *model.PARTS]
                if not re.search("[а-яөү]", label_of(model, name).lower())
            ]
    assert unnamed == []


def test_a_moment_reads_in_the_time_of_the_country():
    with override("en"):
        assert words(Entry, "logged_at", "2026-11-24T20:30:00+00:00") == "2026.11.25 04:30"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("kind", "training", "training"),
        ("kind", "a kind of long ago", "a kind of long ago"),
        ("ends_on", "2026-11-24", "2026.11.24"),
        ("ends_on", None, ""),
        ("title_en", "", ""),
        ("budget_amount", 0, "0"),
        ("budget_amount", 1500000, "1500000"),
        ("lead", {"id": 7, "mn": "Алба", "en": "Division"}, "Division"),
        ("lead", {"id": 7, "mn": "Алба", "en": ""}, "Алба"),
        ("partners", [], ""),
        ("partners", [{"id": 1, "mn": "А", "en": "A"}, {"id": 2, "mn": "Б", "en": "B"}], "A; B"),
        ("places", [{"id": 3, "division": "MN-041", "detail": ""}], "Khuvsgul"),
        ("a_field_of_long_ago", "text", "text"),
        ("a_field_of_long_ago", True, "yes"),
        ("a_field_of_long_ago", False, "no"),
    ],
)
def test_a_recorded_value_reads_as_a_person_would_say_it(name, value, said):
    with override("en"):
        assert words(Activity, name, value) == said


def test_a_record_of_a_thing_the_code_no_longer_knows_is_still_read(objective):
    entry = TrailEntry.objects.get()
    entry.target_type, entry.verb = "plans.milestone", "milestone.moved"
    entry.changes = {"due": [None, "2019-05-01"]}
    (line,) = in_words([entry])
    assert line.act == "milestone.moved"
    assert [(change.label, change.old, change.new) for change in line.changes] == [("due", "", "2019-05-01")]


def test_fields_that_say_nothing_before_and_after_are_left_out(objective):
    labels = [change.label for change in changes_of(TrailEntry.objects.get())]
    assert "field of cooperation" not in labels
    assert "number" in labels


def test_what_was_written_is_text_on_the_page_and_never_a_tag(draft_plan, page_of, anu, bold):
    title = "<script>alert(1)</script>"
    add_objective(Objective(plan=draft_plan, number=1, title_mn=title, title_en=title), by=anu)
    page = page_of(bold, draft_plan)
    assert title not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_history_of_a_line_holds_its_entries_and_their_former_text(adopted_plan, page_of, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    entry = log_entry(
        Entry(
            activity=line,
            starts_on=date(2026, 11, 24),
            division="MN-041",
            what_was_done="Эхний бичвэр",
            progress=Progress.FINISHED,
        ),
        by=bold,
        parts=EntryParts(),
    )
    edit_entry(entry, by=bold, version=1, changes={"what_was_done": "Засварласан бичвэр"}, parts=EntryParts())
    page = page_of(anu, line)
    assert page.count("Эхний бичвэр") == 2
    assert "Засварласан бичвэр" in page
    assert "2026-11-24" not in page


def test_a_long_history_comes_in_pages(draft_plan, objective, client_of, anu):
    for number in range(2, 40):
        edit_objective(objective, by=anu, version=objective.version, changes={"number": number})
    client, address = client_of(anu), reverse("plans:plan-history", args=[draft_plan.pk])
    first, second = client.get(address), client.get(f"{address}?page=2")
    assert (len(first.context["lines"]), len(second.context["lines"])) == (25, 14)
    assert client.get(f"{address}?page=9999").status_code == 404


def test_an_untouched_thing_says_that_nothing_is_recorded(agreement, page_of, anu):
    assert "Nothing is recorded on it yet" in page_of(anu, agreement)


# what was removed


def test_the_history_of_a_plan_keeps_an_objective_that_was_removed(draft_plan, objective, page_of, anu, bold):
    remove_objective(objective, by=bold)
    page = page_of(anu, draft_plan)
    assert "D.Bold, NPA: removed the objective" in page
    assert "1. Objective" in page


def test_the_history_of_a_plan_keeps_a_line_that_was_removed(draft_plan, line, page_of, anu, bold):
    remove_line(line, by=bold)
    page = page_of(anu, draft_plan)
    assert "D.Bold, NPA: removed the line" in page
    assert "Training" in page


# what leaves no trace


def private_acts_of(agency, person):
    """What an agency does in its own house."""
    edit_department(
        person.department, by=person, version=1, changes={"name_mn": "Нууц алба", "name_en": "Secret unit"}
    )
    add_person(User(email="secret@example.org", given_name="Нууц", agency=agency), by=person)
    choose_language(person, "mn")


@pytest.mark.parametrize("reader", ["bold", "khulan", "chimeg", "tuya"])
def test_what_the_other_agency_keeps_to_itself_leaves_no_trace(
    draft_plan, line, objective, page_of, reader, request, nhrcm, anu
):
    person = request.getfixturevalue(reader)
    before = {thing: page_of(person, thing) for thing in (draft_plan, line, draft_plan.agreement)}
    private_acts_of(nhrcm, anu)
    for thing, page in before.items():
        after = page_of(person, thing)
        assert without_tokens(after) == without_tokens(page)
        assert "Secret" not in after
        assert "Нууц" not in after


def without_tokens(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_private_acts_between_two_joint_ones_leave_no_gap(objective, draft_plan, page_of, anu, bold, nhrcm):
    private_acts_of(nhrcm, anu)
    edit_objective(objective, by=anu, version=1, changes={"number": 2})
    numbers = [int(number) for number in re.findall(r"entry (\d+),", page_of(bold, draft_plan))]
    assert numbers == [2, 1]
    assert all(newer == older + 1 for newer, older in pairwise(numbers))


def test_a_history_is_found_only_by_the_parties(draft_plan, line, client_of, dorj):
    client = client_of(dorj)
    for name, thing in (
        ("plans:plan-history", draft_plan),
        ("plans:agreement-history", draft_plan.agreement),
        ("activities:activity-history", line),
    ):
        assert client.get(reverse(name, args=[thing.pk])).status_code == 404


def test_a_department_of_another_agency_is_named_as_it_was_on_the_day(line, page_of, anu, bold):
    edit_department(bold.department, by=bold, version=1, changes={"name_en": "Renamed Division"})
    page = page_of(anu, line)
    assert "Investigation Division" in page
    assert "Renamed Division" not in page


def test_entries_on_a_line_of_another_plan_stand_in_its_own_history_alone(adopted_plan, page_of, anu, bold):
    first, second = (ActivityFactory(plan=adopted_plan, lead=bold.department) for _ in range(2))
    EntryFactory(activity=first, author=bold)
    log_entry(
        Entry(activity=second, starts_on=date(2026, 11, 24), division="MN-041", what_was_done="Хоёрдугаар мөр"),
        by=bold,
        parts=EntryParts(),
    )
    assert "Хоёрдугаар мөр" in page_of(anu, second)
    assert "Хоёрдугаар мөр" not in page_of(anu, first)


# what belongs to a thing, row by row


def step(key, agency, said, due=None):
    name = {"id": agency, "mn": f"А{agency}", "en": f"Agency {agency}"}
    return {"id": key, "agency": name, "step": said, "due_on": due}


def told(old, new, name="next_steps", model="activities.entry"):
    """What a page tells of one recorded change."""
    return changes_of(TrailEntry(target_type=model, changes={name: [old, new]}))


def test_a_row_that_came_is_told_with_the_label_of_each_field():
    (change,) = told(None, [step(1, 1, "Send the draft", "2026-12-01")])
    assert (change.label, change.old) == ("next step", "")
    assert change.new.splitlines() == ["agency: Agency 1", "next step: Send the draft", "by: 2026.12.01"]


def test_rows_written_anew_that_read_as_before_are_no_change():
    rows = [step(1, 1, "Send"), step(2, 2, "Answer")]
    assert told(rows, [row | {"id": row["id"] + 10} for row in reversed(rows)]) == []


def test_of_a_row_that_changed_only_what_changed_is_told_and_which_row_it_is():
    (change,) = told([step(1, 1, "Send", "2026-12-01")], [step(7, 1, "Send", "2026-12-15")])
    assert change.label == "next step: Agency 1, Send"
    assert (change.old, change.new) == ("by: 2026.12.01", "by: 2026.12.15")


def test_rows_that_came_went_and_changed_are_told_apart():
    old = [step(1, 1, "Send", "2026-12-01"), step(2, 2, "Answer", "2026-12-02")]
    new = [step(3, 3, "Print", "2026-12-03"), step(4, 1, "Send", None)]
    came, changed, went = sorted(told(old, new), key=lambda change: (bool(change.old), bool(not change.new)))
    assert "Print" in came.new
    assert (changed.old, changed.new) == ("by: 2026.12.01", "by: –")
    assert "Answer" in went.old


def test_of_details_each_field_is_told_under_their_name_and_of_a_change_only_what_changed():
    before = {"id": 5, "guideline_number": "16", "reply": "", "reply_text": "", "findings": []}
    finding = {
        "id": 9,
        "theme": "conditions",
        "gravity": "serious",
        "place": "Чойбалсан",
        "text": "Агааржуулалт байхгүй.",
    }
    after = before | {"reply": "disagrees", "reply_text": "Бид зөвшөөрөхгүй.", "findings": [finding]}
    reply, text, found = told([before], [after], "inquiry")
    assert {change.of for change in (reply, text, found)} == {"inquiry"}
    assert (reply.label, reply.old, reply.new) == ("reply", "", "disagrees")
    assert (text.label, text.new) == ("reply in their words", "Бид зөвшөөрөхгүй.")
    assert found.new.splitlines()[:2] == ["theme: material conditions", "gravity: serious"]


def test_of_sealed_counts_the_history_tells_the_seal_alone():
    group = {"id": 1, "category": "officer", "division": "", "seal": "ab" * 32}
    (change,) = told([{"id": 5, "groups": [group]}], [{"id": 5, "groups": [group | {"seal": "cd" * 32}]}], "training")
    assert change.label == "participants by category and province: police officers"
    assert (change.old, change.new) == ("sealed counts: sealed, abababab…", "sealed counts: sealed, cdcdcdcd…")


def test_rows_of_one_word_each_are_told_as_a_list():
    interviews, documents = {"id": 1, "method": "interviews"}, {"id": 2, "method": "documents"}
    (change,) = told([{"id": 5, "methods": [interviews]}], [{"id": 5, "methods": [interviews, documents]}], "inquiry")
    assert (change.of, change.label) == ("inquiry", "methods")
    assert (change.old, change.new) == ("interviews", "interviews; reading of documents")


def test_parties_of_an_agreement_read_the_same_way():
    party = {"id": 1, "agency": {"id": 1, "mn": "ХЭҮК", "en": "NHRCM"}, "signatory": "A", "signatory_post": "head"}
    (change,) = told([party], [party | {"signatory": "B"}], "parties", "plans.agreement")
    assert "NHRCM" in change.label
    assert (change.old[-1], change.new[-1]) == ("A", "B")


def test_a_row_of_a_thing_the_code_no_longer_knows_is_still_read():
    (change,) = told(None, [{"id": 1, "what": "stone", "weight": 3}], "milestones", "plans.milestone")
    assert change.new == "what: stone\nweight: 3"


def test_in_a_longer_text_the_words_that_differ_are_marked(objective):
    (change,) = told("one two three four", "one two three five", "what_was_done")
    marked = {(piece.kind, piece.words) for side in change.pieces for piece in side}
    assert {("gone", "four"), ("new", "five")} <= marked
    (other,) = told("one two", "something else", "what_was_done")
    assert other.pieces is None


def test_what_is_new_is_shown_without_an_empty_column_before(objective, page_of, anu, draft_plan):
    page = page_of(anu, draft_plan)
    assert ">After<" in page
    assert ">Before<" not in page
