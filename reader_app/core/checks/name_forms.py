"""The English forms by which a translation may name a known entry."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from reader_app.core.article import Span
from reader_app.core.english import word_set
from reader_app.core.names import GlossaryEntry, Kind

_IRREGULAR = {
    "United States": "America American Americans U.S. US USA States Stateside Usonian",
    "United States of America": "America American Americans U.S. US USA States",
    "United Kingdom": "Britain British Briton Britons U.K. UK England English Anglo",
    "United Arab Emirates": "Emirates Emirati Emiratis UAE U.A.E.",
    "Netherlands": "Dutch Holland Hollander",
    "France": "French Frenchman Franco Francophone Frenchmen",
    "Spain": "Spanish Spaniard Spaniards Hispanic",
    "Switzerland": "Swiss",
    "Greece": "Greek Greeks Hellenic",
    "Denmark": "Danish Dane Danes",
    "Turkey": "Turkish Turk Turks Türkiye",
    "Türkiye": "Turkey Turkish Turk Turks",
    "Poland": "Polish Pole Poles Polonia",
    "Wales": "Welsh Welshman",
    "Ireland": "Irish Irishman",
    "Scotland": "Scottish Scots Scot",
    "Sweden": "Swedish Swede Swedes",
    "Finland": "Finnish Finn Finns",
    "Norway": "Norwegian Norwegians Norse",
    "Portugal": "Portuguese",
    "Philippines": "Filipino Filipinos Philippine Filipina",
    "Thailand": "Thai Thais",
    "Czechia": "Czech Czechs Czechoslovakia",
    "Germany": "German Germans Germanic Deutsch",
    "Belgium": "Belgian Belgians",
    "Washington": "DC D.C.",
    "British Parliament": "UK Parliament Westminster Commons MPs",
    "Pennsylvania": "Penn",
    "Kyiv": "Kiev",
    "Kiev": "Kyiv",
    "Macao": "Macau",
    "Myanmar": "Burma Burmese",
    "Iran": "Persia Persian Persians",
    "Lebanon": "Lebanese",
    "Cyprus": "Cypriot Cypriots",
    "Peru": "Peruvian Peruvians",
    "Israel": "Israeli Israelis Israelite",
    "Congo": "Congolese",
    "Palestinian Territories": "Palestine Palestinian Palestinians",
    "Vatican City": "Vatican Holy",
    "Hong Kong": "HK Hongkong",
    "Côte d’Ivoire": "Ivory Ivorian Ivoirian",
    "Timor-Leste": "Timor Timorese",
    "Cape Verde": "Verdean Verde",
    "Algeria": "Algiers",
    "Canary Islands": "Canarian Canaries",
    "Slovakia": "Slovak Slovaks",
    "Ukraine": "Ukrainian",
    "Athens": "Athenian Athenians Athina",
    "Moscow": "Muscovite",
    "Aleppo": "Halab",
    "Damascus": "Damascene",
    "Naples": "Neapolitan",
    "Venice": "Venetian Venetians",
    "Florence": "Florentine",
    "Vienna": "Viennese",
    "Geneva": "Genevan",
    "European Union": "Europe European Eurozone",
    "Middle East": "Mideast Eastern",
    "Islamic State": "ISIS ISIL Daesh IS",
    "Soviet Union": "USSR Soviet Soviets",
}
_GENERIC = word_set(
    "the of and for in on al el united states new north south east west northern southern eastern "
    "western central republic islands island city democratic people's kingdom union organization "
    "organisation party national international council committee ministry army front movement group "
    "bank association world university general saint st. st great state federal federation agency "
    "company court office court american african arab european islamic security human rights trade "
    "health fund program programme nations conference league parliament house party force forces ben "
    "bin abu abd sir lord king queen prince sheikh sultan emir president river sea mountain mountains "
    "lake bay gulf strait peninsula valley province governorate district"
)
_CAPITALISED = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=[A-Z])\.(?=[A-Z])|['’‑-](?=[^\W\d_]))*\.?")
_PART = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=[A-Z])\.(?=[A-Z]))*\.?")
_ACRONYM = re.compile(r"(?<![^\W_])[A-Z]{2,}(?=s?(?![^\W_]))")
_LEAST_STEM = 4


def plain(text: str) -> str:
    """Small letters without accents, with straight apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class TargetName:
    """A known name as it stands in the target, with the entries it may mean."""

    span: Span
    entries: tuple[GlossaryEntry, ...]


class KnownNames:
    """The English names of a glossary, to be found in a translation. Immutable once built."""

    def __init__(self, entries: Iterable[GlossaryEntry] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], GlossaryEntry]]] = {}
        for entry in entries:
            words = tuple(word[0].rstrip(".") for word in _CAPITALISED.finditer(entry.english))
            if words and words[0][0].isupper():
                self._by_first.setdefault(words[0], []).append((words, entry))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))

    def find(self, text: str) -> Iterator[TargetName]:
        """The names in the text, the longest at each place, none overlapping another."""
        found = [(match[0].rstrip("."), match.start(), match.end()) for match in _CAPITALISED.finditer(text)]
        at = 0
        while at < len(found):
            best: list[GlossaryEntry] = []
            length = 0
            for words, entry in self._by_first.get(found[at][0].removesuffix("'s").removesuffix("’s"), ()):
                if len(words) < length:
                    break
                here = tuple(_bare(word) for word, _, _ in found[at : at + len(words)])
                if here == words:
                    best, length = [*best, entry], len(words)
            if best:
                start, end = (
                    found[at][1],
                    found[at + length - 1][1] + len(best and _bare(found[at + length - 1][0])),
                )
                yield TargetName(Span(start, end), tuple(best))
            at += max(length, 1)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def covering(place: Span, names: Iterable[TargetName]) -> TargetName | None:
    """The name that a place in the target is a part of: where “Niger” was found, it may be “Nigeria”."""
    return next((one for one in names if place.start in one.span), None)


class Form(Enum):
    """By what a target names an entry: the name, an accepted form, the initials or an adjective of its own; a
    part of the name or what is derived from it (Syrian); a part with a slip in it (Damacus)."""

    WHOLE = "whole"
    PART = "part"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class FoundForm:
    """Where a target names an entry, and by what; `meant` is the part of the name that has a slip in it."""

    span: Span
    form: Form
    meant: str = ""
    is_own: bool = False  # a whole name or accepted form, which no other entry's name can be instead


def find_form(entry: GlossaryEntry, accepted: Iterable[str], target: str) -> FoundForm | None:
    """Where the target first names the entry; a slip only where it has nothing better."""
    lowered = _same_length_plain(target)
    for form in (entry.english, *accepted):
        at = _find_word(lowered, plain(form))
        if at is not None:
            return FoundForm(at, Form.WHOLE, is_own=True)
    for form in _IRREGULAR.get(entry.english, "").split():
        match = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", target)
        if match:
            return FoundForm(Span(*match.span()), Form.WHOLE, is_own=True)
    stems = {part: plain(part) for part in name_parts(entry.english)}
    initials = "".join(word[0] for word in _words(entry.english) if word[0].isupper())
    slip: FoundForm | None = None
    for match in _PART.finditer(target):
        written = match[0].replace(".", "")
        if len(initials) > 1 and written in (initials, f"{initials}s"):
            return FoundForm(Span(*match.span()), Form.WHOLE)
        name = plain(_bare(match[0].rstrip(".")))
        if any(_same_stem(stem, name, entry.kind) for stem in stems.values()):
            return FoundForm(Span(*match.span()), Form.PART)
        meant = next((part for part, stem in stems.items() if _is_slip(stem, name)), "")
        if slip is None and meant:
            slip = FoundForm(Span(*match.span()), Form.SLIP, meant)
    return slip


def acronym_of(entry: GlossaryEntry, target: str) -> Span | None:
    """An acronym in the target whose letters have the entry's initials in a row: PHE may have "England"."""
    initials = "".join(word[0] for word in _words(entry.english) if word[0].isupper())
    for match in _ACRONYM.finditer(target):
        if initials and initials in match[0]:
            return Span(*match.span())
    return None


def name_parts(english: str) -> list[str]:
    """The words of a name that tell it from others, hyphens parting them: no articles, titles or such."""
    words = re.split(r"[\s‑-]+", english)
    return [word for word in words if word.casefold() not in _GENERIC and word[:1].isalpha()]


def _same_stem(ours: str, theirs: str, kind: Kind) -> bool:
    """Whether two words are the same, or of a place share their stem (Canada, Canadians)."""
    if ours == theirs:
        return True
    common = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        common += 1
    return kind is Kind.PLACE and common >= max(_LEAST_STEM, len(ours) - 3) and len(theirs) - common <= 4


def _is_slip(ours: str, theirs: str) -> bool:
    """Whether two words differ by a slip only (Damascus, Damacus)."""
    return (
        min(len(ours), len(theirs)) >= 6
        and ours[0] == theirs[0]
        and slips(ours, theirs) <= 1 + (len(ours) > 7)
    )


def slips(one: str, other: str) -> int:
    """The Levenshtein distance."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", name)


def _find_word(text: str, word: str) -> Span | None:
    if not word:
        return None
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return Span(*match.span()) if match else None


def _same_length_plain(text: str) -> str:
    """The text in small letters without accents, one character for each."""
    return "".join((plain(c) or c)[0] for c in text)
