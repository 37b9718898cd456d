"""What the questions of questions files found, counted by kind and in all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.check import FoundTurn, miss
from knowledge.schema.answers import Turn


@dataclass(frozen=True)
class Outcome:
    """One turn with what it found. `place`: 0 for the first turn of a conversation.

    `near`: the content has an example question with the same words, so that it says little about others.
    """

    kind: str
    turn: Turn
    found: FoundTurn
    place: int = 0
    near: bool = False

    @property
    def right(self) -> bool:
        """Whether the turn found what it must."""
        return miss(self.turn, self.found) is None

    @property
    def answered(self) -> bool:
        """Whether entries were shown as the answer."""
        return self.found.status == "answered"

    @property
    def in_first_three(self) -> bool:
        """Whether a right entry is among the first three shown or offered."""
        return self.right or bool(set(self.found.entries[:3]) & set(self.turn.entries))

    @property
    def wrong(self) -> bool:
        """Whether something else was shown as the answer."""
        return self.answered and not self.right


def by_kind(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One line a kind: asked, right, in the first three, answered though wrong."""
    yield f"{'kind':<16}{'asked':>6}{'right':>8}{'first 3':>9}{'answered, wrong':>17}"
    kinds = list(dict.fromkeys(each.kind for each in outcomes))
    for kind in (*kinds, "all"):
        chosen = [each for each in outcomes if kind in {each.kind, "all"}]
        right, three = (share(chosen, what) for what in (_right, _three))
        wrong = sum(each.wrong for each in chosen)
        yield f"{kind:<16}{len(chosen):>6}{right:>8}{three:>9}{wrong:>17}"


def in_all(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures that the engine is judged by, one a line; those that nothing was asked for are left out."""
    figures: tuple[tuple[str, Callable[[Outcome], bool], Callable[[Outcome], bool]], ...] = (
        ("right entry first", lambda each: each.turn.expect == "answer", _right),
        (
            "  unlike any example",
            lambda each: each.turn.expect == "answer" and not (each.near or each.place),
            _right,
        ),
        ("in the first three", lambda each: each.turn.expect == "answer", _three),
        ("lists exact", lambda each: each.turn.expect == "list", _right),
        ("follow-up turns right", lambda each: each.place > 0, _right),
        ("not held, but answered", lambda each: each.turn.expect == "not_held", _answered),
        ("answered, but wrong", lambda each: True, lambda each: each.wrong),
    )
    for name, asked, counted in figures:
        chosen = [each for each in outcomes if asked(each)]
        if chosen:
            yield f"{name:<24}{share(chosen, counted):>7} of {len(chosen)}"


def share(outcomes: Sequence[Outcome], counted: Callable[[Outcome], bool]) -> str:
    """A share in percent."""
    return f"{100 * sum(map(counted, outcomes)) / len(outcomes):.1f}%" if outcomes else ""


def line(each: Outcome) -> str:
    """A turn that found something else than it must."""
    wanted = f"{each.turn.expect} {', '.join(each.turn.entries[:4])}".strip()
    return f"{each.kind}: {each.turn.q!r} wants {wanted}; found {each.found}"


def _right(each: Outcome) -> bool:
    return each.right


def _three(each: Outcome) -> bool:
    return each.in_first_three


def _answered(each: Outcome) -> bool:
    return each.answered
