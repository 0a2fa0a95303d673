"""Sentence bounds that a reader has moved: splits and merges.

They are told by texts and not by places, so that they outlive changes elsewhere in the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from reader_app.core.arabic import words
from reader_app.core.article import Article, Sentence, Span


@dataclass(frozen=True, slots=True)
class Split:
    """A sentence with this text is two, the second beginning at the code point `offset`, or behind the white
    space there."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Two sentences with these texts, one after the other in a paragraph, are one."""

    first: str
    second: str


BoundsEdit = Split | Merge


def split_at(sentence: Sentence, offset: int) -> Split | None:
    """The split of a sentence at a code point of its text; None where a side would be empty or a word cut."""
    left, right = sentence.text[:offset], sentence.text[offset:]
    if not left.strip() or not right.strip():
        return None
    cuts_word = any(word.start < offset < word.end for word in words(sentence.text))
    return None if cuts_word else Split(sentence.text, offset)


def merge_with_next(article: Article, sentence: Sentence) -> Merge | None:
    """The merge of a sentence with the one after it; None at the end of a paragraph."""
    following = article.sentences[sentence.id : sentence.id + 1]
    if not following or following[0].paragraph != sentence.paragraph:
        return None
    return Merge(sentence.text, following[0].text)


def rebound(article: Article, edits: Iterable[BoundsEdit]) -> Article:
    """The article with the edits made, in order, wherever their texts stand; those that fit nowhere are
    passed over. Sentences are numbered anew."""
    sentences = list(article.sentences)
    for edit in edits:
        sentences = _split(sentences, edit) if isinstance(edit, Split) else _merged(sentences, edit, article)
    if sentences == list(article.sentences):
        return article
    numbered = (replace(sentence, id=number) for number, sentence in enumerate(sentences, 1))
    return Article(article.title, article.text, article.paragraphs, tuple(numbered), article.path)


def _split(sentences: list[Sentence], edit: Split) -> list[Sentence]:
    found: list[Sentence] = []
    for sentence in sentences:
        if sentence.text != edit.text or not 0 < edit.offset < len(edit.text):
            found.append(sentence)
            continue
        for start, end in pairwise((0, edit.offset, len(edit.text))):
            part = edit.text[start:end]
            lead = len(part) - len(part.lstrip())
            text = part.strip()
            begin = sentence.span.start + start + lead
            found.append(replace(sentence, span=Span(begin, begin + len(text)), text=text))
    return found


def _merged(sentences: list[Sentence], edit: Merge, article: Article) -> list[Sentence]:
    found: list[Sentence] = []
    for sentence in sentences:
        before = found[-1] if found else None
        if (
            before is not None
            and (before.text, sentence.text) == (edit.first, edit.second)
            and before.paragraph == sentence.paragraph
        ):
            span = Span(before.span.start, sentence.span.end)
            found[-1] = replace(before, span=span, text=span.of(article.text))
        else:
            found.append(sentence)
    return found
