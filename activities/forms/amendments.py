"""What is written in an amendment: why, and how the line will read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities import working_copies
from activities.actions.amendments import BY_DECISION, Seen, Why
from activities.forms.lines import BLANK_INDICATORS, MOST_INDICATORS, QUARTERS, LineForm, MeasureForm, take_quarters
from activities.models import Activity, ActivityPlace, Amendment, AmendmentChange, Indicator, Reason
from activities.working_copies import WorkingCopy
from plans.forms.working_groups import DecisionField
from plans.models import AnnualPlan, Decision, User

REASONS = [("", "—"), *((one.value, one.label) for one in Reason if one != Reason.SLIP)]


class AmendmentForm(forms.ModelForm):
    class Meta:
        model = Amendment
        fields = ["note", "decision"]
        field_classes = {"decision": DecisionField}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": _("A sentence for the other side; it stands in the text.")}

    def __init__(self, *args: Any, plan: AnnualPlan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.open().filter(meeting__agreement=plan.agreement_id).with_owners()
        self.fields["decision"].queryset = decisions.open_first()


class SeenFields(forms.Form):
    """What stood on the screen: the version of the change, and of the line's agreed text."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    agreed = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def show(self, change: AmendmentChange | None, line: Activity | None) -> None:
        self.initial["version"] = change.version if change else 0
        self.initial["agreed"] = line.agreed_number() if line else 0

    def seen(self) -> Seen:
        return Seen(self.cleaned_data["version"] or 0, self.cleaned_data["agreed"] or 0)


class WhyFields(SeenFields):
    reason = forms.ChoiceField(label=_("reason"), choices=REASONS)
    explanation = AmendmentChange._meta.get_field("explanation").formfield(
        required=True, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One sentence; both sides read it.")
    )

    def show(self, change: AmendmentChange | None, line: Activity | None) -> None:
        super().show(change, line)
        if change and change.reason:
            self.initial |= {"reason": change.reason, "explanation": change.explanation}

    def why(self) -> Why:
        return Why(self.cleaned_data["reason"], self.cleaned_data["explanation"])


class AmendedLineForm(WhyFields, LineForm):
    """The form of a line, on its working copy."""

    def __init__(
        self,
        *args: Any,
        user: User,
        line: Activity,
        base: WorkingCopy | None,
        change: AmendmentChange | None,
        **kw: Any,
    ):
        self.base = base
        super().__init__(*args, user=user, instance=line, **kw)
        if base is not None:
            self.initial |= {name: base[name] for name in (*working_copies.PLAIN, "objective", "lead", "partners")}
            self.initial |= {name: working_copies.day_of(base[name]) for name in working_copies.DAYS}
            self.initial["divisions"] = [place["division"] for place in base["places"]]
        if line.is_beyond_the_plan:
            del self.fields["objective"]
        self.show(change, line if line.pk else None)

    def places(self) -> list[ActivityPlace]:
        details = {place["division"]: place["detail"] for place in self.base["places"]} if self.base else {}
        return [
            ActivityPlace(division=division, detail=details.get(division, ""))
            for division in in_order_of(details, self.cleaned_data["divisions"])
        ]

    def after(self, indicators: BaseIndicatorRows) -> WorkingCopy:
        return working_copies.written(
            {"objective": None} | self.cleaned_data,
            partners=self.cleaned_data["partners"],
            places=self.places(),
            indicators=indicators.rows(),
        )


class LineBeyondForm(AmendedLineForm):
    """A line born of a decision: the decision in words in place of a reason, and no objective of the plan."""

    reason = None
    explanation = None
    origin_note_mn = Activity._meta.get_field("origin_note_mn").formfield(
        label=_("the decision, in Mongolian"), required=True, help_text=_("Who decided what, in a sentence.")
    )
    origin_note_en = Activity._meta.get_field("origin_note_en").formfield(label=_("the decision, in English"))
    decided_on = Activity._meta.get_field("decided_on").formfield(required=True)
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("decision of a meeting"), required=False, empty_label=_("none kept here")
    )

    def __init__(self, *args: Any, base: WorkingCopy | None, **kwargs: Any):
        super().__init__(*args, base=base, **kwargs)
        agreed = Decision.objects.agreed().filter(meeting__agreement=self.instance.plan.agreement_id)
        self.fields["decision"].queryset = agreed.select_related("meeting").open_first()
        if base is not None:
            self.initial["decision"] = base["decision"]
            self.initial |= {name: base[name] for name in working_copies.BIRTH}
            self.initial["decided_on"] = working_copies.day_of(base["decided_on"])

    def why(self) -> Why:
        return BY_DECISION

    def clean_decided_on(self) -> date:
        if self.cleaned_data["decided_on"] > timezone.localdate():
            raise ValidationError(_("A decision can't be of a day to come."))
        return self.cleaned_data["decided_on"]

    def after(self, indicators: BaseIndicatorRows) -> WorkingCopy:
        birth = {name: self.cleaned_data[name] for name in (*working_copies.BIRTH, "decided_on", "decision")}
        return working_copies.born_of_a_decision(super().after(indicators), **birth)


def in_order_of(known: dict[str, Any], chosen: list[str]) -> list[str]:
    """Those that stood there first, so that ticking nothing anew changes nothing."""
    return [one for one in known if one in chosen] + [one for one in chosen if one not in known]


class IndicatorRowForm(MeasureForm):
    """One indicator of a working copy; its key where it stands in the line already."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class BaseIndicatorRows(forms.BaseFormSet):
    def __init__(self, *args: Any, base: WorkingCopy | None, line: Activity, **kwargs: Any):
        standing = list(line.indicators.all()) if line.pk else []
        self.readings = {one.pk: one.reading for one in standing}
        super().__init__(*args, initial=base["indicators"] if base else [], prefix="indicators", **kwargs)

    @cached_property
    def unwanted(self) -> list[forms.Form]:
        return self.deleted_forms

    def rows(self) -> list[Indicator]:
        """What stands in the rows; a key that is none of the line's own makes a new indicator."""
        found = []
        for form in self.forms:
            if form in self.unwanted or not (form.initial or form.has_changed()):
                continue
            indicator, key = form.instance, form.cleaned_data.get("id")
            indicator.pk = key if key in self.readings else None
            if indicator.pk:
                indicator.reading = self.readings[indicator.pk]
            found.append(indicator)
        return found

    def clean(self) -> None:
        keys = [key for form in self.forms if (key := getattr(form, "cleaned_data", {}).get("id")) in self.readings]
        if len(keys) != len(set(keys)):
            raise ValidationError(_("The form came incomplete. Please send it once more."))


IndicatorRows = forms.formset_factory(
    IndicatorRowForm,
    formset=BaseIndicatorRows,
    extra=BLANK_INDICATORS,
    max_num=MOST_INDICATORS,
    absolute_max=MOST_INDICATORS + 1,
    validate_max=True,
    can_delete=True,
)


class PostponedLineForm(WhyFields):
    """Other days of the plan's year."""

    quarters = forms.MultipleChoiceField(
        label=_("quarters"),
        choices=QUARTERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Instead of days: from the first to the last quarter you tick."),
    )
    starts_on = Activity._meta.get_field("starts_on").formfield()
    ends_on = Activity._meta.get_field("ends_on").formfield()

    def __init__(self, *args: Any, line: Activity, base: WorkingCopy, change: AmendmentChange | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plan: AnnualPlan = line.plan
        self.base = base
        self.initial |= {name: working_copies.day_of(base[name]) for name in working_copies.DAYS}
        self.show(change, line)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        take_quarters(self, cleaned, self.plan.year)
        first, last = (cleaned.get(name) for name in working_copies.DAYS)
        for name, day in zip(working_copies.DAYS, (first, last), strict=True):
            if name in self.errors:
                continue
            if day is None:
                self.add_error(name, _("Write the day."))
            elif not self.plan.starts_on <= day <= self.plan.ends_on:
                self.add_error(
                    name, _("Write a day of the plan's year; the closing of the year carries over the rest.")
                )
        if first and last and last < first:
            self.add_error("ends_on", _("The last day can't be before the first."))
        return cleaned

    def after(self) -> WorkingCopy:
        return self.base | {name: self.cleaned_data[name].isoformat() for name in working_copies.DAYS}


class WithdrawnLineForm(WhyFields):
    """Why a line is taken out."""

    def __init__(self, *args: Any, line: Activity, base: WorkingCopy, change: AmendmentChange | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.show(change, line)


class CorrectionForm(SeenFields):
    """The words of a line in which a slip of the pen may sit; nothing else."""

    title_mn = Activity._meta.get_field("title_mn").formfield()
    title_en = Activity._meta.get_field("title_en").formfield()
    budget_note = Activity._meta.get_field("budget_note").formfield()

    def __init__(self, *args: Any, line: Activity, base: WorkingCopy, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.base = base
        self.initial |= {name: base[name] for name in ("title_mn", "title_en", "budget_note")}
        for row in base["indicators"]:
            for name in ("name_mn", "name_en"):
                field = f"indicator_{row['id']}_{name}"
                self.fields[field] = Indicator._meta.get_field(name).formfield()
                self.initial[field] = row[name]
        self.fields["explanation"] = AmendmentChange._meta.get_field("explanation").formfield(
            label=_("what was wrong"), required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.show(None, line)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["title_mn"] or cleaned["title_en"]):
            self.add_error("title_mn", _("Write the title in at least one language."))
        return cleaned

    def after(self) -> WorkingCopy:
        words = {name: self.cleaned_data[name] for name in ("title_mn", "title_en", "budget_note")}
        indicators = [
            row | {name: self.cleaned_data[f"indicator_{row['id']}_{name}"] for name in ("name_mn", "name_en")}
            for row in self.base["indicators"]
        ]
        return self.base | words | {"indicators": indicators}
