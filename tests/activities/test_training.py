"""What a training leaves in the record: course, sessions, trainers, tests, who took part; never a roster."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.models import (
    CourseKind,
    Entry,
    KnowledgeTest,
    ParticipantGroup,
    Session,
    TrainerGroup,
    TrainerOrigin,
    Training,
)
from activities.reported import read_anew, report_text
from activities.verification import broken_seals
from plans.models import Compartment, TrailEntry
from plans.models.consent import digest_of
from tests.factories import ActivityFactory
from tests.factories.inquiries import rows
from tests.factories.trainings import TODAY, core, course, whole_course


@pytest.fixture
def line(adopted_plan, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    line.partners.add(anu.department)
    return line


@pytest.fixture
def log(client_of, bold, line):
    client = client_of(bold)

    def send(**changes):
        return client.post(reverse("activities:entry-add", args=[line.pk]), core(**changes))

    return send


def training_of(entry):
    return Training.objects.get(entry=entry)


def test_a_course_is_logged_with_all_there_is_to_record(log):
    assert log(**whole_course()).status_code == 302
    training = training_of(Entry.objects.get())
    assert (training.course_kind, training.hours, training.satisfaction) == (CourseKind.REFRESHER, Decimal(16), 92)
    assert [(test.people, test.mean, test.maximum, test.passed) for test in training.tests.order_by("-moment")] == [
        (35, Decimal("58.4"), Decimal(100), None),
        (35, Decimal("81.2"), Decimal(100), 33),
    ]
    assert training.trainers.get().number == 2
    assert training.sessions.get().hours == Decimal(8)
    assert {(str(group.category or group.division), group.people) for group in training.groups.all()} == {
        ("trainer", 26),
        ("MN-041", 35),
    }


def test_a_day_of_work_needs_none_of_it(log):
    assert log().status_code == 302
    assert not Training.objects.exists()


def test_it_is_one_act_in_the_trail(log):
    log(**whole_course())
    assert TrailEntry.objects.filter(target_type="activities.entry").count() == 1
    changes = TrailEntry.objects.get(verb="entry.logged").changes
    [told] = changes["training"][1]
    assert told["course_kind"] == "refresher"
    assert {Decimal(test["mean"]) for test in told["tests"]} == {Decimal("58.4"), Decimal("81.2")}


def test_the_trail_holds_the_seal_of_small_numbers_and_not_the_numbers(log):
    log(**whole_course(**rows("groups", {"of": "category:leader", "women": "3", "men": "12"})))
    [told] = TrailEntry.objects.get(verb="entry.logged").changes["training"][1]
    [group] = told["groups"]
    assert set(group) == {"id", "category", "division", "seal"}
    assert list(broken_seals()) == []
    ParticipantGroup.objects.update(women=4)
    assert len(list(broken_seals())) == 1


def test_saving_it_unchanged_tells_of_no_change(log, client_of, bold):
    log(**whole_course())
    entry = Entry.objects.get()
    kept = set(KnowledgeTest.objects.values_list("pk", flat=True))
    address = reverse("activities:entry-edit", args=[entry.pk])
    assert client_of(bold).post(address, core(version=entry.version, **whole_course())).status_code == 302
    assert set(KnowledgeTest.objects.values_list("pk", flat=True)) == kept
    assert "training" not in TrailEntry.objects.get(verb="entry.changed").changes


def test_what_a_form_does_not_carry_stays(log, client_of, bold):
    log(**whole_course())
    entry = Entry.objects.get()
    address = reverse("activities:entry-edit", args=[entry.pk])
    client_of(bold).post(address, core(version=entry.version))
    assert training_of(entry).tests.count() == 2


def test_the_second_of_two_who_edit_is_shown_the_tests_of_both(log, client_of, bold):
    log(**whole_course())
    entry = Entry.objects.get()
    address = reverse("activities:entry-edit", args=[entry.pk])
    first = whole_course(**rows("tests", {"moment": "after", "people": "35", "mean": "77.7"}))
    second = whole_course(**{"training-topics": "Гомдол"} | rows("tests", {"moment": "after", "people": "34"}))
    client_of(bold).post(address, core(version=entry.version, **first))
    response = client_of(bold).post(address, core(version=entry.version, **second))
    assert response.status_code == 409
    shown = {str(row["label"]): (row["stands"], row["typed"]) for row in response.context["both_texts"]}
    assert ("Баривчлагдсан хүний эрх", "Гомдол") in shown.values()
    [(_stands, typed)] = [pair for pair in shown.values() if "77.7" in pair[0]]
    assert "34" in typed
    assert "77.7" not in typed


def test_what_a_form_does_not_carry_still_fits_what_it_does(log, client_of, bold):
    log(**whole_course())
    entry = Entry.objects.get()
    address = reverse("activities:entry-edit", args=[entry.pk])
    assert client_of(bold).post(address, core(version=entry.version, women="3")).status_code == 422
    entry.refresh_from_db()
    assert entry.women == 14


def test_an_emptied_row_is_gone(log, client_of, bold):
    log(**whole_course())
    entry = Entry.objects.get()
    changed = whole_course(**rows("tests", {"moment": "", "people": "", "mean": ""}))
    address = reverse("activities:entry-edit", args=[entry.pk])
    client_of(bold).post(address, core(version=entry.version, **changed))
    assert not training_of(entry).tests.exists()


@pytest.mark.parametrize(
    ("wrong", "at", "said"),
    [
        (rows("tests", {"moment": "after", "people": "35", "mean": "101"}), "id_tests-0-mean", "most one can reach"),
        (
            rows("tests", {"moment": "after", "people": "35", "mean": "25", "maximum": "20"}),
            "id_tests-0-mean",
            "most one can reach",
        ),
        (
            rows("tests", {"moment": "after", "people": "35", "pass_mark": "101"}),
            "id_tests-0-pass_mark",
            "most one can reach",
        ),
        (rows("tests", {"moment": "after", "people": "35", "passed": "36"}), "id_tests-0-passed", "No more can pass"),
        (rows("trainers", {"origin": "cohort", "number": "2"}), "id_trainers-0-cohort", "Choose the training"),
        (rows("groups", {"of": "category:leader"}), "id_groups-0-women", "Write how many"),
        ({"training-satisfaction": "101"}, "id_training-satisfaction", "up to 100"),
        ({"head_count": "34"}, "id_head_count", "more than the people in all"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field_and_kept(log, client_of, bold, wrong, at, said):
    bold.language = "en"
    bold.save()
    response = log(**whole_course(**wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{at}"' in page
    assert said in page
    assert "Баривчлагдсан хүний эрх" in page
    for value in wrong.values():
        assert f'value="{value}"' in page
    assert not Entry.objects.exists()


def test_groups_hold_no_more_people_than_the_entry(log, bold):
    bold.language = "en"
    bold.save()
    response = log(**whole_course(**rows("groups", {"of": "category:trainer", "women": "15"})))
    assert response.status_code == 422
    assert "more than the 14 the entry records" in response.content.decode()
    assert not Entry.objects.exists()


def test_a_session_lies_within_the_days_of_the_entry(log):
    yesterday = (TODAY() - timedelta(days=1)).strftime("%Y.%m.%d")
    assert log(**whole_course(**rows("sessions", {"held_on": yesterday}))).status_code == 422


def test_the_courses_a_cohort_gave_are_found_from_its_training(line, bold, anu, client_of):
    cohort = course(line, bold, CourseKind.TRAINERS)
    groups = [TrainerGroup(origin=TrainerOrigin.COHORT, cohort=cohort.training, number=3)]
    given = course(line, bold, CourseKind.BASIC, trainers=groups)
    page = client_of(anu).get(line.get_absolute_url()).content.decode()
    assert page.count(f'href="{given.get_absolute_url()}"') == 1
    assert page.count(f'href="{cohort.get_absolute_url()}"') == 1


def test_a_hidden_course_shows_neither_under_its_cohort_nor_among_the_choices(line, bold, anu, client_of):
    cohort = course(line, bold, CourseKind.TRAINERS)
    hidden = course(
        line,
        bold,
        CourseKind.TRAINERS,
        compartment=Compartment.AGENCY,
        trainers=[TrainerGroup(origin=TrainerOrigin.COHORT, cohort=cohort.training, number=3)],
    )
    for person in (anu, bold):
        page = client_of(person).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
        assert f'value="{hidden.pk}"' not in page
        assert f'value="{cohort.pk}"' in page
    assert str(hidden.pk) not in client_of(anu).get(line.get_absolute_url()).content.decode()


def test_a_follow_up_says_how_long_after_its_course(line, bold):
    first = date(line.plan.year, 1, 15)
    taught = course(line, bold, CourseKind.BASIC, on=first)
    follow_up = course(
        line,
        bold,
        CourseKind.FOLLOW_UP,
        on=first.replace(month=7, day=14),
        fields={"follows": taught.training, "outcome": "Ашиглаж байна."},
    )
    assert follow_up.training.months_after() == 5
    assert taught.training.months_after() is None


def test_only_a_follow_up_looks_back(line, bold):
    taught = course(line, bold, CourseKind.BASIC)
    with pytest.raises(ValidationError, match=r"follow|дараа"):
        course(line, bold, CourseKind.SEMINAR, fields={"follows": taught.training})


def test_small_cells_of_the_participants_are_shown_to_nobody(log, line, client_of, bold, anu):
    groups = (
        {"of": "category:leader", "women": "3", "men": "6"},
        {"of": "category:trainer", "women": "11", "men": "15"},
    )
    log(**whole_course(**rows("groups", *groups)))
    for person in (bold, anu):
        table = client_of(person).get(line.get_absolute_url()).content.decode().partition("<caption>")[2]
        table = table.rpartition("</table>")[0]
        assert table.count("•") == 4
        assert ">3<" not in table
        assert ">11<" not in table


def test_a_test_round_of_the_other_agency_says_who_ran_it(log, line, anu, bold, client_of):
    log(
        **{"women": "", "men": "", "sex_not_recorded": "329", "training-course_kind": "test_round"}
        | rows("tests", {"moment": "round", "run_by": str(anu.agency_id), "people": "329", "mean": "83.5"})
    )
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert "83.5 %" in page
    assert str(anu.agency) in page.partition("<caption>")[2]


def test_an_agency_that_is_no_party_ran_no_test(log, dorj):
    wrong = rows("tests", {"moment": "round", "run_by": str(dorj.agency_id), "people": "329"})
    assert log(**whole_course(**wrong)).status_code == 422


def test_a_session_and_a_group_say_what_they_are():
    assert str(Session(held_on=date(2026, 5, 4), topic="Дадлага")) == "2026.05.04 Дадлага"
    assert str(ParticipantGroup(division="MN-041"))


def test_what_a_side_confirms_names_the_details_and_a_changed_one_asks_anew(log, line, client_of, bold, ganaa):
    log(**whole_course(), progress="finished")
    shown = report_text(read_anew(line))
    assert digest_of(shown) in client_of(ganaa).get(line.get_absolute_url()).content.decode()
    entry = Entry.objects.get()
    changed = whole_course(**rows("tests", {"moment": "after", "people": "35", "mean": "99"}))
    address = reverse("activities:entry-edit", args=[entry.pk])
    sent = core(version=entry.version, progress="finished", **changed)
    assert client_of(bold).post(address, sent).status_code == 302
    now = report_text(read_anew(line))
    assert digest_of(now) != digest_of(shown)
    [row] = [row for row in now["parts"][-1]["rows"] if row["key"] == "details"]
    assert "refresher course" in row["value"]["en"]
    assert "99" in row["value"]["mn"]


@pytest.mark.parametrize("key", ["9" * 30, str(2**63), "0", "-1", "\0", "х"])
def test_a_key_that_is_no_course_is_refused(log, key):
    cohort = rows("trainers", {"origin": "cohort", "number": "2", "cohort": key})
    assert log(**whole_course(**cohort)).status_code == 422
    follow_up = {"training-course_kind": "follow_up", "training-follows": key}
    assert log(**whole_course(**follow_up)).status_code == 422
    assert not Entry.objects.exists()


@pytest.mark.parametrize("count", ["-1", "0", "1", "x", "61", "1000000000"])
@pytest.mark.parametrize("prefix", ["tests", "groups"])
def test_a_count_that_is_not_that_of_the_rows_loses_none(log, client_of, bold, prefix, count):
    log(**whole_course())
    entry = Entry.objects.get()
    sent = core(version=entry.version, **whole_course()) | {f"{prefix}-TOTAL_FORMS": count}
    assert client_of(bold).post(reverse("activities:entry-edit", args=[entry.pk]), sent).status_code == 422
    training = training_of(entry)
    assert (training.tests.count(), training.groups.count()) == (2, 2)


def test_a_course_that_is_named_stays_so_whatever_becomes_of_its_kind(line, bold, client_of):
    taught, cohort = course(line, bold, CourseKind.BASIC), course(line, bold, CourseKind.TRAINERS)
    groups = [TrainerGroup(origin=TrainerOrigin.COHORT, cohort=cohort.training, number=3)]
    follow_up = course(line, bold, CourseKind.FOLLOW_UP, fields={"follows": taught.training}, trainers=groups)
    Training.objects.filter(entry=taught).update(course_kind="")
    Training.objects.filter(entry=cohort).update(course_kind=CourseKind.SEMINAR)
    address = reverse("activities:entry-edit", args=[follow_up.pk])
    form = client_of(bold).get(address).context["form"].details
    assert taught.pk in [key.value for key, _label in form.fields["follows"].choices if key]
    sent = {"training-course_kind": "follow_up", "training-follows": str(taught.pk)}
    sent |= rows("trainers", {"origin": "cohort", "number": "3", "cohort": str(cohort.pk)})
    assert client_of(bold).post(address, core(version=follow_up.version, **sent)).status_code == 302
    assert training_of(follow_up).follows_id == taught.pk
    assert training_of(follow_up).trainers.get().cohort_id == cohort.pk
