"""The speller as the program has it: the real checkpoint in the real engine, loaded once."""

import pytest

from reader_app.paths import folders
from reader_app.spelling.speller import Speller
from reader_app.wiring import load_speller


@pytest.fixture(scope="package")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    """Loads its model at the first name, into a cache of its own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("READER_APP_HOME", str(tmp_path_factory.mktemp("speller")))
    found = folders()
    patch.undo()
    return load_speller(found)
