"""Every line as adopted, as amended, and what was achieved: three readings beside each other, for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities import texts
from activities.models import Activity, ActivityState, Entry, Indicator, LineVersion, Origin
from activities.models.versions import AS_ADOPTED
from activities.working_copies import day_of
from plans import texts as plan_texts
from plans.calendar import period
from plans.models import PlanState

AGREED = {PlanState.ADOPTED, PlanState.CLOSED}
NOT_OF_THE_ADOPTION = {Origin.AMENDMENT, Origin.BEYOND}


@dataclass(frozen=True)
class Agreed:
    """One reading of a line as figures and days."""

    starts_on: date | None
    ends_on: date | None
    targets: dict[int | None, Decimal | None]

    @classmethod
    def standing(cls, line: Activity) -> Agreed:
        return cls(line.starts_on, line.ends_on, {one.pk: one.target for one in line.measures})

    @classmethod
    def kept(cls, version: LineVersion) -> Agreed:
        rows = version.data.get("indicators", [])
        targets = {row["id"]: Decimal(row["target"]) if row["target"] is not None else None for row in rows}
        return cls(day_of(version.data.get("starts_on")), day_of(version.data.get("ends_on")), targets)

    def target(self, indicator: Indicator | None) -> Decimal | None:
        return self.targets.get(indicator.pk) if indicator else None

    def words(self) -> str:
        return period(self.starts_on, self.ends_on, get_language() or "mn")


def version_of(line: Activity, number: int) -> LineVersion | None:
    return next((one for one in line.versions.all() if one.number == number), None)


def as_adopted(line: Activity) -> Agreed | None:
    """None where the plan is not adopted, or the line came to be otherwise. Reads prefetched versions."""
    if line.plan.state not in AGREED or line.origin in NOT_OF_THE_ADOPTION:
        return None
    first = version_of(line, AS_ADOPTED)
    return Agreed.kept(first) if first and line.agreed_number() else Agreed.standing(line)


def as_amended(line: Activity) -> Agreed | None:
    """None where no amendment touched the line."""
    last = version_of(line, line.agreed_number())
    return Agreed.kept(last) if last and last.number else None


def what_became(line: Activity) -> str:
    """«withdrawn by amendment 2»; empty where no amendment touched the line."""
    number = line.agreed_number()
    if not number:
        return ""
    if line.state == ActivityState.WITHDRAWN:
        return _("withdrawn by amendment %(number)s") % {"number": number}
    if line.origin in NOT_OF_THE_ADOPTION and len(line.versions.all()) == 1:
        return _("added by amendment %(number)s") % {"number": number}
    return _("changed by amendment %(number)s") % {"number": number}


@dataclass(frozen=True)
class Row:
    """One field of a line in its three readings, in the reader's language."""

    label: str
    adopted: str
    amended: str
    achieved: str = ""


def rows(line: Activity, entries: Iterable[Entry]) -> list[Row]:
    """The period and every indicator; of the other fields those an amendment changed."""
    number = line.agreed_number()
    first, last = version_of(line, AS_ADOPTED), version_of(line, number)
    adopted = reading(line, first) if as_adopted(line) else {}
    amended = reading(line, last) if number else {}
    if number and line.state == ActivityState.WITHDRAWN:
        amended = {key: (label, line.get_state_display()) for key, (label, _said) in amended.items() if is_basic(key)}
    achieved = {"period": period_of_work(entries)} | {
        f"indicator-{one.pk}": texts.number(one.achieved()) for one in line.measures
    }
    found = []
    for key in {**adopted, **amended, **achieved}:
        said, says = adopted.get(key), amended.get(key)
        is_new = bool(says and says[1]) if said is None else said != says
        is_shown = is_basic(key) or (number and says and is_new)
        if is_shown and (label := (says or said or (None,))[0]):
            found.append(Row(label, said[1] if said else "", says[1] if says else "", achieved.get(key, "")))
    return found


def is_basic(key: str) -> bool:
    """The rows that are shown though no amendment touched them."""
    return key == "period" or key.startswith("indicator-")


def reading(line: Activity, version: LineVersion | None) -> dict[str, tuple[str, str]]:
    """Key → label and words; an indicator by its own key, so that the readings of one stand in one row."""
    kept = version.text["rows"] if version else texts.line_rows(line)
    written = version.data["indicators"] if version and version.data else None
    keys = [one.pk for one in line.measures] if written is None else [one["id"] for one in written]
    found: dict[str, tuple[str, str]] = {}
    for row in kept:
        key, words = row["key"], plan_texts.words_of(row["value"])
        if key.startswith("indicator-"):
            key = f"indicator-{keys[int(key.removeprefix('indicator-')) - 1]}"
        found[key] = (plan_texts.words_of(row["label"]), words)
    return found


def period_of_work(entries: Iterable[Entry]) -> str:
    """From the first day of work to the last that was logged."""
    days: list[Any] = [day for entry in entries for day in (entry.starts_on, entry.ends_on) if day]
    return period(min(days), max(days), get_language() or "mn") if days else ""
