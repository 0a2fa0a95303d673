"""What becomes of a glossary mention where a tagger sees a name in the same words.

Neither is always right: a glossary does not know that «فرنسا» is a team here, a tagger does not know
every town.
"""

from dataclasses import replace

from reader_app.core.arabic import normalise
from reader_app.core.article import Span
from reader_app.core.names import Kind, Mention, TaggedName
from reader_app.core.terms import OwnTerm
from reader_app.services.name_index import form_key

SURE = 0.9
"""From this confidence on, what a tagger takes for a person is no place."""

LIKELY = 0.4
"""From this confidence on, a place or a person inside the name of an organisation or an event is not named
there, and neither is a place that is spelled like the organisation («فرنسا», the team)."""

SURE_OF_A_LONGER_PLACE = 0.9
"""From this confidence on, a place that has a listed one in its name is another place."""

_SORTS = {
    Kind.PLACE: "مدينة مدينتي دولة محافظة محافظتي العاصمة عاصمة بلدة قرية ولاية إمارة منطقة مخيم مخيمات "
    "إقليم جزيرة حي",
    Kind.PERSON: "الملك الملكة الأمير الأميرة الشيخ السلطان الرئيس الإمام السيد السيدة القديس البابا",
}
_SORT_WORDS = {kind: frozenset(normalise(words).split()) for kind, words in _SORTS.items()}
"""Words that say what somebody or something is; a tagger leaves them out of the name."""


def met(mention: Mention, name: TaggedName, span: Span) -> Mention | None:
    """What a glossary mention is beside a tagged name at `span`, part of which it covers: itself, a shorter
    one, one that only leads to its card, or none. The reader's word goes before the tagger's."""
    if isinstance(mention.entry, OwnTerm) and len(mention.span) == len(span):
        return mention
    if name.kind is Kind.PERSON:
        return _beside_a_person(mention, name, span)
    if name.kind is Kind.PLACE:
        return _beside_a_place(mention, name, span)
    return _beside_another(mention, name, span)


def _is_inside(mention: Mention, span: Span) -> bool:
    return span.start <= mention.span.start and mention.span.end <= span.end


def _beside_a_person(mention: Mention, name: TaggedName, span: Span) -> Mention | None:
    if not _is_inside(mention, span):
        return _without_its_sort(mention, name, span)
    is_town = mention.entry.kind is Kind.PLACE and not mention.entry.demonyms
    if len(mention.span) == len(span):
        is_none = is_town and name.confidence >= SURE
    else:
        is_none = len(form_key(mention.text)) == 1 or is_town or mention.entry.kind is Kind.PERSON
    return None if is_none else mention


def _beside_a_place(mention: Mention, name: TaggedName, span: Span) -> Mention | None:
    """A country's adjective that is spelled like its name («تشيلي», «السعودية») is the name where the tagger
    is sure of it."""
    if not _is_inside(mention, span):
        return _without_its_sort(mention, name, span)
    if len(mention.span) == len(span):
        is_its_name = form_key(mention.text) in map(form_key, mention.entry.full_forms)
        return replace(mention, is_name=True) if is_its_name and name.confidence >= SURE else mention
    is_sure = isinstance(mention.entry, OwnTerm) or bool(mention.entry.demonyms) or not mention.is_name
    is_part = mention.entry.kind is Kind.PERSON or not is_sure
    return None if is_part and name.confidence >= SURE_OF_A_LONGER_PLACE else mention


def _beside_another(mention: Mention, name: TaggedName, span: Span) -> Mention | None:
    """A place inside an organisation or an event only leads to the place's card («جامعة دمشق»), and so does
    a country that is a team; a place that is spelled like it is none (the newspaper «الشرق الأوسط»)."""
    is_other = mention.entry.kind in (Kind.ORGANISATION, Kind.TERM)
    if not mention.is_name or is_other or not _is_inside(mention, span):
        return mention
    is_whole = len(mention.span) == len(span)
    if not is_whole or mention.entry.demonyms or name.kind is None:
        is_part = name.confidence >= LIKELY
        return replace(mention, is_name=not is_part, inside=is_part)
    return None if name.kind is Kind.ORGANISATION and name.confidence >= LIKELY else mention


def _without_its_sort(mention: Mention, name: TaggedName, span: Span) -> Mention:
    """«قطر» of «دولة قطر»: the mention from where the tagger sees it, where it only leaves out such words."""
    begins_inside = mention.span.start < span.start < mention.span.end
    if mention.entry.kind is not name.kind or not begins_inside:
        return mention
    left_out = span.start - mention.span.start
    if not _SORT_WORDS[mention.entry.kind].issuperset(form_key(mention.text[:left_out])):
        return mention
    return replace(mention, span=Span(span.start, mention.span.end), text=mention.text[left_out:])
