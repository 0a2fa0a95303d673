"""What a scorer sums is what the features of training say, and words are told apart as they are written."""

from collections.abc import Sequence

import numpy as np
import pytest

from reader_app.data import resources
from reader_app.tagging.crf import TAGS, Scores, feature_hash
from reader_app.tagging.features import word_features
from reader_app.tagging.model_file import FILE, load
from reader_app.tagging.network import Network, Scorer, article_features
from reader_app.tagging.words import Tokens

SPORT = [
    "فاز منتخب فرنسا في المباراة النهائية على البرازيل بهدف سجله اللاعب كريم.",
    "وقال علي الشامي، المدرب، إن فريقه لعب على أرضه.",
    "وفي كوالا لمبور (ماليزيا) خسر المنتخب 3 - 1!",
]
NEWS = ["قال وزير الخارجية الأميركي جون كيري إن واشنطن ستدرس الطلب.", "لا."]


@pytest.fixture(scope="module")
def network() -> Network:
    return load(resources() / "tagger" / FILE)


def _by_features(article: Sequence[Sequence[str]], network: Network) -> list[Scores]:
    found: list[Scores] = []
    for sentence in article_features(article, network):
        hashes = [feature_hash(name) for names in sentence for name in names]
        counts = np.array([len(names) for names in sentence])
        found.append(network.weights.of(np.array(hashes, np.uint32), counts))
    return found


def test_scores_are_the_weights_of_the_features_that_training_sees(network: Network) -> None:
    scorer = Scorer(network)
    for texts in (NEWS, SPORT, SPORT + NEWS, NEWS):
        article = [Tokens.of(text).words for text in texts]
        for scores, expected in zip(scorer.scores(article), _by_features(article, network), strict=True):
            assert np.abs(scores - expected).max() < 1e-3


def test_country_is_sooner_a_team_where_the_text_speaks_of_sport(network: Network) -> None:
    country = [Tokens.of("فرنسا").words]
    about_sport = [*country, *(Tokens.of(text).words for text in SPORT)]
    alone, among = Scorer(network).scores(country)[0], Scorer(network).scores(about_sport)[0]
    more = (among - alone)[0]
    assert more[TAGS.index("B-ORG")] > more[TAGS.index("B-LOC")]


def test_future_of_a_verb_is_a_verb_though_no_list_has_it(network: Network) -> None:
    words = ["سيتوجهان", "وسيتوجهان", "يتوجهان", "توجه"]
    found = word_features([*words, "سيفاستوبول"], network.lexicon, network.letters)
    assert [features.own.count("dv") + features.near.count("dv") > 0 for features in found] == [
        *[True] * len(words),
        False,
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال علي على الفور", ["قال", "علي", "على", "الفور"]),
        ("وعلى يمينه علي", ["وعلى", "يمينه", "علي"]),
        ("عَلى يمينه علي", ["علي", "يمينه", "علي"]),
        ("بعلي", ["بعلي"]),
    ],
)
def test_on_is_not_ali_where_the_text_tells_them_apart(text: str, words: list[str]) -> None:
    assert list(Tokens.of(text).words) == words
