from activities.models.activities import (
    BEING_CARRIED_OUT,
    DONE,
    PEOPLE,
    REPORTED,
    UNFINISHED,
    Activity,
    ActivityPlace,
    ActivityState,
    Kind,
    Origin,
)
from activities.models.closing import Closing, ClosingState, Fate, LineFate
from activities.models.entries import Entry, IndicatorFigure, NextStep, Progress, known_sum
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading
from activities.models.versions import LineVersion

__all__ = [
    "BEING_CARRIED_OUT",
    "DONE",
    "PEOPLE",
    "REPORTED",
    "UNFINISHED",
    "Activity",
    "ActivityPlace",
    "ActivityState",
    "Closing",
    "ClosingState",
    "Entry",
    "Evidence",
    "Fate",
    "Indicator",
    "IndicatorFigure",
    "Kind",
    "LineFate",
    "LineVersion",
    "NextStep",
    "Origin",
    "Progress",
    "Reading",
    "known_sum",
]
