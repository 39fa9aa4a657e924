"""Comments on the pages, in the mails, on the first page and in the histories: each reader meets their own alone."""

import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from activities.actions.activities import LineParts, edit_line, remove_line
from activities.actions.comments import add_comment, answer, resolve
from activities.models import Activity, Comment, Mention
from activities.views import activity_pages
from plans.models import AnnualPlan, Compartment, PlanState
from tests.factories import ActivityFactory, AgencyFactory, ObjectiveFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SAID, ANSWERED = "Хоёрдугаар улиралд хийх боломжгүй.", "Гуравдугаар улиралд шилжүүлье."


@pytest.fixture
def line(draft_plan, bold, anu):
    line = ActivityFactory(
        plan=draft_plan,
        objective=ObjectiveFactory(plan=draft_plan, number=1),
        position=1,
        lead=bold.department,
        ends_on=date(draft_plan.year, 6, 30),
    )
    line.partners.add(anu.department)
    return line


@pytest.fixture
def say(line):
    def add(person, **how):
        return add_comment(Activity.objects.get(pk=line.pk), by=person, **{"text": SAID} | how)

    return add


@pytest.fixture
def colleague(nhrcm):
    return UserFactory(agency=nhrcm)


def form(**fields):
    return {"form_key": str(uuid.uuid4()), "compartment": "joint", "text": SAID} | fields


@pytest.fixture
def send(client_of, line):
    def post(person, act="add", thing=None, **fields):
        address = reverse(f"activities:comment-{act}", args=[(thing or line).pk])
        return client_of(person).post(address, form(**fields))

    return post


# who meets it where

EVERYBODY = {"anu", "colleague", "ganaa", "saraa", "bold", "chimeg", "khulan"}
WHO_KNOWS = {
    Compartment.JOINT: EVERYBODY,
    Compartment.AGENCY: {"anu", "colleague", "ganaa", "saraa"},
    Compartment.CIRCLE: {"anu", "ganaa"},
}


@pytest.fixture
def third(agreement):
    """A staff member of a third party to the same agreement."""
    person = UserFactory(agency=AgencyFactory(code="gabp"))
    agreement.parties.create(agency=person.agency)
    return person


@pytest.mark.parametrize("compartment", WHO_KNOWS)
def test_who_may_know_of_it_meets_it_and_nobody_else_does(say, line, compartment, client_of, request, third, ganaa):
    people = {name: request.getfixturevalue(name) for name in EVERYBODY} | {"third": third}
    comment = say(people["anu"], compartment=compartment, people=[ganaa])
    answer(comment, by=ganaa, text=ANSWERED)
    knows = WHO_KNOWS[compartment] | ({"third"} if compartment == Compartment.JOINT else set())
    addresses = [
        line.get_absolute_url(),
        reverse("activities:activity-history", args=[line.pk]),
        reverse("plans:history"),
        reverse("plans:history-trail"),
    ]
    met = {address: set() for address in addresses}
    counted = set()
    for name, person in people.items():
        client = client_of(person)
        for address in addresses:
            page = client.get(address).getvalue().decode()
            met[address] |= {name for words in (SAID, ANSWERED, str(comment.pk)) if words in page}
        if "1 comment" in client.get(line.plan.get_absolute_url()).content.decode():
            counted.add(name)
    assert met == dict.fromkeys(addresses, knows)
    assert counted == knows


@pytest.mark.parametrize("act", ["answer", "resolve", "reopen"])
@pytest.mark.parametrize("compartment", [Compartment.AGENCY, Compartment.CIRCLE])
def test_what_is_hidden_is_not_there_for_the_others_whatever_they_send(
    say, compartment, act, client_of, anu, ganaa, khulan, third
):
    comment = say(anu, compartment=compartment, people=[ganaa])
    address = reverse(f"activities:comment-{act}", args=[comment.pk])
    for person in (khulan, third):
        client = client_of(person)
        for method in ("get", "head", "post", "put", "delete", "options"):
            assert getattr(client, method)(address).status_code == 404, method


# whom it tells


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_who_is_mentioned_gets_a_mail_in_their_language_that_leads_there_and_keeps_quiet(
    send, line, committed, mailoutbox, anu, khulan, ganaa
):
    khulan.language = "mn"
    khulan.save()
    with committed():
        response = send(anu, people=[khulan.pk, ganaa.pk])
    comment = Comment.objects.get()
    assert response["Location"] == f"{line.get_absolute_url()}#comment-{comment.pk}"
    mails = {mail.to[0]: mail for mail in mailoutbox}
    assert set(mails) == {khulan.email, ganaa.email}
    english = mails[ganaa.email]
    assert english.subject == f"D.Anu, NHRCM mentions you: {line}"
    assert f"http://testserver{line.get_absolute_url()}#comment-{comment.pk}" in english.body
    with override("mn"):
        assert anu.short_name in mails[khulan.email].subject
    assert all(SAID not in mail.body + mail.subject for mail in mailoutbox)


@pytest.mark.parametrize(
    ("compartment", "mentioned", "sentence"),
    [
        ("agency", "khulan", "A comment for your agency alone mentions only your colleagues."),
        ("circle", None, "Choose the people who may know of it."),
        ("joint", "dorj", "Select a valid choice."),
    ],
)
def test_nobody_is_told_of_what_they_may_not_read(
    send, committed, mailoutbox, anu, request, compartment, mentioned, sentence
):
    people = [request.getfixturevalue(mentioned).pk] if mentioned else []
    with committed():
        response = send(anu, compartment=compartment, people=people)
    page = response.content.decode()
    assert (response.status_code, sentence in page, SAID in page) == (422, True, True)
    assert (list(mailoutbox), Comment.objects.count(), Mention.objects.count()) == ([], 0, 0)


def test_staff_of_the_other_side_who_never_acted_are_not_offered(line, client_of, anu, bold, khulan, draft_plan):
    def offered():
        people = client_of(anu).get(line.get_absolute_url()).context["comment_form"].fields["people"].queryset
        return set(people)

    assert offered() == {khulan}
    add_comment(line, by=bold, text=SAID)
    assert offered() == {khulan, bold}


def test_the_others_of_an_exchange_are_told_of_an_answer_unless_unticked(
    say, send, committed, mailoutbox, anu, bold, khulan, client_of, line
):
    comment = say(anu, people=[khulan])
    page = client_of(bold).get(reverse("activities:comment-answer", args=[comment.pk]))
    thread = page.context["threads"][0]
    assert {key for key, _label in thread.answer_form.fields["people"].choices} == {str(anu.pk), str(khulan.pk)}
    with committed():
        send(bold, "answer", comment, text=ANSWERED, people=[anu.pk])
    assert [mail.to for mail in mailoutbox] == [[anu.email]]


def test_the_first_page_shows_what_mentions_me_until_it_is_resolved(say, client_of, anu, bold, khulan):
    home = reverse("activities:home")

    def mentioned():
        return [comment.text for comment in client_of(bold).get(home).context["mentions"]]

    assert "You were mentioned" not in client_of(bold).get(home).content.decode()
    comment = say(anu, people=[bold])
    answer(comment, by=khulan, text=ANSWERED, people=[bold])
    assert mentioned() == [ANSWERED, SAID]
    assert "You were mentioned" in client_of(bold).get(home).content.decode()
    assert "You were mentioned" not in client_of(khulan).get(home).content.decode()
    resolve(comment, by=anu)
    assert mentioned() == []


def test_who_works_for_another_agency_now_is_shown_nothing_of_the_former(say, client_of, colleague, anu, npa):
    say(anu, compartment=Compartment.AGENCY, people=[colleague])
    colleague.agency, colleague.department = npa, None
    colleague.save()
    assert client_of(colleague).get(reverse("activities:home")).context["mentions"] == []


def test_a_closed_year_waits_for_nobody(say, client_of, anu, bold):
    say(anu, people=[bold])
    AnnualPlan.objects.update(state=PlanState.CLOSED)
    assert client_of(bold).get(reverse("activities:home")).context["mentions"] == []


def test_what_changed_leads_to_no_line_that_is_gone(say, line, client_of, anu, bold):
    say(anu)
    remove_line(line, by=anu)
    pages = [change.page for change in client_of(bold).get(reverse("activities:home")).context["changes"]]
    assert pages == [line.plan.get_absolute_url(), line.plan.get_absolute_url(), ""]


# the page of the line


def test_the_page_says_how_the_field_read_and_that_it_reads_differently_now(say, line, client_of, anu, bold):
    say(anu, field="period")
    differently = "it reads differently now"
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert "Period: Q1–Q2" in " ".join(page.split())
    assert differently not in page
    edit_line(line, by=bold, version=1, changes={"ends_on": date(line.plan.year, 12, 31)}, parts=LineParts())
    page = client_of(bold).get(line.get_absolute_url()).content.decode()
    assert "Period: Q1–Q2" in " ".join(page.split())
    assert differently in page


def test_the_value_is_never_taken_from_the_form(send, anu):
    send(
        anu, field="period", value_mn="худал", value_en="untrue", resolved_at="2026.11.01", author="1", at="2020.01.01"
    )
    comment = Comment.objects.get()
    assert (comment.value_en, comment.is_resolved, comment.author) == ("Q1–Q2", False, anu)
    assert comment.at.year > 2020


def test_sent_twice_it_stands_once_and_leads_to_the_same_place(send, anu):
    key = str(uuid.uuid4())
    assert len({send(anu, form_key=key)["Location"] for _ in range(3)}) == 1
    assert Comment.objects.count() == 1


def test_an_answer_that_is_refused_comes_back_with_its_text(say, send, anu, bold):
    comment = resolve(say(anu), by=anu)
    response = send(bold, "answer", comment, text=ANSWERED)
    assert (response.status_code, ANSWERED in response.content.decode()) == (422, True)
    assert send(bold, "answer", comment, text="").status_code == 422


def test_the_side_that_wrote_it_resolves_it_and_the_other_answers(say, send, colleague, anu, bold, chimeg):
    comment = say(anu)
    refused = send(bold, "resolve", comment)
    assert (refused.status_code, "NHRCM wrote this comment" in refused.content.decode()) == (403, True)
    assert send(chimeg, "answer", comment, text=ANSWERED).status_code == 403
    assert send(bold, "answer", comment, text=ANSWERED).status_code == 302
    assert send(colleague, "resolve", comment, resolution="Засав.").status_code == 302
    assert send(bold, "reopen", comment).status_code == 403
    again = send(anu, "resolve", comment, resolution="Дахин")
    assert (again.status_code, "already" in again.content.decode()) == (422, True)
    assert send(anu, "reopen", comment).status_code == 302


def test_an_answer_is_no_comment_to_be_answered_or_resolved(say, send, anu, bold):
    given = answer(say(anu), by=bold, text=ANSWERED)
    for act in ("answer", "resolve", "reopen"):
        assert send(bold, act, given).status_code == 404


def test_in_a_closed_year_comments_are_read_and_none_is_added(say, send, line, client_of, anu):
    comment = say(anu)
    AnnualPlan.objects.update(state=PlanState.CLOSED)
    page = client_of(anu).get(line.get_absolute_url()).content.decode()
    assert (SAID in page, "Write a comment" in page) == (True, False)
    for act, thing in (("add", None), ("answer", comment), ("resolve", comment), ("reopen", comment)):
        assert send(anu, act, thing).status_code == 403


def test_a_text_that_was_put_forward_is_still_commented_on(say, send, anu):
    AnnualPlan.objects.update(state=PlanState.PROPOSED)
    assert send(anu).status_code == 302


@pytest.mark.parametrize("field", ["period", "flying", ""])
def test_a_link_can_ask_for_a_comment_on_one_field(line, client_of, anu, field):
    context = client_of(anu).get(f"{line.get_absolute_url()}?field={field}").context
    assert context["comment_form_is_open"] == (field == "period")
    address = reverse("activities:comment-add", args=[line.pk])
    response = client_of(anu).get(f"{address}?field={field}")
    assert (response.status_code, response.context["comment_form_is_open"]) == (200, True)


def test_the_check_of_a_draft_counts_what_the_reader_may_know_of_and_holds_nothing_up(say, client_of, anu, bold, line):
    say(anu, compartment=Compartment.AGENCY)
    say(anu)
    address = reverse("activities:plan-adoption", args=[line.plan_id])
    assert "2 unresolved comments" in client_of(anu).get(address).content.decode()
    page = client_of(bold).get(address)
    assert "1 unresolved comment" in page.content.decode()
    assert not any("comment" in str(one) for one in page.context["failing"])


def test_beside_many_comments_the_newest_have_their_forms_and_the_others_a_page(line, client_of, anu, monkeypatch):
    monkeypatch.setattr(activity_pages, "MOST_FORMS", 2)
    oldest, *newer = [add_comment(line, by=anu, text=f"Санал {number}") for number in range(3)]
    page = client_of(anu).get(line.get_absolute_url()).content.decode()
    for comment in newer:
        assert f'id="id_{comment.pk}_text"' in page
    assert f'id="id_{oldest.pk}_text"' not in page
    address = reverse("activities:comment-answer", args=[oldest.pk])
    assert f'href="{address}"' in page
    alone = client_of(anu).get(address).content.decode()
    assert f'id="id_{oldest.pk}_text"' in alone
    assert f'id="id_{oldest.pk}_resolution"' in alone
