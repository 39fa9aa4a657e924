"""One line of the plan: what is to be done, who leads it, when and where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities.models.kinds import PEOPLE, Kind, Origin
from activities.models.rated import RatedLinesQuerySet
from activities.models.readings import ReadBySides, ReadLinesQuerySet
from activities.models.states import BEING_CARRIED_OUT, BY_AMENDMENT, REPORTED, UNFINISHED, ActivityState
from plans.calendar import sunday_of
from plans.divisions import Division
from plans.models import AnnualPlan, Audience, Decision, Department, Objective, Recorded, Role, User, in_language
from plans.models.constraints import CheckAtField
from plans.models.fields import AmountField, DayField, LineField
from plans.models.searched import Searched
from plans.text import search_words

if TYPE_CHECKING:
    from activities.models.indicators import Indicator

DUE_SOON_DAYS = 14


def joined(**partner: Any) -> Exists:
    """That a department of this description joins the line as a partner."""
    return Exists(Activity.partners.through.objects.filter(activity=OuterRef("pk"), **partner))


def versions_as_data() -> Prefetch:
    """The agreed texts of lines as figures and days, without their words."""
    from activities.models.versions import LineVersion

    return Prefetch("versions", LineVersion.objects.defer("text").order_by("number"))


class ActivityQuerySet(ReadLinesQuerySet, RatedLinesQuerySet):
    def visible_to(self, user: User) -> ActivityQuerySet:
        """Lines of the plans one's agency is party to."""
        if user.agency_id is None:
            return self.none()
        return self.filter(plan__agreement__parties__agency_id=user.agency_id)

    def overdue(self, today: date | None = None) -> ActivityQuerySet:
        """Unfinished past their last day, in a plan that is being carried out."""
        return self.being_carried_out().filter(ends_on__lt=today or timezone.localdate())

    def due_soon(self, today: date | None = None) -> ActivityQuerySet:
        """Unfinished, and the last day is within 14 days."""
        today = today or timezone.localdate()
        return self.being_carried_out().filter(ends_on__range=(today, today + timedelta(days=DUE_SOON_DAYS)))

    def due_this_week(self, today: date | None = None) -> ActivityQuerySet:
        """Unfinished, and the last day lies between today and this week's Sunday."""
        today = today or timezone.localdate()
        return self.being_carried_out().filter(ends_on__range=(today, sunday_of(today)))

    def overdue_or_due_soon(self) -> ActivityQuerySet:
        return self.being_carried_out().filter(ends_on__lte=timezone.localdate() + timedelta(days=DUE_SOON_DAYS))

    def being_carried_out(self) -> ActivityQuerySet:
        return self.filter(BEING_CARRIED_OUT)

    def beyond_the_plan(self) -> ActivityQuerySet:
        return self.filter(origin=Origin.BEYOND)

    def within_the_plan(self) -> ActivityQuerySet:
        return self.exclude(origin=Origin.BEYOND)

    def due_in_quarter(self, quarter: int) -> ActivityQuerySet:
        """Lines whose last day lies in this quarter (1–4), so that each line is counted in one."""
        return self.filter(ends_on__quarter=quarter)

    def in_division(self, division: str) -> ActivityQuerySet:
        """Lines planned for a province or district, or with work logged there."""
        from activities.models.entries import Entry

        planned = ActivityPlace.objects.filter(activity=OuterRef("pk"), division=division)
        logged = Entry.objects.joint().filter(activity=OuterRef("pk"), division=division)
        return self.filter(Exists(planned) | Exists(logged))

    def joined_by(self, department: Department | str) -> ActivityQuerySet:
        """Lines this department, or the one of this id, is a partner of."""
        return self.filter(joined(department=department))

    def with_evidence(self, present: bool = True) -> ActivityQuerySet:
        from activities.models.evidence import Evidence

        evidence = Exists(Evidence.objects.joint().filter(entry__activity=OuterRef("pk")))
        return self.filter(evidence if present else ~evidence)

    def with_people(self, present: bool = True) -> ActivityQuerySet:
        """Lines with an entry that recorded how many took part."""
        from activities.models.entries import Entry

        counted = Q(women__isnull=False) | Q(men__isnull=False) | Q(sex_not_recorded__isnull=False)
        entries = Exists(Entry.objects.joint().filter(counted, activity=OuterRef("pk")))
        return self.filter(entries if present else ~entries)

    def tested(self, moment: str) -> ActivityQuerySet:
        """Lines with a test at this moment of a course, or a test round."""
        from activities.models.entries import Entry

        entries = Entry.objects.joint().filter(activity=OuterRef("pk"), training__tests__moment=moment)
        return self.filter(Exists(entries))

    def containing(self, text: str, user: User) -> ActivityQuerySet:
        """
        Lines that say every word of this, whatever the case or script slip.

        In their own text or in that of an entry this person may know of.
        """
        from activities.models.entries import Entry

        lines = self
        for word in search_words(text):
            entries = Entry.objects.in_reach_of(user).filter(activity=OuterRef("pk"), search_text__contains=word)
            lines = lines.filter(Q(search_text__contains=word) | Exists(entries))
        return lines

    def of_party(self, user: User) -> ActivityQuerySet:
        """Lines one's agency leads or joins."""
        return self.filter(Q(lead__agency_id=user.agency_id) | joined(department__agency_id=user.agency_id))

    def of_person(self, user: User) -> ActivityQuerySet:
        """Lines of a staff member's own department; of the agency for others, and where no department is known."""
        if user.department_id is None or user.role != Role.STAFF:
            return self.of_party(user)
        return self.filter(Q(lead_id=user.department_id) | joined(department_id=user.department_id))

    def with_figures(self) -> ActivityQuerySet:
        """With what a row of a list says of the line: counts of entries and evidence, people reached, indicators."""
        from activities.models.entries import Entry
        from activities.models.evidence import Evidence

        entries = Entry.objects.joint().filter(activity=OuterRef("pk")).order_by().values("activity")
        evidence = Evidence.objects.joint().filter(entry__activity=OuterRef("pk"))
        evidence = evidence.order_by().values("entry__activity")
        people = {name: Subquery(entries.annotate(sum=Sum(name)).values("sum")) for name in PEOPLE}
        return (
            self.annotate(
                entry_count=Coalesce(Subquery(entries.annotate(count=Count("pk")).values("count")), 0),
                evidence_count=Coalesce(Subquery(evidence.annotate(count=Count("pk")).values("count")), 0),
                **people,
            )
            .select_related("plan__agreement", "objective", "lead__agency")
            .prefetch_related(versions_as_data())
            .with_measures()
        )

    def with_measures(self) -> ActivityQuerySet:
        """With the indicators and what was recorded of each, all in one query: see `Activity.measures`."""
        from activities.models.indicators import Indicator

        return self.prefetch_related(Prefetch("indicators", Indicator.objects.by_figure(), to_attr="by_figure"))

    def in_plan_order(self, *first: Any) -> ActivityQuerySet:
        by_objective = F("objective__number").asc(nulls_last=True)
        return self.order_by(*first, "-plan__year", "plan_id", by_objective, "position", "pk")


class Activity(ReadBySides, Searched, Recorded):
    """One line of the joint annual plan; what both sides agreed to do, and how far it has come."""

    PARTS = ("partners", "places", "indicators", "confirmations")
    SEARCHED = ("title_mn", "title_en")
    NOT_RECORDED = Recorded.NOT_RECORDED | {"reported"}
    MOVES = {
        ActivityState.PLANNED: {ActivityState.IN_PROGRESS, ActivityState.REPORTED_DONE, *BY_AMENDMENT},
        ActivityState.IN_PROGRESS: {ActivityState.REPORTED_DONE, *BY_AMENDMENT},
        ActivityState.REPORTED_DONE: {ActivityState.REPORTED_DONE, ActivityState.CONFIRMED, ActivityState.DIFFERS},
        ActivityState.DIFFERS: {ActivityState.REPORTED_DONE, ActivityState.CONFIRMED, *BY_AMENDMENT},
        ActivityState.CONFIRMED: {ActivityState.REPORTED_DONE},  # more was logged, and is asked anew
        ActivityState.POSTPONED: {ActivityState.IN_PROGRESS, ActivityState.REPORTED_DONE, *BY_AMENDMENT},
        ActivityState.WITHDRAWN: set(),
    }

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="activities", verbose_name=_("annual plan"))
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("objective")
    )
    position = models.PositiveSmallIntegerField(_("number"), editable=False, validators=[MinValueValidator(1)])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title_mn = LineField(_("title in Mongolian"), blank=True)
    title_en = LineField(_("title in English"), blank=True)
    lead = models.ForeignKey(Department, models.PROTECT, related_name="leads", verbose_name=_("lead department"))
    partners = models.ManyToManyField(
        Department, blank=True, related_name="joins", verbose_name=_("partner departments")
    )
    starts_on = DayField(_("from"), null=True, blank=True)
    ends_on = DayField(_("until"), null=True, blank=True)
    origin = models.CharField(_("origin"), max_length=14, choices=Origin, default=Origin.PLAN, editable=False)
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="activities",
        verbose_name=_("born of the decision"),
    )
    origin_note_mn = LineField(_("how it came to be, in Mongolian"), blank=True, editable=False)
    origin_note_en = LineField(_("how it came to be, in English"), blank=True, editable=False)
    decided_on = DayField(_("decided on"), null=True, blank=True, editable=False)
    budget_note = LineField(_("source of funding"), blank=True)
    budget_amount = AmountField(_("budget, MNT"))
    source_url = models.URLField(_("public source"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=14, choices=ActivityState, default=ActivityState.PLANNED, editable=False
    )
    reported_done_at = models.DateTimeField(_("reported done on"), null=True, blank=True, editable=False)
    reported_by = models.ForeignKey(
        "plans.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("who reported it done"),
    )
    reported_agency = models.ForeignKey(
        "plans.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("agency that reported it done"),
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                name="activity_has_a_title",
                condition=~Q(title_mn="", title_en=""),
                violation_error_message=_("Write the title in at least one language."),
            ),
            CheckAtField(
                field="ends_on",
                name="activity_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
            models.CheckConstraint(
                name="activity_reported_done_has_its_moment",
                condition=Q(reported_done_at__isnull=False) | ~Q(state__in=list(REPORTED)),
            ),
            models.UniqueConstraint(name="one_line_per_number", fields=["plan", "objective", "position"]),
            models.UniqueConstraint(
                name="one_line_per_number_without_objective",
                fields=["plan", "position"],
                condition=Q(objective=None),
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "state", "ends_on"], name="activity_by_plan_and_state"),
            models.Index(fields=["lead", "state", "ends_on"], name="activity_by_lead_and_state"),
            models.Index(fields=["state", "ends_on"], name="activity_by_due_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("activities:activity-detail", args=[self.pk])

    @property
    def title(self) -> str:
        return in_language(self, "title")

    @property
    def origin_note(self) -> str:
        return in_language(self, "origin_note")

    @property
    def number(self) -> str:
        """How the plan numbers the line: objective and place in it, «2.3»; lines beyond the plan have a plus."""
        return f"{self.objective.number}.{self.position}" if self.objective else f"+{self.position}"

    def agreed_number(self) -> int:
        """0 while the line reads as it was adopted, else the number of the amendment that changed it last."""
        return max((version.number for version in self.versions.all()), default=0)

    @property
    def is_beyond_the_plan(self) -> bool:
        return self.origin == Origin.BEYOND

    @property
    def days_overdue(self) -> int:
        """Days past the last one; 0 where it is not overdue."""
        if self.ends_on is None or self.state not in UNFINISHED or not self.plan.takes_entries:
            return 0
        return max((timezone.localdate() - self.ends_on).days, 0)

    @cached_property
    def measures(self) -> list[Indicator]:
        """Its indicators, each with what was recorded of it; reads what `with_measures` brought."""
        from activities.models.indicators import measured

        return measured(self.by_figure)

    def clean(self) -> None:
        super().clean()
        if self.objective and self.objective.plan_id != self.plan_id:
            raise ValidationError({"objective": _("Choose an objective of this plan.")})
        if self.lead_id and not Department.objects.of_parties(self.plan.agreement_id).filter(pk=self.lead_id).exists():
            raise ValidationError({"lead": _("Choose a department of a party to the agreement.")})
        for name in ("starts_on", "ends_on"):
            day = getattr(self, name)
            of_the_year = self.origin in {Origin.PLAN, Origin.AMENDMENT}
            if day and of_the_year and not self.plan.starts_on <= day <= self.plan.ends_on:
                raise ValidationError(
                    {name: _("Write a day of the plan's year, %(year)s.") % {"year": self.plan.year}}
                )

    def within(self) -> AnnualPlan:
        return self.plan

    def audience(self) -> Audience:
        return Audience.agreement(self.plan.agreement_id)

    def goes_on(self, finished: bool) -> bool:
        """Whether an entry moves the line: one that was reported done and that no side has confirmed stays so."""
        if self.state == ActivityState.REPORTED_DONE:
            return self.is_confirmed_by_a_side
        return self.may_become(ActivityState.REPORTED_DONE if finished else ActivityState.IN_PROGRESS)

    def start(self) -> None:
        """The first work on the line was logged."""
        self._become(ActivityState.IN_PROGRESS)

    def report_done(self, *, by: User) -> None:
        """Who carries the line out says it is done; the other side has yet to confirm, whatever it said before."""
        self._become(ActivityState.REPORTED_DONE)
        self.reported_done_at, self.reported_by, self.reported_agency = timezone.now(), by, by.agency

    def postpone(self) -> None:
        """An amendment both sides consented to gives it other days."""
        self._become(ActivityState.POSTPONED)

    def withdraw(self) -> None:
        """An amendment both sides consented to takes it out; it stays visible with the amendment's number."""
        self._become(ActivityState.WITHDRAWN)


class ActivityPlace(models.Model):
    """A province, district or soum where a line is carried out."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="places")
    division = models.CharField(_("province or district"), max_length=12, choices=Division)
    detail = LineField(_("soum or place"), blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="one_place_per_division", fields=["activity", "division"])]
        indexes = [models.Index(fields=["division", "activity"], name="activity_by_division")]

    def __str__(self) -> str:
        return f"{self.get_division_display()}, {self.detail}" if self.detail else self.get_division_display()
