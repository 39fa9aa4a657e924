"""What people write beside a line: a comment, an answer, how it was settled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.forms.lines import TicksByGroup
from activities.models import Activity, Comment, CommentedField
from plans.forms.compartments import CompartmentFields, who_may_be_named
from plans.models import Compartment, User


def text_field(label: Any) -> forms.Field:
    return Comment._meta.get_field("text").formfield(label=label, widget=forms.Textarea(attrs={"rows": 3}))


class CommentForm(CompartmentFields, forms.Form):
    """A comment on a line: on which field, for whom, and whom it mentions."""

    field = forms.ChoiceField(
        label=_("on"), choices=[("", _("the line as a whole")), *CommentedField.choices], required=False
    )
    text = text_field(_("your comment"))

    def __init__(self, *args: Any, line: Activity, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user
        self.add_compartment_fields(line.plan.agreement, user)
        self.fields["compartment"].help_text = _("Who is not among them never learns of the comment.")
        people = self.fields["people"]
        people.label = _("people to mention")
        people.help_text = _("They get a mail. With «named people» they alone, and you, may read the comment.")
        people.widget = TicksByGroup()
        people.queryset = who_may_be_named(line.plan.agreement, user).select_related("agency")
        people.choices = by_agency(people.queryset)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        people = cleaned.get("people") or []
        match cleaned.get("compartment"):
            case Compartment.AGENCY if any(person.agency_id != self.user.agency_id for person in people):
                self.add_error("people", _("A comment for your agency alone mentions only your colleagues."))
            case Compartment.CIRCLE if not people and "people" not in self.errors:
                self.add_error("people", _("Choose the people who may know of it."))
        return cleaned


class AnswerForm(forms.Form):
    """An answer to a comment, for those who may know of it; the others of the exchange are told, unless unticked."""

    text = text_field(_("your answer"))

    def __init__(self, *args: Any, comment: Comment, others: Iterable[User], **kwargs: Any):
        kwargs.setdefault("auto_id", f"id_{comment.pk}_%s")
        super().__init__(*args, **kwargs)
        people = {str(person.pk): person for person in others}
        self.fields["people"] = forms.TypedMultipleChoiceField(
            label=_("people to mention"),
            choices=[(key, f"{person}, {person.agency}") for key, person in people.items()],
            coerce=people.__getitem__,
            initial=list(people),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class ResolveForm(forms.Form):
    """That a comment is settled, and how."""

    resolution = Comment._meta.get_field("resolution").formfield()

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any):
        kwargs.setdefault("auto_id", f"id_{comment.pk}_%s")
        super().__init__(*args, **kwargs)


def by_agency(people: Iterable[User]) -> list[tuple[str, list[tuple[int, str]]]]:
    """People to tick, grouped by agency."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for person in people:
        groups.setdefault(str(person.agency), []).append((person.pk, str(person)))
    return list(groups.items())
