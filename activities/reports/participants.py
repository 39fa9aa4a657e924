"""Who took part in a training, by category and by province; small cells are hidden."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.models import PEOPLE, ParticipantGroup, Training
from activities.reports.suppression import suppress
from activities.reports.tables_of_people import Table, headings_of_people, with_headings


def participant_tables(training: Training) -> list[Table]:
    """By category and by province, each where it was recorded; who stands in no group has a row of their own."""
    groups = list(training.groups.all())
    headings = [*headings_of_people(), _("Together")]
    tables = []
    for by, title in (("category", _("Participants by category")), ("division", _("Participants by province"))):
        if of_one := [group for group in groups if getattr(group, by)]:
            labels, counts = counted(training, of_one)
            rows = with_headings(labels, headings, suppress(counts))
            name = capfirst(str(ParticipantGroup._meta.get_field(by).verbose_name))
            tables.append(Table(name, headings, rows, title=title))
    return tables


def counted(training: Training, groups: list[ParticipantGroup]) -> tuple[list[str], list[list[int | None]]]:
    """The groups with their women, men and not recorded, and last who stands in none."""
    labels = [str(group) for group in groups]
    counts = [[getattr(group, name) for name in PEOPLE] for group in groups]
    in_all = [getattr(training.entry, name) for name in PEOPLE]
    rest = [(whole or 0) - sum(row[at] or 0 for row in counts) for at, whole in enumerate(in_all)]
    if sum(rest) > 0:
        labels.append(_("in no group"))
        counts.append([max(left, 0) if whole is not None else None for left, whole in zip(rest, in_all, strict=True)])
    return labels, counts
