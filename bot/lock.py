"""One Muster for one SQLite file: an operating system's lock beside it. A crash frees it."""

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url


class Held(Exception):
    """Another process has the database; the message says which."""


def take(url: str) -> IO[str] | None:
    """Lock the database of `url` until the returned file is closed; None where none is needed.

    Raises Held with the other process's number.
    """
    found = make_url(url)
    if found.get_backend_name() != "sqlite" or not found.database:
        return None
    path = Path(f"{found.database}.lock")
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        owner = file.read().strip() or "another process"
        file.close()
        raise Held(f"{found.database} is in use by process {owner}.") from error
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file
