"""The lines that carry a recommendation out and the evidence beside it: put there, and taken back."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from activities.actions import activities as line_actions
from activities.actions import recommendations as actions
from activities.models import Assessment, CarryingOut, Proof, Recommendation, RecommendationState
from plans.models import TrailEntry
from plans.trail import Command, StaleVersion
from plans.verification.records import faults_of
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, AgreementFactory, PlanFactory
from tests.factories.recommendations import (
    AssessmentFactory,
    CarryingOutFactory,
    ProofFactory,
    assess,
    name_line,
    read,
    reply,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


def sent(**fields):
    return {"form_key": str(uuid.uuid4())} | fields


# what carries it out


def test_a_line_of_the_agreement_carries_it_out_once(asked, line, bold, khulan, npa):
    reply(asked, khulan)
    name_line(asked, line, bold)
    assert read(asked).state == RecommendationState.UNDER_WAY
    elsewhere = ActivityFactory(plan=PlanFactory(agreement=AgreementFactory(parties=[npa]), adopted=True))
    for wrong in (line, elsewhere):
        with pytest.raises(ValidationError):
            name_line(asked, wrong, bold)


def test_a_line_no_assessment_has_read_leaves_when_who_named_it_takes_it_back(asked, line, anu, bold):
    link = name_line(asked, line, bold)
    with pytest.raises(MoveRefused):
        actions.take_line_out(link, by=anu)
    actions.take_line_out(link, by=bold)
    assert not asked.lines.exists()
    name_line(asked, line, bold)
    verbs = TrailEntry.objects.about(asked).filter(verb__contains="line").order_by("pk")
    assert [entry.verb.partition(".")[2] for entry in verbs] == ["line_named", "line_taken_out", "line_named"]
    assert list(faults_of(Recommendation)) == []


def test_a_line_an_assessment_has_read_is_taken_back_with_a_reason_and_stays_to_be_read(
    asked, line, anu, bold, khulan, ganaa
):
    reply(asked, khulan)
    link = name_line(asked, line, bold)
    assess(asked, ganaa, "partly_carried_out")
    with pytest.raises(MoveRefused):
        actions.take_line_out(link, by=anu, reason="Андуурчээ.")
    with pytest.raises(ValidationError) as refused:
        actions.take_line_out(link, by=bold)
    assert refused.value.message_dict == {"reason": ["Say why it is taken back."]}
    actions.take_line_out(link, by=bold, reason="Андуурчээ.")
    [kept] = asked.lines.all()
    assert (kept.activity, kept.reason, read(asked).has_lines) == (line, "Андуурчээ.", False)
    assert read(asked).state == RecommendationState.PARTLY_CARRIED_OUT
    with pytest.raises(MoveRefused) as again:
        actions.take_line_out(link, by=bold, reason="Дахин.")
    assert again.value.reasons == ["It is taken back already."]
    taken = TrailEntry.objects.about(asked).get(verb="recommendation.line_taken_out")
    assert [link["reason"] for link in taken.changes["lines"][1]] == ["Андуурчээ."]
    assert list(faults_of(Recommendation)) == []
    name_line(asked, line, bold)
    assert read(asked).has_lines


def test_a_line_named_after_the_assessment_leaves_without_a_reason(asked, line, bold, ganaa):
    assess(asked, ganaa, "partly_carried_out")
    with time_machine.travel("2026-11-24T05:00:00Z", tick=False):
        actions.take_line_out(name_line(asked, line, bold), by=bold)
    assert not asked.lines.exists()


def test_of_a_line_named_before_the_moment_was_kept_every_assessment_is_taken_to_have_read_it(
    asked, line, bold, ganaa
):
    link = name_line(asked, line, bold)
    CarryingOut.objects.update(added_at=None)
    link.refresh_from_db()
    assert not link.is_read
    assess(asked, ganaa, "partly_carried_out")
    assert link.is_read


def test_a_line_that_leaves_its_draft_carries_nothing_out_any_more(asked, draft_plan, bold):
    line = ActivityFactory(plan=draft_plan, lead=bold.department)
    name_line(asked, line, bold)
    line_actions.remove_line(line, by=Command("test"))
    assert not asked.lines.exists()
    assert list(faults_of(Recommendation)) == []


def test_of_a_line_an_assessment_has_read_that_much_stays_when_it_leaves_its_draft(asked, draft_plan, bold, ganaa):
    line = ActivityFactory(plan=draft_plan, lead=bold.department)
    name_line(asked, line, bold)
    assess(asked, ganaa, "partly_carried_out")
    line_actions.remove_line(line, by=bold)
    [kept] = asked.lines.all()
    assert (str(kept), kept.was_read_by(asked.assessments.get())) == ("a line that was taken out of the draft", True)
    assert not read(asked).has_lines
    assert list(faults_of(Recommendation)) == []


# evidence


def test_evidence_is_put_beside_it_and_taken_back_by_its_agency(asked, anu, bold, chimeg, ganaa):
    file = SimpleUploadedFile("reply.pdf", b"%PDF-1.4")
    stored, linked = actions.add_proofs(asked, by=bold, files=[file], links=["https://example.org/"])
    assert (stored.stored.name, linked.url) == ("reply.pdf", "https://example.org/")
    with pytest.raises(MoveRefused):
        actions.add_proofs(asked, by=chimeg, links=["https://example.org/"])
    with pytest.raises(MoveRefused):
        actions.remove_proof(stored, by=anu)
    actions.remove_proof(stored, by=bold)
    assess(asked, ganaa)
    with pytest.raises(ValidationError):
        actions.remove_proof(linked, by=bold)
    with pytest.raises(MoveRefused):
        actions.remove_proof(linked, by=anu, reason="Андуурчээ.")
    actions.remove_proof(linked, by=bold, reason="Андуурчээ.")
    assert [(one.url, one.reason) for one in asked.proofs.all()] == [("https://example.org/", "Андуурчээ.")]
    with pytest.raises(MoveRefused):
        actions.remove_proof(linked, by=bold, reason="Дахин.")
    assert list(faults_of(Proof)) == []


def test_who_assesses_while_evidence_is_taken_back_is_told(asked, bold, ganaa):
    [linked] = actions.add_proofs(asked, by=bold, links=["https://example.org/"])
    seen = read(asked).version
    actions.remove_proof(linked, by=bold)
    assessment = Assessment(recommendation=asked, outcome="carried_out", sentence="Хэрэгжсэн.", assessed_on=TODAY)
    with pytest.raises(StaleVersion):
        actions.assess(assessment, by=ganaa, version=seen)


# their pages


def test_an_assessment_says_that_it_was_made_before_something_was_taken_back(
    asked, adopted_plan, bold, anu, ganaa, npa, client_of, in_english
):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, title_en="Lighting", title_mn="Гэрэл")
    link = CarryingOutFactory(recommendation=asked, activity=line, agency=npa)
    proof = ProofFactory(recommendation=asked, agency=npa, title="Хариу бичиг")
    AssessmentFactory(recommendation=asked, person=ganaa)
    client = client_of(bold)
    parts = {"line": (link, "Андуурч нэрлэсэн."), "evidence": (proof, "Буруу файл.")}
    for name, (part, reason) in parts.items():
        address = reverse(f"activities:recommendation-{name}-remove", args=[asked.pk, part.pk])
        assert address in client.get(asked.get_absolute_url()).content.decode()
        assert "An assessment has read it" in client.get(address).content.decode()
        assert client.post(address, sent()).context["form"].errors["reason"]
        assert client.post(address, sent(reason=reason)).url == asked.get_absolute_url()
        assert client.get(address).status_code == 403
    page = client_of(anu).get(asked.get_absolute_url())
    [(_found, taken_back)] = page.context["findings"]
    assert taken_back == [link, proof]
    said = page.content.decode()
    for words in ("Made before this was taken back:", "Андуурч нэрлэсэн.", "Буруу файл.", proof.url):
        assert words in said
    assert asked.get_absolute_url() not in client.get(line.get_absolute_url()).content.decode()
    later = AssessmentFactory(recommendation=asked, person=ganaa, at=timezone.now() + timedelta(hours=1))
    assert client.get(asked.get_absolute_url()).context["findings"] == [(later, [])]


def test_one_assessed_while_its_part_was_being_taken_back_asks_for_the_reason(
    asked, adopted_plan, bold, ganaa, npa, client_of
):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    link = CarryingOutFactory(recommendation=asked, activity=line, agency=npa)
    client, address = client_of(bold), reverse("activities:recommendation-line-remove", args=[asked.pk, link.pk])
    assert not client.get(address).context["form"].fields
    AssessmentFactory(recommendation=asked, person=ganaa)
    assert set(client.post(address, sent()).context["form"].errors) == {"reason"}


def test_a_line_of_another_agreement_is_no_choice(asked, client_of, bold, npa):
    elsewhere = ActivityFactory(plan=PlanFactory(agreement=AgreementFactory(parties=[npa]), adopted=True))
    address = reverse("activities:recommendation-lines", args=[asked.pk])
    answer = client_of(bold).post(address, sent(activity=elsewhere.pk))
    assert answer.status_code == 422
    assert answer.context["form"].errors["activity"] == ["Choose a line under the same agreement."]


def test_a_line_is_named_and_another_can_follow(asked, adopted_plan, client_of, bold):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    address = reverse("activities:recommendation-lines", args=[asked.pk])
    client = client_of(bold)
    assert client.post(address, sent(activity=line.pk, then="another")).url == address
    assert line not in client.get(address).context["form"].fields["activity"].queryset


def test_a_file_is_put_beside_it_and_leaves_as_an_attachment(asked, client_of, bold, dorj):
    address = reverse("activities:recommendation-evidence", args=[asked.pk])
    client = client_of(bold)
    file = SimpleUploadedFile("reply.pdf", b"%PDF-1.4")
    assert client.post(address, sent(files=[file], title="Хариу")).status_code == 302
    proof = Proof.objects.get()
    answer = client.get(proof.get_absolute_url())
    assert answer.getvalue() == b"%PDF-1.4"
    assert "attachment" in answer["Content-Disposition"]
    assert client_of(dorj).get(proof.get_absolute_url()).status_code == 404
    wrong = client.post(address, sent(files=[SimpleUploadedFile("page.html", b"<p>")], title="Хадгал"))
    assert (wrong.status_code, "Хадгал" in wrong.content.decode()) == (422, True)
    assert client.post(address, sent()).status_code == 422
