"""A line is rated while an administrator chooses another scale: no grade stands that the agreement's scale lacks."""

import threading

import pytest
from django.db import connections, transaction

from activities.actions.ratings import rate
from activities.models import Rating
from plans.actions.agreements import edit_agreement
from plans.models import Agreement, RatingScale
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
WHILE_THE_OTHER_ASKS = 1
"""Seconds in which the second act comes to whatever it waits for."""


def test_the_scale_is_not_changed_under_a_rating_that_is_being_set(adopted_plan, bold, saraa):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    grade = adopted_plan.agreement.rating_scale.grades.first()
    other = RatingScale.objects.exclude(pk=grade.scale_id).first()
    set_, refusals = threading.Event(), []

    def rates():
        with transaction.atomic():
            rate(line, by=bold, grade=grade, explanation="Хийсэн.")
            set_.set()
            threading.Event().wait(WHILE_THE_OTHER_ASKS)
        connections.close_all()

    def chooses():
        set_.wait()
        agreement = Agreement.objects.get(pk=adopted_plan.agreement_id)
        changes = {"rating_scale": other}
        try:
            edit_agreement(agreement, by=saraa, version=agreement.version, changes=changes, write_parts=lambda: None)
        except MoveRefused as refused:
            refusals.append(refused)
        connections.close_all()

    threads = [threading.Thread(target=act) for act in (rates, chooses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Rating.objects.get().grade.scale_id == Agreement.objects.get().rating_scale_id
    assert len(refusals) == 1
