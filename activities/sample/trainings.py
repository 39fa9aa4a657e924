"""How the sample's trainings were held: what was published, and what the example year makes up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from activities.actions.details import WrittenDetails
from activities.models import (
    Category,
    CourseKind,
    Entry,
    KnowledgeTest,
    Mode,
    Moment,
    ParticipantGroup,
    Session,
    TrainerGroup,
    TrainerOrigin,
    Training,
)
from activities.sample import tables
from plans.models import Agency

TOPICS_MN = "Хүний эрхийн үндсэн ойлголт; баривчлагдсан хүний эрх; эрүү шүүлтээс ангид байх эрх"
MATERIALS_MN = "Сургагч багшийн гарын авлага"
OUTCOME_MN = "Жишээ: хамрагдсан хүмүүсийн гуравны хоёр нь сумандаа сургалт зохион байгуулсан гэв."


def of_published(row: tables.PublishedActivity, run_by: Agency) -> WrittenDetails | None:
    """What was published of a training: its kind, and of the test round of 2018 how many sat it with which mean."""
    if not row.course_kind:
        return None
    tests = []
    if row.course_kind == CourseKind.TEST_ROUND:
        tests = [
            KnowledgeTest(
                moment=Moment.ROUND, run_by=run_by, people=row.participants, mean=row.indicator_value, maximum=100
            )
        ]
    return WrittenDetails("training", {"course_kind": row.course_kind}, {"tests": tests})


def of_example(number: int, entry: Entry) -> WrittenDetails:
    """The first is a course by trainers of the cohort of 2017, with all there is to record; then a test round."""
    match number:
        case 0:
            return whole_course(entry)
        case 1:
            return test_round(entry)
    return WrittenDetails(
        "training", {"course_kind": CourseKind.BASIC, "mode": Mode.IN_PERSON, "hours": Decimal(8), "topics": TOPICS_MN}
    )


def whole_course(entry: Entry) -> WrittenDetails:
    cohort = Training.objects.cohorts_for(entry).last()
    women, men = entry.women or 0, entry.men or 0
    last: date = entry.starts_on
    people = women + men
    return WrittenDetails(
        "training",
        {
            "course_kind": CourseKind.REFRESHER,
            "mode": Mode.IN_PERSON,
            "hours": Decimal(16),
            "topics": TOPICS_MN,
            "materials": MATERIALS_MN,
            "satisfaction": 92,
        },
        {
            "sessions": [
                Session(held_on=last, topic="Хууль, эрх зүйн орчин", hours=Decimal(8), people=people),
                Session(held_on=last + timedelta(days=1), topic="Дадлага ажил", hours=Decimal(8), people=people - 2),
            ],
            "trainers": [
                TrainerGroup(origin=TrainerOrigin.COHORT, cohort=cohort, number=3),
                TrainerGroup(origin=TrainerOrigin.EXTERNAL, number=1),
            ],
            "tests": [
                KnowledgeTest(
                    moment=moment, people=people, mean=mean, maximum=100, pass_mark=Decimal(70), passed=passed
                )
                for moment, mean, passed in (
                    (Moment.BEFORE, Decimal("58.4"), people // 3),
                    (Moment.AFTER, Decimal("81.2"), people - 2),
                )
            ],
            "groups": [
                ParticipantGroup(category=Category.TRAINER, women=women - 3, men=men - 6),
                ParticipantGroup(category=Category.LEADER, women=3, men=6),
            ],
        },
    )


def test_round(entry: Entry) -> WrittenDetails:
    people = entry.participants or 0
    return WrittenDetails(
        "training",
        {"course_kind": CourseKind.TEST_ROUND, "mode": Mode.ONLINE, "topics": TOPICS_MN},
        {
            "tests": [
                KnowledgeTest(
                    moment=Moment.ROUND,
                    run_by=Agency.objects.get(code="nhrcm"),
                    people=people,
                    mean=Decimal("84.1"),
                    maximum=100,
                    pass_mark=Decimal(70),
                    passed=people - 21,
                )
            ]
        },
    )
