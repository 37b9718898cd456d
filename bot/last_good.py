"""Keeps a copy of the last content that could be used, for a start after a mistake in a file."""

import shutil
import tempfile
from pathlib import Path

import structlog

from knowledge.files import find_files
from knowledge.library import ContentError, Library
from knowledge.load import load

log = structlog.get_logger()


class LastGood:
    """One folder with a copy of the content. Losing it costs a start after a mistake, never an answer."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: Path, library: Library) -> None:
        """Copies the files that this library was made of, unless they changed meanwhile."""
        kept = self.library()
        if kept is not None and kept.revision == library.revision:
            return
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            copy = Path(tempfile.mkdtemp(prefix=f"{self._folder.name}-", dir=self._folder.parent))
        except OSError as error:
            log.warning("content_not_copied", error=type(error).__name__)
            return
        try:
            for name in _names(content):
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(content / name, copy / name)
            if load(copy).revision == library.revision:
                shutil.rmtree(self._folder, ignore_errors=True)
                copy.replace(self._folder)
        except (OSError, ContentError) as error:
            log.warning("content_not_copied", error=type(error).__name__)
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def library(self) -> Library | None:
        """What was kept, or None when there is nothing that can be used."""
        if not self._folder.is_dir():
            return None
        try:
            return load(self._folder)
        except ContentError:
            return None


def _names(content: Path) -> list[Path]:
    """The content files of a folder and the texts that stand beside the sources."""
    files, _ = find_files(content)
    own = [Path(file.name) for file in files if not file.borrowed]
    folders = {content / name.parent for name in own if name.parent != Path()}
    texts = (path for folder in folders for path in folder.iterdir() if path.is_file())
    beside = (path.relative_to(content) for path in texts if path.suffix not in {".yaml", ".yml"})
    return [*own, *beside]
