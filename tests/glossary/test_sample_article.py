"""The mentions of the sample article, against a table made by reading the article.

Each row: the sentence's number; the name as written, without its clitics; which occurrence of these
letters in the sentence it is, counting also those inside longer words («الأميركي» is the first letters
of «الأميركية»); the entry; whether it is a name (or a country's adjective).
"""

from dataclasses import replace

import pytest

from reader_app.core.names import Mention, Mentions
from reader_app.core.sentences import build_article
from reader_app.data import resources, seed_article
from reader_app.glossary import load_index
from reader_app.services.annotating import annotate
from reader_app.services.naming import find_names
from reader_app.tagging import load_tagger

US, RU, SY, IR, GB = "territory-US", "territory-RU", "territory-SY", "territory-IR", "territory-GB"
DEFENSE, STATE = "us-department-of-defense", "us-state-department"

GOLD = [
    (1, "الأميركي", 1, US, False),
    (1, "الروسي", 1, RU, False),
    (1, "موسكو", 1, "moscow", True),
    (1, "سوريا", 1, SY, True),
    (1, "الروسي", 2, RU, False),
    (1, "الأميركي", 2, US, False),
    (1, "أميركية", 1, US, False),
    (1, "السوري", 1, SY, False),
    (2, "الأميركية", 1, US, False),
    (2, "الأميركي", 2, US, False),
    (2, "جون كيري", 1, "john-kerry", True),
    (2, "السوري", 1, SY, False),
    (2, "بشار الأسد", 1, "bashar-al-assad", True),
    (3, "كيري", 1, "john-kerry", True),
    (3, "البريطاني", 1, GB, False),
    (3, "فيليب هاموند", 1, "philip-hammond", True),
    (3, "روسيا", 1, RU, True),
    (3, "إيران", 1, IR, True),
    (3, "الأسد", 1, "bashar-al-assad", True),
    (4, "السوري", 1, SY, False),
    (4, "سوريا", 1, SY, True),
    (5, "روسيا", 1, RU, True),
    (5, "إيران", 1, IR, True),
    (6, "الأسد", 1, "bashar-al-assad", True),
    (6, "الأسد", 2, "bashar-al-assad", True),
    (7, "وزارة الخارجية الأميركية", 1, STATE, True),
    (7, "الولايات المتحدة", 1, US, True),
    (7, "روسيا", 1, RU, True),
    (7, "موسكو", 1, "moscow", True),
    (7, "محافظة اللاذقية", 1, "latakia-governorate", True),
    (7, "سوريا", 1, SY, True),
    (7, "واشنطن", 1, "washington", True),
    (8, "روسية", 1, RU, False),
    (8, "سوريا", 1, SY, True),
    (8, "مطار حميميم", 1, "hmeimim", True),
    (8, "اللاذقية", 1, "latakia", True),
    (8, "وزارة الدفاع الأميركية", 1, DEFENSE, True),
    (8, "اللاذقية", 2, "latakia", True),
    (9, "وزارة الدفاع الأميركية", 1, DEFENSE, True),
    (9, "بنتاغون", 1, DEFENSE, True),
    (9, "الولايات المتحدة", 1, US, True),
    (9, "روسيا", 1, RU, True),
    (9, "سوريا", 1, SY, True),
    (9, "الأميركية", 2, US, False),
    (9, "الروسية", 1, RU, False),
    (10, "الأميركي", 1, US, False),
    (10, "آشتون كارتر", 1, "ashton-carter", True),
    (10, "الروسي", 1, RU, False),
    (10, "سيرغي شويجر", 1, "sergei-shoigu", True),
    (10, "تنظيم داعش", 1, "isis", True),
    (10, "سوريا", 1, SY, True),
    (11, "الأميركي", 1, US, False),
    (11, "آشتون كارتر", 1, "ashton-carter", True),
    (11, "الروسي", 1, RU, False),
    (11, "سيرغي شويغو", 1, "sergei-shoigu", True),
    (11, "بنتاغون", 1, DEFENSE, True),
    (11, "سوريا", 1, SY, True),
    (11, "تنظيم داعش", 1, "isis", True),
    (11, "روسي", 2, RU, False),
]


@pytest.fixture(scope="module")
def mentions() -> tuple[Mention, ...]:
    text = seed_article().read_text(encoding="utf-8")
    return annotate(build_article(text), load_index(resources() / "glossary"))


def test_finds_every_name_of_the_sample_article_and_nothing_else(mentions: tuple[Mention, ...]) -> None:
    article = build_article(seed_article().read_text(encoding="utf-8"))
    expected: list[tuple[int, int, str, str, bool]] = []
    for sentence_id, written, occurrence, entry_id, is_name in GOLD:
        sentence = article.sentence(sentence_id)
        offset = -1
        for _ in range(occurrence):
            offset = sentence.text.index(written, offset + 1)
        expected.append((sentence_id, sentence.span.start + offset, written, entry_id, is_name))
    assert [(m.sentence, m.span.start, m.text, m.entry.id, m.is_name) for m in mentions] == expected


def test_tagger_adds_nothing_and_takes_nothing_away(mentions: tuple[Mention, ...]) -> None:
    article = build_article(seed_article().read_text(encoding="utf-8"))
    index, tagger = load_index(resources() / "glossary"), load_tagger(resources() / "tagger")
    found = find_names(article, index, tagger)
    assert [replace(mention, seen=False) for mention in found] == list(mentions)


def test_both_spellings_of_shoigu_lead_to_one_entry(mentions: tuple[Mention, ...]) -> None:
    (entry,) = {m.entry for m in mentions if m.text.startswith("سيرغي")}
    assert [m.text for m in Mentions(mentions).naming(entry)] == ["سيرغي شويجر", "سيرغي شويغو"]


def test_adjective_leads_to_the_country_but_is_no_occurrence_of_it(mentions: tuple[Mention, ...]) -> None:
    britain = next(m.entry for m in mentions if m.text == "البريطاني")
    assert britain.english == "United Kingdom"
    assert not Mentions(mentions).naming(britain)


def test_vowel_marks_and_no_break_spaces_change_nothing(
    mentions: tuple[Mention, ...],
) -> None:
    text = seed_article().read_text(encoding="utf-8").replace("سوريا", "سُورِيا").replace(" ", "\u00a0")
    again = annotate(build_article(text), load_index(resources() / "glossary"))
    assert [(m.sentence, m.entry.id, m.is_name) for m in again] == [
        (m.sentence, m.entry.id, m.is_name) for m in mentions
    ]
