"""From signing in to a dashboard that moved, by hand, on a phone and on a desk, in both languages."""

import re

import pytest
from django.test.utils import override_settings

from activities.models import Inquiry
from activities.sample import loading
from plans.models import AgendaItem, MeetingState

PASSWORD = loading.PASSWORD
WORDS = {
    "mn": {
        "line": "Хөвсгөл аймаг",
        "log": "Хийсэн ажил бүртгэх",
        "save": "Хадгалах",
        "logged": "Бүртгэлээ",
        "finished": "дууссан",
    },
    "en": {
        "line": "trainers, Khuvsgul",
        "log": "Log what was done",
        "save": "Save",
        "logged": "Logged",
        "finished": "finished",
    },
}
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


def figures(visitor):
    return [figure.inner_text() for figure in visitor.page.query_selector_all(".figure .value")]


def choose(visitor, language):
    with visitor.page.expect_navigation():
        visitor.page.click(f"button[name=language][value={language}]")


@pytest.mark.parametrize("language", ["mn", "en"])
def test_an_officer_logs_a_training_and_the_head_sees_the_dashboard_move(sample, visit, language):
    words = WORDS[language]
    head = visit()
    head.sign_in(f"head.nhrcm@{loading.DOMAIN}", PASSWORD)
    choose(head, language)
    head.page.click(".panel .rows a[href^='/plans/']")
    head.page.wait_for_selector(".figure")
    before = figures(head)

    officer = visit(width=360)
    officer.sign_in(f"khuvsgul.npa@{loading.DOMAIN}", PASSWORD)
    choose(officer, language)
    assert officer.fits()
    officer.page.click(f"a:has-text('{words['line']}') >> nth=0")
    officer.page.click(f"a:has-text('{words['log']}') >> nth=0")
    officer.page.fill("#id_women", "9")
    officer.page.fill("#id_men", "16")
    officer.page.fill("#id_what_was_done", "Хоёр өдрийн сургалт зохион байгуулав.")
    officer.page.click(f".segments label:has-text('{words['finished']}')")
    officer.page.set_input_files("#id_files", {"name": "irts.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    assert officer.fits()
    officer.page.click(f"button:has-text('{words['save']}')")
    officer.page.wait_for_selector("[data-saved]")
    assert words["logged"] in officer.page.inner_text("[data-saved]")
    assert "irts.jpg" in officer.page.inner_text(".evidence")

    head.page.reload()
    after = figures(head)
    assert after != before
    assert int(re.sub(r"\D", "", after[3])) - int(re.sub(r"\D", "", before[3])) == 25


def test_no_page_is_wider_than_a_phone_whatever_people_wrote(sample, visit):
    line = Inquiry.objects.exclude(reply_due_on=None).filter(reply="").get().entry.activity
    word = "ө" * 290
    meeting = AgendaItem.objects.filter(meeting__state=MeetingState.PLANNED).first().meeting
    meeting.items.update(title_mn=word)
    reader = visit(width=360)
    reader.sign_in(f"head.nhrcm@{loading.DOMAIN}", PASSWORD)
    choose(reader, "mn")
    for page in (line, meeting):
        reader.go(page.get_absolute_url())
        assert reader.fits()


PAGES = ["/", "/agreements/", "/plans/", "/activities/", "/account/", "/accounts/password/change/", "/accounts/2fa/"]


@pytest.mark.parametrize(("width", "theme", "language"), [(1280, "light", "mn"), (360, "dark", "en")])
def test_no_page_has_a_fault_that_axe_finds(sample, visit, width, theme, language):
    from activities.models import Activity, Entry, Recommendation
    from plans.models import AnnualPlan

    current = AnnualPlan.objects.get(is_example=True, state="adopted", agreement__is_example=False)
    draft = AnnualPlan.objects.get(state="draft")
    line = Activity.objects.filter(plan=current, state="in_progress").first()
    entry = Entry.objects.filter(activity=line).first()
    asked = Recommendation.objects.filter(addressee=entry.agency).with_state().order_by("state").first()
    pages = [
        *PAGES,
        f"/plans/{current.pk}/",
        f"/plans/{current.pk}/activities/?overdue=true&kind=training",
        f"/plans/{current.pk}/history/",
        f"/plans/{draft.pk}/",
        f"/plans/{draft.pk}/activities/new/",
        f"/agreements/{current.agreement_id}/",
        f"/activities/{line.pk}/",
        f"/activities/{line.pk}/history/",
        f"/activities/{draft.activities.earliest('pk').pk}/comments/new/",
        f"/activities/{line.pk}/entries/new/",
        f"/entries/{entry.pk}/edit/",
        f"/activities/{line.pk}/ratings/new/",
        f"/plans/{current.pk}/snapshots/",
        f"/plans/{current.pk}/snapshots/half-year/",
        f"/plans/{draft.pk}/snapshots/days/",
        "/recommendations/",
        "/recommendations/new/",
        *(f"/recommendations/{asked.pk}/{page}" for page in ("", "replies/new/", "activities/", "evidence/")),
        "/nothing/",
    ]
    with override_settings(DEBUG=False):
        visitor = visit(width=width, theme=theme)
        visitor.go("/accounts/login/")
        assert visitor.axe() == []
        visitor.sign_in(f"head.{entry.agency.code}@{loading.DOMAIN}", PASSWORD)
        choose(visitor, language)
        found = {}
        for page in pages:
            visitor.go(page)
            if faults := visitor.axe():
                found[page] = faults
            if not visitor.fits():
                found.setdefault(page, []).append("wider than the screen")
    assert not found, "\n".join(f"{page}: {fault}" for page, faults in found.items() for fault in faults)
