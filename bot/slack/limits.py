"""What Slack refuses, in numbers. https://docs.slack.dev/reference/block-kit says most of them."""

HEADER = 150
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ACTION_ID = 255
SECTION = 3_000
ADDRESS = 3_000
ACTIONS = 25
BLOCKS = 50
FALLBACK = 3_900
"""Characters of the text beside the blocks; Slack advises at most 4,000."""
MESSAGE = 12_000
"""Bytes of all blocks of one message as JSON. Slack publishes no number: `msg_blocks_too_long` comes at about
13,200 (github.com/slackapi/bolt-js/issues/2509 and 2867), and nobody has measured what exactly it counts."""
BLOCK = 4_000
"""Bytes of one block of ours as JSON, so that several go into a message."""
VIEW_BLOCKS = 100
VIEW = 240_000
"""Bytes of all blocks of a view as JSON, out of Slack's 250 kB for the whole view."""
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
RADIO = 10
LABEL = 2_000
TITLE = 24
PROMPTS = 4
"""How many questions can be suggested."""
THREAD_TITLE = 150
"""Slack says no number for it."""
ANSWERS_TO_ONE_ADDRESS = 5
"""How often a `response_url` may be used."""


def size(text: str) -> int:
    """The length as Slack's JavaScript counts it: a character beyond the basic plane counts twice."""
    return len(text.encode("utf-16-le")) // 2
