"""Bodies and addresses that are no text and no form: each is refused, and none breaks a page."""

from itertools import product

import pytest
from django.urls import reverse

from activities.models import Entry
from tests.factories.bad_input import NOT_TEXT
from tests.factories.forms import CONFIRMATIONS, FORMS, KEPT, things_to_write_on, who_sends, written
from tests.test_bad_input import everything_recorded

BROKEN = [b"\xff\xfe", b"\xd0", b"\xed\xa0\x80", b"\xc0\x80"]
"""A mark of another encoding, half a letter, a surrogate, a NUL in two bytes."""


@pytest.fixture
def things(draft_plan, adopted_plan, agreement, bold, khulan):
    return things_to_write_on(draft_plan, adopted_plan, agreement, bold)


@pytest.fixture
def browsers(client_of, bold, khulan, tuya):
    return {"bold": client_of(bold), "khulan": client_of(khulan), "tuya": client_of(tuya)}


@pytest.fixture
def client_at(browsers):
    """The browser of a person who may send this form."""
    return lambda name: browsers[who_sends(name)]


# bodies


def in_hexadecimal(content):
    return b"".join(b"%%%02X" % byte for byte in content)


def encoded(fields):
    return b"&".join(name.encode() + b"=" + in_hexadecimal(value) for name, value in fields.items())


def in_parts(fields):
    part = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    return b"".join(part % (name.encode(), value) for name, value in fields.items()) + b"--x--\r\n"


@pytest.mark.parametrize(
    ("made", "media_type"),
    [(encoded, "application/x-www-form-urlencoded"), (in_parts, "multipart/form-data; boundary=x")],
)
def test_bytes_that_are_no_text_are_refused_and_never_kept_as_something_else(
    things, client_at, case, made, media_type
):
    before = everything_recorded()
    for name, broken in product(FORMS, BROKEN):
        with case(name=name, broken=broken):
            plain = written(things, name).items()
            fields = {field: broken if value == KEPT else value.encode() for field, value in plain}
            address = reverse(name, args=things["at"][name])
            response = client_at(name).generic("POST", address, made(fields), media_type)
            assert response.status_code in {400, 422}
            assert everything_recorded() == before


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"a=1", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"a=1", "multipart/form-data"),
        (b"a=1", "multipart/form-data; boundary=\xd3\xa8"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"<xml/>", "text/xml"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_never_breaks_a_page(things, client_at, case, body, media_type):
    before = everything_recorded()
    for name in (*FORMS, *CONFIRMATIONS, "plans:language-choose", "account_login"):
        with case(name=name):
            address = reverse(name, args=things["at"].get(name, []))
            response = client_at(name).generic("POST", address, body, media_type)
            assert response.status_code < 500
            assert response.status_code != 302 or name in {"plans:language-choose", "account_login"}
            assert everything_recorded() == before


@pytest.mark.parametrize("form", [FORMS, ("plans:language-choose", "account_login")])
def test_a_body_of_too_many_fields_or_too_many_bytes_gets_the_page_that_says_so(things, client_at, form):
    many = b"&".join(b"f%d=1" % n for n in range(2_001))
    long = b"what_was_done=" + b"x" * (5 * 1024 * 1024 + 1)
    for name in form:
        for body in (many, long):
            address = reverse(name, args=things["at"].get(name, []))
            response = client_at(name).generic("POST", address, body, "application/x-www-form-urlencoded")
            assert response.status_code == 400, name
            assert "The request could not be read" in response.content.decode()


# addresses


@pytest.fixture
def addresses(things, adopted_plan, agreement):
    plan, line = [adopted_plan.pk], [things["line"].pk]
    places = things["at"] | {
        "activities:home": [],
        "activities:search": [],
        "activities:activity-list": [],
        "activities:activity-export": ["csv"],
        "activities:plan-activity-list": plan,
        "activities:plan-dashboard": plan,
        "activities:activity-detail": line,
        "activities:activity-history": line,
        "plans:agreement-list": [],
        "plans:agreement-detail": [agreement.pk],
        "plans:plan-list": [],
        "plans:plan-history": plan,
        "plans:account": [],
        "account_login": [],
        "account_reset_password": [],
        "mfa_index": [],
        "health": [],
    }
    return {name: reverse(name, args=place) for name, place in places.items()}


@pytest.mark.parametrize(
    "query", ["text=%00", "text=%FF", "%FF=1", "text=%ED%A0%80", "page=%C0%80", "objective=%D0", "next=%FE%FF"]
)
def test_an_address_that_is_no_text_is_refused(addresses, client_at, query):
    answers = {name: client_at(name).get(f"{address}?{query}") for name, address in addresses.items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 400)
    for answer in answers.values():
        assert "The request could not be read" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "objective=99999999999999999999",
        f"objective={'9' * 5_000}",
        "objective=%C2%B2",
        "objective=%D9%A1",
        f"page={'9' * 5_000}",
        f"text={'x' * 10_000}",
        f"state={'&state='.join(['planned'] * 500)}",
        "&".join(f"f{n}=1" for n in range(1_999)),
        "&".join(f"f{n}=1" for n in range(3_000)),
        "next=//evil.example",
        "sort=%2Dtitle%27%3B--",
        "text=%E2%80%AE%F0%9F%91%8D",
    ],
)
def test_an_odd_address_never_breaks_a_page(addresses, client_at, query):
    for name, address in addresses.items():
        response = client_at(name).get(f"{address}?{query}")
        assert response.status_code < 500, name
        assert "evil.example" not in response.get("Location", "")


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9" * 5_000, "-1", "1.5", "x", "%00", "%FF", "١"])
def test_a_number_that_is_no_thing_is_not_found(client_of, bold, number):
    client = client_of(bold)
    for place in (
        "activities/{}/",
        "plans/{}/",
        "plans/{}/activities/",
        "agreements/{}/history/",
        "evidence/{}/file/",
    ):
        assert client.get(f"/{place.format(number)}").status_code in {400, 404}, place


# sign-in and the switch of the language


@pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
@pytest.mark.parametrize("value", [*NOT_TEXT, "x" * 100_000, "a@b", "' or 1=1 --", "ө@example.org", ""])
def test_whatever_is_typed_at_the_door_it_stays_shut_without_an_error(client, db, name, value):
    response = client.post(reverse(name), {"login": value, "email": value, "password": value})
    assert response.status_code in {200, 302, 400, 429}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["xx", "", "mn\x00", "en" * 5_000, "../en"])
@pytest.mark.parametrize(
    "page", ["/plans/", "//evil.example", "/\\evil.example", "/\x00", "/x\r\nSet-Cookie: a=1", ""]
)
def test_the_switch_of_the_language_takes_only_a_language_and_stays_on_the_site(client_of, bold, language, page):
    response = client_of(bold).post(reverse("plans:language-choose"), {"language": language, "next": page})
    assert response.status_code in {302, 400}
    assert "//evil" not in response.get("Location", "")
    assert "\n" not in response.get("Location", "")
    bold.refresh_from_db()
    assert bold.language == "en"
    assert "django_language" not in response.cookies


def test_an_emoji_and_a_letter_of_two_parts_are_text_and_kept_as_typed(things, client_at):
    text = "Сайн 👍 e\u0301 ᠮᠣᠩᠭᠣᠯ \u180e ₮"
    name = "activities:entry-add"
    sent = written(things, name) | {"what_was_done": text}
    assert client_at(name).post(reverse(name, args=things["at"][name]), sent).status_code == 302
    assert Entry.objects.latest("logged_at").what_was_done == text
