"""What the labels of token classifiers say of words."""

import pytest

from reader_app.core.names import Kind
from reader_app.tagging.labels import labels, names_marked


def marked(names: list[str], words: list[str]) -> list[tuple[int, int, Kind | None]]:
    """The names that these labels of words mark, for a model with these labels."""
    known = dict(zip(names, labels(dict(enumerate(names))), strict=True))
    return [(start, end, label.kind) for start, end, label in names_marked([known[word] for word in words])]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("B-PERS", Kind.PERSON),
        ("I-PER", Kind.PERSON),
        ("PERSON", Kind.PERSON),
        ("b_per", Kind.PERSON),
        ("B-LOC", Kind.PLACE),
        ("GPE", Kind.PLACE),
        ("S-LOCATION", Kind.PLACE),
        ("B-ORG", Kind.ORGANISATION),
        ("L-ORGANIZATION", Kind.ORGANISATION),
        ("B-MISC", None),
        ("I-FAC", None),
        ("B-WORK_OF_ART", None),
    ],
)
def test_label_has_its_kind(name: str, kind: Kind | None) -> None:
    label, _ = labels({0: name, 1: "PER"})
    assert label is not None
    assert label.kind is kind


@pytest.mark.parametrize("name", ["O", "B-DATE", "NORP", "B-CARDINAL", "LABEL_1", "", "B-", "[PAD]"])
def test_what_is_no_name_is_outside(name: str) -> None:
    assert labels({0: name, 1: "PER"})[0] is None


def test_two_names_side_by_side_are_two() -> None:
    names = ["O", "B-PERS", "I-PERS", "B-LOC"]
    words = ["B-PERS", "B-PERS", "I-PERS", "B-LOC", "O"]
    assert marked(names, words) == [(0, 1, Kind.PERSON), (1, 3, Kind.PERSON), (3, 4, Kind.PLACE)]


def test_name_whose_beginning_is_not_marked_begins_all_the_same() -> None:
    assert marked(["O", "I-PER", "B-PER", "I-LOC"], ["O", "I-PER", "I-PER", "I-LOC"]) == [
        (1, 3, Kind.PERSON),
        (3, 4, Kind.PLACE),
    ]


def test_labels_without_prefixes_and_those_that_mark_ends_are_known() -> None:
    assert marked(["O", "PER"], ["PER", "PER", "O", "PER"]) == [(0, 2, Kind.PERSON), (3, 4, Kind.PERSON)]
    names = ["O", "B-PER", "I-PER", "E-PER", "S-PER"]
    assert marked(names, ["B-PER", "I-PER", "E-PER", "S-PER"]) == [(0, 3, Kind.PERSON), (3, 4, Kind.PERSON)]


def test_places_of_two_sorts_are_one_sort() -> None:
    assert marked(["O", "B-GPE", "I-LOC"], ["B-GPE", "I-LOC"]) == [(0, 2, Kind.PLACE)]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({}, "none at all"),
        ({0: "O", 1: "B-ORG"}, "no label for people or places, only: O, B-ORG"),
        ({0: "LABEL_0", 1: "LABEL_1"}, "LABEL_0"),
        ({1: "B-PERS"}, "from 0 on"),
    ],
)
def test_labels_without_people_and_places_are_refused(names: dict[int, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        labels(names)
