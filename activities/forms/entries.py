"""The form by which staff log what was done: a short core, the rest folded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Case, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.actions.entries import EntryParts
from activities.forms.advocacy import AdvocacyForm
from activities.forms.details import DetailsForm, RowForm, Rows, rows_of
from activities.forms.inquiry import InquiryForm
from activities.forms.training import TrainingForm
from activities.models import PEOPLE, Activity, Entry, Indicator, Kind, NextStep, Progress, Reading
from plans.divisions import grouped_choices
from plans.forms.compartments import CompartmentFields
from plans.forms.versioned import VersionedForm
from plans.models import Agency, Compartment, User
from plans.models.fields import DayField
from plans.numbers import DecimalNumberField
from plans.text import validate_text
from plans.uploads import ACCEPTED_SUFFIXES, kind_of

MOST_FILES = 10


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Several files at once, each judged by content and name."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            widget=ManyFilesInput(attrs={"accept": ",".join(ACCEPTED_SUFFIXES), "data-photos": True}), **kwargs
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("Send at most %(most)d files at once."), params={"most": MOST_FILES})
        problems = []
        for upload in uploads:
            try:
                kind_of(upload)
            except forms.ValidationError as error:
                problems += [f"{upload.name}: {message}" for message in error.messages]
        if problems:
            raise forms.ValidationError(problems)
        return uploads


class LinkField(forms.URLField):
    """A page elsewhere that shows it."""

    def __init__(self, **kwargs: Any):
        plain = {
            "label": _("link that shows it"),
            "required": False,
            "max_length": 500,
            "assume_scheme": "https",
            "help_text": _("A news item or a page."),
        }
        super().__init__(**plain | kwargs)


DETAILS_FORMS: dict[str, type[DetailsForm]] = {
    Kind.TRAINING: TrainingForm,
    Kind.INQUIRY: InquiryForm,
    Kind.ADVOCACY: AdvocacyForm,
}
"""What each kind of work asks for beside the core."""


class ElsewhereForm(RowForm):
    """The same work in another place: where, when, with how many."""

    class Meta:
        model = Entry
        fields = ["division", "place", "starts_on", "women", "men", "sex_not_recorded"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.instance.activity = self.entry.activity
        self.fields["division"].choices = [("", "—"), *grouped_choices()]
        self.fields["starts_on"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("division") and not cleaned.get("place"):
            self.add_error("division", _("Say where it was: a province or district, or the place in words."))
        return cleaned


ElsewhereRows = rows_of(ElsewhereForm, title=_("The same in other places"), more=_("Add a place"))


class EntryForm(CompartmentFields, VersionedForm):
    """
    One entry with its evidence, what it adds to the indicators, and the next step of each side.

    Who may know of it is chosen once; afterwards it is only opened.
    """

    files = ManyFilesField(
        label=_("evidence"),
        required=False,
        help_text=_(
            "Photo of the attendance sheet, report, programme. JPG, PNG, WEBP, HEIC, PDF, Word, Excel, PowerPoint; "
            "up to %(most)d MB each."
        ),
    )
    link = LinkField()

    class Meta:
        model = Entry
        fields = [
            "starts_on",
            "ends_on",
            "division",
            "place",
            "women",
            "men",
            "sex_not_recorded",
            "head_count",
            "what_was_done",
            "obstacles",
            "progress",
        ]
        help_texts = dict.fromkeys(["division", "place"], _("Fill in one of the two, or both."))
        widgets = {
            "what_was_done": forms.Textarea(attrs={"rows": 4}),
            "obstacles": forms.Textarea(attrs={"rows": 3}),
            "progress": forms.RadioSelect,
        }

    def __init__(self, *args: Any, user: User, like: Entry | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user, self.like = user, like
        self.fields["division"].choices = [("", "—"), *grouped_choices()]
        self.fields["progress"].choices = Progress.choices
        self.fields["files"].help_text %= {"most": settings.UPLOAD_MAX_BYTES // 2**20}
        for indicator in self.indicators:
            self.fields[figure_name(indicator)] = DecimalNumberField(
                label=f"{indicator.name} ({indicator.unit})",
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                initial=self._recorded_figures.get(indicator.pk),
            )
            field = self.fields[figure_name(indicator)]
            if indicator.reading == Reading.LATEST:
                field.help_text = _("Write where it stands now; the latest entry counts, not the sum.")
            if indicator.counts_people:
                field.help_text = _("Write the people here too: the target counts this figure, not the participants.")
                field.widget.attrs["data-sum-of"] = " ".join(PEOPLE)
        for agency in self.agencies:
            recorded = self._recorded_steps.get(agency.pk)
            self.fields[step_name(agency)] = forms.CharField(
                label=gettext("next step of %(agency)s") % {"agency": agency},
                required=False,
                max_length=500,
                validators=[validate_text],
                initial=recorded.step if recorded else "",
            )
            self.fields[due_name(agency)] = DayField(blank=True).formfield(
                label=gettext("by"),
                validators=DayField.default_validators,
                initial=recorded.due_on if recorded else None,
            )
        if self.is_new:
            self.add_compartment_fields(self.activity.plan.agreement, user)

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    @cached_property
    def details(self) -> DetailsForm | None:
        form = DETAILS_FORMS.get(self.activity.kind)
        return form(self.data if self.is_bound else None, entry=self.instance, like=self.like) if form else None

    @cached_property
    def elsewhere(self) -> Rows | None:
        """Rows for the same work in other places, while the entry is new."""
        if not self.is_new:
            return None
        carried = self.is_bound and "elsewhere-TOTAL_FORMS" in self.data
        return ElsewhereRows(self.data if carried else None, prefix="elsewhere", form_kwargs={"entry": self.instance})

    @property
    def other_forms(self) -> list[Any]:
        """What is sent along with this form: the details with their rows, and the other places."""
        details = [self.details, *self.details.rows.values()] if self.details else []
        return [*details, self.elsewhere] if self.elsewhere else details

    def is_valid(self) -> bool:
        own = super().is_valid()  # first, for the details are held against the entry as typed
        return all([own, *(form.is_valid() for form in self.other_forms if form.is_bound)])

    @property
    def activity(self) -> Activity:
        return self.instance.activity

    @cached_property
    def indicators(self) -> list[Indicator]:
        return list(self.activity.indicators.all())

    @property
    def counts_people(self) -> bool:
        return any(indicator.counts_people for indicator in self.indicators)

    @cached_property
    def agencies(self) -> list[Agency]:
        """The sides of the agreement, one's own first."""
        parties = Agency.objects.filter(parties__agreement=self.activity.plan.agreement_id)
        return sorted(parties, key=lambda agency: (agency != self.user.agency, agency.pk))

    @cached_property
    def _recorded_figures(self) -> dict[int, Any]:
        if self.is_new:
            return {}
        return dict(self.instance.figures.values_list("indicator_id", "value"))

    @cached_property
    def _recorded_steps(self) -> dict[int, NextStep]:
        if self.is_new:
            return {}
        return {step.agency_id: step for step in self.instance.next_steps.all()}

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        return [self[figure_name(indicator)] for indicator in self.indicators]

    @property
    def step_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[step_name(agency)], self[due_name(agency)]) for agency in self.agencies]

    @property
    def opens_the_rest(self) -> bool:
        """Whether the folded part holds something to see: what was recorded there, or an error."""
        folded = [
            "obstacles",
            "link",
            "ends_on",
            "head_count",
            *map(step_name, self.agencies),
            *map(due_name, self.agencies),
        ]
        hides = self.is_new and self["compartment"].value() != Compartment.JOINT
        return hides or any(self[name].errors or self[name].value() for name in folded)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("division") and not cleaned.get("place") and not self.errors.get("division"):
            self.add_error("division", _("Say where it was: a province or district, or the place in words."))
        for agency in self.agencies:
            if cleaned.get(due_name(agency)) and not cleaned.get(step_name(agency)):
                self.add_error(step_name(agency), _("Write the step that is due on this day."))
        if self.is_new:
            self.check_people(cleaned)
        return cleaned

    def parts(self) -> EntryParts:
        """What goes to the action beside the entry's own fields."""
        cleaned = self.cleaned_data
        return EntryParts(
            next_steps=list(self._next_steps()),
            figures={indicator: cleaned.get(figure_name(indicator)) for indicator in self.indicators},
            details=self.details.written() if self.details else None,
            files=cleaned.get("files") or [],
            links=[cleaned["link"]] if cleaned.get("link") else [],
        )

    def entries_elsewhere(self) -> list[Entry]:
        """The same work in other places: on the day of this one where no other is written."""
        others = (self.elsewhere and self.elsewhere.objects) or []
        for other in others:
            other.starts_on = other.starts_on or self.instance.starts_on
        return others

    def _next_steps(self) -> Iterable[NextStep]:
        for agency in self.agencies:
            if step := self.cleaned_data.get(step_name(agency)):
                yield NextStep(agency=agency, step=step, due_on=self.cleaned_data.get(due_name(agency)))


def figure_name(indicator: Indicator) -> str:
    return f"figure_{indicator.pk}"


def step_name(agency: Agency) -> str:
    return f"step_{agency.pk}"


def due_name(agency: Agency) -> str:
    return f"step_{agency.pk}_due_on"


def last_entry(activity: Activity, user: User) -> Entry | None:
    """
    What one's agency logged last for these same parties under the line, else under any line of its kind.

    None where it never did. What others may not know is not carried on: the next form opens as a joint one.
    """
    of_the_kind = Entry.objects.visible_to(user).joint().filter(agency=user.agency_id, activity__kind=activity.kind)
    own = of_the_kind.filter(activity__plan__agreement=activity.plan.agreement_id)
    of_the_line = Case(When(activity=activity, then=0), default=1)
    return own.select_related("activity").order_by(of_the_line, "-logged_at", "-pk").first()


def blank_entry(activity: Activity, user: User, last: Entry | None = None) -> Entry:
    """A new entry of today; its place that of the last one under the line, else the line's or one's department's."""
    entry = Entry(
        activity=activity, author=user, agency=user.agency, starts_on=timezone.localdate(), progress=Progress.GOING_ON
    )
    if last and last.activity_id == activity.pk:
        entry.division, entry.place = last.division, last.place
    elif place := activity.places.first():
        entry.division, entry.place = place.division, place.detail
    elif user.department:
        entry.division = user.department.division
    return entry
