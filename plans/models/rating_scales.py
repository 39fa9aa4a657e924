"""By which grades the lines under an agreement are rated; a scale is data, and no code knows which there are."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.fields import LineField
from plans.models.recorded import in_language

HIGHEST = 100


class RatingScale(models.Model):
    """A set of grades as one body or another of the state uses it."""

    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"), blank=True)

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")


def usual_scale() -> int | None:
    """The key of the scale an agreement has unless another is chosen: the first entered, which is the state's."""
    return RatingScale.objects.order_by("pk").values_list("pk", flat=True).first()


class Grade(models.Model):
    """
    One grade of a scale: what it counts in the mean, from 0 to 100, and what it is called.

    It stays as it was entered, for ratings stand on it: the database refuses to change it, and to delete one in use.
    """

    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="grades", verbose_name=_("rating scale"))
    value = models.PositiveSmallIntegerField(_("counts as"), validators=[MaxValueValidator(HIGHEST)])
    name_mn = LineField(_("name in Mongolian"))
    name_en = LineField(_("name in English"), blank=True)

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["scale", "-value"]
        constraints = [
            models.UniqueConstraint(
                name="a_grade_stands_once_in_a_scale",
                fields=["scale", "value"],
                violation_error_message=_("The scale has this grade."),
            ),
            models.CheckConstraint(
                name="a_grade_is_from_0_to_100",
                condition=Q(value__gte=0, value__lte=HIGHEST),
                violation_error_message=_("A grade counts from 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} · {self.name}"

    @property
    def name(self) -> str:
        return in_language(self, "name")

    def name_of_both(self) -> dict[str, str]:
        """For a text that is kept: the name in each language, and in the other where one is empty."""
        return {"mn": self.name_mn, "en": self.name_en or self.name_mn}
