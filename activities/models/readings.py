"""Who is asked whether a reported line is done, what each side answered, and who is awaited."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities.models.states import BEFORE_THE_SIDES, ActivityState
from plans.models import Department, PlanState
from plans.workflow import Workflow

if TYPE_CHECKING:
    from activities.models.confirmations import Confirmation
    from plans.models import Agency, AnnualPlan


class ReadLinesQuerySet(models.QuerySet):
    def with_readings(self) -> ReadLinesQuerySet:
        """With all that `awaited_agencies` reads."""
        confirmations = self.model._meta.get_field("confirmations").related_model.objects
        return self.select_related("plan", "lead__agency", "reported_agency").prefetch_related(
            Prefetch("partners", Department.objects.select_related("agency")),
            Prefetch("confirmations", confirmations.defer("reported").select_related("agency")),
        )

    def reported_by(self, agency: Agency | None) -> ReadLinesQuerySet:
        """Before the sides, and this agency reported it."""
        reporter = Coalesce("reported_agency", "lead__agency")
        return self.alias(reporter=reporter).filter(state__in=BEFORE_THE_SIDES, reporter=getattr(agency, "pk", None))

    def awaiting(self, agency: Agency | int | None) -> ReadLinesQuerySet:
        """Reported done, and this side, or the one of this id, has yet to answer: `awaited_agencies` as a query."""
        confirmations = self.model._meta.get_field("confirmations").related_model
        key = getattr(agency, "pk", agency)
        joined = self.model.partners.through.objects.filter(activity=OuterRef("pk"))
        takes_part = Q(lead__agency=key) | Exists(joined.filter(department__agency=key))
        others_take_part = ~Q(lead__agency=key) | Exists(joined.exclude(department__agency=key))
        read = confirmations.objects.filter(
            activity=OuterRef("pk"), agency=key, reported_done_at=OuterRef("reported_done_at")
        )
        return (
            self.alias(reporter=Coalesce("reported_agency", "lead__agency"))
            .filter(takes_part, ~Q(reporter=key) | ~others_take_part, ~Exists(read))
            .filter(state__in=BEFORE_THE_SIDES, plan__state=PlanState.ADOPTED)
        )


class ReadBySides(Workflow):
    """
    A line whose report is read by the other sides that take part, or by its own head where no other does.

    Only readings of the present report count, so that to report again after a difference asks anew.
    """

    plan: AnnualPlan
    lead: Department
    partners: Any
    confirmations: Any
    reported_done_at: datetime | None
    reported_agency: Agency | None

    @property
    def reporter(self) -> Agency:
        """The agency whose entry reported it done; the lead's where the record does not say."""
        return self.reported_agency or self.lead.agency

    @property
    def agencies_taking_part(self) -> list[Agency]:
        """The lead's, then the partners', each once; reads prefetched partners."""
        agencies = [self.lead.agency, *(department.agency for department in self.partners.all())]
        return list({agency.pk: agency for agency in agencies}.values())

    @property
    def asked_agencies(self) -> list[Agency]:
        """Who confirms the report: the other sides of the line; on a line of one side, that side's own head."""
        agencies = self.agencies_taking_part
        return [agency for agency in agencies if agency.pk != self.reporter.pk] or agencies

    @property
    def readings(self) -> dict[int, Confirmation]:
        """The present reading of each agency on the present report; reads prefetched confirmations."""
        if self.reported_done_at is None:
            return {}
        present = [one for one in self.confirmations.all() if one.reported_done_at == self.reported_done_at]
        return {one.agency_id: one for one in sorted(present, key=lambda one: one.pk)}

    @property
    def awaited_agencies(self) -> list[Agency]:
        """Who has yet to confirm or differ; nobody once the year is closed."""
        if self.state not in BEFORE_THE_SIDES or not self.plan.takes_entries:
            return []
        readings = self.readings
        return [agency for agency in self.asked_agencies if agency.pk not in readings]

    @property
    def days_awaited(self) -> int:
        """Whole days of the calendar since it was reported done."""
        if self.reported_done_at is None:
            return 0
        return max((timezone.localdate() - timezone.localdate(self.reported_done_at)).days, 0)

    @property
    def is_confirmed_by_a_side(self) -> bool:
        """Whether a side has confirmed the present report, though another may still be awaited."""
        return self.state == ActivityState.CONFIRMED or any(one.is_confirmed for one in self.readings.values())

    @property
    def confirmed_at(self) -> datetime | None:
        """When a side last confirmed a report of it: what was logged by then no longer changes."""
        if self.reported_done_at is None:
            return None
        return max((one.at for one in self.confirmations.all() if one.is_confirmed), default=None)

    def is_contested_by(self, agency_id: int | None) -> bool:
        """Whether this side differs: then its own staff can't report the line done over its head's reading."""
        reading = self.readings.get(agency_id) if self.state == ActivityState.DIFFERS and agency_id else None
        return reading is not None and not reading.is_confirmed

    def stands_with(self, *more: Confirmation) -> ActivityState:
        """What the readings make of the report: differs as soon as one does, confirmed once the last has confirmed."""
        readings = self.readings | {one.agency_id: one for one in more}
        if any(not one.is_confirmed for one in readings.values()):
            return ActivityState.DIFFERS
        asked = {agency.pk for agency in self.asked_agencies}
        return ActivityState.CONFIRMED if asked <= set(readings) else ActivityState.REPORTED_DONE

    def take_readings(self) -> None:
        """Become what the sides say of it; where that is so already, nothing moves."""
        if (state := self.stands_with()) != self.state:
            self._become(state)
