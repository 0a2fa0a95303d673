"""Putting the adapters together: the only place that names concrete ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from reader_app.core.article import Article
from reader_app.core.names import Mention, NameSpeller, NameTagger
from reader_app.core.translation import Decoding, ModelLibrary
from reader_app.data import resources, seed_article
from reader_app.paths import Folders, folders
from reader_app.services import Services
from reader_app.services.aligning import Aligner
from reader_app.services.calibrating import Calibrator, Pair
from reader_app.services.models import Checkpoints, ModelManager
from reader_app.services.name_index import NameIndex
from reader_app.services.settings import Settings
from reader_app.services.translating import Translator
from reader_app.store.alignments import SqliteAlignments
from reader_app.store.calibrations import CalibrationFiles
from reader_app.store.database import Database
from reader_app.store.settings_file import SettingsFile
from reader_app.store.translations import SqliteStore


def build(
    *,
    model: str | None = None,
    engine: str | None = None,
    decoding: Decoding | None = None,
    where: Folders | None = None,
) -> Services:
    """The program's services. What is named here goes before the settings, which it leaves alone.

    Opens no file but the settings and imports no engine, no Babel and no Qt.
    """
    found = where or folders()
    settings_file = SettingsFile(found.config / "settings.json")
    settings = settings_file.load()
    settings = replace(settings, model=model or settings.model, engine=engine or settings.engine)
    database = Database(found.data / "reader.sqlite")
    store = SqliteStore(database)
    calibrations = CalibrationFiles(found.cache / "calibrations")
    translator = Translator(store, _library(settings, found), decoding, calibrations)

    def start() -> str | None:
        store.open()
        return store.notice

    return Services(
        translator=translator,
        aligner=Aligner(SqliteAlignments(database), translator),
        open_article=_open_article,
        find_names=_Names(),
        positions=store,
        settings=settings_file,
        default_article=seed_article(),
        start=start,
        use_model=lambda reference: translator.use(_library(replace(settings, model=reference), found)),
        models=_manager(settings_file, found),
        calibrator=Calibrator(translator, calibrations),
        read_pairs=_read_pairs,
        close=store.close,
    )


def _library(settings: Settings, found: Folders) -> ModelLibrary:
    from reader_app.engines.library import Models

    return Models(
        settings.model,
        sample=_sample(),
        cache=found.cache,
        engine=settings.engine,
        manifests=_model_records(found),
    )


def _manager(settings: SettingsFile, found: Folders) -> ModelManager:
    from reader_app.engines import checkpoint, derived
    from reader_app.engines.library import locate
    from reader_app.models.manager import Manager

    checkpoints = Checkpoints(
        required=(
            checkpoint.CONFIG,
            checkpoint.VOCABULARY,
            checkpoint.SOURCE_PIECES,
            checkpoint.TARGET_PIECES,
        ),
        weights=checkpoint.WEIGHTS,
        optional=(checkpoint.GENERATION, "tokenizer_config.json", "README.md"),
        locate=lambda reference: locate(reference, _sample()),
        check=checkpoint.open_checkpoint,
        discard=lambda revision: derived.discard(derived.derived_folder(found.cache, revision)),
    )
    return Manager(
        resources() / "models" / "catalogue.json",
        records=_model_records(found),
        checkpoints=checkpoints,
        chosen=lambda: settings.load().model,
    )


def _sample() -> Path:
    return resources() / "models" / "sample"


def _model_records(found: Folders) -> Path:
    return found.data / "models"


def _open_article(path: Path) -> Article:
    from reader_app.formats import read_article

    return read_article(path)


def _read_pairs(path: Path | None) -> Sequence[Pair]:
    from reader_app.formats.pairs import read_pairs

    return read_pairs(path or resources() / "calibration" / "pairs.tsv")


class _Names:
    """Builds the index of names and loads the tagger at the first article, in the lane that asks."""

    def __init__(self, speller: NameSpeller | None = None) -> None:
        self._index: NameIndex | None = None
        self._tagger: NameTagger | None = None
        self._speller = speller

    def __call__(self, article: Article, cancelled: Callable[[], bool] = lambda: False) -> Sequence[Mention]:
        from reader_app.glossary import load_index
        from reader_app.services.naming import find_names
        from reader_app.tagging import load_tagger

        if self._index is None or self._tagger is None:
            self._index = load_index(resources() / "glossary")
            self._tagger = load_tagger(resources() / "tagger")
        return find_names(article, self._index, self._tagger, self._speller, cancelled)
