"""What every format of the registry owes, each on its sample tests/data/article.<suffix>."""

from itertools import chain
from pathlib import Path

import pytest

from reader_app.core.errors import ArticleError
from reader_app.formats import FORMATS, Format, read_article
from reader_app.formats.registry import format_for

DATA = Path(__file__).parents[1] / "data"
SENTENCES = [
    "مطر غزير على بيروت",
    "سقط المطر على بيروت مساء أمس.",
    "خرج الناس إلى الشرفات!",
    "وقالت الأرصاد «إن المطر سيستمر. خذوا مظلاتكم» حتى الأحد.",
]

each_format = pytest.mark.parametrize("known", FORMATS.values(), ids=FORMATS.keys())


def sample(known: Format) -> Path:
    return DATA / f"article{known.suffixes[0]}"


@each_format
def test_sample_is_read_with_its_title_and_sentences(known: Format) -> None:
    article = read_article(sample(known))
    assert article.title == SENTENCES[0]
    assert [sentence.text for sentence in article.sentences] == SENTENCES
    assert article.path == sample(known)


@each_format
def test_suffix_leads_to_the_format_in_any_case(known: Format) -> None:
    for suffix in known.suffixes:
        assert suffix == suffix.lower()
        assert suffix.startswith(".")
        assert format_for(suffix) is format_for(suffix.upper()) is known


@each_format
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\x00\x01\x02\x03" * 8], ids=["image", "bytes"]
)
def test_what_is_no_article_is_an_article_error_that_names_the_file(known: Format, data: bytes) -> None:
    with pytest.raises(ArticleError, match="notes"):
        known.read(data, "notes")


def test_no_two_formats_claim_a_suffix() -> None:
    suffixes = list(chain.from_iterable(known.suffixes for known in FORMATS.values()))
    assert len(suffixes) == len(set(suffixes))


def test_unknown_suffix_is_read_as_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "خبر.news"
    path.write_text("سقط المطر.", encoding="utf-8")
    assert read_article(path).text == "سقط المطر."
