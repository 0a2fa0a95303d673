"""The PDF as another program takes its text out: PDFium, which Chrome and Edge show PDFs with."""

import re
from pathlib import Path

import pypdfium2
import pytest

from reader_app.core.article import Article
from reader_app.core.units import Bitext, Unit
from reader_app.formats.exchange import write_file

ARABIC = re.compile("[\u0621-\u064a]+")


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.fixture
def bitext(article: Article, units: dict[str, str]) -> Bitext:
    return Bitext("خبر اليوم", [Unit(sentence.text, units[sentence.text]) for sentence in article.sentences])


def test_words_are_in_logical_order_on_facing_pages(bitext: Bitext, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    units = list(bitext.units)
    write_file(path, bitext)
    found = pages(path)
    arabic, english = "\n".join(found[0::2]), "\n".join(found[1::2])
    # Vowel marks stand above the line, and PDFium gives them as lines of their own.
    wanted = [word for unit in units for word in ARABIC.findall(re.sub("[\u064b-\u0652]", "", unit.source))]
    got = ARABIC.findall(re.sub("[\u064b-\u0652]", "", arabic))
    assert [word for word in got if word not in {"خبر", "اليوم"}] == [
        word for word in wanted if word not in {"خبر", "اليوم"}
    ]
    for unit in units:
        assert unit.target in " ".join(english.split())
    assert not ARABIC.search(english)


def test_numbers_brackets_and_latin_names_stay_in_their_places(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_file(
        path, Bitext("Title", [Unit("استخدم برنامج Word في 12 آذار 2013 في المدرسة", "He used Word.")])
    )
    line = " ".join(pages(path)[0].split())
    assert line.endswith("استخدم برنامج Word في 12 آذار 2013 في المدرسة")


def test_strokes_between_letters_are_no_letters_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    write_file(path, Bitext("Title", [Unit("ولكن لكل شيء ملك", "But everything has a king")]))
    assert " ".join(pages(path)[0].split()).endswith("ولكن لكل شيء ملك")


def test_page_pairs_have_the_same_segments_and_a_long_segment_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    units = [Unit("كلمة " * 20, "word " * 20)] * 30
    units.append(Unit("طويلة جدا " * 600, "very long " * 600))
    write_file(path, Bitext("Title", units), "pdf")
    found = pages(path)
    counts = [page.count("كلمة") + page.count("word") for page in found]
    assert counts[0] == counts[1] > 0
    assert counts[2] == counts[3] > 0
    assert sum(counts) == 2 * 30 * 20
    assert sum(page.count("very") for page in found) == 600
