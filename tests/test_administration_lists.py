"""The working lists of the administration: what a side's administrator finds, filters and never writes."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.actions.comments import add_comment, answer
from activities.models import Advocacy, Amendment, AmendmentChange, Kind, RatingReading
from plans.admin.recorded import PagedList
from plans.models import Compartment, Occasion, TrailEntry
from tests.factories import (
    ActivityFactory,
    AgencyFactory,
    AgreementFactory,
    EntryFactory,
    OccasionFactory,
    PlanFactory,
    RatingFactory,
    SnapshotFactory,
)
from tests.factories.details import advocacy_details, training_details
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendeeFactory,
    DecisionFactory,
    GroupMemberFactory,
    MeetingFactory,
    WorkingGroupFactory,
)
from tests.factories.recommendations import RecommendationFactory
from tests.test_administration import form

pytestmark = pytest.mark.django_db


def listed(client, model, **query):
    return client.get(reverse(f"admin:{model}_changelist"), query)


def rows_of(response):
    return list(response.context["cl"].result_list)


@pytest.fixture
def told(adopted_plan, agreement, bold):
    """A joint entry of advocacy, one for the police alone, one of a training."""
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.ADVOCACY, title_en="Week of rights")
    made = {}
    for compartment in (Compartment.JOINT, Compartment.AGENCY):
        entry = EntryFactory(activity=line, author=bold, women=9, compartment=compartment, what_was_done=compartment)
        details = advocacy_details(
            words=compartment, occasion=OccasionFactory(agreement=agreement), day=entry.starts_on
        )
        details.write(entry)
        made[compartment] = entry
    training = EntryFactory(activity=ActivityFactory(plan=adopted_plan, lead=bold.department), author=bold)
    training_details(training.activity, words="Сургалт", women=None).write(training)
    return made | {"training": training}


def test_entries_and_their_details_are_listed_as_far_as_one_may_know_of_them(client_of, tuya, saraa, told):
    of_police, of_commission = client_of(tuya), client_of(saraa)
    assert len(rows_of(listed(of_police, "activities_entry"))) == 3
    assert {row.pk for row in rows_of(listed(of_police, "activities_advocacy"))} == {
        told[Compartment.JOINT].pk,
        told[Compartment.AGENCY].pk,
    }
    assert told[Compartment.AGENCY] not in rows_of(listed(of_commission, "activities_entry"))
    assert [row.pk for row in rows_of(listed(of_commission, "activities_advocacy"))] == [told[Compartment.JOINT].pk]
    for model in ("activities_entry", "activities_advocacy"):
        hidden = reverse(f"admin:{model}_change", args=[told[Compartment.AGENCY].pk])
        assert of_commission.get(hidden).status_code == 404
        assert of_police.get(hidden)["Location"] == told[Compartment.AGENCY].get_absolute_url()
    filters = listed(of_commission, "activities_advocacy").context["cl"].filter_specs
    occasions = next(one for one in filters if one.title == "occasion").lookup_choices
    assert [key for key, _name in occasions] == [told[Compartment.JOINT].advocacy.occasion_id]


def test_they_are_filtered_searched_and_gone_through_by_day(client_of, tuya, told):
    client = client_of(tuya)
    found = rows_of(listed(client, "activities_entry", activity__kind__exact="training"))
    assert found == [told["training"]]
    assert len(rows_of(listed(client, "activities_advocacy", advocacy_kind__exact="campaign"))) == 0
    assert len(rows_of(listed(client, "activities_advocacy", advocacy_kind__exact="proposal"))) == 2
    assert len(rows_of(listed(client, "activities_advocacy", q="week of"))) == 2
    assert len(rows_of(listed(client, "activities_training", entry__starts_on__year="2001"))) == 0
    assert len(rows_of(listed(client, "activities_training", course_kind__exact="basic"))) == 1


def test_meetings_their_decisions_and_groups_lead_to_their_pages(client_of, tuya, agreement, bold):
    meeting = MeetingFactory(agreement=agreement, confirmed=True, place="Улаанбаатар")
    group = WorkingGroupFactory(agreement=agreement, name_en="Labour rights")
    things = {
        "plans_meeting": meeting,
        "plans_agendaitem": AgendaItemFactory(meeting=meeting),
        "plans_decision": DecisionFactory(meeting=meeting, agency=bold.agency, due_on=date(2026, 12, 1)),
        "plans_workinggroup": group,
        "plans_groupmember": GroupMemberFactory(group=group, person=bold),
    }
    client = client_of(tuya)
    for model, thing in things.items():
        assert rows_of(listed(client, model)) == [thing]
        assert client.get(reverse(f"admin:{model}_change", args=[thing.pk]))["Location"] == thing.get_absolute_url()
        history = client.get(reverse(f"admin:{model}_history", args=[thing.pk]))["Location"]
        assert client.get(history).status_code == 200
    assert rows_of(listed(client, "plans_meeting", q="улаанбаатар", state__exact="confirmed")) == [meeting]
    assert rows_of(listed(client, "plans_meeting", state__exact="planned")) == []
    assert rows_of(listed(client, "plans_decision", due_on__year="2026", due_on__month="12")) == [
        things["plans_decision"]
    ]
    assert rows_of(listed(client, "plans_workinggroup", q="labour")) == [group]


def test_overdue_decisions_and_the_lines_of_a_plan_or_a_lead_are_found(client_of, tuya, agreement, told, bold):
    late = DecisionFactory(meeting=MeetingFactory(agreement=agreement, confirmed=True), due_on=date(2020, 9, 1))
    DecisionFactory(meeting=late.meeting, due_on=date(2099, 1, 1))
    client = client_of(tuya)
    assert rows_of(listed(client, "plans_decision", overdue="true")) == [late]
    line = told["training"].activity
    for query in ({"plan__id__exact": line.plan_id}, {"lead__agency__id__exact": bold.agency_id}):
        page = listed(client, "activities_activity", **query)
        assert line in rows_of(page)
        assert {row.plan_id for row in rows_of(page)} == {line.plan_id}


def test_recommendations_are_filtered_by_their_agreement(client_of, tuya, agreement, bold):
    asked = RecommendationFactory(agreement=agreement, agency=bold.agency)
    RecommendationFactory(agreement=AgreementFactory(parties=[bold.agency, AgencyFactory()]), agency=bold.agency)
    client = client_of(tuya)
    page = listed(client, "activities_recommendation", agreement__id__exact=str(agreement.pk))
    assert rows_of(page) == [asked]
    address = reverse("admin:activities_recommendation_change", args=[asked.pk])
    assert client.get(address)["Location"] == asked.get_absolute_url()


def test_a_word_is_found_however_its_letters_were_typed(client_of, tuya, agreement, draft_plan, bold):
    """Keyboards without Ө write О or Є; the list finds what the search of the pages finds."""
    things = {
        "activities_recommendation": RecommendationFactory(agreement=agreement, text_mn="Өргөдлийг бүртгэх"),
        "activities_activity": ActivityFactory(plan=draft_plan, lead=bold.department, title_mn="Өргөдлийг бүртгэх"),
        "plans_meeting": MeetingFactory(agreement=agreement, place="Өргөдлийг бүртгэх"),
        "plans_workinggroup": WorkingGroupFactory(agreement=agreement, name_mn="Өргөдлийг бүртгэх"),
    }
    client = client_of(tuya)
    for model, thing in things.items():
        for word in ("өргөдлийг", "ОРГОДЛИЙГ", "бїртгэх єргєдлийг"):
            assert rows_of(listed(client, model, q=word)) == [thing], (model, word)
        assert rows_of(listed(client, model, q="өргөдлийг хүн")) == []


def test_what_other_agreements_hold_is_in_no_list_and_no_filter(client_of, tuya, agreement, bold, stranger_agency):
    other = AgreementFactory(parties=[stranger_agency], title_en="Of strangers", title_mn="Бусдын")
    meeting, group = MeetingFactory(agreement=other), WorkingGroupFactory(agreement=other)
    AgendaItemFactory(meeting=meeting)
    DecisionFactory(meeting=meeting, agency=stranger_agency)
    OccasionFactory(agreement=other)
    MeetingFactory(agreement=agreement)
    client = client_of(tuya)
    for model in ("meeting", "agendaitem", "decision", "workinggroup", "groupmember", "occasion"):
        page = listed(client, f"plans_{model}")
        assert not {meeting, group, other} & set(rows_of(page))
        assert "Of strangers" not in page.content.decode()


@pytest.mark.parametrize("model", [model for model, of in admin.site._registry.items() if isinstance(of, PagedList)])
def test_nothing_is_written_in_a_list_that_leads_to_pages(client_of, tuya, told, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    before = TrailEntry.objects.count()
    client = client_of(tuya)
    assert client.post(reverse(f"{name}_add"), form()).status_code == 403
    for thing in model._base_manager.all()[:3]:
        assert client.post(reverse(f"{name}_delete", args=[thing.pk]), {"post": "yes"}).status_code == 403
        assert client.post(reverse(f"{name}_change", args=[thing.pk]), form()).status_code in {302, 404}
    assert TrailEntry.objects.count() == before


def occasion_form(agreement, **changes):
    plain = {"agreement": agreement.pk, "name_mn": "Хүний эрхийн өдөр", "month": "12", "day": "10"}
    return form(version=1) | plain | changes


def test_an_occasion_is_kept_here_as_on_its_calendar(client_of, tuya, saraa, agreement):
    add = reverse("admin:plans_occasion_add")
    assert client_of(tuya).post(add, occasion_form(agreement)).status_code == 302
    occasion = agreement.occasions.get()
    refused = client_of(tuya).post(add, occasion_form(agreement))
    assert refused.status_code == 422
    assert refused.context["adminform"].form.errors["name_mn"] == ["An occasion of this name is there already."]
    address = reverse("admin:plans_occasion_change", args=[occasion.pk])
    assert client_of(saraa).post(address, occasion_form(agreement, note="Жил бүр")).status_code == 302
    assert {entry.verb for entry in TrailEntry.objects.about(occasion)} == {"occasion.added", "occasion.changed"}
    Occasion.objects.update(retired_on=date(2026, 1, 1))
    assert client_of(tuya).post(address, occasion_form(agreement)).status_code == 403
    assert rows_of(listed(client_of(tuya), "plans_occasion", retired_on__isempty="1")) == []


def test_an_occasion_is_added_to_no_agreement_of_others(client_of, tuya, stranger_agency):
    other = AgreementFactory(parties=[stranger_agency])
    response = client_of(tuya).post(reverse("admin:plans_occasion_add"), occasion_form(other))
    assert response.status_code == 422
    assert "agreement" in response.context["adminform"].form.errors


def test_the_lists_ask_as_often_for_many_as_for_few(client_of, tuya, agreement, adopted_plan, bold, anu):
    client = client_of(tuya)
    names = ("plans_meeting", "plans_agendaitem", "plans_decision", "plans_workinggroup", "plans_groupmember")
    names += ("plans_occasion", "activities_entry", "activities_advocacy", "activities_recommendation")
    names += ("activities_activity", "activities_rating", "activities_snapshot", "activities_amendment")
    names += ("activities_comment", "plans_attendee")
    years = iter(range(50))

    def more(count):
        for _ in range(count):
            meeting, group = MeetingFactory(agreement=agreement), WorkingGroupFactory(agreement=agreement)
            AgendaItemFactory(meeting=meeting)
            DecisionFactory(meeting=meeting, agency=bold.agency, person=bold)
            GroupMemberFactory(group=group, person=bold)
            RecommendationFactory(agreement=agreement, agency=bold.agency)
            line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=Kind.ADVOCACY)
            entry = EntryFactory(activity=line, author=bold)
            Advocacy.objects.create(entry=entry, occasion=OccasionFactory(agreement=agreement))
            AttendeeFactory(meeting=meeting, person=bold, name_mn="", agency=bold.agency)
            AttendeeFactory(meeting=meeting, department=bold.department, name_mn="", agency=bold.agency)
            rating = RatingFactory(activity=line, value=70, person=bold)
            RatingReading.objects.create(
                rating=rating, agency=anu.agency, person=anu, reading="confirmed", name_mn="А", at=rating.at
            )
            plan = PlanFactory(agreement=agreement, year=2030 + next(years), adopted=True)
            SnapshotFactory(plan=plan)
            amendment = Amendment.objects.create(plan=plan, number=1, opened_by=bold)
            for changed in (line, ActivityFactory(plan=adopted_plan, lead=bold.department)):
                AmendmentChange.objects.create(
                    amendment=amendment, kind="postpone", activity=changed, reason="law", explanation="Хууль"
                )
            answer(add_comment(line, by=bold, text="Хэзээ?"), by=anu, text="Маргааш.")

    def asked():
        counts = {}
        for name in names:
            with CaptureQueriesContext(connection) as queries:
                assert listed(client, name).status_code == 200
            counts[name] = len(queries)
        return counts

    more(3)
    listed(client, "plans_meeting")
    few = asked()
    more(20)
    assert asked() == few


def test_a_search_of_thousands_of_words_breaks_no_list(client_of, tuya, agreement):
    meeting = MeetingFactory(agreement=agreement, place="Өргөдлийг бүртгэх")
    client = client_of(tuya)
    assert rows_of(listed(client, "plans_meeting", q="бүртгэх " * 2_000)) == [meeting]
    assert rows_of(listed(client, "plans_meeting", q="хүн " * 2_000)) == []
