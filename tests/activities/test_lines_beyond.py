"""An activity born of a decision: both sides consent to it, it is counted apart, and the plan's own total stays."""

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.actions.amendments import Seen
from activities.models import Activity, Amendment, AmendmentChange, ChangeKind, LineVersion, Origin
from plans.models import Proposal, TrailEntry
from plans.verification import verify_records
from tests.factories import AgencyFactory, AgreementFactory
from tests.factories.amendments import agreed, amended, in_force, put, read
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.year.pages import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DECISION = "18 August 2020: the heads agreed on a working group on police labour rights."


@pytest.fixture
def written(agreed_plan, bold):
    """What Bold fills in; he can change it before it is sent."""

    def fill_in(status=200, **fields):
        page = Visitor(bold).open(agreed_plan.get_absolute_url()).follow("Add an activity beyond the plan")
        plain = {
            "kind": "inquiry",
            "title_mn": "Хөдөлмөрийн эрхийн ажлын хэсэг",
            "title_en": "Working group on labour rights",
            "origin_note_mn": "Дарга нарын уулзалтаар ажлын хэсэг байгуулахаар тогтов.",
            "origin_note_en": DECISION,
            "decided_on": f"{timezone.localdate():%Y.%m.%d}",
            "starts_on": f"{agreed_plan.year}.09.01",
            "ends_on": f"{agreed_plan.year}.11.30",
            "indicators-0-name_mn": "хурал",
            "indicators-0-unit": "удаа",
            "indicators-0-target": "3",
        }
        return page.send(status=status, **plain | fields)

    return fill_in


@pytest.fixture
def beyond(written, ganaa, khulan):
    written()
    agreed(put(Amendment.objects.get(), ganaa), ganaa, khulan)
    return Activity.objects.get(origin=Origin.BEYOND)


def test_nothing_is_added_until_both_sides_have_consented(written, agreed_plan, ganaa, khulan):
    page = written()
    assert (
        "What becomes of the line added beyond the plan төлөвлөгөөнөөс гадуур нэмсэн Reason decision of a meeting"
        in page
    )
    assert DECISION in page
    proposal = put(Amendment.objects.get(), ganaa)
    agreed(proposal, ganaa)
    assert not Activity.objects.filter(origin=Origin.BEYOND).exists()
    agreed(proposal, khulan)
    assert Activity.objects.get(origin=Origin.BEYOND).number == "+1"


def test_the_text_both_consent_to_says_what_was_decided_and_when(written, ganaa, khulan):
    written()
    proposal = put(Amendment.objects.get(), ganaa)
    page = Visitor(khulan).open(proposal.get_absolute_url())
    for words in ("+1 Working group on labour rights", DECISION, f"{timezone.localdate():%Y.%m.%d}", "→ 3 удаа"):
        assert words in page, words


def test_it_is_counted_apart_and_the_denominator_stays(agreed_plan, bold, beyond):
    page = Visitor(bold).open(agreed_plan.get_absolute_url())
    assert "of 2" in page
    assert "beyond the plan: 0 of 1" in page


def test_its_page_says_what_decision_it_was_born_of(bold, beyond):
    page = Visitor(bold).open(beyond.get_absolute_url())
    assert f"Beyond the plan; it is counted apart. {DECISION} Decided on" in page
    assert "Added by amendment 1" in page


def test_its_three_columns_leave_out_what_nobody_wrote(bold, beyond):
    page = Visitor(bold).open(beyond.get_absolute_url())
    assert "Lead department – NPA: Department" in page
    assert "Source of funding" not in page


def test_it_leaves_its_own_entry_in_a_trail_that_holds_with_the_records(beyond):
    entry = TrailEntry.objects.get(verb="activity.added_beyond_the_plan")
    assert (entry.target_id, entry.changes["decided_on"][1]) == (beyond.pk, timezone.localdate().isoformat())
    assert [fault for fault in verify_records() if f"activities.activity {beyond.pk}" in str(fault)] == []


@pytest.mark.parametrize("field", ["origin_note_mn", "decided_on"])
def test_the_decision_and_its_day_are_asked_for(written, field):
    assert "This field is required" in written(status=422, **{field: ""})
    assert not Amendment.objects.exists()


def test_a_decision_of_a_day_to_come_is_none(written):
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    assert "can't be of a day to come" in written(status=422, decided_on=f"{tomorrow:%Y.%m.%d}")


def test_it_is_mended_in_the_amendment_before_it_is_put_forward(written, bold):
    page = written().follow("Edit")
    assert page.form().fields["origin_note_en"].values == [DECISION]
    page.send(title_en="Working group on the rights of officers")
    change = AmendmentChange.objects.get()
    assert (change.kind, change.version) == ("beyond", 2)
    assert change.after["title_en"] == "Working group on the rights of officers"
    assert change.after["origin_note_en"] == DECISION


def test_it_goes_into_the_amendment_that_is_open(written, agreed_line, bold):
    amended(agreed_line, bold)
    written()
    assert Amendment.objects.get().changes.count() == 2


def test_amended_later_it_keeps_its_place_and_its_decision(beyond, bold, ganaa, khulan):
    in_force(amended(beyond, bold, seen=seen_of(beyond)), ganaa, khulan)
    line = read(beyond)
    assert (line.title_en, line.origin, line.number, line.origin_note_en) == (
        "re-trained",
        Origin.BEYOND,
        "+1",
        DECISION,
    )
    assert list(LineVersion.objects.filter(activity=line).values_list("number", flat=True).order_by("number")) == [
        1,
        2,
    ]


def seen_of(line):
    return Seen(0, line.agreed_number())


def test_withdrawn_it_is_counted_no_more(agreed_plan, beyond, bold, ganaa, khulan):
    in_force(amended(beyond, bold, ChangeKind.WITHDRAW, seen=seen_of(beyond)), ganaa, khulan)
    page = Visitor(bold).open(agreed_plan.get_absolute_url())
    assert "beyond the plan: 0 of 0" in page
    assert "withdrawn by amendment 2" in page


def test_its_form_has_no_objective_when_it_is_amended(beyond, bold):
    page = Visitor(bold).open(beyond.get_absolute_url()).follow("Amend")
    assert "objective" not in page.form().fields
    page.send(reason="need", explanation="Хэрэгцээ.", title_en="Another name")
    assert AmendmentChange.objects.get(activity=beyond).after["objective"] is None


def test_who_only_reads_finds_no_way_to_add_one(agreed_plan, chimeg):
    page = Visitor(chimeg).open(agreed_plan.get_absolute_url())
    assert not page.has_link("Add an activity beyond the plan")
    Visitor(chimeg).open(reverse("activities:line-beyond-add", args=[agreed_plan.pk]), status=403)


def test_the_page_of_a_decision_offers_none_to_who_only_reads(agreed_plan, bold, chimeg):
    decision = DecisionFactory(meeting=MeetingFactory(agreement=agreed_plan.agreement, confirmed=True))
    assert Visitor(bold).open(decision.get_absolute_url()).has_link("Add an activity beyond the plan")
    assert not Visitor(chimeg).open(decision.get_absolute_url()).has_link("Add an activity beyond the plan")


def test_while_an_amendment_is_before_the_parties_none_is_added(written, agreed_plan, bold, ganaa):
    written()
    put(Amendment.objects.get(), ganaa)
    page = Visitor(bold).open(reverse("activities:line-beyond-add", args=[agreed_plan.pk]), status=403)
    assert "no longer a draft" in page
    assert Proposal.objects.open().exists()


def test_from_the_page_of_a_decision_to_the_line_it_gave_birth_to(agreed_plan, bold, ganaa, khulan):
    meeting = MeetingFactory(agreement=agreed_plan.agreement, confirmed=True)
    decision = DecisionFactory(meeting=meeting, agency=bold.agency, text_mn="Судалгаа хийнэ.", text_en="Make a study.")
    page = Visitor(bold).open(decision.get_absolute_url()).follow("Add an activity beyond the plan")
    page.send(
        status=200,
        kind="inquiry",
        title_mn="Судалгаа",
        starts_on=f"{agreed_plan.year}.09.01",
        ends_on=f"{agreed_plan.year}.11.30",
        **{"indicators-0-name_mn": "судалгаа", "indicators-0-unit": "ширхэг", "indicators-0-target": "1"},
    )
    proposal = put(Amendment.objects.get(), ganaa)
    assert str(decision) in Visitor(khulan).open(proposal.get_absolute_url())
    agreed(proposal, ganaa, khulan)
    line = Activity.objects.get(origin=Origin.BEYOND)
    assert (line.decision, line.origin_note_mn, line.decided_on) == (decision, "Судалгаа хийнэ.", meeting.meets_on)
    assert "Судалгаа" in Visitor(bold).open(decision.get_absolute_url())


def test_a_decision_of_an_agreement_of_others_is_no_choice(agreed_plan, bold):
    others = AgreementFactory(parties=[AgencyFactory()])
    elsewhere = DecisionFactory(meeting=MeetingFactory(agreement=others, confirmed=True), text_en="Of others")
    address = reverse("activities:line-beyond-add", args=[agreed_plan.pk])
    assert "Of others" not in Visitor(bold).open(f"{address}?decision={elsewhere.pk}")
