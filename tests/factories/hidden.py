"""
Twin worlds: one in which the second agency hides things of every kind, and one without them.

Every step happens at its own moment and makes keys of its own, so that what is joint is the same in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from activities.actions import comments, entries
from activities.actions.activities import LineParts, add_line
from activities.actions.amendments import open_amendment
from activities.actions.details import WrittenDetails
from activities.actions.entries import EntryParts, log_entry
from activities.actions.ratings import rate
from activities.models import Activity, ActivityPlace, Comment, Entry, Evidence, Indicator, Kind
from activities.models import training as training_models
from plans.actions import annual_plans, people
from plans.actions.compartments import change_people
from plans.models import Agency, Agreement, AnnualPlan, Circle, Compartment, Objective, Proposal, Role, User, fields
from tests.factories.details import advocacy_details, inquiry_details, training_details
from tests.factories.recorded import BY, adopted, agency, agreement_of, headed
from tests.factories.reports import confirmed

BEGINNING = datetime(2026, 6, 1, 2, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
JOINT, AGENCY, CIRCLE = Compartment.JOINT, Compartment.AGENCY, Compartment.CIRCLE
HIDDEN_WORDS = ("нууцлагдсанзүйл", "ганцхүнийтэмдэглэл")
KINDS = {3: Kind.INQUIRY, 5: Kind.INQUIRY, 6: Kind.ADVOCACY}
"""The lines of which inquiries and advocacy are hidden; of the others trainings are."""
HIDDEN_PROVINCE, JOINT_PROVINCE = "MN-071", "MN-041"
PAPER = b"%PDF-1.4 the same bytes"


class Moments:
    """The clock and the keys of a world: what step 7 makes is the same, whether or not step 6 was taken."""

    def __init__(self, monkeypatch) -> None:
        self.step, self.made, self.now = 0, 0, BEGINNING
        moments = self

        class AnyDatetime(type):
            def __instancecheck__(cls, instance):
                return isinstance(instance, datetime)

        class Frozen(datetime, metaclass=AnyDatetime):
            @classmethod
            def now(cls, tz=None):
                return moments.now.astimezone(tz) if tz else moments.now.replace(tzinfo=None)

        monkeypatch.setattr(timezone, "datetime", Frozen)
        monkeypatch.setattr(fields, "random_key", self.next_key)
        salts = SimpleNamespace(token_hex=lambda size: f"{self.next_key():0{2 * size}x}")
        monkeypatch.setattr(training_models, "secrets", salts)

    def next_key(self) -> int:
        self.made += 1
        return 7_000_000_000_000_000 - self.step * 1_000_000_007 + self.made * 7_919

    def begin(self, step: int) -> None:
        self.step, self.made, self.now = step, 0, BEGINNING + timedelta(hours=step)


@dataclass
class Twin:
    """One of the two worlds, with what a reader could ask for."""

    agreement: Agreement
    plan: AnnualPlan
    proposal: Proposal
    lines: list[Activity]
    readers: dict[str, User]
    own: dict[str, User]
    hidden: dict[str, list[int]] = field(default_factory=dict)
    kept_heads: list[str] = field(default_factory=list)


class Script:
    """Tells the story of a twin; `hiding` leaves the hidden steps in."""

    def __init__(self, moments: Moments, *, hiding: bool):
        self.moments, self.hiding, self.steps = moments, hiding, 0

    @contextmanager
    def step(self) -> Iterator[None]:
        self.steps += 1
        self.moments.begin(self.steps)
        yield

    def joint(self, act: Callable) -> object:
        with self.step():
            return act()

    def hide(self, act: Callable) -> object:
        with self.step():
            return act() if self.hiding else None


def twin(moments: Moments, *, hiding: bool) -> Twin:
    story = Script(moments, hiding=hiding)
    with story.step():
        names = (("one", "Нэгдүгээр"), ("two", "Хоёрдугаар"), ("three", "Гуравдугаар"))
        first, second, third = (agency(code, name) for code, name in names)
        (first_head, first_unit), (second_head, second_unit), (third_head, _unit) = map(headed, (first, second, third))

        def person(name: str, of, unit, role: str = Role.STAFF) -> User:
            email = f"{name}@{of.code}.example.org"
            return people.add_person(User(email=email, given_name=name, agency=of, department=unit, role=role), by=BY)

        readers = {
            "staff": person("reader", first, first_unit),
            "head": first_head,
            "administrator": person("keeper", first, first_unit, Role.ADMINISTRATOR),
            "observer": person("watcher", first, first_unit, Role.OBSERVER),
            "stranger": third_head,
        }
        own = {
            "staff": person("writer", second, second_unit),
            "colleague": person("colleague", second, second_unit),
            "head": second_head,
        }
        agreement = agreement_of(first, second)
        plan = annual_plans.start_plan(AnnualPlan(agreement=agreement, year=2026), by=first_head)
        objective = annual_plans.add_objective(
            Objective(plan=plan, number=1, title_mn="Зорилт", field=agreement.fields_of_cooperation.get()),
            by=first_head,
        )

        def line(number: int, unit) -> Activity:
            planned = Activity(
                plan=plan,
                objective=objective,
                kind=KINDS.get(number, Kind.TRAINING),
                title_mn=f"Сургалт {number}",
                title_en=f"Training {number}",
                lead=unit,
                starts_on=date(2026, 1, 1),
                ends_on=date(2026, 12, 31) if number % 2 else date(2026, 3, 31),
            )
            parts = LineParts(
                partners=[second_unit if unit == first_unit else first_unit],
                places=[ActivityPlace(division="MN-1")] if number % 2 else [],
                indicators=[
                    Indicator(name_mn="багш", name_en="trainers", unit="хүн", target=Decimal(40)),
                    Indicator(name_mn="хувь", unit="%", target=Decimal(80), reading="latest"),
                ],
            )
            return add_line(planned, by=first_head, parts=parts)

        lines = [line(number, first_unit if number == 5 else second_unit) for number in range(1, 7)]
        proposal = adopted(plan, first_head, second_head)
    tell(story, lines, readers["staff"], own, first_head)
    made = Twin(agreement, plan, proposal, lines, readers, own)
    if hiding:
        made.hidden = {
            "entries": list(Entry.objects.hidden().values_list("pk", flat=True)),
            "evidence": list(Evidence.objects.hidden().values_list("pk", flat=True)),
            "comments": list(Comment.objects.hidden().values_list("pk", flat=True)),
            "circles": list(Circle.objects.values_list("pk", flat=True)),
        }
    moments.step, moments.now = 0, NOW
    return made


def tell(story: Script, lines: list[Activity], other: User, own: dict[str, User], other_head: User) -> None:
    """Hidden entries before, between and after joint ones, of every form."""
    staff, colleague = own["staff"], own["colleague"]
    one, two, three, four, five, six = lines

    def log(line: Activity, by: User = staff, compartment: str = JOINT, **written) -> Entry:
        line = Activity.objects.get(pk=line.pk)
        plain = {"starts_on": date(2026, 5, 4), "division": JOINT_PROVINCE, "what_was_done": "Сургалт хийв."}
        details = how_it_was_done(
            line,
            by,
            of_team=colleague,
            hidden=compartment != JOINT,
            women=written.get("women"),
            day=written.get("starts_on", plain["starts_on"]),
        )
        parts = EntryParts(
            figures=dict(zip(line.indicators.order_by("pk"), written.pop("figures", ()), strict=False)),
            files=written.pop("files", ()),
            links=written.pop("links", ()),
            details=details,
        )
        named = {"people": written.pop("people")} if "people" in written else {}
        return log_entry(Entry(activity=line, **plain | written), by=by, parts=parts, compartment=compartment, **named)

    def secret(line: Activity, compartment: str = AGENCY, **written) -> Entry:
        says = {
            "what_was_done": f"{HIDDEN_WORDS[0]} {HIDDEN_WORDS[1]}",
            "division": HIDDEN_PROVINCE,
            "place": HIDDEN_WORDS[0],
            "women": 500,
            "men": 300,
            "progress": "finished",
            "figures": (Decimal(999), Decimal(99)),
            "files": [paper("hidden.pdf", PAPER)],
            "links": ["https://example.org/hidden"],
        }
        return log(line, compartment=compartment, **says | written)

    first_hidden = story.hide(lambda: secret(one, starts_on=date(2026, 5, 20)))
    joint_of_one = story.joint(
        lambda: log(one, women=14, men=21, figures=(Decimal(35),), files=[paper("list.pdf", b"%PDF-1.4 list")])
    )
    in_circle = story.hide(lambda: secret(one, CIRCLE, people=[colleague]))
    story.hide(lambda: add_own(joint_of_one, staff))
    story.joint(lambda: log(one, by=other, sex_not_recorded=8, figures=(Decimal(4), Decimal(70))))
    story.hide(lambda: secret(two))
    story.hide(lambda: secret(three, CIRCLE, people=[own["head"]], starts_on=date(2026, 2, 2)))
    story.joint(lambda: log(three, progress="finished", links=["https://example.org/news"]))
    story.hide(lambda: secret(three))
    story.joint(lambda: confirmed(three, other_head))
    story.hide(lambda: secret(three, starts_on=date(2026, 5, 31)))
    story.hide(lambda: change(first_hidden, staff))
    story.hide(lambda: change_people(in_circle.circle, [own["head"]], by=staff, version=in_circle.circle.version))
    story.hide(lambda: open_to_the_agency(in_circle, staff))
    story.hide(lambda: entries.remove_evidence(first_hidden.evidence.first(), by=staff))
    story.joint(lambda: log(five, by=other, files=[paper("same.pdf", PAPER)], division="MN-063"))
    story.hide(lambda: secret(five))
    story.hide(lambda: secret(four, progress="started", women=None, men=None))
    story.joint(lambda: log(one, women=3))
    story.joint(lambda: rated(one, staff))
    story.joint(lambda: rated(four, staff))
    story.joint(lambda: open_amendment(one.plan, by=other_head))
    story.hide(lambda: secret(six))
    story.joint(lambda: log(six, by=other, women=9))
    story.hide(lambda: secret(six, CIRCLE, people=[colleague], starts_on=date(2026, 2, 2)))
    tell_comments(story, four, other, own)


def tell_comments(story: Script, line: Activity, other: User, own: dict[str, User]) -> None:
    """Hidden comments before and after joint ones, that mention people and are answered, resolved and reopened."""
    staff, colleague, head = own["staff"], own["colleague"], own["head"]
    text = " ".join(HIDDEN_WORDS)

    def add(by: User, **written) -> Comment:
        return comments.add_comment(Activity.objects.get(pk=line.pk), by=by, **written)

    hidden = story.hide(lambda: add(staff, text=text, field="period", compartment=AGENCY, people=[colleague]))
    asked = story.joint(lambda: add(other, text="Хэзээ эхлэх вэ?", field="period", people=[head]))
    story.hide(lambda: add(staff, text=text, compartment=CIRCLE, people=[head]))
    story.hide(lambda: comments.answer(hidden, by=colleague, text=text, people=[staff]))
    story.joint(lambda: comments.answer(asked, by=staff, text="Тавдугаар сард.", people=[other]))
    story.hide(lambda: comments.resolve(hidden, by=staff, sentence=text))
    story.joint(lambda: comments.resolve(asked, by=other))
    story.hide(lambda: comments.reopen(hidden, by=staff))


def how_it_was_done(
    line: Activity, by: User, *, of_team: User, hidden: bool, women: int | None, day: date
) -> WrittenDetails:
    """The details of an entry; a hidden one names a colleague and asks the other side for a reply."""
    words = " ".join(HIDDEN_WORDS) if hidden else "Агааржуулалт муу."
    if line.kind == Kind.TRAINING:
        return training_details(line, words=words, women=women)
    if line.kind == Kind.ADVOCACY:
        occasion = line.plan.agreement.occasions.earliest("pk")
        return advocacy_details(words=words, occasion=occasion, day=day, women=women)
    other = Agency.objects.filter(parties__agreement=line.plan.agreement_id).exclude(pk=by.agency_id).get()
    return inquiry_details(of=by.agency, to=other, words=words, person=of_team if hidden else by)


def rated(line: Activity, by: User) -> None:
    """As not yet due; what is suggested comes of what both sides know."""
    rate(line, by=by, grade=None, explanation="Хугацаа болоогүй.")


def paper(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add_own(entry: Entry, by: User) -> None:
    parts = EntryParts(files=[paper("own.pdf", b"%PDF-1.4 own")], links=["https://example.org/own"])
    entries.add_own_evidence(Entry.objects.get(pk=entry.pk), by=by, parts=parts)


def change(entry: Entry, by: User) -> None:
    entry = Entry.objects.get(pk=entry.pk)
    changes = {"obstacles": HIDDEN_WORDS[1]}
    details = WrittenDetails("training", {"materials": HIDDEN_WORDS[0]})
    parts = EntryParts(files=[paper("later.pdf", b"%PDF-1.4 later")], details=details)
    entries.edit_entry(entry, by=by, version=entry.version, changes=changes, parts=parts)


def open_to_the_agency(entry: Entry, by: User) -> None:
    entry = Entry.objects.get(pk=entry.pk)
    entries.open_entry(entry, AGENCY, by=by, version=entry.version)
