"""What people are told of by mail: that a comment mentions them. Only actions call this."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from activities.models import Comment
from plans import letters
from plans.models import Letter, User


def tell(comment: Comment, people: Sequence[User], page: str) -> None:
    """Owe these people a mail that the comment mentions them; `page` is the address of its line."""
    letters.owe_each(
        people, lambda reader: letter_for(reader, comment, page), about=f"The mail on comment {comment.pk}"
    )


def letter_for(reader: User, comment: Comment, page: str) -> Letter:
    """
    Who mentions them and on which line, in their language.

    Not what was said: a mailbox knows nothing of compartments.
    """
    with override(reader.language or settings.LANGUAGE_CODE):
        anchor = f"#comment-{comment.answers_id or comment.pk}"
        context = {"comment": comment, "link": f"{page}{anchor}" if page else ""}
        subject = " ".join(render_to_string("emails/mention_subject.txt", context).split())
        body = render_to_string("emails/mention_body.txt", context)
    return Letter(to=reader.email, subject=subject, body=body)
