"""`reader-app doctor` as a user runs it."""

import json
import subprocess
import sys
from importlib.metadata import version

from reader_app import __version__
from reader_app.engines.tuning import processor_name
from reader_app.paths import Folders


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reader_app", "doctor", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def test_doctor_prints_versions_folders_and_models(home: Folders) -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    text = done.stdout
    assert text.startswith(f"Arabic Reader {__version__}\n")
    for said in (version("onnxruntime"), version("torch"), processor_name(), str(home.cache)):
        assert said in text
    assert "Model sample" in text


def test_doctor_json_is_the_documented_shape() -> None:
    report = json.loads(run("--format", "json").stdout)
    assert set(report) == {
        "program", "python", "packages", "computer", "folders", "font", "engine", "models"
    }  # fmt: skip
    assert set(report["computer"]) == {"system", "processor", "cores", "features", "memory"}
    assert set(report["folders"]) == {"config", "data", "cache", "hub"}
    assert set(report["models"][0]) == {
        "reference", "chosen", "state", "problem", "folder", "revision", "tuning", "searches", "measured"
    }  # fmt: skip
    assert report["font"] is not None


def test_doctor_measures_when_asked_and_says_so_on_standard_error() -> None:
    done = run("--measure", "--format", "json")
    assert "Reading the weights" in done.stderr
    chosen, sample = json.loads(done.stdout)["models"]
    assert chosen["measured"] is None
    assert sample["measured"]["load"] > 0
    assert sample["measured"]["sentence"] > 0


def test_doctor_loads_no_engine() -> None:
    script = (
        "import sys\nfrom reader_app.cli import main\nmain(['doctor', '--format', 'json'])\n"
        "print(sorted({'PySide6', 'onnxruntime', 'ctranslate2', 'transformers', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
