"""What an entry of an inquiry asks for beside its core."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities.actions.details import WrittenDetails
from activities.forms.details import DetailsForm, RowForm, Rows, rows_of
from activities.forms.lines import by_agency
from activities.models import (
    INTERVIEWED,
    Entry,
    Exclusion,
    Finding,
    Inquiry,
    InquiryMethod,
    InquirySite,
    Method,
    TeamMember,
    TeamRole,
)
from activities.models.inquiry_team import barred, sentence_of_barred
from plans.divisions import grouped_choices
from plans.forms.compartments import known_to
from plans.models import Agency, Department, User

NOBODY = [("", "—")]


@dataclass
class Offered:
    """Whom the rows of an inquiry can name, read once for all of them: parties, departments, people."""

    whose: list[tuple[Any, Any]] = field(default_factory=list)
    people: list[tuple[Any, Any]] = field(default_factory=list)

    @classmethod
    def under(cls, entry: Entry) -> Offered:
        agencies = Agency.objects.filter(parties__agreement=entry.activity.plan.agreement_id)
        departments = dict(by_agency(departments_of(entry)))
        whose = [
            (
                str(agency),
                [
                    (f"agency:{agency.pk}", str(agency)),
                    *((f"department:{key}", f"{agency}, {name}") for key, name in departments.get(str(agency), ())),
                ],
            )
            for agency in agencies
        ]
        people: dict[str, list[tuple[Any, Any]]] = {}
        for person in people_of(entry):
            people.setdefault(str(person.agency), []).append((person.pk, str(person)))
        return cls(NOBODY + whose, NOBODY + list(people.items()))


def departments_of(entry: Entry) -> models.QuerySet[Department]:
    """Those of the parties; one that was closed since as long as it is named here."""
    named = Q(pk__in=TeamMember.objects.filter(inquiry=entry.pk).values("department"))
    named |= Q(pk__in=Exclusion.objects.filter(inquiry=entry.pk).values("department"))
    of_parties = Department.objects.of_parties(entry.activity.plan.agreement_id).filter(Q(closed_on=None) | named)
    return of_parties.in_alphabetical_order().select_related("agency")


def people_of(entry: Entry) -> models.QuerySet[User]:
    """Whom the agency that logs it may name; one who has left since as long as they are named here."""
    known = known_to(entry.activity.plan.agreement, entry.agency_id).order_by()
    named = TeamMember.objects.filter(inquiry=entry.pk, person__isnull=False).values("person")
    people = User.objects.filter(Q(pk__in=known.values("pk")) | Q(pk__in=named))
    return people.order_by("agency", "given_name", "pk")


class InquiryRowForm(RowForm):
    """A row of an inquiry; checked as a row of the entry that is being written."""

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.instance.inquiry = Inquiry(entry_id=self.entry.pk)
        self.instance.inquiry._state.fields_cache["entry"] = self.entry


class OfAPartyForm(InquiryRowForm):
    """A party or one of its departments, chosen in one list."""

    of = forms.ChoiceField(
        label=_("agency or department"),
        error_messages={"invalid_choice": _("Choose a party to the agreement, or one of its departments.")},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = self.offered.whose
        self.fields["of"].widget.attrs["data-wide"] = True

    @classmethod
    def initial_of(cls, row: models.Model) -> dict[str, Any]:
        of = f"department:{row.department_id}" if row.department_id else f"agency:{row.agency_id}"
        return super().initial_of(row) | {"of": of}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        of, _colon, key = cleaned.get("of", "").partition(":")
        if of == "department":
            self.instance.department = Department.objects.select_related("agency").get(pk=key)
            self.instance.agency = self.instance.department.agency
        elif of == "agency":
            self.instance.agency = Agency.objects.get(pk=key)
        return cleaned


class TeamMemberForm(OfAPartyForm):
    field_order = ["of", "person", "post", "number", "team_role"]

    class Meta:
        model = TeamMember
        fields = ["person", "post", "number", "team_role"]
        labels = {"person": _("person, if named")}
        error_messages = {"person": {"invalid_choice": _("Choose somebody who works for this agency.")}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(self.entry)
        self.fields["person"].widget.choices = self.offered.people
        self.fields["team_role"].choices = NOBODY + TeamRole.choices
        self.fields["team_role"].required, self.fields["team_role"].initial = False, None

    def clean_team_role(self) -> str:
        return self.cleaned_data["team_role"] or TeamRole.MEMBER


class ExclusionForm(OfAPartyForm):
    field_order = ["of", "reason"]

    class Meta:
        model = Exclusion
        fields = ["reason"]


class InquirySiteForm(InquiryRowForm):
    class Meta:
        model = InquirySite
        fields = ["site_kind", "division", "place", "note"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["division"].choices = NOBODY + grouped_choices()


class FindingForm(InquiryRowForm):
    class Meta:
        model = Finding
        fields = ["theme", "gravity", "place", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class InquiryForm(DetailsForm):
    """The inquiry in short, its guideline, sites, team, findings, and the draft sent for factual correction."""

    fold = _("The inquiry: guideline, methods, sites, team, findings, draft and reply")
    SHORT = ("inquiry_kind",)
    COUNTS = INTERVIEWED
    BEFORE_THE_ROWS = (
        ("guideline_number", "guideline_on"),
        ("legal_basis",),
        ("question",),
        ("methods",),
        ("announcement",),
    )
    AFTER_THE_ROWS = (  # the way of the draft, which begins once all the rest is written
        ("draft_sent_on", "draft_sent_to"),
        ("reply_due_on", "replied_on"),
        ("reply",),
        ("reply_text",),
    )
    counts_title = _("People interviewed")
    ROWS = {
        "sites": rows_of(InquirySiteForm, title=_("sites"), more=_("Add a site")),
        "team": rows_of(TeamMemberForm, title=_("who carried it out"), more=_("Add to the team")),
        "exclusions": rows_of(ExclusionForm, title=_("who may not take part"), more=_("Add who may not take part")),
        "findings": rows_of(FindingForm, title=_("findings"), more=_("Add a finding")),
    }
    methods = forms.MultipleChoiceField(
        label=_("methods"), choices=Method, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Inquiry
        fields = [
            "inquiry_kind",
            *INTERVIEWED,
            "guideline_number",
            "guideline_on",
            "legal_basis",
            "question",
            "announcement",
            "draft_sent_on",
            "draft_sent_to",
            "reply_due_on",
            "replied_on",
            "reply",
            "reply_text",
        ]
        labels = dict(zip(INTERVIEWED, (_("women"), _("men"), _("not recorded")), strict=True))
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "reply_text": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"draft_sent_to": {"invalid_choice": _("Choose a party to the agreement.")}}

    def __init__(self, *args: Any, like: Entry | None = None, **kwargs: Any):
        super().__init__(*args, like=like, **kwargs)
        self.instance.entry = self.entry
        parties = Agency.objects.filter(parties__agreement=self.entry.activity.plan.agreement_id)
        self.fields["draft_sent_to"].queryset = parties
        shown = self.standing.pk if self.standing else like.pk if like else None
        self.initial["methods"] = list(InquiryMethod.objects.filter(inquiry=shown).values_list("method", flat=True))

    @property
    def hint(self) -> str:
        """Shown while who may know of it is still to be chosen."""
        if self.entry.pk:
            return ""
        return _(
            "Where findings are not for the other side yet, log the inquiry for your own agency and open it later."
        )

    @cached_property
    def offered(self) -> Offered:
        return Offered.under(self.entry)

    def _rows(self, name: str, rows: type[Rows]) -> Rows:
        made = super()._rows(name, rows)
        made.form_kwargs["offered"] = self.offered
        return made

    @property
    def counts(self) -> list[forms.BoundField]:
        """How many were interviewed, side by side."""
        return [self[name] for name in self.COUNTS]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [bound for bound in super().folded_fields if bound.name not in self.COUNTS]

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound:
            self.check_team()
        return valid

    def check_team(self) -> None:
        """Whom the inquiry's own rule refuses, said at the row that names them."""
        team, exclusions = (
            [form for form in rows.forms if rows.is_bound and not form.is_empty and form.is_valid()]
            for rows in (self.rows["team"], self.rows["exclusions"])
        )
        refused = {
            id(member) for member, _one in barred((one.instance for one in team), (one.instance for one in exclusions))
        }
        named: set[Any] = set()
        for form in team:
            member = form.instance
            if id(member) in refused:
                form.add_error("of", sentence_of_barred(member))
            if member.person_id and member.person_id in named:
                form.add_error("person", _("Somebody is on the team twice."))
            named.add(member.person_id)

    def written(self) -> WrittenDetails | None:
        details = super().written()
        if details:
            details.rows["methods"] = [InquiryMethod(method=method) for method in self.cleaned_data["methods"]]
        return details
