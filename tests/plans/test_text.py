"""What is refused in a text, and how a text is found whatever keyboard it came from."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from plans.models import Agreement, Objective
from plans.text import excerpt, search_key, search_text, search_words, validate_text

CYRILLIC = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"
WORDS = st.text(CYRILLIC + CYRILLIC.upper(), min_size=1, max_size=20)
TEXTS = st.text(st.sampled_from(CYRILLIC + CYRILLIC.upper() + "abcdefghijklmnopqrstuvwxyz 0123456789.,№₮«»-"))


# what is refused


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "Төлөвлөгөө ба ҮЙЛ АЖИЛЛАГАА: Ё, ₮, №, «», –",
        "хоёр\nмөр\r\nба\tтаб",
        "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
        "ᠬᠠᠷ\u180eᠠ",
        "e\u0301" * 10,
        "a" + "\u0301" * 500,
        "👩‍⚖️ 100% <b>&amp;</b> '; drop table",
        "=1+1",
        "\u200bнууц\u200d зай\u00a0",
    ],
)
def test_what_people_write_is_kept_as_it_was_typed(kept):
    validate_text(kept)
    assert Objective(title_mn=kept).title_mn == kept


@pytest.mark.parametrize("mark", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_what_no_text_holds_is_refused(mark):
    with pytest.raises(ValidationError) as refused:
        validate_text(f"урд{mark}хойно")
    assert refused.value.code == "not_text"


def test_half_of_a_letter_is_refused():
    for half in ("\ud800", "\udfff"):
        with pytest.raises(ValidationError):
            validate_text(half)


@pytest.mark.parametrize("mark", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_mark_that_turns_text_around_is_refused(mark):
    with pytest.raises(ValidationError) as refused:
        validate_text(f"батлав{mark}цуцлав")
    assert refused.value.code == "turns_text"


def test_the_refusal_is_a_sentence_at_the_field(db):
    with override("en"):
        with pytest.raises(ValidationError) as refused:
            Agreement(title_mn="x\x1by", purpose_mn="x\u202ey").full_clean()
        assert refused.value.message_dict == {
            "title_mn": ["This text holds a character that is not text. Type it anew."],
            "purpose_mn": ["This text holds a hidden mark that turns its direction. Type it anew."],
        }


# how it is found


@pytest.mark.parametrize(
    "typed",
    [
        "Төлөвлөгөө",
        "төлөвлөгөө",
        "ТӨЛӨВЛӨГӨӨ",
        "ТЄЛЄВЛЄГЄЄ",
        "толовлогоо",
        "Тoлoвлoгoo",
        "тɵлɵвлɵгɵɵ",
        "  төлөвлөгөө\n",
        "төлөв\u180eлөгөө",
        "төлөв\u00adлөгөө",
        "\ufeffтөлөвлөгөө\u200b",
    ],
)
def test_every_way_to_type_a_word_has_one_key(typed):
    assert search_key(typed) == search_key("төлөвлөгөө")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Үндэсний", "Їндэсний"),
        ("үндэсний", "ундэсний"),
        ("Ёс зүй", "ес зуй"),
        ("Хөвсгөл", "XөBcгөл"),
        ("Орхон", "Opxoн"),
        ("ХЭҮК", "хэїк"),
        ("STRASSE", "straße"),
    ],
)
def test_pairs_that_mean_the_same_word(one, other):
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("police", "роlісе"), ("сургалт", "сурталт"), ("хот", "hot"), ("цагдаа", "цагда"), ("нар", "hap")],
)
def test_pairs_that_are_two_words(one, other):
    assert search_key(one) != search_key(other)


def test_a_word_all_in_latin_letters_stays_latin():
    assert search_key("UN CAT report") == "un cat report"


@pytest.mark.parametrize("letter", "йЙёЁ")
def test_a_letter_typed_in_two_parts_is_the_same_letter(letter):
    assert search_key(unicodedata.normalize("NFD", f"са{letter}н")) == search_key(f"са{letter}н")


@given(TEXTS)
def test_a_key_is_the_key_of_itself(text):
    assert search_key(search_key(text)) == search_key(text)


@given(TEXTS)
def test_case_and_space_change_no_key(text):
    assert search_key(f"  {text.upper()}\t") == search_key(text.lower())


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_every_word_of_a_text_is_found_in_it(words, data):
    word = data.draw(st.sampled_from(words))
    assert search_key(word) in search_text("Гарчиг", " ".join(words))


@given(WORDS, st.data())
def test_the_beginning_of_a_word_finds_it(word, data):
    start = word[: data.draw(st.integers(1, len(word)))]
    assert search_key(start) in search_key(word)


@given(st.text())
def test_no_text_at_all_breaks_the_key(text):
    assert isinstance(search_key(text), str)


def test_a_search_text_has_a_line_for_each_part_that_says_something():
    assert search_text("Зорилт", "", "Objective") == "зорилт\nobjective"
    assert search_text("", "") == ""


@given(st.lists(WORDS, min_size=1, max_size=80), st.data())
def test_an_excerpt_shows_a_word_that_was_looked_for_and_nothing_that_is_not_in_the_text(words, data):
    text, wanted = " ".join(words), data.draw(st.sampled_from(words))
    pieces = excerpt(text, wanted, length=40)
    shown = "".join(piece for piece, _is_wanted in pieces).removeprefix("… ").removesuffix("…")
    assert shown in text
    marked = [search_key(piece) for piece, is_wanted in pieces if is_wanted]
    assert any(search_key(wanted)[:40] in piece or piece in search_key(wanted) for piece in marked)


def test_an_excerpt_begins_shortly_before_the_word_and_ends_with_a_whole_one():
    text = "Нэг хоёр гурав дөрөв тав зургаа долоо найм ес арав"
    pieces = excerpt(text, "зургаа", length=24)
    assert "".join(piece for piece, _is_wanted in pieces) == "… тав зургаа долоо найм ес…"
    assert [piece for piece, is_wanted in pieces if is_wanted] == ["зургаа"]


def test_a_word_longer_than_an_excerpt_is_cut():
    assert excerpt("а" * 50, "а", length=10) == [("а" * 10, True), ("…", False)]


def test_words_are_looked_for_once_each():
    assert search_words(" Сургалт сургалт ЦЕГ") == ["сургалт", "цег"]
