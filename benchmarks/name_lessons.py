"""Messages with and without names, from the examples of the content: what the names' network is fitted on.

Names are put together at run time from the shipped lists and from halves of two names, so that no list
need be complete. Further messages with names are the examples of live concerns and of questions with "her" or
"this mum" replaced by a name; those examples, and the sentences of the content, are messages without.
"""

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from knowledge.library import Library
from knowledge.privacy.published import published
from knowledge.privacy.wordlists import names, words

FILE = "content/privacy/examples.yaml"
FILLINGS, CLEAR_FILLINGS, TURNS, JOINED, SLIPS = 16, 6, 2, 7000, 14_000
_SLOT = re.compile(r"(\{\w+\})")
_CALLED = {"n", "s", "sch"}
_BRAND_ENDS = "start care line pad net hub safe app link box mate well kind sis".split()
_SCHOOLS = "primary infants juniors nursery academy school high pre-school".split()
_FIELDS = [a + b for a in "oak hill elm north green".split() for b in ("", "field", "wood", "brook")]
_DATES = ("3/4/21", "12 may", "1234567", "03/04/2021")
_AFTER_TEXT = ("?", ".", "!", " pls", " today", " x")
_BETWEEN = (". ", ". ", ", ", " ", "? ", " - ", "\n")


@dataclass(frozen=True)
class Lesson:
    """A message and where names stand in it."""

    text: str
    names: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=1)
def examples() -> dict[str, list[str]]:
    """The templates by kind."""
    found: dict[str, list[str]] = yaml.safe_load((resources.files("knowledge") / FILE).read_text("utf-8"))
    return found


def digest() -> str:
    """Stands for the templates: the weights say on which they were fitted."""
    return hashlib.sha256(json.dumps(examples()).encode()).hexdigest()


def lessons(library: Library, pick: random.Random) -> list[Lesson]:
    """Every message to learn from."""
    return list(_Lessons(library, pick).all())


class _Names:
    """Invented names of each kind."""

    def __init__(self, known: frozenset[str], pick: random.Random) -> None:
        self._pick, self._known = pick, known
        self._first = sorted(names("first-names"))
        self._ordinary = sorted(names("ordinary-names"))
        self._often = examples()["often"]
        self._wordiest = examples()["wordiest"]
        self._often_family = examples()["often_family"]
        self._places = sorted(words("also-a-place"))
        self._families = sorted(names("surnames"))
        self._wordy = sorted(words("ordinary-surname") - words("describing"))
        self._authors = sorted(words("authors"))

    def of(self, slot: str) -> str:
        """Something for a slot, in small letters but for brands."""
        kinds: dict[str, Callable[[], str]] = {
            "n": self._name,
            "s": self._family,
            "p": lambda: self._pick.choice(self._places),
            "x": self._public,
            "a": lambda: self._pick.choice(self._authors),
            "z": self._brand,
            "sch": self._school,
            "i": lambda: self._pick.choice("abcdefghjklmnprstw"),
            "age": lambda: str(self._pick.randint(1, 17)),
            "wk": lambda: str(self._pick.randint(2, 40)),
            "no": lambda: self._pick.choice(_DATES),
        }
        return kinds[slot]()

    def _name(self) -> str:
        turn = self._pick.random()
        if turn < 0.38:
            return self._pick.choice(self._first)
        if turn < 0.62:
            if turn < 0.42:
                return self._pick.choice(self._wordiest)
            return self._pick.choice(self._often if turn < 0.52 else self._ordinary)
        if turn < 0.78:
            return self._pick.choice(self._places)
        if turn < 0.97:
            return self._strange(self._first)
        return f"{self._pick.choice(self._first)}-{self._pick.choice(self._first)}"

    def _family(self) -> str:
        turn = self._pick.random()
        if turn < 0.26:
            return self._pick.choice(self._families)
        if turn < 0.56:
            return self._pick.choice(self._often_family if turn < 0.40 else self._wordy)
        if turn < 0.90:
            return self._strange(self._families)
        if turn < 0.94:
            return self._pick.choice(("o'", "mc", "mac", "de")) + self._pick.choice(self._families)
        return f"{self._pick.choice(self._families)}-{self._pick.choice([*self._wordy, *self._families])}"

    def _public(self) -> str:
        turn = self._pick.random()
        if turn < 0.4:
            return self._pick.choice(self._authors)
        return self._family() if turn < 0.8 else self._pick.choice([*self._places, *self._families])

    def _brand(self) -> str:
        turn = self._pick.random()
        some = [*self._wordy, *self._ordinary]
        if turn < 0.35:
            return capitals(self._strange([*self._first, *self._families]))
        if turn < 0.6:
            return capitals(self._pick.choice(some) + self._pick.choice(_BRAND_ENDS))
        if turn < 0.8:
            return capitals(f"{self._pick.choice(some)} {self._pick.choice(some)}")
        return capitals(self._pick.choice(some))

    def _school(self) -> str:
        own = self._pick.choice((self._families, self._wordy, [self._strange(self._families)], _FIELDS))
        return f"{self._pick.choice(own)} {self._pick.choice(_SCHOOLS)}"

    def _strange(self, among: Sequence[str]) -> str:
        """Halves of two names that are no word together."""
        while True:
            left, right = self._pick.choice(among), self._pick.choice(among)
            cut = self._pick.randint(2, max(2, len(left) - 2))
            found = (left[:cut] + right[self._pick.randint(1, max(1, len(right) - 2)) :])[:12]
            if found not in self._known and found.isalpha() and len(found) > 2:
                return found


class _Lessons:
    """Templates filled, sentences turned about a named person, and texts without names."""

    def __init__(self, library: Library, pick: random.Random) -> None:
        self._pick = pick
        self._names = _Names(published(library).words, pick)
        self._live = [_plain(each.text) for each in library.safety.examples]
        self._asked = [_plain(text) for entry in library.entries.values() for text in entry.questions]
        self._told = list(_sentences(library))

    def all(self) -> Iterator[Lesson]:
        """All of them; some twice over, joined to another, or with slips of the pen."""
        single = [*self._templates(), *self._texts(), *self._turned(), *self._framed()]
        named = [each for each in single if each.names]
        clear = [each.text for each in single if not each.names]
        yield from single
        for _ in range(JOINED):
            yield self._joined(self._pick.choice(named), self._pick.choice(clear))
            yield self._joined(Lesson(self._pick.choice(clear)), self._pick.choice(clear))
        for text in self._pick.sample(clear, SLIPS):
            yield Lesson(self._slips(text))

    def _templates(self) -> Iterator[Lesson]:
        for template in examples()["named"]:
            for _ in range(FILLINGS):
                yield self._filled(template)
        for template in examples()["clear"]:
            for _ in range(CLEAR_FILLINGS):
                yield self._filled(template, named=False)
            for frame in self._pick.sample(examples()["around"], 3):
                yield self._filled(frame.replace("{}", template), named=False)

    def _texts(self) -> Iterator[Lesson]:
        for text in (*self._live, *self._asked):
            yield Lesson(text)
            yield Lesson(text.lower())
            if self._pick.random() < 0.15:
                yield Lesson(text[:1].upper() + text[1:])
            if self._pick.random() < 0.02:
                yield Lesson(text.upper())
        for text in self._told:
            yield Lesson(text)
            yield Lesson(text.lower())

    def _turned(self) -> Iterator[Lesson]:
        """ "Her arm is blue" about somebody, and "this mum", and "the kids"."""
        for text in (*self._live, *(text for text in self._asked if self._pick.random() < 0.6)):
            for turn in (_pronoun, _pronoun, _family, _person, _person):
                for _ in range(TURNS):
                    template = turn(text, self._pick)
                    if template:
                        yield self._filled(template)

    def _framed(self) -> Iterator[Lesson]:
        """A text with a name before or after."""
        before, after = examples()["before"], examples()["after"]
        for text in self._live:
            if self._pick.random() < 0.25:
                yield self._filled(self._pick.choice(before) + text[:1].lower() + text[1:])
            if self._pick.random() < 0.2:
                yield self._filled(text.rstrip(".?!") + self._pick.choice(after))
        for text in self._asked:
            if self._pick.random() < 0.4:
                yield self._filled(text.rstrip(".?!") + self._pick.choice(after))
            if self._pick.random() < 0.1:
                yield self._filled(self._pick.choice(before) + text)

    def _filled(self, template: str, *, named: bool = True) -> Lesson:
        """A template with names, in small letters as often as not."""
        if self._pick.random() < 0.35:
            template = re.sub(r"\{([ns])\}'s(?= \w)", r"{\1}s", template)
        small = self._pick.random() < 0.5
        text, found = "", []
        for part in _SLOT.split(template):
            slot = part[1:-1] if part.startswith("{") else ""
            value = self._names.of(slot) if slot else part
            if slot in {"n", "s", "sch", "p", "x", "a", "i"} and not small:
                value = capitals(value)
            if slot in _CALLED and named:
                found.append((len(text), len(text) + len(value)))
            text += value
        return Lesson(self._written(text, small=small), tuple(found))

    def _written(self, text: str, *, small: bool) -> str:
        """As people write: all small, a capital first, all large, a word more at the end."""
        turn = self._pick.random()
        if small and turn < 0.5:
            text = text.lower()
        elif turn < 0.3:
            text = text[:1].upper() + text[1:]
        if self._pick.random() < 0.02:
            text = text.upper()
        more = text[-1:].isalpha() and self._pick.random() < 0.12
        return text + self._pick.choice(_AFTER_TEXT) if more else text

    def _joined(self, lesson: Lesson, other: str) -> Lesson:
        between = self._pick.choice(_BETWEEN)
        if self._pick.random() < 0.5:
            return Lesson(lesson.text + between + other, lesson.names)
        shift = len(other) + len(between)
        moved = tuple((start + shift, end + shift) for start, end in lesson.names)
        return Lesson(other + between + lesson.text, moved)

    def _slips(self, text: str) -> str:
        return " ".join(self._slip(word) for word in text.split(" "))

    def _slip(self, word: str) -> str:
        if len(word) < 4 or not word.isalpha() or self._pick.random() > 0.12:
            return word
        at, turn = self._pick.randint(1, len(word) - 2), self._pick.random()
        if turn < 0.4:
            return word[:at] + word[at + 1 :]
        if turn < 0.7:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + self._pick.choice("aeioutrsnl") + word[at + 1 :]


def capitals(name: str) -> str:
    """A name with its capitals."""
    return re.sub(r"(^|[-' ])([a-z])", lambda found: found[1] + found[2].upper(), name)


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


def _sentences(library: Library) -> Iterator[str]:
    """The content's own sentences."""
    texts = [body for entry in library.entries.values() for body in entry.body]
    texts += [stored.text for stored in library.sources.values()]
    for text in texts:
        for found in re.split(r"(?<=[.;:?!])\s+|\n\n", _plain(text)):
            if 15 < len(found) < 400:
                yield found


_FULL = ("{n}", "{n}", "{n}", "{n} {s}")
_NO_NOUN = frozenset(
    "to in on at off from with for and or but when if because so about up down out away again today"
    " now yet is was has had will would can could did does last this that the a alone home here there"
    " by into as i we they he she while until after before not never like who what how".split()
)
_SHE = re.compile(r"\b(she's|he's|shes|hes|she|he|her|his|him)\b(?!')(?=(?: (\w+))?)", re.IGNORECASE)
_WHO = re.compile(
    r"(?<!child )(?<!baby )(?<!every )(?<!any )(?<!each )(?<!no )(?<!if a )(?<!does a )(?<!can a )"
    r"(?<!should a )(?<!is a )(?<!parent )(?<!mother and )(?<!mum and )"
    r"\b(?:(?:the|this|my|our|her|his|one|a|another) )?"
    r"(?:(?:little|young|new|pregnant|foster|teenage|first time|older|younger|eldest|small) )*"
    r"(?:baby|child|mum|mother|dad|father|toddler|boy|girl|patient|pt|client|lad|woman|man|lady|teenager|son"
    r"|daughter|brother|sister|nan|gran|boyfriend|partner|pupil|student|tenant|stepdad|colleague|midwife|nurse"
    r"|teacher|manager|neighbour|parent|driver|coach|childminder|ta|porter|volunteer)"
    r"(?='s |(?: (?:is|was|has|had|isn't|wasn't|hasn't|isnt|wasnt|hasnt|said|told|says|tells|keeps|won't|wont"
    r"|can't|cant|didn't|didnt|did|does|doesn't|doesnt|with|at|in|on|and|who|to|for|from|today|last|again|about"
    r"|came|goes|went|lives|wants|needs|looks|hit|fell|rang|will|may|might|just|never|not|a|alone|now|turned"
    r"|left|refused|hits|hurt|died|gets|got|when|because|but|so|if)\b)|[.,?!]|$)",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\b(?:the|this|that|these|those|my|our|a|all the|both|her|his|their) "
    r"(?:whole |same |young |little |other |two |three |four |older |new )*"
    r"(family|household|kids|children|twins|siblings|parents|boys|girls|baby|mum|dad|mother|father|couple|case"
    r"|brothers|sisters)\b(?! (?:centre|hub|protection|plan|therapy|services?|support|first))",
    re.IGNORECASE,
)
_ONE = frozenset({"baby", "mum", "dad", "mother", "father", "case"})


def _one_of(pattern: re.Pattern[str], text: str, pick: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return pick.choice(found) if found else None


def _pronoun(text: str, pick: random.Random) -> str | None:
    """ "She", "her" and "his" made a name."""
    found = _one_of(_SHE, text, pick)
    if found is None:
        return None
    word, follows, name = found[1].lower(), (found[2] or "").lower(), pick.choice(_FULL)
    if word in {"she's", "he's", "shes", "hes"}:
        name += pick.choice((" is", "'s", " is"))
    elif word in {"her", "his"} and follows and (word == "his" or follows not in _NO_NOUN):
        name += "'s"
    return text[: found.start()] + name + text[found.end() :]


def _person(text: str, pick: random.Random) -> str | None:
    """ "This mum" made a name, or given one."""
    found = _one_of(_WHO, text, pick)
    if found is None:
        return None
    who, name, turn = found.group(), pick.choice(_FULL), pick.random()
    if turn < 0.62:
        made = name
    elif turn < 0.78:
        made = f"{who} {pick.choice((name, name, name, name, '{s}'))}"
    elif turn < 0.85:
        made = f"{who} called {name}"
    else:
        made = f"{who} ({name})" if turn < 0.92 else f"{who}, {name},"
    return text[: found.start()] + made + text[found.end() :]


def _family(text: str, pick: random.Random) -> str | None:
    """ "The kids" given a family name."""
    found = _one_of(_KIN, text, pick)
    if found is None:
        return None
    who, turn = found[1], pick.random()
    before = pick.choice(("the ", "the ", "the ", "those ", "all the ", "our ", ""))
    if turn < 0.55:
        made = f"{before}{{s}} {who}"
    else:
        made = "the {s}s" if turn < 0.85 and who.lower() not in _ONE else f"the {{s}}s {who}"
    return text[: found.start()] + made + text[found.end() :]
