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

_COMMANDS = ("read", "sentences", "translate", "names")

_EPILOG = """\
Without a command, the window opens on FILE, or on the article read last. FILE may be - for standard
input in every command. A file that is named like a command is opened as ./NAME.
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
        usage="reader-app [FILE] | reader-app {read,sentences,translate,names} FILE [options]",
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    window = commands.add_parser("window", usage=parser.usage, description=parser.description, epilog=_EPILOG)
    window.add_argument("file", nargs="?", metavar="FILE", help="the article to open")
    window.add_argument("--version", action="version", version=f"reader-app {__version__}")
    group = window.add_argument_group("commands (reader-app COMMAND --help tells more)")
    for name, what in (
        ("read", "each sentence, its English and its people and places, in the terminal"),
        ("sentences", "where each sentence begins and ends"),
        ("translate", "the English of each sentence"),
        ("names", "the people and places, explained"),
    ):
        group.add_argument(f"{name} FILE", nargs="?", help=what, default=argparse.SUPPRESS)
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
    _format_option(translate)
    translate.add_argument("-o", "--output", metavar="OUT", default="-", help="file to write to")
    _model_options(translate)

    names = _command(commands, "names", "Print the people and places, explained.")
    _format_option(names)
    return parser


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
