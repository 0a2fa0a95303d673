"""What texts say of forms that may be names: how often each stands there as a place, or is something else."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader_app.core.names import GlossaryEntry, Kind
from reader_app.core.sentences import build_article
from reader_app.services.annotating import annotate
from reader_app.services.name_index import NameIndex, form_key

_LABELS = {"PERS": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION, "MISC": "misc"}
_OTHER = "other"

Key = tuple[str, ...]


@dataclass
class Sightings:
    """Of each form: how often it stands as each kind of name in annotated text, or as "other"; and how
    often in a text whose translation has the English name, or has it not."""

    annotated: Counter[tuple[Key, str]] = field(default_factory=Counter)
    translated: Counter[tuple[Key, bool]] = field(default_factory=Counter)

    def as_place(self, form: str) -> int:
        """How often the form is a place."""
        key = form_key(form)
        return self.annotated[key, Kind.PLACE] + self.translated[key, True]

    def as_other(self, form: str) -> int:
        """How often it is a word or a person's name; an organisation named after a place is no evidence."""
        key = form_key(form)
        others = (_OTHER, Kind.PERSON)
        return sum(self.annotated[key, other] for other in others) + self.translated[key, False]


@dataclass(frozen=True)
class Annotated:
    """A sentence of tokens joined by spaces, and the kind of name of each character, "" for none."""

    text: str
    kinds: tuple[str, ...]


def read_annotated(file: Path) -> Iterator[Annotated]:
    """The sentences of a file with a token and its BIO tag on each line."""
    tokens: list[tuple[str, str]] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        if fields := line.split():
            tokens.append((fields[0], _LABELS.get(fields[-1].partition("-")[2], "")))
        elif tokens:
            text = " ".join(token for token, _ in tokens)
            kinds = tuple(kind for token, kind in tokens for _ in range(len(token) + 1))
            yield Annotated(text, kinds)
            tokens = []


def sightings(
    entries: Sequence[GlossaryEntry],
    annotated: Iterable[Annotated],
    translated: Iterable[tuple[str, str]],
) -> Sightings:
    """Look for the entries' full forms in texts, cues or none."""
    index = NameIndex(entries)
    found = Sightings()
    for sentence in annotated:
        article = build_article(sentence.text)
        for mention in annotate(article, index):
            # The last token: clitics and titles stand before a name.
            kind = sentence.kinds[mention.span.end - 1] or _OTHER
            found.annotated[form_key(mention.text), kind] += 1
    for arabic, english in translated:
        stems = {_stem(word) for word in _latin_words(english)}
        for mention in annotate(build_article(arabic), index):
            names = (e for entry in index.named(mention.text) for e in (entry.english, *entry.accepted))
            is_there = any({_stem(w) for w in _latin_words(name)} & stems for name in names)
            found.translated[form_key(mention.text), is_there] += 1
    return found


def _latin_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall("[a-z]{3,}", "".join(c for c in plain if not unicodedata.combining(c)))


def _stem(word: str) -> str:
    """Enough of a word to know it by, in spite of an ending or another romanisation of its vowels."""
    return word[0] + re.sub("[aeiouy]", "", word[1:])[:3]


def person_names(files: Iterable[Path]) -> frozenset[str]:
    """The Arabic names in files of names: Arabic letters in the first or second column, perhaps spaced."""
    names: set[str] = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            for column in line.split("\t")[:2]:
                if re.search("[\u0621-\u064a]", column):
                    names.add("".join(form_key(column)))
    return frozenset(names)
