"""How the sample's advocacy was held: the occasion of what was published, and what the example year makes up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.actions.details import WrittenDetails
from activities.models import (
    AdvocacyAudience,
    AdvocacyKind,
    AudienceKind,
    Channel,
    ChannelKind,
    Entry,
    Event,
    Material,
    MediaItem,
    ProposalOutcome,
)
from plans.divisions import Division
from plans.models import Agreement, Occasion

SOUMS_MN = ("Батцэнгэл", "Булган", "Ихтамир", "Тариат", "Цэцэрлэг")
"""Five soums of Arkhangai; the first is where the example's campaign began."""
CHILDREN, TORTURE, RIGHTS, SIXTEEN_DAYS = (
    "Дэлхийн хүүхдийн өдөр",
    "Эрүү шүүлтийн хохирогчдыг дэмжих олон улсын өдөр",
    "Хүний эрхийн өдөр",
    "Жендэрт суурилсан хүчирхийллийн эсрэг 16 хоног",
)
SITE = "https://example.org/zhishee"


def occasion(agreement: Agreement, name_mn: str) -> Occasion:
    return agreement.occasions.get(name_mn=name_mn)


def of_published(entry: Entry, name_mn: str) -> WrittenDetails | None:
    """Of what was published only the occasion, where the news names it."""
    if not name_mn:
        return None
    return WrittenDetails("advocacy", {"occasion": occasion(entry.activity.plan.agreement, name_mn)})


def of_example(number: int, entry: Entry) -> WrittenDetails:
    """In the order of the example's advocacy that was begun; all of it made up, and marked as an example."""
    made = (campaign, childrens_day, radio, spot, open_day, handbook)
    return (
        made[number](entry) if number < len(made) else details_of(entry, AdvocacyKind.CAMPAIGN, (AudienceKind.PUBLIC,))
    )


def in_other_soums(entry: Entry) -> list[Entry]:
    """The campaign in five soums of Arkhangai is logged in one go; this entry keeps the first, with who came there."""
    if entry.division != Division.ARKHANGAI:
        return []
    first, *others = SOUMS_MN
    women, men = (entry.women or 0) // 6, (entry.men or 0) // 6
    entry.place = first
    entry.women, entry.men = (entry.women or 0) - len(others) * women, (entry.men or 0) - len(others) * men
    return [
        Entry(
            activity=entry.activity,
            starts_on=entry.starts_on,
            division=entry.division,
            place=soum,
            women=women,
            men=men,
        )
        for soum in others
    ]


def details_of(
    entry: Entry,
    kind: AdvocacyKind,
    audiences: Sequence[AudienceKind],
    *,
    held_for: str = "",
    rows: Any = None,
    **fields,
) -> WrittenDetails:
    if held_for:
        fields["occasion"] = occasion(entry.activity.plan.agreement, held_for)
    told = {"audiences": [AdvocacyAudience(audience=audience) for audience in audiences]}
    return WrittenDetails("advocacy", {"advocacy_kind": kind} | fields, told | (rows or {}))


def event(entry: Entry, name: str) -> Event:
    """Everybody the entry records came to it."""
    return Event(name=name, held_on=entry.starts_on, women=entry.women, men=entry.men)


def campaign(entry: Entry) -> WrittenDetails:
    return details_of(
        entry,
        AdvocacyKind.CAMPAIGN,
        (AudienceKind.PUBLIC, AudienceKind.HERDERS, AudienceKind.WOMEN),
        message="Жишээ: хүчирхийлэл хувийн хэрэг биш, 107 дугаарт хэл.",
        aware_before=34,
        asked_before=200,
        aware_after=51,
        asked_after=180,
        rows={
            "channels": [
                Channel(channel_kind=ChannelKind.RADIO, name="Орон нутгийн радио (жишээ)", reach=12_000),
                Channel(channel_kind=ChannelKind.SOCIAL, name="Жишээ хуудас", reach=8_400),
                Channel(channel_kind=ChannelKind.POSTER, name="Багийн төв, дэлгүүр (жишээ)"),
            ],
            "events": [event(entry, "Жишээ: нээлтийн арга хэмжээ")],
            "materials": [
                Material(what="Зурагт хуудас (жишээ)", printed=500, handed_out=430),
                Material(what="Тараах хуудас (жишээ)", printed=2_000, handed_out=1_850),
            ],
            "media": [
                MediaItem(
                    title="Жишээ мэдээ: аян эхэллээ", outlet="Жишээ сайт", published_on=entry.starts_on, url=SITE
                )
            ],
        },
    )


def childrens_day(entry: Entry) -> WrittenDetails:
    return details_of(
        entry,
        AdvocacyKind.EVENT,
        (AudienceKind.CHILDREN, AudienceKind.TEACHERS),
        held_for=CHILDREN,
        message="Жишээ: хүүхэд бүр сонсогдох эрхтэй.",
        rows={
            "events": [event(entry, "Жишээ: хүүхдийн эрхийн өдөрлөг")],
            "materials": [Material(what="Зурагт ном (жишээ)", printed=400, handed_out=388)],
        },
    )


def radio(entry: Entry) -> WrittenDetails:
    return details_of(
        entry,
        AdvocacyKind.MEDIA,
        (AudienceKind.PUBLIC,),
        held_for=SIXTEEN_DAYS,
        rows={"channels": [Channel(channel_kind=ChannelKind.RADIO, name="Жишээ радио", reach=60_000)]},
    )


def spot(entry: Entry) -> WrittenDetails:
    return details_of(
        entry,
        AdvocacyKind.MEDIA,
        (AudienceKind.PUBLIC, AudienceKind.POLICE),
        held_for=TORTURE,
        message="Жишээ: эрүү шүүлтэд зөвтгөл үгүй.",
        rows={
            "channels": [
                Channel(channel_kind=ChannelKind.TELEVISION, name="Жишээ телевиз", reach=150_000),
                Channel(channel_kind=ChannelKind.WEBSITE, name="Жишээ сайт", reach=3_200),
            ],
            "media": [MediaItem(title="Жишээ: шторк", outlet="Жишээ телевиз", published_on=entry.starts_on)],
        },
    )


def open_day(entry: Entry) -> WrittenDetails:
    return details_of(
        entry,
        AdvocacyKind.EVENT,
        (AudienceKind.PUBLIC, AudienceKind.SERVANTS),
        held_for=RIGHTS,
        rows={"events": [event(entry, "Жишээ: нээлттэй өдөр")]},
    )


def handbook(entry: Entry) -> WrittenDetails:
    """A proposal was taken up in part, as far as its answer came already."""
    return details_of(
        entry,
        AdvocacyKind.PROPOSAL,
        (AudienceKind.SERVANTS,),
        proposed="Жишээ: хувийн мэдээлэл хамгаалах гарын авлагыг алба хаагчийн сургалтын хөтөлбөрт оруулах.",
        proposed_to="Жишээ: цагдаагийн сургуулийн удирдлага",
        outcome=ProposalOutcome.PARTLY,
        outcome_on=entry.starts_on,
        outcome_text="Жишээ: сонгон судлах хичээлд оруулахаар болов.",
        rows={"materials": [Material(what="Гарын авлага (жишээ)", printed=2_000, handed_out=1_400)]},
    )
