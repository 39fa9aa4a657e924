"""What an entry's kind asks for beside its core: one form of details, and rows that belong to it."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from activities.actions.details import WrittenDetails
from activities.models import Entry

MOST_ROWS = 60


class RowForm(forms.ModelForm):
    """One row; left empty it is not there."""

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.entry, self.empty_permitted = entry, False  # what is empty is said by `is_empty`, not by «unchanged»

    @classmethod
    def initial_of(cls, row: models.Model) -> dict[str, Any]:
        """What the form opens with on a row that stands."""
        return {name: field_value(row, name) for name in cls._meta.fields}

    @property
    def is_empty(self) -> bool:
        return not any(
            field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
        )

    def full_clean(self) -> None:
        if not (self.is_bound and self.is_empty):
            return super().full_clean()
        self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        return None


class Rows(forms.BaseFormSet):
    """The rows of one kind under an entry. What a form doesn't carry at all stays as it stands."""

    title: Any
    more: Any
    model: type[models.Model]

    def clean(self) -> None:
        """A count that is less than the rows which came would lose the others without a word."""
        count = self.management_form.cleaned_data[TOTAL_FORM_COUNT]
        came = [re.match(rf"{self.prefix}-(\d{{1,4}})-", key) for key in self.data]
        if count < 0 or any(int(row[1]) >= count for row in came if row):
            raise forms.ValidationError(_("The form came incomplete. Please send it once more."))

    @property
    def objects(self) -> list[models.Model] | None:
        """The rows as typed, unsaved; None where they are to stay as they stand."""
        if not self.is_bound:
            return None
        return [form.instance for form in self.forms if not form.is_empty]

    @property
    def holds_something(self) -> bool:
        return bool(self.initial) or (self.is_bound and any(not form.is_empty for form in self.forms))


def rows_of(form: type[RowForm], *, title: Any, more: Any, extra: int = 1) -> type[Rows]:
    """The rows of a form; `more` are the words on the button that adds one."""
    made = forms.formset_factory(form, formset=Rows, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    made.title, made.more, made.model = title, more, form._meta.model
    return made


class DetailsForm(forms.ModelForm):
    """
    The details of one kind of work under an entry.

    `ROWS` names the rows by the related name they have on the details; `SHORT` the fields that are not folded. The
    others stand before the rows one by one, unless `BEFORE_THE_ROWS` and `AFTER_THE_ROWS` put some side by side.
    """

    fold: Any = ""
    """What the folded part holds, in a line."""
    ROWS: ClassVar[dict[str, type[Rows]]] = {}
    SHORT: ClassVar[tuple[str, ...]] = ()
    BEFORE_THE_ROWS: ClassVar[tuple[tuple[str, ...], ...]] = ()
    AFTER_THE_ROWS: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init__(self, *args: Any, entry: Entry, like: Entry | None = None, **kwargs: Any):
        model = self._meta.model
        self.entry, self.name = entry, model._meta.get_field("entry").remote_field.related_name
        standing = model.objects.filter(entry=entry.pk).first() if entry.pk else None
        shown = standing or (model.objects.filter(entry=like.pk).first() if like else None)
        kept = {name: getattr(shown, f"{name}_id", getattr(shown, name)) for name in model.DESCRIBES} if shown else {}
        super().__init__(*args, instance=standing, prefix=self.name, initial=None if standing else kept, **kwargs)
        if self.is_bound and not any(key.startswith(f"{self.name}-") for key in self.data):
            self.is_bound = False
        self.standing = standing

    @cached_property
    def rows(self) -> dict[str, Rows]:
        return {name: self._rows(name, rows) for name, rows in self.ROWS.items()}

    def _rows(self, name: str, rows: type[Rows]) -> Rows:
        relation = self._meta.model._meta.get_field(name)
        written = relation.related_model._base_manager.filter(**{relation.field.name: self.entry.pk})
        standing = written if self.standing else ()
        initial = [rows.form.initial_of(row) for row in standing]
        carried = self.is_bound and f"{name}-TOTAL_FORMS" in self.data
        return rows(self.data if carried else None, initial=initial, prefix=name, form_kwargs={"entry": self.entry})

    @property
    def short_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SHORT]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.SHORT]

    @property
    def before_the_rows(self) -> list[list[forms.BoundField]]:
        if not self.BEFORE_THE_ROWS:
            return [[field] for field in self.folded_fields]
        return [[self[name] for name in group] for group in self.BEFORE_THE_ROWS]

    @property
    def after_the_rows(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in group] for group in self.AFTER_THE_ROWS]

    @property
    def opens_the_rest(self) -> bool:
        """Whether what is folded holds something to see."""
        return any(field.errors or field.value() for field in self.folded_fields) or any(
            rows.holds_something for rows in self.rows.values()
        )

    def written(self) -> WrittenDetails | None:
        """What goes to the action; None where the form carried nothing of it."""
        if not self.is_bound:
            return None
        return WrittenDetails(
            name=self.name,
            fields={name: self.cleaned_data.get(name) for name in self._meta.fields},
            rows={name: rows.objects for name, rows in self.rows.items()},
        )


def field_value(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    return value.pk if isinstance(value, models.Model) else value
