"""Chooses what answers a message: safety first, then commands, then the question itself."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import structlog

from handlers import wording
from handlers.after_signposting import about_whom_to_call, after_signposting
from handlers.aside import SHORT, aside
from handlers.ask import reply_from
from handlers.asked_before import AskedBefore
from handlers.below import with_ways_on
from handlers.commands import do
from handlers.fallback import fallback_reply
from handlers.footer import footer, identifying_warning
from handlers.messages import Message, Reply, Text
from handlers.ports import Memory, QuestionRecord, Questions, Remembered
from handlers.records import Records
from handlers.request import Request
from handlers.show import show
from handlers.small_talk import small_talk
from handlers.urgent import Beside, below_the_first_step, urgent_reply
from knowledge.commands import CommandReader
from knowledge.everyday import everyday_words
from knowledge.kept_words import KeptWords
from knowledge.library import Library
from knowledge.privacy import identifying
from knowledge.safety import Detector, SafetyFinding
from knowledge.search.engine import Engine
from knowledge.search.findings import Findings
from knowledge.search.remember import opened, to_remember
from knowledge.search.words import Token

_log = structlog.get_logger(__name__)
_SHOW = re.compile(r"^\s*show\s+([a-z0-9][a-z0-9/-]{0,79})\s*$")


@dataclass(frozen=True)
class Knowledge:
    """One revision of the content with what was built from it. Swapped as a whole on reload."""

    library: Library
    engine: Engine
    detector: Detector
    encoded: bool = False
    """Whether the two ask a sentence encoder, which takes milliseconds."""

    @cached_property
    def judged(self) -> AskedBefore[SafetyFinding]:
        """Of questions asked before, that nothing live and nothing identifying is in them."""
        return AskedBefore(self._knows)

    @cached_property
    def found(self) -> AskedBefore[Findings]:
        """Of questions asked before, what was found."""
        return AskedBefore(self._knows)

    def quick(self, text: str) -> bool:
        """Whether a text is understood so fast that a thread of its own would only slow it down."""
        return not self.encoded and len(text) <= SHORT

    def _knows(self, word: Token) -> bool:
        return self.engine.corpus.vocabulary.knows(word)

    @cached_property
    def commands(self) -> CommandReader:
        """Understands what is not a question but something to do."""
        return CommandReader(self.library, self.engine.corpus)

    @cached_property
    def kept_words(self) -> KeptWords:
        """Which words of a question may be kept."""
        return KeptWords(self.library)


CurrentKnowledge = Callable[[], Knowledge]


class Dispatcher:
    """Answers every message on every surface."""

    def __init__(
        self,
        knowledge: CurrentKnowledge,
        memory: Memory,
        questions: Questions,
        records: Records | None = None,
    ) -> None:
        """`records` is None where nothing can be kept for people and teams."""
        self._knowledge = knowledge
        self._memory = memory
        self._questions = questions
        self._records = records

    async def reply_to(self, message: Message) -> Reply:
        """The reply to a message. Never raises: whatever fails, 999 and the fallback are still said."""
        try:
            return await self._reply(message)
        except Exception as error:
            _log.error("reply_failed", platform=message.conversation.platform, exc_info=error)
            return fallback_reply()

    async def _reply(self, message: Message) -> Reply:
        knowledge = self._knowledge()
        finding, personal = await _judged(message.text, knowledge)
        if finding.level is not None:
            return await self._signpost(message, knowledge, finding, personal)
        remembered = await self._recall(message.conversation.key, message.received_at)
        concern = await self._own_concern(message)
        keep = not personal and not message.question_only
        turns, own = (None, None) if message.question_only else (remembered, concern)
        reply, findings = await self._answer(message, knowledge, turns, own, keep=keep)
        if not personal:
            await self._record(message, reply, findings, knowledge)
        reply = after_signposting(reply, concern, message.received_at)
        english = finding.english and not _foreign(message.text)
        return _with_warnings(reply, message, english=english, personal=personal)

    async def _signpost(
        self, message: Message, knowledge: Knowledge, finding: SafetyFinding, personal: bool
    ) -> Reply:
        """Signposting comes before everything. What learning there is waits behind a button."""
        asked = await aside(knowledge.quick(message.text), _asked_beside_it, message.text, knowledge)
        reply = urgent_reply(finding, knowledge.library, message.received_at, asked, personal)
        reply = self._with_ways_on(reply, message, knowledge)
        at = message.received_at
        own = Remembered(signposted=finding.level, signposted_at=at, at=at)
        await self._remember(message, own, message.own_key)
        await self._remember(message, Remembered())
        if personal:
            return _with_warnings(reply, message, english=True, personal=True)
        await self._record(message, reply, None, knowledge)
        return reply

    async def _answer(
        self,
        message: Message,
        knowledge: Knowledge,
        remembered: Remembered | None,
        own: Remembered | None,
        *,
        keep: bool,
    ) -> tuple[Reply, Findings | None]:
        shown = _SHOW.match(message.text)
        if shown is not None and shown.group(1) in knowledge.library.entries:
            reply = show_entry(knowledge.library, shown.group(1), message.received_at)
            await self._remember(message, opened(reply.entries, message.received_at))
            return self._with_ways_on(reply, message, knowledge), None
        leaning_on = about_whom_to_call(remembered, own, knowledge.library, message.received_at)
        before = knowledge.found.get(message.text, leaning_on) if keep else None
        command = None
        if before is None and not message.question_only:
            command = knowledge.commands.read(message.text, message.received_at)
        if command is not None:
            given = (message, knowledge.library, self._memory, remembered, self._records)
            return await do(Request(command, *given)), None
        findings = before or await _found(message.text, leaning_on, knowledge, keep=keep)
        if findings.decision in {"help", "greeting", "thanks", "empty"}:
            platform = message.conversation.platform if self._records is not None else None
            return small_talk(findings, knowledge.library, platform, message.text), findings
        if keep:
            kept = to_remember(findings, knowledge.library, message.received_at, leaning_on)
            await self._remember(message, kept)
        reply = reply_from(findings, knowledge.library, message.received_at)
        offers = knowledge.commands.offers(message.text) if reply.status == "not_held" else ()
        return self._with_ways_on(reply, message, knowledge, offers), findings

    def _with_ways_on(
        self, reply: Reply, message: Message, knowledge: Knowledge, offers: tuple[str, ...] = ()
    ) -> Reply:
        if self._records is None:
            return reply
        return with_ways_on(reply, knowledge.library, message.conversation.platform, offers)

    async def _recall(self, key: str, now: dt.datetime) -> Remembered | None:
        try:
            return await self._memory.recall(key, now)
        except Exception as error:  # a lost memory costs a follow-up, never an answer
            _log.warning("memory_unavailable", error=type(error).__name__)
            return None

    async def _own_concern(self, message: Message) -> Remembered | None:
        """What the sender, and nobody else there, was signposted for; kept while they write on."""
        own = await self._recall(message.own_key, message.received_at)
        if own is not None:
            await self._remember(message, replace(own, at=message.received_at), message.own_key)
        return own

    async def _remember(self, message: Message, remembered: Remembered | None, key: str = "") -> None:
        if remembered is None or message.question_only:
            return
        try:
            await self._memory.remember(key or message.conversation.key, remembered)
        except Exception as error:
            _log.warning("memory_unavailable", error=type(error).__name__)

    async def _record(
        self, message: Message, reply: Reply, findings: Findings | None, knowledge: Knowledge
    ) -> None:
        """Keeps what the question was about; of a live concern only its level and hour."""
        if message.question_only:
            return
        live = reply.signpost is not None
        asked = not live and findings is not None
        record = QuestionRecord(
            hour=message.received_at.replace(minute=0, second=0, microsecond=0),
            platform=message.conversation.platform,
            status=reply.status,
            entries=() if live else reply.entries,
            facets=() if live or findings is None else _facet_ids(findings),
            signpost=reply.signpost,
            words=knowledge.kept_words.of(message.text) if asked else (),
        )
        try:
            await self._questions.record(record)
        except Exception as error:
            _log.warning("record_unavailable", error=type(error).__name__)


async def _judged(text: str, knowledge: Knowledge) -> tuple[SafetyFinding, bool]:
    """Whether a text is about a live concern, and whether it identifies somebody."""
    before = knowledge.judged.get(text)
    if before is not None:
        return before, False
    finding, personal = await aside(knowledge.quick(text), _judge, text, knowledge)
    if finding.level is None and not personal:
        knowledge.judged.keep(text, finding)
    return finding, personal


def _judge(text: str, knowledge: Knowledge) -> tuple[SafetyFinding, bool]:
    return knowledge.detector.detect(text), bool(identifying(text, knowledge.library))


async def _found(text: str, remembered: Remembered | None, knowledge: Knowledge, *, keep: bool) -> Findings:
    """What the content holds. `keep`: whether it may be kept for when the same is asked again."""
    findings = await aside(knowledge.quick(text), knowledge.engine.search, text, remembered)
    if keep:
        knowledge.found.keep(text, findings, remembered)
    return findings


def show_entry(library: Library, entry_id: str, now: dt.datetime) -> Reply:
    """One entry in full. Raises KeyError for an unknown id."""
    entry = library.entries[entry_id]
    return Reply(
        parts=(*show(library, entry, now), footer(library)),
        status="answered",
        entries=(entry_id,),
        related=entry.related,
        confidence=1.0,
        revision=library.revision,
    )


def _foreign(text: str) -> bool:
    """Letters of another language, and with them few English words, or two that are none."""
    words = [word.strip(".,!?") for word in text.lower().split()]
    unknown = [word for word in words if word not in everyday_words()]
    if all(each.isascii() for word in unknown for each in word if each.isalpha()):
        return False
    return len(unknown) >= 2 or 2 * len(unknown) >= len(words)


def _asked_beside_it(text: str, knowledge: Knowledge) -> Beside:
    """The learning that a live message also asks for and the areas that it names. Nothing here may stop the
    signposting."""
    try:
        findings = knowledge.engine.search(text)
    except Exception as error:
        _log.warning("learning_unavailable", error=type(error).__name__)
        return Beside()
    found = findings.decision in {"answer", "list"}
    return Beside(findings.entries[:3] if found else (), findings.facets.areas)


def _with_warnings(reply: Reply, message: Message, *, english: bool, personal: bool) -> Reply:
    if personal:
        warning = identifying_warning(message.conversation.platform)
        live = reply.signpost is not None
        parts = below_the_first_step(reply.parts, warning) if live else (warning, *reply.parts)
        reply = replace(reply, parts=parts, identifying=True, private=True)
    if not english:
        reply = replace(reply, parts=(Text(wording.NOT_ENGLISH, "urgent"), *reply.parts))
    return reply


def _facet_ids(findings: Findings) -> tuple[str, ...]:
    facets = findings.facets
    named = [f"audience:{each}" for each in (*facets.audiences, *facets.unheld_audiences)]
    named += [f"topic:{each}" for each in facets.topics] + [
        f"intent:{each}" for each in sorted(facets.intents)
    ]
    return tuple(named + ([f"case:{facets.case}"] if facets.case else []))
