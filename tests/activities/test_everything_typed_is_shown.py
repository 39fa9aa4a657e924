"""Whatever is typed of an entry stands on its page: each field and each row of each kind, with a value of its own."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.models import Entry, Kind, Training
from plans.calendar import period
from tests.factories import (
    ActivityFactory,
    DepartmentFactory,
    IndicatorFactory,
    OccasionFactory,
)
from tests.factories.inquiries import day, rows, written
from tests.factories.trainings import core, course, whole_course

NOT_OF_THE_TEXT = {"version", "files", "compartment", "people"}


@pytest.fixture
def line_of(adopted_plan, bold, anu):
    def made(kind):
        line = ActivityFactory(plan=adopted_plan, lead=bold.department, kind=kind)
        line.partners.add(anu.department)
        return line

    return made


@pytest.fixture
def client(client_of, bold):
    bold.language = "en"
    bold.save()
    return client_of(bold)


@pytest.fixture
def page_of(client):
    """The text of the one entry on the page of its line, in a line."""

    def text(entry):
        page = client.get(entry.activity.get_absolute_url()).content.decode()
        [article] = re.findall(rf'<article class="entry" id="entry-{entry.pk}">.*?</article>', page, re.DOTALL)
        links = " ".join(re.findall(r'href="(http[^"]*)"', article))
        return " ".join(re.sub(r"<[^>]*>", " ", article).split()) + " " + links

    return text


@pytest.fixture
def log(client):
    """Send the form of a new entry, each field and one row of each sort filled in; nothing may be left out."""

    def send(line, details, rows_of_it):
        address = reverse("activities:entry-add", args=[line.pk])
        form = client.get(address).context["form"].details
        assert {f"{form.name}-{name}" for name in form.fields} == set(details)
        assert {name: set(one.empty_form.fields) for name, one in form.rows.items()} == {
            name: set(row) for name, row in rows_of_it.items()
        }
        sent = core(starts_on=day(-3), ends_on=day(), women="61", men="62", sex_not_recorded="63")
        sent |= {field: typed for field, (typed, _shown) in details.items()}
        for name, row in rows_of_it.items():
            sent |= rows(name, {field: typed for field, (typed, _shown) in row.items()})
        response = client.post(address, sent)
        assert response.status_code == 302, [one.errors for one in response.context["form"].other_forms]
        return Entry.objects.latest("logged_at")

    return send


def missing(page, *groups):
    expected = {field: shown for group in groups for field, (_typed, shown) in group.items()}
    return {field: shown for field, shown in expected.items() if str(shown) not in page}


def same(value):
    return value, value


def test_the_core_of_an_entry(client, line_of, page_of, npa, nhrcm):
    line = line_of(Kind.TRAINING)
    indicator = IndicatorFactory(activity=line)
    address = reverse("activities:entry-add", args=[line.pk])
    typed = {
        "starts_on": (day(-3), ""),
        "ends_on": (day(), period(timezone.localdate() - timedelta(days=3), timezone.localdate(), "en")),
        "division": ("MN-061", "Dornod"),
        "place": same("Чойбалсан"),
        "women": ("40", "women: 40"),
        "men": ("30", "men: 30"),
        "sex_not_recorded": ("5", "not recorded: 5"),
        "head_count": ("79", "in all: 79"),
        "what_was_done": same("Ярилцлага хийв."),
        "obstacles": same("Зам хаагдсан."),
        "progress": ("going_on", "This work is: going on"),
        f"figure_{indicator.pk}": same("64.5"),
        "link": same("https://example.org/zurag"),
    }
    for side, step in ((npa, "Дахин очно."), (nhrcm, "Гарын авлага илгээнэ.")):
        typed |= {f"step_{side.pk}": same(step), f"step_{side.pk}_due_on": same(day(10 + side.pk))}
    assert set(client.get(address).context["form"].fields) - NOT_OF_THE_TEXT == set(typed)
    response = client.post(address, core(**{field: value for field, (value, _shown) in typed.items()}))
    assert response.status_code == 302, response.context["form"].errors
    page = page_of(Entry.objects.get())
    assert missing(page, typed) == {}
    assert "75 people" in page


def test_a_training(line_of, page_of, log, bold, npa):
    line = line_of(Kind.TRAINING)
    trainers = course(line, bold, "trainers", on=timezone.localdate() - timedelta(days=40))
    details = {
        "training-course_kind": ("follow_up", "Follow-up"),
        "training-topics": same("Сэдэв нэг"),
        "training-mode": ("online", "online"),
        "training-hours": ("11.5", "11.5 academic hours"),
        "training-materials": same("Гарын авлага хоёр"),
        "training-satisfaction": ("97", "97 %"),
        "training-follows": (trainers.pk, f"Follow-up of {Training.objects.get()}"),
        "training-outcome": same("Ажилдаа хэрэглэдэг."),
    }
    of_it = {
        "sessions": {
            "held_on": same(day(-2)),
            "topic": same("Хичээлийн сэдэв"),
            "hours": ("6.5", "6.5 academic hours"),
            "people": ("57", "57 people"),
        },
        "tests": {
            "moment": ("after", "After"),
            "run_by": (npa.pk, f"run by {npa}"),
            "people": same("41"),
            "mean": ("7.3", "7.3 of 12"),
            "maximum": ("12", "of 12"),
            "pass_mark": same("8.25"),
            "passed": same("38"),
        },
        "trainers": {
            "origin": ("cohort", "prepared by"),
            "number": ("13", "13 ·"),
            "cohort": (trainers.pk, f"prepared by {Training.objects.get()}"),
        },
        "groups": {
            "of": ("category:pupil", "Pupils and students"),
            "women": same("21"),
            "men": same("22"),
            "sex_not_recorded": same("23"),
        },
    }
    assert missing(page_of(log(line, details, of_it)), details, *of_it.values()) == {}


def test_an_inquiry(line_of, page_of, log, bold, npa, nhrcm):
    department = DepartmentFactory(agency=npa, name_en="Ninth Division")
    details = {
        "inquiry-inquiry_kind": ("survey", "Survey"),
        "inquiry-women_interviewed": ("31", "women: 31"),
        "inquiry-men_interviewed": ("32", "men: 32"),
        "inquiry-interviewed_not_recorded": ("33", "not recorded: 33"),
        "inquiry-guideline_number": ("A/81", "№ A/81"),
        "inquiry-guideline_on": same(day(-20)),
        "inquiry-legal_basis": same("Хуулийн 14 дүгээр зүйл"),
        "inquiry-question": same("Юуг асуув?"),
        "inquiry-announcement": ("unannounced", "not announced"),
        "inquiry-draft_sent_on": same(day(-2)),
        "inquiry-draft_sent_to": (nhrcm.pk, nhrcm),
        "inquiry-reply_due_on": same(day(15)),
        "inquiry-replied_on": (day(-1), f"replied {day(-1)}"),
        "inquiry-reply": ("disagrees", "Disagrees"),
        "inquiry-reply_text": same("Зөвшөөрөхгүй байна."),
        "inquiry-methods": (["statistics"], "Statistics"),
    }
    of_it = {
        "sites": {
            "site_kind": ("store", "Store of hazardous materials"),
            "division": ("MN-046", "Uvs"),
            "place": same("Улаангом"),
            "note": same("Агуулах түгжээтэй"),
        },
        "team": {
            "of": (f"agency:{npa.pk}", npa),
            "person": ("", ""),
            "post": same("Ахлах байцаагч"),
            "number": ("17", "17 people"),
            "team_role": ("member", "· member"),
        },
        "exclusions": {"of": (f"department:{department.pk}", "Ninth Division"), "reason": same("Шалгагдаж буй")},
        "findings": {
            "theme": ("vulnerable", "Vulnerable groups"),
            "gravity": ("good", "Good practice"),
            "place": same("Тариалан"),
            "text": same("Сайн туршлага байна."),
        },
    }
    assert missing(page_of(log(line_of(Kind.INQUIRY), details, of_it)), details, *of_it.values()) == {}


@pytest.mark.parametrize(("role", "shown"), [("lead", "leads the team"), ("member", "member"), ("expert", "expert")])
def test_what_a_person_of_the_team_is(client, line_of, page_of, bold, role, shown):
    line = line_of(Kind.INQUIRY)
    team = rows("team", {"of": f"agency:{bold.agency_id}", "person": bold.pk, "team_role": role})
    assert client.post(reverse("activities:entry-add", args=[line.pk]), written(**team)).status_code == 302
    assert f"{bold.agency}: {bold} · {shown}" in page_of(Entry.objects.get())


def test_advocacy(line_of, page_of, log, agreement):
    occasion = OccasionFactory(agreement=agreement, name_en="Day of children", month=6, day=1)
    details = {
        "advocacy-advocacy_kind": ("proposal", "Policy proposal"),
        "advocacy-occasion": (occasion.pk, occasion),
        "advocacy-message": same("Хүүхэд бүр тэгш."),
        "advocacy-audiences": (["herders"], "Herders"),
        "advocacy-aware_before": ("37", "before 37 %"),
        "advocacy-asked_before": ("211", "(n 211)"),
        "advocacy-aware_after": ("58", "after 58 %"),
        "advocacy-asked_after": ("198", "(n 198)"),
        "advocacy-proposed": same("Журам өөрчлөх."),
        "advocacy-proposed_to": same("Хууль зүйн яам"),
        "advocacy-outcome": ("partly", "Taken up in part"),
        "advocacy-outcome_on": same(day()),
        "advocacy-outcome_text": same("Зарим нь тусав."),
    }
    of_it = {
        "channels": {"channel_kind": ("sms", "Text message (SMS)"), "name": same("Юнител"), "reach": ("912", "912")},
        "events": {
            "name": same("Нээлт"),
            "held_on": same(day(-2)),
            "women": ("24", "women: 24"),
            "men": ("25", "men: 25"),
            "sex_not_recorded": ("26", "not recorded: 26"),
        },
        "materials": {
            "what": same("Зурагт хуудас"),
            "printed": ("707", "printed 707"),
            "handed_out": ("606", "handed out 606"),
        },
        "media": {
            "title": same("Аян эхэллээ"),
            "outlet": same("Монцамэ"),
            "published_on": same(day(-1)),
            "url": same("https://example.org/ayan"),
        },
    }
    assert missing(page_of(log(line_of(Kind.ADVOCACY), details, of_it)), details, *of_it.values()) == {}


ALONE = [
    (Kind.TRAINING, "training-hours", "9.5", "9.5 academic hours"),
    (Kind.TRAINING, "training-mode", "both", "both"),
    (Kind.ADVOCACY, "advocacy-asked_before", "219", "before: not recorded (n 219)"),
    (Kind.ADVOCACY, "advocacy-asked_after", "217", "after: not recorded (n 217)"),
    (Kind.INQUIRY, "inquiry-announcement", "announced", "Announced"),
    (Kind.INQUIRY, "inquiry-interviewed_not_recorded", "19", "19 people"),
]


@pytest.mark.parametrize(("kind", "field", "typed", "shown"), ALONE)
def test_what_stands_alone_is_shown_too(client, line_of, page_of, kind, field, typed, shown):
    assert (
        client.post(reverse("activities:entry-add", args=[line_of(kind).pk]), core(**{field: typed})).status_code
        == 302
    )
    assert shown in page_of(Entry.objects.get())


def test_to_whom_a_proposal_went_is_shown_before_anything_else_is_known(client, line_of, page_of):
    sent = core(**{"advocacy-advocacy_kind": "proposal", "advocacy-proposed_to": "Хууль зүйн яам"})
    assert client.post(reverse("activities:entry-add", args=[line_of(Kind.ADVOCACY).pk]), sent).status_code == 302
    assert "Хууль зүйн яам" in page_of(Entry.objects.get())


def test_a_test_without_a_mean_still_says_out_of_how_many(client, line_of, page_of):
    test = rows("tests", {"moment": "after", "people": "35", "maximum": "12", "pass_mark": "9"})
    address = reverse("activities:entry-add", args=[line_of(Kind.TRAINING).pk])
    assert client.post(address, core(**whole_course(**test))).status_code == 302
    assert "not recorded; out of 12" in page_of(Entry.objects.get())
