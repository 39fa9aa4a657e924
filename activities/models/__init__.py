from activities.models.activities import PEOPLE, Activity, ActivityPlace, Kind, Origin
from activities.models.amendments import NEW_LINES, Amendment, AmendmentChange, AmendmentState, ChangeKind, Reason
from activities.models.closing import Closing, ClosingState, Fate, LineFate
from activities.models.comments import Comment, CommentedField, Mention
from activities.models.confirmations import Confirmation, SideReading
from activities.models.entries import Entry, IndicatorFigure, NextStep, Progress, known_sum
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading
from activities.models.packs import MeetingPack
from activities.models.rated import NOT_DUE, RATED_IN, UNRATED
from activities.models.ratings import Because, Rating, RatingReading
from activities.models.snapshots import Snapshot, SnapshotPeriod
from activities.models.states import (
    BEFORE_THE_SIDES,
    BEING_CARRIED_OUT,
    DONE,
    REPORTED,
    UNFINISHED,
    ActivityState,
)
from activities.models.versions import LineVersion

__all__ = [
    "BEFORE_THE_SIDES",
    "BEING_CARRIED_OUT",
    "DONE",
    "NEW_LINES",
    "NOT_DUE",
    "PEOPLE",
    "RATED_IN",
    "REPORTED",
    "UNFINISHED",
    "UNRATED",
    "Activity",
    "ActivityPlace",
    "ActivityState",
    "Amendment",
    "AmendmentChange",
    "AmendmentState",
    "Because",
    "ChangeKind",
    "Closing",
    "ClosingState",
    "Comment",
    "CommentedField",
    "Confirmation",
    "Entry",
    "Evidence",
    "Fate",
    "Indicator",
    "IndicatorFigure",
    "Kind",
    "LineFate",
    "LineVersion",
    "MeetingPack",
    "Mention",
    "NextStep",
    "Origin",
    "Progress",
    "Rating",
    "RatingReading",
    "Reading",
    "Reason",
    "SideReading",
    "Snapshot",
    "SnapshotPeriod",
    "known_sum",
]
