"""Keeping a library's own talk off the terminal."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any


@contextmanager
def quiet(transformers: Any) -> Generator[None]:
    """No progress bars and no log below an error from the package transformers, which is given; the former
    settings come back. They are the process's: where two threads overlap, it may stay quiet."""
    logging = transformers.utils.logging
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
