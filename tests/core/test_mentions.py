from reader_app.core.article import Span
from reader_app.core.names import GlossaryEntry, Kind, Mention, Mentions


def entry(name: str) -> GlossaryEntry:
    return GlossaryEntry(name, Kind.PLACE, name, name, "A place.", "test", "CC0")


def mention(sentence: int, start: int, of: GlossaryEntry, *, is_name: bool = True) -> Mention:
    return Mention(sentence, Span(start, start + 3), "نصص", of, is_name)


def test_mentions_are_looked_up_by_sentence_in_reading_order() -> None:
    one, two, three = (mention(s, p, entry("a")) for s, p in ((1, 0), (1, 9), (3, 20)))
    mentions = Mentions([one, two, three])
    assert list(mentions.in_sentence(1)) == [one, two]
    assert list(mentions.in_sentence(2)) == []
    assert mentions.all == (one, two, three)


def test_naming_leaves_out_the_countrys_adjectives() -> None:
    syria, moscow = entry("syria"), entry("moscow")
    name, adjective = mention(1, 0, syria), mention(2, 9, syria, is_name=False)
    mentions = Mentions([name, adjective, mention(2, 20, moscow)])
    assert list(mentions.naming(syria)) == [name]
    assert list(mentions.naming(entry("iran"))) == []
    assert mentions.entry_count == 2
