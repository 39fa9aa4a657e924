from activities.models.activities import (
    DONE,
    UNFINISHED,
    Activity,
    ActivityPlace,
    ActivityState,
    Kind,
    Origin,
)
from activities.models.entries import Entry, IndicatorFigure, NextStep, Progress
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading

__all__ = [
    "DONE",
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
]
