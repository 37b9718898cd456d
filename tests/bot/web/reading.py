"""Reads a page as a browser would: its elements with their attributes, and its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr"}


@dataclass
class Element:
    """One element: its name, its attributes, and all text in it."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page:
    """What a page holds, in its order."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str, /, **attributes: str) -> list[Element]:
        """The elements of this name that have these attributes; write `class_` for `class`."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [
            each
            for each in self.elements
            if each.name == name and all(each.attributes.get(key) == value for key, value in wanted.items())
        ]

    def one(self, name: str, /, **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.all(name, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.page.text += data
        for element in self.open:
            element.text += data


def read(html: str) -> Page:
    """The page, with its tags checked to be balanced."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"not closed: {reader.open}"
    return reader.page


def words(text: str) -> str:
    """The text with single spaces, as a reader sees it."""
    return " ".join(text.split())
