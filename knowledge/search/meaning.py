"""A sentence encoder, when one is present: texts in, unit vectors out, so that paraphrases match."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MAX_TOKENS = 64
BATCH = 32
MODEL, TOKENIZER = "model.onnx", "tokenizer.json"


class EncoderError(Exception):
    """The encoder's files are there but cannot be used. The message says what to do."""


class SentenceEncoder:
    """An ONNX sentence-transformers export on one thread: mean over tokens, then unit length."""

    def __init__(self, folder: Path) -> None:
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EncoderError(
                f"{error.name} is not installed. Run: pip install 'safeguarding-learning-bot[semantic]'"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # both libraries raise bare Exception subclasses of their own
            raise EncoderError(
                f"{folder} does not hold a usable {MODEL} and {TOKENIZER}: run make encoder"
            ) from error
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {each.name for each in self._session.get_inputs()}
        self.identity = _identity(folder)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text: shape (texts, width)."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        found: Floats | None = None
        for batch in batches:
            vectors = self._encode([texts[place] for place in batch])
            if found is None:
                found = np.zeros((len(texts), vectors.shape[1]), np.float32)
            found[batch] = vectors
        return found if found is not None else np.zeros((0, 0), np.float32)

    def _encode(self, texts: Sequence[str]) -> Floats:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([each.ids for each in encoded], np.int64)
        mask = np.array([each.attention_mask for each in encoded], np.int64)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(
            None, {name: value for name, value in fed.items() if name in self._inputs}
        )[0]
        weights = mask[:, :, None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        return np.asarray(
            pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9), np.float32
        )


def present(folder: Path) -> bool:
    """Whether a folder holds an encoder's two files."""
    return (folder / MODEL).is_file() and (folder / TOKENIZER).is_file()


def _identity(folder: Path) -> str:
    """Names the encoder in cache keys: the SHA-256 of its tokenizer and the first and last of its model."""
    digest = hashlib.sha256((folder / TOKENIZER).read_bytes())
    with (folder / MODEL).open("rb") as file:
        digest.update(file.read(1 << 20))
        file.seek(-min(1 << 20, (folder / MODEL).stat().st_size), 2)
        digest.update(file.read())
    return digest.hexdigest()[:16]
