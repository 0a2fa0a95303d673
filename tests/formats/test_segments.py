"""Segments from TSV, TMX and XLIFF files, and files that are broken or meant to do harm."""

from pathlib import Path

import pytest

from reader_app.core.errors import ArticleError
from reader_app.data import resources
from reader_app.formats.segments import READERS, parse_segments, read_segments
from reader_app.services.checking import Segment

TSV = '\ufeffنعم\tYes "sir"\r\nلا\tNo\textra\n\nربما\t\nكلا\n'.encode()
TMX = b"""<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu tuid="a"><tuv xml:lang="EN-us"><seg>Yes <bpt i="1">&lt;b&gt;</bpt>sir</seg></tuv>
<tuv xml:lang="ar"><seg>&#1606;&#1593;&#1605;</seg></tuv></tu>
<tu><tuv xml:lang="ar"><seg>&#1604;&#1575;</seg></tuv><tuv xml:lang="en"><seg/></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Non</seg></tuv></tu></body></tmx>"""
XLIFF_1 = b"""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="ar" target-language="en"><body><group>
<trans-unit id="u1"><source>&#1606;&#1593;&#1605;</source><target>Yes <g id="1">sir</g></target></trans-unit>
<trans-unit id="u2"><source>&#1604;&#1575;</source></trans-unit></group></body></file></xliff>"""
XLIFF_2 = b"""<xliff version="2.0" srcLang="en" trgLang="ar" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u1"><segment id="s1"><source>Yes</source>
<target>&#1606;&#1593;&#1605;</target></segment>
<segment id="s2"><source>No</source><target>&#1604;&#1575;</target></segment></unit></file></xliff>"""
BOMB = b"""<!DOCTYPE tmx [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>
<tmx><body><tu><tuv xml:lang="ar"><seg>&b;</seg></tuv>
</tu></body></tmx>"""
OUTSIDE = b"""<!DOCTYPE xliff [<!ENTITY f SYSTEM "file:///etc/hostname">]>
<xliff><file source-language="ar"><body>
<trans-unit id="1"><source>&f;</source></trans-unit></body></file></xliff>"""


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("tsv", TSV, [("1", "نعم", 'Yes "sir"'), ("2", "لا", "No"), ("4", "ربما", ""), ("5", "كلا", "")]),
        ("tmx", TMX, [("a", "نعم", "Yes sir"), ("2", "لا", "")]),
        ("xliff", XLIFF_1, [("u1", "نعم", "Yes sir"), ("u2", "لا", "")]),
        ("xliff", XLIFF_2, [("u1/s1", "نعم", "Yes"), ("u1/s2", "لا", "No")]),
    ],
)
def test_segments_come_in_order_with_their_ids(
    kind: str, data: bytes, expected: list[tuple[str, str, str]]
) -> None:
    assert parse_segments(data, kind, "file") == tuple(Segment(*row) for row in expected)


def test_line_with_rare_line_breaks_inside_stays_one_segment() -> None:
    (segment,) = parse_segments("نعم\u2028نعم\tYes\x0byes\n".encode(), "tsv", "file")
    assert (segment.source, segment.target) == ("نعم\u2028نعم", "Yes\x0byes")


def test_pair_that_begins_like_a_comment_is_a_pair() -> None:
    assert [s.source for s in parse_segments("# remark\n#1 نعم\t#1 Yes\n".encode(), "tsv", "file")] == [
        "#1 نعم"
    ]


def test_memory_of_the_sample_is_read_by_its_suffix(units: dict[str, str]) -> None:
    found = read_segments(resources() / "memory" / "sample.tmx")
    assert {segment.source: segment.target for segment in found} == units


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("tsv", "نعم Yes\n".encode(), "Line 1 of file has no tab"),
        ("tsv", "نعم\tYes\n".encode("cp1256"), "Line 1 of file is not UTF-8"),
        ("tsv", b"", "no Arabic segment"),
        ("tmx", b"<tmx><body>", "damaged"),
        ("tmx", b"", "damaged"),
        ("tmx", b"<html/>", "begins with <html>"),
        ("xliff", b"<xliff/>", "no Arabic segment"),
        ("tmx", BOMB, "declares XML entities"),
        ("xliff", OUTSIDE, "declares XML entities"),
    ],
)
def test_broken_file_is_a_clear_error(kind: str, data: bytes, message: str) -> None:
    with pytest.raises(ArticleError, match=message):
        parse_segments(data, kind, "file")


def test_file_that_is_missing_or_of_no_known_kind_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="There is no file"):
        read_segments(tmp_path / "none.tsv")
    with pytest.raises(ArticleError, match="no suffix of a format"):
        read_segments(tmp_path / "none.odt")
    with pytest.raises(ArticleError, match="cannot be read"):
        read_segments(tmp_path, "tsv")


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "data", [b"\x00\xff\xfe", b"<", b"\t", b"\n", b"<?xml version='1.0' encoding='x'?><a/>"]
)
def test_odd_bytes_raise_nothing_but_article_errors(kind: str, data: bytes) -> None:
    with pytest.raises(ArticleError, match="file"):
        parse_segments(data, kind, "file")
