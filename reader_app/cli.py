"""The command line: what can be asked, and how failures are told. Importing it loads no Qt, no model."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader_app import __version__
from reader_app.core.errors import DisplayError, ReaderError

EXIT_FAILURE = 1
EXIT_NO_DISPLAY = 69  # EX_UNAVAILABLE of sysexits.h: the makefile then reads in the terminal instead
EXIT_INTERRUPTED = 130

_COMMANDS = (
    *("read", "sentences", "translate", "names", "check", "worth"),
    *("models", "memory", "glossary", "doctor"),
)

_TRANSLATION_FORMATS = ("text", "json", "tmx", "xliff", "xliff2", "html", "docx", "pdf", "csv", "tsv")
_READ_FORMATS = ("tmx", "xliff", "xliff2", "tbx", "docx", "csv", "tsv")
_WRITTEN_FORMATS = ("tmx", "xliff", "xliff2", "tbx", "html", "docx", "pdf", "csv", "tsv", "text")

_TERM_FORMATS = ("csv", "tsv", "tbx")

_MODEL = "sample, a repo id such as Helsinki-NLP/opus-mt-ar-en or its last part, or a folder"

_TAGGER = "shipped, or the folder or repo id of a BERT-like model that labels names"

_MODEL_ACTIONS = (
    ("list", "List the models, with size, licence, published scores and state", None),
    (
        "get",
        "Download a model, or what is missing of it",
        ("MODEL", True, "repo id (default: the recommended)"),
    ),
    ("import", "Check a folder with a Marian model and read with it", ("FOLDER", False, "the folder")),
    ("use", "Read with this model from now on", ("MODEL", False, _MODEL)),
    (
        "verify",
        "Read a model's files and compare them with their checksums",
        ("MODEL", True, f"{_MODEL} (default: all)"),
    ),
    (
        "calibrate",
        "Measure how far a model's scores can be trusted",
        ("MODEL", True, f"{_MODEL} (default: the chosen one)"),
    ),
    ("remove", "Delete a model from this computer", ("MODEL", False, _MODEL)),
)

_EPILOG = """\
commands (reader-app COMMAND --help tells more):
  read FILE       each sentence, its English and its people and places, in the terminal
  sentences FILE  where each sentence begins and ends
  translate FILE  the English of each sentence
  names FILE      the people and places, explained
  check FILE      what looks wrong in the translations of a TSV, TMX or XLIFF file
  worth FILE      what the machine's drafts were worth beside the approved text
  models ACTION   the translation models: list, get, import, use, verify, calibrate,
                  remove
  memory ACTION   the translation memory: import, export, search
  glossary ACTION your own glossary: import, export, list
  doctor          what to know when something is slow or wrong

Without a command, the window opens on FILE, or on the article read last. With one, FILE may be - for
standard input. A file that is named like a command is opened as ./NAME.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    try:
        options = _parser().parse_args(given if given[:1] and given[0] in _COMMANDS else ["window", *given])
        status = options.run(options)
        sys.stdout.flush()
    except ReaderError as error:
        print(f"reader-app: {error}", file=sys.stderr)
        return EXIT_NO_DISPLAY if isinstance(error, DisplayError) else EXIT_FAILURE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILURE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reader-app",
        description="Read Arabic sentence by sentence, offline, with every name explained.",
        usage="reader-app [FILE] | reader-app {read,sentences,translate,names,check,worth} FILE [options] | "
        "reader-app {models,memory,glossary} ACTION | reader-app doctor",
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    window = commands.add_parser(
        "window",
        usage=parser.usage,
        description=parser.description,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    window.add_argument("file", nargs="?", metavar="FILE", help="the article to open")
    window.add_argument("--version", action="version", version=f"reader-app {__version__}")
    window.set_defaults(run=_window)

    read = _command(commands, "read", "Print each sentence, its English and its people and places.")
    _model_options(read)
    read.add_argument(
        "--shape",
        choices=("auto", "always", "never"),
        default="auto",
        help="join and reorder Arabic letters for terminals that do not (default: where needed)",
    )

    sentences = _command(commands, "sentences", "Print where each sentence begins and ends.")
    _format_option(sentences)

    translate = _command(commands, "translate", "Print the English of each sentence.")
    translate.add_argument(
        "--format", choices=_TRANSLATION_FORMATS, help="(default: by the suffix of OUT, else text)"
    )
    translate.add_argument("-o", "--output", metavar="OUT", default="-", help="file to write to")
    translate.add_argument(
        "--alternatives", type=_positive, metavar="N", help="up to N other translations of each, too"
    )
    _model_options(translate)

    names = _command(commands, "names", "Print the people and places, explained.")
    _format_option(names)
    names.add_argument(
        "--tagger", metavar="TAGGER", help=f"what finds names that no glossary has: {_TAGGER} (needs torch)"
    )

    _check(commands)
    _worth(commands)
    _models(commands)
    _memory(commands)
    _glossary(commands)
    _doctor(commands)
    return parser


def _doctor(commands) -> None:
    parser = commands.add_parser(
        "doctor",
        prog="reader-app doctor",
        description="Print versions, folders, the model and what was measured of it on this computer.",
    )
    _format_option(parser)
    parser.add_argument("--measure", action="store_true", help="load the model and measure anew")

    def run(options: argparse.Namespace) -> int:
        from reader_app import doctor_command

        return doctor_command.doctor(options)

    parser.set_defaults(run=run)


def _check(commands) -> None:
    parser = commands.add_parser(
        "check", prog="reader-app check", description="Print what looks wrong in the translations of a file."
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="TSV (Arabic, a tab, English; one pair a line), TMX or XLIFF; - for standard input",
    )
    _format_option(parser)
    parser.add_argument(
        "--from",
        dest="source_format",
        choices=("tsv", "tmx", "xliff"),
        help="the file's format (default: by its suffix)",
    )
    parser.add_argument(
        "--fail-on",
        choices=("info", "warning", "error"),
        help="exit with status 3 where something as grave, or graver, is found",
    )

    def run(options: argparse.Namespace) -> int:
        from reader_app import check_command

        return check_command.check(options)

    parser.set_defaults(run=run)


def _worth(commands) -> None:
    parser = commands.add_parser(
        "worth",
        prog="reader-app worth",
        description="Print chrF and TER of the machine's drafts beside the approved text.",
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        help="an article that was reviewed, or a file with drafts: TMX or XLIFF with each one's final text, "
        "else any of translations, or English text a line a sentence",
    )
    parser.add_argument("approved", metavar="APPROVED", nargs="?", help="the file with the final texts")
    _format_option(parser)

    def run(options: argparse.Namespace) -> int:
        from reader_app import worth_command

        return worth_command.worth(options)

    parser.set_defaults(run=run)


def _memory(commands) -> None:
    parser = commands.add_parser(
        "memory", prog="reader-app memory", description="Import, export and search the translation memory."
    )
    actions = parser.add_subparsers(required=True, metavar="action")

    def action(name: str, what: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, prog=f"reader-app memory {name}", help=what, description=f"{what}.")
        made.set_defaults(run=_memory_action(name))
        return made

    enter = action("import", "Enter the units of a file, all of them or none")
    enter.add_argument("file", metavar="FILE", help="TMX, XLIFF, TBX, DOCX, CSV or TSV")
    enter.add_argument("--format", choices=_READ_FORMATS, help="(default: by the suffix)")

    export = action("export", "Write the whole memory to a file")
    export.add_argument("file", metavar="OUT", nargs="?", help="the file; - for standard output")
    export.add_argument("-o", "--output", metavar="OUT", help="the same")
    export.add_argument("--format", choices=_WRITTEN_FORMATS, help="(default: by the suffix, else tmx)")

    search = action("search", "Find text on either side, or similar sentences")
    search.add_argument("text", metavar="TEXT", help="Arabic or English, with or without its marks")
    search.add_argument("--fuzzy", action="store_true", help="units whose Arabic is similar to TEXT")
    search.add_argument("--count", type=_positive, default=20, metavar="N", help="at most N (default: 20)")
    _format_option(search)


def _memory_action(name: str):
    def run(options: argparse.Namespace) -> int:
        from reader_app import memory_commands

        return memory_commands.ACTIONS[name](options)

    return run


def _glossary(commands) -> None:
    parser = commands.add_parser(
        "glossary", prog="reader-app glossary", description="Import, export and list your own glossary."
    )
    actions = parser.add_subparsers(required=True, metavar="action")

    def action(name: str, what: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, prog=f"reader-app glossary {name}", help=what, description=f"{what}.")
        made.set_defaults(run=_glossary_action(name))
        return made

    enter = action("import", "Enter the terms of a file, all of them or none")
    enter.add_argument("file", metavar="FILE", help="CSV, TSV or TBX")
    enter.add_argument("--format", choices=_TERM_FORMATS, help="(default: by the suffix)")

    export = action("export", "Write all your terms to a file")
    export.add_argument("file", metavar="OUT", nargs="?", help="the file; - for standard output")
    export.add_argument("-o", "--output", metavar="OUT", help="the same")
    export.add_argument("--format", choices=_TERM_FORMATS, help="(default: by the suffix, else csv)")

    _format_option(action("list", "Print your terms"))


def _glossary_action(name: str):
    def run(options: argparse.Namespace) -> int:
        from reader_app import glossary_commands

        return glossary_commands.ACTIONS[name](options)

    return run


def _models(commands) -> None:
    parser = commands.add_parser(
        "models", prog="reader-app models", description="List, get, check and remove models."
    )
    actions = parser.add_subparsers(required=True, metavar="action")
    for name, what, argument in _MODEL_ACTIONS:
        action = actions.add_parser(name, prog=f"reader-app models {name}", help=what, description=f"{what}.")
        if argument is not None:
            metavar, optional, meaning = argument
            action.add_argument("model", metavar=metavar, nargs="?" if optional else None, help=meaning)
        if name != "calibrate":
            action.add_argument(
                "--tagger",
                action="store_true",
                help="of the models that find names, not of those that translate",
            )
        if name == "list":
            _format_option(action)
        if name == "calibrate":
            action.add_argument(
                "--pairs", metavar="FILE", help="sentence pairs, as TSV (Arabic, English) or TMX"
            )
        if name == "remove":
            action.add_argument("--yes", action="store_true", help="do not ask first")
        action.set_defaults(run=_model_action(name))


def _model_action(name: str):
    def run(options: argparse.Namespace) -> int:
        from reader_app import model_commands

        return model_commands.ACTIONS[name](options)

    return run


def _command(commands, name: str, description: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, prog=f"reader-app {name}", description=description)
    parser.add_argument("file", metavar="FILE", help="the article; - for standard input")

    def run(options: argparse.Namespace) -> int:
        from reader_app import commands as implementations

        return getattr(implementations, name)(options)

    parser.set_defaults(run=run)
    return parser


def _format_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="(default: text)")


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="MODEL", help="folder or repo id of a MarianMT model")
    parser.add_argument("--engine", choices=("ctranslate2", "transformers"), help="what runs the model")
    parser.add_argument(
        "--beam", type=_positive, default=4, metavar="N", help="beam size; 1 is greedy (default: 4)"
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _window(options: argparse.Namespace) -> int:
    # The display is asked before Qt is imported: Qt ends the process where it finds none.
    from reader_app.display import check_display, missing_library

    check_display()
    try:
        from reader_app.gui.app import run
    except ImportError as error:
        if ".so" in str(error):
            raise missing_library(str(error)) from error
        raise
    from reader_app.wiring import build

    return run(build, Path(options.file) if options.file else None)
