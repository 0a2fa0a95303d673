"""The speller: guesses for single words from the list and the model together, put together by the rules."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Protocol

from reader_app.core.errors import ReaderError
from reader_app.core.names import Kind
from reader_app.core.spelling import Guess, arabic_letters, is_spellable, name_parts, spell
from reader_app.core.translation import Decoding, Hypothesis
from reader_app.spelling.name_list import NameList, Spellings

SHOWN = 3
"""Spellings of a name, at most."""

GUESSES = 3
"""Spellings of a word that the model is asked for: its beams. More find no better ones and take longer."""

WEIGHT = 3.0
"""How many people's spellings the model's opinion counts as much as."""

WELL_KNOWN = 60
"""People after whom the model is no longer asked, where the list has GUESSES spellings already."""

DECODING = Decoding(beam_size=GUESSES, max_length=48)

MOST_REMEMBERED = 50_000
"""Words whose guesses are kept; then they are forgotten and begun anew."""


class WordModel(Protocol):
    """What the speller asks of a loaded model."""

    def best_of_each(self, sources: Sequence[str], decoding: Decoding, count: int) -> list[list[Hypothesis]]:
        """Up to `count` different hypotheses for each source, the best first."""
        ...


class Speller:
    """The `core.names.NameSpeller`. May be used from several threads, not from the GUI's: the first name
    loads the model, and a name takes some milliseconds.

    Where the model cannot be loaded there are no spellings; `problem` then says why.
    """

    def __init__(self, load: Callable[[], tuple[NameList, WordModel]]) -> None:
        """`load` is called once, with the first name. It may raise ReaderError."""
        self._load = load
        self._loaded: tuple[NameList, WordModel] | None = None
        self._guesses: dict[str, tuple[Guess, ...]] = {}
        self._lock = Lock()
        self.problem: ReaderError | None = None

    def likely(self, arabic: str, kind: Kind) -> Sequence[str]:
        """Up to SHOWN different spellings, the likeliest first; none for an organisation, for what has no
        Arabic word, and for what no name has (digits within a word, far too many words or letters)."""
        return self.likely_of_each([(arabic, kind)])[0]

    def likely_of_each(self, names: Iterable[tuple[str, Kind]]) -> list[Sequence[str]]:
        """`likely` for each, in order. Faster than one by one: the words go through the model together."""
        parts = [name_parts(arabic, kind) for arabic, kind in names]
        wanted = dict.fromkeys(part.word for each in parts for part in each if part.word)
        guesses = self.guesses(list(wanted))
        return [spell(each, guesses, SHOWN) for each in parts]

    def knows(self, word: str) -> bool:
        """Whether the list has this word as a name; where it cannot be loaded, no."""
        letters = arabic_letters(word)
        if not is_spellable(letters):
            return False
        self.guesses([letters])  # which loads the list
        return self._loaded is not None and bool(self._loaded[0].spellings(letters))

    def guesses(self, words: Sequence[str]) -> Mapping[str, Sequence[Guess]]:
        """Up to GUESSES spellings of each word, given as `arabic_letters` gives it, the likeliest first."""
        with self._lock:
            if len(self._guesses) > MOST_REMEMBERED:
                self._guesses.clear()
            new = [word for word in words if word not in self._guesses]
            if new and self.problem is None:
                try:
                    self._guess(new)
                except ReaderError as error:
                    self.problem = error
            return {word: self._guesses.get(word, ()) for word in words}

    def _guess(self, words: Sequence[str]) -> None:
        if self._loaded is None:
            self._loaded = self._load()
        names, model = self._loaded
        listed = {word: names.spellings(word) for word in words}
        asked = [word for word in words if not is_well_known(listed[word])]
        outputs = dict(zip(asked, model.best_of_each(asked, DECODING, GUESSES), strict=True))
        for word in words:
            self._guesses[word] = weighed(listed[word], outputs.get(word, ()))


def is_well_known(listed: Spellings) -> bool:
    """Whether so many people are written so that the model could add nothing."""
    return len(listed) >= GUESSES and sum(listed.values()) >= WELL_KNOWN


def weighed(listed: Spellings, hypotheses: Sequence[Hypothesis]) -> tuple[Guess, ...]:
    """The spellings that people have and those that the model gives, by their probability, best first.

    The model's own probabilities are added to the counts as if WEIGHT people more had been asked.
    """
    total = sum(listed.values()) + WEIGHT
    shares = {english: count / total for english, count in listed.items()}
    for hypothesis in hypotheses:
        # The score is the mean over the pieces and the end.
        own = math.exp(hypothesis.score * (len(hypothesis.pieces) + 1))
        if hypothesis.text:
            shares[hypothesis.text] = shares.get(hypothesis.text, 0.0) + WEIGHT * own / total
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Guess(text, probability) for text, probability in ranked[:GUESSES])
