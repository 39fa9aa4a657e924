"""How far a line is carried out: a grade with its sentence, and how the other sides read it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.models.activities import Activity
from activities.models.confirmations import SideReading
from activities.models.states import ActivityState
from plans.models import ActingAuthority, Agency, Audience, Grade, PlanState, Recorded, User
from plans.models.fields import ProseField
from plans.models.signed import Signed

KEPT_BESIDE_THE_TRAIL = frozenset(
    {"name_mn", "name_en", "post_mn", "post_en", "acting_for_name_mn", "acting_for_name_en"}
)
"""Who acted, as they were on the day: an entry of the trail says it of itself."""


def acting_for() -> models.ForeignKey:
    return models.ForeignKey(
        ActingAuthority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("acting for")
    )


class Because(models.TextChoices):
    """Why a grade was suggested (activities/suggestion.py)."""

    NOT_BEGUN = "not_begun", _("its last day lies ahead and nothing is logged")
    DONE = "done", _("it is reported done")
    REACHED = "reached", _("every target is reached")
    OVERDUE = "overdue", _("its last day has passed and nothing is logged")
    MEASURED = "measured", _("by the share of its targets that is reached")
    UNDER_WAY = "under_way", _("work is logged and nothing measures it")


class RatingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> RatingQuerySet:
        return self.filter(activity__in=Activity.objects.visible_to(user))

    def standing(self) -> RatingQuerySet:
        """The newest of each line."""
        later = Rating.objects.filter(activity=OuterRef("activity"), pk__gt=OuterRef("pk"))
        return self.exclude(Exists(later))

    def awaiting(self, agency: Agency | None) -> RatingQuerySet:
        """Standing, another side's, and this side of the line has yet to read it."""
        key = getattr(agency, "pk", None)
        partners = Activity.partners.through.objects.filter(activity=OuterRef("activity"), department__agency=key)
        read = RatingReading.objects.filter(rating=OuterRef("pk"), agency=key)
        return (
            self.standing()
            .filter(Q(activity__lead__agency=key) | Exists(partners), activity__plan__state=PlanState.ADOPTED)
            .exclude(agency=key)
            .exclude(activity__state=ActivityState.WITHDRAWN)
            .exclude(Exists(read))
        )

    def read_as(self, reading: str) -> RatingQuerySet:
        """Another side reads them so at present."""
        of_side = RatingReading.objects.filter(rating=OuterRef("rating"), agency=OuterRef("agency"))
        present = RatingReading.objects.exclude(Exists(of_side.filter(pk__gt=OuterRef("pk"))))
        return self.filter(Exists(present.filter(rating=OuterRef("pk"), reading=reading)))

    def with_readings(self) -> RatingQuerySet:
        """Newest first, with all a page says of them."""
        readings = RatingReading.objects.select_related("agency", "acting_for")
        return (
            self.select_related("grade", "suggested", "agency", "acting_for")
            .prefetch_related(Prefetch("readings", readings))
            .order_by("-pk")
        )


class Rating(Signed, Recorded):
    """
    What one side says of how far a line is carried out (design §6); the newest stands, and the earlier ones stay.

    Without a grade it says that the line is not yet due. The database refuses to change or delete it.
    """

    NOT_RECORDED = Recorded.NOT_RECORDED | KEPT_BESIDE_THE_TRAIL

    acting_for = acting_for()
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="ratings", verbose_name=_("activity"))
    grade = models.ForeignKey(
        Grade, models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name=_("grade")
    )
    explanation = ProseField(_("explanation"), max_length=2_000)
    suggested = models.ForeignKey(
        Grade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("suggested then")
    )
    because = models.CharField(_("suggested because"), max_length=9, choices=Because)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("when"))

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["activity", "-pk"]
        constraints = [models.CheckConstraint(name="rating_names_its_person", condition=~Q(name_mn=""))]
        indexes = [models.Index(fields=["activity", "-id"], name="rating_by_line")]

    def __str__(self) -> str:
        return f"{self.activity}: {self.words}"

    def get_absolute_url(self) -> str:
        return f"{self.activity.get_absolute_url()}#rating"

    @property
    def words(self) -> str:
        """«70 · under way», or that it is not yet due."""
        return str(self.grade) if self.grade else gettext("not yet due")

    @property
    def words_suggested(self) -> str:
        return str(self.suggested) if self.suggested else gettext("not yet due")

    @property
    def readings_of_sides(self) -> dict[int, RatingReading]:
        """The present reading of each agency; reads prefetched readings."""
        return {one.agency_id: one for one in sorted(self.readings.all(), key=lambda one: one.pk)}

    def clean(self) -> None:
        super().clean()
        scale = self.activity.plan.agreement.rating_scale_id
        for name in ("grade", "suggested"):
            grade = getattr(self, name)
            if grade and grade.scale_id != scale:
                raise ValidationError({name: _("Choose a grade of the agreement's scale.")})

    def within(self) -> Activity:
        return self.activity

    def audience(self) -> Audience:
        return self.activity.audience()


class RatingReading(Signed, Recorded):
    """How another side of the line reads a rating: it confirms it, or differs and says why; both stand beside it."""

    NOT_RECORDED = Recorded.NOT_RECORDED | KEPT_BESIDE_THE_TRAIL

    acting_for = acting_for()
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="readings", verbose_name=_("rating"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("agency"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    reading = models.CharField(_("reading"), max_length=9, choices=SideReading)
    sentence = ProseField(_("how your side reads it"), blank=True, max_length=2_000)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("reading of a rating")
        verbose_name_plural = _("readings of ratings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_side_reads_a_rating_once_in_each_way",
                fields=["rating", "agency", "reading"],
                violation_error_message=_("Your agency has said so already."),
            ),
            models.CheckConstraint(
                name="who_differs_from_a_rating_says_why",
                condition=Q(reading=SideReading.CONFIRMED) | ~Q(sentence=""),
                violation_error_message=_("Say in a sentence how your side reads it."),
            ),
            models.CheckConstraint(name="rating_reading_names_its_person", condition=~Q(name_mn="")),
        ]

    def __str__(self) -> str:
        return f"{self.rating}, {self.agency}: {self.get_reading_display()}"

    @property
    def is_confirmed(self) -> bool:
        return self.reading == SideReading.CONFIRMED

    def get_absolute_url(self) -> str:
        return self.rating.get_absolute_url()

    def within(self) -> Activity:
        return self.rating.activity

    def audience(self) -> Audience:
        return self.rating.audience()
