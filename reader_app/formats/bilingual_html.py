"""A bilingual page: Arabic and English side by side, for reading, printing and handing on.

The table runs from right to left, so that the Arabic column is at the right and comes first for a screen
reader. Alignment is said twice over, by side and on the paragraph itself: LibreOffice, which opens such pages
as documents, knows neither `start` nor `:lang()`, and aligns rows by their attribute only. Nothing in the
page is fetched from anywhere.
"""

from html import escape
from typing import BinaryIO

from reader_app.core.units import Bitext, Unit
from reader_app.formats.hardened import clean

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 2rem auto; max-width: 70rem; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
caption {{ font-size: 1.4rem; padding: 0 0 1rem; }}
th, td {{ padding: .5rem .75rem; vertical-align: top; border-top: 1px solid #8886; }}
.number {{ width: 2.5rem; opacity: .6; font-size: .8rem; text-align: center; }}
.ar {{ text-align: right; font-family: Amiri, "Noto Naskh Arabic", "Traditional Arabic", serif; }}
.en {{ text-align: left; }}
p {{ margin: 0; }}
td.ar {{ font-size: 1.25rem; line-height: 1.8; }}
.state, .note {{ font-size: .8rem; opacity: .75; }}
@media print {{ body {{ margin: 0; max-width: none; }} tr {{ break-inside: avoid; }} }}
</style>
</head>
<body>
<table dir="rtl">
<caption dir="auto">{title}</caption>
<thead><tr><th class="number" scope="col" dir="ltr">#</th>\
<th class="ar" scope="col" lang="ar" dir="rtl">العربية</th>\
<th class="en" scope="col" lang="en" dir="ltr">English</th></tr></thead>
<tbody>
"""
_TAIL = "</tbody>\n</table>\n</body>\n</html>\n"


def write(file: BinaryIO, bitext: Bitext) -> None:
    """Write the page, a row a segment; a note and a state other than a draft's stand under the English."""
    file.write(_HEAD.format(title=escape(clean(bitext.title))).encode())
    for number, unit in enumerate(bitext.units, 1):
        file.write(_row(number, unit).encode())
    file.write(_TAIL.encode())


def _row(number: int, unit: Unit) -> str:
    source, target, note = (escape(clean(text)) for text in (unit.source, unit.target, unit.note))
    below = f'<div class="state">{unit.state}</div>'
    if note:
        below += f'<div class="note" dir="auto">{note}</div>'
    return (
        f'<tr valign="top" data-state="{unit.state}"><td class="number" dir="ltr">{number}</td>'
        f'<td class="ar" lang="ar" dir="rtl"><p class="ar" dir="rtl">{source}</p></td>'
        f'<td class="en" lang="en" dir="ltr"><div class="text">{target}</div>{below}</td></tr>\n'
    )
