"""The pieces every page is made of; /components/ shows each when DEBUG is on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.access import Verdict

register = template.Library()

TONES = {
    # state of anything → colour and icon; the word comes from the state itself
    "draft": ("quiet", "pencil"),
    "proposed": ("waiting", "hourglass-split"),
    "adopted": ("done", "check-lg"),
    "closed": ("quiet", "journal-check"),
    "in_force": ("done", "check-lg"),
    "ended": ("quiet", "dash-circle"),
    "open": ("waiting", "hourglass-split"),
    "taken_effect": ("done", "check-lg"),
    "returned": ("quiet", "dash-circle"),
    "dropped": ("quiet", "dash-circle"),
    "planned": ("quiet", "circle"),
    "in_progress": ("going", "circle-half"),
    "reported_done": ("waiting", "hourglass-split"),
    "confirmed": ("done", "check-lg"),
    "differs": ("differs", "question-circle"),
    "postponed": ("quiet", "clock-history"),
    "withdrawn": ("quiet", "dash-circle"),
    "held": ("going", "circle-half"),
    "sent": ("waiting", "hourglass-split"),
    "called_off": ("quiet", "dash-circle"),
    "done": ("done", "check-lg"),
    "active": ("going", "circle-half"),
    "asked": ("quiet", "circle"),
    "reply_due": ("waiting", "hourglass-split"),
    "reply_overdue": ("late", "exclamation-circle-fill"),
    "accepted": ("done", "check-lg"),
    "partly_accepted": ("going", "circle-half"),
    "rejected": ("differs", "question-circle"),
    "under_way": ("going", "circle-half"),
    "carried_out": ("done", "check-lg"),
    "partly_carried_out": ("going", "circle-half"),
    "not_carried_out": ("late", "exclamation-circle-fill"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "check-lg" %}: decoration beside a word, never alone."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def badge(label: str, tone: str = "quiet", icon_name: str = "circle") -> SafeString:
    """{% badge "Overdue" "late" "exclamation-circle-fill" %}"""
    return format_html('<span class="badge-state tone-{}">{}{}</span>', tone, icon(icon_name), capfirst(str(label)))


@register.simple_tag
def state_badge(thing: Any) -> SafeString:
    """{% state_badge plan %}: the state of a thing; an overdue line says by how much, unless a side differs."""
    if (days := getattr(thing, "days_overdue", 0)) and thing.state != "differs":
        late = ngettext("Overdue · %(days)s day", "Overdue · %(days)s days", days) % {"days": days}
        return badge(late, "late", "exclamation-circle-fill")
    tone, icon_name = TONES[thing.state]
    return badge(thing.get_state_display(), tone, icon_name)


@register.inclusion_tag("components/figure.html")
def figure(label: str, value: Any, unit: str = "", how: str = "", href: str = "", tone: str = "") -> dict[str, Any]:
    """{% figure label=… value=… unit="%" how="3 of 5" href=… tone="late" %} inside <div class="figures">."""
    return {"label": label, "value": value, "unit": unit, "how": how, "href": href, "tone": tone}


@register.inclusion_tag("components/stacked_bar.html")
def stacked_bar(parts: Iterable[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """{% stacked_bar parts label %}: parts have name (colour), label, count, href; widths come of the counts."""
    shown = [part for part in parts if part["count"]]
    total = sum(part["count"] for part in shown) or 1
    place, drawn = 0.0, []
    for part in shown:
        width = 100 * part["count"] / total
        drawn.append(dict(part, x=f"{place:.3f}", width=f"{max(width - 0.3, 0.3):.3f}"))
        place += width
    return {"parts": drawn, "label": label}


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(share: float, label: str, tone: str = "done") -> dict[str, Any]:
    """{% progress_bar 41.7 "done" %}: one share of a hundred; the figure itself stands beside it in words."""
    return {"share": f"{min(max(share, 0), 100):.2f}", "label": label, "tone": tone}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page) -> dict[str, Any]:
    """{% pagination page_obj %}: «1–25 of 312» and the neighbours, the filter kept."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: template.Context, label: str, name: str, classes: str = "") -> dict[str, Any]:
    """{% sort_header "Due" "due" %}: a column that sorts by click, in the address as sort=due or sort=-due."""
    now = context["request"].GET.get("sort", "")
    direction = {name: "ascending", f"-{name}": "descending"}.get(now, "none")
    return {
        "label": label,
        "direction": direction,
        "next": f"-{name}" if direction == "ascending" else name,
        "classes": classes,
        "request": context["request"],
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", act: str = "", href: str = "") -> dict[str, str]:
    """{% empty_state "No lines yet" "Add the first." "Add a line" url %}"""
    return {"title": title, "text": text, "act": act, "href": href}


@register.inclusion_tag("components/why_not.html")
def why_not(verdict: Verdict) -> dict[str, Verdict]:
    """{% why_not may_log %}: why an act is missing here, for those who would look for it; nothing where it is not."""
    return {"verdict": verdict}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: Any, *groups: Any) -> dict[str, Any]:
    """{% error_summary form %}: every error on top, each a link to its field; the focus goes there."""
    more = [one for group in groups for one in (group if isinstance(group, list) else [group])]
    forms = [form, *(one for group in more for one in getattr(group, "forms", [group]))]
    general = [error for one in forms for error in one.non_field_errors()]
    general += [error for group in more if hasattr(group, "non_form_errors") for error in group.non_form_errors()]
    fields = [
        {"id": bound.id_for_label or bound.auto_id, "label": bound.label, "error": error}
        for one in forms
        for bound in one
        for error in bound.errors
    ]
    return {"general": general, "fields": fields, "any": bool(general or fields)}


@register.filter
def recorded(value: Any) -> Any:
    """A figure as it was recorded, or «not recorded»: unknown is not zero."""
    return _("not recorded") if value is None or value == "" else value
