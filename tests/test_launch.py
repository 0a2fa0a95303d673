"""The real launch, in a process of its own."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from reader_app.core.errors import DisplayError
from reader_app.display import check_display, missing_library

HEAVY = ("ctranslate2", "onnx", "onnxruntime", "transformers", "torch", "sentencepiece", "huggingface_hub")

SCRIPT = textwrap.dedent(
    """
    import json, sys, time
    import reader_app.gui.app as app
    from reader_app.gui.session import Ready
    from reader_app.wiring import build

    heavy = json.loads(sys.argv[1])
    report = {}
    make_window = app.make_window

    def loaded():
        return [name for name in heavy if name in sys.modules]

    def watched(services):
        window = make_window(services)
        started = {}

        def opened(article):
            report["visible"] = window.isVisible()
            report["at_window"] = loaded()

        def settled():
            if "clicked" not in started:
                window.session.select(None)  # a second launch comes back to the sentence of the first
                started["clicked"] = time.perf_counter()
                window.session.select(window.session.article.sentence(2))
            elif isinstance(window.session.state, Ready):
                report["origin"] = window.session.state.translation.origin
                report["at_answer"] = loaded()
                window.close()

        def changed(state):
            if isinstance(state, Ready) and "clicked" in started:
                report["click_ms"] = 1000 * (time.perf_counter() - started["clicked"])

        window.session.article_opened.connect(opened)
        window.session.state_changed.connect(changed)
        window.session.settled.connect(settled)
        return window

    app.make_window = watched
    status = app.run(build, None)
    print(json.dumps({**report, "status": status}))
    """
)


def launch() -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(HEAVY)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_window_and_cached_click_come_before_any_engine_is_imported() -> None:
    first = launch()
    assert first["visible"] is True
    assert first["at_window"] == []
    assert "onnxruntime" in str(first["at_answer"])
    assert "torch" not in str(first["at_answer"])

    second = launch()
    assert second["at_window"] == []
    assert second["origin"] == "cache"
    assert second["at_answer"] == []
    assert second["status"] == 0


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {
        k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-m", "reader_app", *arguments],
        capture_output=True,
        text=True,
        env={**variables, **environment},
        timeout=60,
        check=False,
    )


def test_installed_qt_counts_references_right() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference to None a call, until Python ends the process."""
    script = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "o = QObject()\n"
        "o.setObjectName('x')\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(500): o.setObjectName('x')\n"
        "print(abs(sys.getrefcount(None) - before) < 100)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


needs_x11 = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a display")


@needs_x11
def test_no_display_is_one_clear_message_and_status_69() -> None:
    done = run()
    assert done.returncode == 69
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "no display" in done.stderr
    assert "reader-app read FILE" in done.stderr


@needs_x11
def test_display_that_does_not_answer_is_a_clear_message_and_no_core_dump() -> None:
    done = run(DISPLAY=":97")
    assert done.returncode == 69
    assert ":97 does not answer" in done.stderr or " missing" in done.stderr


def test_missing_library_names_the_package_to_install() -> None:
    error = missing_library("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")
    assert isinstance(error, DisplayError)
    assert "sudo apt install libxcb-cursor0" in str(error)
    assert "xcb-util-cursor" in str(error)


@needs_x11
def test_library_that_the_display_plugin_lacks_is_found_before_qt_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A Qt whose plugin the loader refuses: what the loader says becomes the message."""
    platforms = tmp_path / "Qt" / "plugins" / "platforms"
    platforms.mkdir(parents=True)
    (platforms / "libqxcb.so").write_bytes(b"not a library")
    monkeypatch.setattr("reader_app.display._qt_folder", lambda: tmp_path / "Qt")
    with pytest.raises(DisplayError, match=r"libqxcb\.so"):
        check_display({"DISPLAY": ":97"})
