"""Measure how well the names of unseen news are found and spelled in English, and how fast.

    python tools/eval_names.py CORPUS [--tagger TAGGER] [--names FOLDER]
    make eval-names CORPUS=... [TAGGER=...]

CORPUS is the file of tagged news that `train_tagger.py` was given; what is measured is its last tenth,
which the shipped tagger never saw. TAGGER, the folder or the repository of a token classifier, is measured
in its place. One that was tuned on ANERcorp, as CAMeLBERT's was, has seen the answers: that has this text.

Two rows for each kind: the tagger alone, and the program as a whole, which marks what its glossary lists
whatever the tagger says. A name counts where its bounds and its kind are those of the corpus, to the word.

The corpus marks no articles: twenty sentences in a row stand for one. Nor does it have English, so what is
told of that is from where the names found have theirs; how often the speller is right is measured on the
names in FOLDER that it was not trained on (`eval_speller.py`), one word each, and on whole names, those of
people in the glossary, as if it did not list them.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval_speller import BEST, evaluate, evaluate_on_glossary
from tagger_corpus import Name, Score, TaggedSentence, blocks, names_in, read_corpus, without_repeats
from train_tagger import held_out

from reader_app.core.article import Article, Sentence, Span
from reader_app.core.errors import ReaderError
from reader_app.core.names import Kind, NameTagger
from reader_app.data import resources
from reader_app.glossary import load_index
from reader_app.paths import folders
from reader_app.services.naming import GUESSES, find_names
from reader_app.tagging import load_tagger
from reader_app.tagging.model_file import FILE
from reader_app.wiring import load_chosen_tagger

KINDS = {Kind.PERSON: "PERS", Kind.PLACE: "LOC"}
CORPUS_HELP = "file of tagged news, one token and its tag a line"

Found = set[tuple[int, int, str]]
"""Bounds in code points of the sentence, kind."""


def main() -> int:
    """Measure and print; 1 where there is no corpus."""
    parser = argparse.ArgumentParser(description="Measure how well names are found, and how fast.")
    parser.add_argument("corpus", type=Path, nargs="?", help=CORPUS_HELP)
    parser.add_argument(
        "--names", type=Path, help="folder with lists of names (default: ../names, by CORPUS)"
    )
    parser.add_argument("--limit", type=int, default=1500, help="spell about so many of the names only")
    parser.add_argument(
        "--tagger", help="folder or repo id of a token classifier, in place of the shipped one"
    )
    options = parser.parse_args()
    if options.corpus is None or not options.corpus.is_file():
        print(
            "eval_names: there is no corpus to measure on, and none comes with the program. Name the file:",
            "    make eval-names CORPUS=path/to/cleananercorp_train.txt",
            sep="\n",
            file=sys.stderr,
        )
        return 1
    sentences = read_corpus(options.corpus)
    test = held_out(sentences)
    test = without_repeats(test, of=sentences[: len(sentences) - len(test)])
    count = sum(len(sentence.words) for sentence in test)
    print(f"Held out: {len(test)} sentences, {count} words")
    index = load_index(resources() / "glossary")
    try:
        tagger, fresh = _ready(options.tagger), _ready(options.tagger)
    except ReaderError as error:
        print(f"eval_names: {error}", file=sys.stderr)
        return 1
    articles = [_article([" ".join(sentence.written) for sentence in block]) for block in blocks(test)]

    def tag(article: Article) -> Iterator[tuple[int, Span, Kind]]:
        for number, names in enumerate(tagger.tag([s.text for s in article.sentences])):
            yield from ((number, name.span, name.kind) for name in names if name.kind is not None)

    sources: Counter[str] = Counter()

    def find(article: Article) -> Iterator[tuple[int, Span, Kind]]:
        for mention in find_names(article, index, fresh):
            start = article.sentence(mention.sentence).span.start
            if mention.is_name:
                span = Span(mention.span.start - start, mention.span.end - start)
                if mention.entry.kind in KINDS:
                    sources[mention.entry.source] += 1
                yield mention.sentence - 1, span, mention.entry.kind

    _print_scores("tagger alone", test, articles, tag, count)
    _print_scores("program", test, articles, find, count)
    if options.tagger is None:
        print(f"Tagger: {(resources() / 'tagger' / FILE).stat().st_size / 1e6:.2f} MB")
    _print_english(sources, options.names or options.corpus.parent.parent / "names", options.limit)
    return 0


def _ready(reference: str | None) -> NameTagger:
    """The tagger, loaded, that has seen no word. Raises ReaderError."""
    tagger = load_chosen_tagger(reference, folders()) if reference else load_tagger(resources() / "tagger")
    tagger.tag(["كان"])
    return tagger


def _print_english(sources: Counter[str], names: Path, limit: int) -> None:
    """From where the English of the names found is, and how often the speller's is right."""
    spelled = sum(count for source, count in sources.items() if source in GUESSES)
    total = max(1, sources.total())
    print(
        f"English of the {sources.total()} people and places marked: "
        f"{1 - spelled / total:.1%} the glossary's, {spelled / total:.1%} the speller's"
    )
    if not names.is_dir():
        print("The speller is not measured: there are no lists of names. Say where they are with --names.")
        return
    with tempfile.TemporaryDirectory() as cache:
        found = evaluate(names, resources() / "models" / "speller", Path(cache), limit).accepted
        known = evaluate_on_glossary(Path(cache))
    for what, first, shown in (
        (f"{found.words} words that it never saw", found.right_first, found.right_shown),
        (
            f"whole names of {known.people} people whom the glossary lists",
            known.right_first / known.people,
            known.right_shown / known.people,
        ),
    ):
        print(f"Speller, {what}: {first:.1%} right, {shown:.1%} among the {BEST} best")


def _print_scores(
    title: str,
    test: Sequence[TaggedSentence],
    articles: Sequence[Article],
    finder: Callable[[Article], Iterator[tuple[int, Span, Kind]]],
    words: int,
) -> None:
    begun = time.process_time()
    found = [_by_sentence(article, finder(article)) for article in articles]
    took = time.process_time() - begun
    exact = {name: Score() for name in KINDS.values()}
    near = {name: Score() for name in KINDS.values()}
    for sentence, names in zip(test, (names for article in found for names in article), strict=True):
        gold, by_words = names_in(sentence.tags), set(_by_words(sentence, names))
        for kind in KINDS.values():
            right, seen = ({name for name in group if name[2] == kind} for group in (gold, by_words))
            exact[kind].add(right, seen)
            near[kind].add(right, {_touched(name, right) for name in seen})
    for kind, score in exact.items():
        figures = f"precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}"
        print(f"{title:12}  {kind:4}  {figures}  (F1 by any common word: {near[kind].f1:.3f})")
    print(
        f"{title:12}  {words / took:,.0f} words a second of processor time, on one core, no word known before"
    )


def _touched(name: Name, gold: set[Name]) -> Name:
    """The name of the corpus that a found one has a word in common with, else the found one."""
    return next((g for g in sorted(gold) if g[0] < name[1] and name[0] < g[1]), name)


def _article(texts: Sequence[str]) -> Article:
    """An article of these sentences, a line each."""
    spans: list[Span] = []
    start = 0
    for text in texts:
        spans.append(Span(start, start + len(text)))
        start += len(text) + 1
    sentences = [
        Sentence(number, number - 1, span, text)
        for number, (span, text) in enumerate(zip(spans, texts, strict=True), start=1)
    ]
    return Article("", "\n".join(texts), tuple(spans), tuple(sentences))


def _by_sentence(article: Article, names: Iterator[tuple[int, Span, Kind]]) -> list[Found]:
    found: list[Found] = [set() for _ in article.sentences]
    for number, span, kind in names:
        if kind in KINDS:
            found[number].add((span.start, span.end, KINDS[kind]))
    return found


def _by_words(sentence: TaggedSentence, names: Found) -> Iterator[tuple[int, int, str]]:
    """The names by their first word and the word after the last one; clitics belong to the first."""
    starts: list[int] = []
    at = 0
    for word in sentence.written:
        starts.append(at)
        at += len(word) + 1
    for start, end, kind in names:
        inside = [i for i, s in enumerate(starts) if s + len(sentence.written[i]) > start and s < end]
        if inside:
            yield inside[0], inside[-1] + 1, kind


if __name__ == "__main__":
    sys.exit(main())
