"""How an agreement lives: draft, in force, ended."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import override

from plans.actions.agreements import add_agreement, edit_agreement, missing_for_force
from plans.actions.consent import consent, put_forward
from plans.models import Agreement, AgreementState, Clause, Party, ProposalKind, Role, TrailEntry
from plans.models.agreements import ENDING_SOON_DAYS
from plans.workflow import MoveRefused
from tests.factories import AgreementFactory, UserFactory

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day_in_november_in_english():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False), override("en"):
        yield


@pytest.fixture
def draft(nhrcm, npa):
    return AgreementFactory(
        parties=[nhrcm, npa], state=AgreementState.DRAFT, starts_on=date(2026, 1, 1), title_en="Draft memorandum"
    )


def decide(kind, agreement, *, by):
    """Put the question to the parties and let a head of each consent."""
    proposal = put_forward(kind, agreement, by=by)
    for party in agreement.parties.all():
        consent(proposal, by=UserFactory(agency=party.agency, role=Role.HEAD), digest=proposal.digest)


def put_in_force(agreement, *, by):
    decide(ProposalKind.AGREEMENT_IN_FORCE, agreement, by=by)


def end_agreement(agreement, *, by):
    decide(ProposalKind.AGREEMENT_END, agreement, by=by)


def nothing():
    """Parts are left as they are."""


def as_stored(agreement):
    return Agreement.objects.filter(pk=agreement.pk).values().get()


# adding


def test_a_new_agreement_is_a_draft_with_its_parties_in_the_trail(saraa, nhrcm, npa):
    agreement = Agreement(title_mn="Санамж бичиг", title_en="Memorandum")

    def write_parties():
        for agency in (nhrcm, npa):
            Party.objects.create(agreement=agreement, agency=agency)

    add_agreement(agreement, by=saraa, write_parts=write_parties)
    assert agreement.state == AgreementState.DRAFT
    entry = TrailEntry.objects.get(verb="agreement.added")
    assert [party["agency"]["en"] for party in entry.changes["parties"][1]] == ["NHRCM", "NPA"]


def test_it_has_as_many_parties_as_signed(saraa, nhrcm, npa, stranger_agency):
    agreement = AgreementFactory(parties=[nhrcm, npa, stranger_agency], state=AgreementState.DRAFT)
    put_in_force(agreement, by=saraa)
    assert as_stored(agreement)["state"] == AgreementState.IN_FORCE
    for agency in (nhrcm, npa, stranger_agency):
        assert agency.parties.count() == 1


def test_an_agency_is_party_once(draft, npa):
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(agreement=draft, agency=npa)


@pytest.mark.parametrize("days", [0, -1, -400])
def test_it_ends_after_it_starts(draft, saraa, days):
    with pytest.raises(ValidationError, match="An agreement must end after it starts"):
        edit_agreement(
            draft,
            by=saraa,
            version=1,
            changes={"ends_on": draft.starts_on + timedelta(days=days)},
            write_parts=nothing,
        )
    assert as_stored(draft)["ends_on"] is None


# in force


def test_it_comes_into_force_once_nothing_is_missing(draft, saraa):
    put_in_force(draft, by=saraa)
    assert as_stored(draft)["state"] == AgreementState.IN_FORCE
    assert TrailEntry.objects.get(verb="agreement.put_in_force").changes == {"state": ["draft", "in_force"]}


def test_what_is_put_to_the_heads_reads_in_their_language_with_days_as_the_country_writes_them(draft, saraa):
    text = put_forward(ProposalKind.AGREEMENT_IN_FORCE, draft, by=saraa).text
    assert text["heading"]["mn"].startswith("Санамж бичгийг хүчинтэй болгох: ")
    rows = {row["key"]: row["value"] for row in text["parts"][0]["rows"]}
    assert rows["starts_on"] == {"mn": "2026.01.01", "en": "2026.01.01"}


def test_one_side_alone_puts_nothing_in_force(draft, saraa, ganaa):
    proposal = put_forward(ProposalKind.AGREEMENT_IN_FORCE, draft, by=saraa)
    consent(proposal, by=ganaa, digest=proposal.digest)
    assert as_stored(draft)["state"] == AgreementState.DRAFT


def test_while_the_parties_decide_it_does_not_change(draft, saraa):
    put_forward(ProposalKind.AGREEMENT_IN_FORCE, draft, by=saraa)
    with pytest.raises(MoveRefused, match="deciding"):
        edit_agreement(draft, by=saraa, version=draft.version, changes={"title_en": "Other"}, write_parts=nothing)


@pytest.mark.parametrize(
    ("parties", "fields", "missing"),
    [
        (2, {"signed_year": 2017}, []),
        (2, {"signed_year": None, "starts_on": TODAY}, []),
        (1, {"signed_year": 2017}, ["An agreement has two or more parties."]),
        (0, {"signed_year": 2017}, ["An agreement has two or more parties."]),
        (
            2,
            {"signed_year": None},
            ["Write the day from which it is in force, or the year of signature."],
        ),
        (
            0,
            {"signed_year": None},
            [
                "An agreement has two or more parties.",
                "Write the day from which it is in force, or the year of signature.",
            ],
        ),
    ],
)
def test_what_is_missing_is_said_all_at_once_and_nothing_is_changed(nhrcm, npa, saraa, parties, fields, missing):
    agreement = AgreementFactory(parties=[nhrcm, npa][:parties], state=AgreementState.DRAFT, **fields)
    assert missing_for_force(agreement) == missing
    if not missing:
        put_in_force(agreement, by=saraa)
        return
    before = as_stored(agreement)
    UserFactory(agency=nhrcm, role=Role.HEAD)
    with pytest.raises(MoveRefused) as refused:
        put_forward(ProposalKind.AGREEMENT_IN_FORCE, agreement, by=saraa)
    assert refused.value.reasons == missing
    assert as_stored(agreement) == before
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize("state", [AgreementState.IN_FORCE, AgreementState.ENDED])
def test_only_a_draft_comes_into_force(nhrcm, npa, saraa, state):
    agreement = AgreementFactory(parties=[nhrcm, npa], state=state)
    with pytest.raises(MoveRefused, match="The agreement is not a draft"):
        put_in_force(agreement, by=saraa)
    assert as_stored(agreement)["state"] == state


# what is locked


def test_a_draft_changes_freely_and_keeps_the_old_text_in_the_trail(draft, saraa):
    edit_agreement(draft, by=saraa, version=1, changes={"number": "А/17"}, write_parts=nothing)
    assert as_stored(draft)["number"] == "А/17"
    assert TrailEntry.objects.get().changes == {"number": ["", "А/17"]}


@pytest.mark.parametrize("state", [AgreementState.IN_FORCE, AgreementState.ENDED])
@pytest.mark.parametrize(
    "changes",
    [{"title_mn": "Өөр гарчиг"}, {"ends_on": date(2030, 1, 1)}, {"state": AgreementState.DRAFT}, {"number": "Б/1"}],
)
def test_what_an_agreement_in_force_says_no_longer_changes(nhrcm, npa, saraa, state, changes):
    agreement = AgreementFactory(parties=[nhrcm, npa], state=state)
    before = as_stored(agreement)
    with pytest.raises(MoveRefused, match="no longer changes"):
        edit_agreement(agreement, by=saraa, version=1, changes=changes, write_parts=nothing)
    assert as_stored(agreement) == before
    assert not TrailEntry.objects.exists()


def test_no_clause_and_no_party_is_added_to_an_agreement_in_force(agreement, saraa, stranger_agency):
    def add_clause():
        Clause.objects.create(agreement=agreement, number="9.9", text_mn="Шинэ заалт")

    def add_party():
        Party.objects.create(agreement=agreement, agency=stranger_agency)

    for write_parts in (add_clause, add_party):
        agreement.refresh_from_db()
        with pytest.raises(MoveRefused):
            edit_agreement(agreement, by=saraa, version=agreement.version, changes={}, write_parts=write_parts)
    assert not agreement.clauses.exists()
    assert agreement.parties.count() == 2
    assert not TrailEntry.objects.exists()


def test_its_documents_are_still_filed_while_it_is_in_force(agreement, saraa):
    def file_scan():
        agreement.documents.create(title="Скан", url="https://example.org/scan")

    edit_agreement(agreement, by=saraa, version=1, changes={}, write_parts=file_scan)
    assert agreement.documents.get().title == "Скан"
    assert set(TrailEntry.objects.get().changes) == {"documents"}


def test_an_agreement_with_a_plan_is_never_deleted(agreement, draft_plan):
    with pytest.raises(ProtectedError):
        agreement.delete()


# its end


def test_it_ends_when_its_term_is_over(agreement, saraa):
    agreement.ends_on = TODAY - timedelta(days=1)
    agreement.save()
    end_agreement(agreement, by=saraa)
    assert as_stored(agreement)["state"] == AgreementState.ENDED
    assert TrailEntry.objects.filter(verb="agreement.ended").count() == 1


def test_a_draft_does_not_end(draft, saraa):
    with pytest.raises(MoveRefused, match="The agreement is not in force"):
        end_agreement(draft, by=saraa)


ENDING_SOON = {
    TODAY - timedelta(days=1): False,
    TODAY: True,
    TODAY + timedelta(days=ENDING_SOON_DAYS): True,
    TODAY + timedelta(days=ENDING_SOON_DAYS + 1): False,
    None: False,
}


@pytest.mark.parametrize("ends_on", ENDING_SOON)
@pytest.mark.parametrize("state", AgreementState)
def test_ending_soon_is_derived_and_the_list_and_the_thing_agree(nhrcm, npa, ends_on, state):
    agreement = AgreementFactory(parties=[nhrcm, npa], state=state, ends_on=ends_on)
    expected = ENDING_SOON[ends_on] and state == AgreementState.IN_FORCE
    assert agreement.is_ending_soon is expected
    assert Agreement.objects.ending_soon().filter(pk=agreement.pk).exists() is expected


def test_time_alone_makes_it_end_soon(agreement):
    agreement.ends_on = date(2027, 6, 1)
    agreement.save()
    assert not agreement.is_ending_soon
    with time_machine.travel("2027-05-01T04:00:00Z", tick=False):
        assert agreement.is_ending_soon
        assert Agreement.objects.ending_soon().get() == agreement


# its page


@pytest.mark.parametrize(
    ("state", "word"),
    [(AgreementState.DRAFT, "Draft"), (AgreementState.IN_FORCE, "In force"), (AgreementState.ENDED, "Ended")],
)
def test_its_page_and_the_list_name_the_state(client_of, bold, nhrcm, npa, state, word):
    agreement = AgreementFactory(parties=[nhrcm, npa], state=state)
    client = client_of(bold)
    for address in (agreement.get_absolute_url(), reverse("plans:agreement-list")):
        assert f"</svg>{word}</span>" in client.get(address).content.decode()


def test_its_page_says_that_it_ends_soon_and_when(client_of, bold, agreement):
    agreement.ends_on = date(2026, 12, 31)
    agreement.save()
    page = client_of(bold).get(agreement.get_absolute_url()).content.decode()
    assert "Ending soon" in page
    assert "2026.12.31" in page


def test_what_nobody_recorded_is_said_to_be_not_recorded(client_of, bold, agreement):
    page = client_of(bold).get(agreement.get_absolute_url()).content.decode()
    assert page.count("not recorded") >= 4
    assert ">None<" not in page


def test_a_plan_is_started_only_under_an_agreement_in_force(client_of, khulan, nhrcm, npa):
    for state in (AgreementState.DRAFT, AgreementState.ENDED):
        agreement = AgreementFactory(parties=[nhrcm, npa], state=state)
        client = client_of(khulan)
        address = reverse("plans:plan-start", args=[agreement.pk])
        assert client.get(address).status_code == 403
        assert address not in client.get(agreement.get_absolute_url()).content.decode()


def test_an_agreement_it_renews_is_named_only_to_those_who_may_know_of_it(
    client_of, bold, anu, npa, nhrcm, stranger_agency
):
    older = AgreementFactory(parties=[npa, stranger_agency], state=AgreementState.ENDED, title_en="Older memorandum")
    newer = AgreementFactory(parties=[npa, nhrcm], renews=older)
    assert "Older memorandum" in client_of(bold).get(newer.get_absolute_url()).content.decode()
    assert "Older memorandum" not in client_of(anu).get(newer.get_absolute_url()).content.decode()
