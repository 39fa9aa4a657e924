"""What the parties do with recommendations and demands: enter, reply, carry out, show, assess."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import access_to_recommendations as access
from activities.models import (
    Activity,
    Assessment,
    CarryingOut,
    Proof,
    Recommendation,
    RecommendationState,
    Reply,
)
from plans import trail
from plans.access import refuse_unless
from plans.actions.consent import signature_of
from plans.actions.files import store_file
from plans.models import Agency, User
from plans.trail import Author
from plans.workflow import MoveRefused

Part = TypeVar("Part", CarryingOut, Proof)


def enter(recommendation: Recommendation, *, by: Author) -> Recommendation:
    """Write down what is asked of whom. ValidationError on what was written, MoveRefused where one is no party."""
    if isinstance(by, User):
        refuse_unless(access.may_enter_under(by, recommendation))
        recommendation.agency = by.agency
    with trail.record_added(recommendation, "recommendation.entered", by=by):
        return recommendation


def correct(recommendation: Recommendation, *, by: User, version: int, changes: dict[str, Any]) -> Recommendation:
    """Mend a slip; the former text stays in the trail. MoveRefused once a party has replied or assessed."""
    with trail.recording(recommendation, "recommendation.corrected", by=by, version=version):
        refuse_unless(access.may_correct(by, recommendation))
        recommendation.assign(changes)
    return recommendation


def reply(reply: Reply, *, by: User, version: int | None = None) -> Reply:
    """
    Answer for the party that is asked; a later reply stands beside the former ones. From now on the text stays.

    Raises StaleVersion when what is asked, or said of it, is no longer what the head read at that version.
    """
    recommendation = reply.recommendation
    with trail.recording(recommendation, "recommendation.replied", by=by, version=version):
        by = as_now(by)
        refuse_unless(access.may_reply(by, recommendation))
        write_act(reply, by)
        recommendation.locked = True
    return reply


def assess(assessment: Assessment, *, by: User, version: int | None = None) -> Assessment:
    """Say how far it was carried out; the newest of each party stands. The text now stays. Raises as `reply`."""
    recommendation = assessment.recommendation
    with trail.recording(recommendation, "recommendation.assessed", by=by, version=version):
        by = as_now(by)
        refuse_unless(access.may_assess(by, recommendation))
        write_act(assessment, by)
        recommendation.locked = True
    return assessment


def as_now(person: User) -> User:
    """The person with the right as it is now, not as it was when the page was opened."""
    return User.objects.get(pk=person.pk)


def write_act(act: Reply | Assessment, by: User) -> None:
    act.person, act.agency = by, cast(Agency, by.agency)  # who acts as a head has one
    for name, value in signature_of(by).items():
        setattr(act, name, value)
    act.full_clean(exclude=["acting_for"])
    act.save()


def name_line(link: CarryingOut, *, by: User) -> CarryingOut:
    """Say that a line carries it out. ValidationError where the line is of another agreement or named already."""
    with trail.recording(link.recommendation, "recommendation.line_named", by=by):
        refuse_unless(access.may_name_line(by, link.recommendation))
        link.agency = cast(Agency, by.agency)  # the verdict refuses who has none
        link.full_clean()
        link.save()
    return link


def take_line_out(link: CarryingOut, *, by: User, reason: str = "") -> None:
    """Take back that a line carries it out; with a reason, once an assessment has read it."""
    with trail.recording(link.recommendation, "recommendation.line_taken_out", by=by):
        link = still_there(link)
        refuse_unless(access.may_take_back(by, link))
        if link.is_read:
            mark_taken_back(link, reason)
            link.save()
        else:
            link.delete()


def leave_recommendations(line: Activity, *, by: Author) -> None:
    """Before a line is taken out of the draft: it carries nothing out any more."""
    for link in CarryingOut.objects.filter(activity=line).select_related("recommendation"):
        with trail.recording(link.recommendation, "recommendation.line_taken_out", by=by):
            if link.is_read:
                link.activity, link.taken_back_at = None, link.taken_back_at or timezone.now()
                link.save()
            else:
                link.delete()


def carry_on(line: Activity, onto: Activity, verb: str, *, by: Author) -> None:
    """What a line carries out and nobody has found carried out, the one that goes on for it carries out too."""
    open_ones = Recommendation.objects.with_state().exclude(state=RecommendationState.CARRIED_OUT)
    named = onto.carries_out.standing().values("recommendation")
    links = line.carries_out.standing().filter(recommendation__in=open_ones.values("pk"))
    for link in links.exclude(recommendation__in=named).select_related("recommendation"):
        with trail.recording(link.recommendation, verb, by=by):
            carried = CarryingOut(recommendation=link.recommendation, activity=onto, agency=link.agency)
            carried.full_clean()
            carried.save()


def still_there(part: Part) -> Part:
    """As it stands now, while its recommendation is held. MoveRefused where somebody took it away."""
    found = type(part)._base_manager.select_related("recommendation", "agency").filter(pk=part.pk).first()
    if found is None:
        raise MoveRefused([_("Somebody took it out at the same moment.")])
    return found


def mark_taken_back(part: CarryingOut | Proof, reason: str) -> None:
    """It stays to be read, as the assessment read it. ValidationError without a reason."""
    part.taken_back_at, part.reason = timezone.now(), reason
    part.full_clean()


def add_proofs(
    recommendation: Recommendation,
    *,
    by: User,
    title: str = "",
    files: Iterable[UploadedFile] = (),
    links: Iterable[str] = (),
) -> list[Proof]:
    """Put files and links beside it, each with an entry of its own in the trail."""
    agency = cast(Agency, by.agency)
    with transaction.atomic():
        refuse_unless(access.may_add_proof(by, recommendation))
        of = {"recommendation": recommendation, "agency": agency, "title": title}
        proofs = [Proof(stored=store_file(upload, by=by), **of) for upload in files]
        proofs += [Proof(url=link, **of) for link in links]
        for proof in proofs:
            with trail.record_added(proof, "recommendation.evidence_added", by=by):
                pass
    return proofs


def remove_proof(proof: Proof, *, by: User, reason: str = "") -> None:
    """Take a file or link back; with a reason, once an assessment has read it. The trail keeps its name and digest."""
    verb = "recommendation.evidence_removed"
    with transaction.atomic():
        asked = Recommendation.objects.filter(pk=proof.recommendation_id)
        asked.update(version=F("version") + 1)  # held, and who is assessing it is told
        proof = still_there(proof)
        refuse_unless(access.may_take_back(by, proof))
        if proof.is_read:
            with trail.recording(proof, verb, by=by):
                mark_taken_back(proof, reason)
        else:
            trail.record_removed(proof, verb, by=by)
