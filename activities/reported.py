"""What was reported of a line, as the sides are asked to confirm it: its text, who reported it, what was logged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.details import bring_details, details_in_words
from activities.models import Activity, Confirmation, Entry, Evidence
from activities.texts import line_part, number
from plans import texts
from plans.calendar import period
from plans.models.consent import digest_of

ENTRY = "entry-"
SHORT = 12


def read_anew(activity: Activity) -> Activity:
    """The line as it stands now, with all that its report says."""
    entries = Entry.objects.joint().select_related("agency")
    evidence = Prefetch("evidence", Evidence.objects.joint().select_related("stored"))
    line = (
        Activity.objects.with_readings()
        .select_related("plan__agreement", "objective")
        .prefetch_related(
            "places",
            "indicators",
            Prefetch("entries", entries.prefetch_related(evidence, "next_steps__agency", "figures__indicator")),
        )
        .get(pk=activity.pk)
    )
    bring_details(list(line.entries.all()), line.kind)
    return line


def entries_reported(line: Activity) -> list[Entry]:
    """The entries that both sides see, in the order they were logged; reads prefetched entries."""
    entries = [entry for entry in line.entries.all() if entry.is_joint]
    return sorted(entries, key=lambda entry: (entry.logged_at, entry.pk))


def report_text(line: Activity) -> dict[str, Any]:
    """Everything a confirmation of this line names; the same record gives the same text and the same digest."""
    report = texts.part(
        "report",
        _("reported done"),
        [
            texts.row("agency", _("agency that reported it done"), lambda: line.reporter),
            texts.row("at", _("reported done on"), line.reported_done_at and line.reported_done_at.isoformat()),
        ],
    )
    return texts.text(lambda: str(line), [line_part(line), report, *map(entry_part, entries_reported(line))])


def entry_part(entry: Entry) -> dict[str, Any]:
    """One entry with its details, figures, next steps and evidence, files by their digest."""
    rows = [
        texts.row("agency", _("agency"), lambda: entry.agency),
        texts.row("where", _("where"), lambda: entry.where),
        texts.row("women", _("women"), entry.women),
        texts.row("men", _("men"), entry.men),
        texts.row("sex_not_recorded", _("not recorded"), entry.sex_not_recorded),
        texts.row("what_was_done", _("what was done"), entry.what_was_done),
        texts.row("obstacles", _("what stood in the way"), entry.obstacles),
        texts.row("progress", _("this work is"), entry.get_progress_display),
    ]
    if entry.head_count is not None:
        rows.append(texts.row("head_count", _("people in all, each counted once"), entry.head_count))
    if details := entry.details:
        rows.append(texts.row("details", details._meta.verbose_name, lambda: details_in_words(details)))
    rows += [
        texts.row(f"figure-{figure.pk}", lambda one=figure: one.indicator.name, number(figure.value))
        for figure in entry.figures.all()
    ]
    rows += [
        texts.row(f"step-{step.pk}", _("next step"), lambda one=step: f"{one} {one.due_on or ''}".strip())
        for step in entry.next_steps.all()
    ]
    rows += [
        texts.row(f"evidence-{item.pk}", _("evidence"), in_words(item))
        for item in entry.evidence.all()
        if item.is_joint
    ]
    return texts.part(
        f"{ENTRY}{entry.pk}", lambda: period(entry.starts_on, entry.ends_on, get_language() or "mn"), rows
    )


def in_words(item: Evidence) -> str:
    return f"{item} (SHA-256 {item.stored.digest})" if item.stored else f"{item} {item.url}".strip()


def seen(text: dict[str, Any]) -> str:
    """The parts of a text with a short digest each, for a form to carry: by it a refusal tells what is new."""
    return " ".join(f"{part['key']}:{digest_of(part)[:SHORT]}" for part in text["parts"])


def new_since(text: dict[str, Any], shown: str) -> list[dict[str, Any]]:
    """The parts that came or changed since the form that carried `shown` was on the screen."""
    known = set(shown.split())
    return [part for part in text["parts"] if f"{part['key']}:{digest_of(part)[:SHORT]}" not in known]


def logged_after(confirmation: Confirmation, entries: Iterable[Entry]) -> int:
    """How many entries came after this reading; it says nothing of them."""
    named = {part["key"] for part in confirmation.reported["parts"]}
    return sum(f"{ENTRY}{entry.pk}" not in named for entry in entries)
