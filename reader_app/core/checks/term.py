"""Terms of the user's glossary that were not translated as it says."""

from collections.abc import Iterator, Sequence

from reader_app.core.arabic import clitic_strippings, normalise, words
from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair, Word
from reader_app.core.checks.stems import english_stem
from reader_app.core.english import english_words


def check_terms(pair: CheckedPair) -> Iterator[Flag]:
    """A term that the source has and the target gives in none of its forms; inflections count as the form."""
    if not pair.terms:
        return
    target = [
        english_stem(span.of(pair.target).lower().replace("’", "'")) for span in english_words(pair.target)
    ]
    for term in pair.terms:
        place = _in_source(pair.arabic, term.arabic)
        if place is not None and not any(_in_target(target, form) for form in term.english):
            forms = " or ".join(f"“{form}”" for form in term.english)
            message = (
                f"Expected {forms} for «{place.of(pair.source)}», found neither."
                if len(term.english) > 1
                else (f"Expected {forms} for «{place.of(pair.source)}», found another word.")
            )
            yield Flag(FlagKind.TERM, Severity.WARNING, message, place)


def _in_source(source: Sequence[Word], term: str) -> Span | None:
    """Where the term stands, with any clitics before its first word and with or without the article."""
    folded = normalise(term)
    wanted = [span.of(folded) for span in words(folded)]
    if not wanted:
        return None
    for at in range(len(source) - len(wanted) + 1):
        first, *rest = source[at : at + len(wanted)]
        if _begins(first.text, wanted[0]) and all(
            _bare(word.text) == _bare(other) for word, other in zip(rest, wanted[1:], strict=True)
        ):
            return Span(first.span.start, source[at + len(wanted) - 1].span.end)
    return None


def _begins(word: str, wanted: str) -> bool:
    return any(_bare(form) == _bare(wanted) for _, form in clitic_strippings(word))


def _bare(word: str) -> str:
    """The word without the article."""
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


def _in_target(target: Sequence[str], form: str) -> bool:
    wanted = [english_stem(span.of(form).lower().replace("’", "'")) for span in english_words(form)]
    return bool(wanted) and any(
        list(target[at : at + len(wanted)]) == wanted for at in range(len(target) - len(wanted) + 1)
    )
