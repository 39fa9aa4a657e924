"""The form of an occasion: its name, its day or days, since when."""

from plans.forms.versioned import VersionedForm
from plans.models import Occasion


class OccasionForm(VersionedForm):
    class Meta:
        model = Occasion
        fields = ["name_mn", "name_en", "month", "day", "until_month", "until_day", "first_year", "note"]
