from activities.models.activities import PEOPLE, Activity, ActivityPlace, Kind, Origin
from activities.models.amendments import NEW_LINES, Amendment, AmendmentChange, AmendmentState, ChangeKind, Reason
from activities.models.closing import Closing, ClosingState, Fate, LineFate
from activities.models.comments import Comment, CommentedField, Mention
from activities.models.confirmations import Confirmation, SideReading
from activities.models.entries import Entry, IndicatorFigure, NextStep, Progress, known_sum
from activities.models.evidence import Evidence
from activities.models.indicators import Indicator, Reading
from activities.models.packs import MeetingPack
from activities.models.recommendation_choices import (
    Force,
    RecommendationKind,
    RecommendationSource,
    RecommendationState,
    TextRead,
)
from activities.models.recommendations import Recommendation
from activities.models.replies import Answer, Assessment, CarryingOut, Outcome, Proof, Reply
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
    "PEOPLE",
    "REPORTED",
    "UNFINISHED",
    "Activity",
    "ActivityPlace",
    "ActivityState",
    "Amendment",
    "AmendmentChange",
    "AmendmentState",
    "Answer",
    "Assessment",
    "CarryingOut",
    "ChangeKind",
    "Closing",
    "ClosingState",
    "Comment",
    "CommentedField",
    "Confirmation",
    "Entry",
    "Evidence",
    "Fate",
    "Force",
    "Indicator",
    "IndicatorFigure",
    "Kind",
    "LineFate",
    "LineVersion",
    "MeetingPack",
    "Mention",
    "NextStep",
    "Origin",
    "Outcome",
    "Progress",
    "Proof",
    "Reading",
    "Reason",
    "Recommendation",
    "RecommendationKind",
    "RecommendationSource",
    "RecommendationState",
    "Reply",
    "SideReading",
    "TextRead",
    "known_sum",
]
