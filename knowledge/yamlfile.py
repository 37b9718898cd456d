"""Reads one YAML file and remembers on which line everything stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.library import Place, Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class YamlFile:
    """The data of one file and the nodes it was made from."""

    name: str
    data: Any
    node: yaml.Node | None

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """The line of a value, given the keys and indices that lead to it; as near as the file has it."""
        node, line = self.node, 1
        for step in path:
            found = _step(node, step)
            if found is None:
                break
            line, node = found
        return Place(self.name, line)


def _step(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line + 1, child
    return None


def read(path: Path, name: str) -> tuple[YamlFile | None, list[Problem]]:
    """The file, or what is wrong with it. Nothing in a file is ever executed."""
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            return None, [Problem("yaml", Place(name, 1), f"larger than {MAX_BYTES // 2**20} MiB; split it")]
        text = raw.decode("utf-8-sig")
    except OSError as error:
        return None, [Problem("yaml", Place(name, 1), f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        return None, [Problem("yaml", Place(name, 1), f"not UTF-8 at byte {error.start}; save it as UTF-8")]
    return _parse(text, name)


def _parse(text: str, name: str) -> tuple[YamlFile | None, list[Problem]]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        problems = _duplicate_keys(node, name)
        if problems:
            return None, problems
        data = loader.construct_document(node) if node is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        what = getattr(error, "problem", None) or str(error).splitlines()[0]
        return None, [Problem("yaml", Place(name, line), f"not valid YAML: {what}")]
    except (ValueError, RecursionError) as error:
        return None, [Problem("yaml", Place(name, 1), f"not valid YAML: {error}")]
    finally:
        loader.dispose()
    return YamlFile(name, data, node), []


def _duplicate_keys(root: yaml.Node | None, name: str) -> list[Problem]:
    """Keys written twice (YAML silently keeps the last) and aliases (a tiny file could explode)."""
    problems: list[Problem] = []
    stack, seen_nodes = [root] if root is not None else [], set[int]()
    while stack:
        node = stack.pop()
        if id(node) in seen_nodes:
            problems.append(
                Problem(
                    "yaml",
                    Place(name, node.start_mark.line + 1),
                    "aliases (*name) are not used here; write the value out",
                )
            )
            continue
        if not isinstance(node, yaml.ScalarNode):
            seen_nodes.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if key.value in keys:
                    problems.append(
                        Problem(
                            "yaml", Place(name, key.start_mark.line + 1), f"`{key.value}` is written twice"
                        )
                    )
                keys.add(key.value)
                stack.append(value)
    return problems
