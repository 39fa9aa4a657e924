"""A form whose answer was lost is sent again: it does nothing twice, and its sender comes to the page it led to."""

import uuid

import pytest
from django.urls import reverse

from plans.actions import consent
from plans.models import ConsentAct, ProposalKind
from tests.factories import ActivityFactory, IndicatorFactory, ObjectiveFactory
from tests.factories.forms import CONFIRMATIONS, things_to_write_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(draft_plan, bold, ganaa):
    objective = ObjectiveFactory(plan=draft_plan, number=1)
    line = ActivityFactory(plan=draft_plan, objective=objective, lead=bold.department, position=1)
    IndicatorFactory(activity=line)
    return consent.put_forward(ProposalKind.PLAN_ADOPTION, draft_plan, by=ganaa)


def form(**fields):
    return {"form_key": str(uuid.uuid4())} | fields


def test_a_consent_sent_again_leads_to_its_text_though_the_head_has_acted(proposal, client_of, ganaa):
    client, sent = client_of(ganaa), form(digest=proposal.digest)
    answers = [client.post(reverse("plans:proposal-consent", args=[proposal.pk]), sent) for _ in range(3)]
    assert [(one.status_code, one.url) for one in answers] == [(302, proposal.get_absolute_url())] * 3
    assert ConsentAct.objects.count() == 1


def test_so_does_a_consent_taken_back(proposal, client_of, ganaa):
    consent.consent(proposal, by=ganaa, digest=proposal.digest)
    client, sent = client_of(ganaa), form()
    answers = [client.post(reverse("plans:consent-take-back", args=[proposal.pk]), sent) for _ in range(3)]
    assert [(one.status_code, one.url) for one in answers] == [(302, proposal.get_absolute_url())] * 3


def test_another_form_on_what_was_done_is_refused_as_ever(proposal, client_of, ganaa):
    client, address = client_of(ganaa), reverse("plans:proposal-consent", args=[proposal.pk])
    assert client.post(address, form(digest=proposal.digest)).status_code == 302
    assert client.post(address, form(digest=proposal.digest)).status_code == 403


@pytest.mark.parametrize("name", CONFIRMATIONS)
def test_a_removal_sent_again_leads_to_where_the_thing_was(name, draft_plan, adopted_plan, agreement, client_of, bold):
    at = things_to_write_on(draft_plan, adopted_plan, agreement, bold)["at"][name]
    client, sent = client_of(bold), form()
    first, again = (client.post(reverse(name, args=at), sent) for _ in range(2))
    assert (first.status_code, again.status_code, again.url) == (302, 302, first.url)
    assert client.post(reverse(name, args=at), form()).status_code == 404


def test_the_key_of_one_person_leads_no_other_anywhere(proposal, client_of, ganaa, bold, dorj):
    address, sent = reverse("plans:proposal-consent", args=[proposal.pk]), form(digest=proposal.digest)
    assert client_of(ganaa).post(address, sent).status_code == 302
    assert client_of(bold).post(address, sent).status_code == 403
    assert client_of(dorj).post(address, sent).status_code == 404
