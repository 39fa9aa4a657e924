"""What people do with comments on a line: write, answer, resolve, reopen; none is ever changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities import notifications
from activities.models import Activity, Comment, Mention
from activities.texts import field_values
from plans import trail
from plans.actions.annual_plans import hold_not_closed
from plans.actions.compartments import name_people
from plans.models import Agency, Compartment, User
from plans.trail import Author
from plans.workflow import MoveRefused


def add_comment(
    line: Activity,
    *,
    by: User,
    text: str,
    field: str = "",
    compartment: str = Compartment.JOINT,
    people: Iterable[User] = (),
    page: str = "",
) -> Comment:
    """
    Comment on a line or one of its fields; the people mentioned get a mail that leads to the `page` of the line.

    Where named people alone may know of it, they are those who are mentioned. Raises MoveRefused when the year is
    closed, ValidationError on what was written and where somebody mentioned may not read it.
    """
    people = list(people)
    comment = Comment(plan=line.plan, activity=line, field=field, text=text, compartment=compartment)
    comment.author, comment.agency = by, cast(Agency, by.agency)  # the model refuses who has none
    with transaction.atomic():
        hold_not_closed(line.plan)
        if field:
            value = field_values(Activity.objects.get(pk=line.pk)).get(field, {})
            comment.value_mn, comment.value_en = value.get("mn", ""), value.get("en", "")
        if compartment == Compartment.CIRCLE:
            comment.circle = name_people(line.plan.agreement, people, by=by)
        with trail.record_added(comment, "comment.added", by=by):
            mention(comment, people)
        notifications.tell(comment, people, page)
    return comment


def answer(comment: Comment, *, by: User, text: str, people: Iterable[User] = (), page: str = "") -> Comment:
    """Answer a comment, for exactly those who may know of it. Raises as `add_comment`, and when it is resolved."""
    people = list(people)
    given = Comment(plan=comment.plan, activity=comment.activity, answers=comment, text=text)
    given.author, given.agency = by, cast(Agency, by.agency)
    given.compartment, given.circle = comment.compartment, comment.circle
    with transaction.atomic():
        hold_not_closed(comment.plan)
        if Comment.objects.get(pk=comment.pk).is_resolved:
            raise MoveRefused([_("The comment is resolved; write a new one, or have it reopened.")])
        with trail.record_added(given, "comment.answered", by=by):
            mention(given, people)
        notifications.tell(given, people, page)
    return given


def mention(comment: Comment, people: Iterable[User]) -> None:
    """ValidationError names who may not read the comment."""
    for person in people:
        if not person.is_active or not Comment.objects.visible_to(person).filter(pk=comment.pk).exists():
            raise ValidationError({"people": _("%(person)s may not read this comment.") % {"person": person}})
        Mention.objects.create(comment=comment, person=person)


def resolve(comment: Comment, *, by: User, sentence: str = "") -> Comment:
    """Say that a comment is settled, with a sentence where one helps."""
    with transaction.atomic():
        hold_not_closed(comment.plan)
        with trail.recording(comment, "comment.resolved", by=by):
            if comment.is_resolved:
                raise MoveRefused([_("The comment is resolved already.")])
            comment.resolve(by=by, sentence=sentence)
    return comment


def reopen(comment: Comment, *, by: User) -> Comment:
    """Say that a comment is not settled after all."""
    with transaction.atomic():
        hold_not_closed(comment.plan)
        with trail.recording(comment, "comment.reopened", by=by):
            if not comment.is_resolved:
                raise MoveRefused([_("The comment is not resolved.")])
            comment.reopen()
    return comment


def leave_line(line: Activity, *, by: Author) -> None:
    """Before a line is taken out of the draft: each comment stays by itself, and says so to those who knew of it."""
    for comment in Comment.objects.filter(activity=line):
        with trail.recording(comment, "comment.line_removed", by=by):
            comment.activity = None
