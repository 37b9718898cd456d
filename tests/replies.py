"""Hand-made replies for the tests of every renderer, in the words of the Child P response."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Recommendation:
    number: int
    title: str
    asked: tuple[str, ...]
    asked_lines: tuple[int, int]
    answered: tuple[str, ...]
    answered_lines: tuple[int, int]


DOCUMENT = "Response to the Recommendations from the Serious Case Review — Child P"
SECTION = "Recommendations for Midwifery/Neonatal Services"
AS_AT = "undated; written between December 2021 and March 2022"
PILOT = "Pilot: this content has not been approved by the partnership."
FOOTER = Footer(
    (
        "Worried about a child right now? If a child is in danger, call 999. Otherwise phone children's "
        "services for the area where the child lives.",
        PILOT,
    )
)
MIDWIFERY = (
    _Recommendation(
        number=1,
        title="The Unborn Baby Safeguarding Protocol comes first",
        asked=(
            "The LSCP Unborn Baby Safeguarding Protocol should be used as the primary "
            "guideline/protocol within UHS Trust to assess/plan actions to safeguard the "
            "unborn/new-born baby. The current trust Safeguarding Children in Maternity Policy should "
            "be reviewed to compliment the protocol.",
        ),
        asked_lines=(31, 33),
        answered=(
            "The LSCP Unborn Baby Safeguarding Protocol was reviewed and updated in March 2021. The "
            "UHS Maternity Safeguarding Team actively participated in the multi-agency review of this "
            "protocol. UHS midwives participated and joined the joint launch event in March 2021. The "
            "LSCP Unborn Baby Safeguarding Protocol is used to assess, plan and guide safeguarding "
            "practices in UHS Maternity. We have embedded its use through staff training (Level 3 "
            "safeguarding training), safeguarding supervision sessions, and communications to staff. "
            "The specialist midwife for safeguarding at UHS participates in the Unborn Protocol "
            "Strategic Group which is leading on the upcoming HIPS wide re-audit of the Unborn Baby "
            "Safeguarding Protocol.",
            "The Safeguarding Children in Maternity Policy has been reviewed and updated in December "
            "2021, following the re-launch of the Unborn Baby Safeguarding Protocol and introduction "
            "of ‘BadgerNet’ maternity information system. This policy was presented to Women’s and "
            "New-born Governance in November 2021 and approved and is now being used by UHS staff.",
        ),
        answered_lines=(35, 47),
    ),
    _Recommendation(
        number=2,
        title="Missed appointments and disguised compliance",
        asked=(
            "The Missed Appointment Policy in Maternity should be reviewed to add guidance around "
            "recognising disguised/unhelpful compliance and action that should be taken.",
        ),
        asked_lines=(50, 51),
        answered=(
            "The Missed Appointment Policy was reviewed in April 2020 as part of UHS’ response to the "
            "coronavirus (COVID-19) pandemic and is currently under review. This review will be "
            "completed by March 2022. Staff are directed to seek support and advice from the "
            "Maternity Safeguarding Team when safeguarding concerns arise alongside missed "
            "appointments.",
        ),
        answered_lines=(53, 56),
    ),
    _Recommendation(
        number=3,
        title="Safeguarding supervision every quarter",
        asked=(
            "The Safeguarding Supervision Policy in the UHS Trust has recently been reviewed. "
            "Midwives/neonatal practitioners holding caseloads within a community practice should "
            "have access to a model of safeguarding supervision as a minimum of one session per "
            "quarter and monitored annually.",
        ),
        asked_lines=(63, 65),
        answered=(
            "At UHS, a model of a minimum of quarterly safeguarding supervision is embedded into the "
            "Southampton continuity of care midwifery teams and Hampshire Nest Teams. The Neonatal "
            "Unit host bi-monthly group/individual safeguarding supervision sessions which are "
            "facilitated by the Neonatal Safeguarding Lead and unit psychologist. This is open to all "
            "Neonatal Unit staff and is well attended.",
            "Community and hospital staff are encouraged to access safeguarding supervision when a "
            "need is identified, and on a case-by-case basis. There is now extra resource for "
            "supervision, and decisions are currently being assessed as to where best to direct this "
            "support.",
        ),
        answered_lines=(67, 74),
    ),
    _Recommendation(
        number=4,
        title="Oversight of visits by unregistered staff",
        asked=(
            "If visits are undertaken by staff who do not hold a nursing qualification, there needs "
            "to be documentation that the case has been discussed and has had oversight by a "
            "qualified nurse/midwife within UHS.",
        ),
        asked_lines=(77, 78),
        answered=(
            "All unregistered staff who do not hold a nursing or midwifery qualification work within "
            "their job description and to UHSFT guidelines and policies. If unregistered staff "
            "undertake any visits (including in-hospital reviews) that involve current or historical "
            "safeguarding concerns, or where there are any medical or social concerns, they must "
            "speak to a registered member of staff and document this in relevant paperwork and any "
            "plan that has been agreed, with an agreed decision regarding who will action this.",
        ),
        answered_lines=(80, 84),
    ),
    _Recommendation(
        number=5,
        title="What is written down after a postnatal contact",
        asked=(
            "Postnatal Patient Contact Document by Midwifery should be reviewed to ensure they "
            "capture qualitative information, for example concerns regarding neglect and parental "
            "substance misuse, and that this has been shared with relevant professionals.",
        ),
        asked_lines=(88, 90),
        answered=(
            "The postnatal contact was reviewed following initial scoping of Child P and changes were "
            "made to allow capture of qualitative information, as well as information offered with "
            "regards to safe sleep and ICON. The ‘BadgerNet Patient Information System’ was "
            "introduced into maternity in June 2021 and allows the capture of qualitative information "
            "through parenting observations and recording in the clinical narrative section, "
            "including social updates. Health Visiting Services and GPs will have ‘read-only’ access "
            "to this system as part of the Digital Maternity Workplan and this is currently in the "
            "final stages of implementation.",
        ),
        answered_lines=(92, 97),
    ),
    _Recommendation(
        number=6,
        title="Babies most at risk of head injury, and ICON",
        asked=(
            "A strategy that babies most at risk from traumatic head injury are identified and that "
            "the ICON programme is continued to be promoted and discussed with all families on "
            "discharge and highlighted to professionals through training and supervision.",
        ),
        asked_lines=(101, 103),
        answered=(
            "The ICON programme has continued to be embedded into maternity and neonatal services. A "
            "recent joint audit between maternity and the neonatal team highlighted that safe sleep "
            "and ICON was discussed in 93% of all postnatal discharges.",
            "All Neonatal Unit discharges have an individualised risk assessment to ensure that "
            "advice is personal to each family circumstance. Those families on a safeguarding "
            "proforma, and all Neonatal Unit families, receive a safe sleep and ICON pack in addition "
            "to verbal information. Signposting to the ICON website and The Lullaby Trust is given to "
            "all parents upon discharge from maternity and the neonatal unit.",
        ),
        answered_lines=(105, 112),
    ),
)


def _quote(item: _Recommendation, *, response: bool, short: bool) -> QuoteBlock:
    return QuoteBlock(
        label="What the agency said it did" if response else "What the review recommended",
        paragraphs=item.answered if response else item.asked,
        citation=Citation(
            source="child-p-response",
            document=DOCUMENT,
            section=SECTION,
            recommendation=item.number,
            lines=item.answered_lines if response else item.asked_lines,
            as_at=AS_AT,
        ),
        short=short,
    )


def _both(item: _Recommendation, *, short: bool = False) -> tuple[QuoteBlock, QuoteBlock]:
    return _quote(item, response=False, short=short), _quote(item, response=True, short=short)


def answered() -> Reply:
    """One recommendation and its response, with everything that can be marked about them."""
    item = MIDWIFERY[1]
    return Reply(
        parts=(
            Heading(f"Midwifery 2: {item.title}", entry="child-p/midwifery/2"),
            *_both(item),
            Marks(
                (
                    Mark("status", "in progress when the document was written"),
                    Mark("overdue", "a review was to be completed “by March 2022”; that date has passed"),
                    Mark("part", "the response does not say what was added about disguised compliance"),
                    Mark(
                        "language",
                        "“Disguised compliance” is contested today, because it can blame; describe what "
                        "was seen instead",
                    ),
                    Mark("note", "the later position is not known here"),
                )
            ),
            Links(
                "Related",
                (
                    LinkLine(
                        "Missed Appointment Policy",
                        "policy/missed-appointment",
                        note="No published address is known. Ask the UHS Maternity Safeguarding Team.",
                    ),
                    LinkLine(
                        "HIPS safeguarding children procedures manual",
                        "contact/hips-manual",
                        url="https://hipsprocedures.org.uk/",
                    ),
                ),
            ),
            Choices(
                "Next",
                (
                    Choice("What HSCP was asked about this", "child p hscp 5", "child-p/hscp/5"),
                    Choice("All recommendations for midwives", "child p recommendations for midwives"),
                ),
            ),
            FOOTER,
        ),
        status="answered",
        entries=("child-p/midwifery/2",),
        related=("policy/missed-appointment",),
        confidence=0.9,
        revision="0123456789abcdef",
    )


def listed() -> Reply:
    """All six recommendations for one audience."""
    parts: list[Part] = [
        Heading("Child P: 6 recommendations for midwifery and neonatal services"),
        Text("In the order of the document. Each has the response that was published with it.", "quiet"),
    ]
    for item in MIDWIFERY:
        parts.append(Heading(f"{item.number}. {item.title}", f"child-p/midwifery/{item.number}", level=2))
        parts.extend(_both(item, short=True))
    parts.append(Marks((Mark("as_at", AS_AT),)))
    parts.append(FOOTER)
    entries = tuple(f"child-p/midwifery/{item.number}" for item in MIDWIFERY)
    return Reply(tuple(parts), "answered", entries=entries, confidence=1.0, revision="0123456789abcdef")


def choices() -> Reply:
    """A question that several entries could answer."""
    offered = (
        Choice("Midwifery 2: missed appointments", "child p midwifery 2", "child-p/midwifery/2"),
        Choice("HSCP 5: missed appointments policies", "child p hscp 5", "child-p/hscp/5"),
        Choice("Family Engagement Policy", "family engagement policy", "policy/family-engagement"),
    )
    return Reply(
        (
            Heading("Did you mean one of these?"),
            Choices("Choose one, or ask in other words.", offered),
            FOOTER,
        ),
        "choices",
        entries=tuple(choice.entry for choice in offered if choice.entry),
        confidence=0.5,
    )


def not_held() -> Reply:
    """An honest refusal with the nearest topics."""
    return Reply(
        (
            Heading("That is not held here"),
            Text("No review or response held here says anything about it. Nothing has been guessed."),
            Choices("The nearest topics", (Choice("Safe sleep", "what does child p say about safe sleep"),)),
            FOOTER,
        ),
        "not_held",
        related=("child-p/midwifery/6",),
    )


_NOT_CONFIRMED = "Published on 2 November 2026, not confirmed by the partnership."


def areas() -> Contacts:
    """Whom to call in two areas."""
    hampshire = ContactGroup(
        "Hampshire",
        (
            ContactLine(
                "contact/hampshire-public",
                "Hampshire Children's Services",
                ("0300 555 1384",),
                "Monday to Thursday 8:30am to 5pm, Friday 8:30am to 4:30pm",
                page="https://www.hants.gov.uk/socialcareandhealth/childrenandfamilies/safeguardingchildren",
                caution=_NOT_CONFIRMED,
            ),
            ContactLine(
                "contact/hampshire-ooh",
                "Out of Hours service",
                ("0300 555 1373",),
                "Outside office hours",
                now=True,
                caution=_NOT_CONFIRMED,
            ),
        ),
    )
    southampton = ContactGroup(
        "Southampton",
        (
            ContactLine(
                "contact/southampton-professionals",
                "Southampton children's services, professionals",
                ("023 8083 2300",),
                "At any time",
                now=True,
                page="https://www.southampton.gov.uk/health-social-care/children/",
                caution=_NOT_CONFIRMED,
            ),
        ),
    )
    return Contacts((hampshire, southampton))


def emergency() -> Reply:
    """The signpost for a child in danger now."""
    return Reply(
        (
            Heading("Call 999 now if a child is in danger or badly hurt"),
            Text("Nobody watches this chat. It is not a referral and not a record.", "urgent"),
            Steps(
                (
                    Step("Call 999 if a child is in immediate danger, or badly hurt or unwell."),
                    Step("Phone children's services for the area where the child lives.", contacts=areas()),
                    Step(
                        "Follow the local bruising protocol for a mark on a baby who is not yet mobile.",
                        link=LinkLine(
                            "Bruising protocol", "protocol/bruising", url="https://hipsprocedures.org.uk/"
                        ),
                    ),
                    Step("Tell your safeguarding lead. Do not wait for them before you call."),
                )
            ),
            Text(
                "Numbers marked as not confirmed were read on a published page. Open the page to check.",
                "caution",
            ),
            Choices("When the child is safe", (Choice("Show the learning", "child p bruising"),)),
            FOOTER,
        ),
        "signposted",
        signpost="emergency",
        private=True,
    )


def help_reply() -> Reply:
    """What the bot can be asked."""
    asks = ("rec 4 for midwives", "what does Child P say about missed appointments", "who do I contact")
    return Reply(
        (
            Heading("What you can ask"),
            Text("Ask about a review, a recommendation, a protocol, training or whom to contact."),
            Choices("For example", tuple(Choice(ask, ask) for ask in asks)),
            Links("Read more", (LinkLine("HSCP", "contact/hscp", url="https://www.hampshirescp.org.uk/"),)),
            FOOTER,
        ),
        "command",
    )


def all_replies() -> dict[str, Reply]:
    """Every hand-made reply by its name."""
    return {
        "answered": answered(),
        "listed": listed(),
        "choices": choices(),
        "not_held": not_held(),
        "emergency": emergency(),
        "help": help_reply(),
    }
