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
from activities.models.entries import Entry, IndicatorFigure, NextStep, Progress, known_sum
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading

__all__ = [
    "BEING_CARRIED_OUT",
    "DONE",
    "PEOPLE",
    "REPORTED",
    "UNFINISHED",
    "Activity",
    "ActivityPlace",
    "ActivityState",
    "Entry",
    "Evidence",
    "Indicator",
    "IndicatorFigure",
    "Kind",
    "NextStep",
    "Origin",
    "Progress",
    "Reading",
    "known_sum",
]
