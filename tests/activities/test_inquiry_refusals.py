"""What no inquiry says: a sentence at its field, what was typed kept, nothing saved."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from activities.models import Exclusion, Inquiry
from tests.factories import AgencyFactory, DepartmentFactory, UserFactory
from tests.factories.inquiries import day, errors_at, rows


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"guideline_on": day(-1)}, "guideline_on", "A guideline is issued before the work begins."),
        ({"draft_sent_on": day(-2)}, "draft_sent_to", "Choose the agency the draft was sent to."),
        ({"draft_sent_to": "{npa}"}, "draft_sent_on", "Write the day on which the draft was sent."),
        ({"draft_sent_on": day(1), "draft_sent_to": "{npa}"}, "draft_sent_on", "This day has not come yet."),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "reply_due_on": day(-3)},
            "reply_due_on",
            "A reply is due on or after the day on which the draft was sent.",
        ),
        ({"reply_due_on": day(3)}, "reply_due_on", "A reply is due on or after the day on which the draft was sent."),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "replied_on": day(-3), "reply": "corrected"},
            "replied_on",
            "A reply can't come before the draft was sent.",
        ),
        ({"replied_on": day(-2), "reply": "corrected"}, "replied_on", "A reply can't come before the draft was sent."),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "replied_on": day(1), "reply": "corrected"},
            "replied_on",
            "This day has not come yet.",
        ),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "replied_on": day(-1)},
            "reply",
            "Choose what they replied.",
        ),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "reply_text": "Тоо буруу."},
            "reply",
            "Choose what they replied.",
        ),
        (
            {"draft_sent_on": day(-2), "draft_sent_to": "{npa}", "reply": "no_remarks"},
            "replied_on",
            "Write the day on which the reply came.",
        ),
        ({"women_interviewed": "-1"}, "women_interviewed", "Ensure this value is greater than or equal to 0."),
        ({"draft_sent_on": day(-2), "draft_sent_to": "{other}"}, "draft_sent_to", "Choose a party to the agreement."),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_what_no_inquiry_says_is_refused_at_its_field(log_inquiry, npa, changes, field, sentence):
    known = {"npa": npa.pk, "other": AgencyFactory().pk}
    response = log_inquiry(**{f"inquiry-{name}": value.format(**known) for name, value in changes.items()})
    assert errors_at(response, f"inquiry-{field}") == [sentence]
    assert 'value="11"' in response.content.decode()


def test_a_member_of_a_third_agency_is_refused_at_the_field(log_inquiry, dorj, nhrcm):
    third = rows("team", {"of": f"agency:{dorj.agency_id}", "number": "1"})
    assert errors_at(log_inquiry(**third), "team-0-of") == [
        "Choose a party to the agreement, or one of its departments."
    ]
    named = rows("team", {"of": f"agency:{nhrcm.pk}", "person": dorj.pk})
    assert errors_at(log_inquiry(**named), "team-0-person") == ["Choose somebody who works for this agency."]
    excluded = rows("exclusions", {"of": f"department:{dorj.department_id}", "reason": "өөр"})
    assert errors_at(log_inquiry(**excluded), "exclusions-0-of") == [
        "Choose a party to the agreement, or one of its departments."
    ]


def test_a_person_is_named_for_their_own_agency_once_and_without_a_number(log_inquiry, khulan, anu, nhrcm):
    other_side = rows("team", {"of": f"agency:{nhrcm.pk}", "person": khulan.pk})
    assert errors_at(log_inquiry(**other_side), "team-0-person") == ["Choose somebody who works for this agency."]
    counted = rows("team", {"of": f"agency:{nhrcm.pk}", "person": anu.pk, "number": "3"})
    assert errors_at(log_inquiry(**counted), "team-0-number") == ["A named person is one; leave the number empty."]
    twice = rows("team", *[{"of": f"agency:{nhrcm.pk}", "person": anu.pk}] * 2)
    assert errors_at(log_inquiry(**twice), "team-1-person") == ["Somebody is on the team twice."]


def test_people_of_the_other_side_whom_nobody_knows_are_not_offered(
    log_inquiry, client_of, anu, khulan, npa, inquiry_line
):
    unknown = UserFactory(agency=npa, given_name="Үлмэдэгдэхгүй")
    page = client_of(anu).get(reverse("activities:entry-add", args=[inquiry_line.pk])).content.decode()
    assert str(khulan) in page
    assert unknown.given_name not in page


@pytest.mark.parametrize("excluded", ["agency", "department", "above"])
def test_nobody_who_may_not_take_part_is_on_the_team(log_inquiry, bold, npa, excluded):
    below = DepartmentFactory(agency=npa, parent=bold.department)
    of = {
        "agency": f"agency:{npa.pk}",
        "department": f"department:{below.pk}",
        "above": f"department:{bold.department_id}",
    }
    team = rows("team", {"of": f"department:{below.pk}", "post": "байцаагч"})
    response = log_inquiry(**team, **rows("exclusions", {"of": of[excluded], "reason": "шалгагдах нэгж"}))
    assert errors_at(response, "team-0-of") == ["байцаагч may not take part; take them off the team."]


def test_a_named_person_of_an_excluded_department_may_not_take_part_and_their_colleagues_may(
    log_inquiry, bold, khulan, npa
):
    khulan.department = DepartmentFactory(agency=npa)
    khulan.save()
    out = rows("exclusions", {"of": f"department:{khulan.department_id}", "reason": "шалгагдах нэгж"})
    response = log_inquiry(**out, **rows("team", {"of": f"agency:{npa.pk}", "person": khulan.pk}))
    assert "may not take part" in errors_at(response, "team-0-of")[0]
    assert (
        log_inquiry(**out, **rows("team", {"of": f"department:{bold.department_id}", "number": "2"})).status_code
        == 302
    )


def test_what_a_row_lacks_is_said_at_it(log_inquiry):
    assert errors_at(log_inquiry(**rows("sites", {"site_kind": "school"})), "sites-0-division")
    assert errors_at(log_inquiry(**rows("findings", {"theme": "labour"})), "findings-0-text") == [
        "This field is required."
    ]


def test_the_rule_of_the_team_holds_for_every_door(log_inquiry, whole_inquiry, npa):
    log_inquiry(**whole_inquiry)
    inquiry = Inquiry.objects.get()
    Exclusion.objects.create(inquiry=inquiry, agency=npa, reason="шалгагдах байгууллага")
    with pytest.raises(ValidationError, match="may not take part"):
        inquiry.check_rows()


TOO_MUCH = ["урд\x00хойно", "ө" * 2_001]
NO_THING = ["-1", "0", "9" * 5_000, "нэг"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("inquiry-inquiry_kind", ["flying"]),
        ("inquiry-legal_basis", TOO_MUCH),
        ("inquiry-guideline_number", TOO_MUCH),
        ("inquiry-guideline_on", ["2026.02.30", "9999-12-31", "маргааш"]),
        ("inquiry-question", TOO_MUCH),
        ("inquiry-methods", ["flying"]),
        ("inquiry-announcement", ["flying"]),
        ("inquiry-men_interviewed", ["-1", "1000001", "9" * 5_000, "NaN", "арав"]),
        ("inquiry-draft_sent_to", NO_THING),
        ("inquiry-reply", ["flying"]),
        ("sites-0-site_kind", ["flying", ""]),
        ("sites-0-division", ["MN-999"]),
        ("sites-0-note", TOO_MUCH),
        ("team-0-of", ["agency:", "agency:x", "department:0", "flying", ""]),
        ("team-0-person", NO_THING),
        ("team-0-number", ["0", "-1", "9" * 5_000, "хоёр"]),
        ("team-0-team_role", ["flying"]),
        ("exclusions-0-of", ["agency:-1", ""]),
        ("exclusions-0-reason", [*TOO_MUCH, ""]),
        ("findings-0-theme", ["flying", ""]),
        ("findings-0-gravity", ["flying", ""]),
        ("findings-0-text", [*TOO_MUCH, ""]),
    ],
)
def test_what_nobody_means_gets_a_sentence_at_its_field_and_nothing_is_saved(
    log_inquiry, whole_inquiry, field, values
):
    for value in values:
        response = log_inquiry(**whole_inquiry | {field: value})
        assert errors_at(response, field), value
        assert "Эрхийг бичгээр танилцуулж байна." in response.content.decode()
