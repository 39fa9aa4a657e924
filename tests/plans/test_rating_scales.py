"""Scales are data: which there are, that grades stay, and that an agreement chooses before its lines are rated."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from plans.actions.agreements import edit_agreement
from plans.models import Agreement, Grade, RatingScale, TrailEntry
from plans.verification import verify_records
from plans.verification.records import is_first_value
from plans.workflow import MoveRefused
from tests.factories import RatingFactory
from tests.factories.recorded import recorded_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def finer():
    return RatingScale.objects.get(grades__value=90)


def test_two_scales_are_there_and_an_agreement_has_the_states_unless_told(agreement):
    scales = [[grade.value for grade in scale.grades.all()] for scale in RatingScale.objects.all()]
    assert scales == [[100, 70, 30, 0], [100, 90, 80, 70, 50, 30, 10, 0]]
    assert Agreement().rating_scale == agreement.rating_scale == RatingScale.objects.first()
    assert str(agreement.rating_scale.grades.get(value=70)) == "70 · under way"


def test_the_page_of_an_agreement_names_its_scale_and_the_grades(agreement, chimeg, client_of):
    page = client_of(chimeg).get(agreement.get_absolute_url()).content.decode()
    assert all(str(one) in page for one in (agreement.rating_scale, *agreement.rating_scale.grades.all()))


def test_any_other_scale_is_a_few_rows(agreement, saraa):
    call_command("add_rating_scale", "100:бүрэн:whole", "50:хагас", "0:үгүй:none", mn="Гурван зэрэг")
    scale = RatingScale.objects.get(name_mn="Гурван зэрэг")
    assert [(one.value, one.name) for one in scale.grades.all()] == [(100, "whole"), (50, "хагас"), (0, "none")]
    edit_agreement(
        agreement, by=saraa, version=agreement.version, changes={"rating_scale": scale}, write_parts=lambda: None
    )
    assert TrailEntry.objects.latest("pk").changes.keys() == {"rating_scale"}


@pytest.mark.parametrize("grades", [["101:x"], ["70:x", "70:y"], ["x"], ["70:"], ["-1:x"]])
def test_a_scale_that_cannot_be_is_refused_whole(grades):
    with pytest.raises(CommandError):
        call_command("add_rating_scale", *grades, mn="Шатлал")
    assert RatingScale.objects.count() == 2


def test_a_grade_is_from_0_to_100_and_once_in_its_scale(finer):
    for value in (101, 90):
        with pytest.raises(ValidationError):
            Grade(scale=finer, value=value, name_mn="x").full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            Grade.objects.create(scale=finer, value=value, name_mn="x")


def test_the_database_refuses_to_change_a_grade(finer):
    with pytest.raises(DatabaseError, match="stays as it was entered"), transaction.atomic():
        Grade.objects.filter(scale=finer, value=90).update(value=95)


def test_a_grade_in_use_is_not_deleted_and_one_that_is_not_may_be(adopted_plan, finer):
    rating = RatingFactory(activity__plan=adopted_plan, value=70)
    with pytest.raises(ProtectedError):
        rating.grade.delete()
    finer.grades.get(value=90).delete()


def choose(agreement, person, scale):
    return edit_agreement(
        agreement, by=person, version=agreement.version, changes={"rating_scale": scale}, write_parts=lambda: None
    )


def test_an_agreement_in_force_chooses_until_its_lines_are_rated(adopted_plan, saraa, finer):
    agreement = adopted_plan.agreement
    choose(agreement, saraa, finer)
    RatingFactory(activity__plan=adopted_plan, value=90)
    agreement.refresh_from_db()
    with pytest.raises(MoveRefused, match="rated by its scale already"):
        choose(agreement, saraa, RatingScale.objects.first())


def test_the_administration_offers_the_scale_until_then(adopted_plan, saraa, client_of):
    client, address = client_of(saraa), reverse("admin:plans_agreement_change", args=[adopted_plan.agreement_id])
    assert 'name="rating_scale"' in client.get(address).content.decode()
    RatingFactory(activity__plan=adopted_plan, value=70)
    assert 'name="rating_scale"' not in client.get(address).content.decode()


def test_the_administration_lists_the_scales_with_their_grades(saraa, client_of, finer):
    client = client_of(saraa)
    assert "100 · 90 · 80" in client.get(reverse("admin:plans_ratingscale_changelist")).content.decode()
    page = client.get(reverse("admin:plans_ratingscale_change", args=[finer.pk])).content.decode()
    assert "barely begun" in page
    assert '<input type="text" name="grades' not in page


def test_an_agreement_whose_trail_is_older_than_the_scales_verifies_with_the_states_alone(finer):
    recorded_world()
    assert verify_records() == []
    first, other = ({"id": scale.pk} for scale in (RatingScale.objects.first(), finer))
    assert [is_first_value(Agreement, "rating_scale", told) for told in (first, other)] == [True, False]
