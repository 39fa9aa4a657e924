"""The lists of ratings, snapshots, amendments, comments, attendance and recommendations in the administration."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from activities.actions import comments
from activities.actions.ratings import confirm_rating, differ_from_rating
from activities.models import Amendment, AmendmentChange, Rating, SnapshotPeriod
from plans.admin.recorded import PagedList
from plans.models import Compartment, MeetingKind, Role
from tests.factories import ActivityFactory, RatingFactory, SnapshotFactory, UserFactory
from tests.factories.meetings import AttendeeFactory, MeetingFactory
from tests.factories.recommendations import RecommendationFactory, assess, name_line, reply
from tests.test_administration_lists import listed, rows_of

pytestmark = pytest.mark.django_db
SECRET = "нууцлагдсанүг"


@pytest.fixture
def line(adopted_plan, bold, anu):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Өдөрлөг", title_en="Open day")
    line.partners.add(anu.department)
    return line


@pytest.fixture
def leads_to(client_of, tuya):
    """Where a row leads, and whether its history is there."""

    def found(model, thing):
        client = client_of(tuya)
        history = client.get(reverse(f"admin:{model}_history", args=[thing.pk]))["Location"]
        assert client.get(history).status_code == 200
        return client.get(reverse(f"admin:{model}_change", args=[thing.pk]))["Location"]

    return found


def text_of(page):
    return page.content.decode()


def test_ratings_say_who_rated_a_line_and_how_the_other_side_answered(client_of, tuya, line, bold, ganaa, leads_to):
    first = RatingFactory(activity=line, value=100, person=bold, explanation="Бүгд ирсэн.", post_mn="Дарга")
    differ_from_rating(first, by=ganaa, sentence="Бид 30 гэж үзнэ.")
    due_later = RatingFactory(activity=ActivityFactory(plan=line.plan, lead=bold.department), person=bold)
    second = RatingFactory(activity=line, value=70, person=bold)
    client = client_of(tuya)
    page = text_of(listed(client, "activities_rating"))
    for said in ("100 · fully carried out", "Бүгд ирсэн.", "Bold, Дарга", "NHRCM: reads it otherwise", "not yet due"):
        assert said in page

    def found(**query):
        return set(rows_of(listed(client, "activities_rating", **query)))

    assert found(reading="differs") == {first}
    assert found(reading="unread") == {due_later, second}
    assert found(stands="true") == {due_later, second}
    assert found(grade__isnull="True") == {due_later}
    assert found(grade__id__exact=first.grade_id) == {first}
    assert found(q="бүгд өдөрлөг") == {first}
    confirm_rating(second, by=ganaa)
    assert found(reading="confirmed") == {second}
    assert found(reading="no such reading") == set()
    assert leads_to("activities_rating", first) == first.get_absolute_url()


def test_a_rating_that_a_side_agreed_with_later_is_no_more_among_those_it_differs_from(client_of, tuya, line, ganaa):
    rating = RatingFactory(activity=line, value=70)
    differ_from_rating(rating, by=ganaa, sentence="Бид 30 гэж үзнэ.")
    confirm_rating(rating, by=ganaa)
    assert list(Rating.objects.read_as("differs")) == []
    assert list(Rating.objects.read_as("confirmed")) == [rating]
    assert "NHRCM: confirms" in text_of(listed(client_of(tuya), "activities_rating"))


def test_snapshots_say_of_which_period_they_are_and_whether_it_was_at_the_closing(
    client_of, tuya, adopted_plan, leads_to
):
    half_year = SnapshotFactory(plan=adopted_plan, mean="66.67")
    year = SnapshotFactory(
        plan=adopted_plan, period=SnapshotPeriod.YEAR, at_closing=True, as_of=half_year.as_of + timedelta(days=60)
    )
    client = client_of(tuya)
    page = listed(client, "activities_snapshot")
    assert rows_of(page) == [year, half_year]
    assert "year, frozen as the year was closed" in text_of(page)
    assert "66.67" in text_of(page)
    assert rows_of(listed(client, "activities_snapshot", at_closing__exact="1")) == [year]
    assert rows_of(listed(client, "activities_snapshot", period__exact="half-year")) == [half_year]
    assert rows_of(listed(client, "activities_snapshot", as_of__month=str(year.as_of.month))) == [year]
    assert leads_to("activities_snapshot", year) == year.get_absolute_url()


def test_amendments_say_which_lines_they_change_and_how(client_of, tuya, line, bold, leads_to):
    amendment = Amendment.objects.create(plan=line.plan, number=4, opened_by=bold, note="Төсөв хасагдсан")
    second = ActivityFactory(plan=line.plan, lead=bold.department, position=9)
    why = {"reason": "funding", "explanation": "Мөнгөгүй."}
    for changed in (line, second):
        AmendmentChange.objects.create(amendment=amendment, kind="postpone", activity=changed, **why)
    AmendmentChange.objects.create(amendment=amendment, kind="add", after={"title_mn": "Шинэ ажил"}, **why)
    client = client_of(tuya)
    page = listed(client, "activities_amendment")
    assert f"postponed: {line.number}, {second.number}; added: Шинэ ажил" in text_of(page)
    assert "Amendment 4" in text_of(page)
    for query in (
        {"state__exact": "draft"},
        {"changes__kind__exact": "postpone"},
        {"q": "төсөв"},
        {"q": "мөнгөгүй"},
        {"q": "өдөрлөг"},
    ):
        assert rows_of(listed(client, "activities_amendment", **query)) == [amendment], query
    assert rows_of(listed(client, "activities_amendment", changes__kind__exact="withdraw")) == []
    assert leads_to("activities_amendment", amendment) == amendment.get_absolute_url()


def test_comments_are_found_by_line_field_and_whether_they_are_resolved(client_of, tuya, line, bold, anu, leads_to):
    asked = comments.add_comment(line, by=anu, text="Хэзээ эхлэх вэ?", field="period")
    answered = comments.answer(asked, by=bold, text="Тавдугаар сард.")
    comments.resolve(asked, by=anu)
    waiting = comments.add_comment(line, by=anu, text="Хаана?")
    client = client_of(tuya)

    def found(**query):
        return set(rows_of(listed(client, "activities_comment", **query)))

    assert found(resolved="true") == {asked, answered}
    assert found(resolved="false") == {waiting}
    assert found(field__exact="period") == {asked}
    assert found(q="хаана") == {waiting}
    assert found(q="өдөрлөг") == {asked, answered, waiting}
    assert found(agency__id__exact=bold.agency_id) == {answered}
    assert leads_to("activities_comment", asked) == asked.get_absolute_url()


def test_a_comment_an_administrator_may_not_know_is_in_no_list(client_of, tuya, saraa, line, bold, khulan):
    own = comments.add_comment(line, by=bold, text=SECRET, compartment=Compartment.AGENCY)
    in_circle = comments.add_comment(line, by=bold, text=SECRET, compartment=Compartment.CIRCLE, people=[khulan])
    of_police, of_commission = client_of(tuya), client_of(saraa)
    assert rows_of(listed(of_police, "activities_comment")) == [own]
    for query in ({}, {"q": SECRET}, {"compartment__exact": "circle"}, {"text__contains": SECRET}):
        page = listed(of_commission, "activities_comment", **query)
        assert rows_of(page) == []
        assert "bold" not in text_of(page).casefold()
    for client, thing in ((of_commission, own), (of_commission, in_circle), (of_police, in_circle)):
        for page in ("change", "history"):
            assert client.get(reverse(f"admin:activities_comment_{page}", args=[thing.pk])).status_code == 404


def test_attendance_says_who_came_in_which_post_and_who_did_not(client_of, tuya, agreement, bold, leads_to):
    held = MeetingFactory(agreement=agreement, held=True)
    names = {"name_mn": "Ж.Болд", "name_en": "J.Bold", "post_mn": "Дарга", "post_en": "Chief", "unit_en": "Old unit"}
    there = AttendeeFactory(meeting=held, person=bold, agency=bold.agency, was_present=True, **names)
    guest = AttendeeFactory(meeting=held, name_mn="Зочин Өлзий", was_present=False)
    expected = AttendeeFactory(
        meeting=MeetingFactory(agreement=agreement, kind=MeetingKind.COORDINATORS, meets_on=date(2099, 1, 5)),
        department=bold.department,
        agency=bold.agency,
        name_mn="",
    )
    bold.post_en = bold.post_mn = "Elsewhere"
    bold.save()
    client = client_of(tuya)
    page = listed(client, "plans_attendee")
    assert rows_of(page) == [expected, there, guest] or rows_of(page) == [expected, guest, there]
    for said in ("Chief", "Old unit", "came", "was not there"):
        assert said in text_of(page)
    assert "Elsewhere" not in text_of(page)

    def found(**query):
        return rows_of(listed(client, "plans_attendee", **query))

    assert found(was_present__exact="1") == [there]
    assert found(was_present__isnull="True") == [expected]
    assert found(agency__isnull="True") == [guest]
    assert found(meeting__kind__exact="coordinators") == [expected]
    assert found(meeting__meets_on__year="2020", q="өлзий") == [guest]
    assert found(q=bold.department.name_mn) == [expected]
    assert leads_to("plans_attendee", there) == there.get_absolute_url()


def test_recommendations_are_filtered_by_where_they_stand(client_of, tuya, agreement, line, npa, khulan, ganaa):
    today = timezone.localdate()

    def asked(**fields):
        plain = {"agreement": agreement, "addressee": npa, "issued_on": None, "year": today.year - 1}
        return RecommendationFactory(**plain | fields)

    late = asked(reply_due_on=today - timedelta(days=3))
    waiting, accepted, under_way, carried_out = asked(), asked(), asked(), asked()
    for one in (accepted, under_way, carried_out):
        reply(one, khulan)
    for one in (under_way, carried_out):
        name_line(one, line, khulan)
    assess(carried_out, ganaa)
    client = client_of(tuya)
    stand = {
        "reply_overdue": late,
        "asked": waiting,
        "accepted": accepted,
        "under_way": under_way,
        "carried_out": carried_out,
    }
    for state, one in stand.items():
        assert rows_of(listed(client, "activities_recommendation", state=state)) == [one], state
    assert rows_of(listed(client, "activities_recommendation", state="rejected")) == []
    assert rows_of(listed(client, "activities_recommendation", state="no such state")) == []
    columns = admin.site.get_model_admin(type(late)).list_display
    in_order = rows_of(listed(client, "activities_recommendation", o=str(columns.index("state_now"))))
    assert in_order == list(stand.values())


def test_a_recommendation_to_others_names_them_and_is_found_among_the_others(client_of, tuya, agreement, npa):
    theirs = RecommendationFactory(agreement=agreement, addressee=npa)
    fields = {"addressee": None, "addressee_mn": "Засгийн газар", "addressee_en": "Government"}
    of_others = RecommendationFactory(agreement=agreement, **fields)
    client = client_of(tuya)
    page = listed(client, "activities_recommendation")
    assert set(rows_of(page)) == {theirs, of_others}
    assert ">Government<" in page.text
    assert rows_of(listed(client, "activities_recommendation", addressee__isnull="True")) == [of_others]


def test_the_administrator_of_a_third_agency_finds_nothing_of_these_agreements(
    client_of, stranger_agency, agreement, line, bold
):
    """In no list, in no filter, behind no address."""
    meeting = MeetingFactory(agreement=agreement, held=True)
    things = {
        "activities_rating": RatingFactory(activity=line, value=70),
        "activities_snapshot": SnapshotFactory(plan=line.plan),
        "activities_amendment": Amendment.objects.create(plan=line.plan, number=1, opened_by=bold),
        "activities_comment": comments.add_comment(line, by=bold, text="Хэзээ?"),
        "activities_recommendation": RecommendationFactory(agreement=agreement),
        "plans_attendee": AttendeeFactory(meeting=meeting, person=bold, agency=bold.agency),
    }
    client = client_of(UserFactory(agency=stranger_agency, role=Role.ADMINISTRATOR))
    for model, thing in things.items():
        page = listed(client, model)
        assert rows_of(page) == []
        for word in (str(bold.agency), bold.short_name, line.title, "fully carried out", str(line.plan)):
            assert word not in text_of(page), (model, word)
        for name in ("change", "history"):
            assert client.get(reverse(f"admin:{model}_{name}", args=[thing.pk])).status_code == 404


def test_every_list_that_leads_to_pages_narrows_what_is_filtered_by(client_of, stranger_agency, agreement, line):
    """A value in the address that is none is told so, or finds nothing; it is no fault of the server."""
    client = client_of(UserFactory(agency=stranger_agency, role=Role.ADMINISTRATOR))
    for model, of_model in admin.site._registry.items():
        if isinstance(of_model, PagedList):
            name = f"{model._meta.app_label}_{model._meta.model_name}"
            for query in ({"state": "x"}, {"reading": "x"}, {"resolved": "x"}, {"grade__id__exact": "x"}):
                assert listed(client, name, **query).status_code in {200, 302}, (name, query)
