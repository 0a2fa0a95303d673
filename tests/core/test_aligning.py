"""From attention to links: words, phrases and clitics."""

import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.core.aligning import align
from reader_app.core.alignment import Alignment
from reader_app.core.translation import Examination


def attended(source: str, target: str, looks: Sequence[Sequence[int]]) -> Examination:
    """A piece a word, between spaces; each target word looks at the source words of these numbers alike."""
    sources, targets = source.split(), target.split()
    rows = [[1 / len(look) if place in look else 0.0 for place in range(len(sources) + 1)] for look in looks]
    end = [0.0] * len(sources) + [1.0]
    return Examination(
        tuple(f"▁{word}" for word in sources),
        tuple(f"▁{word}" for word in targets),
        (0.0,) * (len(targets) + 1),
        (*map(tuple, rows), tuple(end)),
    )


def shown(source: str, target: str, alignment: Alignment) -> dict[str, str]:
    """The partner of each linked part of the source."""
    return {
        " ".join(span.of(source) for span in link.source): " ".join(span.of(target) for span in link.target)
        for link in alignment.links
    }


def links(source: str, target: str, *looks: int | Sequence[int]) -> dict[str, str]:
    rows = [[look] if isinstance(look, int) else look for look in looks]
    return shown(source, target, align(source, target, attended(source, target, rows)))


def test_each_word_goes_to_the_one_it_looks_at_when_the_order_differs() -> None:
    assert links("كتبت سلمى رسالة", "Salma wrote letters", 1, 0, 2) == {
        "كتبت": "wrote",
        "سلمى": "Salma",
        "رسالة": "letters",
    }


def test_conjunction_preposition_and_article_part_from_their_noun() -> None:
    assert links("وبالمدينة متحف", "And in the city museum", 0, 0, 0, 0, 1) == {
        "و": "And",
        "ب": "in",
        "ال": "the",
        "مدينة": "city",
        "متحف": "museum",
    }


def test_vowel_marks_stay_with_their_letters() -> None:
    assert links("وَبِالْمَدِينَةِ", "and in the city", 0, 0, 0, 0) == {
        "وَ": "and",
        "بِ": "in",
        "الْ": "the",
        "مَدِينَةِ": "city",
    }


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("سيصل", "will arrive", {"س": "will", "يصل": "arrive"}),
        ("فحفر", "so dug", {"ف": "so", "حفر": "dug"}),
        ("كالقلعة", "like a fortress", {"ك": "like", "القلعة": "a fortress"}),
        ("للسلطان", "to the sultan", {"ل": "to | the", "سلطان": "sultan"}),
        ("رحيله", "his departure", {"رحيل": "departure", "ه": "his"}),
        ("كتبنا", "our books", {"كتب": "books", "نا": "our"}),
        ("يزورهم", "visits them", {"يزور": "visits", "هم": "them"}),
        ("لكم", "to you", {"ل": "to", "كم": "you"}),
        ("لتجنب", "so as to avoid", {"ل": "so as to", "تجنب": "avoid"}),
        ("وبكتابه", "and with his book", {"و": "and", "ب": "with", "كتاب": "book", "ه": "his"}),
    ],
)
def test_clitic_parts_where_english_has_a_word_for_it(
    source: str, target: str, expected: dict[str, str]
) -> None:
    found = align(source, target, attended(source, target, [[0]] * len(target.split())))
    pairs: dict[str, str] = {}
    for link in found.links:
        part = " ".join(span.of(source) for span in link.source)
        english = " ".join(span.of(target) for span in link.target)
        pairs[part] = f"{pairs[part]} | {english}" if part in pairs else english
    assert pairs == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("والد", "father"),
        ("بلد", "country"),
        ("كتاب", "book"),
        ("فقدت", "lost"),
        ("المدينة", "cities"),
        ("سلام", "peace"),
    ],
)
def test_letters_are_no_clitic_without_a_word_for_it(source: str, target: str) -> None:
    assert links(source, target, 0) == {source: target}


def test_letters_are_no_clitic_when_the_word_for_it_belongs_to_another() -> None:
    assert links("بلد في سلام", "country in peace", 0, 1, 2) == {
        "بلد": "country",
        "في": "in",
        "سلام": "peace",
    }


def test_word_keeps_the_conjunction_that_english_leaves_out() -> None:
    assert links("وبالقلم", "with the pen", 0, 0, 0) == {"ب": "with", "ال": "the", "و قلم": "pen"}


def test_two_words_stand_for_one_together() -> None:
    assert links("عالية المستوى", "high-level", [0, 1]) == {"عالية المستوى": "high-level"}


def test_one_word_stands_for_several() -> None:
    assert links("البلدين", "the two countries’", 0, 0, 0) == {"ال": "the", "بلدين": "two countries"}


def test_free_preposition_beside_its_noun_counts() -> None:
    source, target = "بالمدينة القديمة", "in the city"
    uniform = [0, 1]
    # "in" looks at nothing in particular, as attention often does.
    examination = attended(source, target, [uniform, [0], [0]])
    weak = tuple(value * 0.3 for value in examination.attention[0][:-1])
    rows = ((*weak, 0.7), *examination.attention[1:])
    examination = Examination(examination.source_pieces, examination.target_pieces, (), rows)
    assert shown(source, target, align(source, target, examination)) == {
        "ب": "in",
        "ال": "the",
        "مدينة": "city",
    }


def test_article_far_from_the_noun_it_looks_at_is_dropped() -> None:
    assert links("توقيت رحيل", "the end timing departure", 0, 1, 0, 1) == {
        "توقيت": "timing",
        "رحيل": "end departure",
    }


def test_punctuation_is_in_no_link() -> None:
    source, target = "نعم .", "Yes ."
    assert links(source, target, 0, 1) == {"نعم": "Yes"}


def test_offsets_hold_with_repeated_spaces_and_tatweel() -> None:
    source, target = "قـال   الوزير", "The  minister   said"
    found = align(source, target, attended(source, target, [[1], [1], [0]]))
    assert shown(source, target, found) == {"قـال": "said", "ال": "The", "وزير": "minister"}
    link = found.of_source(source.index("وزير"))
    assert link is not None
    assert found.of_target(target.index("minister")) is link


def test_nothing_is_linked_when_a_side_is_empty() -> None:
    assert align("", "", attended("", "", [])).links == ()
    assert align("نعم", "", attended("نعم", "", [])).links == ()
    assert align("", "Yes", attended("", "Yes", [[0]])).links == ()


def test_sixty_words_take_a_few_milliseconds() -> None:
    source = " ".join(["وبالمدينة"] * 60)
    target = " ".join(["city", "and", "in", "the", "well"] * 12)
    examination = attended(source, target, [[index] for index in range(60)])
    align(source, target, examination)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        align(source, target, examination)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.05  # seconds; 0.01 on an ordinary machine


ARABIC = st.text(alphabet="ولبكسفاهنيمةآىـَُّ ﻻ.،«4aé\u200f", max_size=30)
ENGLISH = st.text(alphabet="aTheoindwtI'’-. 4,ée\u0301ـ", max_size=40)


@st.composite
def examined(draw: st.DrawFn) -> tuple[str, str, Examination]:
    """Two texts, pieces that mostly spell them, and attention whose rows sum to 1."""
    source = draw(ARABIC | st.text(max_size=20))
    target = draw(ENGLISH | st.text(max_size=20))

    def pieces(text: str) -> tuple[str, ...]:
        marked = text.replace(" ", "▁")
        cuts = sorted(draw(st.lists(st.integers(0, len(marked)), max_size=10)))
        cut = [marked[a:b] for a, b in zip([0, *cuts], [*cuts, len(marked)], strict=True)]
        return tuple(draw(st.just(piece) | st.just("<unk>")) for piece in cut if piece)

    source_pieces, target_pieces = pieces(source), pieces(target)
    weights = st.lists(st.floats(0.01, 1), min_size=len(source_pieces) + 1, max_size=len(source_pieces) + 1)
    rows = [draw(weights) for _ in range(len(target_pieces) + 1)]
    attention = tuple(tuple(value / sum(row) for value in row) for row in rows)
    return source, target, Examination(source_pieces, target_pieces, (0.0,) * len(rows), attention)


@given(examined())
def test_spans_lie_in_the_texts_and_do_not_overlap(case: tuple[str, str, Examination]) -> None:
    source, target, examination = case
    found = align(source, target, examination).links
    assert all(link.source and link.target for link in found)
    assert list(found) == sorted(found, key=lambda link: link.source[0])
    for text, spans in (
        (source, [span for link in found for span in link.source]),
        (target, [span for link in found for span in link.target]),
    ):
        ordered = sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in ordered)
        assert all(one.end <= other.start for one, other in pairwise(ordered))
    for link in found:
        assert list(link.source) == sorted(link.source)
        assert list(link.target) == sorted(link.target)
