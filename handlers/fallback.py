"""The last resort: what is said when content cannot be read or anything fails. It depends on no content."""

from handlers.messages import Footer, LinkLine, Links, Reply, Signpost, Text

EMERGENCY_LINE = "If a child is in danger now or badly hurt, call 999."
ELSEWHERE = "Otherwise phone children's services for the area where the child lives."
MANUAL = "https://hipsprocedures.org.uk/"


def emergency_line() -> Text:
    """The line that comes first whenever a message may not have been understood."""
    return Text(EMERGENCY_LINE, "urgent")


def fallback_reply(revision: str = "", signpost: Signpost | None = None) -> Reply:
    """999 and the front door, in words that stand in the code."""
    return Reply(
        parts=(
            Text("Something went wrong, so I cannot answer this.", "caution"),
            emergency_line(),
            Text(ELSEWHERE),
            Links(
                "Numbers and procedures",
                (LinkLine("HIPS safeguarding children procedures manual", "contact/hips-manual", MANUAL),),
            ),
            Footer(("This chat is not a referral and not a record, and nobody watches it.",)),
        ),
        status="signposted" if signpost else "not_held",
        signpost=signpost,
        revision=revision,
        private=signpost is not None,
    )
