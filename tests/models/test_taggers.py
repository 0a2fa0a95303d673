"""Models that find names are got, checked and removed as those that translate are, and apart from them."""

import json
import subprocess
import sys

import pytest

from reader_app.core.errors import DownloadError, ModelDamaged
from reader_app.data import resources
from reader_app.services.models import SHIPPED, Presence
from reader_app.wiring import build

from .conftest import COMMIT, LARGE, REPOSITORY, FakeHub

CONFIG = {"id2label": {"0": "O", "1": "B-PERS"}, "architectures": ["BertForTokenClassification"]}
OTHER_FILES = ".gitattributes", "README.md", "tf_model.h5", "training_args.bin"


@pytest.fixture
def hub_of_names(hub: FakeHub) -> FakeHub:
    """The hub, with a repository as Arabic models for names have it."""
    hub.files = {
        **dict.fromkeys(OTHER_FILES, b"something else"),
        "config.json": json.dumps(CONFIG).encode(),
        "vocab.txt": "[PAD]\n[UNK]\nكان\n".encode(),
        "tokenizer_config.json": b"{}",
        "pytorch_model.bin": bytes(LARGE),
    }
    return hub


def test_files_of_a_token_classifier_are_fetched_and_no_others(hub_of_names: FakeHub) -> None:
    services = build()
    state = services.taggers.get(REPOSITORY)
    assert (state.presence, state.revision) == (Presence.HERE, COMMIT)
    assert state.folder is not None
    fetched = {"README.md", "config.json", "vocab.txt", "tokenizer_config.json", "pytorch_model.bin"}
    assert {file.name for file in state.folder.iterdir()} == fetched
    assert services.taggers.verify(REPOSITORY).compared == len(fetched)
    assert REPOSITORY in {state.reference for state in services.taggers.list()}
    assert REPOSITORY not in {state.reference for state in services.models.list()}
    services.taggers.remove(REPOSITORY)
    assert services.taggers.state(REPOSITORY).presence is Presence.ABSENT


def test_changed_file_is_found_and_said_how_to_mend(hub_of_names: FakeHub) -> None:
    taggers = build().taggers
    folder = taggers.get(REPOSITORY).folder
    assert folder is not None
    (folder / "vocab.txt").resolve().write_bytes("[PAD]\n[UNK]\nكاف\n".encode())
    with pytest.raises(ModelDamaged, match=f"models get --tagger {REPOSITORY}"):
        taggers.verify(REPOSITORY)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("vocab.txt", "tokenizer.json or vocab.txt"),
        ("config.json", "config.json"),
        ("pytorch_model.bin", "model.safetensors or pytorch_model.bin"),
    ],
)
def test_other_repositories_are_refused_before_anything_is_fetched(
    hub_of_names: FakeHub, lacking: str, said: str
) -> None:
    del hub_of_names.files[lacking]
    with pytest.raises(DownloadError, match=f"is not a model that labels words: it lacks {said}"):
        build().taggers.get(REPOSITORY)
    assert hub_of_names.bodies() == []


def test_model_without_labels_for_people_is_told(hub_of_names: FakeHub) -> None:
    hub_of_names.files["config.json"] = b'{"id2label": {"0": "positive", "1": "negative"}}'
    with pytest.raises(ModelDamaged, match="no label for people or places, only: positive, negative"):
        build().taggers.get(REPOSITORY)
    assert build().taggers.state(REPOSITORY).presence is Presence.DAMAGED


def test_shipped_tagger_is_chosen_and_cannot_be_removed_or_got() -> None:
    taggers = build().taggers
    first, *others = taggers.list()
    assert (first.reference, first.presence, first.chosen) == (SHIPPED, Presence.HERE, True)
    assert first.folder == resources() / "tagger"
    assert [state.presence for state in others] == [Presence.ABSENT]
    for act in (taggers.remove, taggers.get):
        with pytest.raises(Exception, match=SHIPPED):
            act(SHIPPED)
    assert (resources() / "tagger" / "tagger.npz").is_file()


def test_get_says_how_to_find_names_with_it(hub_of_names: FakeHub) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader_app", "models", "get", "--tagger", REPOSITORY],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Find names with it: reader-app models use --tagger {REPOSITORY}" in done.stdout
