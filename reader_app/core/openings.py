"""What the first word after a possible sentence end tells.

Arabic has no capital letters, so these lists stand in for them where a full stop alone leaves the
question open.
"""

import re

from reader_app.core.arabic import normalise

_WORD = re.compile(r"[\W_]{0,3}([^\W\d_][^\s،,.؛:؟!»”)\]]{0,20})")


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_STARTERS = _words(
    "ثم لكن كما بينما غير ان اما لذا لذلك هذا هذه هناك قال قالت كان كانت لقد قد هل بعد عندما منذ حيث اذا"
)
_NO_CONJUNCTION = _words(
    "وزير وزيره وزراء وزاره وفق وفقا وسط واشنطن وحده وحدات ولايه ولايات وقت وكاله وكالات ورقه وضع وصول وطن "
    "وطني وطنيه وفاه وفد واحد واحده وثيقه واسط والد والده ولد ويليام ويلز ويلسون وليد وليم وائل وسيم "
    "فيها فيه فيما فقط فوق فتره فريق فرنسا فلسطين فيديو فيلم فئه فؤاد فاطمه فارس فهد فيصل فرانك فريد"
)
"""Frequent words whose first letter only looks like و "and" or ف "so"."""

_SOURCES = _words(
    "حسب بحسب وفق وفقا هكذا بهذه مضيفا مضيفه مؤكدا مؤكده مشيرا مشيره موضحا موضحه قائلا قائله معتبرا "
    "معتبره مشددا مشدده لافتا لافته نقلا"
)
_SPEECH_VERBS = _words(
    "قال قالت قالها يقول تقول يضيف تضيف صرح صرحت كتب كتبت سال سالت اجاب اجابت رد ردت همس همست صاح صاحت "
    "صرخ صرخت تمتم"
)


def looks_like_start(text: str, at: int) -> bool:
    """Whether the word at `at` looks like a sentence's first: a conjunction, or one joined to it."""
    word = _first_word(text, at)
    if word in _STARTERS:
        return True
    return len(word) > 2 and word[0] in "وف" and word not in _NO_CONJUNCTION


def is_attribution(text: str, at: int, *, introduced: bool) -> bool:
    """Whether the word at `at` ties the quotation before it to its speaker (بحسب، مضيفا، قال).

    After a quotation that words before it introduced, a verb of speech begins a new sentence.
    """
    word = _first_word(text, at)
    return word in _SOURCES or (not introduced and word in _SPEECH_VERBS)


def _first_word(text: str, at: int) -> str:
    found = _WORD.match(text, at)
    return normalise(found[1]) if found else ""
