"""What the parties bind themselves to in a plan: its objectives and lines, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, CommentedField
from plans import texts
from plans.calendar import period
from plans.models import AnnualPlan, Department


def number(value: Any) -> str:
    """Grouped, without the noughts behind the point: 1,234.5; empty where nothing was recorded."""
    if value is None:
        return ""
    written = f"{value:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def of_agency(department: Department) -> str:
    return f"{department.agency}: {department}"


def line_rows(line: Activity) -> list[dict[str, Any]]:
    """Every field of a line that an adoption binds."""
    rows = [
        texts.row("kind", _("kind"), line.get_kind_display),
        texts.row("title_mn", _("title in Mongolian"), line.title_mn),
        texts.row("title_en", _("title in English"), line.title_en),
        texts.row("lead", _("lead department"), lambda: of_agency(line.lead)),
        texts.row(
            "partners",
            _("partner departments"),
            lambda: "; ".join(of_agency(one) for one in in_order(line.partners.all())),
        ),
        texts.row("period", _("period"), lambda: period(line.starts_on, line.ends_on, get_language() or "mn")),
        texts.row("places", _("places"), lambda: "; ".join(str(place) for place in in_order(line.places.all()))),
        texts.row("budget_amount", _("budget, MNT"), number(line.budget_amount)),
        texts.row("budget_note", _("source of funding"), line.budget_note),
    ]
    for place, indicator in enumerate(in_order(line.indicators.all()), start=1):
        rows.append(
            texts.row(
                f"indicator-{place}",
                _("indicator"),
                lambda one=indicator: f"{one.name}: {number(one.baseline) or '–'} → {number(one.target)} {one.unit}",
            )
        )
    return rows + birth_rows(line) if line.is_beyond_the_plan else rows


def birth_rows(line: Activity) -> list[dict[str, Any]]:
    """How a line beyond the plan came to be."""
    decision = [texts.row("decision", _("born of the decision"), lambda: line.decision)] if line.decision_id else []
    return [
        *decision,
        texts.row("origin_note_mn", _("how it came to be, in Mongolian"), line.origin_note_mn),
        texts.row("origin_note_en", _("how it came to be, in English"), line.origin_note_en),
        texts.row("decided_on", _("decided on"), line.decided_on),
    ]


def field_values(line: Activity) -> dict[str, dict[str, str]]:
    """How each field that can be commented on reads now, in both languages."""
    rows = [*line_rows(line), texts.row(CommentedField.OBJECTIVE, "", lambda: line.objective or "")]
    return {
        field: {
            language: " · ".join(
                words for row in rows if row["key"].startswith(field) and (words := row["value"][language])
            )
            for language in ("mn", "en")
        }
        for field in CommentedField.values
    }


def in_order(things: Iterable[Any]) -> list[Any]:
    return sorted(things, key=lambda thing: thing.pk)


def line_part(line: Activity) -> dict[str, Any]:
    return texts.part(f"line-{line.pk}", lambda: str(line), line_rows(line))


def lines_of(plan: AnnualPlan) -> list[Activity]:
    """The plan's lines with all a text needs, in the order of the plan."""
    lines = Activity.objects.filter(plan=plan).select_related(
        "plan__agreement", "objective", "lead__agency", "decision"
    )
    return list(lines.prefetch_related("partners__agency", "places", "indicators").in_plan_order())


def plan_text(plan: AnnualPlan, lines: list[Activity] | None = None) -> dict[str, Any]:
    """The plan as every party adopts it: its note, its objectives, its lines."""
    lines = lines_of(plan) if lines is None else lines
    return texts.text(
        lambda: f"{plan}, {plan.agreement}",
        [
            texts.part(
                "plan",
                _("annual plan"),
                [
                    texts.row("note_mn", _("note in Mongolian"), plan.note_mn),
                    texts.row("note_en", _("note in English"), plan.note_en),
                    *snapshot_rows(plan),
                ],
            ),
            *(
                texts.part(
                    f"objective-{objective.pk}",
                    lambda objective=objective: str(objective),
                    [texts.row("field", _("field of cooperation"), lambda objective=objective: objective.field or "")],
                )
                for objective in plan.objectives.select_related("field").order_by("number")
            ),
            *(line_part(line) for line in lines),
        ],
    )


def snapshot_rows(plan: AnnualPlan) -> list[dict[str, Any]]:
    """The days of its snapshots, where the parties chose other than the usual: earlier texts say nothing of them."""
    return [
        texts.row(name, AnnualPlan._meta.get_field(name).verbose_name, day)
        for name in ("half_year_on", "year_on")
        if (day := getattr(plan, name))
    ]
