"""
How a line is written down before it changes: its fields, partners, places and indicators as plain data.

A working copy is what an amendment carries: a form writes it, a text shows it, and the last consent writes it into
the line.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from activities.models import Activity, ActivityPlace, Indicator, Origin
from plans.models import AnnualPlan, Decision, Department, Objective

WorkingCopy = dict[str, Any]

PLAIN = ("kind", "title_mn", "title_en", "budget_amount", "budget_note")
DAYS = ("starts_on", "ends_on")
OF_INDICATOR = ("name_mn", "name_en", "unit", "reading")
FIGURES = ("baseline", "target")
FIELDS = (*PLAIN, *DAYS, "objective", "lead")
CENTS = Decimal("0.01")
NOT_YET = 10**12
"""Above every key the database gives: parts that are not saved yet stand after those that are."""
BIRTH = ("origin_note_mn", "origin_note_en")
"""With `decided_on` and `decision`, how a line beyond the plan came to be; other copies are silent on it."""


def figure(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def copy_of(line: Activity) -> WorkingCopy:
    """The line as it reads now."""
    return written(
        {name: getattr(line, name) for name in FIELDS},
        partners=sorted(line.partners.all(), key=lambda one: one.pk),
        places=sorted(line.places.all(), key=lambda one: one.pk),
        indicators=sorted(line.indicators.all(), key=lambda one: one.pk),
    )


def written(
    fields: Mapping[str, Any],
    *,
    partners: Iterable[Department],
    places: Iterable[ActivityPlace],
    indicators: Iterable[Indicator],
) -> WorkingCopy:
    """The same line gives the same copy, whatever door it came through."""
    return {
        **{name: fields[name] for name in PLAIN},
        **{name: day.isoformat() if (day := fields[name]) else None for name in DAYS},
        "objective": fields["objective"].pk if fields["objective"] else None,
        "lead": fields["lead"].pk,
        "partners": sorted(one.pk for one in partners),
        "places": [{"division": one.division, "detail": one.detail} for one in places],
        "indicators": [
            {"id": one.pk}
            | {name: getattr(one, name) for name in OF_INDICATOR}
            | {name: figure(getattr(one, name)) for name in FIGURES}
            for one in indicators
        ],
    }


@dataclass
class Register:
    """The departments and objectives that working copies name by their keys, read once."""

    departments: dict[int, Department]
    objectives: dict[int, Objective]

    @classmethod
    def of(cls, plan: AnnualPlan) -> Register:
        departments = Department.objects.of_parties(plan.agreement_id).select_related("agency")
        return cls({one.pk: one for one in departments}, {one.pk: one for one in plan.objectives.all()})


def day_of(written_day: str | None) -> date | None:
    return date.fromisoformat(written_day) if written_day else None


def fields_of(after: WorkingCopy, register: Register) -> dict[str, Any]:
    """The line's own fields, as the model holds them."""
    return {
        **{name: after[name] for name in PLAIN},
        **{name: day_of(after[name]) for name in DAYS},
        "objective": register.objectives.get(after["objective"]),
        "lead": register.departments[after["lead"]],
    }


def born_of_a_decision(
    after: WorkingCopy, *, decided_on: date, decision: Decision | None = None, **notes: str
) -> WorkingCopy:
    """The copy of a line beyond the plan: under no objective, with the decision it was born of."""
    birth = {"decided_on": decided_on.isoformat(), "decision": decision.pk if decision else None}
    return after | {"objective": None} | birth | {name: notes[name] for name in BIRTH}


def new_line(after: WorkingCopy, plan: AnnualPlan) -> Activity:
    """A line that stood nowhere yet, with how it came to be."""
    if "decided_on" not in after:
        return Activity(plan=plan, origin=Origin.AMENDMENT)
    birth = {name: after[name] for name in BIRTH}
    birth |= {"decided_on": day_of(after["decided_on"]), "decision_id": after["decision"]}
    return Activity(plan=plan, origin=Origin.BEYOND, **birth)


def places_of(after: WorkingCopy) -> list[ActivityPlace]:
    return [ActivityPlace(**row) for row in after["places"]]


def partners_of(after: WorkingCopy, register: Register) -> list[Department]:
    return [register.departments[key] for key in after["partners"]]


def indicators_of(after: WorkingCopy) -> list[Indicator]:
    """Those that stand in the line already by their key, to be saved over; new ones without."""
    indicators = []
    for row in after["indicators"]:
        figures = {name: None if row[name] is None else Decimal(row[name]).quantize(CENTS) for name in FIGURES}
        one = Indicator(pk=row["id"], **{name: row[name] for name in OF_INDICATOR}, **figures)
        one._state.adding = one.pk is None
        indicators.append(one)
    return indicators


def as_line(
    after: WorkingCopy, *, plan: AnnualPlan, position: int, register: Register, line: Activity | None = None
) -> Activity:
    """The line as it will read, to be shown and never saved."""
    shown = copy.copy(line) if line else new_line(after, plan)
    shown.pk = shown.pk or 0
    for name, value in fields_of(after, register).items():
        setattr(shown, name, value)
    shown.position = position
    shown._prefetched_objects_cache = {
        "partners": partners_of(after, register),
        "places": with_keys(places_of(after)),
        "indicators": with_keys(indicators_of(after)),
    }
    return shown


def with_keys(parts: Sequence[Any]) -> Sequence[Any]:
    for place, part in enumerate(parts):
        part.pk = part.pk or NOT_YET + place
    return parts
