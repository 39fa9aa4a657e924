"""The end of a year: a fate for each unfinished line, both sides' consent, and what is carried on."""

import uuid
from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from activities.actions import recommendations as actions
from activities.actions.amendments import open_amendment
from activities.actions.closing import decide_fates, open_closing
from activities.actions.entries import EntryParts, log_entry
from activities.actions.snapshots import freeze_snapshot
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
    Snapshot,
    SnapshotPeriod,
)
from activities.reports.snapshot import snapshot_content
from plans.actions import consent
from plans.models import AnnualPlan, PlanState, ProposalKind, TrailEntry
from plans.verification import verify_chains, verify_records
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.activities.test_rating_pages import text_of
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory, PlanFactory, RatingFactory
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


def test_what_a_merged_line_carries_out_and_is_still_open_the_other_carries_out_and_its_clone(
    decided, lines, enter, ganaa, khulan, bold
):
    going_on, done, of_both = (enter() for _ in range(3))
    for asked in (going_on, done, of_both):
        name_line(asked, lines["merged"], bold)
    name_line(of_both, lines["carried"], bold)
    assess(done, ganaa)
    close(decided, ganaa, khulan)
    clone = Activity.objects.get(carried_from=lines["carried"])
    for line in (lines["carried"], clone):
        assert {(link.recommendation, link.agency) for link in line.carries_out.standing()} == {
            (going_on, bold.agency),
            (of_both, bold.agency),
        }
    assert {link.recommendation for link in lines["merged"].carries_out.standing()} == {going_on, done, of_both}
    [told] = TrailEntry.objects.filter(verb="recommendation.line_merged")
    assert told.target_id == going_on.pk
    assert [link["activity"]["id"] for link in told.changes["lines"][1]] == [lines["merged"].pk, lines["carried"].pk]
    assert list(faults_of(Recommendation)) == []
    assert verify_chains().faults == []


@pytest.mark.parametrize("back", [False, True], ids=["into one that goes on", "in a circle"])
def test_along_merged_lines_a_recommendation_comes_to_the_last(closing, lines, enter, ganaa, khulan, bold, back):
    asked = enter()
    name_line(asked, lines["dropped"], bold)
    last = {"fate": Fate.MERGE, "merged_into": lines["dropped"]} if back else {"fate": Fate.CARRY_OVER}
    fates = [
        LineFate(activity=lines["merged"], reason="Давхардсан", **last),
        LineFate(activity=lines["carried"], fate=Fate.MERGE, merged_into=lines["merged"], reason="Давхардсан"),
        LineFate(activity=lines["dropped"], fate=Fate.MERGE, merged_into=lines["carried"], reason="Давхардсан"),
    ]
    close(decide_fates(closing, by=bold, version=closing.version, fates=fates), ganaa, khulan)
    for name in ("dropped", "carried", "merged"):
        assert [link.recommendation for link in lines[name].carries_out.standing()] == [asked]
    assert [line.carries_out.count() for line in Activity.objects.filter(carried_from__isnull=False)] == [1] * (
        not back
    )


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


# the snapshot of the year


@pytest.fixture
def tenth_of_december():
    """Before the usual day of the year's snapshot."""
    with time_machine.travel("2026-12-10T04:00:00Z", tick=False) as clock:
        yield clock


def test_a_year_closed_before_its_day_is_frozen_as_it_is_closed_and_says_so(
    tenth_of_december, adopted_plan, decided, lines, ganaa, khulan, client_of, chimeg
):
    RatingFactory(activity=lines["done"], value=100)
    Activity.objects.filter(pk=lines["dropped"].pk).update(ends_on=date(2026, 12, 9))
    close(decided, ganaa, khulan)
    snapshot, plan = Snapshot.objects.get(), AnnualPlan.objects.get(pk=adopted_plan.pk)
    assert (snapshot.period, snapshot.as_of, snapshot.mean) == ("year", date(2026, 12, 10), 100)
    assert plan.closed_on == date(2026, 12, 10)
    assert [row["words"]["en"] for row in snapshot.content["lines"]] == [
        "not yet due",
        "not rated",
        "not yet due",
        "fully carried out",
    ]
    assert TrailEntry.objects.get(verb="snapshot.frozen").actor_id == khulan.pk
    client = client_of(chimeg)
    shown = text_of(client.get(snapshot.get_absolute_url()))
    assert "Frozen on 2026.12.10, as the year was closed · the plan sets 2026.12.22" in shown
    assert "as the year was closed" in text_of(client.get(reverse("activities:snapshot-list", args=[plan.pk])))
    assert snapshot.get_absolute_url() in client.get(decided.get_absolute_url()).content.decode()
    assert verify_chains().faults == []
    assert [fault for fault in verify_records() if "snapshot" in fault.record] == []


def test_the_timer_makes_no_second_snapshot_of_a_closed_year(tenth_of_december, decided, ganaa, khulan):
    close(decided, ganaa, khulan)
    tenth_of_december.move_to("2026-12-23T04:00:00Z")
    call_command("freeze_snapshots")
    assert Snapshot.objects.count() == 1


def test_a_year_that_was_frozen_on_its_day_stays_as_it_was_frozen(
    tenth_of_december, adopted_plan, decided, lines, ganaa, khulan, bold
):
    tenth_of_december.move_to("2026-12-22T04:00:00Z")
    freeze_snapshot(adopted_plan, SnapshotPeriod.YEAR, by=bold, render=snapshot_content)
    tenth_of_december.move_to("2027-01-15T04:00:00Z")
    close(decided, ganaa, khulan)
    snapshot = Snapshot.objects.get()
    assert (snapshot.as_of, snapshot.at_closing) == (date(2026, 12, 22), False)


def test_the_half_year_is_no_snapshot_of_the_year(adopted_plan, decided, ganaa, khulan, bold):
    with time_machine.travel("2026-07-03T04:00:00Z", tick=False) as clock:
        freeze_snapshot(adopted_plan, SnapshotPeriod.HALF_YEAR, by=bold, render=snapshot_content)
        clock.move_to("2026-09-01T04:00:00Z")
        close(decided, ganaa, khulan)
    assert set(Snapshot.objects.values_list("period", "at_closing")) == {("half-year", False), ("year", True)}


def test_a_closing_that_fails_leaves_no_snapshot(tenth_of_december, adopted_plan, decided, ganaa, khulan):
    PlanFactory(agreement=adopted_plan.agreement, year=2027, adopted=True)
    with pytest.raises(MoveRefused, match="no longer a draft"):
        close(decided, ganaa, khulan)
    assert not Snapshot.objects.exists()
    assert AnnualPlan.objects.get(pk=adopted_plan.pk).closed_on is None


def test_before_the_parties_decide_the_page_says_that_the_year_will_be_frozen(decided, client_of, ganaa):
    shown = text_of(client_of(ganaa).get(decided.get_absolute_url()))
    assert "As the last party consents, the year is frozen with its ratings as they stand on that day." in shown
