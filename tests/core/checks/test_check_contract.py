"""What every check keeps to, whatever the texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.core.article import Span
from reader_app.core.checks import FlagKind
from reader_app.core.checks.name_forms import KnownNames
from reader_app.core.checks.pair import CheckedPair, Named, Term
from reader_app.core.checks.running import CHECKS, run_checks
from reader_app.core.names import GlossaryEntry, Kind

DAMASCUS = GlossaryEntry("damascus", Kind.PLACE, "Damascus", "دمشق", "", "", "")
KNOWN = KnownNames([DAMASCUS])

PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ("لم ", "لا ", "ليس ", "غير ", "ثلاثة ", "وعشرون ", "مليون ", "١٢٫٥", "٪", "«", "»",
        "(", '"', "دمشق", "عامين ", "إلا ", "؟", ".",
         "not ", "never ", "three ", "hundred ", "and ", "million ", "2,016", "½", "XIV", "Damascus ",
         "EU ", "did ", "the the ",
         "\u0651", "\u200f", "ـ", "ﷲ", "ﻼ", "\ud800", "İ", "ß", "\x00", "9" * 50)
    ),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.parametrize("kind", CHECKS)
def test_right_pair_is_not_flagged(kind: FlagKind) -> None:
    pair = CheckedPair(
        "في عام 2016 لم يصل إلى دمشق سوى ثلاثة رجال.",
        "In 2016 only three men came to Damascus.",
        [Named(Span(20, 24), DAMASCUS)],
        [Term("رجال", ("man", "men"))],
        KNOWN,
    )
    assert list(CHECKS[kind](pair)) == []


@pytest.mark.parametrize("kind", FlagKind)
def test_every_kind_has_a_check(kind: FlagKind) -> None:
    assert kind in CHECKS


@settings(max_examples=150, deadline=None)
@given(source=TEXTS, target=TEXTS)
def test_any_texts_are_checked_and_spans_lie_inside_them(source: str, target: str) -> None:
    at = source.find("دمشق")
    names = [Named(Span(at, at + 4), DAMASCUS)] if at >= 0 else []
    pair = CheckedPair(
        source, target, names, [Term("ثلاثة", ("three",))], KNOWN, {"ثلاث": frozenset(["three"])}
    )
    for flag in run_checks(pair):
        assert flag.message
        for span, text in ((flag.source, source), (flag.target, target)):
            assert span is None or 0 <= span.start <= span.end <= len(text)


@settings(max_examples=50, deadline=None)
@given(source=TEXTS, target=TEXTS)
def test_checking_twice_says_the_same(source: str, target: str) -> None:
    assert run_checks(CheckedPair(source, target)) == run_checks(CheckedPair(source, target))


def test_kinds_of_a_check_are_its_own() -> None:
    pair = CheckedPair("لم يصل 40 رجلا «هنا».", "The وزير وزير came to Damascus (30", known_names=KNOWN)
    for kind, check in CHECKS.items():
        assert {flag.kind for flag in check(pair)} <= {kind}
