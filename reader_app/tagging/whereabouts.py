"""Unknown towns that are spelled like people («كريفوي روغ»): told by where they stand.

After «في» or «شرق» stands a place. Of the names in the corpus right after these words, some 900 are places
and three are people; but where the letters are those of a surname, a tagger heeds the letters.
"""

from collections.abc import Callable, Collection, Sequence

from reader_app.core.arabic import clitic_strippings
from reader_app.tagging.lexicon import Lexicon, Lists

_SOMEBODYS = int(Lists.GIVEN_NAME | Lists.SURNAME | Lists.NAME_PART)

_WORDS = (
    "في داخل شمال شرق جنوب غرب شمالي شرقي جنوبي غربي مدينه مدينتي بلده بلدتي قريه قريتي محافظه ضواحي ضاحيه "
    "قرب صوب باتجاه سكان اهالي"
)
WHERE = frozenset(_WORDS.split())
"""Words right before places, normalised."""

Name = tuple[str, ...]


def stands_where(words: Sequence[str], first: int) -> bool:
    """Whether the word before a name says that it is a place."""
    return first > 0 and any(form in WHERE for _, form in clitic_strippings(words[first - 1]))


def towns(
    people: Sequence[tuple[Name, bool]], surnames: Collection[str], lexicon: Lexicon
) -> Callable[[Name], bool]:
    """Tells which of an article's people are towns after all; each is given by its words, with whether it
    stands where a place does.

    `surnames` are those of the people who are named in full; whoever bears one is somebody, and so is whoever
    has a name of the lists.
    """
    seen = {name for name, is_there in people if is_there}

    def is_town(name: Name) -> bool:
        forms = [(form, *name[1:]) for _, form in clitic_strippings(name[0])]
        form = next((form for form in forms if form in seen), None)
        if form is None or any(known.lists & _SOMEBODYS for known in lexicon.know(form)):
            return False
        return len(form) > 1 or form[0] not in surnames

    return is_town
