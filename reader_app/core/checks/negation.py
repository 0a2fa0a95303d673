"""Negations that were lost, or came in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader_app.core.arabic import TATWEEL
from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.negative_words import (
    AT_LEAST,
    DEPRIVING,
    DOUBTFUL,
    EXCEPTIONS,
    HINDERED,
    HINDERING,
    IMPERFECT,
    LA,
    LAM,
    NOT_AFTER_LA,
    NOT_AFTER_OTHER_THAN,
    OR,
    OTHER_THAN,
    PARTICLES,
    PHRASE,
    STANDING_IN_THE_WAY,
    THAT,
    WITHOUT,
    implies,
    negates,
)
from reader_app.core.checks.pair import CheckedPair, Word

_QUESTION_WORDS = frozenset({"why", "what", "how"})
_DROPPED = dict.fromkeys(map(ord, TATWEEL))


WHY = "لماذا"
ABOUT = "عن"
AGE = "سن"
"""دون سن is "under the age"."""

_REACH, _REACH_WORDS = 0.35, 4
"""How far a negation may stand from its place, as a share of the sentence, and in words of a short one."""

_NO_VERBS = (
    "not so it this that these those the a an some any my your his her their our in on to with for "
    "more well what as by at all is was and or you i we they he she no business research work things "
    "everything something anything nothing good homework one can could each every"
).replace(" ", "|")
_EMPHATIC = re.compile(rf"\b[A-Za-z]+ (?P<verb>(?:do|does|did) (?!(?:{_NO_VERBS})\b)[a-z]{{2,}})")
"""An auxiliary before its verb, in a statement."""

_ASKS = re.compile(
    r"^\W*(?:who|what|which|when|where|why|how|whom|whose|in|on|at|to|for|from)\b|\?\W*$", re.IGNORECASE
)


@dataclass(slots=True)
class _Negations:
    """What negates in the source: clauses, lacks ("without"), and what may or may not."""

    clauses: list[Word] = field(default_factory=list[Word])
    lacks: list[Word] = field(default_factory=list[Word])
    doubtful: list[Word] = field(default_factory=list[Word])


def check_negation(pair: CheckedPair) -> Iterator[Flag]:
    """A clause that Arabic negates and English does not, or the other way round.

    Every negation of the source asks for one in English at about the same place, each for its own. "Failed
    to", "unable", a word in un- will do. Where English affirms with emphasis ("he did know"), any negation
    of the source is missed.
    """
    arabic = _arabic_negations(pair)
    asking = [*arabic.clauses, *arabic.lacks]
    missed = _unanswered(pair, asking)
    emphatic = _EMPHATIC.search(pair.target) if asking or arabic.doubtful else None
    explicit = [pair.english[at] for at in _explicit(pair)]
    if (
        emphatic is not None
        and len(explicit) < len(asking) + len(arabic.doubtful)
        and not _ASKS.search(pair.target)
    ):
        span = Span(*emphatic.span("verb"))
        word = (missed or asking or arabic.doubtful)[0]
        yield _missing(pair, word, span)
    elif missed:
        yield _missing(pair, missed[0], None)
    elif explicit and not asking and not arabic.doubtful:
        found = explicit[0]
        yield Flag(
            FlagKind.NEGATION,
            Severity.INFO,
            f"Found “{found.span.of(pair.target)}”, but no negation in the Arabic.",
            None,
            found.span,
        )


def _missing(pair: CheckedPair, word: Word, found: Span | None) -> Flag:
    instead = f"“{found.of(pair.target)}”" if found else "none"
    message = f"Expected a negation for «{word.span.of(pair.source)}», found {instead}."
    return Flag(FlagKind.NEGATION, Severity.WARNING, message, word.span, found)


def _unanswered(pair: CheckedPair, asking: list[Word]) -> list[Word]:
    """The negations for which English has none near, where each one of English answers one at most."""
    plain = _explicit(pair)
    phrases = [Span(*match.span()) for match in PHRASE.finditer(pair.target)]
    answers = [
        at
        for at, word in enumerate(pair.english)
        if at in plain or implies(word.text) or any(phrase.start == word.span.start for phrase in phrases)
    ]
    if not asking or not pair.english:
        return asking
    answers = _without_hindrances(pair, answers)
    reach = max(_REACH, _REACH_WORDS / len(pair.english))
    place = {word: at for at, word in enumerate(pair.arabic)}
    asked = [(place[word] + 0.5) / len(pair.arabic) for word in asking]
    answered = [(at + 0.5) / len(pair.english) for at in answers]
    near = sorted(
        (abs(here - there), i, j)
        for i, here in enumerate(asked)
        for j, there in enumerate(answered)
        if answers[j] in plain or abs(here - there) <= reach
    )
    done: dict[int, int] = {}
    for _, i, j in near:
        if i not in done and j not in done.values():
            done[i] = j
    return [word for i, word in enumerate(asking) if i not in done]


def _explicit(pair: CheckedPair) -> list[int]:
    """Which words of the target are negations; "no matter" has none."""
    words = pair.english
    return [
        at
        for at, word in enumerate(words)
        if negates(word.text)
        and not (word.text == "no" and at + 1 < len(words) and words[at + 1].text == "matter")
    ]


def _without_hindrances(pair: CheckedPair, answers: list[int]) -> list[int]:
    """The answers but for the words that stand for what Arabic says itself ("avoid" for تجنب)."""
    spoken_for = sum(any(stem in word.text for stem in HINDERING) for word in pair.arabic)
    left: list[int] = []
    for at in answers:
        if spoken_for and HINDERED.match(pair.english[at].text):
            spoken_for -= 1
        else:
            left.append(at)
    return left


def _arabic_negations(pair: CheckedPair) -> _Negations:
    found = _Negations()
    words = pair.arabic
    is_question = not _QUESTION_WORDS.isdisjoint(pair.english_set) and not any(
        word.text.endswith(WHY) for word in words
    )
    for at, word in enumerate(words):
        before = words[at - 1].text if at else ""
        following = words[at + 1].text if at + 1 < len(words) else ""
        forms = _stripped(word.text)
        if LAM in forms or word.text == "الم":
            _read_lam(found, pair, at, following, is_question=is_question)
        elif LA in forms or _is_an_la(pair, word):
            then = words[at + 2].text if at + 2 < len(words) else ""
            is_least = following in AT_LEAST and then == ABOUT
            if before in OR or following in NOT_AFTER_LA or not following or is_least:
                found.doubtful.append(word)
            else:
                found.clauses.append(word)
        elif not forms.isdisjoint(PARTICLES):
            found.clauses.append(word)
        elif word.text == WITHOUT and (following == AGE or before in STANDING_IN_THE_WAY):
            found.doubtful.append(word)
        elif not forms.isdisjoint(DEPRIVING) or (
            OTHER_THAN in forms and following not in NOT_AFTER_OTHER_THAN
        ):
            found.lacks.append(word)
        elif not forms.isdisjoint(DOUBTFUL):
            found.doubtful.append(word)
    _read_exceptions(found, pair)
    return found


def _read_lam(found: _Negations, pair: CheckedPair, at: int, following: str, *, is_question: bool) -> None:
    """لم before an imperfect verb negates it; else, or where English asks why, it is لِمَ."""
    word = pair.arabic[at]
    written = word.span.of(pair.source).translate(_DROPPED)
    asks = is_question and not any(one.text.endswith(LAM) for one in found.doubtful)
    if word.text == "الم" and not (at == 0 and following[:1] in IMPERFECT and following):
        return  # ألم، "pain"
    if "\u0651" in written:
        return  # لمّ، "gathering"
    if written.endswith("\u064e") or following == LA or following[:1] not in IMPERFECT or not following:
        if word.text in (LAM, "ولم", "فلم"):
            found.doubtful.append(word)
    elif asks and (at == 0 or following == LAM or following.startswith("ا") or found.clauses):
        found.doubtful.append(word)
    else:
        found.clauses.append(word)


def _read_exceptions(found: _Negations, pair: CheckedPair) -> None:
    """لا ... إلا is "only": the negation before an exception may go without one in English."""
    for at, word in enumerate(pair.arabic):
        following = pair.arabic[at + 1].text if at + 1 < len(pair.arabic) else ""
        if word.text in EXCEPTIONS and following not in THAT:
            before = [one for one in found.clauses if one.span < word.span]
            if before:
                found.clauses.remove(before[-1])
                found.doubtful.append(before[-1])


def _is_an_la(pair: CheckedPair, word: Word) -> bool:
    """Whether the word is ألا, "that ... not", and not إلا, "except"."""
    return word.text in ("الا", "بالا", "لالا") and "أ" in word.span.of(pair.source)


def _stripped(word: str) -> frozenset[str]:
    forms = {word}
    if word[:1] in ("و", "ف") and len(word) > 2:
        forms.add(word[1:])
    if word[:1] in ("ب", "ل") and len(word) > 4:
        forms.add(word[1:])
    return frozenset(forms)
