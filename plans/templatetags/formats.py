"""Days, periods and figures as the country writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plans.calendar import long_date as written_date
from plans.calendar import period as written_period
from plans.history import named as name_on_the_day

register = template.Library()


@register.filter
def long_date(day: date | None) -> str:
    """«2020 оны 08 дугаар сарын 18-ны өдөр», in English 18 August 2020."""
    return written_date(day, get_language() or "mn") if day else ""


@register.simple_tag
def period(starts_on: date | None, ends_on: date | None) -> str:
    """Quarters where the period is whole quarters, else days."""
    return written_period(starts_on, ends_on, get_language() or "mn")


@register.filter
def number(value: Any) -> str:
    """12,345.6 (CLDR mn); nothing where there is nothing."""
    if value is None or value == "":
        return ""
    text = f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def money(value: int | None) -> str:
    """₮ 1,234 (CLDR mn)."""
    return f"₮ {value:,}" if value is not None else ""


@register.filter
def days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


@register.filter
def waited(since: datetime) -> str:
    """How many days something has waited: «today» or «21 days»."""
    count = (timezone.localdate() - timezone.localdate(since)).days
    return days(count) if count > 0 else _("today")


@register.filter
def named(reference: dict[str, Any]) -> str:
    """The name a thing had when a text that names it was recorded."""
    return name_on_the_day(reference)


@register.filter
def day(value: date | str | None) -> str:
    """2020.08.18, of a day or of one that a recorded text keeps as 2020-08-18."""
    if isinstance(value, str) and value:
        value = date.fromisoformat(value)
    return f"{value:%Y.%m.%d}" if value else ""
