from activities.models.activities import (
    DONE,
    UNFINISHED,
    Activity,
    ActivityPlace,
    ActivityState,
    Kind,
    Origin,
)
from activities.models.amendments import Amendment, AmendmentChange, AmendmentState, ChangeKind, Reason
from activities.models.entries import Entry, IndicatorFigure, NextStep, Progress
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading
from activities.models.versions import LineVersion

__all__ = [
    "DONE",
    "UNFINISHED",
    "Activity",
    "ActivityPlace",
    "ActivityState",
    "Amendment",
    "AmendmentChange",
    "AmendmentState",
    "ChangeKind",
    "Entry",
    "Evidence",
    "Indicator",
    "IndicatorFigure",
    "Kind",
    "LineVersion",
    "NextStep",
    "Origin",
    "Progress",
    "Reading",
    "Reason",
]
