"""Days, figures and suffixes as the country writes them (acts on legalinfo.mn; CLDR mn)."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils import dateformat, formats, timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from activities.forms.entries import EntryForm
from activities.models import Entry
from plans.calendar import long_date, period, quarter_of, takes_front_vowel
from plans.divisions import Division
from plans.templatetags.formats import day as written_day
from plans.templatetags.formats import money, number
from tests.factories import ActivityFactory, EntryFactory

LANGUAGES = ("mn", "en")
DAY = date(2026, 11, 24)
# The last word of each number, as it is said: its vowels decide the suffix.
SPOKEN = {
    1: "нэг", 2: "хоёр", 3: "гурав", 4: "дөрөв", 5: "тав", 6: "зургаа", 7: "долоо", 8: "найм", 9: "ес",
    10: "арав", 20: "хорь", 30: "гуч", 40: "дөч", 50: "тавь", 60: "жар", 70: "дал", 80: "ная", 90: "ер",
    100: "зуу", 1000: "мянга",
}  # fmt: skip
FRONT = re.compile("[эөүе]")


@pytest.fixture(params=LANGUAGES)
def language(request):
    with override(request.param):
        yield request.param


def rendered(text, **context):
    return Template("{% load formats l10n humanize %}" + text).render(Context(context))


# suffixes


def last_word(of):
    for place in (10, 100, 1000):
        if rest := of % place:
            return SPOKEN[rest if place == 10 else rest - rest % (place // 10)]
    return SPOKEN[1000]


@pytest.mark.parametrize("of", [*range(1, 101), 206, 322, 364, 1000, 2026, 2040])
def test_the_vowel_of_the_last_word_decides_the_suffix(of):
    assert takes_front_vowel(of) is bool(FRONT.search(last_word(of)))


@pytest.mark.parametrize(
    ("of", "front"),
    [(89, True), (322, False), (206, False), (76, False), (43, False), (1, True), (11, True), (40, True), (90, True)],
)
def test_the_numbers_of_acts_that_were_read(of, front):
    assert takes_front_vowel(of) is front


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2020, 8, 18), "2020 оны 08 дугаар сарын 18-ны өдөр"),
        (date(2026, 11, 24), "2026 оны 11 дүгээр сарын 24-ний өдөр"),
        (date(2026, 1, 1), "2026 оны 01 дүгээр сарын 1-ний өдөр"),
        (date(2017, 4, 9), "2017 оны 04 дүгээр сарын 9-ний өдөр"),
        (date(2017, 9, 30), "2017 оны 09 дүгээр сарын 30-ны өдөр"),
        (date(2013, 9, 21), "2013 оны 09 дүгээр сарын 21-ний өдөр"),
        (date(2017, 3, 7), "2017 оны 03 дугаар сарын 7-ны өдөр"),
        (date(2017, 10, 20), "2017 оны 10 дугаар сарын 20-ны өдөр"),
        (date(2026, 12, 31), "2026 оны 12 дугаар сарын 31-ний өдөр"),
    ],
)
def test_a_day_in_words_is_written_as_in_an_act(day, written):
    assert long_date(day, "mn") == written


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_of_the_calendar_has_its_words(day):
    written = re.fullmatch(
        r"(\d{4}) оны (\d\d) (дугаар|дүгээр) сарын (\d{1,2})-(ны|ний) өдөр", long_date(day, "mn")
    ).groups()
    assert (int(written[0]), int(written[1]), int(written[3])) == (day.year, day.month, day.day)
    assert (written[2] == "дүгээр") is bool(FRONT.search(last_word(day.month)))
    assert (written[4] == "ний") is bool(FRONT.search(last_word(day.day)))


def test_in_english_a_day_in_words_names_its_month():
    assert long_date(date(2020, 8, 18), "en") == "18 August 2020"
    assert long_date(date(2020, 8, 18), "en-gb") == "18 August 2020"


def test_the_page_takes_the_words_from_its_language():
    with override("mn"):
        assert rendered("{{ day|long_date }}", day=DAY) == "2026 оны 11 дүгээр сарын 24-ний өдөр"
    with override("en"):
        assert rendered("{{ day|long_date }}|{{ none|long_date }}", day=DAY, none=None) == "24 November 2026|"


# days


def test_a_day_is_year_month_day_with_points(language):
    assert (
        written_day(DAY) == formats.date_format(DAY) == formats.date_format(DAY, "SHORT_DATE_FORMAT") == "2026.11.24"
    )
    assert written_day(date(2026, 3, 2)) == "2026.03.02"
    assert written_day(None) == ""
    assert rendered("{{ day }}|{{ day|date }}", day=DAY) == "2026.11.24|2026.11.24"


def test_a_moment_is_in_the_time_of_the_country_and_in_24_hours(language):
    moment = timezone.localtime(datetime(2026, 11, 24, 6, 5, tzinfo=UTC))
    assert formats.date_format(moment, "DATETIME_FORMAT") == "2026.11.24 14:05"
    assert formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "2026.11.24 14:05"
    assert formats.time_format(moment.time()) == "14:05"
    assert rendered('{{ moment|date:"Y.m.d H:i" }}', moment=datetime(2026, 11, 24, 16, 5, tzinfo=UTC)) == (
        "2026.11.25 00:05"
    )


def test_the_week_starts_on_monday(language):
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize("typed", ["2026.11.24", "2026-11-24", "2026/11/24"])
def test_a_day_is_typed_with_points_hyphens_or_strokes(language, typed):
    assert forms.DateField().clean(typed) == DAY


@pytest.mark.parametrize(
    "typed", ["08/07/2026", "24.11.2026", "11-24-2026", "24 Nov 2026", "2026.02.30", "2026", "26.11.24"]
)
def test_a_day_nobody_can_be_sure_of_is_refused(language, typed):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(typed)


def every_form(of=forms.BaseForm):
    return {form for one in of.__subclasses__() for form in {one, *every_form(one)}}


def test_every_box_for_a_day_shows_how_a_day_is_written(language):
    import_module(settings.ROOT_URLCONF)
    ours = [form for form in every_form() if form.__module__.split(".")[0] in {"plans", "activities"}]
    days = [field for form in ours for field in form.base_fields.values() if isinstance(field, forms.DateField)]
    assert len(days) > 20
    for field in days:
        assert field.widget.attrs["placeholder"] == "2026.11.27"
        assert field.widget.input_type == "text"
    with pytest.raises(forms.ValidationError) as refused:
        days[0].clean("27.11.2026")
    assert "2026.11.27" in refused.value.messages[0]


def test_a_form_shows_a_day_as_it_is_typed(language, adopted_plan, bold):
    entry = EntryFactory(activity=ActivityFactory(plan=adopted_plan, lead=bold.department), author=bold)
    entry.starts_on = date(2026, 3, 2)
    form = EntryForm(instance=Entry.objects.get(pk=entry.pk), user=bold, initial={"starts_on": entry.starts_on})
    assert 'value="2026.03.02"' in str(form["starts_on"])


def test_no_page_writes_the_animal_of_a_month():
    """Django's Mongolian for «E» names the years of the zodiac."""
    with override("mn"):
        assert dateformat.format(DAY, formats.get_format("YEAR_MONTH_FORMAT")) == "2026.11"
        assert dateformat.format(DAY, formats.get_format("MONTH_DAY_FORMAT")) == "11.24"


# periods


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "mongolian", "english"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), "I улирал", "Q1"),
        (date(2026, 4, 1), date(2026, 6, 30), "II улирал", "Q2"),
        (date(2026, 7, 1), date(2026, 12, 31), "III–IV улирал", "Q3–Q4"),
        (date(2026, 1, 1), date(2026, 12, 31), "I–IV улирал", "Q1–Q4"),
        (date(2018, 8, 30), date(2018, 8, 30), "2018.08.30", "2018.08.30"),
        (date(2018, 8, 30), None, "2018.08.30", "2018.08.30"),
        (None, date(2018, 8, 30), "2018.08.30", "2018.08.30"),
        (date(2019, 2, 26), date(2019, 2, 27), "2019.02.26–27", "2019.02.26–27"),
        (date(2020, 7, 1), date(2020, 10, 15), "2020.07.01–10.15", "2020.07.01–10.15"),
        (date(2020, 7, 2), date(2020, 9, 30), "2020.07.02–09.30", "2020.07.02–09.30"),
        (date(2019, 12, 30), date(2020, 1, 5), "2019.12.30–2020.01.05", "2019.12.30–2020.01.05"),
        (date(2019, 1, 1), date(2020, 12, 31), "2019.01.01–2020.12.31", "2019.01.01–2020.12.31"),
        (None, None, "", ""),
    ],
)
def test_a_period_is_as_short_as_it_can_be_said(starts_on, ends_on, mongolian, english):
    assert (period(starts_on, ends_on, "mn"), period(starts_on, ends_on, "en")) == (mongolian, english)
    with override("mn"):
        assert rendered("{% period a b %}", a=starts_on, b=ends_on) == mongolian


@given(st.dates())
def test_a_quarter_has_three_months(day):
    assert 3 * quarter_of(day) - 2 <= day.month <= 3 * quarter_of(day)


# figures


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (100, "100"),
        (1000, "1,000"),
        (1234567, "1,234,567"),
        (Decimal("1234.50"), "1,234.5"),
        (Decimal("40.00"), "40"),
        (Decimal("1000.00"), "1,000"),
        (Decimal("0.05"), "0.05"),
        (Decimal("-2.50"), "-2.5"),
        (83.5, "83.5"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_figure_is_grouped_by_commas_and_ends_where_it_says_nothing(value, written):
    assert number(value) == written


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_figure_reads_back_as_what_it_was(value):
    assert Decimal(number(value).replace(",", "")) == value


def test_money_is_in_tugrik():
    assert money(1_500_000) == "₮ 1,500,000"
    assert money(0) == "₮ 0"
    assert money(None) == ""


def test_decimals_are_after_a_point(language):
    assert formats.number_format(Decimal("89.23")) == "89.23"
    assert formats.number_format(Decimal("1234.5"), use_l10n=True, force_grouping=True) == "1,234.5"
    assert rendered("{{ mean|floatformat:2 }}", mean=Decimal("86.5789")) == "86.58"


def test_a_year_and_a_number_of_a_thing_are_never_grouped(language):
    assert rendered("{{ year }}|{{ pk }}", year=2026, pk=12345) == "2026|12345"


def test_a_share_stands_close_to_its_sign(client_of, bold, adopted_plan):
    """12%, as CLDR has it for Mongolian."""
    ActivityFactory(plan=adopted_plan, lead=bold.department, confirmed=True)
    page = client_of(bold).get(adopted_plan.get_absolute_url()).content.decode()
    assert ">100%<" in page
    assert re.findall(r">\d+ %<", page) == []


def test_people_are_grouped_wherever_they_stand(client_of, bold, adopted_plan):
    line = ActivityFactory(plan=adopted_plan, lead=bold.department)
    EntryFactory(activity=line, author=bold, women=1060, men=2977, sex_not_recorded=None)
    for address in (adopted_plan.get_absolute_url(), line.get_absolute_url()):
        page = client_of(bold).get(address).content.decode()
        assert "women: 1,060" in page, address
        assert "4,037" in page, address


# places


def test_the_province_and_the_district_of_one_name_are_told_apart():
    for language, (province, district) in {
        "en": ("Sukhbaatar", "Sukhbaatar district"),
        "mn": ("Сүхбаатар", "Сүхбаатар дүүрэг"),
    }.items():
        with override(language):
            assert (str(Division.SUKHBAATAR.label), str(Division.SUKHBAATAR_DISTRICT.label)) == (province, district)
            assert len({str(label) for label in Division.labels}) == len(Division)
