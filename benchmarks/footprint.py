"""Prints what starting and holding the bot costs on this machine: `make figures`."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUESTION = "what does Child P say about missed appointments"
SDKS = ("slack_bolt", "slack_sdk", "botbuilder", "botframework")
BOT = [sys.executable, "-m", "bot"]
TRIES = 5


def main() -> None:
    """All figures, each measured on this machine now."""
    print(f"Machine: {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as empty:
        figures("without the sentence encoder", Path(empty))
    if (Path(".encoder") / "model.onnx").is_file():
        figures("with the sentence encoder", Path(".encoder"))
    else:
        print("The sentence encoder is not here: make encoder")
    print(f"SDKs that ask imports: {', '.join(imported()) or 'none'}")


def figures(how: str, encoder: Path) -> None:
    """First with nothing learnt yet, as after a change of the content, and then as always."""
    with tempfile.TemporaryDirectory() as cache:
        given = {"ENCODER_PATH": str(encoder), "XDG_CACHE_HOME": cache}
        serving("the first time after content changed", how, given)
        print(f"ask, from a cold start, {how}: {min(asked(given) for _ in range(TRIES)):.2f} s")
        serving("from then on", how, given)


def serving(when: str, how: str, given: dict[str, str]) -> None:
    """How long serving takes to begin, and what it holds."""
    with served(given) as (seconds, process, port):
        print(f"serve, until it answers, {how}, {when}: {seconds:.2f} s")
        for _ in range(20):
            put(port, QUESTION)
        print(f"serve, memory held after 20 questions, {how}, {when}: {resident(process.pid)} MB")


def asked(given: dict[str, str]) -> float:
    """Seconds for one question in a new process."""
    begun = time.perf_counter()
    command = [*BOT, "ask", "--json", QUESTION]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **given})  # noqa: S603
    return time.perf_counter() - begun


@contextmanager
def served(given: dict[str, str]) -> Iterator[tuple[float, subprocess.Popen[str], int]]:
    """A serving process with the seconds it took and its port. Stopped afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            **given,
            "PORT": "0",
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "PYTHONUNBUFFERED": "1",
        }
        begun = time.perf_counter()
        with subprocess.Popen(  # noqa: S603
            [*BOT, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                port = _port(process)
                health(port)
                yield time.perf_counter() - begun, process, port
            finally:
                process.terminate()


def _port(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if found:
            return int(found[1])
    raise SystemExit("The bot did not start: learning-bot serve says why.")


def health(port: int) -> object:
    """What GET /health says."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
        return json.load(answer)


def put(port: int, question: str) -> None:
    """Asks one question on the chat page."""
    body = urllib.parse.urlencode({"q": question}).encode()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", body) as answer:
        answer.read()


def resident(pid: int) -> int:
    """MB that a process holds in memory."""
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], check=True, capture_output=True)  # noqa: S603, S607
    return int(kilobytes.stdout) // 1024


def imported() -> list[str]:
    """Platform SDKs among what a question in the terminal imports."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-X", "importtime", "-m", "bot", "ask", "--json", QUESTION],
        check=True,
        capture_output=True,
        text=True,
    )
    names = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    return sorted(names & set(SDKS))


if __name__ == "__main__":
    main()
