"""Who may change what a channel or team gets, or has on record: its platform is asked."""

from handlers import command_wording as wording
from handlers.messages import Reply, Text
from handlers.records import Records
from handlers.request import Request


async def refusal(request: Request, records: Records, *instead: str) -> Reply | None:
    """What is said to someone who may not, with what they can do instead. None: they may."""
    permission = await records.permissions(request.message)
    if permission == "yes":
        return None
    platform = request.place.platform
    why = wording.may_not(platform) if permission == "no" else wording.not_said(platform)
    return request.reply(Text(why, "caution"), *(Text(each) for each in instead), discreet=True)
