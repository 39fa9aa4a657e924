"""Who took part in a training, by category and by province; small cells are hidden."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from activities.models import PEOPLE, ParticipantGroup, Training
from activities.reports.suppression import HIDDEN, Cell, suppress


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """Women, men, not recorded and together, by one division of the participants."""

    title: str
    rows: list[Row]

    @property
    def hides(self) -> bool:
        return any(HIDDEN in row.cells for row in self.rows)


def participant_tables(training: Training) -> list[Table]:
    """By category and by province, each where it was recorded; who stands in no group has a row of their own."""
    groups = list(training.groups.all())
    tables = []
    for by, title in (("category", _("Participants by category")), ("division", _("Participants by province"))):
        if of_one := [group for group in groups if getattr(group, by)]:
            tables.append(Table(title, rows(training, of_one)))
    return tables


def rows(training: Training, groups: list[ParticipantGroup]) -> list[Row]:
    labels = [str(group) for group in groups]
    counts = [[getattr(group, name) for name in PEOPLE] for group in groups]
    in_all = [getattr(training.entry, name) for name in PEOPLE]
    rest = [(whole or 0) - sum(row[at] or 0 for row in counts) for at, whole in enumerate(in_all)]
    if sum(rest) > 0:
        labels.append(_("in no group"))
        counts.append([max(left, 0) if whole is not None else None for left, whole in zip(rest, in_all, strict=True)])
    return [Row(label, cells) for label, cells in zip(labels, suppress(counts), strict=True)]
