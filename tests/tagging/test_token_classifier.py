"""A real checkpoint of BERT's layout, made for these tests, finds the names that it was taught."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader_app.core.errors import EngineUnavailable, ModelDamaged, ModelMissing, ReaderError
from reader_app.core.hub_cache import hub_cache, repository_folder
from reader_app.core.manifests import FileRecord, Manifest, write_manifest
from reader_app.core.names import Kind, TaggedName
from reader_app.data import resources
from reader_app.tagging import load_token_classifier
from reader_app.tagging.token_classifier import TokenClassifier

REPOSITORY, COMMIT = "Somebody/names", "a" * 40


def unread(_: Path) -> str:
    raise AssertionError("nothing was downloaded that could be compared")


def opened(
    reference: Path | str, manifests: Path = Path("nowhere"), digest: Callable[[Path], str] = unread
) -> TokenClassifier:
    return load_token_classifier(str(reference), resources() / "tagger", manifests, digest)


@pytest.fixture(scope="module")
def tagger(checkpoint: Path) -> TokenClassifier:
    return opened(checkpoint)


@pytest.fixture
def copy(checkpoint: Path, tmp_path: Path) -> Path:
    """The checkpoint, to be changed."""
    return Path(shutil.copytree(checkpoint, tmp_path / "checkpoint"))


def change(folder: Path, **values: Any) -> Path:
    """Write other values into the configuration."""
    file = folder / "config.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**config, **values}), encoding="utf-8")
    return folder


def found(tagger: TokenClassifier, text: str) -> list[tuple[str, Kind | None]]:
    (names,) = tagger.tag([text])
    return [(name.span.of(text), name.kind) for name in names]


def test_taught_names_are_found_in_order_with_their_kinds(tagger: TokenClassifier) -> None:
    text = "قال بويكو درغانوف، أمس، إن الشركة في درغستان. سامر النجار في معاهدة الوئام"
    assert found(tagger, text) == [
        ("بويكو درغانوف", Kind.PERSON),
        ("الشركة", Kind.ORGANISATION),
        ("درغستان", Kind.PLACE),
        ("سامر النجار", Kind.PERSON),
        ("معاهدة الوئام", None),
    ]


def test_confidence_is_a_probability(tagger: TokenClassifier) -> None:
    (names,) = tagger.tag(["زار سامر النجار درغستان"])
    assert all(0.9 < name.confidence <= 1 for name in names)


def test_clitics_are_no_part_of_a_name_and_first_letters_are(tagger: TokenClassifier) -> None:
    people = "التقى كيري وهاموند هذا اليوم مع وليد النجار"
    assert [name for name, _ in found(tagger, people)] == ["كيري", "هاموند", "وليد النجار"]
    places = "كان في بيروت ودمشق. كان في واشنطن ولندن"
    assert [name for name, _ in found(tagger, places)] == ["بيروت", "دمشق", "واشنطن", "لندن"]


def test_spans_are_code_points_of_the_text_as_it_is_written(tagger: TokenClassifier) -> None:
    text = "😀 زار «سَامِر النـجّار»\u200f أمس"
    (names,) = tagger.tag([text])
    assert [name.span.of(text) for name in names] == ["سَامِر النـجّار"]


def test_letters_shown_by_presentation_forms_are_read(tagger: TokenClassifier) -> None:
    shown = "\ufeb3\ufe8e\ufee3\ufeae"
    assert found(tagger, f"زار {shown} أمس") == [(shown, Kind.PERSON)]


def test_long_sentence_is_read_in_parts_that_lose_nothing(tagger: TokenClassifier) -> None:
    text = "زار سامر النجار مدينة درغستان . " * 30
    assert found(tagger, text) == [("سامر النجار", Kind.PERSON), ("درغستان", Kind.PLACE)] * 30
    assert found(tagger, "ضصثق" * 100 + " سامر") == [("سامر", Kind.PERSON)]


def test_sentences_keep_their_order_whatever_their_length(tagger: TokenClassifier) -> None:
    texts = ["زار سامر أمس " * (1 + number % 5) for number in range(23)]
    assert [len(names) for names in tagger.tag(texts)] == [1 + number % 5 for number in range(23)]


def test_sentences_without_words_have_no_names(tagger: TokenClassifier) -> None:
    assert [list(names) for names in tagger.tag(["", " \n", "...", "\u0640", "漢字 😀"])] == [[]] * 5
    assert tagger.tag([]) == []


def test_it_stops_between_batches(tagger: TokenClassifier) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) >= 3)
        return asked[-1]

    texts = ["زار سامر أمس"] * 80
    assert list(tagger.tag(texts, cancelled)) == [()] * 80
    assert len(asked) == 4  # once for its turn, and before three of ten batches


def test_weights_may_be_those_of_torch(copy: Path) -> None:
    torch = pytest.importorskip("torch")
    from safetensors.torch import load_file

    weights = copy / "model.safetensors"
    torch.save(load_file(weights), copy / "pytorch_model.bin")
    weights.unlink()
    assert found(opened(copy), "زار سامر أمس") == [("سامر", Kind.PERSON)]


def test_labels_of_other_makers_are_understood(copy: Path) -> None:
    names = ["O", "GPE", "LABEL", "ORGANIZATION", "PER", "GPE", "LABEL", "ORGANIZATION", "PER"]
    change(copy, id2label=dict(enumerate(names)))
    assert found(opened(copy), "زار سامر النجار درغستان") == [
        ("سامر النجار", Kind.PERSON),
        ("درغستان", Kind.PLACE),
    ]


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _written(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_without("config.json"), "lacks config.json"),
        (_without("model.safetensors"), "lacks model.safetensors or pytorch_model.bin"),
        (_without("vocab.txt"), "vocab.txt"),
        (_written("config.json", b"{"), "config.json is not a model's configuration"),
        (_written("config.json", b"[]"), "config.json is not a model's configuration"),
        (_written("model.safetensors", b"cut off"), "cannot be loaded"),
        (lambda folder: change(folder, id2label={"0": "O", "1": "B-ORG"}), "no label for people or places"),
        (lambda folder: change(folder, architectures=["BertForMaskedLM"]), "is of a BertForMaskedLM"),
        (lambda folder: change(folder, hidden_size=64), "cannot be loaded"),
        (lambda folder: change(folder, num_hidden_layers=2), "lacks the tensor"),
        (lambda folder: change(folder, max_position_embeddings=3), "cannot be loaded"),
        (_written("vocab.txt", "\n".join(map(chr, range(0x621, 0x800))).encode()), "cannot be loaded"),
    ],
)
def test_broken_or_unfit_checkpoint_is_told_in_a_sentence(
    copy: Path, harm: Callable[[Path], object], said: str
) -> None:
    # The tokenizer's file stands for the vocabulary where both are there.
    (copy / "tokenizer.json").unlink(missing_ok=True)
    harm(copy)
    with pytest.raises(ModelDamaged, match=said) as caught:
        opened(copy).tag(["نص"])
    assert caught.value.message.startswith("The name tagger cannot be used: ")
    assert caught.value.advice


@pytest.mark.parametrize("package", ["torch", "transformers"])
def test_without_torch_it_says_what_to_install(
    checkpoint: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineUnavailable, match=package) as caught:
        opened(checkpoint).tag(["نص"])
    assert "pip install 'reader-app[torch]'" in caught.value.advice


def test_folder_and_repository_that_are_not_here_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="does not exist"):
        opened(tmp_path / "none").tag(["نص"])
    with pytest.raises(ModelMissing, match=f"models get --tagger {REPOSITORY}"):
        opened(REPOSITORY).tag(["نص"])


def test_it_is_found_by_its_name_in_the_hubs_cache_and_compared_with_what_came(
    checkpoint: Path, tmp_path: Path
) -> None:
    snapshot = repository_folder(REPOSITORY, hub_cache()) / "snapshots" / COMMIT
    shutil.copytree(checkpoint, snapshot)
    file = snapshot / "config.json"
    record = FileRecord(file.name, file.stat().st_size, "0" * 64)
    write_manifest(tmp_path, Manifest(REPOSITORY, COMMIT, (record,)))
    same, other = opened(REPOSITORY, tmp_path, lambda _: "0" * 64), opened(REPOSITORY, tmp_path, lambda _: "")
    assert found(same, "زار سامر أمس") == [("سامر", Kind.PERSON)]
    with pytest.raises(ModelDamaged, match=f"has changed.*models get --tagger {REPOSITORY}"):
        other.tag(["نص"])


def test_failure_is_no_answer_for_ever(copy: Path) -> None:
    config = (copy / "config.json").read_bytes()
    (copy / "config.json").unlink()
    tagger = opened(copy)
    with pytest.raises(ReaderError):
        tagger.tag(["نص"])
    (copy / "config.json").write_bytes(config)
    assert found(tagger, "زار سامر أمس") == [("سامر", Kind.PERSON)]


OFFLINE = """
import socket, sys

def refuse(*_):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.getaddrinfo = refuse
from pathlib import Path
from reader_app.tagging import load_token_classifier

tagger = load_token_classifier(sys.argv[1], Path(sys.argv[2]), Path("nowhere"), str)
assert not {"torch", "transformers"} & set(sys.modules)
print(len(tagger.tag([sys.argv[3]])[0]))
"""


def test_it_asks_no_network_prints_nothing_and_imports_torch_at_the_first_use(
    checkpoint: Path, tmp_path: Path
) -> None:
    root = Path(__file__).parents[2]
    keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    arguments = [str(checkpoint), str(resources() / "tagger"), "زار سامر أمس"]
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, *arguments],
        env={**keep, "PYTHONPATH": str(root), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_tagging_twice_gives_the_same(tagger: TokenClassifier) -> None:
    texts: Sequence[str] = ["زار سامر النجار درغستان", "قال بويكو درغانوف هذا اليوم"]
    first: Sequence[Sequence[TaggedName]] = tagger.tag(texts)
    assert first == tagger.tag(texts)


class _Touch:
    """What unpickles to a file made."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return open, (self._path, "w")


def test_code_in_the_weights_is_not_run(copy: Path, tmp_path: Path) -> None:
    (copy / "model.safetensors").unlink()
    made = tmp_path / "made"
    (copy / "pytorch_model.bin").write_bytes(pickle.dumps({"x": _Touch(made)}))
    with pytest.raises(ModelDamaged, match="cannot be loaded"):
        opened(copy).tag(["نص"])
    assert not made.exists()


def test_code_beside_the_weights_is_not_run(copy: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    (copy / "theirs.py").write_text(f"open({str(made)!r}, 'w')", encoding="utf-8")
    code = {"AutoModelForTokenClassification": "theirs.Model", "AutoConfig": "theirs.Config"}
    change(copy, auto_map=code)
    assert found(opened(copy), "زار سامر أمس") == [("سامر", Kind.PERSON)]
    change(copy, model_type="theirs")
    with pytest.raises(ModelDamaged, match="cannot be loaded"):
        opened(copy).tag(["نص"])
    assert not made.exists()
