"""Plans that go the whole way from a draft to a confirmed line, and what must be true of all of them at any moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from activities.actions.activities import LineParts, add_line
from activities.models import Activity, Confirmation, Entry, Indicator, Kind, LineVersion
from activities.reported import read_anew, report_text
from plans.actions import annual_plans
from plans.models import AnnualPlan, Objective, PlanState, Proposal, ProposalState, TrailEntry, UsedFormKey
from plans.models.consent import digest_of
from plans.verification import verify_chains, verify_records
from tests.factories.recorded import World
from tests.kills.people import Browser, Form


@dataclass
class Act:
    """What a person does by one form, the entries of the trail it makes, and the page it leads to."""

    by: Browser
    form: Form
    verbs: list[str]
    led_to: str = ""  # empty where the page is that of a thing the act makes
    has_receipt: bool = False


@dataclass
class Row:
    """A draft plan with one line, and those who carry it on."""

    plan: AnnualPlan
    line: Activity
    first: Browser
    second: Browser
    staff: Browser

    def life(self) -> Iterator[Act]:
        """Every act of a party, one after the other; the next is made up once the one before stands."""
        yield self.puts_forward()
        yield self.decides(self.first, "proposal-consent", ["consent.given"])
        yield self.decides(self.first, "consent-take-back", ["consent.taken_back"])
        yield self.decides(self.first, "proposal-consent", ["consent.given"])
        returned = ["consent.refused", "plan.returned_to_draft"]
        yield self.decides(self.second, "proposal-return", returned, comment="Хугацааг тодруулна уу.")
        yield self.puts_forward()
        yield self.decides(self.first, "proposal-take-back", ["proposal.taken_back", "plan.returned_to_draft"])
        yield self.puts_forward()
        yield self.decides(self.second, "proposal-consent", ["consent.given"], order_number="Б/12")
        yield self.decides(self.first, "proposal-consent", ["consent.given", "plan.adopted"])
        yield self.logs("finished", ["entry.logged", "activity.reported_done"])
        yield self.confirms()

    def puts_forward(self) -> Act:
        form = Form(reverse("activities:plan-put-forward", args=[self.plan.pk]))
        return Act(self.first, form, ["plan.proposed", "proposal.put_forward"])

    def decides(self, by: Browser, address: str, verbs: list[str], **fields: str) -> Act:
        proposal = Proposal.objects.about(self.plan).latest("pk")
        form = Form(reverse(f"plans:{address}", args=[proposal.pk]), {"digest": proposal.digest} | fields)
        return Act(by, form, verbs, proposal.get_absolute_url(), has_receipt=True)

    def logs(self, progress: str, verbs: list[str]) -> Act:
        written = {
            "starts_on": f"{self.plan.year}-02-01",
            "division": "MN-041",
            "what_was_done": "Сургалт хийв.",
            "progress": progress,
            "compartment": "joint",
        }
        form = Form(reverse("activities:entry-add", args=[self.line.pk]), written)
        return Act(self.staff, form, verbs)

    def confirms(self) -> Act:
        digest = digest_of(report_text(read_anew(self.line)))
        form = Form(reverse("activities:activity-confirm", args=[self.line.pk]), {"digest": digest})
        return Act(self.first, form, ["activity.confirmed"], self.line.get_absolute_url())


def row_of(world: World, year: int, first: Browser, second: Browser, staff: Browser) -> Row:
    plan = annual_plans.start_plan(AnnualPlan(agreement=world.agreement, year=year), by=world.first_head)
    field = world.agreement.fields_of_cooperation.get()
    objective = annual_plans.add_objective(
        Objective(plan=plan, number=1, title_mn="Зорилт", field=field), by=world.first_head
    )
    line = Activity(
        plan=plan,
        objective=objective,
        kind=Kind.TRAINING,
        title_mn="Сургалт",
        lead=world.staff.department,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 6, 30),
    )
    parts = LineParts(
        partners=[world.first_head.department],
        indicators=[Indicator(name_mn="багш", unit="хүн", target=Decimal("40"))],
    )
    return Row(plan, add_line(line, by=world.staff, parts=parts), first, second, staff)


def verbs_told() -> Counter[str]:
    return Counter(TrailEntry.objects.values_list("verb", flat=True))


def dishonest() -> list[str]:
    """Everything that is neither the state before an act nor the state after it; empty where all holds."""
    found = [str(fault) for fault in (*verify_chains().faults, *verify_records())]
    for plan in AnnualPlan.objects.all():
        found += [f"plan {plan.year}: {fault}" for fault in of_plan(plan)]
    told = verbs_told()
    counted = {
        "entry.logged": Entry.objects.count(),
        "activity.confirmed": Confirmation.objects.count(),
        "proposal.put_forward": Proposal.objects.count(),
    }
    found += [f"{verb}: {told[verb]} told, {number} stand" for verb, number in counted.items() if told[verb] != number]
    found += [f"key {used.key} leads nowhere" for used in UsedFormKey.objects.filter(led_to="")]
    return found


def of_plan(plan: AnnualPlan) -> Iterator[str]:
    """A plan is where its newest proposal puts it; an effect is there once, whole, or not at all."""
    stands = {
        ProposalState.OPEN: PlanState.PROPOSED,
        ProposalState.TAKEN_EFFECT: PlanState.ADOPTED,
        ProposalState.RETURNED: PlanState.DRAFT,
        ProposalState.WITHDRAWN: PlanState.DRAFT,
    }
    proposals = list(Proposal.objects.about(plan).order_by("pk"))
    if plan.state != (stands[proposals[-1].state] if proposals else PlanState.DRAFT):
        yield f"it is {plan.state}"
    effects = [one for one in proposals if one.state == ProposalState.TAKEN_EFFECT]
    adopted = list(TrailEntry.objects.filter(verb="plan.adopted", target_id=plan.pk).select_related("chain"))
    if [one.checkpoint for one in proposals if one.checkpoint] != [entry.checkpoint for entry in adopted]:
        yield "the checkpoint is not that of its adoption"
    if len(effects) != len(adopted):
        yield f"{len(effects)} texts in effect, {len(adopted)} adoptions told"
    versions = LineVersion.objects.filter(activity__plan=plan)
    if versions.count() != len(effects) * plan.activities.count():
        yield f"{versions.count()} texts of lines kept"
    for proposal in proposals:
        consents = proposal.acts.standing().filter(decision="consent").count()
        if (consents == 2) != (proposal in effects):
            yield f"{proposal.state} with {consents} consents"
        yield from untold_acts(proposal)


def untold_acts(proposal: Proposal) -> Iterator[str]:
    told = Counter(TrailEntry.objects.about(proposal).values_list("verb", flat=True))
    acts = list(proposal.acts.all())
    stand = {
        "proposal.put_forward": 1,
        "consent.given": sum(act.decision == "consent" for act in acts),
        "consent.refused": sum(act.decision == "return" for act in acts),
        "consent.taken_back": sum(act.withdrawn_at is not None for act in acts),
        "proposal.taken_back": int(proposal.state == ProposalState.WITHDRAWN),
    }
    if told != Counter(stand):
        yield f"proposal {proposal.pk}: the trail tells {dict(told)}"
