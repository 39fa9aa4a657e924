"""The plainest valid things; a test states only what it is about."""

from tests.factories.frame import (
    AgencyFactory,
    AgreementFactory,
    DepartmentFactory,
    ObjectiveFactory,
    OccasionFactory,
    PlanFactory,
    UserFactory,
)
from tests.factories.volume import many_entries, many_lines
from tests.factories.work import (
    ActivityFactory,
    EntryFactory,
    EvidenceFactory,
    IndicatorFactory,
    PlaceFactory,
    RatingFactory,
    SnapshotFactory,
)

__all__ = [
    "ActivityFactory",
    "AgencyFactory",
    "AgreementFactory",
    "DepartmentFactory",
    "EntryFactory",
    "EvidenceFactory",
    "IndicatorFactory",
    "ObjectiveFactory",
    "OccasionFactory",
    "PlaceFactory",
    "PlanFactory",
    "RatingFactory",
    "SnapshotFactory",
    "UserFactory",
    "many_entries",
    "many_lines",
]
