"""How the lines of the example year are rated: some confirmed, one read otherwise, some not rated yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from activities.actions import ratings as actions
from activities.actions.snapshots import freeze_snapshot
from activities.models import Activity, ActivityState, SnapshotPeriod
from activities.reports.snapshot import snapshot_content
from activities.sample.frame import BY, Frame
from activities.suggestion import facts_of, read_for_suggestion, suggest
from plans.models import AnnualPlan, Grade

SENTENCES = {
    # by what a grade counts, from the highest; the first that is not above it
    100: "Жишээ: төлөвлөсөн ажлыг бүрэн хийж, нотлох баримтыг хавсаргасан.",
    50: "Жишээ: ажил хийгдэж байгаа; үлдсэн хэсгийг энэ улиралд дуусгана.",
    1: "Жишээ: эхний хэсгийг хийсэн; хүрэх түвшинд хүрээгүй.",
    0: "Жишээ: хугацаа өнгөрсөн, ажлыг эхлээгүй байна.",
}
NOT_DUE = "Жишээ: хугацаа болоогүй; бэлтгэл ажлыг товлосон."
DIFFERS = "Жишээ: манай бүртгэлээр хийсэн ажил үүнээс бага; хоёр талын тоог тулгах шаардлагатай."
AFTER_HALF_YEAR = 6
"""So many lines are rated only after the half-year was frozen."""
UNRATED = 4
"""So many are not rated yet."""


def half_year_of(plan: AnnualPlan, today: date) -> date | None:
    """Today, where the usual day lies ahead: so the example has a snapshot whenever it is loaded."""
    usual = plan.half_year_snapshot_on
    return today if today.year == plan.year and today < usual else None


class ExampleRatings:
    """Rates as staff and heads do it on the pages, and freezes the half-year between."""

    def __init__(self, frame: Frame, plan: AnnualPlan) -> None:
        self.frame, self.plan = frame, plan
        self.grades = {grade.value: grade for grade in plan.agreement.rating_scale.grades.all()}

    def write(self) -> None:
        lines = self.plan.activities.exclude(state=ActivityState.WITHDRAWN).in_plan_order()
        lines = list(lines.select_related("lead__agency").prefetch_related("partners__agency"))[UNRATED:]
        self.rate(lines[AFTER_HALF_YEAR:])
        freeze_snapshot(self.plan, SnapshotPeriod.HALF_YEAR, by=BY, render=snapshot_content)
        self.rate(lines[:AFTER_HALF_YEAR])

    def rate(self, lines: Sequence[Activity]) -> None:
        for place, line in enumerate(lines):
            grade = self.suggested(line)
            rating = actions.rate(
                line, by=self.frame.staff[line.lead.agency.code], grade=grade, explanation=sentence_of(grade)
            )
            for partner in line.partners.all():
                head = self.frame.heads[partner.agency.code]
                if place == 1:
                    actions.differ_from_rating(rating, by=head, sentence=DIFFERS)
                elif place % 3:
                    actions.confirm_rating(rating, by=head)

    def suggested(self, line: Activity) -> Grade | None:
        suggestion = suggest(facts_of(read_for_suggestion(line)), list(self.grades), timezone.localdate())
        return None if suggestion.value is None else self.grades[suggestion.value]


def sentence_of(grade: Grade | None) -> str:
    return NOT_DUE if grade is None else next(said for least, said in SENTENCES.items() if grade.value >= least)
