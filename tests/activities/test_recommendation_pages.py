"""The pages of recommendations: the list as it is filtered, sorted and exported, and what each form takes."""

import csv
import io
import re
import uuid
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from activities.actions.recommendations import correct
from activities.models import Kind, Recommendation, RecommendationState
from tests.factories import ActivityFactory, AgreementFactory, EntryFactory
from tests.factories.recommendations import (
    AssessmentFactory,
    CarryingOutFactory,
    ProofFactory,
    RecommendationFactory,
    ReplyFactory,
)

TODAY = date(2026, 11, 24)
LIST = "activities:recommendation-list"


@pytest.fixture(autouse=True)
def on_a_day_in_november():
    with time_machine.travel("2026-11-24T04:00:00Z", tick=False):
        yield


@pytest.fixture
def asked(agreement, npa, nhrcm):
    return RecommendationFactory(agreement=agreement, addressee=npa, issuer=nhrcm, agency=nhrcm)


@pytest.fixture
def world(agreement, npa, nhrcm, khulan, ganaa, stranger_agency):
    """Recommendations that are each odd in one respect; Bold sees all but the last."""

    def one(name, **fields):
        return RecommendationFactory(
            **{"agreement": agreement, "addressee": npa, "text_en": name, "text_mn": ""} | fields
        )

    one("plain")
    one("late", reply_due_on=TODAY - timedelta(days=3))
    one("due", reply_due_on=TODAY)
    ReplyFactory(recommendation=one("accepted"), person=khulan)
    ReplyFactory(recommendation=one("rejected"), person=khulan, answer="rejected", reason="Төсөвгүй.")
    AssessmentFactory(recommendation=one("carried out"), person=ganaa)
    one("of the commission", addressee=nhrcm)
    one("of the government", addressee=None, addressee_mn="Засгийн газар")
    one("of a treaty body", source="treaty_body", theme_mn="Эрүү шүүлт", theme_en="torture")
    one("a demand", kind="demand")
    one("of years ago", issued_on=None, year=2015, last_year=2018)
    one("issued by the commission", issuer=nhrcm)
    one("of strangers", agreement=AgreementFactory(parties=[stranger_agency]), addressee=stranger_agency)


@pytest.fixture
def listed(client_of, bold):
    client = client_of(bold)

    def get(query=""):
        page = client.get(f"{reverse(LIST)}?{query}")
        assert page.status_code == 200
        return [one.text_en for one in page.context["page_obj"]]

    return get


# the list


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=reply_overdue", {"late"}),
        ("state=reply_due&state=rejected", {"due", "rejected"}),
        ("state=carried_out", {"carried out"}),
        ("state=accepted", {"accepted"}),
        ("addressee={nhrcm}", {"of the commission"}),
        ("addressee=others", {"of the government"}),
        ("source=treaty_body", {"of a treaty body"}),
        ("theme=шүүлт", {"of a treaty body"}),
        ("theme=Torture", {"of a treaty body"}),
        ("kind=demand", {"a demand"}),
        ("year=2016", {"of years ago"}),
        ("issuer={nhrcm}", {"issued by the commission"}),
        ("text=засгийн", {"of the government"}),
        ("text=commission&issuer={nhrcm}", {"issued by the commission"}),
        ("state=flying", set()),
        ("addressee=999999", set()),
        ("year=1066", set()),
    ],
)
def test_each_filter_shows_what_it_says(world, listed, nhrcm, query, found):
    assert set(listed(query.format(nhrcm=nhrcm.pk))) == found


def test_a_stranger_sees_none_of_them(world, client_of, dorj):
    page = client_of(dorj).get(reverse(LIST))
    assert [one.text_en for one in page.context["page_obj"]] == ["of strangers"]


def test_what_presses_stands_first_by_state(world, listed):
    assert listed("sort=state")[:2] == ["late", "due"]
    assert listed("sort=-state")[0] == "carried out"


def test_every_column_sorts_both_ways_and_shows_all(world, listed):
    shown = set(listed())
    for name in ("text", "addressee", "issued", "due", "state"):
        assert set(listed(f"sort={name}")) == set(listed(f"sort=-{name}")) == shown
    assert listed("sort=issued")[0] == "of years ago"
    assert listed("sort=-due")[0] == "due"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_export_is_the_list_and_holds_no_formula(world, agreement, npa, listed, client_of, bold, form):
    RecommendationFactory(agreement=agreement, addressee=npa, text_mn="", text_en="=1+1", theme_en="+cmd")
    address = reverse("activities:recommendation-export", args=[form])
    answer = client_of(bold).get(f"{address}?sort=state&kind=recommendation")
    assert answer["Content-Disposition"] == f'attachment; filename="recommendations-2026-11-24.{form}"'
    if form == "csv":
        _headings, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
        shown = listed("sort=state&kind=recommendation")
        assert [row[3] for row in rows] == [f"'{text}" if text[0] in "=+" else text for text in shown]
        assert rows[0][14] == "Reply overdue"
        assert "'+cmd" in {row[9] for row in rows}


def test_the_list_says_how_it_was_answered_though_its_state_has_moved_on(asked, client_of, bold, khulan, ganaa):
    ReplyFactory(recommendation=asked, person=khulan, answer="partly_accepted", reason="Төсөвгүй.")
    AssessmentFactory(recommendation=asked, person=ganaa)
    page = client_of(bold).get(reverse(LIST)).content.decode()
    for said in ("Accepted in part", "2026.03.20", "Carried out"):
        assert said in page


def test_each_common_filter_opens_what_it_says(world, listed, client_of, bold):
    page = client_of(bold).get(reverse(LIST)).content.decode()
    quick = page.partition('<nav class="quick"')[2].partition("</nav>")[0]
    opened = {
        words.strip(): set(listed(unescape(query))) for query, words in re.findall(r'\?(.*?)">(.*?)<', quick, re.S)
    }
    assert opened["Reply overdue"] == {"late"}
    assert opened["Waits for NHRCM"] == {"of the commission"}
    assert {"late", "due", "plain"} <= opened["Waits for NPA"]
    assert not {"accepted", "rejected", "of the government"} & opened["Waits for NPA"]
    assert opened["The parties differ"] == set()


def test_an_empty_list_says_what_will_stand_there(client_of, bold, agreement):
    page = client_of(bold).get(reverse(LIST)).content.decode()
    assert "Recommendations and demands stand here once either side has entered them." in page
    assert reverse("activities:recommendation-enter") in page


# one of them


def test_a_page_shows_the_reply_the_lines_the_evidence_and_the_assessment(
    asked, adopted_plan, bold, khulan, ganaa, npa, client_of
):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department, title_en="Lighting", title_mn="Гэрэл")
    CarryingOutFactory(recommendation=asked, activity=line, agency=npa)
    ReplyFactory(recommendation=asked, person=khulan, answer="rejected", reason="Төсөвгүй.", letter_number="4/218")
    ReplyFactory(recommendation=asked, person=khulan, answer="accepted")
    ProofFactory(recommendation=asked, agency=npa, title="Хариу бичиг")
    later = RecommendationFactory(agreement=asked.agreement, addressee=npa, repeats=asked)
    client = client_of(bold)
    page = client.get(asked.get_absolute_url()).content.decode()
    for said in ("Төсөвгүй.", "4/218", "Хариу бичиг", line.get_absolute_url(), later.get_absolute_url()):
        assert said in page
    assert asked.get_absolute_url() in client.get(line.get_absolute_url()).content.decode()


def test_what_one_may_not_do_is_not_offered(asked, bold, khulan, ganaa, chimeg, client_of):
    acts = ("reply-add", "assessment-add", "recommendation-edit", "recommendation-lines", "recommendation-evidence")
    offered = {
        person: {act for act in acts if reverse(f"activities:{act}", args=[asked.pk]) in page}
        for person in (bold, khulan, ganaa, chimeg)
        for page in [client_of(person).get(asked.get_absolute_url()).content.decode()]
    }
    both = {"recommendation-lines", "recommendation-evidence"}
    assert offered == {
        bold: both,
        khulan: both | {"reply-add"},
        ganaa: both | {"assessment-add", "recommendation-edit"},
        chimeg: set(),
    }


def test_a_page_shows_what_each_party_found_and_who_is_yet_to(agreement, ganaa, khulan, client_of, in_english):
    asked = RecommendationFactory(agreement=agreement, addressee=None, addressee_en="Mongolia", source="treaty_body")
    address, client = asked.get_absolute_url(), client_of(khulan)
    assert "Nobody has assessed yet" in client.get(address).content.decode()
    AssessmentFactory(recommendation=asked, person=ganaa, sentence="Хууль батлагдсан.")
    page = client.get(address)
    assert page.context["awaited"] == [khulan.agency]
    assert "has yet to assess it" in page.content.decode()
    assert (page.context["assesses_next"], client_of(ganaa).get(address).context["assesses_next"]) == (True, False)
    assert "Хууль батлагдсан." in client.get(reverse("activities:assessment-add", args=[asked.pk])).content.decode()
    AssessmentFactory(recommendation=asked, person=khulan, outcome="not_carried_out", sentence="Хэрэгжээгүй.")
    page = client.get(address).content.decode()
    for said in ("The parties differ", "Each of them stands;", "Хууль батлагдсан.", "Хэрэгжээгүй."):
        assert said in page
    listed = client.get(reverse(LIST) + "?state=differs").content.decode()
    for found in asked.assessments.all():
        assert str(found) in listed


# forms


def sent(**fields):
    return {"form_key": str(uuid.uuid4()), "version": "1"} | fields


def test_a_new_one_is_of_today_and_its_reply_is_due_as_the_setting_says(client_of, anu, agreement, settings):
    for days, due in ((30, date(2026, 12, 24)), (14, date(2026, 12, 8)), (0, None)):
        settings.RECOMMENDATION_REPLY_DAYS = days
        form = client_of(anu).get(reverse("activities:recommendation-enter")).context["form"]
        assert (form["issued_on"].value(), form["reply_due_on"].value()) == (TODAY, due)


def test_what_is_asked_of_others_has_no_reply_due_though_the_day_stood_there(client_of, anu, agreement):
    fields = {
        "agreement": agreement.pk,
        "kind": "recommendation",
        "text_mn": "Хууль санаачлах",
        "addressee_mn": "Засгийн газар",
        "source": "parliament",
        "issued_on": "2026.11.24",
        "reply_due_on": "2026.12.24",
    }
    answer = client_of(anu).post(reverse("activities:recommendation-enter"), sent(**fields))
    assert answer.status_code == 302
    entered = Recommendation.objects.get()
    assert (entered.asked_of, entered.reply_due_on, entered.year) == ("Засгийн газар", None, 2026)


def test_what_came_of_an_inquiry_is_entered_from_its_line(agreement, adopted_plan, client_of, anu, chimeg, nhrcm):
    inquiry = ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.INQUIRY)
    entry = EntryFactory(activity=inquiry, author=anu)
    address = f"{reverse('activities:recommendation-enter')}?inquiry={entry.pk}"
    asked = RecommendationFactory(agreement=agreement, source="inquiry", inquiry=entry)
    client = client_of(anu)
    page = client.get(inquiry.get_absolute_url()).content.decode()
    assert address in page
    assert asked.get_absolute_url() in page
    assert address not in client_of(chimeg).get(inquiry.get_absolute_url()).content.decode()
    form = client.get(address).context["form"]
    assert (form["source"].value(), form["inquiry"].value(), form["issuer"].value()) == ("inquiry", entry.pk, nhrcm.pk)


def test_each_inquiry_of_a_line_has_a_link_of_its_own_and_who_made_it_issues(
    agreement, adopted_plan, client_of, anu, bold, nhrcm, npa
):
    line = ActivityFactory(plan=adopted_plan, lead=anu.department, kind=Kind.INQUIRY)
    line.partners.add(bold.department)
    day = TODAY - timedelta(days=2)
    theirs = EntryFactory(activity=line, author=bold, starts_on=TODAY, division="MN-041", place="Мөрөн")
    ours = EntryFactory(activity=line, author=anu, starts_on=day, division="MN-041", place="Хатгал")
    hidden = EntryFactory(activity=line, author=anu, compartment="agency")
    client = client_of(anu)
    page = client.get(line.get_absolute_url()).content.decode()
    named = [f"{reverse('activities:recommendation-enter')}?inquiry={one.pk}" for one in (theirs, ours, hidden)]
    assert [f'href="{address}"' in page for address in named] == [True, True, False]
    for address, entry, issuer in zip(named, (theirs, ours), (npa, nhrcm), strict=False):
        form = client.get(address).context["form"]
        assert (form["inquiry"].value(), form["issuer"].value()) == (entry.pk, issuer.pk)
    labels = {label for _key, label in form.fields["inquiry"].choices}
    for entry in (theirs, ours):
        assert f"{entry.starts_on:%Y.%m.%d} · {entry.where} · {entry.agency} · {line.title}" in labels


@pytest.mark.parametrize("named", ["0", "-1", "9" * 5_000, "x"])
def test_an_address_that_names_no_inquiry_opens_the_plain_form(agreement, client_of, anu, bold, adopted_plan, named):
    client = client_of(anu)
    training = EntryFactory(activity=ActivityFactory(plan=adopted_plan, lead=bold.department), author=bold)
    for key in (named, training.pk):
        form = client.get(f"{reverse('activities:recommendation-enter')}?inquiry={key}").context["form"]
        assert not form["inquiry"].value()


def test_one_that_repeats_another_is_filled_in_from_it(asked, client_of, anu):
    form = client_of(anu).get(reverse("activities:recommendation-repeat", args=[asked.pk])).context["form"]
    assert form["text_mn"].value() == asked.text_mn
    assert form["repeats"].value() == asked.pk
    assert form["issued_on"].value() == TODAY


def test_an_empty_one_says_in_sentences_what_it_lacks(client_of, anu, agreement):
    page = client_of(anu).post(reverse("activities:recommendation-enter"), {"kind": "recommendation"})
    assert page.status_code == 422
    assert "recommendation_is_asked" not in page.content.decode()


def test_a_reply_with_a_wrong_day_and_no_reason_says_both_in_sentences(asked, client_of, khulan):
    answer = {"answer": "rejected", "reason": "", "replied_on": str(TODAY + timedelta(days=1))}
    page = client_of(khulan).post(reverse("activities:reply-add", args=[asked.pk]), answer)
    assert page.status_code == 422
    assert "who_does_not_accept" not in page.content.decode()


def test_a_reply_before_the_recommendation_is_said_at_its_field_and_kept(asked, client_of, khulan):
    address = reverse("activities:reply-add", args=[asked.pk])
    answer = client_of(khulan).post(address, sent(answer="accepted", replied_on="2026.03.01", reason="Бид бичсэн."))
    assert answer.status_code == 422
    assert answer.context["form"].errors["replied_on"] == ["A reply can't be before the recommendation."]
    page = answer.content.decode()
    assert "2026.03.01" in page
    assert "Бид бичсэн." in page


@pytest.mark.parametrize(
    ("name", "head", "written"),
    [
        ("reply-add", "khulan", {"answer": "accepted", "reason": "Бид бичсэн.", "replied_on": "2026.11.20"}),
        (
            "assessment-add",
            "ganaa",
            {"outcome": "carried_out", "sentence": "Бид бичсэн.", "assessed_on": "2026.11.20"},
        ),
    ],
)
def test_a_head_acts_on_the_text_that_was_read(asked, anu, client_of, request, name, head, written):
    client, address = client_of(request.getfixturevalue(head)), reverse(f"activities:{name}", args=[asked.pk])
    seen = client.get(address).context["form"]["version"].value()
    correct(asked, by=anu, version=asked.version, changes={"text_mn": "Өөр зүйл шаардав", "text_en": "Something else"})
    answer = client.post(address, sent(**written, version=seen))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody wrote to it meanwhile." in page
    assert "Something else" in page
    assert "Бид бичсэн." in page
    assert (asked.replies.count(), asked.assessments.count()) == (0, 0)
    again = sent(**written, version=answer.context["form"]["version"].value())
    assert client.post(address, again).url == asked.get_absolute_url()


def test_of_two_who_reply_for_one_side_the_second_is_told(asked, client_of, khulan):
    client, address = client_of(khulan), reverse("activities:reply-add", args=[asked.pk])
    first, second = (sent(answer=word, reason="Үгүй.", replied_on="2026.11.20") for word in ("accepted", "rejected"))
    assert client.post(address, first).status_code == 302
    assert client.post(address, second).status_code == 409
    assert client.post(address, first).url == asked.get_absolute_url()  # its answer was lost
    assert [one.answer for one in asked.replies.all()] == ["accepted"]


def test_whom_it_is_asked_of_does_not_assess_it(asked, client_of, khulan):
    address = reverse("activities:assessment-add", args=[asked.pk])
    answer = client_of(khulan).post(
        address, sent(outcome="carried_out", sentence="Хэрэгжсэн.", assessed_on="2026.11.20")
    )
    assert answer.status_code == 403
    assert "It is asked of your agency; the other side assesses it." in answer.content.decode()


def test_a_reply_and_an_assessment_are_given_on_their_pages(asked, client_of, khulan, ganaa):
    client_of(khulan).post(
        reverse("activities:reply-add", args=[asked.pk]), sent(answer="accepted", replied_on="2026.11.20")
    )
    answer = client_of(ganaa).post(
        reverse("activities:assessment-add", args=[asked.pk]),
        sent(outcome="partly_carried_out", sentence="Хагас.", assessed_on="2026.11.24", version="2"),
    )
    assert answer.url == asked.get_absolute_url()
    assert Recommendation.objects.with_state().get().state == RecommendationState.PARTLY_CARRIED_OUT


# where else they stand


def test_the_dashboard_counts_them_by_state_and_opens_each(world, adopted_plan, client_of, bold, listed):
    page = client_of(bold).get(adopted_plan.get_absolute_url())
    counted = page.context["recommendations"]
    assert sum(one["count"] for one in counted) == 12
    for one in counted:
        assert len(listed(one["href"].partition("?")[2])) == one["count"]


def test_home_tells_a_head_what_another_party_has_assessed(agreement, ganaa, khulan, bold, client_of):
    asked = RecommendationFactory(agreement=agreement, addressee=None, addressee_mn="Монгол Улс")
    AssessmentFactory(recommendation=asked, person=ganaa)
    assert [client_of(who).get("/").context["to_assess"] for who in (khulan, ganaa, bold)] == [[asked], [], []]


def test_home_says_what_ones_agency_has_to_reply_to(world, client_of, bold, anu):
    def shown(person):
        return [one.text_en for one in client_of(person).get("/").context["to_reply"]]

    assert shown(bold) == ["late", "due"]
    assert shown(anu) == []
