"""What people are told of by mail: that a comment mentions them. Only actions call this."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from activities.models import Comment
from plans import mail
from plans.models import User


def after_commit(comment: Comment, people: Sequence[User], page: str) -> None:
    """Tell these people, once the comment is committed, that it mentions them; `page` is the address of its line."""
    if people:
        transaction.on_commit(lambda: tell(comment, people, page), robust=True)


def tell(comment: Comment, people: Sequence[User], page: str) -> None:
    mail.send([message_for(reader, comment, page) for reader in people], f"mail on comment {comment.pk}")


def message_for(reader: User, comment: Comment, page: str) -> EmailMessage:
    """
    Who mentions them and on which line, in their language.

    Not what was said: a mailbox knows nothing of compartments.
    """
    with override(reader.language or settings.LANGUAGE_CODE):
        anchor = f"#comment-{comment.answers_id or comment.pk}"
        context = {"comment": comment, "link": f"{page}{anchor}" if page else ""}
        subject = " ".join(render_to_string("emails/mention_subject.txt", context).split())
        body = render_to_string("emails/mention_body.txt", context)
    return EmailMessage(subject, body, to=[reader.email])
