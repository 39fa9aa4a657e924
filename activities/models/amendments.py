"""How an adopted plan changes: a working copy of the lines concerned, in force once every party has consented."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import AnnualPlan, Audience, Decision, Recorded, User
from plans.models.fields import DayField, ProseField
from plans.models.recorded import reads_english
from plans.workflow import Workflow


class AmendmentState(models.TextChoices):
    DRAFT = "draft", _("draft")  # staff and heads of either side write the changes
    PROPOSED = "proposed", _("proposed")  # its text is frozen, the parties decide
    IN_FORCE = "in_force", _("in force")  # every party has consented; the lines read as it says
    DROPPED = "dropped", _("dropped")  # nobody was bound by it; its number is not used again


OPEN = (AmendmentState.DRAFT, AmendmentState.PROPOSED)


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AmendmentQuerySet:
        return self.filter(plan__in=AnnualPlan.objects.visible_to(user))

    def open(self) -> AmendmentQuerySet:
        return self.filter(state__in=OPEN)

    def born_of(self, decisions: Iterable[int]) -> AmendmentQuerySet:
        """Opened for one of these decisions, or still open and bringing a line that is born of one."""
        bringing = AmendmentChange.objects.filter(amendment=models.OuterRef("pk"), after__decision__in=decisions)
        return self.filter(Q(decision__in=decisions) | Q(models.Exists(bringing), state__in=OPEN))


class Amendment(Workflow, Recorded):
    """
    A set of changes to an adopted plan, numbered within it; one at a time is open.

    A correction is a small one: the typing error of one line, put to the parties at once.
    """

    MOVES = {
        AmendmentState.DRAFT: {AmendmentState.PROPOSED, AmendmentState.DROPPED},
        AmendmentState.PROPOSED: {
            AmendmentState.IN_FORCE,
            AmendmentState.DRAFT,  # returned, with a comment, or taken back
            AmendmentState.DROPPED,  # a correction that was returned
        },
        AmendmentState.IN_FORCE: set(),
        AmendmentState.DROPPED: set(),
    }

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="amendments", verbose_name=_("annual plan"))
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=AmendmentState, default=AmendmentState.DRAFT)
    is_correction = models.BooleanField(_("correction of a slip"), default=False)
    note = ProseField(_("what it is for"), blank=True, max_length=2_000)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("born of the decision"),
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("opened by"))
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    in_force_on = DayField(_("in force since"), null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(name="one_amendment_per_number", fields=["plan", "number"]),
            models.UniqueConstraint(
                name="one_open_amendment_of_a_plan",
                fields=["plan"],
                condition=Q(state__in=OPEN),
                violation_error_message=_("One amendment of the plan is open already; finish or drop it first."),
            ),
            models.CheckConstraint(
                name="amendment_in_force_has_its_day",
                condition=~Q(state=AmendmentState.IN_FORCE) | Q(in_force_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("activities:amendment-detail", args=[self.plan_id, self.number])

    @property
    def name(self) -> str:
        words = gettext("Amendment %(number)s (correction)") if self.is_correction else gettext("Amendment %(number)s")
        return words % {"number": self.number}

    @property
    def is_draft(self) -> bool:
        return self.state == AmendmentState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def within(self) -> AnnualPlan:
        return self.plan

    def audience(self) -> Audience:
        return Audience.agreement(self.plan.agreement_id)

    def propose(self) -> None:
        """Its text is frozen, for the parties to decide."""
        self._become(AmendmentState.PROPOSED)

    def give_back(self) -> None:
        """A party returned it, or it was taken back: a draft again; a correction is over."""
        self._become(AmendmentState.DROPPED if self.is_correction else AmendmentState.DRAFT)

    def put_in_force(self) -> None:
        """Every party has consented to its text."""
        self._become(AmendmentState.IN_FORCE)
        self.in_force_on = timezone.localdate()

    def drop(self) -> None:
        """Nobody wants it any more; the plan stays as it is. What is put to the parties is taken back first."""
        decided = gettext("%(amendment)s is no longer a draft.") % {"amendment": self.name}
        self._become(AmendmentState.DROPPED, unless=[] if self.is_draft else [decided])


class ChangeKind(models.TextChoices):
    CHANGE = "change", _("changed")
    POSTPONE = "postpone", _("postponed")
    WITHDRAW = "withdraw", _("withdrawn")
    ADD = "add", _("added")
    BEYOND = "beyond", _("added beyond the plan")  # born of a decision; counted apart


NEW_LINES = (ChangeKind.ADD, ChangeKind.BEYOND)
"""Changes that bring a line that stood nowhere yet."""


class Reason(models.TextChoices):
    """Why a plan both sides adopted changes; the sentence beside it says the rest."""

    LAW = "law", _("the law or a policy changed")
    FUNDING = "funding", _("the funding changed")
    ORGANISATION = "organisation", _("units or their tasks changed")
    CIRCUMSTANCE = "circumstance", _("emergency or weather")
    DECISION = "decision", _("decision of a meeting")
    NEED = "need", _("a new need or recommendation")
    JOINED = "joined", _("joined with other work")
    SLIP = "slip", _("typing error")  # of a correction
    OTHER = "other", _("another reason")


class AmendmentChangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> AmendmentChangeQuerySet:
        return self.filter(amendment__in=Amendment.objects.visible_to(user))


class AmendmentChange(Recorded):
    """What an amendment does with one line, and why; `after` is the working copy (activities/working_copies.py)."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="changes", verbose_name=_("amendment"))
    kind = models.CharField(_("what becomes of the line"), max_length=8, choices=ChangeKind)
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("line")
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    explanation = ProseField(_("explanation"), max_length=1_000, blank=True)
    after = models.JSONField(_("how the line will read"), default=dict, blank=True)

    objects = AmendmentChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a line")
        verbose_name_plural = _("changes of lines")
        ordering = ["amendment", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_change_of_a_line_per_amendment",
                fields=["amendment", "activity"],
                violation_error_message=_("The amendment says already what becomes of this line."),
            ),
            models.CheckConstraint(
                name="a_new_line_stands_nowhere_yet",
                condition=Q(kind__in=NEW_LINES, activity__isnull=True)
                | (~Q(kind__in=NEW_LINES) & Q(activity__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_change_is_explained",
                condition=Q(reason=Reason.SLIP) | Q(kind=ChangeKind.BEYOND) | ~Q(explanation=""),
                violation_error_message=_("Explain it in a sentence."),
            ),
        ]

    def __str__(self) -> str:
        line = self.activity or self.after.get("title_mn") or self.after.get("title_en", "")
        return f"{self.amendment.name}: {line}"

    def get_absolute_url(self) -> str:
        return f"{self.amendment.get_absolute_url()}#{self.key}"

    @property
    def line(self) -> str:
        """The number of the line; the title of a new one, which has no number yet."""
        if self.activity:
            return self.activity.number
        titles = [self.after.get(f"title_{code}") for code in ("mn", "en")]
        return next(filter(None, reversed(titles) if reads_english() else titles), "")

    @property
    def edit_url(self) -> str:
        """The form in which it was written."""
        if self.activity_id:
            form = {ChangeKind.POSTPONE: "line-postpone", ChangeKind.WITHDRAW: "line-withdraw"}.get(
                self.kind, "line-amend"
            )
            return reverse(f"activities:{form}", args=[self.activity_id])
        return reverse("activities:amendment-line-edit", args=[self.amendment.plan_id, self.amendment.number, self.pk])

    @property
    def key(self) -> str:
        """How the text of the amendment calls the line."""
        return f"line-{self.activity_id}" if self.activity_id else f"new-{self.pk}"

    def clean(self) -> None:
        super().clean()
        says_itself = self.reason == Reason.SLIP or self.kind == ChangeKind.BEYOND
        if not self.explanation.strip() and not says_itself:
            raise ValidationError({"explanation": gettext("Explain it in a sentence.")})

    def within(self) -> AnnualPlan:
        return self.amendment.plan

    def audience(self) -> Audience:
        return Audience.agreement(self.amendment.plan.agreement_id)
