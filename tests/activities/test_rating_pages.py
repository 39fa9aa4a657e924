"""Where ratings are written and read: the page of a line, its form, the dashboard, the lists, the first page."""

import csv
import io
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, ActivityState, Origin, Rating, RatingReading
from activities.reports.plan_status import plan_status
from plans.models import AnnualPlan, PlanState
from tests.activities.test_rating_mean import PUBLISHED, STATES_SCALE
from tests.factories import ActivityFactory, RatingFactory, SnapshotFactory, many_lines
from tests.factories.reports import log

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHY = "Хагасыг нь хийсэн."


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form(**fields):
    return {"form_key": str(uuid.uuid4())} | fields


@pytest.fixture
def send(client_of, line):
    def post(person, **fields):
        plain = {"grade": "70", "explanation": WHY, "seen": "0"}
        return client_of(person).post(reverse("activities:rating-add", args=[line.pk]), form(**plain | fields))

    return post


@pytest.fixture
def answer(client_of):
    def post(person, rating, act="confirm", **fields):
        return client_of(person).post(reverse(f"activities:rating-{act}", args=[rating.pk]), form(**fields))

    return post


# the form


def test_the_form_has_the_suggestion_chosen_and_says_why(line, bold, client_of):
    log(line, bold, "going_on")
    page = client_of(bold).get(reverse("activities:rating-add", args=[line.pk]))
    assert "Suggested: 70 · under way (work is logged and nothing measures it)." in text_of(page)
    assert re.search(r'value="70"[^>]*checked', page.content.decode())
    assert page.content.decode().count("checked") == 1


def test_a_rating_leads_to_the_line_where_it_stands_and_sent_twice_is_one(line, bold, send, client_of):
    key = str(uuid.uuid4())
    answers = [send(bold, form_key=key) for _ in range(2)]
    assert [one["Location"] for one in answers] == [f"{line.get_absolute_url()}#rating"] * 2
    assert Rating.objects.count() == 1
    shown = text_of(client_of(bold).get(line.get_absolute_url()))
    for words in ("70 · under way", WHY, "NHRCM has yet to read the rating", "Rate the line anew"):
        assert words in shown


def test_whoever_rates_over_one_they_did_not_see_reads_it_and_may_send_again(line, bold, anu, send):
    RatingFactory(activity=line, value=30, explanation="Тоо зөрж байна.", agency=anu.agency, person=anu)
    refused = send(bold)
    assert refused.status_code == 422
    shown = text_of(refused)
    assert "Somebody rated the line meanwhile" in shown
    assert "Тоо зөрж байна." in shown
    seen = re.search(r'name="seen" value="(\d+)"', refused.content.decode())[1]
    assert send(bold, seen=seen).status_code == 302
    assert Rating.objects.standing().get().grade.value == 70


def test_not_yet_due_is_a_choice_and_has_no_grade(line, bold, send):
    send(bold, grade="not-due")
    assert Rating.objects.get().grade is None


# the other side


def test_the_head_of_the_other_side_is_offered_to_confirm_and_the_own_side_is_not(line, bold, send, client_of, ganaa):
    send(bold)
    assert "Confirm the rating for NHRCM" in text_of(client_of(ganaa).get(line.get_absolute_url()))
    assert "Confirm the rating" not in text_of(client_of(bold).get(line.get_absolute_url()))


def test_a_confirmation_stands_beside_the_rating(line, bold, send, answer, client_of, ganaa):
    send(bold)
    assert answer(ganaa, Rating.objects.get())["Location"] == f"{line.get_absolute_url()}#rating"
    assert "D.Ganaa" in text_of(client_of(bold).get(line.get_absolute_url()))


def test_both_readings_stay_on_the_page_where_a_side_differs(line, bold, send, answer, client_of, ganaa):
    send(bold)
    assert answer(ganaa, Rating.objects.get(), "differ", **{"rating-sentence": "Бид 30 гэж үзнэ."}).status_code == 302
    shown = text_of(client_of(bold).get(line.get_absolute_url()))
    for words in ("70 · under way", WHY, "Бид 30 гэж үзнэ.", "Reads it otherwise"):
        assert words in shown


def test_who_differs_without_a_word_gets_the_page_back(line, bold, send, answer, ganaa):
    send(bold)
    refused = answer(ganaa, Rating.objects.get(), "differ")
    assert refused.status_code == 422
    assert 'id="id_rating-sentence_error"' in refused.content.decode()
    assert not RatingReading.objects.exists()


def test_an_earlier_rating_is_not_confirmed_from_an_old_page(line, bold, send, answer, ganaa):
    send(bold)
    first = Rating.objects.get()
    send(bold, grade="100", seen=str(first.pk))
    refused = answer(ganaa, first)
    assert refused.status_code == 422
    assert "A later rating stands" in text_of(refused)


def test_who_is_no_head_answers_nothing(line, bold, anu, send, answer):
    send(bold)
    assert answer(anu, Rating.objects.get()).status_code == 403


def test_a_rating_that_lapsed_says_so(line, bold, client_of):
    Activity.objects.filter(pk=line.pk).update(starts_on="2026-01-01", ends_on="2026-02-01")
    RatingFactory(activity=line, value=None)
    assert "it is to be rated anew" in text_of(client_of(bold).get(line.get_absolute_url()))


def test_a_withdrawn_line_shows_no_rating(line, bold, client_of):
    Activity.objects.filter(pk=line.pk).update(state=ActivityState.WITHDRAWN)
    assert 'id="rating"' not in client_of(bold).get(line.get_absolute_url()).content.decode()


def test_the_first_page_of_a_head_has_the_ratings_to_read(line, bold, send, client_of, ganaa, khulan):
    send(bold)
    assert "Ratings to read" in text_of(client_of(ganaa).get(reverse("activities:home")))
    assert "Ratings to read" not in text_of(client_of(khulan).get(reverse("activities:home")))


# the dashboard and the lists


def of_published(plan, bold, counts, not_due):
    """As many lines as a published report rated, with the same grades."""
    lines = many_lines(plan, sum(counts) + not_due, leads=[bold.department], author=bold)
    Activity.objects.update(ends_on=plan.ends_on)
    scale = {grade.value: grade for grade in plan.agreement.rating_scale.grades.all()}
    values = [value for value, count in zip(STATES_SCALE, counts, strict=True) for _ in range(count)]
    made = [
        RatingFactory.build(
            activity=line, agency=bold.agency, person=bold, grade=None if value is None else scale[value]
        )
        for line, value in zip(lines, [*values, *[None] * not_due], strict=True)
    ]
    Rating.objects.bulk_create(made)


@pytest.mark.parametrize(("counts", "not_due", "mean", "arithmetic"), PUBLISHED)
def test_the_dashboard_prints_the_sum_of_the_published_cases(
    adopted_plan, bold, client_of, counts, not_due, mean, arithmetic
):
    of_published(adopted_plan, bold, counts, not_due)
    client = client_of(bold)
    shown = text_of(client.get(adopted_plan.get_absolute_url()))
    assert f"Mean rating: {mean} {arithmetic}" in shown
    lines = reverse("activities:plan-activity-list", args=[adopted_plan.pk])
    for grade, count in [*zip(STATES_SCALE, counts, strict=True), ("not-due", not_due), ("unrated", 0)]:
        address = f"{lines}?grade={grade}&beyond=false"
        assert address.replace("&", "&amp;") in client.get(adopted_plan.get_absolute_url()).content.decode()
        assert client.get(address).context["page_obj"].paginator.count == count


def test_every_figure_opens_as_many_lines_as_it_says(adopted_plan, bold, client_of):
    first, second, third, beyond, withdrawn = many_lines(adopted_plan, 5, leads=[bold.department], author=bold)
    for line, value in ((first, 70), (second, None), (beyond, 0), (withdrawn, 100)):
        RatingFactory(activity=line, value=value)
    Activity.objects.update(ends_on=adopted_plan.ends_on)
    Activity.objects.filter(pk=beyond.pk).update(origin=Origin.BEYOND)
    Activity.objects.filter(pk=withdrawn.pk).update(state=ActivityState.WITHDRAWN)
    client = client_of(bold)
    page = client.get(adopted_plan.get_absolute_url())
    for row in page.context["rating_rows"]:
        assert client.get(row["href"]).context["page_obj"].paginator.count == row["count"], row
    counts = {row["label"]: row["count"] for row in page.context["rating_rows"]}
    assert counts["70 · under way"] == counts["not yet due"] == counts["due, not rated"] == 1
    assert third in Activity.objects.rated(-2)
    assert "Beyond the plan, apart: 0.00" in text_of(page)
    assert "1 line is due and not rated" in text_of(page)
    status = plan_status(adopted_plan, Activity.objects.filter(plan=adopted_plan))
    assert status.rating().lines == status.total == 3


def test_the_snapshot_stands_beside_todays_mean(adopted_plan, bold, client_of):
    RatingFactory(activity__plan=adopted_plan, value=30)
    snapshot = SnapshotFactory(plan=adopted_plan, mean=77)
    page = client_of(bold).get(adopted_plan.get_absolute_url())
    assert "Snapshot of the half-year, 2026.07.03: 77.00" in text_of(page)
    assert snapshot.get_absolute_url() in page.content.decode()


def test_where_nothing_is_rated_the_page_says_so(line, bold, client_of, adopted_plan):
    shown = text_of(client_of(bold).get(adopted_plan.get_absolute_url()))
    assert "Nothing is rated yet." in shown
    assert "Mean rating:" not in shown


def test_a_year_that_ended_before_anyone_rated_says_nothing_of_ratings(line, bold, client_of, adopted_plan):
    AnnualPlan.objects.filter(pk=adopted_plan.pk).update(state=PlanState.CLOSED)
    assert "How the lines are rated" not in text_of(client_of(bold).get(adopted_plan.get_absolute_url()))
    RatingFactory(activity=line, value=70)
    assert "How the lines are rated" in text_of(client_of(bold).get(adopted_plan.get_absolute_url()))


@pytest.fixture
def closed_plan(adopted_plan, line):
    """A year whose line was never rated, and another that was: the other side never read it."""
    Activity.objects.filter(pk=line.pk).update(starts_on="2026-01-01", ends_on="2026-02-01")
    AnnualPlan.objects.filter(pk=adopted_plan.pk).update(state=PlanState.CLOSED, closed_on="2026-11-01")
    adopted_plan.refresh_from_db()
    return adopted_plan


def test_in_a_closed_year_a_line_nobody_rated_is_not_rated_and_nobody_is_asked(closed_plan, line, bold, client_of):
    RatingFactory(activity__plan=closed_plan, value=70)
    client = client_of(bold)
    page = client.get(closed_plan.get_absolute_url())
    assert {row["label"]: row["count"] for row in page.context["rating_rows"]}["not rated"] == 1
    lines = client.get(reverse("activities:plan-activity-list", args=[closed_plan.pk]) + "?grade=unrated")
    for shown in (text_of(page), text_of(lines)):
        assert "not rated" in shown.lower()
        assert "due, not rated" not in shown.lower()
    assert "due and not rated" not in text_of(page)
    shown = text_of(client.get(line.get_absolute_url()))
    assert "Nobody rated the line before the year was closed." in shown
    assert "Not rated yet" not in shown


def test_in_a_closed_year_no_side_is_awaited_nor_asked_to_rate_anew(closed_plan, line, bold, client_of, ganaa):
    RatingFactory(activity=line, value=None)
    shown = text_of(client_of(bold).get(line.get_absolute_url()))
    assert "nobody rated it anew before the year was closed" in shown
    assert "NHRCM did not read the rating before the year was closed" in shown
    for asking in ("to be rated anew", "has yet to read", "Awaited"):
        assert asking not in shown
    assert "Ratings to read" not in text_of(client_of(ganaa).get(reverse("activities:home")))


def test_a_closed_year_in_which_nobody_rated_says_so_where_it_was_frozen(closed_plan, line, bold, client_of):
    snapshot = SnapshotFactory(plan=closed_plan, period="year", as_of=closed_plan.closed_on, at_closing=True)
    client = client_of(bold)
    shown = text_of(client.get(closed_plan.get_absolute_url()))
    assert "closed 2026.11.01" in shown
    assert "Nobody rated the lines of this year." in shown
    shown = text_of(client.get(snapshot.get_absolute_url()))
    assert "nothing was rated" in shown
    assert "yet" not in shown.replace("not yet due", "").replace("Not yet due", "")


def test_in_the_list_of_all_years_the_filter_names_lines_nobody_rated_without_asking(closed_plan, bold, client_of):
    page = client_of(bold).get(reverse("activities:activity-list") + "?grade=unrated")
    assert page.context["filter"].grades[-1] == ("unrated", "not rated")


def test_a_grade_that_is_none_narrows_to_nothing_and_the_form_says_so(adopted_plan, bold, client_of):
    ActivityFactory(plan=adopted_plan)
    page = client_of(bold).get(reverse("activities:activity-list") + "?grade=55")
    assert (page.context["page_obj"].paginator.count, page.status_code) == (0, 200)
    assert "grade" in page.context["filter"].form.errors


def test_lines_of_a_draft_are_not_due(draft_plan, bold, client_of):
    ActivityFactory(plan=draft_plan, ends_on="2027-12-31")
    for grade in ("not-due", "unrated"):
        page = client_of(bold).get(reverse("activities:activity-list") + f"?grade={grade}")
        assert page.context["page_obj"].paginator.count == 0


# the rating in the list and in its spreadsheet


@pytest.fixture
def listed(adopted_plan, client_of, bold):
    """The cells of the ratings in the list, and the four columns of the spreadsheet, line by line."""

    def get(query=""):
        client = client_of(bold)
        lines = reverse("activities:plan-activity-list", args=[adopted_plan.pk])
        page = client.get(f"{lines}?{query}").content.decode()
        cells = re.findall(r'<td data-label="Rating">(.*?)</td>', page, re.DOTALL)
        export = client.get(reverse("activities:plan-activity-export", args=[adopted_plan.pk, "csv"]) + f"?{query}")
        rows = csv.DictReader(io.StringIO(export.content.decode("utf-8-sig"), newline=""))
        columns = ("Rating", "Rating in words", "Rated by", "How the other sides read the rating")
        shown = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
        return shown, [tuple(row[name] for name in columns) for row in rows]

    return get


def read_by(rating, head, reading):
    return RatingReading.objects.create(
        rating=rating,
        agency=head.agency,
        person=head,
        reading=reading,
        sentence="Бид 30 гэж үзнэ." if reading == "differs" else "",
        name_mn="Ганаа",
        at=timezone.now(),
    )


def test_the_list_and_its_spreadsheet_say_how_each_line_is_rated(adopted_plan, bold, anu, ganaa, listed):
    lines = many_lines(adopted_plan, 6, leads=[bold.department], author=bold)
    Activity.objects.update(ends_on=adopted_plan.ends_on)
    Activity.objects.filter(pk=lines[5].pk).update(state=ActivityState.WITHDRAWN)
    RatingFactory(activity=lines[0], value=30)
    read_by(RatingFactory(activity=lines[0], value=100), ganaa, "confirmed")
    differed = RatingFactory(activity=lines[1], value=70)
    read_by(differed, ganaa, "differs")
    RatingFactory(activity=lines[2], value=0)
    RatingFactory(activity=lines[3], value=None)
    shown, exported = listed()
    assert shown == [
        "100 · fully carried out NPA · NHRCM: confirms",
        "70 · under way NPA · NHRCM: reads it otherwise",
        "0 · not carried out NPA",
        "not yet due NPA",
        "Due, not rated",
        "–",
    ]
    assert exported == [
        ("100", "fully carried out", "NPA", "NHRCM: confirms"),
        ("70", "under way", "NPA", "NHRCM: reads it otherwise"),
        ("0", "not carried out", "NPA", ""),
        ("", "not yet due", "NPA", ""),
        ("", "due, not rated", "", ""),
        ("", "", "", ""),
    ]
    read_by(differed, ganaa, "confirmed")
    assert listed()[0][1] == "70 · under way NPA · NHRCM: confirms"
    AnnualPlan.objects.filter(pk=adopted_plan.pk).update(state=PlanState.CLOSED, closed_on="2026-12-30")
    assert listed()[0][4] == "Not rated"


def test_a_rating_that_lapsed_stands_nowhere_in_the_list(line, bold, listed):
    Activity.objects.filter(pk=line.pk).update(starts_on="2026-01-01", ends_on="2026-02-01")
    RatingFactory(activity=line, value=None)
    assert listed() == (["Due, not rated"], [("", "due, not rated", "", "")])


def test_lines_of_a_plan_that_is_not_adopted_are_not_rated(adopted_plan, line, listed):
    for state in (PlanState.DRAFT, PlanState.PROPOSED):
        AnnualPlan.objects.filter(pk=adopted_plan.pk).update(state=state)
        assert listed() == (["–"], [("", "", "", "")])


@pytest.mark.parametrize(("query", "words"), [("sort=-rating", "100 0 not Due"), ("sort=rating", "Due not 0 100")])
def test_the_list_sorts_by_rating_also_where_it_is_filtered_by_one(adopted_plan, bold, listed, query, words):
    lines = many_lines(adopted_plan, 4, leads=[bold.department], author=bold)
    Activity.objects.update(ends_on=adopted_plan.ends_on)
    for line, value in zip(lines, (0, 100, None), strict=False):
        RatingFactory(activity=line, value=value)
    shown, exported = listed(query)
    assert [cell.split()[0].strip(",") for cell in shown] == words.split()
    assert len(exported) == 4
    assert listed(f"grade=100&{query}")[0] == ["100 · fully carried out NPA"]
