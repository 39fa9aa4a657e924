"""The forms of the plan of a year: how it is started, and when it is frozen."""

from django.utils.translation import gettext_lazy as _

from plans.forms.versioned import VersionedForm
from plans.models import AnnualPlan


class PlanForm(VersionedForm):
    class Meta:
        model = AnnualPlan
        fields = ["year", "note_mn", "note_en"]


class SnapshotDaysForm(VersionedForm):
    """The days from which a plan is frozen."""

    class Meta:
        model = AnnualPlan
        fields = ["half_year_on", "year_on"]
        help_texts = {"half_year_on": _("3 July if empty."), "year_on": _("22 December if empty.")}
