"""The end of a year: a fate for each unfinished line, both sides' consent, and what is carried on."""

import uuid

import pytest
from django.urls import reverse

from activities.actions import recommendations as actions
from activities.actions.amendments import open_amendment
from activities.actions.closing import decide_fates, open_closing
from activities.actions.entries import EntryParts, log_entry
from activities.models import (
    Activity,
    Closing,
    ClosingState,
    Entry,
    Fate,
    LineFate,
    Origin,
    Progress,
    Recommendation,
)
from plans.actions import consent
from plans.models import AnnualPlan, PlanState, ProposalKind, TrailEntry
from plans.verification import verify_chains
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory
from tests.factories.recommendations import assess, name_line
from tests.year.pages import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def lines(adopted_plan, bold, anu):
    objective = ObjectiveFactory(plan=adopted_plan, number=1, title_mn="Зорилт")

    def line(place, name, **fields):
        made = ActivityFactory(
            plan=adopted_plan, objective=objective, position=place, title_en=name, lead=bold.department, **fields
        )
        made.partners.add(anu.department)
        IndicatorFactory(activity=made, target=35)
        return made

    return {
        "carried": line(1, "carried"),
        "dropped": line(2, "dropped"),
        "merged": line(3, "merged"),
        "done": line(4, "done", confirmed=True),
    }


@pytest.fixture
def closing(adopted_plan, lines, bold):
    return open_closing(adopted_plan, by=bold)


def fates_of(lines):
    return [
        LineFate(activity=lines["carried"], fate=Fate.CARRY_OVER, reason="Цаг агаар"),
        LineFate(activity=lines["dropped"], fate=Fate.DROP, reason="Санхүүжилт олдоогүй"),
        LineFate(activity=lines["merged"], fate=Fate.MERGE, merged_into=lines["carried"], reason="Давхардсан"),
    ]


@pytest.fixture
def decided(closing, lines, bold):
    return decide_fates(closing, by=bold, version=closing.version, fates=fates_of(lines))


def close(closing, ganaa, khulan):
    proposal = consent.put_forward(ProposalKind.CLOSING, closing, by=ganaa)
    for head in (ganaa, khulan):
        consent.consent(proposal, by=head, digest=proposal.digest)
    return proposal


def test_every_unfinished_line_needs_its_fate_before_the_heads_decide(closing, ganaa):
    with pytest.raises(MoveRefused) as refused:
        consent.put_forward(ProposalKind.CLOSING, closing, by=ganaa)
    assert len(refused.value.reasons) == 3
    assert Closing.objects.get().state == ClosingState.DRAFT


def test_a_line_reported_done_awaits_the_other_side_first(adopted_plan, decided, ganaa, bold):
    ActivityFactory(plan=adopted_plan, lead=bold.department, position=9, objective=None, reported_done=True)
    with pytest.raises(MoveRefused, match="awaits the other side"):
        consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)


def test_an_open_amendment_is_finished_before_the_year_is_closed(adopted_plan, decided, ganaa, bold):
    open_amendment(adopted_plan, by=bold)
    with pytest.raises(MoveRefused, match="Amendment 1 is open"):
        consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)


def test_while_the_parties_decide_on_the_closing_no_amendment_is_opened(adopted_plan, decided, ganaa, bold, client_of):
    consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)
    with pytest.raises(MoveRefused, match="decided first"):
        open_amendment(adopted_plan, by=bold)
    page = client_of(bold).get(reverse("activities:amendment-open", args=[adopted_plan.pk]))
    assert page.status_code == 403


def test_one_side_alone_closes_nothing(adopted_plan, decided, ganaa):
    proposal = consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    assert AnnualPlan.objects.get(pk=adopted_plan.pk).state == PlanState.ADOPTED


def test_with_both_consents_the_year_is_closed_and_the_unfinished_carried_on(
    adopted_plan, decided, lines, ganaa, khulan
):
    proposal = close(decided, ganaa, khulan)
    assert AnnualPlan.objects.get(pk=adopted_plan.pk).state == PlanState.CLOSED
    [clone] = Activity.objects.filter(plan__year=adopted_plan.year + 1)
    assert (clone.carried_from, clone.origin, clone.title_en) == (lines["carried"], Origin.CARRIED_OVER, "carried")
    assert (clone.starts_on, clone.ends_on) == (None, None)
    assert [one.target for one in clone.indicators.all()] == [35]
    assert clone.objective.title_mn == "Зорилт"
    proposal.refresh_from_db()
    assert proposal.checkpoint.startswith("agreement:")
    assert verify_chains().faults == []


def test_the_line_and_the_one_it_was_carried_to_name_each_other(decided, lines, ganaa, khulan, bold):
    close(decided, ganaa, khulan)
    [clone] = lines["carried"].carried_to.all()
    visitor = Visitor(bold)
    page = visitor.open(lines["carried"].get_absolute_url())
    assert "Decided at the closing of the year: carry over to next year · 1.1 carried, Joint annual plan 2027" in page
    assert "Цаг агаар" in page
    for shown in (page.follow(clone.get_absolute_url()), visitor.open(f"{clone.get_absolute_url()}edit/")):
        assert "Carried over from 1.1 carried, Joint annual plan 2026" in shown
        assert shown.has_link(lines["carried"].get_absolute_url())
    assert "carried over from last year" in visitor.open(clone.plan.get_absolute_url())


def test_what_a_line_carries_out_and_is_still_open_goes_on_with_it(decided, lines, enter, ganaa, khulan, bold):
    going_on, done, taken_back, of_another = (enter() for _ in range(4))
    for asked in (going_on, done, taken_back):
        link = name_line(asked, lines["carried"], bold)
        if asked == done:
            assess(asked, ganaa)
    assess(taken_back, ganaa, "partly_carried_out")
    actions.take_line_out(link, by=bold, reason="Андуурчээ.")
    assess(going_on, ganaa, "partly_carried_out")
    name_line(of_another, lines["dropped"], bold)
    close(decided, ganaa, khulan)
    clone = Activity.objects.get(carried_from=lines["carried"])
    assert [(link.recommendation, link.agency) for link in clone.carries_out.all()] == [(going_on, bold.agency)]
    assert [link.recommendation for link in lines["carried"].carries_out.standing()] == [going_on, done]
    told = TrailEntry.objects.about(going_on).get(verb="recommendation.line_carried_over")
    assert [link["activity"]["id"] for link in told.changes["lines"][1]] == [lines["carried"].pk, clone.pk]
    assert list(faults_of(Recommendation)) == []
    assert verify_chains().faults == []


def test_a_merged_line_names_the_one_that_goes_on(decided, lines, ganaa, khulan, bold):
    close(decided, ganaa, khulan)
    page = Visitor(bold).open(lines["merged"].get_absolute_url())
    assert "merge into another line · 1.1 carried" in page


def test_nothing_is_said_of_a_fate_before_both_have_consented(decided, lines, bold):
    assert "Decided at the closing" not in Visitor(bold).open(lines["carried"].get_absolute_url())


def test_it_takes_effect_once(adopted_plan, decided, ganaa, khulan):
    close(decided, ganaa, khulan)
    assert TrailEntry.objects.filter(verb="plan.closed").count() == 1
    assert TrailEntry.objects.filter(verb="activity.carried_over").count() == 1


def test_carried_lines_join_the_draft_that_is_there(adopted_plan, draft_plan, decided, ganaa, khulan):
    assert draft_plan.year == adopted_plan.year + 1
    close(decided, ganaa, khulan)
    assert Activity.objects.get(carried_from__isnull=False).plan == draft_plan


def test_into_a_plan_that_is_no_draft_nothing_is_carried(adopted_plan, draft_plan, decided, ganaa, khulan):
    AnnualPlan.objects.filter(pk=draft_plan.pk).update(state=PlanState.ADOPTED)
    proposal = consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    with pytest.raises(MoveRefused, match="no longer a draft"):
        consent.consent(proposal, by=khulan, digest=proposal.digest)
    assert AnnualPlan.objects.get(pk=adopted_plan.pk).state == PlanState.ADOPTED


def test_a_closed_year_takes_nothing_more(adopted_plan, decided, lines, ganaa, khulan, bold):
    close(decided, ganaa, khulan)
    entry = Entry(
        activity=lines["carried"], starts_on="2026-06-01", what_was_done="x", progress=Progress.GOING_ON, place="y"
    )
    with pytest.raises(MoveRefused):
        log_entry(entry, by=bold, parts=EntryParts())


def test_an_entry_logged_while_the_heads_decide_voids_what_they_read(adopted_plan, decided, lines, ganaa, bold):
    proposal = consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)
    Activity.objects.filter(pk=lines["carried"].pk).update(state="in_progress")
    with pytest.raises(consent.TextChanged):
        consent.consent(proposal, by=ganaa, digest=proposal.digest)


def test_a_returned_closing_is_written_again(decided, ganaa, khulan, bold, lines):
    proposal = consent.put_forward(ProposalKind.CLOSING, decided, by=ganaa)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="2 дахь ажлыг шилжүүлье.")
    closing = Closing.objects.get()
    assert closing.state == ClosingState.DRAFT
    decide_fates(closing, by=bold, version=closing.version, fates=fates_of(lines)[:1])
    assert closing.fates.count() == 1


def test_through_the_pages_and_the_second_to_save_keeps_their_text(adopted_plan, lines, client_of, bold, anu):
    address = reverse("activities:plan-closing", args=[adopted_plan.pk])
    client = client_of(bold)
    assert client.post(f"{address}open/", {"form_key": uuid.uuid4()}).status_code == 302
    closing = Closing.objects.get()
    line = lines["dropped"].pk
    sent = {"version": closing.version, f"fate_{line}": "drop", f"reason_{line}": "Санхүүжилт"}
    assert client.post(f"{address}lines/", sent | {"form_key": uuid.uuid4()}).status_code == 302
    stale = client_of(anu).post(f"{address}lines/", sent | {f"reason_{line}": "Өөр", "form_key": uuid.uuid4()})
    assert stale.status_code == 409
    assert "Өөр" in stale.text
    without_reason = {"version": closing.version + 1, f"fate_{line}": "drop", "form_key": uuid.uuid4()}
    assert client.post(f"{address}lines/", without_reason).status_code == 422
