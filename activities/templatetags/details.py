"""How pages show the details of entries."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from activities.models import KnowledgeTest, Training
from activities.reports.participants import participant_tables as tables_of
from activities.reports.suppression import HIDDEN
from activities.reports.tables_of_people import Cell, Table
from plans.templatetags.formats import number

register = template.Library()


@register.filter
def participant_tables(training: Training) -> list[Table]:
    return tables_of(training)


@register.filter
def cell(value: Cell) -> Any:
    if value is HIDDEN:
        return str(HIDDEN)
    return "–" if value is None else number(value)


@register.filter
def result(test: KnowledgeTest) -> str:
    """The mean of a test; in percent, or out of what one can reach."""
    if test.mean is None:
        out_of = _("not recorded; out of %(maximum)s") % {"maximum": number(test.maximum)}
        return _("not recorded") if test.maximum == 100 else out_of
    if test.maximum == 100:
        return f"{number(test.mean)} %"
    return _("%(mean)s of %(maximum)s") % {"mean": number(test.mean), "maximum": number(test.maximum)}
