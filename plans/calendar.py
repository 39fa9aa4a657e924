"""Days and periods in words, as the country's acts write them (facts: CLDR mn; acts on legalinfo.mn)."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
QUARTERS = [("1", _("quarter I")), ("2", _("quarter II")), ("3", _("quarter III")), ("4", _("quarter IV"))]
"""The quarters of a year as the choices of a form."""
# The vowel of the number's last word decides: 1, 4, 9, 40 and 90 take -дүгээр and -ний.
FRONT_VOWEL = {1, 4, 9}


def takes_front_vowel(number: int) -> bool:
    last = number % 10
    if last:
        return last in FRONT_VOWEL
    return number % 100 in {40, 90}


def long_date(day: date, language: str) -> str:
    """«2020 оны 08 дугаар сарын 18-ны өдөр»; in English «18 August 2020»."""
    if language.startswith("en"):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    ordinal = "дүгээр" if takes_front_vowel(day.month) else "дугаар"
    genitive = "ний" if takes_front_vowel(day.day) else "ны"
    return f"{day.year} оны {day.month:02} {ordinal} сарын {day.day}-{genitive} өдөр"


def sunday_of(day: date) -> date:
    """The last day of the week, which begins on Monday."""
    return day + timedelta(days=6 - day.weekday())


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def first_day_of_quarter(year: int, quarter: int) -> date:
    return date(year, 3 * quarter - 2, 1)


def last_day_of_quarter(year: int, quarter: int) -> date:
    return date(year, 3 * quarter, 31 if quarter in {1, 4} else 30)


def is_whole_quarters(starts_on: date, ends_on: date) -> bool:
    return (
        starts_on.year == ends_on.year
        and starts_on == first_day_of_quarter(starts_on.year, quarter_of(starts_on))
        and ends_on == last_day_of_quarter(ends_on.year, quarter_of(ends_on))
    )


def period(starts_on: date | None, ends_on: date | None, language: str) -> str:
    """«Q3–Q4» or «III–IV улирал», «2018.08.30», «2019.02.26–27», «2020.07.01–10.15»; empty where nothing is known."""
    if starts_on and ends_on and is_whole_quarters(starts_on, ends_on):
        first, last = quarter_of(starts_on), quarter_of(ends_on)
        if language.startswith("en"):
            return f"Q{first}" if first == last else f"Q{first}–Q{last}"
        return f"{ROMAN[first]} улирал" if first == last else f"{ROMAN[first]}–{ROMAN[last]} улирал"
    if not starts_on or not ends_on or starts_on == ends_on:
        only = ends_on or starts_on
        return f"{only:%Y.%m.%d}" if only else ""
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{starts_on:%Y.%m.%d}–{ends_on:%d}"
    if starts_on.year == ends_on.year:
        return f"{starts_on:%Y.%m.%d}–{ends_on:%m.%d}"
    return f"{starts_on:%Y.%m.%d}–{ends_on:%Y.%m.%d}"
