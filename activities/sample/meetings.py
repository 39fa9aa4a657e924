"""The meetings of the sample: that of the heads on 18 August 2020 as it was published, and marked examples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.utils import timezone

from activities.sample import tables
from activities.sample.frame import BY, Frame
from plans.actions import consent
from plans.actions import decisions as decision_actions
from plans.actions import meetings as actions
from plans.actions import working_groups as group_actions
from plans.actions.samples import record_minutes_confirmed
from plans.models import (
    AgendaItem,
    Agreement,
    Attendee,
    Compartment,
    Decision,
    GroupMember,
    Meeting,
    MeetingKind,
    MeetingNote,
    ProposalKind,
    User,
    WorkingGroup,
)

DAY_IN_2020 = date(2020, 8, 18)
UNITS_IN_2020 = (
    "administration",
    "criminal",
    "investigation",
    "ecological",
    "drugs",
    "prevention",
    "domestic-violence",
    "children",
    "media",
)
ITEMS_OF_2020 = [
    ("Нөлөөллийн ажил, кампанит ажил", "Advocacy and campaigns"),
    ("Хамтарсан судалгаа", "Joint studies"),
    ("Төлөвлөгөөнөөс гадуур хийх ажил", "Work beside the plan"),
]
PUBLISHED_MN = (
    "Нийтэд мэдээлснээр доорх шийдвэрт нэрлэсэн ажлыг ярилцсан буюу тохирсон. Хэн санал "
    "болгосон, хэн хэзээ хариуцахыг нийтлээгүй; хариуцах хэлтсийг зөвхөн энд оруулсан."
)
PUBLISHED_EN = (
    "As it was published, the work that the decisions below name was discussed or agreed. Who proposed it, "
    "who answers for it and until when were not published; the departments stand only here."
)
LEADERS = [("nhrcm", "Комиссын удирдлага", "Head of the Commission"), ("npa", "Удирдлага", "Head of the Agency")]


def write_heads_of_2020(
    frame: Frame, agreement: Agreement, rows: Sequence[tables.AgreedLine], *, source_url: str
) -> list[Decision]:
    """With nine units of the police in the room; names, and who answers until when, were not published."""
    meeting = Meeting(agreement=agreement, kind=MeetingKind.HEADS, meets_on=DAY_IN_2020, source_url=source_url)
    actions.plan_meeting(meeting, by=BY)
    actions.record_held(meeting, by=BY)
    items = [
        actions.add_item(
            AgendaItem(
                meeting=meeting,
                number=number,
                title_mn=title_mn,
                title_en=title_en,
                minutes_mn=PUBLISHED_MN,
                minutes_en=PUBLISHED_EN,
            ),
            by=BY,
        )
        for number, (title_mn, title_en) in enumerate(ITEMS_OF_2020, start=1)
    ]
    for code, name_mn, name_en in LEADERS:
        leader = Attendee(meeting=meeting, agency=frame.agencies[code], name_mn=name_mn, name_en=name_en)
        attend(leader)
    for unit in UNITS_IN_2020:
        attend(Attendee(meeting=meeting, department=frame.departments[f"npa/{unit}"]))
    decisions = [
        decide(frame, meeting, row.title_mn, row.title_en, owner=row.lead, item=items[row.item - 1]) for row in rows
    ]
    record_minutes_confirmed(meeting, by=BY)
    of_group = next(one for one in decisions if "ажлын хэсэг" in one.text_mn)
    write_group_of_2020(Decision.objects.select_related("meeting").get(pk=of_group.pk), source_url)
    return decisions


def write_group_of_2020(decision: Decision, source_url: str) -> None:
    """Agreed on; whether it was set up, by which order and with whom, was not published: so it stays a draft."""
    group = WorkingGroup(
        agreement=decision.meeting.agreement,
        name_mn="Цагдаагийн албан хаагчийн хөдөлмөрлөх эрхийн ажлын хэсэг",
        name_en="Working group on police labour rights",
        mandate_mn="Цагдаагийн албан хаагчийн хөдөлмөрлөх эрхийн хэрэгжилтийг хянах. Байгуулсан эсэхийг нийтлээгүй.",
        mandate_en=(
            "To oversee how the labour rights of the police are carried out. Whether it was set up was not published."
        ),
        decision=decision,
        basis="ХЭҮК-ийн 14 дэх илтгэл",
        source_url=source_url,
    )
    group_actions.draft_group(group, by=BY)


def attend(attendee: Attendee) -> None:
    attendee.was_present = True
    actions.add_attendee(attendee, by=BY)


def decide(
    frame: Frame, meeting: Meeting, text_mn: str, text_en: str, *, owner: str, item: AgendaItem, **fields
) -> Decision:
    department = frame.departments[owner]
    decision = Decision(
        meeting=meeting,
        item=item,
        text_mn=text_mn,
        text_en=text_en,
        agency=department.agency,
        department=department,
        **fields,
    )
    return decision_actions.add_decision(decision, by=BY)


class ExampleMeetings:
    """One whose minutes both heads confirmed, one whose minutes await them, and the next one."""

    def __init__(self, frame: Frame, agreement: Agreement) -> None:
        self.frame, self.agreement = frame, agreement
        self.today = timezone.localdate()
        self.heads = [frame.heads[code] for code in ("nhrcm", "npa")]
        self.staff = [frame.staff[code] for code in ("nhrcm", "npa")]

    def plan(self, kind: MeetingKind, days: int, group: WorkingGroup | None = None) -> Meeting:
        meeting = Meeting(
            agreement=self.agreement,
            kind=kind,
            group=group,
            meets_on=self.today + timedelta(days=days),
            begins=time(14, 30),
            place="ЦЕГ, 3 давхрын хурлын танхим",
            is_example=True,
        )
        return actions.plan_meeting(meeting, by=self.heads[0])

    def item(self, meeting: Meeting, number: int, title_mn: str, title_en: str, minutes: str = "") -> AgendaItem:
        side = self.heads[number % 2]
        item = AgendaItem(
            meeting=meeting,
            number=number,
            title_mn=title_mn,
            title_en=title_en,
            proposed_by=side.agency,
            minutes_mn=minutes,
        )
        return actions.add_item(item, by=side)

    def write_heads(self) -> list[Decision]:
        """Held two months ago: one decision is carried out, one is late, one is due soon."""
        meeting = self.plan(MeetingKind.HEADS, -60)
        actions.record_held(meeting, by=self.heads[0])
        first = self.item(
            meeting,
            1,
            "Хагас жилийн биелэлт",
            "How far the half-year has come",
            "Жишээ: хоёр тал биелэлтийг танилцуулж, хоцорсон ажлыг ярилцав.",
        )
        second = self.item(
            meeting,
            2,
            "Төлөвлөгөөнөөс гадуур ажил",
            "Work beyond the plan",
            "Жишээ: нэмэлт ажлыг хамтран хийхээр тохиров.",
        )
        for person in (*self.heads, *self.staff):
            attend(Attendee(meeting=meeting, person=person))
        decisions = [
            decide(
                self.frame,
                meeting,
                "Жишээ: төлөвлөгөөнөөс гадуур ажлыг энэ онд багтаан хамтран хийх",
                "Example: carry out the work beyond the plan together within the year",
                owner="nhrcm/complaints",
                item=second,
                due_on=self.today + timedelta(days=10),
            ),
            decide(
                self.frame,
                meeting,
                "Жишээ: хоцорсон сургалтын шинэ хуваарийг илгээх",
                "Example: send the new dates of the late trainings",
                owner="npa/administration",
                item=first,
                person=self.staff[1],
                due_on=self.today - timedelta(days=12),
            ),
            decide(
                self.frame,
                meeting,
                "Жишээ: гарын авлагын төслийг хоёр талд танилцуулах",
                "Example: show both sides the draft of the handbook",
                owner="nhrcm/education",
                item=first,
                person=self.staff[0],
                due_on=self.today - timedelta(days=30),
            ),
        ]
        self.agree(ProposalKind.MINUTES, meeting, *self.heads)
        done = Decision.objects.get(pk=decisions[2].pk)
        outcome = "Жишээ: төслийг хоёр талд хүргүүлж, саналыг тусгав."
        decision_actions.report_done(done, by=self.staff[0], outcome=outcome)
        return [Decision.objects.get(pk=one.pk) for one in decisions]

    def agree(self, kind: ProposalKind, thing: Meeting | WorkingGroup, *heads: User) -> None:
        """Put it to the parties; these heads consent."""
        proposal = consent.put_forward(kind, thing, by=self.heads[0])
        for head in heads:
            consent.consent(proposal, by=head, digest=proposal.digest)

    def write_coordinators(self) -> None:
        """Held a week ago: its minutes await the second head."""
        meeting = self.plan(MeetingKind.COORDINATORS, -7)
        actions.record_held(meeting, by=self.heads[1])
        item = self.item(
            meeting,
            1,
            "Ирэх оны төлөвлөгөөний төсөл",
            "Draft of next year's plan",
            "Жишээ: хоёр тал мөр бүрийн саналаа солилцов.",
        )
        for person in self.staff:
            attend(Attendee(meeting=meeting, person=person))
        decide(
            self.frame,
            meeting,
            "Жишээ: ирэх оны төлөвлөгөөний төслийг эцэслэх",
            "Example: finish the draft of next year's plan",
            owner="npa/administration",
            item=item,
            due_on=self.today + timedelta(days=21),
        )
        self.agree(ProposalKind.MINUTES, meeting, self.heads[0])

    def write_next(self) -> None:
        """Planned in three weeks; the commission keeps a note of its own for it."""
        meeting = self.plan(MeetingKind.HEADS, 20)
        self.item(meeting, 1, "Жилийн биелэлт, дутуу ажил", "How the year went, what is unfinished")
        self.item(meeting, 2, "Ирэх оны төлөвлөгөө батлах", "Adopting next year's plan")
        for person in self.heads:
            actions.add_attendee(Attendee(meeting=meeting, person=person), by=self.heads[0])
        note = MeetingNote(
            meeting=meeting, text="Жишээ: дутуу ажлын шалтгааныг асуух; манай саналыг урьдчилан бэлтгэх."
        )
        actions.write_note(note, by=self.heads[0], compartment=Compartment.AGENCY)

    def write_group(self, decision: Decision) -> None:
        """Set up by both heads, its term nearly over; it meets in ten days."""
        group = WorkingGroup(
            agreement=self.agreement,
            name_mn="Жишээ: сургалтын хөтөлбөр шинэчлэх ажлын хэсэг",
            name_en="Example: working group on a new training programme",
            mandate_mn="Жишээ: хоёр талын сургалтын хөтөлбөрийг нэгтгэж, сургагч багшийн гарын авлагын төсөл бичих.",
            mandate_en="Example: join the training programmes of both sides and draft a handbook for trainers.",
            decision=decision,
            order_number="А/24",
            order_on=self.today - timedelta(days=55),
            starts_on=self.today - timedelta(days=50),
            ends_on=self.today + timedelta(days=25),
            is_example=True,
        )
        group_actions.draft_group(group, by=self.heads[0])
        for head, person in zip(self.heads, self.staff, strict=True):
            member = GroupMember(group=group, person=person, is_chair=True, from_on=group.starts_on)
            group_actions.name_member(member, by=head)
        self.agree(ProposalKind.GROUP_SET_UP, group, *self.heads)
        group.refresh_from_db()
        meeting = self.plan(MeetingKind.WORKING_GROUP, 10, group=group)
        self.item(meeting, 1, "Гарын авлагын төсөл", "Draft of the handbook")
