"""The forms of a decision: what was decided, and later what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.forms.compartments import PersonField
from plans.forms.meetings import agencies_of, departments_of, people_of
from plans.forms.versioned import VersionedForm
from plans.models import Decision, Department, User

OF_A_PARTY = {"invalid_choice": _("Choose somebody who works for a party to the agreement.")}


class OwnerFields:
    """Who answers for a decision. A part of the forms below."""

    fields: dict[str, forms.Field]
    instance: Decision

    def narrow_owners(self, user: User) -> None:
        agreement = self.instance.meeting.agreement
        self.fields["person"].queryset = people_of(agreement, user, also=self.instance.person)
        departments = Department.objects.of_parties(agreement).open()
        self.fields["department"].queryset = departments
        self.fields["department"].choices = departments_of(agreement)


class DecisionForm(OwnerFields, VersionedForm):
    class Meta:
        model = Decision
        fields = ["item", "text_mn", "text_en", "agency", "department", "person", "due_on"]
        field_classes = {"person": PersonField}
        widgets = {"text_mn": forms.Textarea(attrs={"rows": 3}), "text_en": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"person": OF_A_PARTY}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.narrow_owners(user)
        self.fields["agency"].queryset = agencies_of(self.instance.meeting.agreement)
        self.fields["item"].queryset = self.instance.meeting.items.all()


class MoveForm(OwnerFields, VersionedForm):
    """Another owner of the same agency, or another day to ask the parties for, and why."""

    reason = forms.CharField(
        label=_("why, in a sentence"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        validators=Decision._meta.get_field("outcome").validators,
    )  # fmt: skip

    class Meta:
        model = Decision
        fields = ["asked_to", "department", "person"]
        field_classes = {"person": PersonField}
        error_messages = {"person": OF_A_PARTY}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.asked_to:
            del self.fields["asked_to"]
        else:
            self.fields["asked_to"].help_text = _("Left empty, the day stays.")
        self.narrow_owners(user)
        of_agency = [
            group for group in self.fields["department"].choices if group[0] in {"", str(self.instance.agency)}
        ]
        self.fields["department"].choices = of_agency
        self.fields["person"].queryset = self.fields["person"].queryset.filter(agency=self.instance.agency_id)


class OutcomeForm(forms.Form):
    """What became of it, in a sentence."""

    outcome = Decision._meta.get_field("outcome").formfield(
        label=_("what became of it, in a sentence"), required=True, widget=forms.Textarea(attrs={"rows": 3})
    )
