"""Reads a document by the kind of its file."""

from pathlib import Path

from knowledge.importing.document import Document, ImportProblem
from knowledge.importing.pdf_reader import read_pdf
from knowledge.importing.text_reader import read_text
from knowledge.importing.word_reader import read_word

READERS = {".txt": read_text, ".text": read_text, ".md": read_text, ".docx": read_word, ".pdf": read_pdf}


def read(file: Path) -> Document:
    """Raises ImportProblem with the remedy where it cannot be read."""
    if not file.is_file():
        raise ImportProblem(f"{file} is not a file. Give the path of a .pdf, .docx or .txt file.")
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise ImportProblem(
            f"{file.name}: {file.suffix or 'a file without ending'} is not a kind that can be read."
            " Save it as .docx, .pdf or .txt and import that."
        )
    try:
        return reader(file)
    except ImportError as error:
        raise ImportProblem(
            f"{error.name} is not installed, which reads {file.suffix}. Install it with:"
            " pip install 'safeguarding-learning-bot[import]'"
        ) from error
