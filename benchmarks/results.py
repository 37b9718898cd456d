"""Writes tables into named sections of benchmarks/results.md, each by the command that measured it."""

import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).with_name("results.md")
_HEAD = """# What was measured

Each section is written by the command that it names; run it to measure again. Machines differ and other work
slows everything, so look at what is compared within a section, not from one section to another.
"""


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def machine() -> str:
    """Where it was measured, and how busy that machine was otherwise."""
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}{load}"


def versions(*packages: str) -> str:
    """Packages with their versions."""
    return ", ".join(f"{each} {version(each)}" for each in packages)


def write(section: str, command: str, text: str) -> None:
    """Prints a section and puts it in place of the one of the same name."""
    written = f"## {section}\n\n`{command}` ({machine()})\n\n{text.strip()}\n"
    print(written)
    if "--print" in sys.argv:
        return
    kept = FILE.read_text(encoding="utf-8") if FILE.exists() else _HEAD
    head, *sections = re.split(r"^(?=## )", kept, flags=re.MULTILINE)
    named = {each.partition("\n")[0]: each.rstrip() + "\n" for each in sections}
    named[f"## {section}"] = written
    FILE.write_text("\n".join((head.rstrip() + "\n", *(named[each] for each in sorted(named)))), "utf-8")
