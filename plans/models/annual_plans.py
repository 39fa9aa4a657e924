"""The joint annual plan and its objectives."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models.agreements import Agreement, FieldOfCooperation
from plans.models.fields import LARGEST_NUMBER, DayField, LineField, ProseField
from plans.models.people import Agency, User
from plans.models.recorded import Audience, Recorded, in_language
from plans.workflow import Workflow


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")  # either party edits its lines
    PROPOSED = "proposed", _("proposed")  # its text is frozen, the heads decide
    ADOPTED = "adopted", _("adopted")  # by every party; work is logged against its lines
    CLOSED = "closed", _("closed")  # the year is over and read-only


HALF_YEAR_ON, YEAR_ON = (7, 3), (12, 22)
"""Month and day on which public bodies hand in what was carried out of half a year and of a year."""


class AnnualPlanQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AnnualPlanQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def current(self) -> AnnualPlanQuerySet:
        return self.filter(state=PlanState.ADOPTED)


class AnnualPlan(Workflow, Recorded):
    """What the parties of an agreement mean to do together in one year."""

    MOVES = {
        PlanState.DRAFT: {PlanState.PROPOSED},
        PlanState.PROPOSED: {PlanState.ADOPTED, PlanState.DRAFT},  # DRAFT: returned, with a comment
        PlanState.ADOPTED: {PlanState.CLOSED},
        PlanState.CLOSED: set(),
    }

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="plans", verbose_name=_("agreement"))
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[
            MinValueValidator(2001, _("Write a year between 2001 and 2100.")),
            MaxValueValidator(2100, _("Write a year between 2001 and 2100.")),
        ],
    )
    state = models.CharField(_("state"), max_length=12, choices=PlanState, default=PlanState.DRAFT, db_index=True)
    turn = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("whose move it is")
    )
    turn_note = ProseField(_("note to the other side"), blank=True, max_length=2_000)
    adopted_on = DayField(_("adopted on"), null=True, blank=True)
    closed_on = DayField(_("day the year was closed"), null=True, blank=True)
    half_year_on = DayField(_("half-year snapshot on"), null=True, blank=True)
    year_on = DayField(_("year snapshot on"), null=True, blank=True)
    note_mn = ProseField(_("note in Mongolian"), blank=True)
    note_en = ProseField(_("note in English"), blank=True)
    source_url = models.URLField(_("public source"), max_length=500, blank=True)
    is_example = models.BooleanField(_("example"), default=False, editable=False)

    objects = AnnualPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual plan")
        verbose_name_plural = _("annual plans")
        ordering = ["-year", "agreement"]
        constraints = [
            models.UniqueConstraint(
                name="one_plan_per_year",
                fields=["agreement", "year"],
                violation_error_message=_("The agreement has a plan for this year."),
            )
        ]

    def __str__(self) -> str:
        return gettext("Joint annual plan %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("activities:plan-dashboard", args=[self.pk])

    @property
    def note(self) -> str:
        return in_language(self, "note")

    @property
    def starts_on(self) -> date:
        return date(self.year, 1, 1)

    @property
    def ends_on(self) -> date:
        return date(self.year, 12, 31)

    @property
    def half_year_snapshot_on(self) -> date:
        """The day from which its half-year snapshot is due: the one the parties chose, or the usual one."""
        return self.half_year_on or date(self.year, *HALF_YEAR_ON)

    @property
    def year_snapshot_on(self) -> date:
        return self.year_on or date(self.year, *YEAR_ON)

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def takes_entries(self) -> bool:
        """Whether work can be logged against its lines."""
        return self.state == PlanState.ADOPTED

    def clean(self) -> None:
        super().clean()
        for name in ("half_year_on", "year_on"):
            day = getattr(self, name)
            if day and day.year != self.year:
                raise ValidationError({name: _("Write a day of the plan's year, %(year)s.") % {"year": self.year}})
        is_chosen = self.half_year_on or self.year_on
        if is_chosen and self.half_year_snapshot_on >= self.year_snapshot_on:
            name = "half_year_on" if self.half_year_on else "year_on"
            raise ValidationError({name: _("The half-year snapshot comes before that of the year.")})

    def propose(self) -> None:
        """Its text is frozen, for the heads to decide."""
        self._become(PlanState.PROPOSED)

    def give_back(self) -> None:
        """A party returned it, or it was taken back: it is a draft again."""
        self._become(PlanState.DRAFT)

    def adopt(self) -> None:
        """Every party has consented to its text."""
        self._become(PlanState.ADOPTED)
        self.adopted_on = timezone.localdate()

    def close(self) -> None:
        """Every party has consented to what becomes of the unfinished."""
        self._become(PlanState.CLOSED)
        self.closed_on = timezone.localdate()

    def within(self) -> Agreement:
        return self.agreement

    def audience(self) -> Audience:
        return Audience.agreement(self.agreement_id)


class ObjectiveQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> ObjectiveQuerySet:
        return self.filter(plan__in=AnnualPlan.objects.visible_to(user))


class Objective(Recorded):
    """A heading of a plan, under a field of cooperation."""

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="objectives", verbose_name=_("annual plan"))
    field = models.ForeignKey(
        FieldOfCooperation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objectives",
        verbose_name=_("field of cooperation"),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)]
    )
    title_mn = LineField(_("title in Mongolian"))
    title_en = LineField(_("title in English"), blank=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                name="one_objective_per_number",
                fields=["plan", "number"],
                violation_error_message=_("The plan has an objective of this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        return in_language(self, "title")

    def within(self) -> AnnualPlan:
        return self.plan

    def audience(self) -> Audience:
        return Audience.agreement(self.plan.agreement_id)
