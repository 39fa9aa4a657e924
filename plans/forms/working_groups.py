"""The forms of a working group: its mandate, its members, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.forms.compartments import PersonField
from plans.forms.meetings import offer_agreements
from plans.forms.versioned import VersionedForm
from plans.models import Agreement, Decision, GroupMember, User, WorkingGroup
from plans.models.fields import DayField
from plans.uploads import ACCEPTED_SUFFIXES, kind_of


class DecisionField(forms.ModelChoiceField):
    """A decision, named with its meeting."""

    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision.meeting}: {decision}"[:160]


class WorkingGroupForm(VersionedForm):
    class Meta:
        model = WorkingGroup
        fields = [
            "agreement",
            "name_mn",
            "name_en",
            "mandate_mn",
            "mandate_en",
            "decision",
            "basis",
            "order_number",
            "order_on",
            "starts_on",
            "ends_on",
        ]
        field_classes = {"decision": DecisionField}
        widgets = {
            "mandate_mn": forms.Textarea(attrs={"rows": 4}),
            "mandate_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"basis": _("Such as a recommendation of a report, where no decision stands here.")}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.visible_to(user).agreed().select_related("meeting")
        if self.instance.pk:
            del self.fields["agreement"]
            decisions = decisions.filter(meeting__agreement=self.instance.agreement_id)
        else:
            offer_agreements(self.fields["agreement"], Agreement.objects.visible_to(user).in_force())
        self.fields["decision"].queryset = decisions.order_by("-meeting__meets_on", "number")


class GroupMemberForm(VersionedForm):
    """Whom one's own side sends; of a member only the days and the chair change."""

    class Meta:
        model = GroupMember
        fields = ["person", "is_chair", "from_on", "until_on"]
        field_classes = {"person": PersonField}
        error_messages = {"person": {"invalid_choice": _("Choose somebody of your own agency.")}}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["person"]
        else:
            colleagues = User.objects.filter(agency=user.agency_id, is_active=True)
            self.fields["person"].queryset = colleagues.order_by("given_name", "pk")


class GroupTermForm(VersionedForm):
    """Another last day and why."""

    next_ends_on = DayField().formfield(label=_("new last day"))
    next_term_because = WorkingGroup._meta.get_field("next_term_because").formfield(
        required=True, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = WorkingGroup
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("next_ends_on", "next_term_because"):
            self.initial[name] = getattr(self.instance, name)

    def term(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("next_ends_on", "next_term_because")}


class GroupEndForm(VersionedForm):
    """The final report, the last day and why."""

    ended_on = DayField().formfield(label=_("dissolved on"), help_text=_("Today or earlier."))
    ended_because = WorkingGroup._meta.get_field("ended_because").formfield(
        required=True, widget=forms.Textarea(attrs={"rows": 2})
    )
    report = WorkingGroup._meta.get_field("report").formfield(widget=forms.Textarea(attrs={"rows": 6}))
    file = forms.FileField(
        label=_("final report as a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED_SUFFIXES)}),
    )

    class Meta:
        model = WorkingGroup
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("ended_on", "ended_because", "report"):
            self.initial[name] = getattr(self.instance, name)

    def clean_file(self) -> Any:
        if self.cleaned_data["file"]:
            kind_of(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        given = cleaned.get("report") or cleaned.get("file") or self.instance.report_file_id
        if not given and not {"report", "file"} & self.errors.keys():
            self.add_error("report", _("Write the final report, or send it as a file."))
        return cleaned

    def end(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("ended_on", "ended_because", "report")}
