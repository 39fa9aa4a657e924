"""The form of one line of a draft plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from activities.actions.activities import LineParts
from activities.models import Activity, ActivityPlace, Indicator, Reading
from plans.calendar import QUARTERS, first_day_of_quarter, last_day_of_quarter
from plans.divisions import grouped_choices
from plans.forms.versioned import VersionedForm
from plans.models import Department, User

BLANK_INDICATORS = 1
MOST_INDICATORS = 10


def by_agency(departments: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    """Departments for a select, grouped by agency."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for department in departments:
        groups.setdefault(str(department.agency), []).append((department.pk, str(department)))
    return list(groups.items())


class TicksByGroup(forms.CheckboxSelectMultiple):
    """Boxes to tick, folded by group; a group something is ticked in stands open."""

    template_name = "django/forms/widgets/checkbox_groups.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["widget"]["groups"] = [
            (group, options, any(option["selected"] for option in options)) for group, options, _index in groups
        ]
        return context


def take_quarters(form: forms.BaseForm, cleaned: dict[str, Any], year: int) -> None:
    """The days of the quarters that are ticked, where any are."""
    ticked = sorted(int(quarter) for quarter in cleaned.get("quarters") or [])
    if ticked:
        typed = {"starts_on", "ends_on"} & set(form.changed_data)
        if any(cleaned.get(name) for name in typed):
            form.add_error("quarters", _("Give either quarters or days, not both."))
        cleaned["starts_on"] = first_day_of_quarter(year, ticked[0])
        cleaned["ends_on"] = last_day_of_quarter(year, ticked[-1])


class LineForm(VersionedForm):
    """What both sides plan to do: one lead department, partners of any party, when, where."""

    quarters = forms.MultipleChoiceField(
        label=_("quarters"),
        choices=QUARTERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Instead of days: from the first to the last quarter you tick."),
    )
    divisions = forms.MultipleChoiceField(
        label=_("places"),
        required=False,
        widget=TicksByGroup,
        help_text=_("Provinces and districts where it is carried out."),
    )

    class Meta:
        model = Activity
        fields = [
            "objective",
            "kind",
            "title_mn",
            "title_en",
            "lead",
            "partners",
            "starts_on",
            "ends_on",
            "budget_amount",
            "budget_note",
        ]
        widgets = {"partners": TicksByGroup}
        help_texts = {
            "title_mn": _("Write the title in at least one language."),
            "budget_amount": _("Whole tugrik; leave empty where none is needed."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user
        plan = self.instance.plan
        departments = (
            Department.objects.of_parties(plan.agreement).open().in_alphabetical_order().select_related("agency")
        )
        for name in ("lead", "partners"):
            self.fields[name].queryset = departments
        groups = by_agency(departments)
        self.fields["lead"].choices = [
            ("", "—"),
            *((agency, [(pk, f"{agency}: {name}") for pk, name in named]) for agency, named in groups),
        ]
        self.fields["partners"].choices = groups
        self.fields["partners"].help_text = _("Departments of either side that take part.")
        self.fields["objective"].queryset = plan.objectives.all()
        self.fields["objective"].required = True
        self.fields["divisions"].choices = grouped_choices()
        for name in ("title_mn", "title_en"):
            self.fields[name].is_one_of_two = True
        if self.instance.pk:
            self.initial["divisions"] = [place.division for place in self.instance.places.all()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        take_quarters(self, cleaned, self.instance.plan.year)
        return cleaned

    def places(self) -> list[ActivityPlace]:
        """The places ticked; what was written beside one before is kept."""
        details = {place.division: place.detail for place in self.instance.places.all()} if self.instance.pk else {}
        return [
            ActivityPlace(division=division, detail=details.get(division, ""))
            for division in self.cleaned_data["divisions"]
        ]


class ReadingField(forms.ChoiceField):
    """Sum or latest; left out it stays as it is, so that an empty row is still empty."""

    def clean(self, value: Any) -> str:
        return super().clean(value) if value else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data) and super().has_changed(initial, data)


class MeasureForm(forms.ModelForm):
    """One measure of a line, with what it starts from and should come to."""

    class Meta:
        model = Indicator
        fields = ["name_mn", "name_en", "unit", "baseline", "target"]


class IndicatorForm(MeasureForm):
    """
    A measure of a line in a draft, with how it is read.

    The texts of an amendment don't say how, so there it stays as the plan was drafted.
    """

    reading = ReadingField(
        label=Indicator._meta.get_field("reading").verbose_name,
        choices=Reading.choices,
        initial=Reading.SUM,
        help_text=_("A count is summed over the entries; of a share or a state the latest is true."),
    )

    class Meta(MeasureForm.Meta):
        fields = [*MeasureForm.Meta.fields, "reading"]

    def clean_reading(self) -> str:
        return self.cleaned_data["reading"] or self.instance.reading


INDICATOR_ROWS = {"indicators": (Indicator._meta.verbose_name_plural, MeasureForm)}
"""What is sent beside a line, for a view's `row_forms`."""


class BaseIndicatorForms(forms.BaseInlineFormSet):
    """The measures of a line; the action saves the wanted ones and deletes the unwanted."""

    @cached_property
    def wanted(self) -> list[Indicator]:
        return [form.instance for form in self.forms if form.has_changed() and form not in self.deleted_forms]

    @cached_property
    def unwanted(self) -> list[Indicator]:
        return [form.instance for form in self.deleted_forms if form.instance.pk]


IndicatorForms = forms.inlineformset_factory(
    Activity,
    Indicator,
    form=IndicatorForm,
    formset=BaseIndicatorForms,
    extra=BLANK_INDICATORS,
    max_num=MOST_INDICATORS,
    absolute_max=MOST_INDICATORS,
    validate_max=True,
    can_delete=True,
)


def line_parts(form: LineForm, indicators: BaseIndicatorForms) -> LineParts:
    """What goes to the action beside the line's own fields."""
    return LineParts(
        partners=form.cleaned_data["partners"],
        places=form.places(),
        indicators=indicators.wanted,
        removed_indicators=indicators.unwanted,
    )
