"""The administration: each side keeps its own, through the same actions and the same trail."""

import uuid

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from activities.actions.comments import add_comment
from activities.models import Advocacy, Amendment, Inquiry, Kind, Training
from plans.models import (
    ActingAuthority,
    Agency,
    Agreement,
    AgreementState,
    Department,
    Proposal,
    TrailEntry,
    User,
)
from plans.models.rating_scales import usual_scale
from tests.factories import (
    ActivityFactory,
    DepartmentFactory,
    EntryFactory,
    OccasionFactory,
    RatingFactory,
    SnapshotFactory,
    UserFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendeeFactory,
    DecisionFactory,
    GroupMemberFactory,
    MeetingFactory,
    WorkingGroupFactory,
)
from tests.factories.recommendations import RecommendationFactory

PDF = b"%PDF-1.4\n%%EOF\n"
NOBODY_ELSE = ("anu", "bold", "chimeg", "ganaa", "khulan", "dorj")
PAGES = ("changelist", "add", "change", "history", "delete")

LISTS = (
    # what changes on pages of the product only
    "activities_activity",
    "activities_entry",
    "activities_training",
    "activities_inquiry",
    "activities_advocacy",
    "activities_rating",
    "activities_snapshot",
    "activities_amendment",
    "activities_comment",
    "activities_recommendation",
    "plans_meeting",
    "plans_attendee",
    "plans_agendaitem",
    "plans_decision",
    "plans_workinggroup",
    "plans_groupmember",
)
# What an administrator of the police gets; everybody who is no administrator gets 403 everywhere.
OWN = {
    "plans_actingauthority": {"changelist": 200, "add": 200, "change": 200, "history": 200, "delete": 403},
    "plans_agency": {"changelist": 200, "add": 403, "change": 200, "history": 200, "delete": 403},
    "plans_department": {"changelist": 200, "add": 200, "change": 200, "history": 200, "delete": 403},
    "plans_user": {"changelist": 200, "add": 200, "change": 200, "history": 200, "delete": 403},
    "plans_agreement": {"changelist": 200, "add": 200, "change": 200, "history": 200, "delete": 403},
    "plans_annualplan": {"changelist": 200, "add": 200, "change": 200, "history": 200, "delete": 403},
    **{name: {"changelist": 200, "add": 403, "change": 302, "history": 302, "delete": 403} for name in LISTS},
    "plans_occasion": {"changelist": 200, "add": 200, "change": 200, "history": 200, "delete": 403},
    "plans_ratingscale": {"changelist": 200, "add": 403, "change": 200, "history": 200, "delete": 403},
}


@pytest.fixture
def operator(db):
    return UserFactory(email="operator@example.org", agency=None, department=None, is_superuser=True)


@pytest.fixture
def of_police(npa, bold, khulan, agreement, draft_plan):
    today = timezone.localdate()
    acting = ActingAuthority.objects.create(
        agency=npa, person=bold, head=khulan, from_on=today, until_on=today, order_number="Б/7"
    )
    return {
        "plans_actingauthority": acting.pk,
        "plans_agency": npa.pk,
        "plans_department": bold.department_id,
        "plans_user": bold.pk,
        "plans_agreement": agreement.pk,
        "plans_annualplan": draft_plan.pk,
        "plans_ratingscale": agreement.rating_scale_id,
        "activities_activity": ActivityFactory(plan=draft_plan, lead=bold.department).pk,
        "activities_recommendation": RecommendationFactory(agreement=agreement, addressee=npa).pk,
        **of_work(draft_plan, bold),
        **of_meetings(agreement, bold),
    }


def of_work(plan, bold):
    """An entry of each kind, with what it says beside its core."""
    entries = {
        kind: EntryFactory(activity=ActivityFactory(plan=plan, lead=bold.department, kind=kind), author=bold)
        for kind in Kind
    }
    details = {kind: details_of(kind, entry) for kind, entry in entries.items()}
    line = entries[Kind.ADVOCACY].activity
    return {f"activities_{kind}": details[kind].pk for kind in Kind} | {
        "activities_entry": entries[Kind.ADVOCACY].pk,
        "activities_rating": RatingFactory(activity=line, person=bold).pk,
        "activities_snapshot": SnapshotFactory(plan=plan).pk,
        "activities_amendment": Amendment.objects.create(plan=plan, number=1, opened_by=bold).pk,
        "activities_comment": add_comment(line, by=bold, text="Хэзээ?").pk,
        "plans_occasion": OccasionFactory(agreement=plan.agreement).pk,
    }


def details_of(kind, entry):
    return {Kind.TRAINING: Training, Kind.INQUIRY: Inquiry, Kind.ADVOCACY: Advocacy}[kind].objects.create(entry=entry)


def of_meetings(agreement, bold):
    meeting, group = MeetingFactory(agreement=agreement, confirmed=True), WorkingGroupFactory(agreement=agreement)
    return {
        "plans_meeting": meeting.pk,
        "plans_attendee": AttendeeFactory(meeting=meeting).pk,
        "plans_agendaitem": AgendaItemFactory(meeting=meeting).pk,
        "plans_decision": DecisionFactory(meeting=meeting, agency=bold.agency).pk,
        "plans_workinggroup": group.pk,
        "plans_groupmember": GroupMemberFactory(group=group, person=bold).pk,
    }


def address(model, page, pk):
    return reverse(f"admin:{model}_{page}", args=[] if page in {"changelist", "add"} else [pk])


def form(**fields):
    return {"form_key": str(uuid.uuid4())} | fields


def rows(prefix, *rows, initial=0):
    """The rows of a part as a browser sends them."""
    sent = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": initial,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for place, row in enumerate(rows):
        sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent


PARTS = ("parties", "fields_of_cooperation", "clauses", "coordinators", "documents")


def agreement_form(**fields):
    empty = {}
    for part in PARTS:
        empty |= rows(part)
    plain = {"title_mn": "Санамж бичиг", "title_en": "Memorandum", "rating_scale": usual_scale()}
    return form() | empty | plain | fields


def person_form(person, **fields):
    sent = {name: getattr(person, name) for name in ("email", "family_name", "given_name", "role")}
    return form(version=person.version) | sent | {"department": person.department_id, "is_active": "on"} | fields


def test_every_model_of_the_administration_stands_in_the_table():
    registered = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    assert registered == set(OWN)


def test_an_administrator_gets_their_own(client_of, tuya, of_police):
    client = client_of(tuya)
    got = {
        model: {page: client.get(address(model, page, of_police[model])).status_code for page in PAGES}
        for model in OWN
    }
    assert got == OWN


def test_the_other_sides_people_and_departments_are_not_found(client_of, saraa, of_police, agreement):
    client = client_of(saraa)
    for model in ("plans_actingauthority", "plans_agency", "plans_department", "plans_user"):
        for page in ("change", "history"):
            assert client.get(address(model, page, of_police[model])).status_code == 404, (model, page)
        assert client.post(address(model, "change", of_police[model]), form()).status_code == 404
    assert client.get(address("plans_agreement", "change", agreement.pk)).status_code == 200


@pytest.mark.parametrize("person", NOBODY_ELSE)
def test_who_is_no_administrator_stays_out(person, request, client_of, of_police):
    client = client_of(request.getfixturevalue(person))
    assert client.get(reverse("admin:index")).status_code == 403
    for model in OWN:
        for page in PAGES:
            assert client.get(address(model, page, of_police[model])).status_code == 403, (model, page)


def test_who_is_signed_out_is_led_to_sign_in(client, of_police):
    for model in OWN:
        response = client.get(address(model, "changelist", None))
        assert response.status_code == 302
        assert "login" in response["Location"]


def test_a_new_person_belongs_to_the_administrators_agency_and_has_no_password(client_of, tuya, npa, nhrcm):
    sent = form(
        email="new@example.org", family_name="Бат", given_name="Сүрэн", role="staff", is_active="on", agency=nhrcm.pk
    )
    response = client_of(tuya).post(reverse("admin:plans_user_add"), sent)
    assert response.status_code == 302
    person = User.objects.get(email="new@example.org")
    assert person.agency == npa
    assert not person.has_usable_password()
    entry = TrailEntry.objects.get(verb="person.added", target_id=person.pk)
    assert entry.actor_id == tuya.pk


def test_nobody_is_made_a_system_operator_here(client_of, tuya, bold):
    sent = person_form(bold, is_superuser="on", is_staff="on")
    assert client_of(tuya).post(reverse("admin:plans_user_change", args=[bold.pk]), sent).status_code == 302
    bold.refresh_from_db()
    assert not bold.is_superuser
    assert not bold.is_staff


def test_a_role_that_does_not_exist_is_refused_at_its_field(client_of, tuya, bold):
    response = client_of(tuya).post(
        reverse("admin:plans_user_change", args=[bold.pk]), person_form(bold, role="superuser")
    )
    assert response.status_code == 422
    assert "role" in response.context["adminform"].form.errors


def test_an_administrator_does_not_end_their_own_access(client_of, tuya):
    sent = person_form(tuya)
    del sent["is_active"]
    response = client_of(tuya).post(reverse("admin:plans_user_change", args=[tuya.pk]), sent)
    assert response.status_code == 422
    assert "Another administrator" in response.text
    tuya.refresh_from_db()
    assert tuya.is_active


def test_a_department_of_the_other_side_is_no_choice(client_of, tuya, bold, anu):
    sent = person_form(bold, department=anu.department_id)
    response = client_of(tuya).post(reverse("admin:plans_user_change", args=[bold.pk]), sent)
    assert response.status_code == 422
    assert "department" in response.context["adminform"].form.errors


def test_ending_access_is_one_act_and_takes_effect_at_once(client_of, tuya, bold):
    browser = client_of(bold)
    assert browser.get("/").status_code == 200
    sent = person_form(bold)
    del sent["is_active"]
    client_of(tuya).post(reverse("admin:plans_user_change", args=[bold.pk]), sent)
    assert [entry.verb for entry in TrailEntry.objects.about(bold)] == ["person.deactivated"]
    assert browser.get("/").status_code == 302


def test_a_department_keeps_the_names_it_had(client_of, tuya, npa):
    department = DepartmentFactory(agency=npa, name_mn="Хуучин нэр", name_en="Old name")
    sent = form(version=department.version, name_mn="Шинэ нэр", name_en="New name", renamed_on="2026.03.31")
    response = client_of(tuya).post(
        reverse("admin:plans_department_change", args=[department.pk]), sent | rows("former_names")
    )
    assert response.status_code == 302
    former = department.former_names.get()
    assert (former.name_mn, str(former.until_on)) == ("Хуучин нэр", "2026-03-31")
    assert [entry.verb for entry in TrailEntry.objects.about(department)] == ["department.renamed"]


def test_the_second_to_save_gets_both_texts(client_of, tuya, bold):
    opened = person_form(bold)
    first, second = opened | {"post_en": "First post"}, opened | {"post_en": "Second post"} | form()
    client = client_of(tuya)
    assert client.post(reverse("admin:plans_user_change", args=[bold.pk]), first).status_code == 302
    response = client.post(reverse("admin:plans_user_change", args=[bold.pk]), second)
    assert response.status_code == 409
    assert "First post" in response.text
    assert "Second post" in response.text
    bold.refresh_from_db()
    assert bold.post_en == "First post"
    resent = second | {"version": bold.version} | form()
    assert client.post(reverse("admin:plans_user_change", args=[bold.pk]), resent).status_code == 302


def test_a_form_sent_twice_makes_one_thing(client_of, tuya):
    client, sent = client_of(tuya), form(name_mn="Шинэ хэлтэс") | rows("former_names")
    led_to = [client.post(reverse("admin:plans_department_add"), sent)["Location"] for _ in range(3)]
    assert Department.objects.filter(name_mn="Шинэ хэлтэс").count() == 1
    assert len(set(led_to)) == 1


def test_an_agreement_comes_with_its_parts_in_one_entry_of_the_trail(client_of, tuya, npa, nhrcm, bold):
    sent = (
        agreement_form(signed_year=2026)
        | rows("parties", {"agency": npa.pk, "signatory": "Д. Бат"}, {"agency": nhrcm.pk})
        | rows("fields_of_cooperation", {"number": 1, "title_mn": "Сургалт"})
        | rows("clauses", {"number": "1.1", "text_mn": "Хамтран ажиллана."})
        | rows("coordinators", {"person": bold.pk})
        | rows("documents", {"title": "Гарын үсэгтэй эх", "file": SimpleUploadedFile("scan.pdf", PDF)})
    )
    response = client_of(tuya).post(reverse("admin:plans_agreement_add"), sent)
    assert response.status_code == 302, response.context["errors"]
    agreement = Agreement.objects.get()
    assert [str(party.agency) for party in agreement.parties.all()] == ["NPA", "NHRCM"]
    assert agreement.documents.get().stored.name == "scan.pdf"
    entries = [entry for entry in TrailEntry.objects.about(agreement) if entry.verb != "occasion.taken_over"]
    assert [entry.verb for entry in entries] == ["agreement.added"]
    assert len(entries[0].changes["parties"][1]) == 2


def test_an_agreement_without_ones_own_agency_is_refused(client_of, tuya, nhrcm, stranger_agency):
    sent = agreement_form() | rows("parties", {"agency": nhrcm.pk}, {"agency": stranger_agency.pk})
    response = client_of(tuya).post(reverse("admin:plans_agreement_add"), sent)
    assert response.status_code == 422
    assert "Your own agency is one of the parties" in response.text
    assert not Agreement.objects.exists()


def test_a_paper_is_a_file_or_a_link_and_a_kind_that_is_taken(client_of, tuya, npa, nhrcm):
    parties = rows("parties", {"agency": npa.pk}, {"agency": nhrcm.pk})
    for document in (
        {"title": "Юу ч үгүй"},
        {"title": "Хоёул", "url": "https://example.org/", "file": SimpleUploadedFile("scan.pdf", PDF)},
        {"title": "Програм", "file": SimpleUploadedFile("scan.exe", b"MZ")},
    ):
        sent = agreement_form() | parties | rows("documents", document)
        response = client_of(tuya).post(reverse("admin:plans_agreement_add"), sent)
        assert response.status_code == 422, document
    assert not Agreement.objects.exists()


def test_what_is_in_force_no_longer_changes_but_its_papers_and_coordinators_do(client_of, tuya, agreement, bold):
    address = reverse("admin:plans_agreement_change", args=[agreement.pk])
    sent = (
        agreement_form(version=agreement.version, title_en="Another title")
        | rows("coordinators", {"person": bold.pk})
        | rows("documents", {"title": "Link", "url": "https://example.org/"})
    )
    assert client_of(tuya).post(address, sent).status_code == 302
    agreement.refresh_from_db()
    assert agreement.title_en == "NHRCM – NPA memorandum"
    assert agreement.coordinators.get().person == bold
    assert agreement.documents.get().title == "Link"
    assert [set(entry.changes) for entry in TrailEntry.objects.about(agreement)] == [{"coordinators", "documents"}]


def test_a_draft_is_put_to_the_parties_when_nothing_is_missing(client_of, tuya, npa, nhrcm):
    client = client_of(tuya)
    sent = agreement_form() | rows("parties", {"agency": npa.pk}, {"agency": nhrcm.pk})
    client.post(reverse("admin:plans_agreement_add"), sent)
    agreement = Agreement.objects.get()
    address = reverse("plans:agreement-put-in-force", args=[agreement.pk])
    refused = client.post(address, form())
    assert refused.status_code == 422
    assert "year of signature" in refused.text
    Agreement.objects.update(signed_year=2026)
    response = client.post(address, form())
    assert (response.status_code, response["Location"]) == (302, Proposal.objects.get().get_absolute_url())
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


def test_the_operator_makes_agencies_and_their_first_administrators(client_of, operator):
    client = client_of(operator)
    sent = form(code="gabp", name_mn="Хил", name_en="Border", short_name_mn="ХХЕГ", short_name_en="GABP")
    assert client.post(reverse("admin:plans_agency_add"), sent).status_code == 302
    agency = Agency.objects.get(code="gabp")
    sent = form(agency=agency.pk, email="a@example.org", given_name="Бат", role="administrator", is_active="on")
    assert client.post(reverse("admin:plans_user_add"), sent).status_code == 302
    assert User.objects.get(email="a@example.org").agency == agency


def test_the_operator_reads_no_agreement(client_of, operator, agreement):
    client = client_of(operator)
    assert client.get(reverse("admin:plans_agreement_change", args=[agreement.pk])).status_code == 404
    assert agreement.title_en not in client.get(reverse("admin:plans_agreement_changelist")).text


def test_nothing_is_changed_or_deleted_in_bulk(client_of, tuya, bold):
    client_of(tuya).post(
        reverse("admin:plans_user_changelist"),
        {"action": "delete_selected", "_selected_action": [bold.pk], "post": "yes"},
    )
    assert User.objects.filter(pk=bold.pk).exists()
