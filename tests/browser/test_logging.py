"""Logging a day's work on a phone: by keyboard alone, with photos, after the line was lost."""

import base64
import re

import pytest
from django.urls import reverse

from activities.models import Activity, Entry, Evidence, Kind
from activities.sample import loading

PASSWORD = loading.PASSWORD
MOST_FOR_A_TRAINING = 12
MOST_TABS = 90


class Keyboard:
    """
    A person without a mouse.

    What they decide counts as an interaction: a field filled in, a choice made, a button or link pressed. Moving on
    with Tab is counted apart.
    """

    def __init__(self, page):
        self.page, self.interactions, self.tabs = page, 0, 0

    def reach(self, selector):
        for _press in range(MOST_TABS):
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"{selector} is not reached with {MOST_TABS} times Tab.")

    def press(self, selector, key="Enter"):
        self.reach(selector)
        self.page.keyboard.press(key)
        self.interactions += 1

    def fill(self, selector, text):
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.interactions += 1

    def open(self, selector):
        """Open a folded part whose summary this is, where it is not open already."""
        self.reach(selector)
        if not self.page.evaluate("document.activeElement.parentElement.open"):
            self.press(selector)

    def save(self):
        self.page.keyboard.press("Control+Enter")
        self.interactions += 1
        self.page.wait_for_selector("[data-saved]")


@pytest.fixture
def officer(sample, visit):
    """An officer of Khuvsgul at home, on a phone, and their keyboard."""
    visitor = visit(width=360)
    visitor.sign_in(f"khuvsgul.npa@{loading.DOMAIN}", PASSWORD)
    return visitor, Keyboard(visitor.page)


def entry_page(line):
    return reverse("activities:entry-add", args=[line.pk])


def joined_by_khuvsgul(kind):
    """A line of the current example year that an officer of Khuvsgul may log under."""
    lines = Activity.objects.filter(plan__is_example=True, plan__state="adopted", kind=kind, lead__agency__code="npa")
    return lines.exclude(state="withdrawn").earliest("pk")


def test_a_training_is_logged_by_keyboard_in_a_dozen_interactions_from_home(officer):
    visitor, keyboard = officer
    before = Entry.objects.count()
    keyboard.press("a[href='#content']")
    keyboard.press("main a[href$='/entries/new/']")
    visitor.page.wait_for_selector("#id_women")
    keyboard.fill("#id_women", "9")
    keyboard.fill("#id_men", "16")
    keyboard.fill("#id_what_was_done", "Хоёр өдрийн сургалт зохион байгуулав.")
    keyboard.press("#id_training-course_kind", "ArrowDown")
    keyboard.press("input[name=progress]", "ArrowRight")
    keyboard.save()
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("logged_at")
    assert (entry.women, entry.men, entry.training.course_kind, entry.progress) == (9, 16, "basic", "finished")
    assert keyboard.interactions <= MOST_FOR_A_TRAINING


def test_an_inquiry_visit_is_logged_by_keyboard_with_what_it_found(officer):
    visitor, keyboard = officer
    visitor.go(entry_page(joined_by_khuvsgul(Kind.INQUIRY)))
    keyboard.press("a[href='#content']")
    keyboard.fill("#id_what_was_done", "Хяналт шалгалт хийв.")
    keyboard.press("#id_inquiry-inquiry_kind", "ArrowDown")
    keyboard.fill("#id_inquiry-women_interviewed", "7")
    keyboard.fill("#id_inquiry-men_interviewed", "22")
    keyboard.open("details.fold > summary")
    keyboard.fill("#id_inquiry-guideline_number", "81")
    keyboard.press("#id_findings-0-theme", "ArrowDown")
    keyboard.press("#id_findings-0-gravity", "ArrowDown")
    keyboard.fill("#id_findings-0-text", "Агааржуулалт муу.")
    assert visitor.fits()
    keyboard.save()
    inquiry = Entry.objects.latest("logged_at").inquiry
    assert (inquiry.women_interviewed, inquiry.men_interviewed, inquiry.guideline_number) == (7, 22, "81")
    assert inquiry.findings.get().text == "Агааржуулалт муу."


def test_a_campaign_day_in_three_soums_is_logged_by_keyboard_in_one_go(officer):
    visitor, keyboard = officer
    line = joined_by_khuvsgul(Kind.ADVOCACY)
    before = Entry.objects.count()
    visitor.go(entry_page(line))
    keyboard.press("a[href='#content']")
    keyboard.fill("#id_place", "Цэнхэр")
    keyboard.fill("#id_women", "80")
    keyboard.fill("#id_what_was_done", "Кампанит ажил.")
    keyboard.open("details:has(> [data-rows=elsewhere]) > summary")
    keyboard.fill("#id_elsewhere-0-place", "Хотонт")
    keyboard.fill("#id_elsewhere-0-women", "40")
    keyboard.press("[data-rows=elsewhere] [data-add-row]")
    visitor.page.wait_for_selector("#id_elsewhere-1-place")
    keyboard.reach("#id_elsewhere-1-division")
    keyboard.fill("#id_elsewhere-1-place", "Булган")
    assert visitor.fits()
    keyboard.save()
    assert Entry.objects.count() == before + 3
    assert set(Entry.objects.order_by("-logged_at").values_list("place", flat=True)[:3]) == {
        "Цэнхэр",
        "Хотонт",
        "Булган",
    }


NOISE = """
async ([width, height]) => {
  const canvas = Object.assign(document.createElement("canvas"), {width, height});
  const context = canvas.getContext("2d"), picture = context.createImageData(width, height);
  let seed = 7;
  for (let at = 0; at < picture.data.length; at++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    picture.data[at] = at % 4 === 3 ? 255 : seed >> 16;
  }
  context.putImageData(picture, 0, 0);
  const photo = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  const bytes = new Uint8Array(await photo.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
"""


def photo(page, width, height):
    """A JPEG as large as a phone makes them: noise does not get smaller by itself."""
    return base64.b64decode(page.evaluate(NOISE, [width, height]))


def test_a_photo_of_the_phone_is_made_smaller_before_it_is_sent_and_still_judged(officer):
    visitor, _keyboard = officer
    visitor.go(entry_page(joined_by_khuvsgul(Kind.TRAINING)))
    page = visitor.page
    large = photo(page, 2800, 2100)
    page.fill("#id_what_was_done", "Ирцийн зураг.")
    sent = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": large}
    page.set_input_files("#id_files", sent)
    page.wait_for_selector("[data-photos-note]:not(:empty)")
    page.click(".savebar .filled")
    page.wait_for_selector("[data-saved]")
    stored = Evidence.objects.latest("added_at").stored
    assert stored.name == "IMG_2041.jpg"
    assert stored.media_type == "image/jpeg"
    assert stored.size < len(large) / 2


def test_what_was_typed_comes_back_after_the_session_ended_with_its_rows(officer):
    visitor, _keyboard = officer
    address = entry_page(joined_by_khuvsgul(Kind.TRAINING))
    visitor.go(address)
    page = visitor.page
    page.fill("#id_what_was_done", "Хоёр өдрийн сургалт.")
    page.evaluate("for (const fold of document.querySelectorAll('details.fold')) fold.open = true")
    page.click("[data-rows=tests] [data-add-row]")
    page.fill("#id_tests-1-people", "35")
    page.wait_for_selector("[data-remember-note]:not(:empty)")
    page.context.clear_cookies(name=re.compile("session"))
    page.click(".savebar .filled")
    page.wait_for_selector("#id_login")
    assert not Entry.objects.filter(what_was_done="Хоёр өдрийн сургалт.").exists()
    visitor.sign_in(f"khuvsgul.npa@{loading.DOMAIN}", PASSWORD)
    visitor.go(address)
    page.click("[data-restore]")
    assert page.input_value("#id_what_was_done") == "Хоёр өдрийн сургалт."
    assert page.input_value("#id_tests-1-people") == "35"
    assert page.is_visible("#id_tests-1-people")


def test_who_signs_out_leaves_nothing_typed_on_the_device(officer):
    visitor, _keyboard = officer
    address = entry_page(joined_by_khuvsgul(Kind.TRAINING))
    visitor.go(address)
    visitor.page.fill("#id_what_was_done", "Хагас бичсэн.")
    visitor.page.wait_for_selector("[data-remember-note]:not(:empty)")
    assert visitor.page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('typed:'))")
    visitor.page.evaluate("document.querySelector('[data-forget-drafts] button').click()")
    visitor.page.wait_for_selector("#id_login")
    assert not visitor.page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('typed:'))")


def test_a_refused_form_offers_no_older_draft_and_the_draft_takes_one_line_of_the_bar(officer):
    visitor, _keyboard = officer
    visitor.go(entry_page(joined_by_khuvsgul(Kind.TRAINING)))
    page = visitor.page
    page.fill("#id_what_was_done", "Хагас бичсэн.")
    page.wait_for_selector("[data-remember-note]:not(:empty)")
    assert page.evaluate("document.querySelector('.savebar').offsetHeight") < 70
    page.fill("#id_starts_on", "2031.01.01")
    page.click(".savebar .filled")
    page.wait_for_selector("[data-error-summary]")
    assert not page.is_visible("[data-remember-restore]")
    assert page.input_value("#id_what_was_done") == "Хагас бичсэн."


def test_hours_typed_with_a_comma_are_recorded_as_typed(officer):
    visitor, _keyboard = officer
    visitor.go(entry_page(joined_by_khuvsgul(Kind.TRAINING)))
    page = visitor.page
    page.fill("#id_what_was_done", "Сургалт.")
    page.evaluate("for (const fold of document.querySelectorAll('details.fold')) fold.open = true")
    page.locator("#id_training-hours").press_sequentially("1,5")
    page.locator("#id_women").press_sequentially("5e")
    page.click(".savebar .filled")
    page.wait_for_selector("[data-error-summary]")
    assert (page.input_value("#id_training-hours"), page.input_value("#id_women")) == ("1,5", "5e")
    page.fill("#id_women", "5")
    page.click(".savebar .filled")
    page.wait_for_selector("[data-saved]")
    entry = Entry.objects.latest("logged_at")
    assert (entry.women, str(entry.training.hours)) == (5, "1.5")


def test_files_are_chosen_by_a_button_in_the_language_of_the_page(officer):
    visitor, keyboard = officer
    visitor.go(entry_page(joined_by_khuvsgul(Kind.TRAINING)))
    page = visitor.page
    page.on("filechooser", lambda _chooser: None)  # told of it from here on: asked as the key is pressed, it is missed
    choice = page.locator("[data-file-choice]").first
    assert choice.inner_text().split("\n") == ["Зураг, файл сонгох", "Сонгоогүй байна."]
    sent = [
        {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.7"} for name in ("irts.pdf", "tailan.pdf")
    ]
    keyboard.reach("#id_files")
    with page.expect_file_chooser(timeout=8_000) as opened:
        page.keyboard.press("Space")
    opened.value.set_files(sent)
    assert "irts.pdf, tailan.pdf" in choice.inner_text()
    assert visitor.fits()
