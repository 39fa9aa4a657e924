"""One text, put to every party; each acts once on its digest; the last consent brings the effect, once."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from activities.actions.activities import LineParts, edit_line
from activities.models import Activity, LineVersion
from activities.readiness import failing
from activities.texts import number
from plans.actions import consent
from plans.actions.annual_plans import add_objective
from plans.actions.consent import Order, Paper, TextChanged
from plans.models import (
    ActingAuthority,
    ConsentAct,
    Objective,
    PartyDecision,
    PlanState,
    Proposal,
    ProposalKind,
    ProposalState,
    Role,
    TrailEntry,
    User,
    guards,
)
from plans.verification import verify_chains
from plans.workflow import MoveRefused
from tests.factories import ActivityFactory, IndicatorFactory
from tests.factories.behind import behind_the_locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def line(draft_plan, bold, anu):
    objective = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=anu)
    line = ActivityFactory(plan=draft_plan, objective=objective, position=1, lead=bold.department)
    line.partners.add(anu.department)
    IndicatorFactory(activity=line, target=35)
    return line


@pytest.fixture
def proposal(draft_plan, line, ganaa):
    return consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=ganaa)


def state_of(thing):
    return type(thing).objects.get(pk=thing.pk).state


def acts(proposal, **by_person):
    for person in by_person.values():
        consent.consent(proposal, by=person, digest=proposal.digest)


# what is put forward


def test_putting_forward_freezes_the_text_and_keeps_its_digest(proposal, draft_plan, line, bold):
    assert state_of(draft_plan) == PlanState.PROPOSED
    assert len(proposal.digest) == 64
    line.refresh_from_db()
    with pytest.raises(MoveRefused, match="no longer a draft"):
        edit_line(line, by=bold, version=line.version, changes={"title_mn": "Өөр"}, parts=LineParts())


def test_a_draft_that_lacks_something_says_everything_it_lacks(draft_plan, anu, ganaa, bold):
    objective = add_objective(Objective(plan=draft_plan, number=1, title_mn="Зорилт"), by=anu)
    for place in (1, 2):
        ActivityFactory(
            plan=draft_plan, objective=objective, position=place, lead=bold.department, title_mn="Ижил", ends_on=None
        )
    with pytest.raises(MoveRefused) as refused:
        consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=ganaa)
    assert len(refused.value.reasons) == 6
    assert state_of(draft_plan) == PlanState.DRAFT


def test_it_is_put_forward_once(proposal, draft_plan, khulan):
    with pytest.raises(MoveRefused):
        consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=khulan)


# consent


def test_the_plan_is_adopted_by_the_last_consent_and_not_before(proposal, draft_plan, ganaa, khulan):
    consent.consent(proposal, by=ganaa, digest=proposal.digest, order=Order("А/12", timezone.localdate()))
    assert state_of(draft_plan) == PlanState.PROPOSED
    consent.consent(proposal, by=khulan, digest=proposal.digest)
    draft_plan.refresh_from_db()
    assert (draft_plan.state, draft_plan.adopted_on) == (PlanState.ADOPTED, timezone.localdate())
    assert state_of(proposal) == ProposalState.TAKEN_EFFECT
    assert TrailEntry.objects.filter(verb="plan.adopted").count() == 1


def test_the_baseline_of_every_line_is_kept(proposal, line, ganaa, khulan):
    acts(proposal, one=ganaa, other=khulan)
    version = LineVersion.objects.get(activity=line)
    assert version.number == 0
    assert {row["key"]: row["value"]["mn"] for row in version.text["rows"]}["title_mn"] == line.title_mn


def test_an_act_keeps_name_post_and_order(proposal, ganaa):
    act = consent.consent(proposal, by=ganaa, digest=proposal.digest, order=Order("А/12", timezone.localdate()))
    act.refresh_from_db()
    assert (act.name, act.order_number, act.order_on) == (ganaa.short_name, "А/12", timezone.localdate())
    assert (act.agency, act.post) == (ganaa.agency, str(ganaa.department))


def test_a_party_acts_once(proposal, ganaa):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    with pytest.raises(MoveRefused, match="has acted"):
        consent.consent(proposal, by=ganaa, digest=proposal.digest)


def test_the_database_refuses_a_second_act_of_a_party(proposal, ganaa):
    act = consent.consent(proposal, by=ganaa, digest=proposal.digest)
    act.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        act.save(force_insert=True)


@pytest.mark.parametrize("person", ["anu", "bold", "chimeg", "saraa", "tuya", "dorj"])
def test_only_heads_of_the_parties_consent(proposal, request, person):
    with pytest.raises(MoveRefused):
        consent.consent(proposal, by=request.getfixturevalue(person), digest=proposal.digest)
    assert not ConsentAct.objects.exists()


def test_a_post_given_up_meanwhile_is_a_right_given_up(proposal, ganaa):
    type(ganaa).objects.filter(pk=ganaa.pk).update(role=Role.STAFF)
    with pytest.raises(MoveRefused):
        consent.consent(proposal, by=ganaa, digest=proposal.digest)


def test_another_digest_is_refused(proposal, ganaa):
    with pytest.raises(TextChanged):
        consent.consent(proposal, by=ganaa, digest="0" * 64)
    assert not ConsentAct.objects.exists()


def test_a_text_changed_behind_the_application_is_refused(proposal, line, ganaa):
    with behind_the_locks():
        Activity.objects.filter(pk=line.pk).update(title_en="Something else")
    with pytest.raises(TextChanged):
        consent.consent(proposal, by=ganaa, digest=proposal.digest)


def test_without_the_check_a_changed_text_would_pass(proposal, line, ganaa, monkeypatch):
    with behind_the_locks():
        Activity.objects.filter(pk=line.pk).update(title_en="Something else")
    monkeypatch.setattr(consent.texts, "substance", lambda text: [])
    assert consent.consent(proposal, by=ganaa, digest=proposal.digest).pk


def test_both_languages_count(proposal, line, ganaa):
    with behind_the_locks():
        Activity.objects.filter(pk=line.pk).update(title_mn="Өөр гарчиг")
    with pytest.raises(TextChanged):
        consent.consent(proposal, by=ganaa, digest=proposal.digest)


# return, take back


def test_a_return_makes_it_a_draft_and_voids_what_was_given(proposal, draft_plan, ganaa, khulan):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    consent.give_back(proposal, by=khulan, digest=proposal.digest, comment="Гуравдугаар мөрийг засна уу.")
    assert (state_of(proposal), state_of(draft_plan)) == (ProposalState.RETURNED, PlanState.DRAFT)
    anew = consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=khulan)
    consent.consent(anew, by=khulan, digest=anew.digest)
    assert state_of(anew) == ProposalState.OPEN


def test_consent_is_taken_back_until_the_last_has_acted(proposal, ganaa, khulan, draft_plan):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    consent.take_back_consent(proposal, by=ganaa)
    consent.consent(proposal, by=khulan, digest=proposal.digest)
    assert state_of(proposal) == ProposalState.OPEN
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    assert (state_of(proposal), state_of(draft_plan)) == (ProposalState.TAKEN_EFFECT, PlanState.ADOPTED)
    with pytest.raises(MoveRefused):
        consent.take_back_consent(proposal, by=ganaa)


def test_who_put_it_forward_takes_it_back_and_nobody_else(proposal, draft_plan, ganaa, khulan):
    with pytest.raises(MoveRefused):
        consent.take_back(proposal, by=khulan)
    consent.take_back(proposal, by=ganaa)
    assert (state_of(proposal), state_of(draft_plan)) == (ProposalState.WITHDRAWN, PlanState.DRAFT)


def test_saving_without_a_change_gives_the_same_digest_anew(proposal, draft_plan, ganaa):
    consent.take_back(proposal, by=ganaa)
    anew = consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=ganaa)
    assert anew.digest == proposal.digest


# acting authority, paper


def test_who_acts_for_a_head_is_named_with_the_head(proposal, npa, bold, khulan, ganaa):
    today = timezone.localdate()
    ActingAuthority.objects.create(
        agency=npa, person=bold, head=khulan, from_on=today, until_on=today, order_number="Б/7"
    )
    act = consent.consent(proposal, by=bold, digest=proposal.digest)
    assert act.acting_for_name_en == khulan.short_name
    assert act.acting_for.order_number == "Б/7"


def test_acting_authority_ends_by_itself(proposal, npa, bold, khulan):
    yesterday = timezone.localdate() - timedelta(days=1)
    ActingAuthority.objects.create(
        agency=npa, person=bold, head=khulan, from_on=yesterday, until_on=yesterday, order_number="Б/7"
    )
    with pytest.raises(MoveRefused):
        consent.consent(proposal, by=bold, digest=proposal.digest)


def test_from_paper_takes_effect_when_the_other_side_confirms_the_scan(proposal, draft_plan, saraa, tuya, khulan):
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF\n")
    act = consent.consent(proposal, by=saraa, digest=proposal.digest, paper=Paper(scan, [{"name": "Д. Бат"}]))
    assert act.is_from_paper
    assert state_of(draft_plan) == PlanState.PROPOSED
    consent.consent(proposal, by=tuya, digest=proposal.digest)
    assert state_of(draft_plan) == PlanState.ADOPTED


def test_who_confirms_the_scan_reads_so_and_whose_signatures_stand_on_it(proposal, client_of, npa, saraa, tuya):
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF\n")
    signature = {"agency": {"id": npa.pk, "mn": "ЦЕГ", "en": "NPA"}, "name": "Д. Бат", "post": "Дарга"}
    paper = Paper(scan, [signature | {"signed_on": "2020-08-18"}])
    consent.consent(proposal, by=saraa, digest=proposal.digest, paper=paper)
    page = client_of(tuya).get(proposal.get_absolute_url()).text
    assert "with your consent you confirm that the scan is the paper" in page
    assert "Д. Бат, Дарга, 2020.08.18" in page


def test_a_paper_entered_last_would_be_confirmed_by_nobody_and_is_refused(proposal, draft_plan, ganaa, tuya):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF\n")
    with pytest.raises(MoveRefused, match="entered before"):
        consent.consent(proposal, by=tuya, digest=proposal.digest, paper=Paper(scan, []))
    assert state_of(draft_plan) == PlanState.PROPOSED


def test_an_administrator_finds_at_home_the_paper_that_waits_to_be_confirmed_and_nothing_else(
    proposal, client_of, saraa, tuya
):
    assert list(client_of(tuya).get("/").context["awaited"]) == []
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4\n%%EOF\n")
    consent.consent(proposal, by=saraa, digest=proposal.digest, paper=Paper(scan, []))
    assert list(client_of(tuya).get("/").context["awaited"]) == [proposal]
    assert list(client_of(saraa).get("/").context["awaited"]) == []


def test_what_changed_leads_to_the_text_that_was_consented_to(proposal, client_of, ganaa, bold):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    assert f'href="{proposal.get_absolute_url()}"' in client_of(bold).get("/").text


def test_without_paper_an_administrator_consents_to_nothing(proposal, tuya):
    with pytest.raises(MoveRefused):
        consent.consent(proposal, by=tuya, digest=proposal.digest)


# what the database refuses


def refused_by_the_database(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_database_keeps_text_acts_and_baseline(proposal, ganaa, khulan):
    acts(proposal, one=ganaa, other=khulan)
    refused_by_the_database("UPDATE plans_proposal SET digest = %s", "0" * 64)
    refused_by_the_database("UPDATE plans_proposal SET state = 'open'")
    refused_by_the_database("DELETE FROM plans_proposal")
    refused_by_the_database("UPDATE plans_consentact SET decision = 'return'")
    refused_by_the_database("DELETE FROM plans_consentact")
    refused_by_the_database("UPDATE activities_lineversion SET number = 9")
    refused_by_the_database("DELETE FROM activities_lineversion")


def test_nobody_acts_for_two_parties_on_one_text(proposal, ganaa, npa):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    User.objects.filter(pk=ganaa.pk).update(agency=npa, department=None)
    moved = User.objects.get(pk=ganaa.pk)
    with pytest.raises(ValidationError, match="for another agency"):
        consent.consent(proposal, by=moved, digest=proposal.digest)
    assert proposal.acts.count() == 1


def test_without_the_triggers_it_would_pass(proposal, ganaa):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    guards.lift(connection)
    try:
        ConsentAct.objects.update(decision=PartyDecision.RETURN, comment="x")
        assert ConsentAct.objects.get().decision == PartyDecision.RETURN
    finally:
        guards.lay(connection)


def test_everything_stands_in_the_trail(proposal, ganaa, khulan):
    acts(proposal, one=ganaa, other=khulan)
    verbs = list(TrailEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-4:] == ["proposal.put_forward", "consent.given", "consent.given", "plan.adopted"]
    assert verify_chains().faults == []
    assert Proposal.objects.get().checkpoint.startswith("agreement:")


def test_a_target_of_forty_reads_forty_before_and_after_it_was_stored(line):
    assert [number(value) for value in (Decimal("40"), Decimal("40.00"), Decimal("40.50"), 1_000_000, None)] == [
        "40",
        "40",
        "40.5",
        "1,000,000",
        "",
    ]


def test_a_line_with_one_title_in_both_languages_is_no_twin_of_itself(draft_plan, line):
    line.title_mn = line.title_en = "Workshop"
    line.save()
    assert failing(draft_plan) == []


@pytest.mark.parametrize("act", ["consent", "return", "paper", "take-back", "consent/take-back"])
def test_an_act_on_what_is_decided_already_is_refused_in_a_sentence(act, proposal, client_of, ganaa, khulan):
    for head in (ganaa, khulan):
        consent.consent(proposal, by=head, digest=proposal.digest)
    sent = {"digest": proposal.digest, "comment": "?", "form_key": uuid.uuid4()}
    page = client_of(ganaa).post(f"{proposal.get_absolute_url()}{act}/", sent)
    said = "This field is required" if act == "paper" else "It was decided already; load the page again."
    assert (page.status_code, said in page.text) == (422, True)
