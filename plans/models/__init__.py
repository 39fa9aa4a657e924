from plans.models.acting import ActingAuthority
from plans.models.agreements import (
    Agreement,
    AgreementState,
    Clause,
    Coordinator,
    Document,
    FieldOfCooperation,
    Party,
)
from plans.models.annual_plans import AnnualPlan, Objective, PlanState
from plans.models.compartments import (
    Circle,
    CircleMember,
    Compartment,
    Compartmented,
    CompartmentedQuerySet,
)
from plans.models.consent import ConsentAct, PartyDecision, Proposal, ProposalKind, ProposalState
from plans.models.decisions import Decision, DecisionState
from plans.models.documents import StoredFile
from plans.models.letters import Letter
from plans.models.meeting_notes import MeetingNote
from plans.models.meetings import AgendaItem, Attendee, Meeting, MeetingKind, MeetingState
from plans.models.occasions import Occasion
from plans.models.once import UsedFormKey
from plans.models.people import Agency, Department, FormerName, Role, User
from plans.models.rating_scales import Grade, RatingScale
from plans.models.recorded import Audience, Recorded, in_language
from plans.models.trail import Chain, ChainKind, TrailEntry
from plans.models.working_groups import GroupMember, WorkingGroup, WorkingGroupState

__all__ = [
    "ActingAuthority",
    "Agency",
    "AgendaItem",
    "Agreement",
    "AgreementState",
    "AnnualPlan",
    "Attendee",
    "Audience",
    "Chain",
    "ChainKind",
    "Circle",
    "CircleMember",
    "Clause",
    "Compartment",
    "Compartmented",
    "CompartmentedQuerySet",
    "ConsentAct",
    "Coordinator",
    "Decision",
    "DecisionState",
    "Department",
    "Document",
    "FieldOfCooperation",
    "FormerName",
    "Grade",
    "GroupMember",
    "Letter",
    "Meeting",
    "MeetingKind",
    "MeetingNote",
    "MeetingState",
    "Objective",
    "Occasion",
    "Party",
    "PartyDecision",
    "PlanState",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "RatingScale",
    "Recorded",
    "Role",
    "StoredFile",
    "TrailEntry",
    "UsedFormKey",
    "User",
    "WorkingGroup",
    "WorkingGroupState",
    "in_language",
]
