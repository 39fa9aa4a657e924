"""What a person types: what is refused in it, and how it is found again whatever keyboard it came from."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Bidirectional overrides and isolates turn text around on the screen: what is read is not what is stored.
TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
# U+FFFD stands where bytes were no UTF-8: what was meant is lost.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
# Seen by nobody, typed by accident: the Mongolian vowel separator, zero-width spaces and joiners, soft hyphen.
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2060\ufeff]")
WORD = re.compile(r"\w+")
SPACED = re.compile(r"\S+|\s+")
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN_LOOK_ALIKES = str.maketrans("aceopxykhbmt", "асеорхукнвмт")
# Keyboards without Mongolian letters write Є for Ө and Ї for Ү, or plain о and у; ё is typed as е.
ONE_LETTER = str.maketrans({"є": "о", "ї": "у", "ɵ": "о", "ө": "о", "ү": "у", "ё": "е"})

Stretch = tuple[str, bool]
"""A stretch of a text, and whether it is what somebody looked for."""


def validate_text(value: str) -> None:
    """Refuse what no text holds; everything else is kept as it was typed."""
    if CONTROL.search(value):
        raise ValidationError(_("This text holds a character that is not text. Type it anew."), code="not_text")
    if TURNS_TEXT.search(value):
        raise ValidationError(
            _("This text holds a hidden mark that turns its direction. Type it anew."), code="turns_text"
        )


def search_key(text: str) -> str:
    """
    One key for every way a word is typed: case, Ө/Є/О, Ү/Ї/У, Latin letters within Cyrillic words, composed or not.
    """
    folded = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).casefold()
    folded = WORD.sub(_with_cyrillic_letters, folded).translate(ONE_LETTER)
    return " ".join(folded.split())


def _with_cyrillic_letters(word: re.Match[str]) -> str:
    return word[0].translate(LATIN_LOOK_ALIKES) if CYRILLIC.search(word[0]) else word[0]


def search_words(text: str) -> list[str]:
    """The keys of the different words somebody looks for, in the order they were typed."""
    return list(dict.fromkeys(search_key(text).split()))


def search_text(*parts: str) -> str:
    """What is kept beside a thing for the search: the keys of its texts, a line each."""
    return "\n".join(search_key(part) for part in parts if part)


def excerpt(text: str, wanted: str, length: int = 180) -> list[Stretch]:
    """At most `length` characters of a text in whole words, from shortly before the first one that was looked for."""
    words = search_words(wanted)
    pieces = [(piece, any(word in search_key(piece) for word in words)) for piece in SPACED.findall(text.strip())]
    first = next((place for place, (_piece, is_wanted) in enumerate(pieces) if is_wanted), 0)
    start, room = first, length // 4
    while start > 0 and (room := room - len(pieces[start - 1][0])) >= 0:
        start -= 1
    start += bool(start and pieces[start][0].isspace())
    shown: list[Stretch] = [("… ", False)] if start else []
    room = length
    for piece, is_wanted in pieces[start:]:
        if len(piece) > room:
            cut = [(piece[:room], is_wanted)] if room == length else []
            return [*shown, *cut, ("…", False)]
        room -= len(piece)
        shown.append((piece, is_wanted))
    return shown
