"""Turns what people type into words: cleaned, split, stemmed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz.distance import OSA

MAX_CHARACTERS = 2_000
"""A question longer than this is cut here; safety looks at all of it before."""

_stemmer = snowballstemmer.stemmer("english")
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", re.IGNORECASE)
_HASH_NUMBER = re.compile(r"#\s?(\d)")
_RANGE = re.compile(r"\b([1-9])\s?[-\u2013]\s?([1-9]\d?)\b(?!\s?(?:min|week|month|year|day))")
_LIKE_RECOMMEND = re.compile(r"\brec+(?!ommence)(?=[a-z]*m)[a-z]{5,14}\b", re.IGNORECASE)
_RECOMMEND = (
    "recommendation", "recommendations", "recommended", "recommend", "recommends", "recommending",
)  # fmt: skip
_LIKE_REC = re.compile(
    r"\b(?:rec(?:c|k|o|co)|wreck(?=s? (?:for|no|number|one|two|three|four|five|six|\d)\b))(s?)\b",
    re.IGNORECASE,
)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})

STOP_WORDS = frozenset(
    """
    a about after all also am an and any anyone anything are as at be because been being but by can
    could did do does doing done for from get gets getting give go going got had has have having he her
    here him his how i if in into is it its just know let like look looking make may me might more must
    my need no not now of off ok okay on one or our out over own please pls plz put really regarding
    said same say saying says see she should so some something tell than thank thanks that the their
    them then there these they thing things think this those through to too under up us use very want
    wants was way we were what whats when where which while who whos whose why will with without would
    you your yours wat wot wots shud cud thx right w following hi hello hey im ive id theres dont doesnt
    didnt isnt wasnt cant werent havent hasnt hadnt wont wouldnt couldnt shouldnt arent
    """.split()
)

REVIEW_WORDS = frozenset(
    """
    rec recs recommendation recommendations recommended recommend review reviews response responses scr
    lcspr case learning action actions point points document doc report number numbers no r findings
    finding lesson lessons list lists
    """.split()
)
TELLS_NOTHING = (
    STOP_WORDS
    | REVIEW_WORDS
    | frozenset(
        """
    told asked expected supposed meant required need needed show open read see full anything everything
    list summary responded respond respon answer answered addressed aimed aim aims
    aiming ask asks asking expect expects re wrt ref
    relevant apply applies set complete completed whole entire child bit bits part section stuff info
    information details detail job team partner ours mine another same again wondering quick question
    find found regarding link links called one ones
    good morning afternoon evening kind regards grateful dear sir madam made single together plus newly
    qualified itself ta u would so much many there thing things asap hope well forward
    um umm uh er erm hmm oh basically actually literally sort bit ya yeah yep nope lol sry soz
    student students trainee trainees salaried locum senior junior lead leads bank banded
    total altogether nr num numero except excluding excl exclude apart aside besides instead
    theyre theyve theyd weve were youve whats hows each every single whether belong belongs rather fine
    today tomorrow tonight monday tuesday wednesday thursday friday week oclock
    """.split()
    )
)
"""Words of asking: they carry no meaning of their own."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a question. `stem` is what is compared; `raw` keeps the capitals that were typed."""

    raw: str
    word: str
    stem: str
    corrected_from: str | None = None


def clean(text: str) -> str:
    """NFKC, without control, zero-width and unpaired characters, spaces single, cut to MAX_CHARACTERS."""
    if text.isascii() and text.isprintable():
        return " ".join(_plain_numbers(text).split())[:MAX_CHARACTERS].replace("`", "'")
    text = unicodedata.normalize("NFKC", text[: MAX_CHARACTERS * 2].encode("utf-8", "ignore").decode())
    text = _plain_numbers(text)
    kept = (_visible(character) for character in text)
    return " ".join("".join(kept).split())[:MAX_CHARACTERS].translate(_APOSTROPHES)


def _plain_numbers(text: str) -> str:
    """ "#4" as a number, "2-4" as a range, "reccomendation" as it is spelt."""
    text = _HASH_NUMBER.sub(r"number \1", text)
    if "-" in text or "\u2013" in text:  # these are slower than a look whether there is anything for them
        text = _RANGE.sub(r"\1 to \2", text)
    if "rec" in text.lower():
        text = _LIKE_REC.sub(r"rec\1", _LIKE_RECOMMEND.sub(_spelt, text))
    return text


def _spelt(found: re.Match[str]) -> str:
    word = found.group().lower()
    slips, spelt = min((OSA.distance(word, each), each) for each in _RECOMMEND)
    return spelt if 0 < slips <= (3 if len(word) < 12 else 4) else found.group()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Zl", "Zp", "Co", "Cn"} else character


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; short words and anything with digits stay as they are."""
    if len(word) <= 3 or not word.isalpha():
        return word
    return str(_stemmer.stemWord(word))


@lru_cache(maxsize=100_000)
def token(raw: str, corrected_from: str | None = None) -> Token:
    """A token from a word as typed. Possessive 's is dropped, other apostrophes are closed up."""
    word = raw.lower()
    word = word.removesuffix("'s").replace("'", "")
    return Token(raw, word, stem(word), corrected_from)


def tokens(text: str) -> list[Token]:
    """The words of a text. "rec4" is two words, "0-19" is two numbers."""
    found: list[Token] = []
    for word in _TOKEN.findall(_fold(text)):
        if word.isalpha() or word.isdigit():
            found.append(token(word))
        else:
            found.extend(token(part) for part in _JOINED.split(word) if part)
    return found


def _fold(text: str) -> str:
    """Accents off, so that Climbié is found by Climbie."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_APOSTROPHES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def text_of(words: Sequence[Token]) -> str:
    """The words as one text, without capitals, apostrophes and what stood between them."""
    return " ".join(each.word for each in words)


def word_at(words: Sequence[Token], at: int) -> str:
    """The word at a place; nothing before the first and after the last."""
    return words[at].word if 0 <= at < len(words) else ""


def stems(text: str) -> list[str]:
    """The stems of a text, in order."""
    return [each.stem for each in tokens(text)]


@lru_cache(maxsize=20_000)
def stems_of_name(name: str) -> frozenset[str]:
    """The stems of a name of the content's own: the same few are asked for with every question."""
    return frozenset(stems(name))
