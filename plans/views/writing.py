"""The manner of every page that writes: once, on the version that was seen, and with what was typed kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from functools import wraps
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.views.generic.edit import FormMixin

from plans.access import Verdict
from plans.actions.once import AlreadyCarriedOut, carried_out, once
from plans.models import Recorded
from plans.trail import StaleVersion
from plans.workflow import MoveRefused


def require(verdict: Verdict) -> None:
    """Refuse with the verdict's reason."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def form_key(request: HttpRequest) -> UUID:
    """The key the form carries ({% form_key %}); ValidationError where it came without one."""
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        raise ValidationError(_("The form came incomplete. Please send it once more.")) from None


class RefusedAsTyped(PermissionDenied):
    """What a person may not do (any more) when their form arrives, with what they had written in it."""

    def __init__(self, reason: str, typed: list[dict[str, str]], page: str):
        self.typed, self.page = typed, page
        super().__init__(reason)


class MissingAsTyped(Http404):
    """What a form was about is not there when it arrives, or not for this person, with what they had written in it."""

    def __init__(self, typed: list[dict[str, str]]):
        self.typed = typed
        super().__init__()


@contextmanager
def refusals_as_errors() -> Iterator[None]:
    """What an action or the database refuses in the block, as a ValidationError that a form can show."""
    try:
        yield
    except MoveRefused as refused:
        raise ValidationError(refused.reasons) from refused
    except IntegrityError as error:
        raise ValidationError(_("Somebody saved at the same moment. Please send the form once more.")) from error


View = Callable[..., HttpResponse]


def answered_again(view: View) -> View:
    """
    A form that was carried out, and is sent again because its answer was lost, leads to its page.

    By then the act is no longer open to its sender, and what was removed is not there; so the key is asked when the
    view refuses, which is after whatever made it refuse was committed.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (PermissionDenied, Http404) as refused:
            if page := led_to_before(request):
                return HttpResponseRedirect(page)
            if request.method != "POST":
                raise
            if isinstance(refused, PermissionDenied):
                raise request.written_in.refused(refused) from refused
            raise request.written_in.missing() from refused
        if response.status_code == 422 and (page := led_to_before(request)):
            return HttpResponseRedirect(page)
        return response

    return answer


def led_to_before(request: HttpRequest) -> str:
    try:
        return carried_out(request.user, form_key(request)) if request.method == "POST" else ""
    except ValidationError:
        return ""


class WritingMixin(FormMixin):
    """
    A view whose form is handed to an action.

    `act` calls the action and returns the thing it made or changed; what the action refuses comes back as a sentence
    in the form, and a stale form as a page with both texts (409).
    """

    success_message = ""
    row_forms: ClassVar[dict[str, tuple[Any, type[forms.ModelForm]]]] = {}
    """Rows that are sent beside the form, by their prefix: what they are called, and the form of one."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> View:
        return answered_again(super().as_view(**initkwargs))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        request.written_in = self

    def act(self, form: forms.BaseForm) -> Any:
        raise NotImplementedError

    def refused(self, denied: PermissionDenied) -> RefusedAsTyped:
        """Its thing was locked while the form was open, or there never was a right: what was typed stays readable."""
        return RefusedAsTyped(str(denied), [*typed_in(self.get_form()), *self.typed_rows()], self.stands_at())

    def missing(self) -> MissingAsTyped:
        """
        Its thing was taken out while the form was open, or this person never might know of it: what was typed stays.

        It is read from what was sent alone, so it is the same whether a thing is hidden or never was.
        """
        return MissingAsTyped([*typed_in(without_a_thing(self.form_class, self.request)), *self.typed_rows()])

    def typed_rows(self) -> list[dict[str, str]]:
        rows = []
        for prefix, (label, row_form) in self.row_forms.items():
            found = (re.match(rf"{prefix}-(\d{{1,3}})-", key) for key in self.request.POST)
            numbers = sorted({int(match[1]) for match in found if match})
            lines = (line_of(without_a_thing(row_form, self.request, f"{prefix}-{number}")) for number in numbers)
            if typed := "\n".join(filter(None, lines)):
                rows.append({"label": label, "typed": typed})
        return rows

    def led_to(self, outcome: Any) -> str:
        return outcome.get_absolute_url()

    def stands_at(self) -> str:
        """The page of what is written on, where an act without one of its own is made; empty before there is one."""
        thing = self.get_form_kwargs().get("instance")
        with suppress(ObjectDoesNotExist):  # a new thing whose whole was not chosen yet
            while isinstance(thing, Recorded):
                if thing.pk and hasattr(thing, "get_absolute_url"):
                    return thing.get_absolute_url()
                thing = thing.within()
        return ""

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An act's address is opened: after a sign-in that its sending led to, or where a refusal left the browser."""
        if request.method != "GET":
            return super().http_method_not_allowed(request, *args, **kwargs)
        messages.warning(
            request, _("Nothing was recorded just now. If your act does not stand here, please press once more.")
        )
        return HttpResponseRedirect(self.stands_at())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context if "get" in self.http_method_names else context | {"stands_at": self.stands_at()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        instance = getattr(form, "instance", None)
        is_new = instance is not None and instance.pk is None
        try:
            with refusals_as_errors(), once(self.request.user, form_key(self.request)) as used:
                used.led_to = self.led_to(self.act(form))
        except AlreadyCarriedOut as done:
            return HttpResponseRedirect(done.led_to)
        except StaleVersion as stale:
            return self.conflict(form, stale)
        except ValidationError as error:
            if is_new:  # what was saved before the refusal is undone, and the form is still one of a new thing
                instance.pk, instance._state.adding = None, True
            add_errors(form, error)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(used.led_to)

    def form_invalid(self, form: forms.BaseForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def conflict(self, form: forms.BaseForm, stale: StaleVersion) -> HttpResponse:
        """Somebody saved first: their text beside yours, and the form still holding yours."""
        current = self.form_on(stale.current)
        form.data = form.data.copy()
        form.data["version"] = stale.current.version
        context = self.get_context_data(form=form, both_texts=both_texts(form, current), current=stale.current)
        return self.render_to_response(context, status=409)

    def form_on(self, thing: Any) -> forms.BaseForm:
        """The form as it opens on the thing, for comparison with what was typed."""
        kwargs = self.get_form_kwargs()
        for posted in ("data", "files"):
            kwargs.pop(posted, None)
        return self.get_form_class()(**kwargs | {"instance": thing})


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """At their fields where the form has them, else on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def both_texts(mine: forms.BaseForm, theirs: forms.BaseForm) -> list[dict[str, str]]:
    """Field by field where the two differ: the label, what stands now, what was typed."""
    rows = []
    for name, field in mine.fields.items():
        if field.widget.is_hidden or isinstance(field, forms.FileField) or name not in theirs.fields:
            continue
        stands, typed = (readable(form[name]) for form in (theirs, mine))
        if stands != typed:
            rows.append({"label": mine[name].label, "stands": stands, "typed": typed})
    for one, other in zip(getattr(mine, "other_forms", ()), getattr(theirs, "other_forms", ()), strict=False):
        rows += both_rows(one, other) if isinstance(one, forms.BaseFormSet) else both_texts(one, other)
    return rows


def typed_in(form: forms.BaseForm) -> list[dict[str, str]]:
    """What a form holds that was sent, field by field, as a person reads it."""
    fields = [(field.label, readable(field)) for field in form.visible_fields()]
    for other in getattr(form, "other_forms", ()):
        if isinstance(other, forms.BaseFormSet):
            fields.append((getattr(other, "title", ""), rows_as_text(other)))
        else:
            fields += [(row["label"], row["typed"]) for row in typed_in(other)]
    return [{"label": label, "typed": typed} for label, typed in fields if typed]


def without_a_thing(
    form_class: type[forms.BaseForm], request: HttpRequest, prefix: str | None = None
) -> forms.BaseForm:
    """A form as it was sent, where there is nothing to open it on; what is chosen among records is left out."""
    form = forms.Form(request.POST, prefix=prefix)
    form.fields = {
        name: deepcopy(field)
        for name, field in form_class.base_fields.items()
        if not isinstance(field, forms.ModelChoiceField)
    }
    return form


def both_rows(mine: forms.BaseFormSet, theirs: forms.BaseFormSet) -> list[dict[str, str]]:
    """The rows of a form as lines of text, where they differ."""
    stands, typed = rows_as_text(theirs), rows_as_text(mine)
    return [{"label": getattr(mine, "title", ""), "stands": stands, "typed": typed}] if stands != typed else []


def rows_as_text(rows: forms.BaseFormSet) -> str:
    return "\n".join(filter(None, map(line_of, rows)))


def line_of(form: forms.BaseForm) -> str:
    """What a form of a row holds, in a line."""
    return ", ".join(filter(None, map(readable, form)))


def readable(bound: forms.BoundField) -> str:
    """A field's value as a person reads it: labels of choices, days as written."""
    value = bound.value()
    if isinstance(widget := bound.field.widget, forms.NullBooleanSelect):
        return "" if value is None else str(dict(widget.choices)[widget.format_value(value)])
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        chosen = {str(getattr(one, "pk", one)) for one in (value if isinstance(value, list | tuple) else [value])}
        return ", ".join(str(label) for key, label in flatten_choices(choices) if str(key) in chosen and str(key))
    prepared = bound.field.prepare_value(value)
    return str(widget.format_value(prepared) or "").replace("\r\n", "\n")


class ConfirmMixin(WritingMixin):
    """A page that asks before a heavy act; its form holds nothing but its key."""

    form_class = forms.Form
