"""A recommendation and what an agency answered, as a document prints them."""

from dataclasses import dataclass, replace

NO_RESPONSE = "the document prints no response to it"
NO_AUDIENCE = "the document does not say clearly whom it is for"


@dataclass(frozen=True, slots=True)
class Pair:
    """Verbatim paragraphs. `audience` is empty where the document does not say it clearly."""

    audience: str
    section: str
    number: str
    recommendation: tuple[str, ...]
    response: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """What a person must look at, in plain words."""

    in_table: bool = False

    def doubted(self, doubt: str) -> "Pair":
        """The same with one more thing to look at."""
        return replace(self, doubts=(*self.doubts, doubt))
