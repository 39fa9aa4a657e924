"""The end of a plan's year: what becomes of each line that is not finished."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import AnnualPlan, Audience, Recorded
from plans.models.fields import LineField
from plans.workflow import Workflow


class ClosingState(models.TextChoices):
    DRAFT = "draft", _("draft")  # both sides decide what becomes of each line
    PROPOSED = "proposed", _("proposed")  # its text is frozen, the heads decide
    CLOSED = "closed", _("closed")


class Fate(models.TextChoices):
    CARRY_OVER = "carry_over", _("carry over to next year")
    DROP = "drop", _("drop")
    MERGE = "merge", _("merge into another line")


class ClosingQuerySet(models.QuerySet):
    def before_the_parties(self, plan: AnnualPlan) -> ClosingQuerySet:
        """The closing of this plan, where it is put to the parties and not decided."""
        return self.filter(plan=plan, state=ClosingState.PROPOSED)


class Closing(Workflow, Recorded):
    """What both sides decide on the unfinished lines of a year before it becomes read-only."""

    PARTS = ("fates",)
    MOVES = {
        ClosingState.DRAFT: {ClosingState.PROPOSED},
        ClosingState.PROPOSED: {ClosingState.CLOSED, ClosingState.DRAFT},
        ClosingState.CLOSED: set(),
    }

    plan = models.OneToOneField(AnnualPlan, models.PROTECT, related_name="closing", verbose_name=_("annual plan"))
    state = models.CharField(_("state"), max_length=8, choices=ClosingState, default=ClosingState.DRAFT)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("closing of the year")
        verbose_name_plural = _("closings of years")

    def __str__(self) -> str:
        return str(self.plan)

    def get_absolute_url(self) -> str:
        return reverse("activities:plan-closing", args=[self.plan_id])

    def propose(self) -> None:
        self._become(ClosingState.PROPOSED)

    def give_back(self) -> None:
        self._become(ClosingState.DRAFT)

    def close(self) -> None:
        self._become(ClosingState.CLOSED)

    def within(self) -> AnnualPlan:
        return self.plan

    def audience(self) -> Audience:
        return self.plan.audience()


class LineFate(models.Model):
    """What becomes of one unfinished line, and why."""

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="fates")
    activity = models.OneToOneField(Activity, models.PROTECT, related_name="fate", verbose_name=_("activity"))
    fate = models.CharField(_("what becomes of it"), max_length=10, choices=Fate)
    merged_into = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("merged into")
    )
    reason = LineField(_("why"), max_length=500)

    class Meta:
        verbose_name = _("what becomes of a line")
        verbose_name_plural = _("what becomes of the lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="a_merged_line_names_the_other",
                condition=Q(fate=Fate.MERGE, merged_into__isnull=False) | (~Q(fate=Fate.MERGE) & Q(merged_into=None)),
                violation_error_message=_("Choose the line it is merged into, and only then."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_fate_display()}"

    def clean(self) -> None:
        super().clean()
        other = self.merged_into
        if other and (other.plan_id != self.closing.plan_id or other == self.activity):
            raise ValidationError({"merged_into": _("Choose another line of this plan.")})
