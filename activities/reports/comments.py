"""The comments on a line as its page shows them: each with its answers, its field as it read and as it reads now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from activities import access
from activities.models import Activity, Comment, Mention
from activities.texts import field_values
from plans.access import Verdict
from plans.models import Compartment, User


@dataclass
class Thread:
    """A comment with the answers to it, as one person reads them."""

    comment: Comment
    may_resolve: Verdict
    reads_otherwise: bool = False
    answers: list[Comment] = field(default_factory=list)
    answer_form: Any = None
    resolve_form: Any = None
    answers_now: bool = False
    """What the reader may write here, and whether they are about to answer; set by the page where they may."""

    def others(self, user: User) -> list[User]:
        """Who wrote or was mentioned here beside this person, and works here still."""
        said = [self.comment, *self.answers]
        named = [one.author for one in said] + [mention.person for one in said for mention in one.mentions.all()]
        of_agency = self.comment.compartment == Compartment.AGENCY
        return list(
            {
                person.pk: person
                for person in named
                if person.is_active
                and person.pk != user.pk
                and not (of_agency and person.agency_id != self.comment.agency_id)
            }.values()
        )


def threads(line: Activity, user: User) -> list[Thread]:
    """What this person may read, the oldest first."""
    mentions = Mention.objects.select_related("person__agency").order_by("person__given_name", "person")
    comments = (
        Comment.objects.visible_to(user)
        .filter(activity=line)
        .select_related("author__agency", "agency", "resolved_by__agency")
        .prefetch_related(Prefetch("mentions", mentions))
    )
    answers, first = defaultdict(list), []
    for comment in comments:
        comment.plan, comment.activity = line.plan, line
        if comment.answers_id is None:
            first.append(comment)
        else:
            answers[comment.answers_id].append(comment)
    values = field_values(line) if any(comment.field for comment in first) else {}
    return [
        Thread(
            comment,
            access.may_resolve(user, comment),
            bool(comment.field) and values.get(comment.field) != {"mn": comment.value_mn, "en": comment.value_en},
            answers[comment.pk],
        )
        for comment in first
    ]
