"""What an entry of a training asks for beside its core."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.forms.details import DetailsForm, RowForm, rows_of
from activities.models import PEOPLE, Category, KnowledgeTest, ParticipantGroup, Session, TrainerGroup, Training
from plans.divisions import grouped_choices
from plans.models import Agency


class CourseField(forms.ModelChoiceField):
    """A course to choose by the key of its entry."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError:  # SQLite keeps no such number, and Django looks only at a key that is no relation
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value}) from None


class SessionForm(RowForm):
    class Meta:
        model = Session
        fields = ["held_on", "topic", "hours", "people"]


class KnowledgeTestForm(RowForm):
    class Meta:
        model = KnowledgeTest
        fields = ["moment", "run_by", "people", "mean", "maximum", "pass_mark", "passed"]
        labels = {"moment": _("before or after the course")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["run_by"].queryset = Agency.objects.filter(
            parties__agreement=self.entry.activity.plan.agreement_id
        )
        self.fields["maximum"].required = False
        self.fields["maximum"].initial = None
        self.fields["maximum"].widget.attrs["placeholder"] = "100"

    def clean_maximum(self) -> Any:
        """Left empty it is a percentage."""
        if (maximum := self.cleaned_data.get("maximum")) is None:
            return self._meta.model._meta.get_field("maximum").default
        return maximum


class TrainerGroupForm(RowForm):
    class Meta:
        model = TrainerGroup
        fields = ["origin", "number", "cohort"]
        field_classes = {"cohort": CourseField}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        cohorts = Training.objects.cohorts_for(self.entry)
        self.fields["cohort"].queryset = cohorts.select_related("entry__activity")


class ParticipantGroupForm(RowForm):
    """A category or a province, chosen in one list."""

    of = forms.ChoiceField(label=_("category or province"))

    class Meta:
        model = ParticipantGroup
        fields = list(PEOPLE)

    field_order = ["of", *PEOPLE]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        provinces = [(label, [(f"division:{key}", name) for key, name in named]) for label, named in grouped_choices()]
        categories = [(f"category:{key}", name) for key, name in Category.choices]
        self.fields["of"].choices = [("", "—"), (_("by category"), categories), *provinces]

    @classmethod
    def initial_of(cls, row: models.Model) -> dict[str, Any]:
        of = f"category:{row.category}" if row.category else f"division:{row.division}"
        return super().initial_of(row) | {"of": of}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by, _colon, value = cleaned.get("of", "").partition(":")
        if value:
            setattr(self.instance, by, value)
        return cleaned


class TrainingForm(DetailsForm):
    """The course in short, its sessions, trainers, tests and who took part."""

    fold = _("The training: topics, hours, who took part, tests, trainers, sessions")
    SHORT = ("course_kind",)
    ROWS = {
        "groups": rows_of(
            ParticipantGroupForm, title=_("participants by category and province"), more=_("Add a group")
        ),
        "tests": rows_of(KnowledgeTestForm, title=_("tests"), more=_("Add a test")),
        "trainers": rows_of(TrainerGroupForm, title=_("trainers"), more=_("Add trainers")),
        "sessions": rows_of(SessionForm, title=_("sessions of the course"), more=_("Add a session")),
    }

    class Meta:
        model = Training
        fields = ["course_kind", "topics", "mode", "hours", "materials", "satisfaction", "follows", "outcome"]
        field_classes = {"follows": CourseField}
        widgets = {"outcome": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"follows": _("For a follow-up: the course whose results you looked at some months later.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        courses = Training.objects.courses_for(self.entry)
        self.fields["follows"].queryset = courses.select_related("entry__activity")
