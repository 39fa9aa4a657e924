"""The form that starts the plan of a year."""

from plans.forms.versioned import VersionedForm
from plans.models import AnnualPlan


class PlanForm(VersionedForm):
    class Meta:
        model = AnnualPlan
        fields = ["year", "note_mn", "note_en"]
