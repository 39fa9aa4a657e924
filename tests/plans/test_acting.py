"""Who stands in for a head: entered with the order by an administrator, ended by itself or early."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from plans.access import acts_as_head
from plans.actions.acting import add_acting, end_acting
from plans.models import ActingAuthority, ChainKind, Role, TrailEntry
from plans.workflow import MoveRefused
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def order(npa, bold, khulan):
    """Bold acts for Khulan, today and until a week from now."""

    def written(**fields):
        plain = {
            "agency": npa,
            "person": bold,
            "head": khulan,
            "from_on": day(0),
            "until_on": day(7),
            "order_number": "Б/7",
        }
        return ActingAuthority(**plain | fields)

    return written


def refused(acting, by, field):
    with pytest.raises(ValidationError) as error:
        add_acting(acting, by=by)
    assert field in error.value.error_dict
    assert not ActingAuthority.objects.filter(order_number=acting.order_number).exists()


# the term


def test_it_gives_the_right_of_a_head_from_its_first_day_to_its_last(order, tuya, bold, settings):
    import time_machine

    assert not acts_as_head(bold)
    add_acting(order(from_on=day(1), until_on=day(3)), by=tuya)
    for offset, acts in ((0, False), (1, True), (3, True), (4, False)):
        with time_machine.travel(timezone.now() + timedelta(days=offset), tick=False):
            assert acts_as_head(bold) is acts, offset


def test_it_is_ended_early_and_at_once(order, tuya, bold):
    acting = add_acting(order(), by=tuya)
    end_acting(acting, by=tuya)
    assert not acts_as_head(bold)
    with pytest.raises(MoveRefused, match="over already"):
        end_acting(acting, by=tuya)


def test_after_an_early_end_another_may_act(order, tuya, npa):
    end_acting(add_acting(order(), by=tuya), by=tuya)
    other = UserFactory(agency=npa)
    add_acting(order(person=other, order_number="Б/8"), by=tuya)
    assert acts_as_head(other)


def test_it_can_be_ended_whatever_became_of_the_two(order, tuya, bold, khulan, nhrcm):
    acting = add_acting(order(), by=tuya)
    type(khulan).objects.filter(pk=khulan.pk).update(role=Role.STAFF)
    type(bold).objects.filter(pk=bold.pk).update(agency=nhrcm, department=None)
    end_acting(ActingAuthority.objects.get(pk=acting.pk), by=tuya)
    assert ActingAuthority.objects.get().is_over


# what is refused


def test_only_an_own_head_is_stood_in_for_by_an_own_person_who_may_act(order, tuya, anu, ganaa, chimeg, bold, npa):
    refused(order(person=anu), tuya, "person")
    refused(order(head=ganaa), tuya, "head")
    refused(order(person=UserFactory(agency=npa), head=bold), tuya, "head")
    refused(order(person=chimeg), tuya, "person")
    refused(order(person=UserFactory(agency=npa, role=Role.HEAD)), tuya, "person")


def test_a_term_has_its_order_and_its_days(order, tuya):
    refused(order(order_number=""), tuya, "order_number")
    refused(order(until_on=day(-1), from_on=day(-2)), tuya, "until_on")
    with pytest.raises(ValidationError):
        add_acting(order(until_on=day(1), from_on=day(2)), by=tuya)


def test_nobody_shares_a_day_with_another_for_the_same_head(order, tuya, npa, bold):
    add_acting(order(), by=tuya)
    refused(order(person=UserFactory(agency=npa), from_on=day(7), until_on=day(9), order_number="Б/8"), tuya, "head")
    other_head = UserFactory(agency=npa, role=Role.HEAD)
    refused(order(head=other_head, from_on=day(7), until_on=day(9), order_number="Б/8"), tuya, "person")
    add_acting(order(from_on=day(8), until_on=day(9), order_number="Б/8"), by=tuya)


def test_an_administrator_does_not_make_themselves_acting_head(order, tuya):
    with pytest.raises(MoveRefused, match="Another administrator"):
        add_acting(order(person=tuya), by=tuya)


def test_only_its_own_agency_ends_it(order, tuya, saraa, bold):
    acting = add_acting(order(), by=tuya)
    for person in (saraa, bold):
        with pytest.raises(MoveRefused):
            end_acting(acting, by=person)
    assert acts_as_head(bold)


# the trail, the database


def test_it_stands_in_the_chain_of_its_own_agency(order, tuya, npa, ganaa):
    end_acting(add_acting(order(), by=tuya), by=tuya)
    entries = TrailEntry.objects.filter(target_type="plans.actingauthority").order_by("pk")
    assert [entry.verb for entry in entries] == ["acting.added", "acting.ended"]
    assert {(entry.chain.kind, entry.chain.key) for entry in entries} == {(ChainKind.AGENCY, npa.pk)}
    assert not TrailEntry.objects.visible_to(ganaa).filter(target_type="plans.actingauthority").exists()


def test_the_database_lets_it_only_end(order, tuya, npa):
    acting = add_acting(order(), by=tuya)
    other = UserFactory(agency=npa)
    changes = [
        ("UPDATE plans_actingauthority SET until_on = %s", [day(30)]),
        ("UPDATE plans_actingauthority SET order_number = %s", ["Б/9"]),
        ("UPDATE plans_actingauthority SET person_id = %s", [other.pk]),
        ("DELETE FROM plans_actingauthority", []),
    ]
    end_acting(acting, by=tuya)
    changes.append(("UPDATE plans_actingauthority SET ended_at = NULL", []))
    for sql, values in changes:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)


# pages


def form(**fields):
    return {"form_key": str(uuid.uuid4())} | fields


def test_an_administrator_enters_it_with_the_order(client_of, tuya, bold, khulan, npa):
    sent = form(head=khulan.pk, person=bold.pk, from_on=day(0), until_on=day(7), order_number="Б/7")
    response = client_of(tuya).post(reverse("admin:plans_actingauthority_add"), sent)
    assert response.status_code == 302
    acting = ActingAuthority.objects.get()
    assert (acting.agency, acting.person, acting.head, acting.order_number) == (npa, bold, khulan, "Б/7")


def test_the_system_operator_enters_it_for_the_heads_agency(client_of, bold, khulan, npa):
    operator = UserFactory(agency=None, department=None, is_superuser=True)
    sent = form(head=khulan.pk, person=bold.pk, from_on=day(0), until_on=day(7), order_number="Б/7")
    assert client_of(operator).post(reverse("admin:plans_actingauthority_add"), sent).status_code == 302
    assert ActingAuthority.objects.get().agency == npa


def test_the_form_offers_own_people_alone(client_of, tuya, bold, khulan, anu, ganaa, chimeg):
    page = client_of(tuya).get(reverse("admin:plans_actingauthority_add")).context["adminform"].form
    assert set(page.fields["head"].queryset) == {khulan}
    assert set(page.fields["person"].queryset) == {bold}
    for field, person in (("head", ganaa), ("person", anu), ("person", tuya)):
        sent = form(head=khulan.pk, person=bold.pk, from_on=day(0), until_on=day(7), order_number="Б/7")
        response = client_of(tuya).post(reverse("admin:plans_actingauthority_add"), sent | {field: person.pk})
        assert response.status_code == 422
    assert not ActingAuthority.objects.exists()


def test_an_empty_form_says_what_is_missing(client_of, tuya):
    response = client_of(tuya).post(reverse("admin:plans_actingauthority_add"), form())
    assert response.status_code == 422
    errors = response.context["adminform"].form.errors
    assert set(errors) == {"head", "person", "from_on", "until_on", "order_number"}


def test_on_its_page_it_is_ended_and_nothing_else_is_changed(client_of, order, tuya, bold, npa):
    acting = add_acting(order(), by=tuya)
    address = reverse("admin:plans_actingauthority_change", args=[acting.pk])
    sent = form(version=acting.version, end_now="on", person=tuya.pk, until_on=day(90), order_number="Х/1")
    assert client_of(tuya).post(address, sent).status_code == 302
    acting.refresh_from_db()
    assert (acting.person, acting.until_on, acting.order_number) == (bold, day(7), "Б/7")
    assert acting.is_over
    assert client_of(tuya).get(address).status_code == 200
    assert client_of(tuya).post(address, form(version=acting.version, end_now="on")).status_code == 403


def test_the_account_says_until_when_one_acts(client_of, order, tuya, bold, khulan):
    page = reverse("plans:account")
    assert "acting head until" not in client_of(bold).get(page).content.decode()
    add_acting(order(), by=tuya)
    shown = " ".join(client_of(bold).get(page).content.decode().split())
    assert f"acting head until {day(7):%Y.%m.%d}" in shown
    assert f"for {khulan.short_name}, order Б/7" in shown
