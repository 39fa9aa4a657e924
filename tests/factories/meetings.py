"""A meeting with what is written in it, each in the plainest form."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from plans.actions import consent
from plans.actions import meetings as actions
from plans.models import (
    AgendaItem,
    Attendee,
    Compartment,
    Decision,
    DecisionState,
    GroupMember,
    Meeting,
    MeetingNote,
    MeetingState,
    ProposalKind,
    WorkingGroup,
    WorkingGroupState,
)
from tests.factories.frame import AgreementFactory, UserFactory


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    class Params:
        held = factory.Trait(state=MeetingState.HELD)
        confirmed = factory.Trait(state=MeetingState.CONFIRMED)

    agreement = factory.SubFactory(AgreementFactory)
    meets_on = date(2020, 8, 18)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_mn = factory.Sequence(lambda n: f"Асуудал {n}")
    title_en = factory.Sequence(lambda n: f"Matter {n}")


class AttendeeFactory(DjangoModelFactory):
    class Meta:
        model = Attendee

    meeting = factory.SubFactory(MeetingFactory)
    name_mn = factory.Sequence(lambda n: f"Зочин {n}")


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    class Params:
        dropped = factory.Trait(state=DecisionState.DROPPED, outcome="Хэрэггүй болсон.", resolved_on=date(2020, 9, 1))

    meeting = factory.SubFactory(MeetingFactory, confirmed=True)
    number = factory.Sequence(lambda n: n + 1)
    text_mn = factory.Sequence(lambda n: f"Шийдвэр {n}")
    text_en = factory.Sequence(lambda n: f"Decision {n}")
    agency = factory.LazyAttribute(lambda one: one.meeting.agreement.parties.select_related("agency").first().agency)


class MeetingNoteFactory(DjangoModelFactory):
    class Meta:
        model = MeetingNote

    meeting = factory.SubFactory(MeetingFactory)
    author = factory.SubFactory(UserFactory)
    agency = factory.LazyAttribute(lambda note: note.author.agency)
    compartment = Compartment.AGENCY
    text = "Өөрсдийн тэмдэглэл"


class WorkingGroupFactory(DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    class Params:
        active = factory.Trait(state=WorkingGroupState.ACTIVE)

    agreement = factory.SubFactory(AgreementFactory)
    name_mn = factory.Sequence(lambda n: f"Ажлын хэсэг {n}")
    name_en = factory.Sequence(lambda n: f"Working group {n}")
    mandate_mn = "Хамтран ажиллах"
    basis = "Илтгэл"
    starts_on = date(2026, 1, 1)
    ends_on = date(2030, 12, 31)


class GroupMemberFactory(DjangoModelFactory):
    class Meta:
        model = GroupMember

    group = factory.SubFactory(WorkingGroupFactory)
    person = factory.SubFactory(UserFactory)
    agency = factory.LazyAttribute(lambda member: member.person.agency)


def held_meeting(agreement, *heads, by):
    """A meeting that was held, with its minutes and a decision of the last head's agency, written as people do."""
    meeting = actions.plan_meeting(Meeting(agreement=agreement, meets_on=date(2020, 8, 18)), by=by)
    actions.record_held(meeting, by=by)
    item = AgendaItem(meeting=meeting, number=1, title_mn="Кампанит ажил", title_en="Campaigns", minutes_mn="Ярилцав.")
    actions.add_item(item, by=by)
    for head in heads:
        actions.add_attendee(Attendee(meeting=meeting, person=head, was_present=True), by=by)
    return meeting, item


def send(meeting, by):
    return consent.put_forward(ProposalKind.MINUTES, Meeting.objects.get(pk=meeting.pk), by=by)


def confirm(proposal, *heads):
    for head in heads:
        consent.consent(proposal, by=head, digest=proposal.digest)
