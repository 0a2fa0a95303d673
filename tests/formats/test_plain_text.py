"""Encodings, and the files that cannot be opened."""

import codecs
import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app import formats
from reader_app.core.errors import ArticleError
from reader_app.formats import read_article, read_stream, read_text_bytes

PROSE = "قال وزير الخارجية أمس إن المحادثات مع الجانب الروسي ستستمر، وأضاف أن النتائج جيدة.\nوانتهى اللقاء."
MARKED = {
    "UTF-8": codecs.BOM_UTF8 + PROSE.encode(),
    "UTF-16 little-endian": codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"),
    "UTF-16 big-endian": codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"),
    "UTF-32 little-endian": codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"),
    "UTF-32 big-endian": codecs.BOM_UTF32_BE + PROSE.encode("utf-32-be"),
}


def write(folder: Path, data: bytes, name: str = "خبر.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859_6", "utf-16-le", "utf-16-be"])
def test_prose_is_read_in_its_encoding(encoding: str) -> None:
    assert read_text_bytes(PROSE.encode(encoding), "standard input") == PROSE


@pytest.mark.parametrize("data", MARKED.values(), ids=MARKED.keys())
def test_byte_order_mark_is_left_out(data: bytes) -> None:
    assert read_text_bytes(data, "standard input") == PROSE


def test_only_the_first_byte_order_mark_is_left_out() -> None:
    assert read_text_bytes(codecs.BOM_UTF8 * 2 + "نص".encode(), "x") == "\ufeffنص"


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("سلام", id="one word"),
        pytest.param("بشار الأسد", id="a name"),
        pytest.param("اجتماع BBC News and Reuters في London اليوم", id="mostly Latin"),
        pytest.param("الحَمْدُ لِلَّهِ رَبِّ العَالَمِينَ", id="vowelled"),
        pytest.param("هل أنت مستعد؟ نعم، أنا مستعد؛ لكن متى؟", id="punctuation"),
    ],
)
def test_short_legacy_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert read_text_bytes(text.encode(encoding), "x") == text


def test_windows_quotation_marks_and_dashes_are_read() -> None:
    text = "قال «نعم» ثم “لا” – وسكت…"
    assert read_text_bytes(text.encode("cp1256"), "x") == text


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda t: "\x00" not in t and t.strip()))
def test_utf8_text_is_not_altered(text: str) -> None:
    try:
        read = read_text_bytes(b"a" + text.encode(), "x")
    except ArticleError:
        pytest.fail("valid UTF-8 must open")
    assert read == "a" + text


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n"])
def test_line_ends_and_decomposed_letters_are_kept(tmp_path: Path, line_break: str) -> None:
    text = f"ا\u0654سد{line_break}{line_break}سقط المطر.{line_break}"
    assert read_article(write(tmp_path, text.encode())).text == text


def test_text_without_arabic_opens(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, b"It rained. People went out."))
    assert [s.text for s in article.sentences] == ["It rained.", "People went out."]


def test_title_is_the_file_name_where_there_is_no_heading(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, PROSE.encode(), "محادثات.مهمة.txt")).title == "محادثات.مهمة"


def test_title_is_the_heading_where_there_is_one(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, f"محادثات مهمة\n\n{PROSE}".encode())).title == "محادثات مهمة"


def test_stream_is_read_and_titled_by_its_name() -> None:
    article = read_stream(io.BytesIO(PROSE.encode("cp1256")), "standard input")
    assert (article.title, article.text, article.path) == ("standard input", PROSE, None)


def test_stream_of_the_largest_size_opens_and_a_larger_one_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST_BYTES", 20)
    assert read_stream(io.BytesIO(b"x" * 20), "standard input").text == "x" * 20
    with pytest.raises(ArticleError, match=r"standard input is larger.*Split it"):
        read_stream(io.BytesIO(b"x" * 21), "standard input")


def test_file_that_is_too_large_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST_BYTES", 20)
    with pytest.raises(ArticleError, match=r"خبر\.txt is larger"):
        read_article(write(tmp_path, b"x" * 21))


KINDS = {
    "PNG": b"\x89PNG\r\n\x1a\n\x00",
    "PDF": b"%PDF-1.7 text only",
    "EPUB": b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/epub+zip",
    "Word": b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml",
    "ZIP": b"PK\x03\x04" + b"\x00" * 26 + b"a.txt",
    "RTF": rb"{\rtf1\ansi}",
    "old Microsoft Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}


@pytest.mark.parametrize(("kind", "data"), KINDS.items(), ids=KINDS.keys())
def test_known_kind_of_file_is_named(tmp_path: Path, kind: str, data: bytes) -> None:
    with pytest.raises(ArticleError, match=rf"خبر\.txt is an? {kind}.*plain text"):
        read_article(write(tmp_path, data))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \r\n\t\n", "is empty", id="white space"),
        pytest.param("\ufeff\u200f\n".encode(), "is empty", id="invisible characters"),
        pytest.param(b"abc\x00\x01\x02\xffdef", "is not a text file", id="NUL bytes"),
        pytest.param("It rained.".encode("utf-16-le"), "is not a text file", id="unmarked UTF-16, no Arabic"),
        pytest.param(PROSE.encode()[:-2], r"is damaged: line 2 \(byte \d+\)", id="UTF-8 cut short"),
        pytest.param(codecs.BOM_UTF8 + b"\xff\xfe\xfd", "is damaged", id="damaged UTF-8 with a mark"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8a", "not valid UTF-16", id="damaged UTF-16"),
        pytest.param("Überraschung für Jäger".encode("latin-1"), "encoding of .* not known", id="German"),
        pytest.param(
            "Привет всем, как ваши дела?".encode("cp1251"), "encoding of .* not known", id="Russian"
        ),
        pytest.param(bytes(range(1, 256)), "encoding of .* not known", id="every byte"),
    ],
)
def test_bytes_that_are_no_article_say_why(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message) as caught:
        read_article(write(tmp_path, data))
    assert "خبر.txt" in caught.value.message
    assert caught.value.advice


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_open_or_are_an_article_error(data: bytes) -> None:
    with contextlib.suppress(ArticleError):
        assert read_text_bytes(data, "x")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no file .*nothing\.txt.*Check"):
        read_article(tmp_path / "nothing.txt")


def test_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


def test_folder_is_named_where_opening_one_is_forbidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", refuse)  # as on Windows
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


@pytest.mark.parametrize("name", ["a\x00b", "a" * 300])
def test_impossible_name_is_an_article_error(name: str) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article(Path(name))


def test_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, b"x")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleError, match=r"not allowed to read .*خبر\.txt"):
        read_article(path)
