"""Opening what was hidden, naming who may know, and evidence for one's own agency alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.actions.entries import EntryParts
from activities.forms.entries import LinkField, ManyFilesField
from activities.models import Entry
from plans.forms.compartments import PeopleField, who_may_be_named
from plans.forms.versioned import VersionedForm
from plans.models import Circle, Compartment, User

WIDENED = {
    Compartment.AGENCY: _("to everybody of your agency"),
    Compartment.JOINT: _("to both sides"),
}


class OpenForm(VersionedForm):
    """To whom an entry is opened: wider than now, and for ever."""

    to = forms.ChoiceField(label=_("open it"), widget=forms.RadioSelect, initial=Compartment.JOINT)

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(one, WIDENED[one]) for one in self.instance.opens_to()]
        self.fields["to"].choices = choices
        self.only_choice = choices[0][1] if len(choices) == 1 else None
        if self.only_choice:
            self.fields["to"].widget = forms.HiddenInput()


class NamedPeopleForm(VersionedForm):
    """The people who may know of an entry; who named them is always one of them."""

    people = PeopleField(
        label=_("people who may know of it, beside you"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Circle
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:  # nobody is named, and the page that says so shows what was typed
            self.fields["people"].queryset = User.objects.none()
            return
        members = User.objects.filter(pk__in=self.instance.members.values("person")).exclude(pk=user.pk)
        offered = who_may_be_named(self.instance.agreement, user)
        self.fields["people"].queryset = User.objects.filter(
            pk__in=[person.pk for person in (*offered, *members)]
        ).order_by("agency", "given_name")
        self.initial["people"] = list(members)


class OwnEvidenceForm(forms.Form):
    """Files and a link for one's own agency, beside a joint entry."""

    files = ManyFilesField(label=_("files"), required=False)
    link = LinkField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("files") and not cleaned.get("link"):
            raise forms.ValidationError(_("Give either a file or a link."))
        return cleaned

    def parts(self) -> EntryParts:
        link = self.cleaned_data["link"]
        return EntryParts(files=self.cleaned_data["files"], links=[link] if link else [])
