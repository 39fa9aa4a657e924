"""
A plan from draft to closing, as two agencies live it through the pages, and the proof at its end.

tests/year/ walks the year once and keeps every page as it looked; what a person relies on at each station stands here.
"""

import io
import json
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from plans.models import Chain, TrailEntry, guards
from tests.year.carrying_out import DECISION, DIFFERS
from tests.year.pages import Page
from tests.year.planning import NOTE
from tests.year.proofs import ACTS_WITH_RECEIPT, AtHome, change_one_byte
from tests.year.tampering import TABLE, forge_a_consent, seeing

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("a year")]


@pytest.fixture
def at(year):
    """The page as it looked at a station of the year."""
    return year.pages.__getitem__


@pytest.fixture
def commission(year, tmp_path):
    return AtHome(year, "nhrcm", ("ganaa",), tmp_path)


@pytest.fixture
def joint(year):
    return Chain.objects.get(kind="agreement")


def verified(*arguments):
    """What `manage.py verify_trail` finds broken; empty where it holds."""
    errors = io.StringIO()
    try:
        with override("en"):
            call_command("verify_trail", *arguments, stdout=io.StringIO(), stderr=errors)
    except CommandError:
        return errors.getvalue()
    return ""


# from the first day to the adoption


def test_the_agreement_is_in_force_once_both_heads_have_consented(at):
    assert "NPA has not acted yet Awaited" in at("agreement put forward")
    assert "Д.Ганаа, Chief Commissioner · 2027.01.07 12:00 А/01 тоот тушаал, 2027.01.07" in at("agreement in force")
    assert "Санамж бичгийг хүчинтэй болгох: Хамтран ажиллах санамж бичиг" in at("agreement in force")
    assert "Хамтын түүхийн хяналтын цэг, цаасаар хадгална уу: agreement:" in at("agreement in force")


def test_the_other_side_reads_at_home_that_the_draft_waits_for_it(at):
    assert f"Whose move it is: NPA {NOTE}" in at("sent")
    assert f"{NOTE} Your side's move" in at("bold's home in his turn")


def test_the_check_refuses_the_faulty_line_in_a_sentence_that_leads_to_it(at):
    page = at("the check refuses")
    assert "1 thing to mend before it can be put forward." in page
    assert "2.1 Study of victims An indicator with a unit and a target is missing." in page
    assert page.link("2.1 Study of victims").endswith("/edit/")
    assert "The check Nothing is missing." in at("the check has nothing against it")


def test_a_returned_plan_is_a_draft_again_and_says_why_and_then_what_changed(at):
    assert "Буцаасан: ЦЕГ Д.Хулан, Commissioner General · 2027.02.03 12:00 1.2 дахь ажлын төсвийг бичнэ үү." in at(
        "returned"
    )
    assert "1.2 дахь ажлын төсвийг бичнэ үү." in at("why it came back")
    page = at("put forward again")
    assert "What changed since it was last put forward 1.2 Campain on violence" in page
    assert "Budget, MNT – 2,500,000" in page
    assert "NHRCM has not acted yet Awaited" in page


def test_the_adoption_names_each_order_and_for_whom_the_acting_head_acts_and_the_checkpoint(at):
    page = at("adopted")
    assert "NHRCM D.Ganaa, Chief Commissioner · 2027.02.08 12:00 order А/09 2027.02.08 Consents" in page
    assert "NPA D.Otgon, Deputy · acting for D.Khulan, order Б/31 · 2027.02.16 12:00 order Б/33 2027.02.16" in page
    assert "Checkpoint of the joint trail, to be kept on paper: agreement:" in page
    assert "Adopted 2027.02.16 · as of 2027.02.16" in at("dashboard adopted")


# the year's work

FIGURES = {
    "dashboard adopted": ("Done 0 of 6", "beyond the plan: 0 of 0", "Overdue 0", "not recorded women: not recorded"),
    "who is awaited": ("Done 2 of 6", "Awaiting confirmation 2 longest 5 days", "52 women: 32 · men: 20"),
    "the dashboard while one differs": ("Done 1 of 6", "Awaiting confirmation 0", "Nobody is waited for."),
    "the dashboard with one beyond": ("Done 2 of 6", "beyond the plan: 0 of 1", "Overdue 0", "Time elapsed 65%"),
    "the dashboard in october": (
        "Done 3 of 6",
        "beyond the plan: 1 of 1",
        "Overdue 1 oldest by 12 days",
        "67 women: 41 · men: 26",
        "2.3 Study of the law inquiry NPA Criminal Police 2027.09.30 12 days",
    ),
    "the closed year": ("Done 3 of 6", "beyond the plan: 1 of 1", "Lines done 50%", "67 women: 41 · men: 26"),
}


@pytest.mark.parametrize("station", FIGURES)
def test_the_dashboard_counts_what_was_recorded(at, station):
    assert [words for words in FIGURES[station] if words not in at(station)] == []


def test_evidence_is_on_the_page_and_comes_back_as_it_was_given(year, at):
    assert "20 people · women: 12 · men: 8 trainers: 20 нэгж attendance.pdf" in at("work began")
    assert year.files["evidence"].startswith(b"%PDF-1.4\n1 1 ")


def test_an_amendment_changes_nothing_before_the_last_consent_and_then_shows_three_columns(at):
    line = "Indicator trainers: 0 → 40 нэгж {} {}"
    assert line.format("–", "20") in at("before the last consent")
    assert line.format("trainers: 0 → 50 нэгж", "20") in at("three columns")
    assert "Period Q1 Q1–Q2 2027.03.10–20" in at("three columns")
    assert "Changed by amendment 1" in at("three columns")
    assert "Withdrawn by amendment 1" in at("withdrawn")
    for words in (
        "1.1 Training of trainers Ажлыг хэрхэх өөрчилсөн changed",
        "Хугацаа Монгол II улирал IV улирал Хугацаа Англи Q2 Q4",
        "2.5 Давтан",
    ):
        assert words in at("amendment in force")


def test_a_correction_takes_one_consent_of_the_other_side(at):
    assert "NHRCM D.Ganaa, Chief Commissioner · 2027.05.03 12:00 Consents NPA has not acted yet" in at(
        "correction put"
    )
    assert "Нэр, англиар Campain on violence Campaign on violence" in at("correction in force")


def test_who_is_awaited_and_since_when_is_said_without_blame(at):
    page = at("who is awaited")
    assert "Who is waited for Silence is never consent. NHRCM · 1 1.1 Training of trainers 5 days NPA · 1" in page
    home = at("ganaa is awaited")
    assert "1.1 Training of trainers reported by NPA · Joint annual plan 2027 5 days" in home
    assert "1.2 Campaign on violence awaiting NPA for 5 days" in home


def test_a_side_that_differs_is_asked_again_and_both_readings_stay(at):
    assert f"Commissioner General · 2027.06.15 12:00 {DIFFERS}" in at("differs")
    assert "awaiting NPA since today" in at("reported anew")
    page = at("both readings")
    assert "Д.Хулан, Commissioner General · 2027.06.22 12:00 Баталгаажуулсан" in page
    assert f"2027.06.15 12:00 {DIFFERS}" in page


def test_what_is_beyond_the_plan_says_what_decision_it_was_born_of(at):
    page = at("born of a decision")
    assert f"counted apart. {DECISION} Decided on 2027.08.18. Added by amendment 3" in page
    assert "+1 · Inquiry" in page


# the closing


def test_the_closing_says_what_becomes_of_each_unfinished_line_and_prints_the_checkpoint(at):
    assert at("closing begun").words.count(": decide what becomes of it.") == 3
    assert "decide what becomes of it." not in at("fates decided")
    page = at("closed")
    assert "Оны ажлыг дүгнэж хаах: 2027 оны хамтарсан төлөвлөгөө" in page
    assert "Цаашид хэрхэх дараа онд шилжүүлэх carry over to next year Шалтгаан Санхүүжилт хойшилсон." in page
    assert "Хамтын түүхийн хяналтын цэг, цаасаар хадгална уу: agreement:" in page


def test_the_carried_line_stands_in_next_years_draft_with_its_lineage(at):
    assert "1.1 Study of victims inquiry · carried over from last year" in at("next year's draft")
    assert "Carried over from 2.1 Study of victims, Joint annual plan 2027" in at("the carried line")
    page = at("the line it was carried from")
    assert "carry over to next year · 1.1 Study of victims, Joint annual plan 2028 Санхүүжилт хойшилсон." in page


CLOSED, NO_MORE = "The year is closed.", "is no longer a draft"
DOORS = {
    **dict.fromkeys(("activities/new/", "activities/beyond/", "objectives/new/", "closing/lines/"), CLOSED),
    **dict.fromkeys(("amendments/new/", "amendments/1/drop/", "amendments/1/lines/new/"), CLOSED),
    "amendments/1/put-forward/": NO_MORE,
    "adoption/put-forward/": NO_MORE,
    "adoption/send/": NO_MORE,
    "closing/open/": "Only a year that is being carried out is closed.",
    "closing/put-forward/": "Only a year that is being carried out is closed.",
}
DOORS_OF_A_LINE = {
    **dict.fromkeys(("edit/", "remove/", "amend/", "postpone/", "withdraw/", "correct/", "entries/new/"), CLOSED),
    **dict.fromkeys(("confirm/", "differ/"), "an adopted plan whose year is open"),
}
WORDS = ("comment", "sentence", "note")
DOORS_OF_A_TEXT = ("consent/", "return/", "take-back/", "consent/take-back/")


def test_the_closed_year_is_read_only_at_every_door(year, at, joint):
    doors = {f"{year.plan}{door}": said for door, said in DOORS.items()}
    for line in ("victims", "trainers", "labour"):
        doors |= {f"{year.lines[line]}{door}": said for door, said in DOORS_OF_A_LINE.items()}
    doors |= {at("work began").link(f"/{door}/"): CLOSED for door in ("edit", "remove")}
    doors |= {f"{at('closed').address}{door}": "It was decided already" for door in DOORS_OF_A_TEXT}
    agency = year.visit("ganaa").person.agency_id
    taken = {}
    for name in ("ganaa", "khulan", "bold", "anu"):
        visitor = year.visit(name)
        for address, said in doors.items():
            sent = {"form_key": str(uuid.uuid4()), "version": "1", "digest": "0" * 64, "to": agency}
            page = Page(visitor, address, visitor.client.post(address, sent | dict.fromkeys(WORDS, "?")))
            if page.status not in {403, 422} or (name == "ganaa" and said not in page):
                taken[name, address] = (page.status, page.words)
    assert taken == {}
    assert Chain.objects.get(pk=joint.pk).checkpoint == joint.checkpoint


def test_the_closed_year_is_read_only_in_the_administration_too(year):
    saraa = year.visit("saraa")
    address = f"/admin/plans/annualplan/{year.plan.strip('/').rpartition('/')[2]}/change/"
    sent = {"form_key": str(uuid.uuid4()), "version": "1", "note_mn": "Өөр"}
    assert CLOSED in Page(saraa, address, saraa.client.post(address, sent))


# the trail, in words, in mails and in the hands of each agency


def test_the_history_tells_the_year_in_words(year):
    page, told = year.visit("chimeg").open("/history/"), ""
    while True:
        told += page.words
        if not page.has_link("Next"):
            break
        page = page.follow("Next")
    for words in (
        "D.Saraa, NHRCM: added the agreement",
        "D.Khulan, NPA: put the agreement in force",
        "D.Anu, NHRCM: sent the draft to the other side",
        "D.Khulan, NPA: returned the text",
        "D.Otgon, NPA: adopted the plan",
        "D.Bold, NPA: logged what was done",
        "D.Khulan, NPA: read the report otherwise",
        "D.Khulan, NPA: added the line beyond the plan, by an amendment",
        "D.Khulan, NPA: carried the line over to this year",
        "D.Khulan, NPA: closed the plan",
    ):
        assert words in told, words


def test_every_act_of_a_party_left_receipts_with_who_did_it_and_with_the_other_side(year, joint):
    acts = joint.entries.filter(verb__in=ACTS_WITH_RECEIPT)
    assert acts.count() == 14
    for entry in acts.select_related("chain"):
        of_it = [mail for mail in year.mails if entry.checkpoint in mail.body]
        readers = {mail.to[0].partition("@")[0] for mail in of_it}
        assert {"ganaa", "khulan"} <= readers, (entry, readers)
    assert {"otgon"} <= {mail.to[0].partition("@")[0] for mail in year.mails}
    of_khulan = [mail for mail in year.mails if mail.to == ["khulan@example.org"]]
    assert all("зөвшөөрсөн" in mail.subject or "буцаасан" in mail.subject for mail in of_khulan), of_khulan[0].subject


@pytest.mark.parametrize("agency", ["nhrcm", "npa"])
def test_what_each_agency_took_home_passes_without_the_product(year, agency, tmp_path, joint):
    home = AtHome(year, agency, {"nhrcm": ("ganaa",), "npa": ("khulan",)}[agency], tmp_path)
    trail = year.files[f"{agency} trail.jsonl"]
    code, said = home.verify(trail, "--heads", home.heads, "--receipts", home.mails)
    assert (code, said.rstrip().endswith("IT HOLDS.")) == (0, True), said
    assert joint.checkpoint in said


def test_the_checkpoints_printed_on_the_adoption_and_the_closing_are_in_what_was_taken_home(year, at, commission):
    printed = [at(station).words.partition("agreement:")[2].split()[:3] for station in ("adopted", "closed")]
    for key, length, head in printed:
        checkpoint = f"agreement:{key} {length} {head}"
        assert commission.verify(year.files["nhrcm trail.jsonl"], "--from", checkpoint)[0] == 0


def test_the_product_finds_the_year_whole_with_its_records(commission):
    assert verified("--records", "--heads", str(commission.heads)) == ""


@pytest.mark.parametrize("place", [1, 40, -1])
def test_after_one_byte_was_changed_behind_the_product_both_verifiers_name_that_entry(year, commission, joint, place):
    entry = joint.entries.get(sequence=place if place > 0 else joint.length)
    guards.lift(connection)
    change_one_byte(entry)
    guards.lay(connection)
    page = year.visit("ganaa").open("/history/heads/")
    trail = page.visitor.download(page, "/history/trail.jsonl")
    sequences = [(one["chain"], one["sequence"]) for one in map(json.loads, trail.splitlines())]
    line = sequences.index((str(joint), entry.sequence)) + 1
    code, said = commission.verify(trail)
    changed = f"BROKEN. line {line}: {joint}, entry {entry.sequence}: it was changed after it was written"
    assert (code, said.strip()) == (1, changed)
    assert verified().strip() == f"{joint}, {entry.sequence}: Its text was changed after it was written."
    assert TrailEntry.objects.get(pk=entry.pk).digest == entry.digest


# the table of tampering, on the year


def test_nothing_is_seen_where_nothing_was_done(commission):
    assert seeing(commission.heads) == set()


@pytest.mark.parametrize("done", TABLE)
def test_what_is_done_behind_the_product_is_seen_by_those_the_table_names(commission, joint, done):
    guards.lift(connection)
    TABLE[done].do(joint)
    guards.lay(connection)
    assert seeing(commission.heads) == TABLE[done].seen_by


@pytest.mark.parametrize("done", TABLE)
def test_the_triggers_refuse_what_touches_the_trail_or_a_closed_year(joint, done):
    refused = False
    try:
        with transaction.atomic():
            TABLE[done].do(joint)
    except DatabaseError:
        refused = True
    assert refused == TABLE[done].refused


def test_a_forged_act_is_seen_by_nothing_but_the_receipt_that_nobody_holds(year, commission, joint):
    forged = forge_a_consent(joint)
    page = year.visit("ganaa").open("/history/heads/")
    trail = page.visitor.download(page, "/history/trail.jsonl")
    assert verified("--records", "--heads", str(commission.heads)) == ""
    assert commission.verify(trail, "--heads", commission.heads)[0] == 0
    code, said = commission.verify(trail, "--heads", commission.heads, "--receipts", commission.mails)
    named = f"BROKEN. {joint}, entry {forged.sequence}: consent.given by Д.Хулан"
    assert (code, said.startswith(named), said.strip().endswith("there is no receipt of it")) == (1, True, True), said
    assert not [mail for mail in year.mails if forged.digest in mail.body]
