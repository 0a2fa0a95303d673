"""The words of a dictionary, as they occur in texts: which may be verbs, which nouns.

What no dictionary has and is not rare is most likely a name; and a verb is none, however its letters look
(«سيزوران»). Nouns and verbs are those of Arramooz (package `arramooz-pysqlite`, GPL-3.0), conjugated by
Qutrub (package `libqutrub`, GPL-3.0).
"""

import contextlib
import importlib.util
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from reader_app.core.arabic import clitic_strippings, normalise

_PERSONS = ("أنا", "نحن", "هو", "هي", "هما", "هما مؤ", "هم", "هن")
"""Of whom news tells: what «أنت» does is seldom in it."""

_TENSES = ("الماضي المعلوم", "المضارع المعلوم", "المضارع المجزوم", "المضارع المنصوب")
_OBJECTS = ("هما", "ها", "هم", "هن", "نا", "ني", "ه")
_ENDINGS = "ه ا ان ين ون ات تان تين ي يه يا ته تها تهم هم ها"
_NOUN_ENDINGS = ("", *_ENDINGS.split())
_COMMON_VERB = 1e-5
"""How common a form of a verb is that has all its forms kept, common ones or not."""

FUTURE = "س"


def dictionary_words(frequencies: Mapping[str, float]) -> tuple[set[str], set[str], set[str]]:
    """Normalised words that occur: those that may be verbs, and nouns; and all forms of common verbs. Raises
    ImportError where a package is missing."""
    nouns, roots = _arramooz()
    conjugated: set[str] = set()
    common: set[str] = set()
    for forms in _conjugated(roots):
        conjugated |= forms
        if max(frequencies.get(form, 0) for form in forms) >= _COMMON_VERB:
            common |= forms
    verbs = {word for word in frequencies if not conjugated.isdisjoint(verbal_forms(word))}
    return verbs, {word for word in frequencies if not nouns.isdisjoint(nominal_forms(word))}, common


def _arramooz() -> tuple[set[str], list[tuple[str, str, bool]]]:
    spec = importlib.util.find_spec("arramooz")
    if spec is None or spec.origin is None:
        raise ImportError("the package arramooz-pysqlite is missing")
    path = Path(spec.origin).parent / "data" / "arabicdictionary.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as database:
        nouns = {normalise(noun) for (noun,) in database.execute("select unvocalized from nouns")}
        verbs = database.execute("select vocalized, future_type, transitive from verbs order by id")
        return nouns, [(verb, future, bool(transitive)) for verb, future, transitive in verbs]


def _conjugated(verbs: Iterable[tuple[str, str, bool]]) -> Iterator[set[str]]:
    conjugate = import_module("libqutrub.mosaref_main").do_sarf
    for verb, future, transitive in verbs:
        table = conjugate(
            verb,
            future,
            past=True,
            future=True,
            future_moode=True,
            transitive=transitive,
            display_format="DICT",
        )
        if table is None:
            continue
        forms = {normalise(table[tense][who]) for tense in _TENSES if tense in table for who in _PERSONS}
        if forms := {form for form in forms if len(form) > 1}:
            yield forms


def verbal_forms(word: str) -> Iterator[str]:
    """What a normalised word is as a verb, if it is one: without «و», «ف», «ل», «س» of the future, object."""
    for count, form in clitic_strippings(word):
        if set(word[:count]) <= set("وفل"):
            for start in (form, form.removeprefix(FUTURE)):
                yield start
                for ending in _OBJECTS:
                    if start.endswith(ending) and len(start) > len(ending) + 2:
                        yield start.removesuffix(ending)


def nominal_forms(word: str) -> Iterator[str]:
    """What a normalised word may be of as a noun: without clitics, article, endings of number and owner."""
    for _, form in clitic_strippings(word):
        for start in (form, form.removeprefix("ال")):
            for ending in _NOUN_ENDINGS:
                if start.endswith(ending) and len(start) > len(ending) + 2:
                    bare = start.removesuffix(ending)
                    yield bare
                    yield bare + "ه"
