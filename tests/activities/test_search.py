"""One search across all a person may know of."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from plans.models import Clause, Compartment
from tests.factories import ActivityFactory, EntryFactory
from tests.factories.meetings import AgendaItemFactory, DecisionFactory, MeetingFactory, WorkingGroupFactory
from tests.factories.recommendations import RecommendationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

WORD = "хулгай"


@pytest.fixture
def search(client_of):
    """What somebody finds by these words: of each kind, the titles with what is quoted beside them."""

    def found_by(person, words):
        response = client_of(person).get(f"{reverse('activities:search')}?{urlencode({'q': words})}")
        assert response.status_code == 200
        return {
            str(kind.heading): [
                (str(hit.thing), "".join(piece for piece, _is_wanted in hit.quote)) for hit in kind.hits
            ]
            for kind in response.context["found"]
        }

    return found_by


@pytest.fixture
def meeting(agreement):
    return MeetingFactory(agreement=agreement, confirmed=True, place="Мөрөн")


@pytest.fixture
def line(adopted_plan, bold):
    return ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Сургалт", title_en="Training")


def test_each_kind_of_thing_is_found_by_its_own_words(search, agreement, adopted_plan, meeting, bold):
    ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Малын хулгай", title_en="Livestock theft")
    RecommendationFactory(agreement=agreement, text_mn="Хулгайн хохирлыг барагдуул", text_en="Make good the theft")
    DecisionFactory(meeting=meeting, agency=bold.agency, text_mn="Хулгайн судалгаа", text_en="Study of theft")
    AgendaItemFactory(meeting=meeting, number=1, title_mn="Мал хулгайлах гэмт хэрэг", title_en="Stealing of livestock")
    WorkingGroupFactory(agreement=agreement, name_mn="Хулгайн эсрэг", name_en="Against theft")
    Clause.objects.create(agreement=agreement, number="3.2", text_mn="Мал хулгайлахтай тэмцэнэ")
    found = search(bold, WORD)
    assert list(found) == [
        "Activities",
        "Recommendations and demands",
        "Decisions",
        "Meetings",
        "Working groups",
        "Agreements",
    ]
    assert found["Meetings"] == [(str(meeting), "Мал хулгайлах гэмт хэрэг")]
    assert found["Agreements"] == [(str(agreement), "Мал хулгайлахтай тэмцэнэ")]
    assert found["Decisions"][0][1] == "Хулгайн судалгаа"


@pytest.mark.parametrize("day", ["2020.08.18", "18 August 2020", "2020 оны 08 дугаар сарын 18"])
def test_a_meeting_is_found_by_its_day(search, meeting, bold, day):
    assert [title for title, _quote in search(bold, day)["Meetings"]] == [str(meeting)]


def test_what_was_logged_is_quoted_beside_its_line(search, line, bold):
    EntryFactory(activity=line, author=bold, what_was_done="Хөвсгөлд хулгайн эсрэг сургалт хийв.")
    assert search(bold, WORD) == {"Activities": [(str(line), "Хөвсгөлд хулгайн эсрэг сургалт хийв.")]}


def test_the_text_that_says_the_most_of_the_words_is_the_one_quoted(search, line, bold):
    EntryFactory(activity=line, author=bold, what_was_done="Хулгай")
    EntryFactory(activity=line, author=bold, what_was_done="Хулгай, дээрэм", place="Дархан")
    assert search(bold, "дээрэм хулгай") == {"Activities": [(str(line), "Хулгай, дээрэм")]}


def test_a_title_that_says_all_the_words_is_not_quoted_again(search, line, bold):
    assert search(bold, "TRAINING") == {"Activities": [(str(line), "")]}


def test_a_hidden_entry_is_found_by_its_own_side_alone(search, line, bold, anu):
    EntryFactory(activity=line, author=bold, what_was_done="Хулгай", compartment=Compartment.AGENCY)
    assert search(bold, WORD) == {"Activities": [(str(line), "Хулгай")]}
    assert search(anu, WORD) == {}


def test_another_agency_finds_nothing(search, line, meeting, bold, dorj):
    AgendaItemFactory(meeting=meeting, title_mn="Хулгай")
    EntryFactory(activity=line, author=bold, what_was_done="Хулгай")
    assert search(dorj, WORD) == {}


def test_a_decision_is_found_once_its_minutes_are_confirmed(search, agreement, bold):
    held = MeetingFactory(agreement=agreement, held=True)
    DecisionFactory(meeting=held, agency=bold.agency, text_mn="Хулгайн судалгаа")
    assert search(bold, WORD) == {}


def test_five_of_a_kind_are_shown_and_the_list_has_them_all(client_of, adopted_plan, bold):
    for _ in range(7):
        ActivityFactory(plan=adopted_plan, lead=bold.department, title_mn="Хулгай", title_en="")
    client = client_of(bold)
    found = client.get(f"{reverse('activities:search')}?q={WORD}").context["found"][0]
    assert (found.count, len(found.hits)) == (7, 5)
    assert client.get(found.address).context["page_obj"].paginator.count == 7


@pytest.mark.parametrize("name", ["decision", "meeting", "working-group", "agreement"])
def test_every_list_is_narrowed_by_the_same_words(client_of, agreement, meeting, bold, name):
    DecisionFactory(meeting=meeting, agency=bold.agency, text_mn="Хулгайн судалгаа")
    AgendaItemFactory(meeting=meeting, title_mn="Хулгай")
    WorkingGroupFactory(agreement=agreement, mandate_mn="Хулгай")
    agreement.purpose_mn = "Хулгайтай тэмцэх"
    agreement.save()
    client, address = client_of(bold), reverse(f"plans:{name}-list")
    assert client.get(address, {"text": WORD}).context["page_obj"].paginator.count == 1
    assert client.get(address, {"text": "дээрэм"}).context["page_obj"].paginator.count == 0


@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_no_words_find_nothing_and_say_nothing_of_it(client_of, bold, line, words):
    response = client_of(bold).get(reverse("activities:search"), {"q": words})
    assert response.context["found"] == []
    assert "Nothing found" not in response.content.decode()


def test_the_title_of_the_page_says_the_words_as_they_were_typed(client_of, bold):
    page = client_of(bold).get(f"{reverse('activities:search')}?{urlencode({'q': 'Хүний эрх'})}")
    assert "Хүний эрх ·" in page.text.partition("</title>")[0]


def test_what_finds_nothing_says_so(client_of, bold):
    response = client_of(bold).get(reverse("activities:search"), {"q": "zzz"})
    assert "Nothing found" in response.content.decode()


def test_words_too_long_are_refused_in_a_sentence(client_of, bold):
    response = client_of(bold).get(reverse("activities:search"), {"q": "а" * 201})
    assert response.context["form"].errors["q"]
    assert response.context["found"] == []
