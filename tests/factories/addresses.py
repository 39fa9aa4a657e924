"""One thing for every address of the product: what stands in its place where the table of access asks for it."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from activities.actions.amendments import Why, add_line, open_amendment
from activities.actions.comments import add_comment
from activities.actions.ratings import rate
from activities.models import Closing, Inquiry
from activities.working_copies import copy_of
from plans.actions.compartments import name_people
from plans.actions.consent import Paper, consent, put_forward
from plans.models import Compartment, Document, ProposalKind, StoredFile
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    EntryFactory,
    EvidenceFactory,
    ObjectiveFactory,
    OccasionFactory,
    PlanFactory,
    SnapshotFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendeeFactory,
    DecisionFactory,
    GroupMemberFactory,
    MeetingFactory,
    MeetingNoteFactory,
    WorkingGroupFactory,
)
from tests.factories.recommendations import CarryingOutFactory, ProofFactory, RecommendationFactory


def things_at_addresses(draft_plan, adopted_plan, agreement, anu, bold, khulan, npa, saraa):
    """One thing of each kind: a draft line of both, and a line the police alone carry out."""
    from django.core.files.base import ContentFile

    objective = ObjectiveFactory(plan=draft_plan, number=1)
    draft_agreement = AgreementFactory(state="draft")
    for party in agreement.parties.all():
        draft_agreement.parties.create(agency=party.agency)
    draft_line = ActivityFactory(plan=draft_plan, objective=objective, lead=bold.department)
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    entry = EntryFactory(activity=line, author=bold)
    stored = StoredFile(digest="ab" * 32, name="scan.pdf", media_type="application/pdf", size=4)
    stored.content.save("scan.pdf", ContentFile(b"%PDF"), save=True)
    evidence = EvidenceFactory(entry=entry, url="", stored=stored)
    hidden = EntryFactory(activity=line, author=bold, compartment=Compartment.AGENCY)
    sent_for_correction = Inquiry.objects.create(
        entry=EntryFactory(activity=line, author=anu), draft_sent_on=date(2026, 1, 5), draft_sent_to=bold.agency
    )
    circle = name_people(agreement, [khulan], by=bold)
    of_circle = EntryFactory(activity=line, author=bold, compartment=Compartment.CIRCLE, circle=circle)
    own_evidence = EvidenceFactory(entry=entry, compartment=Compartment.AGENCY)
    document = Document.objects.create(agreement=agreement, title="scan", stored=stored)
    proposal = put_forward(ProposalKind.AGREEMENT_END, agreement, by=saraa)
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4")
    act = consent(proposal, by=saraa, digest=proposal.digest, paper=Paper(scan, []))
    Closing.objects.create(plan=adopted_plan)
    comment = add_comment(line, by=bold, text="Хоёрдугаар улиралд хийе.")
    plan, carried_out, of_proposal = [draft_plan.pk], [adopted_plan.pk], [proposal.pk]
    return {
        **amendments_of(agreement, line, saraa, bold),
        **meetings_of(agreement, bold),
        **groups_of(agreement, bold, stored),
        **recommendations_of(agreement, bold, line, stored, saraa),
        **ratings_of(adopted_plan, line, bold),
        "activities:plan-adoption": plan,
        "activities:plan-closing": carried_out,
        "activities:closing-open": carried_out,
        "activities:closing-decide": carried_out,
        "activities:closing-put-forward": carried_out,
        "activities:plan-put-forward": plan,
        "activities:plan-send": plan,
        "activities:snapshot-days": plan,
        "plans:proposal-detail": of_proposal,
        "plans:proposal-consent": of_proposal,
        "plans:proposal-return": of_proposal,
        "plans:proposal-paper": of_proposal,
        "plans:consent-take-back": of_proposal,
        "plans:proposal-take-back": of_proposal,
        "plans:act-scan": [act.pk],
        "activities:plan-dashboard": [adopted_plan.pk],
        "activities:plan-activity-list": [adopted_plan.pk],
        "activities:plan-activity-export": [adopted_plan.pk, "csv"],
        "activities:plan-entry-export": [adopted_plan.pk, "csv"],
        "activities:line-add": [draft_plan.pk],
        "activities:activity-export": ["xlsx"],
        "activities:entry-export": ["csv"],
        "activities:activity-detail": [line.pk],
        "activities:line-edit": [draft_line.pk],
        "activities:line-remove": [draft_line.pk],
        "activities:activity-history": [line.pk],
        "activities:activity-confirm": [line.pk],
        "activities:activity-differ": [line.pk],
        "activities:comment-add": [line.pk],
        "activities:comment-answer": [comment.pk],
        "activities:comment-resolve": [comment.pk],
        "activities:comment-reopen": [comment.pk],
        "activities:entry-add": [line.pk],
        "activities:entry-edit": [entry.pk],
        "activities:entry-draft-reply": [sent_for_correction.pk],
        "activities:entry-open": [hidden.pk],
        "activities:entry-people": [of_circle.pk],
        "activities:evidence-add": [entry.pk],
        "activities:evidence-open": [own_evidence.pk],
        "activities:evidence-file": [evidence.pk],
        "activities:evidence-remove": [evidence.pk],
        "plans:agreement-detail": [agreement.pk],
        "plans:agreement-history": [agreement.pk],
        "plans:agreement-put-in-force": [draft_agreement.pk],
        "plans:agreement-end": [agreement.pk],
        "plans:plan-start": [agreement.pk],
        **{f"plans:{name}": [agreement.pk] for name in ("occasion-add", "occasions-standard")},
        **{f"plans:occasion-{act}": [OccasionFactory(agreement=agreement).pk] for act in ("edit", "retire")},
        "plans:occasion-take-up": [OccasionFactory(agreement=agreement, retired_on=date(2026, 1, 1)).pk],
        "activities:occasion-list": [agreement.pk],
        "plans:document-file": [document.pk],
        "plans:plan-history": [draft_plan.pk],
        "plans:objective-add": [draft_plan.pk],
        "plans:objective-edit": [objective.pk],
        "plans:objective-remove": [objective.pk],
    }


def amendments_of(agreement, line, saraa, bold):
    """A line that can be amended; in a plan of its own a draft that adds one; a third plan without any."""
    amended, untouched = (PlanFactory(agreement=agreement, year=year, adopted=True) for year in (2024, 2025))
    amendment = open_amendment(amended, by=saraa)
    after = copy_of(ActivityFactory(plan=amended, lead=bold.department))
    change = add_line(amendment, by=bold, why=Why("need", "Шинэ хэрэгцээ."), after=after)
    of_amendment, of_change = [amended.pk, 1], [amended.pk, 1, change.pk]
    return {
        "activities:amendment-list": [amended.pk],
        "activities:amendment-open": [untouched.pk],
        "activities:amendment-detail": of_amendment,
        "activities:amendment-put-forward": of_amendment,
        "activities:amendment-drop": of_amendment,
        "activities:amendment-line-add": of_amendment,
        "activities:amendment-line-edit": of_change,
        "activities:line-beyond-add": [untouched.pk],
        "activities:amendment-change-remove": of_change,
        **{f"activities:line-{act}": [line.pk] for act in ("amend", "postpone", "withdraw", "correct")},
    }


def meetings_of(agreement, bold):
    """One planned, with a note of the police; one held; one confirmed, one of its decisions dropped."""
    planned = MeetingFactory(agreement=agreement, meets_on=date(2020, 8, 18))
    to_come = MeetingFactory(agreement=agreement, meets_on=date(2031, 1, 1))
    held = MeetingFactory(agreement=agreement, held=True)
    confirmed = MeetingFactory(agreement=agreement, confirmed=True)
    note = MeetingNoteFactory(meeting=planned, author=bold)
    written = DecisionFactory(meeting=held, agency=bold.agency)
    agreed = DecisionFactory(meeting=confirmed, agency=bold.agency, person=bold)
    dropped = DecisionFactory(meeting=confirmed, agency=bold.agency, dropped=True)
    item, attendee = AgendaItemFactory(meeting=planned), AttendeeFactory(meeting=planned)
    return {
        "activities:meeting-detail": [planned.pk],
        "plans:meeting-history": [planned.pk],
        **{f"plans:meeting-{act}": [planned.pk] for act in ("edit", "held", "call-off")},
        "plans:minutes-send": [held.pk],
        **{f"plans:{part}-add": [planned.pk] for part in ("agenda-item", "attendee", "note")},
        "plans:note-edit": [note.pk],
        **{f"plans:agenda-item-{act}": [item.pk] for act in ("edit", "remove")},
        **{f"plans:attendee-{act}": [attendee.pk] for act in ("edit", "remove")},
        "plans:decision-add": [held.pk],
        **{f"plans:decision-{act}": [written.pk] for act in ("edit", "remove")},
        **{f"plans:decision-{act}": [agreed.pk] for act in ("history", "move", "drop")},
        "activities:decision-done": [agreed.pk],
        "plans:decision-take-up": [dropped.pk],
        "activities:decision-detail": [agreed.pk],
        "activities:meeting-pack": [planned.pk],
        "activities:meeting-pack-freeze": [to_come.pk],
    }


def groups_of(agreement, bold, stored):
    """A draft, and an active one with a member of the police and a report."""
    draft = WorkingGroupFactory(agreement=agreement)
    active = WorkingGroupFactory(agreement=agreement, active=True, report_file=stored)
    member = GroupMemberFactory(group=active, person=bold)
    return {
        **{f"plans:working-group-{act}": [active.pk] for act in ("detail", "history", "report", "term", "end")},
        **{f"plans:working-group-{act}": [draft.pk] for act in ("edit", "set-up")},
        "plans:group-member-add": [active.pk],
        "plans:group-member-edit": [member.pk],
    }


def recommendations_of(agreement, bold, line, stored, saraa):
    """One that the commission entered and the police are asked, with a line and a file of the police beside it."""
    asked = RecommendationFactory(agreement=agreement, addressee=bold.agency, agency=saraa.agency)
    link = CarryingOutFactory(recommendation=asked, activity=line, agency=bold.agency)
    proof = ProofFactory(recommendation=asked, agency=bold.agency, url="", stored=stored)
    pages = ("detail", "history", "edit", "repeat", "lines", "evidence")
    return {
        "activities:recommendation-export": ["csv"],
        **{f"activities:recommendation-{page}": [asked.pk] for page in pages},
        "activities:recommendation-line-remove": [asked.pk, link.pk],
        "activities:recommendation-evidence-remove": [asked.pk, proof.pk],
        "activities:recommendation-file": [proof.pk],
        "activities:reply-add": [asked.pk],
        "activities:assessment-add": [asked.pk],
    }


def ratings_of(plan, line, bold):
    """A rating by the police, and the half-year it was frozen in."""
    rating = rate(line, by=bold, grade=None, explanation="Хугацаа болоогүй.")
    snapshot = SnapshotFactory(plan=plan)
    return {
        "activities:rating-add": [line.pk],
        **{f"activities:rating-{act}": [rating.pk] for act in ("confirm", "differ")},
        "activities:snapshot-list": [plan.pk],
        "activities:snapshot-detail": [plan.pk, snapshot.period],
    }
