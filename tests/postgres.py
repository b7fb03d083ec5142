"""A throw-away PostgreSQL server on a unix socket, in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
FAST = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, newest version first, or None where no server is installed."""
    found = [Path(os.path.realpath(path)).parent for path in [shutil.which("pg_ctl")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()), None
    )


@contextmanager
def postgres_server(programs: Path) -> Iterator[str]:
    """Start a server, give the address of an empty database, stop the server and delete its folder."""
    folder = Path(tempfile.mkdtemp(prefix="awards-postgres-"))
    prefix = _as_somebody_else(folder)
    data = folder / "data"

    def run(*command: object) -> None:
        subprocess.run([*prefix, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603  # our own words

    run(programs / "initdb", "-D", data, *INITDB)
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} {FAST}", "start")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _as_somebody_else(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: hand the folder to another user and run as them."""
    if os.geteuid() != 0:
        return []
    user = "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"
    shutil.chown(folder, user)
    folder.chmod(0o755)
    return ["runuser", "-u", user, "--"]
