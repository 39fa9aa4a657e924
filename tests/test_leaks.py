"""
A compartment leaks nothing: twin databases, one with hidden things and one without, look the same to the other side.

Whatever the other side gets from any page, export, count, search, file and mail is the same byte for byte; tokens and
times aside. The last tests switch a guard off and see the difference.
"""

import io
import re
import zipfile
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Comment, Entry, EntryDetails, Evidence, Rating
from plans.models import (
    Chain,
    Compartment,
    CompartmentedQuerySet,
    Objective,
    Occasion,
    Proposal,
    fields,
    guards,
)
from plans.models.trail import ChainQuerySet
from tests.factories.hidden import HIDDEN_PROVINCE, HIDDEN_WORDS, JOINT_PROVINCE, Moments, Twin, twin
from tests.test_access import ACCESS

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)

MASKS = [
    # tokens and form keys; the moments of the trail are the same in both twins
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+'), rb"\1"),
    (re.compile(rb'("X-CSRFToken": ?")[^"]+'), rb"\1"),
    (re.compile(rb"(csrf[a-z-]*=\")[^\"]+"), rb"\1"),
    (re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), b""),
]
HEADERS = ("Content-Type", "Content-Disposition", "Location", "Content-Language")
SOUGHT = (*HIDDEN_WORDS, "сургалт", "hidden.pdf")
LISTS = [
    "",
    *(urlencode({"text": word}) for word in SOUGHT),
    *(f"{name}={value}" for name in ("people", "evidence", "overdue", "due_soon") for value in ("true", "false")),
    *(f"province={province}" for province in (HIDDEN_PROVINCE, JOINT_PROVINCE)),
    *(f"grade={grade}" for grade in ("100", "0", "not-due", "unrated")),
    *(f"state={state}" for state in ("planned", "in_progress", "reported_done", "confirmed")),
    *(f"sort={sort}" for sort in ("people", "-people", "evidence", "-evidence", "state")),
    "per_page=100&page=2",
]
FEW = LISTS[:4]
SHORT_WALK = re.compile(r"^/(plans/1/|activities/\d+/|history/trail\.jsonl|entries/\d+/edit/)?(\?|$)|(text|q)=")


@pytest.fixture
def moments(monkeypatch):
    return Moments(monkeypatch)


@pytest.fixture
def world(moments, settings, tmp_path):
    """The twin that is asked for, in an emptied database."""
    made = []

    def of(*, hiding: bool) -> Twin:
        made.append(hiding)
        settings.MEDIA_ROOT = tmp_path / f"media-{len(made)}"
        guards.lift(connection)
        call_command("flush", interactive=False, verbosity=0)
        mail.outbox.clear()
        return twin(moments, hiding=hiding)

    return of


def addresses(world: Twin, hidden: dict[str, list[int]]) -> list[str]:
    """Every address a person can open, for each thing there is and each that may be hidden."""
    entries = [*Entry.objects.joint().order_by("pk").values_list("pk", flat=True), *hidden["entries"]]
    evidence = [*Evidence.objects.joint().order_by("pk").values_list("pk", flat=True), *hidden["evidence"]]
    entries, evidence = sorted(set(entries)), sorted(set(evidence))
    comments = sorted({*Comment.objects.joint().values_list("pk", flat=True), *hidden["comments"]})
    of = {
        "entry": entries,
        "comment": comments,
        "evidence": evidence,
        "activity": [line.pk for line in world.lines],
        "line": [line.pk for line in world.lines],
        "agreement": [world.agreement.pk],
        "plan": [world.plan.pk],
        "occasion": list(Occasion.objects.values_list("pk", flat=True))[:2],
        "snapshot": [world.plan.pk],
        "rating": list(Rating.objects.values_list("pk", flat=True)),
        "objective": list(Objective.objects.values_list("pk", flat=True)),
        "proposal": list(Proposal.objects.values_list("pk", flat=True)),
    }
    by_name = {
        "activities:entry-add": of["line"],
        "activities:comment-add": of["line"],
        "activities:line-add": of["plan"],
        "activities:evidence-add": of["entry"],
        "activities:line-amend": of["line"],
        "activities:line-correct": of["line"],
        "activities:closing-open": of["plan"],
        "plans:plan-start": of["agreement"],
        **{f"{name}": of["agreement"] for name in ("activities:occasion-list", "plans:occasions-standard")},
        "plans:occasion-add": of["agreement"],
        "plans:objective-add": of["plan"],
        "plans:act-scan": [1],
        "plans:document-file": [1],
        "activities:rating-add": of["line"],
        "plans:consent-take-back": of["proposal"],
    }
    found = []
    for name in ACCESS:
        if name in {"activities:activity-list", "plans:history"}:
            continue
        keys = by_name.get(name) or of.get(name.partition(":")[2].partition("-")[0], [1])
        if name.endswith("-export"):
            place, csv = ([world.plan.pk], FEW) if "plan-" in name else ([], LISTS)
            for form, queries in (("csv", csv), ("xlsx", FEW)):
                found += [f"{reverse(name, args=[*place, form])}?{query}" for query in queries]
        else:
            found += [address_of(name, key) for key in keys]
    found += [f"{reverse('activities:activity-list')}?{query}" for query in LISTS]
    found += [f"{reverse('activities:search')}?{urlencode({'q': word})}" for word in SOUGHT]
    found += [f"{reverse('activities:plan-activity-list', args=of['plan'])}?{query}" for query in FEW]
    return list(dict.fromkeys(found + trail_addresses(world, hidden)))


def address_of(name: str, key: int) -> str:
    """The first number of an address is the thing's; another, of an amendment or a change in it, is the first."""
    route = route_of(name)
    periods = ["half-year"] * route.count("<slug:period>")
    return reverse(name, args=[*[key, 1, 1][: route.count("<int:")], *periods])


def route_of(name: str) -> str:
    from django.urls import get_resolver

    namespace, _colon, plain = name.partition(":")
    for resolver in get_resolver().url_patterns:
        if getattr(resolver, "namespace", None) == namespace:
            for pattern in resolver.url_patterns:
                if pattern.name == plain:
                    return str(pattern.pattern)
    raise LookupError(name)


def trail_addresses(world: Twin, hidden: dict[str, list[int]]) -> list[str]:
    """The history by every filter, each chain by name, and heads of hidden chains held against the trail."""
    names = ["agreement:1", *(f"agency:{key}" for key in (1, 2, 3)), *(f"circle:{key}" for key in hidden["circles"])]
    filters = [
        *(
            f"type={label}"
            for label in ("activities.entry", "activities.evidence", "activities.comment", "plans.circle")
        ),
        *(f"verb={verb}" for verb in ("entry.logged", "entry.opened", "entry.told", "evidence.added", "circle.named")),
        *(f"verb=comment.{act}" for act in ("added", "answered", "resolved", "reopened")),
        *(f"person={person.pk}" for person in world.own.values()),
        *(f"agency={key}" for key in (1, 2)),
        *(urlencode({"record": name}) for name in names),
        "page=2",
        "since=2026-06-01&until=2026-06-02",
    ]
    history = reverse("plans:history")
    found = [history, *(f"{history}?{query}" for query in filters)]
    for name in ("plans:history-verification", "plans:history-trail"):
        found += [f"{reverse(name)}?{urlencode({'chain': chain})}" for chain in names]
    heads = reverse("plans:history-heads")
    return found + [f"{heads}?{urlencode({'kept': line})}" for line in hidden["heads"]]


def administration(world: Twin, hidden: dict[str, list[int]]) -> list[str]:
    """Every list, form and history of the administration, and a search for what is hidden."""
    found = [reverse("admin:index")]
    for model, of_model in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
        if of_model.search_fields:
            found += [f"{reverse(f'{base}_changelist')}?{urlencode({'q': word})}" for word in HIDDEN_WORDS]
        if "compartment" in of_model.list_filter:
            found += [f"{reverse(f'{base}_changelist')}?compartment__exact={one}" for one in Compartment]
        for key in keys_of(model, hidden):
            found += [reverse(f"{base}_{page}", args=[key]) for page in ("change", "history")]
    return found


def keys_of(model: type[Model], hidden: dict[str, list[int]]) -> list[int]:
    """Of each thing there is, and of each that may be hidden."""
    if model is Comment:
        return sorted({*Comment.objects.joint().values_list("pk", flat=True), *hidden["comments"]})
    if model is not Entry and not issubclass(model, EntryDetails):
        return list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    joint = set(Entry.objects.joint().values_list("pk", flat=True))
    there = set(model._base_manager.values_list("pk", flat=True)) & joint
    return sorted(there | set(hidden["entries"]))


def masked(content: bytes) -> bytes:
    for pattern, left in MASKS:
        content = pattern.sub(left, content)
    return content


def parts_of(content: bytes) -> dict[str, bytes] | bytes:
    """The parts of a spreadsheet without the moment it was written at; any other answer as it is."""
    if not content.startswith(b"PK\x03\x04"):
        return masked(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def answers(world: Twin, hidden: dict[str, list[int]], readers: dict[str, tuple[str, ...]], walk: re.Pattern) -> dict:
    """Everything these people get on their walk, and every mail that went to their side."""
    got = {}
    for name, languages in readers.items():
        client = Client()
        client.force_login(world.readers[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        places = addresses(world, hidden) + (administration(world, hidden) if name == "administrator" else [])
        for language in languages:
            for address in filter(walk.search, places):
                response = client.get(address, headers={"Accept-Language": language})
                got[name, language, address] = (
                    response.status_code,
                    [response.get(header) for header in HEADERS],
                    parts_of(response.getvalue()),
                )
    to_them = {reader.email for reader in world.readers.values()}
    got["mails"] = [(one.to, one.subject, one.body) for one in mail.outbox if to_them & set(one.to)]
    return got


def differing(world, readers: dict[str, tuple[str, ...]], walk: re.Pattern = re.compile("")) -> list:
    """Where the twins differ for these people."""
    with_hidden = world(hiding=True)
    hidden = with_hidden.hidden | {"heads": [chain.checkpoint for chain in Chain.objects.filter(kind="circle")]}
    first = answers(with_hidden, hidden, readers, walk)
    assert HIDDEN_WORDS[0] in Entry.objects.hidden().first().what_was_done
    without = world(hiding=False)
    assert not Entry.objects.hidden().exists()
    second = answers(without, hidden, readers, walk)
    return [key for key in {**first, **second} if first.get(key) != second.get(key)]


@pytest.mark.parametrize(
    "readers",
    [
        {"staff": ("mn",)},
        pytest.param({"head": ("en",), "observer": ("mn",)}, marks=pytest.mark.pages),
        pytest.param({"administrator": ("en",), "stranger": ("mn",)}, marks=pytest.mark.pages),
    ],
    ids=["staff", "head and observer", "administrator and stranger"],
)
def test_the_other_side_gets_the_same_from_a_record_with_hidden_things_and_from_one_without(world, readers):
    assert differing(world, readers) == []


def test_the_twins_hide_enough_to_be_found(world):
    hiding = world(hiding=True)
    assert min(len(keys) for keys in hiding.hidden.values()) >= 2
    client = Client()
    client.force_login(hiding.own["staff"], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("activities:activity-list"), {"text": HIDDEN_WORDS[0]}).content.decode()
    assert "Сургалт 2" in page
    assert HIDDEN_WORDS[0] in client.get(hiding.lines[1].get_absolute_url()).content.decode()
    assert Activity.objects.get(pk=hiding.lines[1].pk).state == "planned"


def everything(queryset, *args):
    return queryset.all()


@pytest.mark.pages
@pytest.mark.parametrize(
    ("holder", "name", "instead"),
    [
        (CompartmentedQuerySet, "in_reach_of", everything),
        (CompartmentedQuerySet, "joint", everything),
        (ChainQuerySet, "visible_to", everything),
    ],
    ids=["reach", "joint figures", "chains"],
)
def test_with_a_guard_off_the_difference_is_found(world, monkeypatch, holder, name, instead):
    monkeypatch.setattr(holder, name, instead)
    assert differing(world, {"staff": ("mn",)}, SHORT_WALK) != []


@pytest.mark.pages
def test_with_keys_in_a_sequence_the_gap_is_found(world, monkeypatch):
    made = iter(range(1, 10_000))
    monkeypatch.setattr(fields, "random_key", lambda: next(made))
    assert differing(world, {"staff": ("mn",)}, SHORT_WALK) != []
