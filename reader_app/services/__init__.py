"""Use cases: opening, translating, annotating. No Qt, no SQL, no file formats."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reader_app.core.article import Article
from reader_app.core.atlas import Atlas
from reader_app.core.errors import ReaderError, StoreError
from reader_app.core.names import Mention
from reader_app.services.aligning import Aligner
from reader_app.services.calibrating import Calibrator, Pair
from reader_app.services.checking import Checker
from reader_app.services.diagnosing import Doctor
from reader_app.services.exporting import Exporter, FileKind
from reader_app.services.lookup import LookUp
from reader_app.services.memory import Memory, UnitWriter
from reader_app.services.models import ModelManager
from reader_app.services.name_list import ListedName
from reader_app.services.owning import Owner
from reader_app.services.positions import PositionStore
from reader_app.services.proofreading import Proofreader
from reader_app.services.reviewing import Reviewer
from reader_app.services.settings import SettingsStore
from reader_app.services.term_exchange import TermExchange
from reader_app.services.translating import Translator


class NameFinder(Protocol):
    """Finds the mentions in an article, in reading order. Called from a lane's thread."""

    def __call__(self, article: Article, cancelled: Callable[[], bool] = ...) -> Sequence[Mention]: ...


@dataclass(frozen=True)
class Services:
    """What the window and the command line work with; `wiring.build` makes one.

    `start` opens the database and returns what the user should know about it, or None. `use_model`
    makes the translator ask another model, by reference (see services.models), `use_tagger` has names found
    by another tagger from the next article on; the caller keeps the setting. `models` gets and removes
    them, `taggers` those that find names. `doctor` tells what is known of this computer and its models.
    `read_pairs` reads the sentence pairs in a file, for None those that come with the program, to calibrate
    with; it raises ArticleError. `checker` says what looks wrong in a translation. `write_file` writes
    translations in a format by its key, or by the file's suffix; it raises ExchangeError. `file_kinds` tells
    the formats; `exporter` gathers an article's translation and writes it. `owner` changes the
    reader's own glossary, `term_exchange` imports and exports it. `own_problem` says why names were found
    without it, where the database cannot be read; `tagger_problem` why they were found by the shipped tagger
    and not by the chosen one; `has_own_tagger` whether one finds them that the reader has chosen, which takes
    seconds. `look_up` asks Wikipedia about a name. `atlas` reads the
    outlines for maps; it raises GlossaryError. `write_names` writes names as a table; it raises
    ExchangeError.
    """

    translator: Translator
    aligner: Aligner
    open_article: Callable[[Path], Article]
    find_names: NameFinder
    owner: Owner
    term_exchange: TermExchange
    positions: PositionStore
    settings: SettingsStore
    default_article: Path
    start: Callable[[], str | None]
    use_model: Callable[[str], None]
    use_tagger: Callable[[str], None]
    models: ModelManager
    taggers: ModelManager
    doctor: Doctor
    calibrator: Calibrator
    checker: Checker
    read_pairs: Callable[[Path | None], Sequence[Pair]]
    memory: Memory
    reviewer: Reviewer
    proofreader: Proofreader
    write_file: UnitWriter
    look_up: LookUp
    own_problem: Callable[[], StoreError | None]
    tagger_problem: Callable[[], ReaderError | None]
    has_own_tagger: Callable[[], bool]
    file_kinds: Callable[[], Sequence[FileKind]]
    exporter: Exporter
    atlas: Callable[[], Atlas]
    write_names: Callable[[Path, Sequence[ListedName]], None]
    close: Callable[[], None]
