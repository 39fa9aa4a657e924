"""What people say to each other about a line or one of its fields, and whom they mention."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from plans.models import (
    AnnualPlan,
    Audience,
    Compartmented,
    CompartmentedQuerySet,
    PlanState,
    User,
    in_language,
)
from plans.models.fields import LineField, ProseField, RandomKeyField


class CommentedField(models.TextChoices):
    """What of a line people discuss; each begins the keys of its rows in the text of a line (activities/texts.py)."""

    TITLE = "title", _("title")
    KIND = "kind", _("kind")
    OBJECTIVE = "objective", _("objective")
    LEAD = "lead", _("lead department")
    PARTNERS = "partners", _("partner departments")
    PERIOD = "period", _("period")
    PLACES = "places", _("places")
    INDICATORS = "indicator", _("indicators")
    BUDGET = "budget", _("budget")


class CommentQuerySet(CompartmentedQuerySet):
    def visible_to(self, user: User) -> CommentQuerySet:
        return self.in_reach_of(user).filter(activity__in=Activity.objects.visible_to(user))

    def unresolved(self) -> CommentQuerySet:
        """Comments that nobody resolved, and the answers to them."""
        return self.filter(resolved_at=None, answers__resolved_at=None)

    def resolved(self) -> CommentQuerySet:
        """Comments that were resolved, and the answers to them."""
        return self.filter(Q(resolved_at__isnull=False) | Q(answers__resolved_at__isnull=False))

    def waiting_for(self, user: User) -> CommentQuerySet:
        """Unresolved ones that mention this person, in a year that is not closed."""
        return self.unresolved().filter(mentions__person=user).exclude(plan__state=PlanState.CLOSED)

    def open_by_line(self, plan: AnnualPlan) -> dict[int, int]:
        """How many unresolved comments stand on each line of a plan that has any; their answers are not counted."""
        comments = self.unresolved().filter(plan=plan, answers=None).order_by()
        return dict(comments.values_list("activity").annotate(Count("pk")))


class Comment(Compartmented):
    """
    A word on a line or one of its fields, or an answer to one, for all parties, one's own agency or named people.

    It is a record: the database refuses to change what it says or to delete it; a mistake is resolved. It keeps how
    the field read at the time.
    """

    PARTS = ("mentions",)
    NOT_RECORDED = Compartmented.NOT_RECORDED | {"plan", "at"}

    plan = models.ForeignKey(
        AnnualPlan, models.PROTECT, related_name="+", editable=False, verbose_name=_("annual plan")
    )
    activity = models.ForeignKey(  # none once its line was taken out of the draft
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        editable=False,
        verbose_name=_("activity"),
    )
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("answers the comment"),
    )
    field = models.CharField(_("on"), max_length=10, choices=CommentedField, blank=True)
    value_mn = models.TextField(_("as it read, in Mongolian"), blank=True, editable=False)
    value_en = models.TextField(_("as it read, in English"), blank=True, editable=False)
    text = ProseField(_("what it says"), max_length=4_000)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False, verbose_name=_("author"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(_("resolved on"), null=True, blank=True, editable=False)
    resolved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name=_("resolved by")
    )
    resolution = LineField(_("how it was settled"), max_length=500, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta(Compartmented.Meta):
        verbose_name = _("comment on a line")
        verbose_name_plural = _("comments on lines")
        ordering = ["at", "pk"]
        constraints = [
            *Compartmented.Meta.constraints,
            models.CheckConstraint(
                name="comment_keeps_a_value_of_its_field_alone", condition=~Q(field="") | Q(value_mn="", value_en="")
            ),
            models.CheckConstraint(
                name="an_answer_has_no_field_and_is_not_resolved",
                condition=Q(answers=None) | Q(field="", resolved_at=None),
            ),
            models.CheckConstraint(
                name="comment_is_resolved_by_somebody",
                condition=Q(resolved_at=None, resolved_by=None, resolution="")
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["plan", "resolved_at"], name="comment_by_plan")]

    def __str__(self) -> str:
        about = str(self.activity or self.plan)
        return f"{about}: {self.get_field_display()}" if self.field else about

    def get_absolute_url(self) -> str:
        return f"{self.within().get_absolute_url()}#comment-{self.answers_id or self.pk}"

    @property
    def value(self) -> str:
        """How the field read when it was commented."""
        return in_language(self, "value")

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    def clean(self) -> None:
        super().clean()
        if self.answers is None:
            return
        if self.answers.answers_id is not None:
            raise ValidationError(_("An answer is given to the comment itself."))
        if self.answers.activity_id != self.activity_id:
            raise ValidationError(_("An answer stands beside the comment it answers."))
        if not self.is_known_like(self.answers):
            raise ValidationError(_("An answer is for those who may know of the comment."))

    def within(self) -> Activity | AnnualPlan:
        return self.activity or self.plan

    def joint_audience(self) -> Audience:
        return Audience.agreement(self.plan.agreement_id)

    def resolve(self, *, by: User, sentence: str = "") -> None:
        self.resolved_at, self.resolved_by, self.resolution = timezone.now(), by, sentence

    def reopen(self) -> None:
        self.resolved_at, self.resolved_by, self.resolution = None, None, ""


class Mention(models.Model):
    """A person whom a comment asks to read it; never one who may not."""

    id = RandomKeyField()
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="mentions")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [models.UniqueConstraint(name="a_person_is_mentioned_once", fields=["comment", "person"])]

    def __str__(self) -> str:
        return str(self.person)
