"""
The texts that parties bind themselves to: headings and rows in both languages, digested as one.

A text is plain data, so that it can be kept for ever, printed, compared and digested without the models of its day:
{"heading", "parts": [{"key", "heading", "rows": [{"key", "label", "value"}]}]}, every word as {"mn", "en"}.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, override

FORMAT = "mou-text-1"
WORDS = re.compile(r"\s+|\d[\d.,:–-]*|\w+|[^\w\s]")  # days and figures stay whole
UNDER = "under"
"""The key of the row that says under which heading a part stands: where only that differs, the part was moved."""
WHY = "why-"
"""A part of this key and another's says why that other part changes."""

Said = Callable[[], Any]
"""What is said, rendered once in each language."""


def both(said: Any) -> dict[str, str]:
    """Words in both languages; empty where there is nothing."""
    words = {}
    for language in ("mn", "en"):
        with override(language):
            value = said() if callable(said) else said
            words[language] = in_words(value)
    return words


def in_words(value: Any) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value:%Y.%m.%d}"
    return str(value)


def row(key: str, label: Any, value: Any) -> dict[str, Any]:
    return {"key": key, "label": both(label), "value": both(value)}


def part(key: str, heading: Any, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "heading": both(heading), "rows": list(rows)}


def text(heading: Any, parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"format": FORMAT, "heading": both(heading), "parts": list(parts)}


def substance(text: dict[str, Any]) -> list[Any]:
    """What the parties bind themselves to, without the labels beside it: a corrected label changes no agreement."""
    return [[part["key"], [[row["key"], row["value"]] for row in part["rows"]]] for part in text["parts"]]


def as_read() -> tuple[str, str]:
    """Both languages, the reader's first."""
    return ("en", "mn") if (get_language() or "mn").startswith("en") else ("mn", "en")


def words_of(said: dict[str, str]) -> str:
    """The words in the reader's language, or in the other where that one is empty."""
    first, second = as_read()
    return said.get(first) or said.get(second) or ""


def has_row(text: dict[str, Any], part: str, row: str) -> bool:
    return any(one["key"] == part and row in {said["key"] for said in one["rows"]} for one in text["parts"])


def in_both(said: dict[str, str]) -> list[tuple[str, str]]:
    """What is held, by language: the reader's first; once, and of no language, where both say the same."""
    held = [(language, said[language]) for language in as_read() if said.get(language)]
    return [("", held[0][1])] if len({words for _language, words in held}) == 1 else held


@dataclass(frozen=True)
class Piece:
    """A run of words of a changed row: `kept`, `gone` or `new`."""

    kind: str
    words: str


@dataclass(frozen=True)
class ChangedRow:
    """One row of a part that reads differently in a language (in both alike: none), with its words side by side."""

    label: str
    before: list[Piece]
    after: list[Piece]
    language: str = ""


@dataclass(frozen=True)
class ChangedPart:
    """A part that was added, withdrawn, moved or changed, and why where the text says so."""

    kind: str
    said: dict[str, str]
    rows: list[ChangedRow]
    key: str = ""
    why: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)

    @property
    def heading(self) -> list[tuple[str, str]]:
        return in_both(self.said)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[ChangedPart]:
    """What a reader must know who has read `before` and has `after` in front of them; both languages count."""
    old = {one["key"]: one for one in before.get("parts", [])}
    new = {one["key"]: one for one in after.get("parts", [])}
    common_old = [key for key in old if key in new]
    common_new = [key for key in new if key in old]
    found = []
    for key, one in new.items():
        if key not in old:
            found.append(changed("added", None, one))
        elif one != old[key]:
            found.append(changed("moved" if is_moved(old[key], one) else "changed", old[key], one))
        elif common_old.index(key) != common_new.index(key):
            found.append(changed("moved", one, one))
    found += [changed("withdrawn", one, None) for key, one in old.items() if key not in new]
    reasons = {key.removeprefix(WHY): rows_read(one) for key, one in new.items() if key.startswith(WHY)}
    return [replace(one, why=reasons.get(one.key, [])) for one in found]


def changed(kind: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> ChangedPart:
    said = new or old or {}
    rows = rows_of(old, new)
    if kind == "moved" and not rows and old and new:
        rows = changed_row({}, old["heading"], new["heading"])
    return ChangedPart(kind, said["heading"], rows, said["key"])


def is_moved(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether the part says the same at another place."""
    return [one for one in old["rows"] if one["key"] != UNDER] == [one for one in new["rows"] if one["key"] != UNDER]


def rows_read(one: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of a part in both languages, under the reader's labels; those that say nothing are left out."""
    return [(words_of(row["label"]), said) for row in one["rows"] if (said := in_both(row["value"]))]


def rows_of(old: dict[str, Any] | None, new: dict[str, Any] | None) -> list[ChangedRow]:
    """The rows of a part that differ, in each language in which they do."""
    before = {one["key"]: one for one in old["rows"]} if old else {}
    after = {one["key"]: one for one in new["rows"]} if new else {}
    rows = []
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        label = (now or was or {})["label"]
        rows += changed_row(label, was["value"] if was else {}, now["value"] if now else {})
    return rows


def changed_row(label: dict[str, str], was: dict[str, str], now: dict[str, str]) -> list[ChangedRow]:
    """A row for each language that reads differently; one where both read alike."""
    readings = {language: (was.get(language, ""), now.get(language, "")) for language in as_read()}
    if len(set(readings.values())) == 1:
        readings = {"": readings.popitem()[1]}
    return [
        ChangedRow(words_of(label), *pieces(said, says), language)
        for language, (said, says) in readings.items()
        if said != says
    ]


def pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both readings cut into what stayed and what did not, word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    left, right = [], []
    for act, i, j, k, m in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if act == "equal":
            left.append(Piece("kept", "".join(old[i:j])))
            right.append(Piece("kept", "".join(new[k:m])))
            continue
        if j > i:
            left.append(Piece("gone", "".join(old[i:j])))
        if m > k:
            right.append(Piece("new", "".join(new[k:m])))
    return left, right
