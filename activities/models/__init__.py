from activities.models.activities import PEOPLE, Activity, ActivityPlace, Kind, Origin
from activities.models.amendments import NEW_LINES, Amendment, AmendmentChange, AmendmentState, ChangeKind, Reason
from activities.models.closing import Closing, ClosingState, Fate, LineFate
from activities.models.comments import Comment, CommentedField, Mention
from activities.models.confirmations import Confirmation, SideReading
from activities.models.entries import Entry, EntryDetails, IndicatorFigure, NextStep, Progress, known_sum
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading
from activities.models.packs import MeetingPack
from activities.models.states import (
    BEFORE_THE_SIDES,
    BEING_CARRIED_OUT,
    DONE,
    REPORTED,
    UNFINISHED,
    ActivityState,
)
from activities.models.training import (
    Category,
    CourseKind,
    KnowledgeTest,
    Mode,
    ParticipantGroup,
    Session,
    TestMoment,
    TrainerGroup,
    TrainerOrigin,
    Training,
)
from activities.models.versions import LineVersion

__all__ = [
    "BEFORE_THE_SIDES",
    "BEING_CARRIED_OUT",
    "DONE",
    "NEW_LINES",
    "PEOPLE",
    "REPORTED",
    "UNFINISHED",
    "Activity",
    "ActivityPlace",
    "ActivityState",
    "Amendment",
    "AmendmentChange",
    "AmendmentState",
    "Category",
    "ChangeKind",
    "Closing",
    "ClosingState",
    "Comment",
    "CommentedField",
    "Confirmation",
    "CourseKind",
    "Entry",
    "EntryDetails",
    "Evidence",
    "Fate",
    "Indicator",
    "IndicatorFigure",
    "Kind",
    "KnowledgeTest",
    "LineFate",
    "LineVersion",
    "MeetingPack",
    "Mention",
    "Mode",
    "NextStep",
    "Origin",
    "ParticipantGroup",
    "Progress",
    "Reading",
    "Reason",
    "Session",
    "SideReading",
    "TestMoment",
    "TrainerGroup",
    "TrainerOrigin",
    "Training",
    "known_sum",
]
