"""What is typed after /learning, as it would be typed in a message."""

_ALONE = {"": "help", "protocol": "which protocols are there", "training": "what training is there"}
"""A word that says little by itself."""


def words_of_command(text: str) -> str:
    """The same words as in a message; `ask` may be left out."""
    words = " ".join(text.split())
    first, _, rest = words.partition(" ")
    if first.lower() == "ask" and rest:
        return rest
    return _ALONE.get(words.lower(), text)
