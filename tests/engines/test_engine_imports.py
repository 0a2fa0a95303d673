"""What gets imported when, and that nothing asks the network: each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader_app

HEAVY = {
    "torch",
    "transformers",
    "ctranslate2",
    "onnx",
    "onnxruntime",
    "sentencepiece",
    "numpy",
    "safetensors",
    "huggingface_hub",
}

TRANSLATE = """
import socket, sys
from pathlib import Path

def refuse(*_):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.getaddrinfo = refuse
from reader_app.core.translation import DEFAULT_MODEL, Decoding
from reader_app.engines.library import Models

models = Models(DEFAULT_MODEL, Path(sys.argv[1]), Path(sys.argv[2]), engine=sys.argv[3])
card = models.card_for(sys.argv[4])
before = sorted(set(sys.modules) & {heavy!r})
engine = models.load(card, lambda step: None)
text = engine.translate([sys.argv[4]], Decoding())[0].text
after = sorted(set(sys.modules) & {heavy!r})
sys.stdout.buffer.write("\\n".join([" ".join(before), " ".join(after), text]).encode())
""".replace("{heavy!r}", repr(HEAVY))


def run(code: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    root = str(Path(reader_app.__file__).parent.parent)
    keep = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        env={**keep, "PYTHONPATH": root, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
    )


def test_importing_the_package_loads_no_heavy_library(tmp_path: Path) -> None:
    code = f"import sys, reader_app.engines.library as _; print(sorted(set(sys.modules) & {HEAVY!r}))"
    assert run(code, home=tmp_path).stdout.decode().strip() == "[]"


@pytest.mark.parametrize("engine", ["onnxruntime", "ctranslate2", "transformers"])
def test_translating_asks_no_network_and_prints_nothing(
    engine: str, sample: Path, units: dict[str, str], tmp_path: Path
) -> None:
    source, english = next(iter(units.items()))
    done = run(TRANSLATE, str(sample), str(tmp_path / "cache"), engine, source, home=tmp_path)
    before, after, text = done.stdout.decode().split("\n")
    assert text == english
    assert done.stderr == b""
    assert before == ""
    if engine == "ctranslate2":
        assert not {"torch", "transformers", "huggingface_hub"} & set(after.split())
