"""Every address × every person; an address missing here fails."""

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.addresses import things_at_addresses

pytestmark = pytest.mark.pages

PEOPLE = ("anu", "bold", "chimeg", "ganaa", "khulan", "saraa", "tuya", "dorj")
ALL = dict.fromkeys(PEOPLE, 200)
PARTIES = ALL | {"dorj": 404}
WRITERS = PARTIES | {"chimeg": 403, "saraa": 403, "tuya": 403}
OF_HEADS_AND_ADMINISTRATORS = PARTIES | dict.fromkeys(("anu", "bold", "chimeg"), 403)
OF_ADMINISTRATORS = OF_HEADS_AND_ADMINISTRATORS | {"ganaa": 403, "khulan": 403}
POSTED_ONLY = dict.fromkeys(PEOPLE, 302)  # an act without a page of its own leads to the page it is made on
OF_POLICE = PARTIES | dict.fromkeys(("anu", "chimeg", "ganaa", "saraa", "tuya"), 403)
OF_OWN_POLICE = dict.fromkeys(PEOPLE, 404) | {"bold": 200, "khulan": 200, "chimeg": 403, "tuya": 403}

ACCESS = {  # 404: does not see it; 403: sees it, may not
    "activities:home": ALL,
    "activities:search": ALL,
    "activities:plan-dashboard": PARTIES,
    "activities:plan-activity-list": PARTIES,
    "activities:plan-activity-export": PARTIES,
    "activities:plan-entry-export": PARTIES,
    "activities:line-add": WRITERS,
    "activities:activity-list": ALL,
    "activities:activity-export": ALL,
    "activities:entry-export": ALL,
    "activities:activity-detail": PARTIES,
    "activities:line-edit": WRITERS,
    "activities:line-remove": WRITERS,
    "activities:activity-history": PARTIES,
    "activities:activity-confirm": POSTED_ONLY | {"dorj": 404},
    "activities:activity-differ": POSTED_ONLY | {"dorj": 404},
    "activities:rating-add": OF_POLICE,
    "activities:rating-confirm": POSTED_ONLY | {"dorj": 404},
    "activities:rating-differ": POSTED_ONLY | {"dorj": 404},
    "activities:comment-add": WRITERS,
    "activities:comment-answer": WRITERS,
    "activities:comment-resolve": POSTED_ONLY | {"dorj": 404},
    "activities:comment-reopen": POSTED_ONLY | {"dorj": 404},
    "activities:entry-add": OF_POLICE,
    "activities:entry-edit": OF_POLICE,
    "activities:entry-draft-reply": OF_POLICE,
    "activities:entry-open": OF_OWN_POLICE,
    "activities:entry-people": dict.fromkeys(PEOPLE, 404) | {"bold": 200, "khulan": 403},
    "activities:evidence-add": OF_POLICE,
    "activities:evidence-open": OF_OWN_POLICE,
    "activities:evidence-file": PARTIES,
    "activities:evidence-remove": OF_POLICE,
    "plans:agreement-list": ALL,
    "plans:agreement-detail": PARTIES,
    "plans:agreement-history": PARTIES,
    "plans:agreement-put-in-force": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agreement-end": OF_HEADS_AND_ADMINISTRATORS,
    "plans:plan-start": PARTIES | {"anu": 403, "bold": 403, "chimeg": 403},
    "activities:occasion-list": PARTIES,
    **{f"plans:{name}": OF_ADMINISTRATORS for name in ("occasion-add", "occasions-standard")},
    **{f"plans:occasion-{act}": OF_ADMINISTRATORS for act in ("edit", "retire", "take-up")},
    "plans:document-file": PARTIES,
    "plans:plan-list": ALL,
    "plans:plan-history": PARTIES,
    "plans:objective-add": WRITERS,
    "plans:objective-edit": WRITERS,
    "plans:objective-remove": WRITERS,
    "plans:history": ALL,
    "plans:history-verification": dict.fromkeys(PEOPLE, 404),  # 200 with a chain one may read
    "plans:history-heads": ALL,
    "plans:history-heads-file": ALL,
    "plans:history-trail": ALL,
    "plans:history-verifier": ALL,
    "plans:account": ALL,
    "plans:language-choose": POSTED_ONLY,
    "activities:plan-adoption": PARTIES,
    "activities:plan-closing": PARTIES,
    "activities:snapshot-list": PARTIES,
    "activities:snapshot-days": OF_HEADS_AND_ADMINISTRATORS,
    "activities:snapshot-detail": PARTIES,
    "activities:closing-open": POSTED_ONLY | {"dorj": 404},
    "activities:closing-decide": POSTED_ONLY | {"dorj": 404},
    "activities:closing-put-forward": POSTED_ONLY | {"dorj": 404},
    "activities:plan-put-forward": POSTED_ONLY | {"dorj": 404},
    "activities:plan-send": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-detail": PARTIES,
    "plans:proposal-consent": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-return": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-paper": POSTED_ONLY | {"dorj": 404},
    "plans:consent-take-back": POSTED_ONLY | {"dorj": 404},
    "plans:proposal-take-back": POSTED_ONLY | {"dorj": 404},
    "plans:act-scan": PARTIES,
    "activities:amendment-list": PARTIES,
    "activities:amendment-open": WRITERS,
    "activities:amendment-detail": PARTIES,
    "activities:amendment-put-forward": POSTED_ONLY | {"dorj": 404},
    "activities:amendment-drop": WRITERS,
    "activities:amendment-line-add": WRITERS,
    "activities:amendment-line-edit": WRITERS,
    "activities:amendment-change-remove": WRITERS,
    "activities:line-beyond-add": WRITERS,
    "activities:line-amend": WRITERS,
    "activities:line-postpone": WRITERS,
    "activities:line-withdraw": WRITERS,
    "activities:line-correct": PARTIES | dict.fromkeys(("anu", "bold", "chimeg", "saraa", "tuya"), 403),
    "activities:decision-detail": PARTIES,
    "plans:meeting-list": ALL,
    "plans:meeting-plan": ALL | dict.fromkeys(("anu", "bold", "chimeg", "dorj"), 403),
    "activities:meeting-detail": PARTIES,
    "plans:meeting-history": PARTIES,
    "plans:meeting-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:meeting-held": OF_HEADS_AND_ADMINISTRATORS,
    "plans:meeting-call-off": OF_HEADS_AND_ADMINISTRATORS,
    "plans:minutes-send": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agenda-item-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agenda-item-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:agenda-item-remove": OF_HEADS_AND_ADMINISTRATORS,
    "plans:attendee-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:attendee-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:attendee-remove": OF_HEADS_AND_ADMINISTRATORS,
    "plans:note-add": PARTIES | {"chimeg": 403},
    "plans:note-edit": dict.fromkeys(PEOPLE, 404) | dict.fromkeys(("khulan", "chimeg", "tuya"), 403) | {"bold": 200},
    "plans:decision-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:decision-list": ALL,
    "plans:decision-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:decision-remove": OF_HEADS_AND_ADMINISTRATORS,
    "plans:decision-history": PARTIES,
    "activities:decision-done": OF_POLICE | {"khulan": 200, "tuya": 200},
    "plans:decision-move": OF_POLICE | {"khulan": 200, "tuya": 200},
    "plans:decision-drop": PARTIES | dict.fromkeys(set(PEOPLE) - {"khulan", "dorj"}, 403),
    "plans:decision-take-up": OF_HEADS_AND_ADMINISTRATORS,
    "activities:recommendation-list": ALL,
    "activities:recommendation-export": ALL,
    "activities:recommendation-enter": ALL | {"chimeg": 403, "saraa": 403, "tuya": 403},
    "activities:recommendation-detail": PARTIES,
    "activities:recommendation-history": PARTIES,
    "activities:recommendation-edit": WRITERS | {"bold": 403, "khulan": 403},
    "activities:recommendation-repeat": WRITERS,
    "activities:recommendation-lines": WRITERS,
    "activities:recommendation-line-remove": OF_POLICE | {"khulan": 200},
    "activities:recommendation-evidence": WRITERS,
    "activities:recommendation-evidence-remove": OF_POLICE | {"khulan": 200},
    "activities:recommendation-file": PARTIES,
    "activities:reply-add": PARTIES | dict.fromkeys(set(PEOPLE) - {"khulan", "dorj"}, 403),
    "activities:assessment-add": PARTIES | dict.fromkeys(set(PEOPLE) - {"ganaa", "dorj"}, 403),
    "activities:meeting-pack": PARTIES,
    "activities:meeting-pack-freeze": POSTED_ONLY | {"dorj": 404},
    "plans:working-group-list": ALL,
    "plans:working-group-draft": ALL | dict.fromkeys(("anu", "bold", "chimeg", "dorj"), 403),
    "plans:working-group-detail": PARTIES,
    "plans:working-group-history": PARTIES,
    "plans:working-group-report": PARTIES,
    "plans:working-group-edit": OF_HEADS_AND_ADMINISTRATORS,
    "plans:working-group-set-up": OF_HEADS_AND_ADMINISTRATORS,
    "plans:working-group-term": OF_HEADS_AND_ADMINISTRATORS,
    "plans:working-group-end": OF_HEADS_AND_ADMINISTRATORS,
    "plans:group-member-add": OF_HEADS_AND_ADMINISTRATORS,
    "plans:group-member-edit": PARTIES | dict.fromkeys(set(PEOPLE) - {"khulan", "tuya", "dorj"}, 403),
}
OPEN_TO_ALL = {"plans:language-choose", "health"}


@pytest.fixture
def world(draft_plan, adopted_plan, agreement, anu, bold, khulan, npa, saraa):
    return things_at_addresses(draft_plan, adopted_plan, agreement, anu, bold, khulan, npa, saraa)


def own_addresses(patterns=None, namespace=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace in {"plans", "activities"}:
            yield from own_addresses(pattern.url_patterns, f"{pattern.namespace}:")
        elif isinstance(pattern, URLPattern) and namespace:
            yield namespace + pattern.name


def status_of(response):
    """The status of an answer read to its end, which closes its file."""
    response.getvalue()
    return response.status_code


def test_every_address_stands_in_the_table():
    assert set(own_addresses()) == set(ACCESS)


@pytest.mark.parametrize("person", PEOPLE)
def test_what_a_person_gets_at_every_address(person, world, client_of, request):
    client = client_of(request.getfixturevalue(person))
    got = {name: status_of(client.get(reverse(name, args=world.get(name, [])))) for name in ACCESS}
    assert got == {name: row[person] for name, row in ACCESS.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_who_may_not_open_a_form_may_not_send_it(person, world, client_of, request):
    client = client_of(request.getfixturevalue(person))
    refused = {name: row[person] for name, row in ACCESS.items() if row[person] in {403, 404}}
    got = {
        name: client.post(reverse(name, args=world.get(name, [])), {"form_key": uuid.uuid4()}).status_code
        for name in refused
    }
    assert {name: code for name, code in got.items() if code not in {403, 404, 405}} == {}


def test_who_is_signed_out_is_led_to_sign_in(world, client):
    for name in set(ACCESS) - OPEN_TO_ALL:
        response = client.get(reverse(name, args=world.get(name, [])))
        assert (response.status_code, "/accounts/login/" in response["Location"]) == (302, True), name


ACTS = sorted(name for name, row in ACCESS.items() if row["bold"] == 302 and name != "plans:language-choose")


def test_an_act_opened_by_its_address_leads_to_its_page_and_says_that_nothing_was_recorded(world, client_of, bold):
    client = client_of(bold)
    for name in ACTS:
        page = client.get(reverse(name, args=world[name]), headers={"Accept-Language": "en"}, follow=True)
        said = [message.level_tag for message in page.context["messages"]]
        assert (page.status_code, said, len(page.redirect_chain)) == (200, ["warning"], 1), name
        assert "Nothing was recorded just now." in page.text, name


def test_who_signs_in_again_comes_to_the_page_of_the_act_their_session_did_not_outlast(world, client, khulan):
    khulan.set_password("five plain words are enough")
    khulan.save()
    address = reverse("plans:proposal-consent", args=world["plans:proposal-consent"])
    asked = client.post(address, {"form_key": uuid.uuid4()})
    signed_in = {"login": khulan.email, "password": "five plain words are enough"}
    page = client.post(asked["Location"], signed_in | {"next": address}, follow=True)
    assert (page.status_code, page.redirect_chain[-1][0]) == (200, address.removesuffix("consent/"))
    assert [message.level_tag for message in page.context["messages"]][-1] == "warning"


def test_a_refused_act_names_the_page_it_is_made_on(world, client_of, khulan):
    address = reverse("plans:proposal-consent", args=world["plans:proposal-consent"])
    page = client_of(khulan).post(address, {"form_key": uuid.uuid4(), "digest": "0" * 64})
    assert (page.status_code, page.context["stands_at"]) == (409, address.removesuffix("consent/"))
    assert f'data-stands-at="{address.removesuffix("consent/")}"' in page.text


def test_no_form_is_taken_without_its_token(world, anu):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(anu, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name in ("activities:line-add", "plans:objective-add", "plans:language-choose"):
        assert client.post(reverse(name, args=world.get(name, []))).status_code == 403, name
