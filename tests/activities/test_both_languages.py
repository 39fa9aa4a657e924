"""Who consents has the whole text on the page: whatever the digest covers, in both languages, for either reader."""

import html
import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions.amendments import Seen, add_line, correct_line
from activities.actions.closing import decide_fates, open_closing
from activities.models import ChangeKind, Fate, LineFate
from plans.actions import working_groups as group_actions
from plans.actions.consent import give_back, put_forward
from plans.actions.decisions import add_decision, move_decision
from plans.actions.meetings import edit_item
from plans.models import Decision, GroupMember, Proposal, ProposalKind, WorkingGroup
from plans.views.proposals import TOOK_EFFECT
from tests.factories import AgreementFactory
from tests.factories.amendments import BECAUSE, after, amended, new_line, put, read
from tests.factories.meetings import confirm, held_meeting, send

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def adoption(plan, by, others):
    return Proposal.objects.get(kind=ProposalKind.PLAN_ADOPTION)


def amendment(plan, by, others):
    first, second = plan.activities.order_by("position")
    change = amended(first, by, title_en="re-trained", title_mn="давтан сургалт")
    amended(second, by, ChangeKind.WITHDRAW)
    copy = new_line(plan, first.lead, "нэмсэн") | {"title_en": "what was added"}
    add_line(read(change.amendment), by=by, why=BECAUSE, after=copy)
    return put(change.amendment, by)


def correction(plan, by, others):
    line = plan.activities.get(position=1)
    return correct_line(line, by=by, seen=Seen(), after=after(line, title_en="spelt well", title_mn="зөв бичсэн"))


def closing(plan, by, others):
    fates = [LineFate(activity=line, fate=Fate.DROP, reason="Санхүүжилт олдоогүй") for line in plan.activities.all()]
    opened = open_closing(plan, by=by)
    return put_forward(ProposalKind.CLOSING, decide_fates(opened, by=by, version=opened.version, fates=fates), by=by)


def minutes(plan, by, others):
    meeting, item = held_meeting(plan.agreement, by, *others, by=by)
    edit_item(
        item, by=by, version=item.version, changes={"minutes_mn": "Тэд татгалзав.", "minutes_en": "They agreed."}
    )
    decision = Decision(meeting=meeting, number=1, text_mn="Сургалт явуулна.", text_en="They pay.", agency=by.agency)
    add_decision(decision, by=by)
    return send(meeting, by)


def drafted_group(plan, heads):
    group = WorkingGroup(
        agreement=plan.agreement,
        name_mn="Ажлын хэсэг",
        name_en="The group",
        mandate_mn="Хамтран судлах",
        mandate_en="To study together",
        basis="14 дэх илтгэл",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    group_actions.draft_group(group, by=heads[0])
    for head in heads:
        group_actions.name_member(GroupMember(group=group, person=head, is_chair=True), by=head)
    return group


def group_set_up(plan, by, others):
    return put_forward(ProposalKind.GROUP_SET_UP, drafted_group(plan, [by, *others]), by=by)


def group_term(plan, by, others):
    confirm(group_set_up(plan, by, others), by, *others)
    group = WorkingGroup.objects.get()
    term = {"next_ends_on": date(2027, 12, 31), "next_term_because": "Судалгаа үргэлжилж байна."}
    return group_actions.put_term_forward(group, by=by, version=group.version, changes=term)


def decision_day(plan, by, others):
    confirm(minutes(plan, by, others), by, *others)
    decision = Decision.objects.get()
    asked = {"day": date(2027, 12, 31), "department": None, "person": None, "reason": "Хугацаа сунгах шаардлагатай."}
    proposal = move_decision(decision, by=by, version=decision.version, **asked)
    return Proposal.objects.get(pk=proposal.pk)


def group_end(plan, by, others):
    confirm(group_set_up(plan, by, others), by, *others)
    group, scan = WorkingGroup.objects.get(), SimpleUploadedFile("report.pdf", b"%PDF-1.4")
    end = {"ended_on": timezone.localdate(), "ended_because": "Чиг үүргээ биелүүлсэн.", "report": "Тайлан."}
    return group_actions.put_end_forward(group, by=by, version=group.version, changes=end, file=scan)


def agreement_in_force(plan, by, others):
    drafted = AgreementFactory(
        parties=[head.agency for head in (by, *others)],
        state="draft",
        starts_on=date(2026, 1, 1),
        title_mn="Шинэ санамж бичиг",
        title_en="The new memorandum",
    )
    drafted.fields_of_cooperation.create(number=1, title_mn="Сургалт", title_en="Training")
    drafted.clauses.create(number="1.1", text_mn="Талууд төлнө.", text_en="Nobody pays.")
    return put_forward(ProposalKind.AGREEMENT_IN_FORCE, drafted, by=by)


def agreement_end(plan, by, others):
    return put_forward(ProposalKind.AGREEMENT_END, plan.agreement, by=by)


PUT_FORWARD = {
    ProposalKind.PLAN_ADOPTION: adoption,
    ProposalKind.AMENDMENT: amendment,
    ProposalKind.CORRECTION: correction,
    ProposalKind.CLOSING: closing,
    ProposalKind.MINUTES: minutes,
    ProposalKind.GROUP_SET_UP: group_set_up,
    ProposalKind.DECISION_DAY: decision_day,
    ProposalKind.GROUP_TERM: group_term,
    ProposalKind.GROUP_END: group_end,
    ProposalKind.AGREEMENT_IN_FORCE: agreement_in_force,
    ProposalKind.AGREEMENT_END: agreement_end,
}


def read_on(page):
    """The page as it is read: without tags, its spaces drawn together."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.text)).split())


def words_of(text):
    """Every word of a text that the parties bind themselves to, by what it stands for."""
    yield "heading", text["heading"]
    for part in text["parts"]:
        yield part["key"], part["heading"]
    yield from values_of(text)
    yield from values_of(text.get("before", {"parts": []}))


def values_of(text):
    for part in text["parts"]:
        yield from ((f"{part['key']} {row['key']}", row["value"]) for row in part["rows"])


def not_shown(text, page):
    shown = read_on(page)
    return [
        (key, language)
        for key, said in words_of(text)
        for language in said
        if " ".join(said[language].split()) not in shown
    ]


def test_every_kind_of_act_is_looked_at():
    assert set(PUT_FORWARD) == set(ProposalKind)


@pytest.mark.parametrize("language", ["mn", "en"])
def test_whatever_the_digest_covers_stands_on_the_page_in_both_languages(
    language, agreed_plan, browsers, case, ganaa, khulan
):
    for kind, put_to_the_parties in PUT_FORWARD.items():
        with case(kind=kind):
            proposal = put_to_the_parties(agreed_plan, ganaa, [khulan])
            page = browsers["khulan"].get(proposal.get_absolute_url(), headers={"Accept-Language": language})
            assert (page.status_code, not_shown(proposal.text, page)) == (200, [])


def test_the_last_consent_says_what_it_brought_about(agreed_plan, browsers, case, ganaa, khulan):
    for kind, put_to_the_parties in PUT_FORWARD.items():
        if kind == ProposalKind.PLAN_ADOPTION:
            continue  # adopted already
        with case(kind=kind):
            proposal = put_to_the_parties(agreed_plan, ganaa, [khulan])
            said = {name: said_after_consent(browsers[name], proposal) for name in ("ganaa", "khulan")}
            if kind not in {ProposalKind.CORRECTION, ProposalKind.DECISION_DAY}:  # the head who asks consents with it
                assert said["ganaa"] == "Your agency's consent is recorded."
            assert said["khulan"] == TOOK_EFFECT[kind]


def said_after_consent(browser, proposal):
    sent = {"digest": proposal.digest, "form_key": uuid.uuid4()}
    page = browser.post(f"{proposal.get_absolute_url()}consent/", sent, headers={"Accept-Language": "en"}, follow=True)
    return "".join(str(message) for message in page.context["messages"]) if page.redirect_chain else ""


def test_what_changed_in_one_language_alone_is_shown_to_who_reads_the_other(agreed_plan, browsers, ganaa, khulan):
    first = minutes(agreed_plan, ganaa, [khulan])
    give_back(first, by=khulan, digest=first.digest, comment="Зас.")
    item = agreed_plan.agreement.meetings.get().items.get()
    edit_item(item, by=ganaa, version=item.version, changes={"minutes_en": "They refused."})
    again = send(item.meeting, ganaa)
    for language in ("mn", "en"):
        page = browsers["khulan"].get(again.get_absolute_url(), headers={"Accept-Language": language})
        assert ("<del>agreed</del>" in page.text, "<ins>refused</ins>" in page.text) == (True, True), language
