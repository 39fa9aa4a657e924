"""The forms of a meeting: when and where, its agenda, who attends, and a side's own notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from plans import access_to_meetings as access
from plans.forms.compartments import CompartmentFields, PersonField, who_may_be_named
from plans.forms.versioned import VersionedForm
from plans.models import (
    Agency,
    AgendaItem,
    Agreement,
    Attendee,
    Compartment,
    Department,
    Meeting,
    MeetingKind,
    MeetingNote,
    User,
    WorkingGroup,
)
from plans.models.fields import LineField

NO_PARTY = {"invalid_choice": _("Choose somebody who works for a party to the agreement; a guest's name is written.")}
TIME = forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:30"})


def people_of(agreement: Agreement, user: User, also: User | None = None) -> QuerySet[User]:
    """Oneself, and whom one may name; with somebody who stands there already."""
    named = who_may_be_named(agreement, user).order_by().values("pk")
    kept = Q(pk=also.pk) if also else Q()
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=named) | kept).order_by("agency", "given_name", "pk")


def agencies_of(agreement: Agreement) -> QuerySet[Agency]:
    return Agency.objects.filter(parties__agreement=agreement)


def departments_of(agreement: Agreement) -> list[Any]:
    """Open departments of the parties as choices of a select, grouped by agency."""
    groups: dict[str, list[tuple[int, str]]] = {}
    departments = Department.objects.of_parties(agreement).open().select_related("agency")
    for department in departments.in_alphabetical_order():
        groups.setdefault(str(department.agency), []).append((department.pk, str(department)))
    return [("", "—"), *groups.items()]


def offer_agreements(field: forms.ModelChoiceField, agreements: QuerySet[Agreement]) -> None:
    """Where there is one alone, it is chosen already."""
    field.queryset = agreements
    if len(field.queryset) == 1:
        field.initial, field.empty_label = field.queryset[0], None


class MeetingForm(VersionedForm):
    class Meta:
        model = Meeting
        fields = ["kind", "group", "meets_on", "begins", "place"]
        widgets = {"begins": TIME}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = WorkingGroup.objects.visible_to(user)
        if self.instance.agreement_id:
            groups = groups.filter(agreement=self.instance.agreement_id)
        self.fields["group"].queryset = groups.filter(Q(pk=self.instance.group_id) | Q(pk__in=groups.active()))
        self.fields["group"].help_text = _("Only where a working group meets.")
        kinds = access.kinds_kept(user)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if MeetingKind.WORKING_GROUP not in kinds:
            del self.fields["group"]


class MeetingPlanForm(MeetingForm):
    """A new meeting, under an agreement in force."""

    class Meta(MeetingForm.Meta):
        fields = ["agreement", *MeetingForm.Meta.fields]

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, user=user, **kwargs)
        offer_agreements(self.fields["agreement"], access.agreements_met_under(user))


class ReasonForm(forms.Form):
    """One sentence that says why."""

    reason = LineField(_("why, in a sentence"), max_length=300).formfield(
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    )


class AgendaItemForm(VersionedForm):
    """What is to be spoken of and who proposes it; once the meeting was held, the minutes of it."""

    class Meta:
        model = AgendaItem
        fields = ["number", "title_mn", "title_en", "proposed_by", "begins", "minutes_mn", "minutes_en"]
        widgets = {
            "begins": TIME,
            "minutes_mn": forms.Textarea(attrs={"rows": 6}),
            "minutes_en": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["proposed_by"].queryset = agencies_of(self.instance.meeting.agreement)
        if self.instance.meeting.is_planned:
            del self.fields["minutes_mn"], self.fields["minutes_en"]


class AttendeeForm(VersionedForm):
    """Somebody who is expected or was there; of one who stands there, how they are called and whether they came."""

    class Meta:
        model = Attendee
        fields = ["person", "department", "agency", "name_mn", "name_en", "post_mn", "post_en", "was_present"]
        field_classes = {"person": PersonField}
        widgets = {"was_present": forms.NullBooleanSelect}
        error_messages = {"person": NO_PARTY}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        meeting = self.instance.meeting
        if self.instance.pk:
            for name in ("person", "department", "agency"):
                del self.fields[name]
        else:
            self.fields["person"].queryset = people_of(meeting.agreement, user)
            self.fields["person"].help_text = _("Or choose a unit, or write the name of a guest.")
            self.fields["department"].queryset = Department.objects.of_parties(meeting.agreement).open()
            self.fields["department"].choices = departments_of(meeting.agreement)
            self.fields["agency"].queryset = agencies_of(meeting.agreement)
            self.fields["agency"].help_text = _("Only where neither a person nor a unit is chosen; empty for a guest.")
        for name in ("post_mn", "post_en"):
            self.fields[name].help_text = _("Left empty, it is kept as it reads in the record on the day.")
        if meeting.is_planned:
            del self.fields["was_present"]
        else:
            self.fields["was_present"].widget.choices = [
                ("unknown", _("nothing is said")),
                ("true", _("yes")),
                ("false", _("no")),
            ]


class MeetingNoteForm(CompartmentFields, VersionedForm):
    """A note for one's own side: for the agency, or for named people alone."""

    class Meta:
        model = MeetingNote
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            return
        self.add_compartment_fields(self.instance.meeting.agreement, user)
        compartment, people = self.fields["compartment"], self.fields["people"]
        compartment.choices = [(one.value, one.label) for one in Compartment if one != Compartment.JOINT]
        compartment.initial = Compartment.AGENCY
        compartment.help_text = _("The other side never sees it, nor that it is there.")
        people.queryset = people.queryset.filter(agency=user.agency_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.pk:
            self.check_people(cleaned)
        return cleaned
