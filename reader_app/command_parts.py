"""What the commands on files and on what is kept share: services, a bar in bytes, standard output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader_app.services import Services
from reader_app.wiring import build


@contextmanager
def started_services() -> Iterator[Services]:
    """The services with the database open; what the user should know of that goes to standard error."""
    services = build()
    try:
        if notice := services.start():
            print(f"reader-app: {notice}", file=sys.stderr)
        yield services
    finally:
        services.close()


@contextmanager
def bar_of_bytes() -> Iterator[Callable[[int, int], object]]:
    """Takes how many bytes of how many are done, and shows it on standard error where that is a terminal."""
    from tqdm import tqdm

    hidden = not sys.stderr.isatty()
    with tqdm(unit="B", unit_scale=True, disable=hidden, leave=False) as bar:

        def report(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield report


def pass_on(write: Callable[[Path], object]) -> None:
    """Bring to standard output what `write` writes to a file: whole before the first byte goes out."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "output"
        write(path)
        sys.stdout.flush()
        sys.stdout.buffer.write(path.read_bytes())
