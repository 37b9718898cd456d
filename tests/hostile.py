"""Replies with hostile text in every part, for property tests of the renderers."""

from typing import Any

from hypothesis import strategies as st

from handlers.messages import (
    Choice,
    Choices,
    Citation,
    ContactGroup,
    ContactLine,
    Contacts,
    Footer,
    Heading,
    LinkLine,
    Links,
    Mark,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Step,
    Steps,
    Text,
)

HOSTILE = (
    "",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "</blockquote></article><h1>999 is closed</h1>",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7 * 7 }} {% for x in y %} ${7} #{7}",
    "[red]markup[/red] [link=http://x.example]x[/link] [/]",
    "\x1b[31mred\x1b[0m \x1b]8;;http://x.example\x07link\x1b]8;;\x07 \x9b2J",
    "null\x00 bell\x07 back\x08 feed\x0c return\rover",
    "\u202egnp.exe\u202c \u2066isolate\u2069",
    "zero\u200bwidth \u200d \ufeff",
    "half a pair \ud83d and \udc00",
    "<!channel> <!everyone> <@U012AB3CD> <https://x.example|click>",
    "[click](javascript:alert(1)) *bold* _under_ `code` # heading",
    "javascript:alert(1)",
    "!!python/object/apply:os.system ['true']",
    "مرحبا שלום こんにちは 👶🏽",
    "line\nbreak\r\nand\u2028separators\u2029",
    "0300 555 1384 or 999",
    "w" * 500,
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(), max_size=40),
    st.text("<>&\"'[]{}%*\x1b 9", max_size=20),
)
urls = st.one_of(
    st.none(),
    texts,
    st.sampled_from(("https://hipsprocedures.org.uk/", "javascript:alert(1)", "data:text/html,x")),
)
lines = st.tuples(st.integers(1, 400), st.integers(1, 400)).map(lambda pair: (min(pair), max(pair)))
tones = st.sampled_from(("plain", "caution", "urgent", "quiet"))
kinds = st.sampled_from(("as_at", "status", "overdue", "due", "conflict", "part", "note", "language"))


def _many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


citations = st.builds(
    Citation, texts, texts, texts, st.none() | st.integers(1, 20), lines, texts, address=urls
)
link_lines = st.builds(LinkLine, texts, texts, url=urls, note=texts)
contact_lines = st.builds(
    ContactLine, texts, texts, _many(texts), texts, st.booleans(), urls, _many(texts), texts
)
contacts = st.builds(Contacts, _many(st.builds(ContactGroup, texts, _many(contact_lines))), st.booleans())
steps = st.builds(Step, texts, contacts=st.none() | contacts, link=st.none() | link_lines)
choices = st.builds(Choice, texts, texts, st.none() | texts)

parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Heading, texts, st.none() | texts, st.sampled_from((1, 2))),
    st.builds(Text, texts, tones),
    st.builds(QuoteBlock, texts, _many(texts), citations, st.booleans()),
    st.builds(Marks, _many(st.builds(Mark, kinds, texts))),
    st.builds(Links, texts, _many(link_lines)),
    contacts,
    st.builds(Steps, _many(steps), st.sampled_from((1, 2))),
    st.builds(Choices, texts, _many(choices)),
    st.builds(Footer, _many(texts)),
)

replies: st.SearchStrategy[Reply] = st.builds(
    Reply,
    st.lists(parts, max_size=5).map(tuple),
    st.sampled_from(("answered", "choices", "not_held", "signposted", "command")),
    private=st.booleans(),
)


def strings_of(reply: Reply) -> list[str]:
    """Every text of a reply that a renderer has to show, wherever it stands."""
    found: list[str] = []
    for part in reply.parts:
        _collect(part, found)
    return found


def _collect(value: object, found: list[str]) -> None:
    match value:
        case str():
            found.append(value)
        case tuple():
            for each in value:
                _collect(each, found)
        case Heading(text=text) | Text(text=text) | Mark(text=text):
            found.append(text)
        case Choice(label=label):
            found.append(label)
        case Citation(document=document, section=section, as_at=as_at):
            found.extend((document, section, as_at))
        case LinkLine(title=title, note=note):
            found.extend((title, note))
        case ContactLine(name=name, numbers=numbers, hours=hours, emails=emails, caution=caution):
            found.extend((name, *numbers, hours, *emails, caution))
        case None | int():
            pass
        case _:
            for name in value.__slots__:  # type: ignore[attr-defined]
                _collect(getattr(value, name), found)
