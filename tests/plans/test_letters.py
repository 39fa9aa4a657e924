"""A mail that is owed is sent, though the server is killed or the mail server is silent."""

import logging
import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from plans import letters
from plans.models import Letter
from plans.models.letters import AGAIN_AFTER, GIVEN_UP_AFTER

pytestmark = pytest.mark.django_db


class Silent(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({})


def letter(**fields) -> Letter:
    plain = {"to": "ganaa@example.org", "subject": "Receipt", "body": "agreement:1 312 9f86", "about": "The receipt"}
    return Letter(**plain | fields)


def left_over(age: timedelta = AGAIN_AFTER + timedelta(seconds=1), **fields) -> Letter:
    one = letter(tried_at=timezone.now() - age, **fields)
    one.save()
    return one


def test_it_goes_out_when_its_transaction_is_committed_and_is_owed_no_more(
    mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letters.owe([letter()])
        assert mailoutbox == []
    assert [(mail.to, mail.subject, mail.body) for mail in mailoutbox] == [
        (["ganaa@example.org"], "Receipt", "agreement:1 312 9f86")
    ]
    assert not Letter.objects.exists()


def test_what_was_rolled_back_owes_nothing(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        letters.owe([letter()])
        transaction.set_rollback(True)
    assert (mailoutbox, Letter.objects.count()) == ([], 0)


def test_a_killed_server_leaves_it_for_the_command(mailoutbox):
    left_over()
    call_command("send_letters")
    assert len(mailoutbox) == 1
    assert not Letter.objects.exists()


def test_a_letter_somebody_is_just_sending_is_left_alone(mailoutbox):
    letter().save()
    call_command("send_letters")
    assert mailoutbox == []


def test_of_two_senders_at_once_one_sends_it(mailoutbox, monkeypatch):
    one = left_over()
    seen = [one, Letter.objects.get()]
    monkeypatch.setattr(Letter.objects.all().__class__, "left_over", lambda self: seen)
    letters.send_left_over()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("backend", [Silent, Refusing])
def test_a_mail_server_that_takes_nothing_leaves_it_owed_and_a_line_in_the_log(settings, caplog, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    left_over()
    with caplog.at_level(logging.ERROR):
        call_command("send_letters")
    assert Letter.objects.get().tried_at > timezone.now() - AGAIN_AFTER
    assert "tried again" in caplog.text


def test_after_a_week_it_is_given_up_and_the_log_says_so(mailoutbox, caplog):
    left_over(written_at=timezone.now() - GIVEN_UP_AFTER - timedelta(seconds=1))
    with caplog.at_level(logging.ERROR):
        call_command("send_letters")
    assert (mailoutbox, Letter.objects.count()) == ([], 0)
    assert "given up" in caplog.text
