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
from plans.models.consent import ConsentAct, Decision, Proposal, ProposalKind, ProposalState
from plans.models.documents import StoredFile
from plans.models.letters import Letter
from plans.models.once import UsedFormKey
from plans.models.people import Agency, Department, FormerName, Role, User
from plans.models.recorded import Audience, Recorded, in_language
from plans.models.trail import Chain, ChainKind, TrailEntry

__all__ = [
    "ActingAuthority",
    "Agency",
    "Agreement",
    "AgreementState",
    "AnnualPlan",
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
    "Department",
    "Document",
    "FieldOfCooperation",
    "FormerName",
    "Letter",
    "Objective",
    "Party",
    "PlanState",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Recorded",
    "Role",
    "StoredFile",
    "TrailEntry",
    "UsedFormKey",
    "User",
    "in_language",
]
