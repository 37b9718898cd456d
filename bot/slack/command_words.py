"""What is typed after /learning, as it would be typed in a message."""

_ALONE = {"": "help", "protocol": "which protocols are there", "training": "what training is there"}
"""A word that says little by itself."""
_NAMED = {"protocol", "training"}
_A_NAME = 4
"""Words of a name. More is a sentence, in which a word of ours could hide a live concern."""


def words_of_command(text: str) -> str:
    """The same words as in a message: `ask` may be left out, and a kind of thing stands after its name."""
    words = " ".join(text.split())
    first, _, rest = words.partition(" ")
    if first.lower() == "ask" and rest:
        return rest
    if first.lower() in _NAMED and rest:
        return f"{rest} {first.lower()}" if len(rest.split()) <= _A_NAME else rest
    return _ALONE.get(words.lower(), text)
