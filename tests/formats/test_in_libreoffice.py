"""Bilingual files as LibreOffice lays them out: the Arabic column at the right, its lines ending there."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from reader_app.core.units import Bitext, Unit
from reader_app.formats.exchange import write_file

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

ARABIC = "درس " * 40 + "أخير"
ENGLISH = "window " * 40 + "last"


def lines_of(path: Path, letter: str) -> list[tuple[float, float]]:
    """Left and right edge of each line of the first page that has this letter, in points."""
    document = pypdfium2.PdfDocument(path)
    page = document[0].get_textpage()
    edges: dict[int, tuple[float, float]] = {}
    for index in range(page.count_chars()):
        if page.get_text_range(index, 1) == letter:
            left, bottom, right, _ = page.get_charbox(index)
            before = edges.get(round(bottom), (left, right))
            edges[round(bottom)] = (min(before[0], left), max(before[1], right))
    document.close()
    return list(edges.values())


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("html", ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]),
        ("docx", ["--convert-to", "pdf"]),
    ],
)
def test_arabic_column_is_at_the_right_and_runs_from_the_right(
    name: str, options: list[str], tmp_path: Path
) -> None:
    path = tmp_path / f"out.{name}"
    write_file(path, Bitext("Title", [Unit(ARABIC, ENGLISH)]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, *options, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    arabic, english = lines_of(tmp_path / "out.pdf", "د"), lines_of(tmp_path / "out.pdf", "w")
    assert len(arabic) > 2
    assert len(english) > 2
    assert max(right for _, right in english) < min(left for left, _ in arabic)
    rights = [right for _, right in arabic]
    assert max(rights) - min(rights) < 2  # every full line begins with the same word
    lefts = [left for left, _ in english]
    assert max(lefts) - min(lefts) < 2
