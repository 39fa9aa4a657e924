"""Every act of a party leaves a receipt with who did it and with the heads of the others; no mail undoes an act."""

import logging
import smtplib
from datetime import timedelta

import pytest
from django.core.mail import get_connection
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django.utils.translation import override

from plans.actions import consent
from plans.actions.consent import Order, TextChanged
from plans.models import ActingAuthority, AnnualPlan, PlanState, ProposalKind, Role, TrailEntry
from plans.workflow import MoveRefused
from tests.factories import UserFactory
from tests.factories.behind import behind_the_locks
from tests.factories.recorded import World, agreement_of, recorded_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return recorded_world()


@pytest.fixture
def proposal(world):
    """The end of the agreement, which the first head put forward."""
    return consent.put_forward(ProposalKind.AGREEMENT_END, world.agreement, by=world.first_head)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


class Dead(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


class Picky(EmailBackend):
    """Takes no mail to the first agency."""

    def send_messages(self, messages):
        if any("@one." in address for message in messages for address in message.to):
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_a_consent_sends_one_to_who_acted_and_one_to_the_other_head(world, proposal, committed, mailoutbox):
    with committed():
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    assert [mail.to for mail in mailoutbox] == [[world.first_head.email], [world.second_head.email]]


def test_it_says_what_who_for_whom_when_under_which_order_and_where_in_the_trail(
    world, proposal, committed, mailoutbox
):
    world.second_head.language = "en"
    world.second_head.save()
    order = Order("А/12", timezone.localdate())
    with committed():
        consent.consent(proposal, by=world.first_head, digest=proposal.digest, order=order)
    entry = TrailEntry.objects.latest("pk")
    mail = mailoutbox[1]
    assert mail.subject == "Receipt: one consented – ending the agreement: Memorandum"
    for said in (
        "Agreement: Memorandum",
        "Act: consented",
        "Who: Дарга",
        "For: one",
        f"When: {timezone.localtime(entry.at):%Y.%m.%d %H:%M:%S}",
        "Order number: А/12",
        f"Date of the order: {order.on:%Y.%m.%d}",
        f"SHA-256 of the text: {proposal.digest}",
        f"agreement:{world.agreement.pk} {entry.sequence} {entry.digest}\n",
    ):
        assert said in mail.body, said
    assert "Comment" not in mail.body


def test_each_reads_it_in_their_own_language(world, proposal, committed, mailoutbox):
    world.second_head.language = "en"
    world.second_head.save()
    with committed(), override("en"):
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    first, second = mailoutbox
    assert "receipt" not in first.body
    assert "Санамж бичиг" in first.body
    assert "This is the receipt" in second.body


def test_the_last_consent_names_the_checkpoint_as_of_the_effect(world, proposal, committed, mailoutbox):
    consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    with committed():
        consent.consent(proposal, by=world.second_head, digest=proposal.digest)
    assert {proposal.checkpoint in mail.body for mail in mailoutbox} == {True}
    assert proposal.checkpoint


def test_a_return_carries_its_comment(world, proposal, committed, mailoutbox):
    with committed():
        consent.give_back(proposal, by=world.second_head, digest=proposal.digest, comment="Хоёр мөр\nдутуу.")
    assert {mail.to[0] for mail in mailoutbox} == {world.first_head.email, world.second_head.email}
    assert all("Хоёр мөр дутуу." in mail.body for mail in mailoutbox)


def test_what_is_taken_back_sends_receipts_too(world, proposal, committed, mailoutbox):
    consent.consent(proposal, by=world.second_head, digest=proposal.digest)
    with committed():
        consent.take_back_consent(proposal, by=world.second_head)
    with committed():
        consent.take_back(proposal, by=world.first_head)
    assert len(mailoutbox) == 4


def test_who_acts_for_the_head_and_the_head_both_hold_it(world, proposal, committed, mailoutbox):
    today = timezone.localdate()
    ActingAuthority.objects.create(
        agency=world.second,
        person=world.staff,
        head=world.second_head,
        from_on=today,
        until_on=today + timedelta(days=3),
        order_number="Б/1",
    )
    with committed():
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    assert {mail.to[0] for mail in mailoutbox} == {
        world.first_head.email,
        world.second_head.email,
        world.staff.email,
    }
    mailoutbox.clear()
    with committed():
        consent.consent(proposal, by=world.staff, digest=proposal.digest)
    assert all(world.second_head.short_name in mail.body for mail in mailoutbox)
    assert {mail.to[0] for mail in mailoutbox} == {
        world.first_head.email,
        world.second_head.email,
        world.staff.email,
    }


def test_who_has_no_access_any_more_gets_none(world, proposal, committed, mailoutbox):
    world.second_head.is_active = False
    world.second_head.save()
    with committed():
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    assert [mail.to for mail in mailoutbox] == [[world.first_head.email]]


def test_a_head_of_no_party_gets_none(world, committed, mailoutbox):
    third = UserFactory(role=Role.HEAD)
    agreement = agreement_of(world.first, third.agency)
    proposal = consent.put_forward(ProposalKind.AGREEMENT_END, agreement, by=world.first_head)
    with committed():
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    assert {mail.to[0] for mail in mailoutbox} == {world.first_head.email, third.email}


def test_a_refused_act_sends_nothing(world, proposal, committed, mailoutbox):
    with committed(), pytest.raises(TextChanged):
        consent.consent(proposal, by=world.first_head, digest="0" * 64)
    with committed(), pytest.raises(MoveRefused):
        consent.consent(proposal, by=world.staff, digest=proposal.digest)
    assert mailoutbox == []


def test_a_mail_server_that_does_not_answer_undoes_nothing(world, proposal, committed, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Dead"
    with committed(), caplog.at_level(logging.ERROR):
        act = consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    assert proposal.acts.standing().get() == act
    assert "does not answer" in caplog.text


def test_one_address_that_is_refused_keeps_no_other_from_its_receipt(
    world, proposal, committed, settings, mailoutbox, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.Picky"
    assert isinstance(get_connection(), Picky)
    with committed():
        consent.consent(proposal, by=world.first_head, digest=proposal.digest)
    assert [mail.to for mail in mailoutbox] == [[world.second_head.email]]
    assert world.first_head.email in caplog.text


def test_the_adoption_itself_is_not_undone_by_a_broken_template(world, proposal, committed, monkeypatch):
    def broken(*args, **kwargs):
        raise KeyError("template")

    consent.take_back(proposal, by=world.first_head)
    with behind_the_locks():
        AnnualPlan.objects.filter(pk=world.plan.pk).update(state=PlanState.DRAFT)
        type(world.line).objects.filter(plan=world.plan).update(state="planned")
    plan = AnnualPlan.objects.get(pk=world.plan.pk)
    again = consent.put_forward(ProposalKind.PLAN_ADOPTION, plan, by=world.first_head)
    monkeypatch.setattr("plans.receipts.render_to_string", broken)
    with committed():
        consent.consent(again, by=world.first_head, digest=again.digest)
    assert again.acts.standing().count() == 1
