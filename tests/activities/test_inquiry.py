"""An inquiry: what an entry says of it through the form, who knows of it, and what waits for a reply."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from activities.models import DraftReply, Entry, Inquiry, TeamMember
from activities.reported import read_anew, report_text
from plans.models import Compartment, TrailEntry, User
from plans.models.consent import digest_of
from plans.verification.records import faults_of
from tests.factories import UserFactory
from tests.factories.inquiries import day, rows

# what is kept


def test_an_inquiry_is_logged_with_its_short_core_alone(log_inquiry):
    assert log_inquiry().status_code == 302
    inquiry = Inquiry.objects.get()
    assert (inquiry.women_interviewed, inquiry.men_interviewed, inquiry.interviewed_not_recorded) == (6, 11, None)
    assert (inquiry.inquiry_kind, inquiry.interviewed, inquiry.announcement) == ("visit", 17, "")


def test_an_entry_that_says_nothing_of_it_has_no_inquiry(log_inquiry):
    nothing = {f"inquiry-{name}": "" for name in ("inquiry_kind", "women_interviewed", "men_interviewed")}
    assert log_inquiry(**nothing).status_code == 302
    assert not Inquiry.objects.exists()


def test_everything_an_inquiry_says_is_kept_and_shown(
    log_inquiry, whole_inquiry, client_of, bold, anu, npa, inquiry_line
):
    assert log_inquiry(**whole_inquiry).status_code == 302
    inquiry = Inquiry.objects.get()
    assert {str(method.method) for method in inquiry.methods.all()} == {"interviews", "observation"}
    assert inquiry.sites.count() == inquiry.findings.count() == 2
    assert inquiry.team.get(person=anu).team_role == "lead"
    assert inquiry.team.get(person=None).department == bold.department
    assert inquiry.exclusions.get().agency == npa
    page = client_of(bold).get(inquiry_line.get_absolute_url()).content.decode()
    for said in (
        "№ 12",
        "Агааржуулалт байхгүй.",
        "ахлах байцаагч",
        "шалгагдах нэгж",
        "Interviews, observation",
        "not announced",
    ):
        assert said in page
    assert "Reply awaited" in page


def test_it_is_edited_and_a_row_is_taken_out(log_inquiry, edit_inquiry, whole_inquiry):
    log_inquiry(**whole_inquiry)
    others = {name: value for name, value in whole_inquiry.items() if not name.startswith("findings-")}
    changed = others | rows("findings", {"theme": "conditions", "gravity": "mend", "text": "Гэрэлтүүлэг муу."})
    assert edit_inquiry(**changed | {"inquiry-methods": ["documents"]}).status_code == 302
    inquiry = Inquiry.objects.get()
    assert [finding.text for finding in inquiry.findings.all()] == ["Гэрэлтүүлэг муу."]
    assert [method.method for method in inquiry.methods.all()] == ["documents"]


def test_saved_unchanged_nothing_is_changed(log_inquiry, edit_inquiry, whole_inquiry):
    log_inquiry(**whole_inquiry)
    before = Entry.objects.get().as_recorded()
    assert edit_inquiry(**whole_inquiry).status_code == 302
    assert Entry.objects.get().as_recorded() == before
    assert TrailEntry.objects.filter(verb="entry.changed").latest("pk").changes == {}


def test_the_form_opens_with_what_stands(log_inquiry, whole_inquiry, client_of, anu):
    log_inquiry(**whole_inquiry)
    form = client_of(anu).get(reverse("activities:entry-edit", args=[Entry.objects.get().pk])).context["form"].details
    assert set(form["methods"].value()) == {"interviews", "observation"}
    assert {row.initial["of"].partition(":")[0] for row in form.rows["team"].initial_forms} == {"agency", "department"}
    assert form.opens_the_rest


def test_the_trail_tells_of_it_once_and_in_words(log_inquiry, whole_inquiry, client_of, bold, inquiry_line):
    log_inquiry(**whole_inquiry)
    told = TrailEntry.objects.get(verb="entry.logged")
    (_none, [inquiry]) = told.changes["inquiry"]
    assert inquiry["guideline_number"] == "12"
    assert len(inquiry["findings"]) == 2
    page = client_of(bold).get(reverse("activities:activity-history", args=[inquiry_line.pk])).content.decode()
    assert "Агааржуулалт байхгүй." in page
    assert "observation on the spot" in page


def test_records_hold_against_the_trail(log_inquiry, edit_inquiry, whole_inquiry):
    log_inquiry(**whole_inquiry)
    edit_inquiry(
        **whole_inquiry
        | {"inquiry-replied_on": day(), "inquiry-reply": "corrected", "inquiry-reply_text": "Тоог засав."}
    )
    assert list(faults_of(Entry)) == []
    Inquiry.objects.update(guideline_number="99")
    assert [fault.kind for fault in faults_of(Entry)] == ["changed"]


def test_the_reply_ends_the_waiting_and_a_late_one_says_by_how_much(
    log_inquiry, edit_inquiry, whole_inquiry, client_of, bold, inquiry_line
):
    log_inquiry(**whole_inquiry | {"inquiry-draft_sent_on": day(-3), "inquiry-reply_due_on": day(-1)})
    inquiry = Inquiry.objects.get()
    assert (inquiry.awaits_reply, inquiry.days_overdue) == (True, 1)
    assert "Reply overdue · 1 day" in client_of(bold).get(inquiry_line.get_absolute_url()).content.decode()
    edit_inquiry(
        **whole_inquiry
        | {"inquiry-replied_on": day(), "inquiry-reply": DraftReply.DISAGREES, "inquiry-reply_text": "Зөвшөөрөхгүй."}
    )
    inquiry = Inquiry.objects.get()
    assert (inquiry.awaits_reply, inquiry.days_overdue) == (False, 0)


def test_a_person_who_has_moved_on_stays_on_the_team_they_were_on(log_inquiry, edit_inquiry, whole_inquiry, anu, bold):
    """Who left, or went to the other side, was there all the same; the entry can still be edited."""
    log_inquiry(**whole_inquiry)
    colleague = UserFactory(agency=anu.agency, department=anu.department)
    TeamMember.objects.filter(person=anu).update(person=colleague)
    User.objects.filter(pk=colleague.pk).update(agency=bold.agency, department=bold.department, is_active=False)
    sent = whole_inquiry | {"team-0-person": str(colleague.pk), "inquiry-guideline_number": "13"}
    assert edit_inquiry(**sent).status_code == 302
    assert Inquiry.objects.get().team.filter(person=colleague).exists()


# who knows of it


def test_an_inquiry_for_the_own_agency_is_seen_with_its_entry_alone(
    log_inquiry, whole_inquiry, client_of, bold, anu, inquiry_line
):
    assert log_inquiry(**whole_inquiry, compartment=Compartment.AGENCY).status_code == 302
    assert list(Inquiry.objects.visible_to(anu)) == [Inquiry.objects.get()]
    assert not Inquiry.objects.visible_to(bold).exists()
    page = client_of(bold).get(inquiry_line.get_absolute_url()).content.decode()
    assert "Агааржуулалт" not in page
    assert "№ 12" not in page
    assert "Агааржуулалт байхгүй." in client_of(anu).get(inquiry_line.get_absolute_url()).content.decode()


def test_the_form_says_how_to_keep_findings_to_ones_own_agency(client_of, anu, inquiry_line, log_inquiry):
    hint = "Where findings are not for the other side yet"
    assert hint in client_of(anu).get(reverse("activities:entry-add", args=[inquiry_line.pk])).content.decode()
    log_inquiry()
    assert (
        hint
        not in client_of(anu).get(reverse("activities:entry-edit", args=[Entry.objects.get().pk])).content.decode()
    )


def test_same_as_last_time_brings_how_the_last_was_made_and_none_of_its_figures(
    log_inquiry, whole_inquiry, client_of, anu, inquiry_line
):
    log_inquiry(**whole_inquiry)
    address = reverse("activities:entry-add", args=[inquiry_line.pk])
    form = client_of(anu).get(f"{address}?same=1").context["form"].details
    assert form["guideline_number"].value() == "12"
    assert set(form["methods"].value()) == {"interviews", "observation"}
    assert form["women_interviewed"].value() is None
    assert not form.rows["findings"].initial


def test_the_same_in_another_place_is_told_how_it_was_made_only(log_inquiry, whole_inquiry):
    elsewhere = rows("elsewhere", {"division": "MN-039"})
    assert log_inquiry(**whole_inquiry, **elsewhere).status_code == 302
    other = Inquiry.objects.get(entry__division="MN-039")
    assert (other.guideline_number, other.women_interviewed, other.findings.count()) == ("12", None, 0)


def test_a_guideline_is_held_against_the_day_as_typed(log_inquiry, edit_inquiry, whole_inquiry):
    log_inquiry(**whole_inquiry)
    assert edit_inquiry(**whole_inquiry | {"starts_on": day(-1), "inquiry-guideline_on": day(-2)}).status_code == 302
    assert Inquiry.objects.get().guideline_on == timezone.localdate() - timedelta(days=2)


# what waits


def test_a_draft_waits_on_the_first_page_of_both_sides_until_the_reply_came(
    log_inquiry, edit_inquiry, whole_inquiry, client_of, anu, bold
):
    log_inquiry(**whole_inquiry)
    for person in (anu, bold):
        assert [one.pk for one in client_of(person).get("/").context["drafts_sent"]] == [Entry.objects.get().pk]
    assert "Drafts that await a reply" in client_of(bold).get("/").content.decode()
    edit_inquiry(**whole_inquiry | {"inquiry-replied_on": day(), "inquiry-reply": "no_remarks"})
    assert client_of(bold).get("/").context["drafts_sent"] == []


def test_a_draft_in_an_entry_for_the_own_agency_waits_for_nobody_else(
    log_inquiry, whole_inquiry, client_of, anu, bold
):
    log_inquiry(**whole_inquiry, compartment=Compartment.AGENCY)
    assert len(client_of(anu).get("/").context["drafts_sent"]) == 1
    assert client_of(bold).get("/").context["drafts_sent"] == []


# what a side confirms


def test_what_a_side_confirms_names_the_findings_and_a_changed_one_asks_anew(
    log_inquiry, edit_inquiry, whole_inquiry, inquiry_line, client_of, khulan
):
    log_inquiry(**whole_inquiry, progress="finished")
    shown = report_text(read_anew(inquiry_line))
    assert digest_of(shown) in client_of(khulan).get(inquiry_line.get_absolute_url()).content.decode()
    changed = whole_inquiry | {"findings-0-text": "Агааржуулалт сайн.", "progress": "finished"}
    assert edit_inquiry(**changed).status_code == 302
    now = report_text(read_anew(inquiry_line))
    assert digest_of(now) != digest_of(shown)
    [row] = [row for row in now["parts"][-1]["rows"] if row["key"] == "details"]
    assert "Агааржуулалт сайн." in row["value"]["mn"]
    assert "material conditions" in row["value"]["en"]
