"""The forms of a recommendation: what is asked, the reply, what carries it out, evidence, the assessment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.forms.compartments import OwnEvidenceForm
from activities.forms.entries import LinkField
from activities.models import (
    Activity,
    Assessment,
    CarryingOut,
    Entry,
    Force,
    Kind,
    Proof,
    Recommendation,
    RecommendationSource,
    Reply,
    TextRead,
)
from plans.forms.meetings import offer_agreements
from plans.forms.versioned import VersionedForm
from plans.models import Agency, Agreement, User

OF_A_PARTY = {"invalid_choice": _("Choose a party to the agreement.")}
OF_THE_AGREEMENT = {"invalid_choice": _("Choose a line under the same agreement.")}
PREFILLED_BY_REPEATING = (
    *("agreement", "kind", "text_mn", "text_en", "addressee", "addressee_mn", "addressee_en", "source", "issuer"),
    *("theme_mn", "theme_en", "force", "note_mn", "note_en"),
)
"""What one that repeats another has in common with it, as a rule."""


def no_choice(label: Any, choices: Any) -> list[tuple[str, Any]]:
    return [("", label), *choices]


def reply_due_by_default() -> Any:
    """Today and so many days as the setting says; none where it says 0."""
    days = settings.RECOMMENDATION_REPLY_DAYS
    return timezone.localdate() + timedelta(days=days) if days else None


class RepeatedField(forms.ModelChoiceField):
    """An earlier one, named by year, reference and the beginning of its text."""

    def label_from_instance(self, earlier: Recommendation) -> str:
        return f"{earlier.years} · {earlier}"[:160]


class InquiryField(forms.ModelChoiceField):
    """An inquiry by its day, place and agency, for a line has many."""

    def label_from_instance(self, entry: Entry) -> str:
        said = (f"{entry.starts_on:%Y.%m.%d}", entry.where, str(entry.agency), entry.activity.title)
        return " · ".join(filter(None, said))[:160]


class RecommendationForm(VersionedForm):
    """
    What is asked of whom: the core first, the document and the rest folded.

    A new one is issued today and its reply is due as the setting says, until somebody writes otherwise.
    """

    REST = (
        *("text_en", "addressee_en", "document_en", "paragraph_en", "theme_en", "reference", "force", "last_year"),
        *("repeats", "note_mn", "note_en", "source_url", "source_note", "text_read"),
    )

    source_url = LinkField(label=_("public source"), help_text="")

    class Meta:
        model = Recommendation
        fields = [
            *("agreement", "kind", "text_mn", "text_en", "addressee", "addressee_mn", "addressee_en"),
            *("source", "inquiry", "issuer", "document_mn", "document_en", "paragraph_mn", "paragraph_en"),
            "reference",
            *("theme_mn", "theme_en", "force", "issued_on", "year", "last_year", "reply_due_on", "repeats"),
            *("note_mn", "note_en", "source_url", "source_note", "text_read"),
        ]
        field_classes = {"repeats": RepeatedField, "inquiry": InquiryField}
        widgets = dict.fromkeys(("text_mn", "text_en"), forms.Textarea(attrs={"rows": 3})) | dict.fromkeys(
            ("note_mn", "note_en"), forms.Textarea(attrs={"rows": 2})
        )
        error_messages = {"addressee": OF_A_PARTY, "issuer": OF_A_PARTY}
        help_texts = {
            "addressee_mn": _("Where no party is asked, such as the Government."),
            "inquiry": _("Only where it came of an inquiry logged here."),
            "issuer": _("Where a party issued it; it alone assesses how far it was carried out."),
            "year": _("Where the day is not known, the year stands alone."),
            "reply_due_on": _("Only where a party is asked."),
        }

    def __init__(
        self, *args: Any, user: User, repeated: Recommendation | None = None, came_of: str = "", **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        self.fields["source"].choices = no_choice("—", RecommendationSource.choices)
        self.fields["force"].choices = no_choice(_("not recorded"), Force.choices)
        self.fields["text_read"].choices = no_choice(_("not recorded"), TextRead.choices)
        agreements = Agreement.objects.visible_to(user)
        if self.is_new:
            offer_agreements(self.fields["agreement"], agreements.in_force())
            self.prefill(repeated)
        else:
            del self.fields["agreement"]
            agreements = agreements.filter(pk=self.instance.agreement_id)
        parties = Agency.objects.filter(parties__agreement__in=agreements).distinct()
        self.fields["addressee"].queryset = self.fields["issuer"].queryset = parties
        earlier = Recommendation.objects.visible_to(user).filter(agreement__in=agreements)
        self.fields["repeats"].queryset = earlier.exclude(pk=self.instance.pk).newest_first()
        entries = Entry.objects.visible_to(user).joint().filter(activity__kind=Kind.INQUIRY)
        entries = entries.filter(activity__plan__agreement__in=agreements).select_related("activity__plan", "agency")
        self.fields["inquiry"].queryset = entries.order_by("-starts_on", "-logged_at")
        if self.is_new and came_of:
            self.prefill_from_inquiry(came_of)

    def prefill(self, repeated: Recommendation | None) -> None:
        self.initial["issued_on"] = timezone.localdate()
        self.initial["reply_due_on"] = reply_due_by_default()
        if repeated is not None:
            self.initial |= {name: getattr(repeated, name) for name in PREFILLED_BY_REPEATING} | {"repeats": repeated}

    def prefill_from_inquiry(self, came_of: str) -> None:
        """Where the address names an entry one may choose: the agency that made it issues what came of it."""
        try:
            entry = self.fields["inquiry"].clean(came_of)
        except forms.ValidationError:
            return
        self.initial |= {
            "agreement": entry.activity.plan.agreement_id,
            "source": RecommendationSource.INQUIRY,
            "inquiry": entry,
            "issuer": entry.agency_id,
        }

    @property
    def rest(self) -> list[forms.BoundField]:
        return [self[name] for name in self.REST]

    @property
    def opens_the_rest(self) -> bool:
        """Whether the folded part holds something to see: what was written there, or an error."""
        return any(bound.errors or bound.value() for bound in self.rest)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("addressee") and "addressee" not in self.errors:
            cleaned["reply_due_on"] = None  # it stood there already; nobody who replies here is asked
        return cleaned


class OfficialActForm(forms.ModelForm):
    """An act of a head on what was on the screen: it carries the version of the recommendation it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.recommendation.version

    @property
    def seen_version(self) -> int:
        """0, which no recommendation ever has, where the form does not say."""
        return self.cleaned_data["version"] or 0


class ReplyForm(OfficialActForm):
    """What the party that is asked answers, by which letter."""

    class Meta:
        model = Reply
        fields = ["answer", "reason", "carry_out_by", "letter_number", "replied_on"]
        widgets = {"answer": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"reason": _("Needed unless it is accepted in full.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = self.fields["answer"].choices[1:]  # no blank one among buttons
        self.initial["replied_on"] = timezone.localdate()


class AssessmentForm(OfficialActForm):
    """How far it was carried out, as the other side finds."""

    class Meta:
        model = Assessment
        fields = ["outcome", "sentence", "letter_number", "assessed_on"]
        widgets = {"outcome": forms.RadioSelect, "sentence": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = self.fields["outcome"].choices[1:]
        self.initial["assessed_on"] = timezone.localdate()


class LineOfYearField(forms.ModelChoiceField):
    """A line, named with the year of its plan."""

    def label_from_instance(self, line: Activity) -> str:
        return f"{line.plan.year} · {line}"[:160]


class CarryingOutForm(forms.ModelForm):
    """One more line of the same agreement that carries it out."""

    class Meta:
        model = CarryingOut
        fields = ["activity"]
        field_classes = {"activity": LineOfYearField}
        error_messages = {"activity": OF_THE_AGREEMENT}

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        asked = self.instance.recommendation
        lines = Activity.objects.visible_to(user).filter(plan__agreement=asked.agreement_id)
        named = CarryingOut.objects.standing().filter(recommendation=asked).values("activity")
        self.fields["activity"].queryset = (
            lines.exclude(pk__in=named).select_related("plan", "objective").in_plan_order()
        )


class TakeBackForm(forms.Form):
    """Why a line or a piece of evidence that an assessment has read is taken back."""

    reason = CarryingOut._meta.get_field("reason").formfield(
        required=True, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One sentence; both sides read it.")
    )


class ProofForm(OwnEvidenceForm):
    """Files and a link beside a recommendation, which every party sees."""

    title = Proof._meta.get_field("title").formfield(help_text=_("Such as «letter of the reply»."))

    field_order = ["files", "link", "title"]
