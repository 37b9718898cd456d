"""Makes the table of word meanings anew from the sentence encoder: python -m benchmarks.word_meanings."""

import json
import re
import sys
from pathlib import Path

import numpy as np

from knowledge.everyday import everyday_words
from knowledge.load import load
from knowledge.privacy.wordlists import names
from knowledge.safety.text import plain_text, tokens
from knowledge.search.meaning import TOKENIZER, SentenceEncoder
from knowledge.word_meanings import FILE

ENCODER = Path(".encoder")
WIDTH = 96
"""Of 384 numbers a word: with 64 one level in a hundred more is wrong, with 128 no fewer."""
_WORD = re.compile(r"[a-z]{2,20}")


def main() -> None:
    """Encodes each word alone, keeps the directions that tell words apart most, and rounds to a byte."""
    words = sorted(_words())
    vectors = np.asarray(SentenceEncoder(ENCODER)(words), np.float64)
    vectors -= vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    kept = vectors @ directions[:WIDTH].T
    scale = 127 / np.abs(kept).max()
    path = Path("knowledge") / FILE
    np.savez_compressed(path, words=np.array("\n".join(words)), vectors=np.rint(kept * scale).astype(np.int8))
    print(f"{len(words)} words, {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


def _words() -> set[str]:
    """The encoder's own whole words, everyday words, and those of the safety content; no names."""
    vocabulary = json.loads((ENCODER / TOKENIZER).read_text(encoding="utf-8"))["model"]["vocab"]
    content = load().safety
    texts = [each.text for each in content.examples]
    texts += [phrase.rstrip("*") for cue in content.cues for phrase in cue.words]
    found = {word for text in texts for word in tokens(plain_text(text))}
    found |= set(vocabulary) | everyday_words()
    named = (names("first-names") | names("surnames")) - everyday_words()
    return {word for word in found - named if _WORD.fullmatch(word)}


if __name__ == "__main__":
    main()
