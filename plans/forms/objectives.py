"""The form of a heading of a draft plan."""

from typing import Any

from plans.forms.versioned import VersionedForm
from plans.models import Objective


class ObjectiveForm(VersionedForm):
    class Meta:
        model = Objective
        fields = ["number", "title_mn", "title_en", "field"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = self.instance.plan.agreement.fields_of_cooperation.all()
