"""Arabic and English cut into tokens for statistics: clitics apart, inflections together.

Rough by design: it looks at no translation and has no dictionary of forms, only counts of words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from reader_app.core.arabic import normalise, words
from reader_app.core.article import Span


class Segmenter:
    """Cuts clitics off Arabic words where the rest is a word of its own somewhere in the texts.

    Only for statistics: it looks at no translation.
    """

    PREFIX = re.compile("[وف]?(?:[بل]?(?:ال)?|لل|كال|س)")
    SUFFIXES = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ه")
    WHOLE = frozenset(("الي", "الذي", "التي", "الذين", "اللذين", "اللتين", "الله", "الان", "الا"))
    """Words in which ال is no article that English could have."""

    FREQUENT = frozenset(("ما", "من", "في", "ان", "بين"))
    """Words so frequent that their counts decide better than the lexicon."""

    def __init__(self, texts: Iterable[str], lexicon: Iterable[str] = ()) -> None:
        """`texts` are any Arabic texts. No word of the lexicon is cut, and one in a word is its stem."""
        self._lexicon = {normalise(word) for word in lexicon} - self.FREQUENT
        counts = Counter(normalise(span.of(text)) for text in texts for span in words(text))
        self._counts = counts
        self._bare: dict[str, float] = defaultdict(float, counts)
        for word in counts:
            for prefix in ("ال", "وال", "بال", "لل", "و", "ب", "ل"):
                if word.startswith(prefix):
                    self._bare[word.removeprefix(prefix)] += self._support(word, prefix)

    def cuts(self, text: str) -> list[tuple[Span, str]]:
        """The segments of `text`: where each stands and its normalised form, clitics marked with "+"."""
        found: list[tuple[Span, str]] = []
        for span in words(text):
            written = span.of(text)
            word = normalise(written)
            if len(word) != len(written):  # marks inside: places in the form are not those in the text
                found.append((span, word))
                continue
            start, end = self._stem(word, article="آ" not in written[:4], suffix=written[-1] != "ة")
            forms = [*self._prefixes(word[:start]), (end - start, word[start:end])]
            if word[end:]:
                forms.append((len(word) - end, "+" + word[end:]))
            at = span.start
            for length, form in forms:
                found.append((Span(at, at + length), form))
                at += length
        return found

    def _support(self, word: str, prefix: str) -> float:
        """How much this word says for its rest being a word: one letter before it may be its own."""
        sure = {"": 0.0, "و": 0.25, "ب": 0.25, "ل": 0.25, "ال": 1.0, "وال": 1.0, "بال": 1.0, "لل": 1.0}
        return self._counts[word] * sure.get(prefix, 0.0) if len(word) - len(prefix) > 2 else 0.0

    @staticmethod
    def _prefixes(prefix: str) -> Iterator[tuple[int, str]]:
        for part in re.finditer("ال|.", prefix):
            # In لل the second letter is the article.
            article = part[0] == "ل" and part.start() > 0 and prefix[part.start() - 1] == "ل"
            yield len(part[0]), "ال+" if article else part[0] + "+"

    def _stem(self, word: str, article: bool, suffix: bool) -> tuple[int, int]:
        """Where the stem begins and ends: the reading whose stem is frequent enough beside the word."""
        if word in self.WHOLE or word in self._lexicon:
            return 0, len(word)
        if re.fullmatch("[بل](?:ه|ها|هم|هما|كم|نا)", word):
            return 0, 1
        found = re.match("[وف]?(?:[بك]?ال|لل)(?=..)", word) if article else None
        if found and not re.search("(?:ها|هما|كم)$", word):
            return found.end(), len(word)
        best, most = (0, len(word)), self._counts[word]
        for start in range(min(4, len(word) - 1)):
            prefix = word[:start]
            if not self.PREFIX.fullmatch(prefix):
                continue
            for ending in ("", *self.SUFFIXES) if suffix else ("",):
                stem = word[start : len(word) - len(ending)]
                if not word.endswith(ending) or len(stem) < 2 or not (prefix or ending):
                    continue
                if prefix.endswith("س") and stem[0] not in "يتنا":  # the future stands before these alone
                    continue
                forms = (stem, stem[:-1] + "ه") if ending and stem[-1] == "ت" else (stem,)
                if len(stem) > 2 and self._lexicon.intersection(forms):
                    return start, len(word) - len(ending)
                count = max(self._bare.get(form, 0.0) for form in forms)
                count -= self._support(word, prefix) if not ending else 0.0
                count *= (3.0 if ending else 1.0) * (0.1 if len(stem) == 2 else 1.0)
                count *= 10.0 if prefix[:1] in ("و", "س") else 0.7
                if count > most:
                    best, most = (start, len(word) - len(ending)), count
        return best


def english_stem(word: str) -> str:
    """A form that inflections of one word share, near enough."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def arabic_stem(segment: str) -> str:
    """A form that inflections of one word share, near enough; clitics stay as they are."""
    if "+" in segment:
        return segment
    for ending in ("ات", "ين", "ون", "ان", "يه", "ه", "ا", "ت"):
        if segment.endswith(ending) and len(segment) - len(ending) >= 3:
            return segment.removesuffix(ending)
    return segment
