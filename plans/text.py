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
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN_LOOK_ALIKES = str.maketrans("aceopxykhbmt", "асеорхукнвмт")
# Keyboards without Mongolian letters write Є for Ө and Ї for Ү, or plain о and у; ё is typed as е.
ONE_LETTER = str.maketrans({"є": "о", "ї": "у", "ɵ": "о", "ө": "о", "ү": "у", "ё": "е"})


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


def search_text(*parts: str) -> str:
    """What is kept beside a thing for the search: the keys of its texts, a line each."""
    return "\n".join(search_key(part) for part in parts if part)
