"""The tools that train and measure the tagger, on small inputs."""

import random
from pathlib import Path

from tagger_corpus import (
    OWN_SENTENCES,
    Score,
    TaggedSentence,
    names_in,
    read_corpus,
    read_own,
    without_repeats,
)
from tagger_dictionary import nominal_forms, verbal_forms
from tagger_lists import WordLists
from tagger_swaps import Swapper

from reader_app.tagging.lexicon import Lists

CORPUS = """\
فرانكفورت B-LOC
(د B-ORG
ب I-ORG
أ) I-ORG
أعلن O

وقال O
برند B-PERS
جوتشولك I-PERS
. O
"""


def test_corpus_is_cut_into_words_as_the_program_cuts_a_text(tmp_path: Path) -> None:
    path = tmp_path / "corpus.txt"
    path.write_text(CORPUS, encoding="utf-8")
    first, second = read_corpus(path)
    assert first.words == ("فرانكفورت", "(", "د", "ب", "ا", ")", "اعلن")
    assert first.written == ("فرانكفورت", "(", "د", "ب", "أ", ")", "أعلن")
    assert first.tags == ("B-LOC", "O", "B-ORG", "I-ORG", "I-ORG", "O", "O")
    assert names_in(second.tags) == {(1, 3, "PERS")}
    assert without_repeats([first, second], of=[second]) == [first]


def test_two_names_side_by_side_are_two() -> None:
    assert names_in(["B-PERS", "B-PERS", "I-PERS", "B-LOC"]) == {
        (0, 1, "PERS"),
        (1, 3, "PERS"),
        (3, 4, "LOC"),
    }


def test_score_counts_a_name_with_other_bounds_as_wrong_and_as_missed() -> None:
    score = Score()
    score.add({(0, 2, "PERS"), (4, 5, "PERS")}, {(0, 1, "PERS"), (4, 5, "PERS")})
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)


def test_own_sentences_are_marked_as_the_corpus_is() -> None:
    sentences = read_own(OWN_SENTENCES)
    kinds = {kind for sentence in sentences for _, _, kind in names_in(sentence.tags)}
    assert kinds == {"PERS", "LOC", "ORG", "MISC"}
    assert not any("[" in sentence.words or "]" in sentence.words for sentence in sentences)


def _lists() -> WordLists:
    lists = WordLists()
    for name in ("سامر", "رامز", "كيري"):
        lists.words[name] |= Lists.GIVEN_NAME
    for place in ("برلين", "سنجار", "الكرك"):
        lists.words[place] |= Lists.TOWN
    return lists


def test_swapped_sentence_keeps_its_tags_its_clitics_and_all_but_the_names() -> None:
    sentence = TaggedSentence(("قال", "لكيري", "شيئا"), ("O", "B-PERS", "O"))
    seen: set[str] = set()
    for seed in random.Random(1).sample(range(1000), 40):
        (version,) = Swapper(_lists(), seed).swapped([sentence])
        assert (version.words[0], version.words[-1]) == ("قال", "شيئا")
        assert version.tags[1] == "B-PERS"
        seen.add(version.words[1])
    assert seen <= {"لسامر", "لرامز", "لكيري"}
    assert len(seen) > 1
    assert Swapper(_lists(), 1).swapped([TaggedSentence(("قال",), ("O",))]) == []


def test_swapped_article_calls_a_person_by_one_name_throughout() -> None:
    article = [TaggedSentence(("قال", word), ("O", "B-PERS")) for word in ("كيري", "وكيري", "كيري")]
    for seed in range(20):
        names = {version.words[1].removeprefix("و") for version in Swapper(_lists(), seed).swapped(article)}
        assert len(names) == 1


def test_places_and_the_teams_of_places_are_swapped_only_where_asked_for() -> None:
    sentence = TaggedSentence(("فاز", "برلين", "في", "ببرلين"), ("O", "B-ORG", "O", "B-LOC"))
    firm = TaggedSentence(("باعت", "نوكيا"), ("O", "B-ORG"))
    assert Swapper(_lists(), 1).swapped([sentence]) == []
    seen: set[tuple[str, ...]] = set()
    for seed in range(20):
        version, *_ = Swapper(_lists(), seed, places=True).swapped([sentence, firm])
        assert version.tags == sentence.tags
        seen.add((version.words[1], version.words[3]))
    assert {("سنجار", "بسنجار"), ("الكرك", "بالكرك"), ("برلين", "ببرلين")} >= seen
    assert len(seen) > 1


def test_word_is_looked_up_in_the_dictionary_without_what_is_attached_to_it() -> None:
    assert {"يستقبل", "يستقبلهم"} <= set(verbal_forms("وسيستقبلهم"))
    assert "بيروت" not in verbal_forms("ببيروت")  # no verb has «ب» before it
    assert {"وزير", "مدينه"} <= {
        *nominal_forms("وللوزيرين"),
        *nominal_forms("بمدينتهم"),
        *nominal_forms("المدينه"),
    }
    assert "له" not in nominal_forms("لها")
