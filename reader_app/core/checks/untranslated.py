"""Arabic that was left in the translation, and sentences that were not translated at all."""

import re
from collections.abc import Iterator

from reader_app.core.article import Span
from reader_app.core.checks.flags import Flag, FlagKind, Severity
from reader_app.core.checks.pair import CheckedPair

_ARABIC_LETTER = (
    r"\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc"
)
_ARABIC = re.compile(rf"[{_ARABIC_LETTER}][{_ARABIC_LETTER}\u064b-\u065f\u0670\u0640\u200c-\u200f\s]*")
_LATIN = re.compile(r"[A-Za-z]")
_BEFORE, _AFTER = "([{«“\"'‘", ")]}»”\"'’"


def check_untranslated(pair: CheckedPair) -> Iterator[Flag]:
    """Words in Arabic letters. Between brackets or quotation marks they may be meant, which is only a
    remark."""
    if pair.source.strip() and not pair.target.strip():
        yield Flag(FlagKind.UNTRANSLATED, Severity.ERROR, "Expected a translation, found none.")
        return
    found = [
        Span(match.start(), match.start() + len(match[0].rstrip())) for match in _ARABIC.finditer(pair.target)
    ]
    if not found:
        return
    if pair.source.strip() == pair.target.strip():
        message = "Expected English, found the Arabic sentence itself."
        yield Flag(FlagKind.UNTRANSLATED, Severity.ERROR, message, None, Span(0, len(pair.target)))
        return
    for span in found:
        before, after = pair.target[: span.start].rstrip()[-1:], pair.target[span.end :].lstrip()[:1]
        quoted = bool(before) and before in _BEFORE and bool(after) and after in _AFTER
        severity = Severity.INFO if quoted and _LATIN.search(pair.target) else Severity.WARNING
        yield Flag(
            FlagKind.UNTRANSLATED, severity, f"Expected English, found «{span.of(pair.target)}».", None, span
        )
