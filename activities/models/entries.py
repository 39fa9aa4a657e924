"""What staff log: what was done, when, where, with how many, what stood in the way, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from activities.models.indicators import Indicator
from activities.models.kinds import PEOPLE
from plans.divisions import Division
from plans.models import Agency, Audience, Compartmented, CompartmentedQuerySet, User
from plans.models.constraints import CheckAtField
from plans.models.fields import CountField, DayField, DecimalField, LineField, ProseField, RandomKeyField
from plans.models.searched import Searched


class Progress(models.TextChoices):
    STARTED = "started", _("started")
    GOING_ON = "going_on", _("going on")
    FINISHED = "finished", _("finished")


def counted(*names: str) -> Any:
    """The sum of these counts in the database; what is not recorded adds nothing."""
    first, *others = (Coalesce(F(name), 0) for name in names)
    return sum(others, first)


def known_sum(counts: Iterable[int | None]) -> int | None:
    """The sum of what was recorded; None where nothing was, which is not zero."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


class EntryQuerySet(CompartmentedQuerySet):
    def visible_to(self, user: User) -> EntryQuerySet:
        return self.in_reach_of(user).filter(activity__in=Activity.objects.visible_to(user))

    def people(self) -> dict[str, int | None]:
        """
        People reached as a sum of the entries, so that one who came twice counts twice.

        women, men, not_recorded: None where no entry recorded any; total: of what was recorded.
        """
        sums = self.aggregate(women=Sum("women"), men=Sum("men"), not_recorded=Sum("sex_not_recorded"))
        return sums | {"total": known_sum(sums.values())}


class Entry(Searched, Compartmented):
    """
    A record of work done under a line, by one agency's staff.

    One that is not joint counts in no figure that both sides read, and moves nothing.
    """

    PARTS = ("next_steps", "figures", "training", "inquiry", "advocacy")
    SEARCHED = ("what_was_done", "obstacles", "place")
    details: EntryDetails | None = None
    """What its kind adds to it, where `bring_details` brought it."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="entries", verbose_name=_("activity"))
    author = models.ForeignKey(User, models.PROTECT, related_name="entries", editable=False, verbose_name=_("author"))
    starts_on = DayField(_("date"))
    ends_on = DayField(_("last day, if it took several"), null=True, blank=True)
    division = models.CharField(_("where"), max_length=12, choices=Division, blank=True)
    place = LineField(_("soum or place"), blank=True)
    women = CountField(_("women"))
    men = CountField(_("men"))
    sex_not_recorded = CountField(_("not recorded"))
    head_count = CountField(_("people in all, each counted once"))
    what_was_done = ProseField(_("what was done"))
    obstacles = ProseField(_("what stood in the way"), blank=True)
    progress = models.CharField(_("this work is"), max_length=10, choices=Progress, default=Progress.GOING_ON)
    source_url = models.URLField(_("public source"), max_length=500, blank=True, editable=False)
    logged_at = models.DateTimeField(_("logged"), default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta(Compartmented.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-starts_on", "-logged_at", "-pk"]
        constraints = [
            *Compartmented.Meta.constraints,
            CheckAtField(
                field="ends_on",
                name="entry_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day can't be before the first."),
            ),
            CheckAtField(
                field="head_count",
                name="no_more_women_and_men_than_heads",
                condition=Q(head_count=None) | LessThanOrEqual(counted(*PEOPLE), F("head_count")),
                violation_error_message=_("Women, men and not recorded together are more than the people in all."),
            ),
        ]
        indexes = [models.Index(fields=["activity", "-starts_on"], name="entry_by_activity")]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y.%m.%d} {self.activity.title}"

    def get_absolute_url(self) -> str:
        return f"{self.activity.get_absolute_url()}#entry-{self.pk}"

    @property
    def participants(self) -> int | None:
        """Women, men and not recorded together; None where none of the three was recorded."""
        return known_sum(getattr(self, name) for name in PEOPLE)

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.get_division_display(), self.place) if part)

    def clean(self) -> None:
        super().clean()
        today = timezone.localdate()
        if self.starts_on and self.starts_on > today:
            raise ValidationError({"starts_on": _("This day has not come yet; log work once it was done.")})
        if self.ends_on and self.ends_on > today:
            raise ValidationError({"ends_on": _("This day has not come yet; log work once it was done.")})
        plan = self.activity.plan
        if self.starts_on and self.starts_on.year != plan.year:
            raise ValidationError({"starts_on": _("Write a day of the plan's year, %(year)s.") % {"year": plan.year}})

    def within(self) -> Activity:
        return self.activity

    def joint_audience(self) -> Audience:
        return self.activity.audience()


class EntryRow(models.Model):
    """A row that is part of an entry; its key tells nobody how many others there are."""

    id = RandomKeyField()

    class Meta:
        abstract = True


class EntryDetails(models.Model):
    """What an entry says because of its kind; its key is the entry's, and whoever knows of the entry knows of it."""

    PARTS: ClassVar[tuple[str, ...]] = ()
    DESCRIBES: ClassVar[tuple[str, ...]] = ()
    """What stays the same the next time, or where the same was done elsewhere on the day."""
    DESCRIBING_ROWS: ClassVar[tuple[str, ...]] = ()
    """Those of `PARTS` that do so too."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return self.entry.get_absolute_url()

    def check_rows(self) -> None:
        """Raises ValidationError where the rows don't fit each other or the entry; asked once they are written."""


class DetailsRow(EntryRow):
    """A row of the details; they stand in the order in which they were typed, and the trail tells of what they say."""

    NOT_RECORDED = frozenset({"position"})

    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class NextStep(EntryRow):
    """What one side does next, and by when."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="next_steps")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    step = LineField(_("next step"), max_length=500)
    due_on = DayField(_("by"), null=True, blank=True)

    class Meta:
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")
        ordering = ["agency"]
        constraints = [models.UniqueConstraint(name="one_next_step_per_side", fields=["entry", "agency"])]

    def __str__(self) -> str:
        return f"{self.agency}: {self.step}"


class IndicatorFigure(EntryRow):
    """What one entry adds to an indicator of its line."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    value = DecimalField(_("value"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("indicator figure")
        verbose_name_plural = _("indicator figures")
        ordering = ["indicator"]
        constraints = [models.UniqueConstraint(name="one_figure_per_indicator", fields=["entry", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
