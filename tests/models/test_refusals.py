"""What is said where a hub refuses, is not there, or has no model to give."""

import socket
from typing import TYPE_CHECKING

import pytest

from reader_app.core.errors import DownloadError
from reader_app.services.models import ModelManager, Presence

if TYPE_CHECKING:
    from tests.models.conftest import FakeHub

REPOSITORY, WEIGHTS = "Somebody/ar-en", "model.safetensors"


@pytest.mark.parametrize(
    ("answer", "said", "advice"),
    [
        ((401, {}), "has no public model of the name Somebody/ar-en", "HF_TOKEN"),
        ((403, {"X-Error-Code": "GatedRepo"}), "granted access", "HF_TOKEN"),
        ((404, {"X-Error-Code": "RepoNotFound"}), "has no public model", "spelling"),
        ((429, {"Retry-After": "77"}), "too many requests", "in 77 seconds"),
        ((429, {"RateLimit": '"api";r=0;t=55'}), "too many requests", "in 55 seconds"),
        ((500, {}), "a fault of its own", "later"),
        ((503, {}), "a fault of its own", "later"),
    ],
)
@pytest.mark.parametrize("where", ["/api/models/", "/store/model.safetensors"])
def test_refusal_says_what_happened_and_what_to_do(
    hub: "FakeHub",
    manager: ModelManager,
    where: str,
    answer: tuple[int, dict[str, str]],
    said: str,
    advice: str,
) -> None:
    hub.refusals[where] = answer
    with pytest.raises(DownloadError, match=said) as caught:
        manager.get(REPOSITORY)
    assert advice in caught.value.advice
    hub.refusals.clear()
    assert manager.get(REPOSITORY).presence is Presence.HERE


def test_offline_mode_is_respected(
    hub: "FakeHub", manager: ModelManager, monkeypatch: pytest.MonkeyPatch, no_network: list[object]
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(DownloadError, match="HF_HUB_OFFLINE is set"):
        manager.get(REPOSITORY)
    assert no_network == []


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("http://127.0.0.1:9", "127.0.0.1:9 cannot be reached"),
        ("nonsense", "does not answer as a model hub does"),
    ],
)
def test_hub_that_is_not_there_is_named(
    manager: ModelManager, monkeypatch: pytest.MonkeyPatch, hub: "FakeHub", endpoint: str, said: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    with pytest.raises(DownloadError, match=said):
        manager.get(REPOSITORY)


def test_repository_without_a_marian_model_is_refused(hub: "FakeHub", manager: ModelManager) -> None:
    del hub.files["source.spm"], hub.files[WEIGHTS]
    with pytest.raises(DownloadError, match=r"lacks source\.spm, model\.safetensors or pytorch_model\.bin"):
        manager.get(REPOSITORY)


def test_host_that_no_one_knows_is_named(
    manager: ModelManager, monkeypatch: pytest.MonkeyPatch, hub: "FakeHub"
) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("HF_ENDPOINT", "https://hub.invalid")
    with pytest.raises(DownloadError, match=r"hub\.invalid cannot be reached") as caught:
        manager.get(REPOSITORY)
    assert "Check the connection" in caught.value.advice


@pytest.mark.parametrize("reference", ["sample", "/no/such/folder"])
def test_what_is_on_no_hub_is_refused(manager: ModelManager, reference: str) -> None:
    with pytest.raises(DownloadError, match="ORGANISATION/MODEL"):
        manager.get(reference)
