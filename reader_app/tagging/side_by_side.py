"""Two names with no word between them, which the tags show as one or as what stands alone.

Arabic puts the subject and the object after the verb: «استقبل هنريكسون سمير الشمري» is of two people. And
in «فازت إيطاليا على ألمانيا» the second is as much a team as the first, though «على» mostly stands before
places.
"""

import re
from collections.abc import Collection, Sequence

from reader_app.core.arabic import clitic_strippings
from reader_app.tagging.lexicon import Lexicon, Lists

_GIVEN, _SURNAME, _PART = int(Lists.GIVEN_NAME), int(Lists.SURNAME), int(Lists.NAME_PART)
_FOREIGN_SURNAME = re.compile(r"\w{2}(?:سون|سن|وف|يف|وفا|يفا|سكي|ينكو|يتش|شتاين|بيرغ|برغ|يان)$")

_ENDS_OF_MATCHES = (
    "فاز فازت فوز الفوز فوزا فوزه فوزها يفوز تفوز تغلب تغلبت التغلب تغلبه هزم هزمت هزيمه خسر خسرت "
    "خساره الخساره خسارته تعادل تعادلت التعادل تعادله سقط سقطت سقوط انتصر انتصرت انتصار انتصاره تفوق "
    "تفوقت"
)
CONTESTS = frozenset(_ENDS_OF_MATCHES.split())
"""Words that tell how a match ended, normalised."""

AGAINST = frozenset(["على", "علي", "امام", "مع"])
"""Words before the other team."""

_REACH = 5
"""How many words before the first team such a word may stand."""


def parted(words: Sequence[str], known: Collection[str], lexicon: Lexicon) -> int:
    """After how many words of a person's name another person's begins; 0 where it is of one.

    `known` are the surnames of the article. A surname is followed by no given name of its bearer's, nor by
    another surname of the article.
    """
    if len(words) < 2:
        return 0
    first, second = lexicon.know(words[:2])
    if first.lists & (_GIVEN | _PART) or second.lists & _PART:
        return 0
    bare = {form for _, form in clitic_strippings(words[0])}
    if any(known_form.lists & _GIVEN for known_form in lexicon.know(sorted(bare))):
        return 0
    if len(words) == 2:
        return int(not bare.isdisjoint(known) and words[1] in known and not second.lists & _GIVEN)
    is_surname = bool(first.lists & _SURNAME or _FOREIGN_SURNAME.search(words[0])) or not bare.isdisjoint(
        known
    )
    return int(is_surname and bool(second.lists & _GIVEN))


def is_against(words: Sequence[str], first: int, last: int, other: int) -> bool:
    """Whether the name that begins at `other` is of a team that has played the one from `first` to `last`."""
    if other != last + 2 or words[last + 1] not in AGAINST:
        return False
    before = words[max(0, first - _REACH) : first]
    return any(form in CONTESTS for word in before for _, form in clitic_strippings(word))
