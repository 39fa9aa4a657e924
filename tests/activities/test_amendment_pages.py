"""An amendment and a correction through their pages, from the first form to the list and the spreadsheet."""

import csv
import io
import threading
import uuid

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from activities.models import (
    Activity,
    ActivityState,
    Amendment,
    AmendmentChange,
    AmendmentState,
    ChangeKind,
    Indicator,
    LineVersion,
)
from plans.models import Proposal, ProposalState, TrailEntry
from tests.factories.amendments import BECAUSE, agreed, amended, in_force, put, read
from tests.factories.behind import behind_the_locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHY = {"reason": "need", "explanation": "Зөвлөмжийн дагуу."}


def sent(client, name, args, **fields):
    return client.post(reverse(f"activities:{name}", args=args), fields | {"form_key": str(uuid.uuid4())})


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def filled_in(line, **fields):
    """The form of a line as it opens, with these changes."""
    indicator = line.indicators.get()
    return {
        "version": "0",
        "agreed": "0",
        "kind": line.kind,
        "objective": str(line.objective_id),
        "title_mn": line.title_mn,
        "title_en": line.title_en,
        "lead": str(line.lead_id),
        "partners": [str(one.pk) for one in line.partners.all()],
        "starts_on": f"{line.starts_on:%Y.%m.%d}",
        "ends_on": f"{line.ends_on:%Y.%m.%d}",
        "divisions": [one.division for one in line.places.all()],
        "indicators-TOTAL_FORMS": "2",
        "indicators-INITIAL_FORMS": "1",
        "indicators-0-id": str(indicator.pk),
        "indicators-0-name_mn": indicator.name_mn,
        "indicators-0-name_en": indicator.name_en,
        "indicators-0-unit": indicator.unit,
        "indicators-0-baseline": "0",
        "indicators-0-target": "35",
        **WHY,
        **fields,
    }


def test_from_the_form_of_a_line_to_the_three_columns(client_of, bold, ganaa, khulan, agreed_plan, agreed_line):
    of_bold, of_ganaa, of_khulan = client_of(bold), client_of(ganaa), client_of(khulan)
    at = [agreed_plan.pk, 1]
    written = filled_in(agreed_line, **{"indicators-0-target": "50", "ends_on": "2027.06.30"})
    amendment = reverse("activities:amendment-detail", args=at)
    assert sent(of_bold, "line-amend", [agreed_line.pk], **written)["Location"].startswith(amendment)
    assert "Nothing is missing." in page(of_bold, amendment)
    assert sent(of_bold, "amendment-put-forward", at).status_code == 403
    address = sent(of_ganaa, "amendment-put-forward", at)["Location"]
    shown = page(of_khulan, address)
    assert "<del>35</del>" in shown
    assert "<ins>50</ins>" in shown
    digest = Proposal.objects.get(kind="amendment").digest
    for client in (of_ganaa, of_khulan):
        client.post(f"{address}consent/", {"digest": digest, "form_key": str(uuid.uuid4())})
    assert Amendment.objects.get().state == AmendmentState.IN_FORCE
    line = page(of_bold, agreed_line.get_absolute_url())
    assert "Changed by amendment 1" in line
    for words in ("As adopted", "→ 35 people", "→ 50 people", "Q1–Q4", "Q1–Q2"):
        assert words in line
    assert "<del>35</del>" in page(of_khulan, address)


def test_a_form_saved_without_a_change_changes_nothing(client_of, bold, agreed_line):
    sent(client_of(bold), "line-amend", [agreed_line.pk], **filled_in(agreed_line))
    assert "Nothing changes in this line." in page(client_of(bold), Amendment.objects.get().get_absolute_url())


def test_what_was_written_stands_in_the_form_again(client_of, bold, agreed_line):
    client = client_of(bold)
    sent(client, "line-amend", [agreed_line.pk], **filled_in(agreed_line, title_en="as amended", divisions=["MN-1"]))
    shown = page(client, reverse("activities:line-amend", args=[agreed_line.pk]))
    assert 'value="as amended"' in shown
    assert 'value="MN-1" id="id_divisions_0_0" checked' in " ".join(shown.split())
    assert "Зөвлөмжийн дагуу." in shown


def test_a_withdrawn_line_stays_visible_with_the_number(client_of, bold, ganaa, khulan, agreed_plan, agreed_line):
    client = client_of(bold)
    sent(client, "line-withdraw", [agreed_line.pk], version="0", agreed="0", **WHY)
    agreed(put(Amendment.objects.get(), ganaa), ganaa, khulan)
    addresses = [
        agreed_line.get_absolute_url(),
        agreed_plan.get_absolute_url(),
        reverse("activities:plan-activity-list", args=[agreed_plan.pk]),
    ]
    for address in addresses:
        shown = page(client, address)
        assert "struck" in shown, address
        assert "withdrawn by amendment 1" in shown.lower(), address
    rows = client.get(agreed_line.get_absolute_url()).context["columns"]
    assert (rows[0].adopted, rows[0].amended) == ("Q1–Q4", "withdrawn")
    assert sent(client, "entry-add", [agreed_line.pk]).status_code == 403


def test_quarters_are_ticked_over_the_days_that_stood(client_of, bold, agreed_line):
    with behind_the_locks():
        Activity.objects.filter(pk=agreed_line.pk).update(ends_on="2027-03-31")
    days = {"starts_on": "2027.01.01", "ends_on": "2027.03.31"}
    sent(client_of(bold), "line-postpone", [agreed_line.pk], quarters=["3", "4"], **WHY, **days)
    change = AmendmentChange.objects.get()
    assert (change.kind, change.after["starts_on"], change.after["ends_on"]) == (
        ChangeKind.POSTPONE,
        "2027-07-01",
        "2027-12-31",
    )


@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": "", "ends_on": "2027.12.31"},
        {"starts_on": "2027.05.01", "ends_on": "2028.01.31"},
        {"starts_on": "2027.05.01", "ends_on": "2027.04.30"},
        {"starts_on": "маргааш", "ends_on": "0001-01-01"},
    ],
)
def test_a_line_is_postponed_within_the_year(client_of, bold, agreed_line, days):
    assert sent(client_of(bold), "line-postpone", [agreed_line.pk], **WHY, **days).status_code == 422
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"reason": "slip"}, {"explanation": "  "}, {"explanation": "\x00"}])
def test_every_change_names_a_reason_of_the_list_and_a_sentence(client_of, bold, agreed_line, wrong):
    response = sent(client_of(bold), "line-withdraw", [agreed_line.pk], **WHY | wrong)
    assert response.status_code == 422
    assert not Amendment.objects.exists()


def test_a_new_line_is_written_and_rewritten(client_of, bold, anu, agreed_plan, agreed_line):
    client, at = client_of(bold), [agreed_plan.pk, 1]
    sent(client, "amendment-open", [agreed_plan.pk], note="Зөвлөмжийн дагуу.")
    new = filled_in(agreed_line, title_mn="Шинэ", title_en="New line", **{"indicators-0-id": ""})
    assert sent(client, "amendment-line-add", at, **new).status_code == 302
    change = AmendmentChange.objects.get()
    assert change.after["indicators"][0]["id"] is None
    again = new | {"version": str(change.version), "title_en": "Newer line"}
    assert sent(client, "amendment-line-edit", [*at, change.pk], **again).status_code == 302
    stale = sent(client_of(anu), "amendment-line-edit", [*at, change.pk], **new | {"version": "1"})
    assert stale.status_code == 409
    assert "Newer line" in stale.content.decode()
    assert read(change).after["title_en"] == "Newer line"


def test_the_second_to_write_about_a_line_gets_both_texts(client_of, anu, bold, agreed_line):
    sent(client_of(anu), "line-amend", [agreed_line.pk], **filled_in(agreed_line, title_en="first"))
    mine = filled_in(agreed_line, title_en="second")
    response = sent(client_of(bold), "line-amend", [agreed_line.pk], **mine)
    shown = response.content.decode()
    assert response.status_code == 409
    assert all(f"{text}" in shown for text in ("first", "second", "Somebody saved first."))
    assert sent(client_of(bold), "line-amend", [agreed_line.pk], **mine | {"version": "1"}).status_code == 302
    assert AmendmentChange.objects.get().after["title_en"] == "second"


def test_who_opened_the_form_before_the_line_was_amended_is_told(client_of, bold, ganaa, khulan, agreed_line):
    opened = filled_in(agreed_line, title_en="mine")
    in_force(amended(agreed_line, bold), ganaa, khulan)
    response = sent(client_of(bold), "line-amend", [agreed_line.pk], **opened)
    assert response.status_code == 409
    assert "re-trained" in response.content.decode()
    assert not Amendment.objects.open().exists()
    assert sent(client_of(bold), "line-amend", [agreed_line.pk], **opened | {"agreed": "1"}).status_code == 302


def test_an_indicator_of_another_line_is_never_touched(client_of, bold, ganaa, khulan, agreed_line, second_line):
    foreign = second_line.indicators.get()
    before = Indicator.objects.filter(pk=foreign.pk).values().get()
    written = filled_in(agreed_line, **{"indicators-0-id": str(foreign.pk), "indicators-0-target": "9"})
    sent(client_of(bold), "line-amend", [agreed_line.pk], **written)
    agreed(put(Amendment.objects.get(), ganaa), ganaa, khulan)
    assert Indicator.objects.filter(pk=foreign.pk).values().get() == before


def test_a_million_rows_make_no_page_of_a_thousand(client_of, bold, agreed_line):
    written = filled_in(agreed_line, **{"indicators-TOTAL_FORMS": "1000000"})
    response = sent(client_of(bold), "line-amend", [agreed_line.pk], **written)
    assert response.status_code == 422
    assert response.content.decode().count("-unit") < 100


# a correction


def words_of(line, **words):
    (one,) = line.indicators.all()
    names = {f"indicator_{one.pk}_name_mn": one.name_mn, f"indicator_{one.pk}_name_en": one.name_en}
    return {"title_mn": line.title_mn, "title_en": line.title_en, "budget_note": "", "agreed": "0", **names, **words}


def test_a_correction_is_sent_in_one_step_and_accepted_in_one_click(client_of, ganaa, khulan, agreed_line):
    address = sent(client_of(ganaa), "line-correct", [agreed_line.pk], **words_of(agreed_line, title_en="Trainers"))[
        "Location"
    ]
    assert read(agreed_line).title_en == "trainers"
    assert "I consent to this text" in page(client_of(khulan), address)
    digest = Proposal.objects.get(kind="correction").digest
    client_of(khulan).post(f"{address}consent/", {"digest": digest, "form_key": str(uuid.uuid4())})
    assert read(agreed_line).title_en == "Trainers"


def test_a_correction_takes_nothing_but_words(client_of, ganaa, agreed_line):
    more = {"ends_on": "2027.01.01", "lead": "1", "indicators-0-target": "1"}
    sent(client_of(ganaa), "line-correct", [agreed_line.pk], **words_of(agreed_line, title_en="Trainers", **more))
    text = Proposal.objects.get(kind="correction").text
    assert "Q1–Q4" in str(text["parts"][-1])
    assert "→ 35" in str(text["parts"][-1])


def test_a_correction_that_corrects_nothing_is_refused(client_of, ganaa, agreed_line):
    response = sent(client_of(ganaa), "line-correct", [agreed_line.pk], **words_of(agreed_line))
    assert (response.status_code, Amendment.objects.exists()) == (422, False)
    assert "Nothing changes in this line." in response.content.decode()


# lists and spreadsheets


def test_the_spreadsheet_shows_target_and_days_as_adopted_and_as_amended(
    client_of, bold, ganaa, khulan, agreed_plan, agreed_line, second_line
):
    indicators = [{**LineVersion.objects.get(activity=agreed_line).data["indicators"][0], "target": "50"}]
    amended(second_line, bold, ChangeKind.WITHDRAW)
    in_force(amended(agreed_line, bold, ends_on="2027-06-30", indicators=indicators), ganaa, khulan)
    content = client_of(bold).get(reverse("activities:plan-activity-export", args=[agreed_plan.pk, "csv"])).content
    first, second = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert [first[f"Until, as {when}"] for when in ("adopted", "amended")] == ["2027-12-31", "2027-06-30"]
    assert [float(first[f"Target, as {when}"]) for when in ("adopted", "amended")] == [35, 50]
    assert (first["Until"], float(first["Target"]), first["Amendment"]) == ("2027-06-30", 50, "Changed by amendment 1")
    assert (second["State"], second["Amendment"]) == ("Withdrawn", "Withdrawn by amendment 1")


def test_a_line_no_amendment_touched_reads_as_it_was_adopted(client_of, bold, agreed_plan):
    content = client_of(bold).get(reverse("activities:plan-activity-export", args=[agreed_plan.pk, "csv"])).content
    first = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert (first["Until, as adopted"], first["Until, as amended"]) == ("2027-12-31", "")
    assert (float(first["Target, as adopted"]), first["Target, as amended"], first["Amendment"]) == (35, "", "")


# two heads at the same second


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_heads_at_once_bring_it_into_force_once(bold, ganaa, khulan, agreed_line):
    proposal = put(amended(agreed_line, bold, why=BECAUSE).amendment, ganaa)
    address = reverse("plans:proposal-consent", args=[proposal.pk])
    clients = [Client() for _ in range(6)]
    for client, head in zip(clients, [ganaa, khulan] * 3, strict=True):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    barrier, answers = threading.Barrier(len(clients)), []

    def press(client):
        barrier.wait()
        try:
            form = {"digest": proposal.digest, "form_key": str(uuid.uuid4())}
            answers.append(client.post(address, form).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {302, 403, 422}
    assert (read(proposal).state, proposal.acts.count()) == (ProposalState.TAKEN_EFFECT, 2)
    assert TrailEntry.objects.filter(verb="activity.amended").count() == 1
    assert (read(agreed_line).title_en, read(agreed_line).state) == ("re-trained", ActivityState.PLANNED)
