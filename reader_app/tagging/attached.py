"""Where a name begins in its first word: after the clitics, if there are any.

«وبوتين» is "and Putin" and «وليد» is Walid. Each way to read the word gets points: for a form that stands
in the article by itself, that is on a list of names, that is commoner than the whole word, that is
spelled like a name.
"""

from collections.abc import Collection, Sequence

from reader_app.core.arabic import clitic_strippings
from reader_app.core.names import Kind
from reader_app.tagging.letters import LetterModel
from reader_app.tagging.lexicon import Known, Lexicon, Lists

_SURE = {
    Kind.PERSON: Lists.COMMON_NAME | Lists.GIVEN_NAME | Lists.SURNAME | Lists.KNOWN_PERSON,
    Kind.PLACE: Lists.CITY | Lists.COUNTRY | Lists.KNOWN_PLACE,
    Kind.ORGANISATION: Lists.KNOWN_ORGANISATION,
}
_LIKELY = {
    Kind.PERSON: Lists.NAME | Lists.RARE_NAME,
    Kind.PLACE: Lists.TOWN | Lists.VILLAGE,
    Kind.ORGANISATION: Lists(0),
}
_CLASS = {Kind.PERSON: 0, Kind.PLACE: 1}

_WHOLE = 1.5
"""Points for reading no clitics."""
_ALONE = 2.0
"""Points where the form stands alone in the article."""
_ON_A_SURE_LIST, _ON_A_LIST = 2.0, 1.0
_COMMONER = 0.5
"""Points for each step by which the form is commoner than the whole word."""
_SPELLED = 2.0
"""Points for a form whose letters are certainly those of a name."""
_RARE_CLITICS = frozenset("فك")
_RARE = -1.0


def clitics_before(
    names: Sequence[tuple[str, Kind | None]], alone: Collection[str], lexicon: Lexicon, letters: LetterModel
) -> list[int]:
    """For the first word, normalised, of each name, and its kind: how many leading letters are clitics; none
    where there is no kind.
    `alone` are the words of the article. Many at once take a fraction of the time."""
    readings = [clitic_strippings(word) if kind else () for word, kind in names]
    forms = list({form for found in readings if len(found) > 1 for _, form in found})
    known = dict(zip(forms, lexicon.know(forms), strict=True))
    chances = dict(zip(forms, letters.probabilities(forms).tolist(), strict=True))
    cut: list[int] = []
    for (word, kind), found in zip(names, readings, strict=True):
        if kind is None:
            cut.append(0)
            continue
        best, most = 0, float("-inf")
        for count, form in found if len(found) > 1 else ():
            points = _listed(known[form], kind)
            if kind in _CLASS:
                points += _SPELLED * chances[form][_CLASS[kind]]
            if count == 0:
                points += _WHOLE
            else:
                points += _COMMONER * max(0, known[form].frequency - known[word].frequency)
                points += _ALONE * (form in alone)
                points += _RARE * len(_RARE_CLITICS.intersection(word[:count]))
            if points > most:
                best, most = count, points
        cut.append(best)
    return cut


def _listed(known: Known, kind: Kind) -> float:
    if known.lists & _SURE[kind]:
        return _ON_A_SURE_LIST
    return _ON_A_LIST if known.lists & _LIKELY[kind] else 0.0
