"""The trail of all a person may read: filtered by the address, in words, and whether it holds."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.actions.activities import LineParts, add_line
from activities.models import Activity, Kind
from plans import trail
from plans.actions.annual_plans import add_objective, edit_objective
from plans.actions.people import add_person, choose_language, edit_department
from plans.models import Chain, Objective, TrailEntry, User, guards
from plans.verification import Checkpoint, parse_heads
from plans.views import trail as views
from tests.factories import AgreementFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

HISTORY = reverse("plans:history")


@pytest.fixture
def objective(draft_plan, anu):
    """Added by Anu, changed by Bold on the next day."""
    with time_machine.travel("2026-11-24T02:00:00Z", tick=False):
        objective = add_objective(
            Objective(plan=draft_plan, number=1, title_mn="Зорилт", title_en="Objective"), by=anu
        )
    return objective


@pytest.fixture
def trail_of_four(objective, draft_plan, anu, bold):
    with time_machine.travel("2026-11-25T02:00:00Z", tick=False):
        edit_objective(objective, by=bold, version=1, changes={"number": 2})
        line = Activity(
            plan=draft_plan, objective=objective, kind=Kind.TRAINING, title_mn="Сургалт", lead=anu.department
        )
        add_line(line, by=bold, parts=LineParts())
        choose_language(anu, "mn")
        choose_language(anu, "en")
    return list(TrailEntry.objects.order_by("pk"))


@pytest.fixture
def page_of(client_of):
    def get(person, query="", address=HISTORY, **headers):
        return client_of(person).get(f"{address}?{query}", headers=headers)

    return get


@pytest.fixture
def unguarded(trail_of_four):
    guards.lift(connection)
    yield
    guards.lay(connection)


def acts(response):
    return [line.act for line in response.context["lines"]]


def words(response):
    return " ".join(response.content.decode().split())


# what one reads


def test_it_shows_what_one_may_read_newest_first_and_no_more(trail_of_four, page_of, anu, bold, dorj):
    joint = ["added the line", "changed the objective", "added the objective"]
    assert acts(page_of(bold)) == joint
    assert acts(page_of(anu)) == ["chose the language", "chose the language", *joint]
    assert acts(page_of(dorj)) == []


def test_who_has_nothing_to_read_is_told_so(page_of, dorj):
    assert "Nothing is recorded that fits" in words(page_of(dorj))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("type=plans.objective", 2),
        ("type=activities.activity", 1),
        ("type=plans.user", 0),
        ("verb=objective.added", 1),
        ("person={bold.pk}", 2),
        ("person={anu.pk}", 1),
        ("agency={npa.pk}", 2),
        ("since=2026-11-25", 2),
        ("until=2026-11-24", 1),
        ("since=2026-11-24&until=2026-11-24", 1),
        ("record=agreement:{agreement.pk}", 3),
        ("type=plans.objective&person={bold.pk}", 1),
    ],
)
def test_the_address_narrows_it(trail_of_four, page_of, query, count, anu, bold, npa, agreement):
    address = query.format(anu=anu, bold=bold, npa=npa, agreement=agreement)
    assert len(acts(page_of(bold, address))) == count


@pytest.mark.parametrize(
    "query",
    [
        "type=plans.nothing",
        "verb=x",
        "person=abc",
        "person=999999999999999999999",
        "agency=-1",
        "since=2026-02-30",
        "since=0001-01-01",
        "until=9999-12-31",
        "record=agency:999",
        "record=agreement:1 OR 1=1",
        "page=99999999",
        "page=-1",
        "page=x",
        "person=1&person=2",
    ],
)
def test_odd_addresses_are_answered_with_a_page(trail_of_four, page_of, bold, query):
    assert page_of(bold, query).status_code == 200


def test_nobody_filters_by_people_or_records_they_may_not_see(trail_of_four, page_of, bold, anu, nhrcm, dorj):
    response = page_of(dorj, f"person={anu.pk}")
    assert acts(response) == []
    assert anu.short_name not in words(response)
    assert f'value="agency:{nhrcm.pk}"' not in words(page_of(bold))


def test_a_chip_says_what_is_in_force_and_takes_it_away(trail_of_four, page_of, bold):
    response = page_of(bold, f"person={bold.pk}&verb=objective.changed")
    chips = {chip["label"]: chip["href"] for chip in response.context["filter"].chips()}
    assert chips == {
        "Act: Changed the objective": f"?person={bold.pk}",
        f"Person: {bold.short_name}, NPA": "?verb=objective.changed",
    }


def test_a_filter_by_script_gets_the_results_alone(trail_of_four, page_of, bold):
    response = page_of(bold, "verb=objective.added", **{"HX-Request": "true"})
    assert "<html" not in words(response)
    assert acts(response) == ["added the objective"]


def test_it_comes_in_pages_that_keep_the_filter(objective, page_of, bold, anu):
    for number in range(2, 60):
        edit_objective(objective, by=anu, version=objective.version, changes={"number": number})
    response = page_of(bold, "verb=objective.changed&page=2")
    assert len(acts(response)) == 25
    assert "verb=objective.changed&amp;page=3" in words(response)


def test_it_counts_no_further_than_pages_are_turned(objective, page_of, bold, anu, monkeypatch):
    monkeypatch.setattr(views.BoundedPaginator, "MOST", 30)
    for number in range(2, 60):
        edit_objective(objective, by=anu, version=objective.version, changes={"number": number})
    response = page_of(bold)
    assert "More than 30 entries" in words(response)
    assert response.context["page_obj"].paginator.num_pages == 2


def test_no_number_on_the_page_tells_of_what_others_keep_to_themselves(draft_plan, objective, page_of, anu, bold):
    def page():
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words(page_of(bold)))

    before = page()
    edit_department(anu.department, by=anu, version=1, changes={"name_en": "Secret unit"})
    add_person(User(email="secret@example.org", given_name="Нууц", agency=anu.agency), by=anu)
    choose_language(anu, "mn")
    assert page() == before


def test_the_navigation_leads_there(page_of, bold):
    assert f'href="{HISTORY}" aria-current="page"' in words(page_of(bold)).replace("  ", " ")


# whether it holds


def test_it_says_that_every_chain_one_may_read_holds(trail_of_four, page_of, bold, anu):
    assert words(page_of(bold)).count("Holds") == 1
    assert words(page_of(anu)).count("Holds") == 2


def test_it_says_where_a_chain_is_broken_and_only_to_those_who_may_read_it(unguarded, page_of, bold, anu):
    TrailEntry.objects.filter(chain__kind="agency", sequence=1).update(verb="person.changed")
    assert "Broken" not in words(page_of(bold))
    assert "Entry 1: Its text was changed" in words(page_of(anu))
    TrailEntry.objects.filter(chain__kind="agreement", sequence=2).delete()
    assert "Entry 2: An entry is missing before entry 3." in words(page_of(bold))


def test_only_the_newest_are_checked_on_the_way_and_all_where_it_is_asked(unguarded, page_of, bold, monkeypatch):
    monkeypatch.setattr(views, "NEWEST", 2)
    TrailEntry.objects.filter(chain__kind="agreement", sequence=1).update(verb="objective.removed")
    chain = Chain.objects.get(kind="agreement")
    assert "Broken" not in words(page_of(bold))
    address = reverse("plans:history-verification")
    assert "Entry 1: Its text was changed" in words(page_of(bold, f"chain={chain}", address))


def test_a_long_chain_is_walked_a_stretch_at_a_time(trail_of_four, page_of, bold, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 2)
    chain, address = Chain.objects.get(kind="agreement"), reverse("plans:history-verification")
    first = page_of(bold, f"chain={chain}", address)
    assert "Up to entry 2 of 3 it holds." in words(first)
    second = page_of(bold, f"chain={chain}&after={first.context['walk'].reached}", address)
    assert "All 3 entries follow one another" in words(second)


@pytest.mark.parametrize("after", ["x", "agreement:1 1 " + "0" * 64, "agreement:1 99 " + "0" * 64])
def test_a_stretch_begins_only_at_a_place_of_the_chain(trail_of_four, page_of, bold, after):
    chain = Chain.objects.get(kind="agreement")
    query = f"chain={chain}&after={after.replace('agreement:1', str(chain))}"
    assert page_of(bold, query, reverse("plans:history-verification")).status_code == 404


def test_nobody_verifies_or_downloads_a_chain_they_may_not_read(trail_of_four, page_of, bold, anu, dorj, nhrcm):
    for name in ("plans:history-verification", "plans:history-trail"):
        address = reverse(name)
        assert page_of(anu, f"chain=agency:{nhrcm.pk}", address).status_code == 200
        for person in (bold, dorj):
            assert page_of(person, f"chain=agency:{nhrcm.pk}", address).status_code == 404
        assert page_of(bold, "chain=agency:999", address).status_code == 404


# the heads


def test_the_heads_of_today_are_shown_and_downloaded(trail_of_four, page_of, anu, bold, agreement, nhrcm):
    address = reverse("plans:history-heads")
    shown = words(page_of(anu, address=address))
    downloaded = parse_heads(page_of(anu, address=reverse("plans:history-heads-file")).content.decode())
    assert {str(one) for one in downloaded} == {chain.checkpoint for chain in Chain.objects.all()}
    assert all(str(one) in shown for one in downloaded)
    others = parse_heads(page_of(bold, address=reverse("plans:history-heads-file")).content.decode())
    assert [one.chain for one in others] == [f"agreement:{agreement.pk}"]


def test_reading_and_downloading_leave_no_entry(trail_of_four, page_of, bold):
    for name in ("history", "history-heads", "history-heads-file", "history-trail", "history-verifier"):
        page_of(bold, address=reverse(f"plans:{name}")).getvalue()
    assert TrailEntry.objects.count() == len(trail_of_four)


def test_heads_kept_earlier_are_held_against_the_chains(unguarded, page_of, bold, anu):
    chain, address = Chain.objects.get(kind="agreement"), reverse("plans:history-heads")
    kept = TrailEntry.objects.get(chain=chain, sequence=2).checkpoint
    response = page_of(bold, f"kept={kept}", address)
    assert [one.reason for one in response.context["held"]] == [""]
    forged = Checkpoint(str(chain), 2, "ab" * 32)
    own = Chain.objects.get(kind="agency").checkpoint
    response = page_of(bold, f"kept={forged}%0A{own}%0A{chain}+99+{'0' * 64}", address)
    assert [one.reason for one in response.context["held"]] == [
        "Another entry stands at this place: the chain was written anew.",
        "There is no such chain.",
        "The chain has only 3 entries.",
    ]


@pytest.mark.parametrize("kept", ["", "agreement:1 3", "%23 a word", "0" * 9_000, "x%00y"])
def test_what_is_no_checkpoint_is_said_to_be_none(page_of, bold, kept):
    response = page_of(bold, f"kept={kept}", reverse("plans:history-heads"))
    assert response.status_code in {200, 400}
    assert response.status_code == 400 or response.context["form"].errors


def test_no_more_checkpoints_than_a_page_checks(page_of, bold):
    lines = "%0A".join(f"agreement:1 {place} {'0' * 64}" for place in range(60))
    assert "At most 50" in words(page_of(bold, f"kept={lines}", reverse("plans:history-heads")))


def test_the_checkpoint_of_the_joint_trail_is_printed_at_the_foot_of_a_plan(objective, adopted_plan, page_of, bold):
    chain = Chain.objects.get(kind="agreement")
    assert chain.checkpoint in words(page_of(bold, address=adopted_plan.get_absolute_url()))


# how often it asks, how long it takes


def grown(objective, person, count):
    changes = [(objective, {"number": [place, place + 1]}) for place in range(count)]
    trail.append_all(changes, "objective.changed", by=person)


def test_it_asks_as_often_for_many_entries_as_for_few(client_of, objective, anu, bold):
    client = client_of(bold)

    def asked(query):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{HISTORY}?{query}").status_code == 200
        return len(queries)

    queries = ["", f"person={anu.pk}&verb=objective.changed", "type=plans.objective&since=2020-01-01&page=2"]
    grown(objective, anu, 40)
    few = [asked(query) for query in queries]
    grown(objective, anu, 2_000)
    for _place in range(3):
        other = AgreementFactory(parties=[anu.agency, bold.agency])
        add_objective(Objective(plan=PlanFactory(agreement=other, year=2027), number=1, title_mn="Зорилт"), by=anu)
    assert [asked(query) for query in queries] == few
    assert max(few) <= 10


def test_entries_of_a_day_are_found_by_the_days_of_the_country(objective, page_of, bold, anu):
    with time_machine.travel("2026-11-25T17:00:00Z", tick=False):
        edit_objective(objective, by=anu, version=1, changes={"number": 2})
    assert timezone.localdate(TrailEntry.objects.latest("pk").at) == date(2026, 11, 26)
    assert len(acts(page_of(bold, "since=2026-11-26"))) == 1
    assert len(acts(page_of(bold, f"until={date(2026, 11, 26) - timedelta(days=1)}"))) == 1
