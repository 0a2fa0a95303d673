"""Which model is asked, and what the reader is told where there is none."""

import shutil
import threading
from pathlib import Path

import pytest

from reader_app.core.errors import ModelDamaged, ModelMissing, OutOfScope
from reader_app.core.hub_cache import hub_cache, is_repository
from reader_app.core.translation import DEFAULT_MODEL, Decoding, ModelIdentity
from reader_app.engines import library
from reader_app.engines.library import Models

COMMIT, NEWER = "a" * 40, "b" * 40
OTHER = "هذه جملة أخرى."


@pytest.fixture(autouse=True)
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty hub cache."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture
def general(sample: Path, tmp_path: Path) -> Path:
    """A checkpoint without a card: one that may be asked anything."""
    folder = shutil.copytree(sample, tmp_path / "general")
    (folder / "sample.json").unlink()
    return folder


@pytest.fixture
def source(units: dict[str, str]) -> str:
    return next(iter(units))


def put_in_hub(hub: Path, checkpoint: Path, commit: str = COMMIT) -> Path:
    """Lay the checkpoint out as the hub's client does: blobs, and links to them."""
    root = hub / "models--Helsinki-NLP--opus-mt-ar-en"
    snapshot = root / "snapshots" / commit
    snapshot.mkdir(parents=True)
    (root / "blobs").mkdir(exist_ok=True)
    for file in checkpoint.iterdir():
        blob = root / "blobs" / f"{commit}-{file.name}"
        shutil.copyfile(file, blob)
        (snapshot / file.name).symlink_to(blob)
    (root / "refs").mkdir(exist_ok=True)
    (root / "refs" / "main").write_text(commit)
    return snapshot


def test_sample_answers_for_the_sentences_it_knows(
    sample: Path, tmp_path: Path, units: dict[str, str]
) -> None:
    models = Models(DEFAULT_MODEL, sample, tmp_path)
    for source in units:
        card = models.card_for(source)
        assert card.identity.name == "sample"
        assert card.note == "Sample model: it knows the sample article and a few practice sentences only."


def test_model_is_missing_when_sample_does_not_know_the_sentence(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        Models(DEFAULT_MODEL, sample, tmp_path).card_for(OTHER)
    assert "Helsinki-NLP/opus-mt-ar-en is not on this computer" in caught.value.message
    assert "the sample model knows the sample article only" in caught.value.message
    assert "Choose Model Folder" in caught.value.advice
    assert "--model FOLDER" in caught.value.advice


def test_model_is_missing_when_there_is_no_sample_either(tmp_path: Path, source: str) -> None:
    with pytest.raises(ModelMissing):
        Models(DEFAULT_MODEL, tmp_path / "nowhere", tmp_path).card_for(source)


def test_folder_that_does_not_exist_is_named(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="folder /no/such/folder does not exist"):
        Models("/no/such/folder", sample, tmp_path).card_for(OTHER)


@pytest.mark.parametrize("chosen", ["", "  ", "~nobody-of-this-name/model"])
def test_sample_still_answers_when_choice_is_odd(
    sample: Path, tmp_path: Path, source: str, chosen: str
) -> None:
    assert Models(chosen, sample, tmp_path).card_for(source).identity.name == "sample"


def test_chosen_folder_answers_for_everything(
    general: Path, sample: Path, tmp_path: Path, source: str
) -> None:
    models = Models(str(general), sample, tmp_path)
    for text in (source, OTHER):
        card = models.card_for(text)
        assert (card.folder, card.note, card.known) == (general, "", None)
        assert card.identity.name == "general"


def test_chosen_folder_of_closed_scope_refuses_other_sentences(
    sample: Path, tmp_path: Path, source: str
) -> None:
    models = Models(str(sample), sample, tmp_path)
    assert models.card_for(source).identity.name == "sample"
    with pytest.raises(OutOfScope, match="not this one"):
        models.card_for(OTHER)


def test_chosen_folder_is_damaged_when_a_file_is_missing(
    general: Path, sample: Path, tmp_path: Path, source: str
) -> None:
    (general / "source.spm").unlink()
    with pytest.raises(ModelDamaged, match=r"source\.spm is missing"):
        Models(str(general), sample, tmp_path).card_for(source)


def test_folder_is_damaged_when_card_is_broken(sample: Path, tmp_path: Path, source: str) -> None:
    folder = shutil.copytree(sample, tmp_path / "copy")
    (folder / "sample.json").write_text('{"name": "x"}')
    with pytest.raises(ModelDamaged, match=r"sample\.json is not a model card"):
        Models(str(folder), sample, tmp_path).card_for(source)


def test_hub_snapshot_answers_under_its_commit(
    hub: Path, general: Path, sample: Path, tmp_path: Path, source: str
) -> None:
    snapshot = put_in_hub(hub, general)
    card = Models(DEFAULT_MODEL, sample, tmp_path).card_for(source)
    assert card.folder == snapshot
    assert card.identity == ModelIdentity(DEFAULT_MODEL, COMMIT)


def test_repository_folder_may_be_chosen_itself(
    hub: Path, general: Path, sample: Path, tmp_path: Path
) -> None:
    snapshot = put_in_hub(hub, general)
    assert Models(str(snapshot.parent.parent), sample, tmp_path).card_for(OTHER).folder == snapshot


def test_whole_snapshot_is_preferred_to_a_broken_off_one(
    hub: Path, general: Path, sample: Path, tmp_path: Path
) -> None:
    whole = put_in_hub(hub, general, COMMIT)
    broken = put_in_hub(hub, general, NEWER)
    (broken / "model.safetensors").unlink()
    assert Models(DEFAULT_MODEL, sample, tmp_path).card_for(OTHER).folder == whole


def test_broken_off_download_is_damaged(hub: Path, general: Path, sample: Path, tmp_path: Path) -> None:
    (put_in_hub(hub, general) / "model.safetensors").unlink()
    with pytest.raises(ModelDamaged, match=r"model\.safetensors is missing, and so is pytorch_model\.bin"):
        Models(DEFAULT_MODEL, sample, tmp_path).card_for(OTHER)


def test_model_appears_when_it_is_downloaded_meanwhile(
    hub: Path, general: Path, sample: Path, tmp_path: Path
) -> None:
    models = Models(DEFAULT_MODEL, sample, tmp_path)
    with pytest.raises(ModelMissing):
        models.card_for(OTHER)
    put_in_hub(hub, general)
    assert models.card_for(OTHER).identity.revision == COMMIT


def test_folder_is_read_once_for_many_clicks(
    general: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    real = library.open_checkpoint

    def counting(folder: Path):
        opened.append(folder)
        return real(folder)

    monkeypatch.setattr(library, "open_checkpoint", counting)
    models = Models(str(general), sample, tmp_path)
    cards = {models.card_for(OTHER) for _ in range(5)}
    assert opened == [general]
    assert len(cards) == 1


def test_card_changes_when_the_files_do(general: Path, sample: Path, tmp_path: Path) -> None:
    models = Models(str(general), sample, tmp_path)
    before = models.card_for(OTHER)
    file = general / "generation_config.json"
    file.write_text(file.read_text() + "\n")
    assert models.card_for(OTHER).identity.revision != before.identity.revision
    (general / "vocab.json").unlink()
    with pytest.raises(ModelDamaged):
        models.card_for(OTHER)


def test_cards_may_be_asked_for_from_several_threads(
    general: Path, sample: Path, tmp_path: Path, units: dict[str, str]
) -> None:
    models = Models(str(general), sample, tmp_path)
    found: list[ModelIdentity] = []
    threads = [
        threading.Thread(target=lambda: found.extend(models.card_for(text).identity for text in units))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 * len(units)
    assert len(set(found)) == 1


def test_loaded_engine_has_the_card_s_identity_and_translates(
    sample: Path, tmp_path: Path, units: dict[str, str]
) -> None:
    models = Models(DEFAULT_MODEL, sample, tmp_path)
    source, english = next(iter(units.items()))
    card = models.card_for(source)
    steps: list[str] = []
    engine = models.load(card, steps.append)
    assert engine.identity == card.identity
    assert engine.translate([source], Decoding())[0].text == english
    assert steps == ["Checking the model", "Preparing the model", "Reading the weights"]


def test_unknown_engine_is_refused_with_those_there_are(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="onnxruntime, ctranslate2, transformers"):
        Models(DEFAULT_MODEL, sample, tmp_path, engine="moses")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"HF_HUB_CACHE": "/a", "HF_HOME": "/b"}, "/a"),
        ({"HUGGINGFACE_HUB_CACHE": "/a", "HF_HOME": "/b"}, "/a"),
        ({"HF_HOME": "/b", "XDG_CACHE_HOME": "/c"}, "/b/hub"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/huggingface/hub"),
        ({"HF_HUB_CACHE": ""}, "~/.cache/huggingface/hub"),
    ],
)
def test_hub_cache_is_where_the_environment_says(environment: dict[str, str], expected: str) -> None:
    assert hub_cache(environment) == Path(expected).expanduser()


@pytest.mark.parametrize(
    ("name", "expected"),
    [(DEFAULT_MODEL, True), ("/a/b", False), ("./a", False), ("~/a", False), ("a", False), ("a/b/c", False)],
)
def test_repository_names_are_told_from_folders(name: str, expected: bool) -> None:
    assert is_repository(name) is expected
