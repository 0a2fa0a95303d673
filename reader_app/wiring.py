"""Putting the adapters together: the only place that names concrete ones."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader_app import __version__
from reader_app.core.article import Article
from reader_app.core.atlas import Atlas
from reader_app.core.checks.pair import Lexicon
from reader_app.core.hub_cache import hub_cache
from reader_app.core.names import NameTagger
from reader_app.core.terms import GivenTerm, OwnTerm
from reader_app.core.translation import Decoding, ModelLibrary
from reader_app.core.units import Bitext, Findings, Unit
from reader_app.data import resources, seed_article
from reader_app.english_words import EnglishWords
from reader_app.lookup.answers import AnswerFiles
from reader_app.measuring import chrf_and_ter
from reader_app.names import Names
from reader_app.paths import Folders, folders
from reader_app.services import Services
from reader_app.services.aligning import Aligner
from reader_app.services.calibrating import Calibrator, Pair
from reader_app.services.checking import Checker
from reader_app.services.diagnosing import Doctor
from reader_app.services.exporting import Exporter, FileKind
from reader_app.services.lookup import Encyclopedia, LookUp
from reader_app.services.memory import Memory
from reader_app.services.models import SHIPPED, Checkpoints, ModelManager
from reader_app.services.name_list import ListedName
from reader_app.services.owning import Owner
from reader_app.services.proofreading import Proofreader
from reader_app.services.reviewing import Reviewer
from reader_app.services.settings import Settings
from reader_app.services.term_exchange import TermExchange
from reader_app.services.translating import Translator
from reader_app.spelling.name_list import NameList
from reader_app.spelling.speller import Speller, WordModel
from reader_app.store.alignments import SqliteAlignments
from reader_app.store.calibrations import CalibrationFiles
from reader_app.store.database import Database
from reader_app.store.dismissals import SqliteDismissals
from reader_app.store.memory import SqliteMemory
from reader_app.store.own_terms import SqliteOwnTerms
from reader_app.store.reviews import SqliteReviews
from reader_app.store.settings_file import SettingsFile
from reader_app.store.translations import SqliteStore
from reader_app.store.word_file import WordFile


def build(
    *,
    model: str | None = None,
    engine: str | None = None,
    tagger: str | None = None,
    decoding: Decoding | None = None,
    where: Folders | None = None,
) -> Services:
    """The program's services. What is named here goes before the settings, which it leaves alone.

    Opens no file but the settings and imports no engine, no Babel and no Qt.
    """
    found = where or folders()
    settings_file = SettingsFile(found.config / "settings.json")
    settings = settings_file.load()
    settings = replace(
        settings,
        model=model or settings.model,
        engine=engine or settings.engine,
        tagger=tagger or settings.tagger,
    )
    database = Database(found.data / "reader.sqlite")
    units = SqliteMemory(database)
    store = SqliteStore(database, units)
    calibrations = CalibrationFiles(found.cache / "calibrations")
    translator = Translator(store, _library(settings, found), decoding, calibrations)
    models = _manager(settings_file, found)

    own_terms = SqliteOwnTerms(database)
    speller = load_speller(found)
    names = Names(own_terms, speller, _chosen_tagger(settings.tagger, found))
    checker = Checker(_lexicon, names.known_entries, names, SqliteDismissals(database), _english_words)

    memory = Memory(units, _read_units, _write_file)
    reviewer = Reviewer(SqliteReviews(database), units, chrf_and_ter)

    def start() -> str | None:
        store.open()
        return store.notice

    return Services(
        translator=translator,
        aligner=Aligner(SqliteAlignments(database), translator),
        open_article=_open_article,
        find_names=names,
        owner=Owner(own_terms, names.index, speller),
        term_exchange=TermExchange(own_terms, _read_terms, _write_terms),
        own_problem=lambda: names.problem,
        tagger_problem=lambda: names.tagger_problem,
        has_own_tagger=lambda: names.has_own_tagger,
        checker=checker,
        positions=store,
        settings=settings_file,
        default_article=seed_article(),
        start=start,
        use_model=lambda reference: translator.use(_library(replace(settings, model=reference), found)),
        use_tagger=lambda reference: names.use(_chosen_tagger(reference, found)),
        models=models,
        taggers=_tagger_manager(settings_file, found),
        doctor=_doctor(settings_file, models, found),
        calibrator=Calibrator(translator, calibrations),
        read_pairs=_read_pairs,
        memory=memory,
        reviewer=reviewer,
        proofreader=Proofreader(
            EnglishWords(resources() / "english" / "words.txt.gz"), WordFile(found.data / "words.txt")
        ),
        write_file=_write_file,
        look_up=LookUp(_wikimedia, AnswerFiles(found.cache / "look-up")),
        file_kinds=_file_kinds,
        exporter=Exporter(reviewer, translator, memory, _write_file, _takes_untranslated),
        atlas=_atlas,
        write_names=_write_names,
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
        sort="Marian model",
        advice="Choose a Marian checkpoint from Arabic to English, such as Helsinki-NLP/opus-mt-ar-en.",
        get="reader-app models get",
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


def _tagger_manager(settings: SettingsFile, found: Folders) -> ModelManager:
    from reader_app.models.manager import Manager
    from reader_app.tagging import checkpoint

    shipped = _shipped_tagger()
    checkpoints = Checkpoints(
        required=(checkpoint.CONFIG,),
        weights=checkpoint.WEIGHTS,
        tokenizers=checkpoint.TOKENIZERS,
        optional=checkpoint.OPTIONAL,
        sort="model that labels words",
        advice=checkpoint.ANOTHER,
        get=checkpoint.GET,
        locate=lambda reference: shipped if reference == SHIPPED else checkpoint.locate(reference),
        check=lambda folder: None if folder == shipped else checkpoint.open_checkpoint(folder),
        discard=lambda revision: None,
    )
    return Manager(
        resources() / "models" / "taggers.json",
        records=_tagger_records(found),
        checkpoints=checkpoints,
        chosen=lambda: settings.load().tagger,
    )


def _chosen_tagger(reference: str, found: Folders) -> Callable[[], NameTagger] | None:
    """What makes the tagger that a reference means; None for the one that comes with the program."""
    return None if reference == SHIPPED else lambda: load_chosen_tagger(reference, found)


def load_chosen_tagger(reference: str, found: Folders) -> NameTagger:
    """The tagger of a checkpoint, by a folder or a repository's name, which is loaded at its first use.

    Its `tag` raises ModelMissing, ModelDamaged, and EngineUnavailable where torch is not installed.
    """
    from reader_app.engines.identity import FileDigests
    from reader_app.engines.threads import spin_briefly
    from reader_app.tagging import load_token_classifier

    spin_briefly()  # counts for torch, too, where nothing has loaded it yet
    digest = FileDigests(found.cache).digest
    return load_token_classifier(reference, _shipped_tagger(), _tagger_records(found), digest)


def _shipped_tagger() -> Path:
    return resources() / "tagger"


def _tagger_records(found: Folders) -> Path:
    return found.data / "taggers"


def _wikimedia() -> Encyclopedia:
    from reader_app.lookup.wikimedia import Wikimedia

    return Wikimedia()


def _doctor(settings: SettingsFile, models: ModelManager, found: Folders) -> Doctor:
    return Doctor(
        program=__version__,
        folders={"config": found.config, "data": found.data, "cache": found.cache, "hub": hub_cache()},
        models=models,
        settings=settings,
        processor=_processor,
        inspect=lambda folder: _inspecting().inspect(folder, found.cache),
        measure=lambda folder, engine, progress: _inspecting().measure(folder, engine, found.cache, progress),
    )


def _inspecting():
    from reader_app.engines import inspecting

    return inspecting


def _processor() -> tuple[str, int]:
    from reader_app.engines.threads import available_cores
    from reader_app.engines.tuning import processor_name

    return processor_name(), available_cores()


def _sample() -> Path:
    return resources() / "models" / "sample"


def load_speller(found: Folders) -> Speller:
    """The guesses at English spellings of names that nobody lists. Reads nothing before the first name."""

    def load() -> tuple[NameList, WordModel]:
        from reader_app.spelling.name_list import FILE, read_name_list

        folder = resources() / "models" / "speller"
        return read_name_list(folder / FILE), load_word_model(folder, found.cache)

    return Speller(load)


def load_word_model(folder: Path, cache: Path) -> WordModel:
    """The checkpoint in a folder, in the engine that reads. Raises as `ModelLibrary.load`."""
    from reader_app.engines import onnx_engine
    from reader_app.engines.checkpoint import checkpoint_files, open_checkpoint
    from reader_app.engines.identity import FileDigests, identify
    from reader_app.engines.options import EngineOptions

    checkpoint = open_checkpoint(folder)
    identity = identify(folder, checkpoint_files(folder), folder.name, FileDigests(cache))
    return onnx_engine.load(checkpoint, identity, EngineOptions(cache, threads=1), lambda step: None)


def _model_records(found: Folders) -> Path:
    return found.data / "models"


def _open_article(path: Path) -> Article:
    from reader_app.formats import read_article

    return read_article(path)


def _read_pairs(path: Path | None) -> Sequence[Pair]:
    from reader_app.formats.pairs import read_pairs

    return read_pairs(path or resources() / "calibration" / "pairs.tsv")


def _atlas() -> Atlas:
    from reader_app.formats.outlines import FILE, read_atlas

    return read_atlas(resources() / "atlas" / FILE)


def _write_names(path: Path, names: Sequence[ListedName]) -> None:
    from reader_app.formats.name_table import write_names

    write_names(path, names)


def _lexicon() -> Lexicon:
    from reader_app.formats.lexicon import read_lexicon

    return read_lexicon(resources() / "checks" / "lexicon.tsv")


def _english_words() -> frozenset[str]:
    from reader_app.formats.lexicon import read_english_words

    return read_english_words(resources() / "checks" / "english.txt")


def _read_units(path: Path, findings: Findings, **options: Any) -> Iterator[Unit]:
    from reader_app.formats.exchange import read_units

    return read_units(path, findings, **options)


def _read_terms(path: Path, *options: Any, **named: Any) -> Iterator[GivenTerm | None]:
    from reader_app.formats.terms import read_terms

    return read_terms(path, *options, **named)


def _write_terms(path: Path, terms: Iterable[OwnTerm], format_name: str | None = None) -> None:
    from reader_app.formats.terms import write_terms

    write_terms(path, terms, format_name)


def _write_file(path: Path, bitext: Bitext, format_name: str | None = None) -> None:
    from reader_app.formats.exchange import write_file

    write_file(path, bitext, format_name)


def _takes_untranslated(path: Path, format_name: str | None) -> bool:
    from reader_app.formats.exchange import format_named, format_of

    return format_named(format_name or format_of(path, reading=False)).takes_untranslated


def _file_kinds() -> Sequence[FileKind]:
    from reader_app.formats.exchange import EXCHANGE

    return [
        FileKind(key, known.description, known.suffixes, known.read is not None, known.write is not None)
        for key, known in EXCHANGE.items()
    ]
