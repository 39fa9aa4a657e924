"""What the pages and mails of sign-in say in Mongolian, and which word stands for which thing."""

import re
from html import unescape
from pathlib import Path

import allauth
import django
import polib
import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import translation

from mou_tracker.templatetags.browsers import browser

pytestmark = pytest.mark.pages

CATALOGUE = Path(__file__).resolve().parent.parent / "mou_tracker/locale/mn/LC_MESSAGES/django.po"
PASSWORD = "five plain words are enough"
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}[,;:]? +[A-Za-z]{2,}")
NAMES = ("MOU Tracker", "Chrome, Windows")

PAGES = [
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]
ENTRANCES = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]

GLOSSARY = {
    "annual plan": "жилийн төлөвлөгөө",
    "Activity": "үйл ажиллагаа",
    "Objective": "зорилт",
    "indicator": "шалгуур үзүүлэлт",
    "baseline": "суурь түвшин",
    "clause": "заалт",
    "Signed": "гарын үсэг зурсан",
    "Sign in": "нэвтрэх",
    "Sign out": "гарах",
    "You have signed out.": "та системээс гарлаа.",
    "E-mail": "имэйл",
    "Email": "имэйл",
    "Password": "нууц үг",
    "Change password": "нууц үг солих",
    "New password": "шинэ нууц үг",
    "New Password": "шинэ нууц үг",
    "Current Password": "одоогийн нууц үг",
    "Forgot your password?": "нууц үгээ мартсан уу?",
    "Save": "хадгалах",
    "Cancel": "болих",
    "Add": "нэмэх",
    "Edit": "засварлах",
    "Download": "татах",
    "See": "харах",
    "Home": "нүүр",
    "Are you sure?": "итгэлтэй байна уу?",
}
"""Terms the two agencies use themselves; a page that says one otherwise sends its reader looking for another thing."""


def english_in(text: str) -> list[str]:
    """Runs of two Latin words and more that are no name and no address."""
    text = re.sub(r"(?s)<(script|style|svg).*?</\1>|<[^>]+>", "\n", text)
    text = re.sub(r"\S+@\S+|https?://\S+", "", unescape(text))
    for name in NAMES:
        text = text.replace(name, "")
    return ENGLISH.findall(text)


def signed_in_lately(client, person):
    """Typed the password just now, as the pages of the second factor ask."""
    person.set_password(PASSWORD)
    person.language = "mn"
    person.save()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, HTTP_USER_AGENT=CHROME)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def ask_for_a_new_password(client, email) -> str:
    client.post(reverse("account_reset_password"), {"email": email})
    return mail.outbox[-1].body


def sources_of_packages() -> list[Path]:
    return [
        path
        for package in (django, allauth)
        for path in Path(package.__file__).parent.rglob("*")
        if path.suffix in {".py", ".html", ".txt"} and "locale" not in path.parts
    ]


def templated(msgid: str) -> str:
    """%(name)s as a template writes it."""
    return re.sub(r"%\((\w+)\)s", r"{{ \1 }}", msgid)


@pytest.fixture(autouse=True)
def in_mongolian():
    with translation.override("mn"):
        yield


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_ones_own_settings_says_english(client, anu, page):
    signed_in_lately(client, anu)
    if page in {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_list_webauthn"}:
        Authenticator.objects.create(user=anu, type=Authenticator.Type.TOTP, data={"secret": "x"})
        Authenticator.objects.create(
            user=anu, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
        )
    response = client.get(reverse(page))
    assert response.status_code == 200
    assert english_in(response.content.decode()) == []


@pytest.mark.parametrize("page", ENTRANCES)
def test_no_page_before_signing_in_says_english(client, db, page):
    response = client.get(reverse(page))
    assert response.status_code == 200
    assert english_in(response.content.decode()) == []


def test_the_second_step_of_signing_in_says_no_english(client, anu):
    Authenticator.objects.create(user=anu, type=Authenticator.Type.TOTP, data={"secret": "x"})
    signed_in_lately(client, anu)
    response = client.get(reverse("mfa_authenticate"))
    assert response.status_code == 200
    assert english_in(response.content.decode()) == []


@pytest.mark.parametrize("password", ["password", "anu", "1234567890"])
def test_a_weak_password_is_refused_in_mongolian(client, anu, password):
    signed_in_lately(client, anu)
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": "other", "password1": password, "password2": f"{password}x"},
    )
    assert response.status_code == 200
    assert english_in(response.content.decode()) == []


def test_the_heading_is_the_link_that_opened_the_page(client, anu):
    signed_in_lately(client, anu)
    settings_page = client.get(reverse("plans:account")).content.decode()
    for page in ("account_change_password", "mfa_index", "usersessions_list"):
        heading = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", client.get(reverse(page)).content.decode(), re.DOTALL)
        link = re.search(rf'<a href="{reverse(page)}">(.*?)</a>', settings_page, re.DOTALL)
        assert heading[1] == re.sub(r"(?s)<svg.*?</svg>", "", link[1]).strip()


def test_sessions_name_browser_and_system_not_what_the_browser_sends(client, anu):
    signed_in_lately(client, anu)
    page = client.get(reverse("usersessions_list"), HTTP_USER_AGENT=CHROME).content.decode()
    assert "Chrome, Windows" in page
    assert "Mozilla" not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (CHROME, "Chrome, Windows"),
        (f"{CHROME} Edg/126.0.0.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/17.5 Safari/605.1.15", "Safari, macOS"),
        ("curl/8", "тодорхойгүй хөтөч"),
        ("", "тодорхойгүй хөтөч"),
    ],
)
def test_a_browser_is_said_in_words(sent, said):
    assert browser(sent) == said


def test_whoever_signs_out_left_the_system(client, anu):
    signed_in_lately(client, anu)
    assert "Та системээс гарлаа." in client.post(reverse("account_logout"), follow=True).content.decode()


def test_the_mail_for_a_new_password_names_the_product_and_no_address_of_a_machine(client, anu):
    body = ask_for_a_new_password(client, anu.email)
    assert mail.outbox[0].subject == "MOU Tracker: Шинэ нууц үг"
    assert "MOU Tracker" in body
    assert "testserver-" not in body
    assert english_in(body) == []


def test_an_address_nobody_signs_in_with_is_sent_to_the_administrator_not_to_sign_up(client, db):
    body = ask_for_a_new_password(client, "stranger@example.mn")
    assert "админ" in body
    assert "signup" not in body
    assert english_in(body) == []


def test_the_link_of_the_mail_leads_to_a_new_password_and_back_to_sign_in(client, anu):
    body = ask_for_a_new_password(client, anu.email)
    link = re.search(r"https?://\S+/key/\S+", body)[0]
    form = client.get(link, follow=True)
    page = form.content.decode()
    assert english_in(page) == []
    assert re.search(rf'class="button"\s+href="{reverse("account_login")}"', page)
    chosen = client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert f'href="{reverse("account_login")}"' in chosen.content.decode()
    assert english_in(chosen.content.decode()) == []
    spent = client.get(link, follow=True).content.decode()
    assert reverse("account_reset_password") in spent
    assert english_in(spent) == []


def test_the_mail_about_a_changed_password_says_where_from_in_words(client, anu):
    signed_in_lately(client, anu)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": f"{PASSWORD} now", "password2": f"{PASSWORD} now"},
        HTTP_USER_AGENT=CHROME,
    )
    assert [message.subject for message in mail.outbox] == ["MOU Tracker: Нууц үг солигдлоо"]
    assert "Chrome, Windows" in mail.outbox[0].body
    assert english_in(mail.outbox[0].body) == []


def test_every_word_of_our_catalogue_wins_over_djangos_and_allauths():
    lost = []
    for entry in polib.pofile(str(CATALOGUE)).translated_entries():
        if entry.msgid_plural:
            said = [translation.ngettext(entry.msgid, entry.msgid_plural, count) for count in (1, 2)]
        elif entry.msgctxt:
            said = [translation.pgettext(entry.msgctxt, entry.msgid)]
        else:
            said = [translation.gettext(entry.msgid)]
        if said != (list(entry.msgstr_plural.values()) or [entry.msgstr]):
            lost.append(entry.msgid)
    assert lost == []


def test_every_string_put_right_is_still_one_of_django_or_allauth():
    """One they have reworded since is shown as theirs again, and nobody would notice."""
    entries = polib.pofile(str(CATALOGUE))
    ours = [e.msgid for e in entries if ("mou_tracker/django_strings.py", "") in e.occurrences]
    source = re.sub(r"\\n|\s+", " ", "".join(path.read_text() for path in sources_of_packages()))
    joined = re.sub(r"[\"'] [\"']", "", source)
    assert len(ours) > 50
    assert [text for text in ours if text not in joined and templated(text) not in joined] == []


@pytest.mark.parametrize("msgid", GLOSSARY)
def test_the_catalogue_says_the_term_of_the_agencies(msgid):
    entries = {entry.msgid.casefold(): entry.msgstr.casefold() for entry in polib.pofile(str(CATALOGUE))}
    assert entries[msgid.casefold()] == GLOSSARY[msgid]


def test_one_word_for_the_second_factor():
    assert [entry.msgid for entry in polib.pofile(str(CATALOGUE)) if "хүчин зүйл" in entry.msgstr.casefold()] == []


@pytest.mark.parametrize("model", ["agency", "department", "user", "agreement", "annualplan"])
def test_the_administration_puts_no_bare_ending_behind_a_hyphen(client_of, tuya, model):
    tuya.language = "mn"
    tuya.save()
    tuya_at_work = client_of(tuya)
    for page in ("changelist", "add"):
        response = tuya_at_work.get(reverse(f"admin:plans_{model}_{page}"))
        if response.status_code == 200:
            assert not re.search(r"\w-(г|ийг|ыг)\b", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_the_administration_counts_people_in_the_singular(client_of, tuya):
    tuya.language = "mn"
    tuya.save()
    page = client_of(tuya).get(reverse("admin:plans_user_changelist")).content.decode()
    counted = re.search(r'<p class="paginator">(.*?)</p>', page, re.DOTALL)[1]
    assert counted.split() == ["1", "хүн"]
