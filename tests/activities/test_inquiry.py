"""An inquiry: what an entry says of it, through the form, and what is refused at its field."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Entry, Exclusion, Inquiry, Kind, Reply, TeamMember
from plans.models import Compartment, TrailEntry, User
from plans.verification.records import faults_of
from tests.factories import ActivityFactory, AgencyFactory, DepartmentFactory, UserFactory

EMPTY = {
    f"{name}-{count}": "0"
    for name in ("sites", "team", "exclusions", "findings")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def line(adopted_plan, anu, bold):
    line = ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.INQUIRY)
    line.partners.add(bold.department)
    return line


def day(days=0):
    return (timezone.localdate() + timedelta(days=days)).strftime("%Y.%m.%d")


def written(**changes):
    """The core of an entry, with the fields of the inquiry as they are named in the form."""
    return {
        "form_key": str(uuid.uuid4()),
        "starts_on": day(-3),
        "division": "MN-061",
        "what_was_done": "Гурван аймагт хяналт шалгалт хийв.",
        "progress": "going_on",
        "compartment": "joint",
        **EMPTY,
        "inquiry-inquiry_kind": "visit",
        "inquiry-women_interviewed": "6",
        "inquiry-men_interviewed": "11",
    } | changes


def rows(name, *given):
    """The rows of one kind as a browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": str(len(given)), f"{name}-INITIAL_FORMS": "0"}
    return sent | {f"{name}-{at}-{field}": str(value) for at, row in enumerate(given) for field, value in row.items()}


@pytest.fixture
def whole(anu, bold, nhrcm, npa):
    """Everything an inquiry can say."""
    return (
        {
            "inquiry-legal_basis": "Хүний эрхийн үндэсний комиссын тухай хуулийн 19.1",
            "inquiry-guideline_number": "12",
            "inquiry-guideline_on": day(-10),
            "inquiry-question": "Баривчлах байрны нөхцөл стандартад нийцэж байна уу?",
            "inquiry-methods": ["interviews", "observation"],
            "inquiry-announcement": "unannounced",
            "inquiry-draft_sent_on": day(-2),
            "inquiry-draft_sent_to": str(npa.pk),
            "inquiry-reply_due_on": day(12),
        }
        | rows(
            "sites",
            {"site_kind": "holding", "division": "MN-061", "place": "Чойбалсан"},
            {"site_kind": "police", "place": "Хэрлэн сум", "note": "шөнийн ээлж"},
        )
        | rows(
            "team",
            {"of": f"agency:{nhrcm.pk}", "person": anu.pk, "team_role": "lead"},
            {"of": f"department:{bold.department_id}", "post": "ахлах байцаагч", "number": "2"},
        )
        | rows("exclusions", {"of": f"department:{DepartmentFactory(agency=npa).pk}", "reason": "шалгагдах нэгж"})
        | rows(
            "findings",
            {"theme": "conditions", "gravity": "serious", "place": "Чойбалсан", "text": "Агааржуулалт байхгүй."},
            {"theme": "safeguards", "gravity": "good", "text": "Эрхийг бичгээр танилцуулж байна."},
        )
    )


@pytest.fixture
def log(client_of, anu, line):
    client = client_of(anu)

    def send(**changes):
        return client.post(reverse("activities:entry-add", args=[line.pk]), written(**changes))

    return send


@pytest.fixture
def edit(client_of, anu):
    client = client_of(anu)

    def send(**changes):
        entry = Entry.objects.get()
        sent = written(**changes) | {"version": str(entry.version)}
        return client.post(reverse("activities:entry-edit", args=[entry.pk]), sent)

    return send


def errors_at(response, field):
    """What stands at a field of the details or of one of their rows."""
    assert response.status_code == 422, response.context
    forms = [response.context["form"], *response.context["form"].other_forms]
    found = [form[name].errors for one in forms for form in getattr(one, "forms", [one]) for name in form.fields]
    names = [form.add_prefix(name) for one in forms for form in getattr(one, "forms", [one]) for name in form.fields]
    assert not Entry.objects.exists()
    return dict(zip(names, found, strict=True))[field]


# what is kept


def test_an_inquiry_is_logged_with_its_short_core_alone(log):
    assert log().status_code == 302
    inquiry = Inquiry.objects.get()
    assert (inquiry.women_interviewed, inquiry.men_interviewed, inquiry.interviewed_not_recorded) == (6, 11, None)
    assert (inquiry.inquiry_kind, inquiry.interviewed, inquiry.announcement) == ("visit", 17, "")


def test_an_entry_that_says_nothing_of_it_has_no_inquiry(log):
    nothing = {f"inquiry-{name}": "" for name in ("inquiry_kind", "women_interviewed", "men_interviewed")}
    assert log(**nothing).status_code == 302
    assert not Inquiry.objects.exists()


def test_everything_an_inquiry_says_is_kept_and_shown(log, whole, client_of, bold, anu, npa, line):
    assert log(**whole).status_code == 302
    inquiry = Inquiry.objects.get()
    assert {str(method.method) for method in inquiry.methods.all()} == {"interviews", "observation"}
    assert inquiry.sites.count() == inquiry.findings.count() == 2
    assert inquiry.team.get(person=anu).team_role == "lead"
    assert inquiry.team.get(person=None).department == bold.department
    assert inquiry.exclusions.get().agency == npa
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
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


def test_it_is_edited_and_a_row_is_taken_out(log, edit, whole):
    log(**whole)
    changed = whole | rows("findings", {"theme": "conditions", "gravity": "mend", "text": "Гэрэлтүүлэг муу."})
    assert edit(**changed | {"inquiry-methods": ["documents"]}).status_code == 302
    inquiry = Inquiry.objects.get()
    assert [finding.text for finding in inquiry.findings.all()] == ["Гэрэлтүүлэг муу."]
    assert [method.method for method in inquiry.methods.all()] == ["documents"]


def test_saved_unchanged_nothing_is_changed(log, edit, whole):
    log(**whole)
    before = Entry.objects.get().as_recorded()
    assert edit(**whole).status_code == 302
    assert Entry.objects.get().as_recorded() == before
    assert TrailEntry.objects.filter(verb="entry.changed").latest("pk").changes == {}


def test_the_form_opens_with_what_stands(log, whole, client_of, anu):
    log(**whole)
    form = client_of(anu).get(reverse("activities:entry-edit", args=[Entry.objects.get().pk])).context["form"].details
    assert set(form["methods"].value()) == {"interviews", "observation"}
    assert {row.initial["of"].partition(":")[0] for row in form.rows["team"].initial_forms} == {"agency", "department"}
    assert form.opens_the_rest


def test_the_trail_tells_of_it_once_and_in_words(log, whole, client_of, bold, line):
    log(**whole)
    told = TrailEntry.objects.get(verb="entry.logged")
    (_none, [inquiry]) = told.changes["inquiry"]
    assert inquiry["guideline_number"] == "12"
    assert len(inquiry["findings"]) == 2
    page = client_of(bold).get(reverse("activities:activity-history", args=[line.pk])).content.decode()
    assert "Агааржуулалт байхгүй." in page
    assert "observation on the spot" in page


def test_records_hold_against_the_trail(log, edit, whole):
    log(**whole)
    edit(**whole | {"inquiry-replied_on": day(), "inquiry-reply": "corrected", "inquiry-reply_text": "Тоог засав."})
    assert list(faults_of(Entry)) == []
    Inquiry.objects.update(guideline_number="99")
    assert [fault.kind for fault in faults_of(Entry)] == ["changed"]


def test_the_reply_ends_the_waiting_and_a_late_one_says_by_how_much(log, edit, whole, client_of, bold, line):
    log(**whole | {"inquiry-draft_sent_on": day(-3), "inquiry-reply_due_on": day(-1)})
    inquiry = Inquiry.objects.get()
    assert (inquiry.awaits_reply, inquiry.days_overdue) == (True, 1)
    assert "Reply overdue · 1 day" in client_of(bold).get(line.get_absolute_url()).content.decode()
    edit(
        **whole
        | {"inquiry-replied_on": day(), "inquiry-reply": Reply.DISAGREES, "inquiry-reply_text": "Зөвшөөрөхгүй."}
    )
    inquiry = Inquiry.objects.get()
    assert (inquiry.awaits_reply, inquiry.days_overdue) == (False, 0)


def test_a_person_who_has_moved_on_stays_on_the_team_they_were_on(log, edit, whole, anu, bold):
    """Who left, or went to the other side, was there all the same; the entry can still be edited."""
    log(**whole)
    colleague = UserFactory(agency=anu.agency, department=anu.department)
    TeamMember.objects.filter(person=anu).update(person=colleague)
    User.objects.filter(pk=colleague.pk).update(agency=bold.agency, department=bold.department, is_active=False)
    sent = whole | {"team-0-person": str(colleague.pk), "inquiry-guideline_number": "13"}
    assert edit(**sent).status_code == 302
    assert Inquiry.objects.get().team.filter(person=colleague).exists()


# what is refused, at its field


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"guideline_on": day(-1)}, "guideline_on", "A guideline is issued before the work begins."),
        ({"draft_sent_on": day(-2)}, "draft_sent_to", "Choose the agency the draft was sent to."),
        ({"draft_sent_to": "{npa}"}, "draft_sent_on", "Write the day on which the draft was sent."),
        ({"draft_sent_on": day(1), "draft_sent_to": "{npa}"}, "draft_sent_on", "This day has not come yet."),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "reply_due_on": day(-3)},
            "reply_due_on",
            "A reply is due on or after the day on which the draft was sent.",
        ),
        ({"reply_due_on": day(3)}, "reply_due_on", "A reply is due on or after the day on which the draft was sent."),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "replied_on": day(-3), "reply": "corrected"},
            "replied_on",
            "A reply can't come before the draft was sent.",
        ),
        ({"replied_on": day(-2), "reply": "corrected"}, "replied_on", "A reply can't come before the draft was sent."),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "replied_on": day(1), "reply": "corrected"},
            "replied_on",
            "This day has not come yet.",
        ),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "replied_on": day(-1)},
            "reply",
            "Choose what they replied.",
        ),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "reply_text": "Тоо буруу."},
            "reply",
            "Choose what they replied.",
        ),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "reply": "no_remarks"},
            "replied_on",
            "Write the day on which the reply came.",
        ),
        ({"women_interviewed": "-1"}, "women_interviewed", "Ensure this value is greater than or equal to 0."),
        ({"draft_sent_on": day(-2), "draft_sent_to": "{other}"}, "draft_sent_to", "Choose a party to the agreement."),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_no_inquiry_says_is_refused_at_its_field(log, npa, changes, field, sentence):
    known = {"npa": npa.pk, "other": AgencyFactory().pk}
    response = log(**{f"inquiry-{name}": value.format(**known) for name, value in changes.items()})
    assert errors_at(response, f"inquiry-{field}") == [sentence]
    assert 'value="11"' in response.content.decode()


def test_a_member_of_a_third_agency_is_refused_at_the_field(log, dorj, nhrcm):
    third = rows("team", {"of": f"agency:{dorj.agency_id}", "number": "1"})
    assert errors_at(log(**third), "team-0-of") == ["Choose a party to the agreement, or one of its departments."]
    named = rows("team", {"of": f"agency:{nhrcm.pk}", "person": dorj.pk})
    assert errors_at(log(**named), "team-0-person") == ["Choose somebody who works for this agency."]
    excluded = rows("exclusions", {"of": f"department:{dorj.department_id}", "reason": "өөр"})
    assert errors_at(log(**excluded), "exclusions-0-of") == [
        "Choose a party to the agreement, or one of its departments."
    ]


def test_a_person_is_named_for_their_own_agency_once_and_without_a_number(log, khulan, anu, nhrcm):
    other_side = rows("team", {"of": f"agency:{nhrcm.pk}", "person": khulan.pk})
    assert errors_at(log(**other_side), "team-0-person") == ["Choose somebody who works for this agency."]
    counted = rows("team", {"of": f"agency:{nhrcm.pk}", "person": anu.pk, "number": "3"})
    assert errors_at(log(**counted), "team-0-number") == ["A named person is one; leave the number empty."]
    twice = rows("team", *[{"of": f"agency:{nhrcm.pk}", "person": anu.pk}] * 2)
    assert errors_at(log(**twice), "team-1-person") == ["Somebody is on the team twice."]


def test_people_of_the_other_side_whom_nobody_knows_are_not_offered(log, client_of, anu, khulan, npa, line):
    unknown = UserFactory(agency=npa, given_name="Үлмэдэгдэхгүй")
    page = client_of(anu).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    assert str(khulan) in page
    assert unknown.given_name not in page


@pytest.mark.parametrize("excluded", ["agency", "department", "above"])
def test_nobody_who_may_not_take_part_is_on_the_team(log, bold, npa, excluded):
    below = DepartmentFactory(agency=npa, parent=bold.department)
    of = {
        "agency": f"agency:{npa.pk}",
        "department": f"department:{below.pk}",
        "above": f"department:{bold.department_id}",
    }
    team = rows("team", {"of": f"department:{below.pk}", "post": "байцаагч"})
    response = log(**team, **rows("exclusions", {"of": of[excluded], "reason": "шалгагдах нэгж"}))
    assert errors_at(response, "team-0-of") == ["байцаагч may not take part; take them off the team."]


def test_a_named_person_of_an_excluded_department_may_not_take_part_and_their_colleagues_may(log, bold, khulan, npa):
    khulan.department = DepartmentFactory(agency=npa)
    khulan.save()
    out = rows("exclusions", {"of": f"department:{khulan.department_id}", "reason": "шалгагдах нэгж"})
    response = log(**out, **rows("team", {"of": f"agency:{npa.pk}", "person": khulan.pk}))
    assert "may not take part" in errors_at(response, "team-0-of")[0]
    assert log(**out, **rows("team", {"of": f"department:{bold.department_id}", "number": "2"})).status_code == 302


def test_what_a_row_lacks_is_said_at_it(log):
    assert errors_at(log(**rows("sites", {"site_kind": "school"})), "sites-0-division")
    assert errors_at(log(**rows("findings", {"theme": "labour"})), "findings-0-text") == ["This field is required."]


def test_the_rule_of_the_team_holds_for_every_door(log, whole, npa):
    log(**whole)
    inquiry = Inquiry.objects.get()
    Exclusion.objects.create(inquiry=inquiry, agency=npa, reason="шалгагдах байгууллага")
    with pytest.raises(Exception, match="may not take part"):
        inquiry.check_rows()


TOO_MUCH = ["урд\x00хойно", "ө" * 2_001]
NO_THING = ["-1", "0", "9" * 5_000, "нэг"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("inquiry-inquiry_kind", ["flying"]),
        ("inquiry-legal_basis", TOO_MUCH),
        ("inquiry-guideline_number", TOO_MUCH),
        ("inquiry-guideline_on", ["2026.02.30", "9999-12-31", "маргааш"]),
        ("inquiry-question", TOO_MUCH),
        ("inquiry-methods", ["flying"]),
        ("inquiry-announcement", ["flying"]),
        ("inquiry-men_interviewed", ["-1", "1000001", "9" * 5_000, "NaN", "арав"]),
        ("inquiry-draft_sent_to", NO_THING),
        ("inquiry-reply", ["flying"]),
        ("sites-0-site_kind", ["flying", ""]),
        ("sites-0-division", ["MN-999"]),
        ("sites-0-note", TOO_MUCH),
        ("team-0-of", ["agency:", "agency:x", "department:0", "flying", ""]),
        ("team-0-person", NO_THING),
        ("team-0-number", ["0", "-1", "9" * 5_000, "хоёр"]),
        ("team-0-team_role", ["flying"]),
        ("exclusions-0-of", ["agency:-1", ""]),
        ("exclusions-0-reason", [*TOO_MUCH, ""]),
        ("findings-0-theme", ["flying", ""]),
        ("findings-0-gravity", ["flying", ""]),
        ("findings-0-text", [*TOO_MUCH, ""]),
    ],
)
def test_what_nobody_means_gets_a_sentence_at_its_field_and_nothing_is_saved(log, whole, field, values):
    for value in values:
        response = log(**whole | {field: value})
        assert errors_at(response, field), value
        assert "Эрхийг бичгээр танилцуулж байна." in response.content.decode()


# who knows of it


def test_an_inquiry_for_the_own_agency_is_seen_with_its_entry_alone(log, whole, client_of, bold, anu, line):
    assert log(**whole, compartment=Compartment.AGENCY).status_code == 302
    assert list(Inquiry.objects.visible_to(anu)) == [Inquiry.objects.get()]
    assert not Inquiry.objects.visible_to(bold).exists()
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert "Агааржуулалт" not in page
    assert "№ 12" not in page
    assert "Агааржуулалт байхгүй." in client_of(anu).get(line.get_absolute_url()).content.decode()


def test_the_form_says_how_to_keep_findings_to_ones_own_agency(client_of, anu, line, log):
    hint = "Where findings are not for the other side yet"
    assert hint in client_of(anu).get(reverse("activities:entry-add", args=[line.pk])).content.decode()
    log()
    assert (
        hint
        not in client_of(anu).get(reverse("activities:entry-edit", args=[Entry.objects.get().pk])).content.decode()
    )


def test_the_next_inquiry_opens_with_how_the_last_was_made_and_none_of_its_figures(log, whole, client_of, anu, line):
    log(**whole)
    form = client_of(anu).get(reverse("activities:entry-add", args=[line.pk])).context["form"].details
    assert form["guideline_number"].value() == "12"
    assert set(form["methods"].value()) == {"interviews", "observation"}
    assert form["women_interviewed"].value() is None
    assert not form.rows["findings"].initial


def test_the_same_in_another_place_is_told_how_it_was_made_only(log, whole):
    elsewhere = rows("elsewhere", {"division": "MN-039"})
    assert log(**whole, **elsewhere).status_code == 302
    other = Inquiry.objects.get(entry__division="MN-039")
    assert (other.guideline_number, other.women_interviewed, other.findings.count()) == ("12", None, 0)


def test_a_guideline_is_held_against_the_day_as_typed(log, edit, whole):
    log(**whole)
    assert edit(**whole | {"starts_on": day(-1), "inquiry-guideline_on": day(-2)}).status_code == 302
    assert Inquiry.objects.get().guideline_on == timezone.localdate() - timedelta(days=2)
    assert isinstance(Inquiry.objects.get().guideline_on, date)


# what waits


def test_a_draft_waits_on_the_first_page_of_both_sides_until_the_reply_came(log, edit, whole, client_of, anu, bold):
    log(**whole)
    for person in (anu, bold):
        assert [one.pk for one in client_of(person).get("/").context["drafts_sent"]] == [Entry.objects.get().pk]
    assert "Drafts that await a reply" in client_of(bold).get("/").content.decode()
    edit(**whole | {"inquiry-replied_on": day(), "inquiry-reply": "no_remarks"})
    assert client_of(bold).get("/").context["drafts_sent"] == []


def test_a_draft_in_an_entry_for_the_own_agency_waits_for_nobody_else(log, whole, client_of, anu, bold):
    log(**whole, compartment=Compartment.AGENCY)
    assert len(client_of(anu).get("/").context["drafts_sent"]) == 1
    assert client_of(bold).get("/").context["drafts_sent"] == []
