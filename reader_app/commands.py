"""The commands that print: `read`, `sentences`, `translate`, `names`.

Each takes the parsed options and returns the exit status. Anything that goes to a file or a pipe is
plain text in logical order; only `read` may shape Arabic, for a terminal that cannot.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reader_app.core.article import Article, Sentence
from reader_app.core.errors import ExchangeError, ModelMissing, OutOfScope, StoreError
from reader_app.core.files import write_atomically
from reader_app.core.names import Mention
from reader_app.core.translation import Decoding, Translation, doubt_text
from reader_app.core.units import Bitext
from reader_app.services import Services
from reader_app.terminal import Shape, arabic_lines, inline, shapes, width_of, wrap
from reader_app.wiring import build


def sentences(options: argparse.Namespace) -> int:
    """Print the bounds of every sentence, in code points of the decoded file."""
    article = _article(options.file)
    if options.format == "json":
        rows = [
            {
                "id": sentence.id,
                "paragraph": sentence.paragraph,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "text": sentence.text,
            }
            for sentence in article.sentences
        ]
        _print_json({"sentences": rows})
    else:
        for sentence in article.sentences:
            print(f"{sentence.id}\t{sentence.span.start}\t{sentence.span.end}\t{_one_line(sentence.text)}")
    return 0


def names(options: argparse.Namespace) -> int:
    """Print every mention with what is known of it; country adjectives apart, as `demonyms`.

    Where a tagger was asked for that cannot be used, the shipped one finds the names and the status is 1.
    """
    article = _article(options.file)
    with _services(tagger=options.tagger) as services:
        mentions = services.find_names(article)
        status = 1 if options.tagger and services.tagger_problem() else 0
    if options.format == "json":
        _print_json(
            {
                "mentions": [_mention_row(mention) for mention in mentions if mention.is_name],
                "demonyms": [_mention_row(m) for m in mentions if not m.is_name and not m.inside],
            }
        )
    else:
        for mention in mentions:
            if mention.inside:
                continue
            kind = mention.entry.kind if mention.is_name else "demonym"
            print(f"{mention.sentence}\t{_one_line(mention.text)}\t{kind}\t{mention.entry.english}")
    return status


def translate(options: argparse.Namespace) -> int:
    """Print the English of every sentence, with its origin and the model's revision; or write it in a format
    that translators' tools read.

    As text, other translations asked for stand behind it in the line, after tabs. What is to be doubted
    about a translation goes to standard error.
    """
    format_name = options.format or _format_by_suffix(options.output)
    article = _article(options.file)
    with _services(options) as services:
        if format_name not in {"text", "json"}:
            return _export(services, article, options.output, format_name)
        translations = list(_translations(services, article.sentences))
        others = [_others(services, known, options.alternatives) for known in translations]
    for sentence, translation in zip(article.sentences, translations, strict=True):
        _tell_doubts(sentence, translation)
    if format_name == "json":
        model = next((t.model for t in translations if t.model is not None), None)
        rows = zip(article.sentences, translations, others, strict=True)
        text = _json(
            {
                "model": model.name if model else None,
                "revision": model.revision if model else None,
                "sentences": [_translation_row(*row) for row in rows],
            }
        )
    else:
        lines = ([known.text, *more] for known, more in zip(translations, others, strict=True))
        text = "".join("\t".join(map(_one_line, line)) + "\n" for line in lines)
    _write(options.output, text)
    return 0


def read(options: argparse.Namespace) -> int:
    """Print each sentence, its English and its people and places, one under the other.

    Where no model can translate, the sentences and the names are printed all the same, the reason goes
    to standard error, and the status is 1.
    """
    article = _article(options.file)
    shaped = shapes(Shape(options.shape), sys.stdout)
    width = width_of(sys.stdout)
    status = 0
    with _services(options) as services:
        by_sentence: dict[int, list[Mention]] = {}
        for mention in services.find_names(article):
            by_sentence.setdefault(mention.sentence, []).append(mention)
        for sentence in article.sentences:
            english = ""
            if status == 0:
                try:
                    translation = services.translator.translate(sentence.text, _quiet)
                    english = translation.text
                    _tell_doubts(sentence, translation)
                except (ModelMissing, OutOfScope) as error:
                    print(f"reader-app: {error}\n", file=sys.stderr)
                    status = 1
            _print_sentence(sentence, english, by_sentence.get(sentence.id, []), width, shaped=shaped)
    return status


def _print_sentence(
    sentence: Sentence, english: str, mentions: Iterable[Mention], width: int, *, shaped: bool
) -> None:
    print(f"[{sentence.id}]")
    print("\n".join(arabic_lines(sentence.text, width, shaped=shaped)))
    if english:
        print("\n".join(wrap(english, width)))
    seen: set[tuple[str, bool]] = set()
    for mention in sorted(mentions, key=lambda m: not m.is_name):
        key = (mention.entry.id, mention.is_name)
        if key in seen or mention.inside:
            continue
        seen.add(key)
        entry = mention.entry
        arabic = inline(_one_line(mention.text), shaped=shaped)
        what = entry.kind if mention.is_name else "country adjective"
        print(f"  {entry.english} ({arabic}), {what}")
        if mention.is_name and entry.definition:
            print("\n".join(f"      {line}" for line in wrap(entry.definition, width - 6)))
    print(flush=True)


def _export(services: Services, article: Article, output: str, format_name: str) -> int:
    """Write the article's translation: what was reviewed as it stands, the rest as the model has it."""
    survey = services.exporter.survey(article)
    if survey.missing:
        for sentence, known in zip(survey.missing, _translations(services, survey.missing), strict=True):
            _tell_doubts(sentence, known)
        survey = services.exporter.survey(article)
    for sentence in survey.missing:
        print(f"reader-app: sentence {sentence.id} has no translation and is left out", file=sys.stderr)
    return _write_bitext(output, Bitext(survey.title, survey.units), format_name)


def _translations(services: Services, sentences: Sequence[Sentence]) -> Iterator[Translation]:
    from tqdm import tqdm

    # On standard error, where that is a terminal, and gone before the output comes, which stays clean.
    hidden = not sys.stderr.isatty()
    with tqdm(total=len(sentences), unit="sentence", disable=hidden, leave=False) as bar:
        for sentence in sentences:
            yield services.translator.translate(sentence.text, bar.set_description)
            bar.set_description("")
            bar.update()


def _others(services: Services, known: Translation, count: int | None) -> list[str]:
    """Up to `count` translations of the sentence that are not the known one."""
    if not count:
        return []
    found = services.translator.alternatives(known.source, _quiet)
    return [text for text in found if text != known.text][:count]


def _format_by_suffix(output: str) -> str:
    """The format that a file's name asks for; text for a name that asks for none."""
    from reader_app.formats.exchange import format_of

    if output == "-" or output.endswith(".json"):
        return "text" if output == "-" else "json"
    try:
        return format_of(Path(output), reading=False)
    except ExchangeError:
        return "text"


def _write_bitext(output: str, bitext: Bitext, format_name: str) -> int:
    from reader_app.formats.exchange import write_file

    if output != "-":
        write_file(Path(output), bitext, format_name)
        return 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "translation"
        write_file(path, bitext, format_name)
        sys.stdout.flush()
        sys.stdout.buffer.write(path.read_bytes())
    return 0


def _translation_row(sentence: Sentence, translation: Translation, others: list[str]) -> dict[str, Any]:
    return {
        "id": sentence.id,
        "source": sentence.text,
        "translation": translation.text,
        "origin": translation.origin,
        "confidence": asdict(translation.confidence) if translation.confidence else None,
        "doubts": sorted(translation.doubts),
        "alternatives": others,
    }


def _tell_doubts(sentence: Sentence, translation: Translation) -> None:
    for doubt in sorted(translation.doubts):
        print(f"reader-app: sentence {sentence.id}: {doubt_text(doubt)}", file=sys.stderr)


def _article(file: str) -> Article:
    from reader_app.formats import read_article, read_stream

    return read_stream(sys.stdin.buffer, "standard input") if file == "-" else read_article(Path(file))


@contextmanager
def _services(options: argparse.Namespace | None = None, tagger: str | None = None) -> Iterator[Services]:
    if options is None:
        services = build(tagger=build().taggers.state(tagger).reference if tagger else None)
    else:
        services = build(
            model=options.model, engine=options.engine, decoding=Decoding(beam_size=options.beam)
        )
    try:
        if options is not None and (notice := services.start()):
            print(f"reader-app: {notice}", file=sys.stderr)
        yield services
        if problem := services.own_problem():
            print(f"reader-app: without your own glossary: {problem}", file=sys.stderr)
        if problem := services.tagger_problem():
            print(f"reader-app: with the shipped tagger: {problem}", file=sys.stderr)
    finally:
        services.close()


def _write(output: str, text: str) -> None:
    if output == "-":
        sys.stdout.write(text)
        return
    try:
        write_atomically(Path(output), text.encode())
    except OSError as error:
        raise StoreError(
            f"{output} could not be written: {error.strerror}.", "Nothing was changed; choose another place."
        ) from error


def _mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "sentence": mention.sentence,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.entry.kind,
        "english": mention.entry.english,
        "definition": mention.entry.definition,
        "entry": mention.entry.id,
        "source": mention.entry.source,
    }


def _print_json(value: object) -> None:
    sys.stdout.write(_json(value))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quiet(_step: str) -> None:
    """Progress nobody looks at."""
