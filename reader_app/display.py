"""Whether a window can open here, asked before Qt is: Qt itself ends the process when it cannot.

Imports no Qt. Linux only has something to check: elsewhere the window system is always there.
"""

import ctypes
import importlib.util
import os
import re
import socket
import sys
from pathlib import Path

from reader_app.core.errors import DisplayError

_NEEDS_NO_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")

_PACKAGES = {
    # library: (Debian and Ubuntu, Fedora)
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libX11.so.6": ("libx11-6", "libX11"),
}

_TERMINAL_ADVICE = "To read in the terminal instead: reader-app read FILE"


def check_display(environment: dict[str, str] | None = None) -> None:
    """Return where a window can open; raise DisplayError saying what to install or set where not."""
    if not sys.platform.startswith("linux"):
        return
    variables = dict(os.environ) if environment is None else environment
    platform = variables.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    check_libraries()
    if platform in _NEEDS_NO_DISPLAY:
        return
    if platform != "xcb" and _wayland_answers(variables):
        return
    if not variables.get("DISPLAY"):
        raise DisplayError(
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).",
            _TERMINAL_ADVICE,
        )
    # The plugin itself names the library that is missing, whichever it is.
    plugin = _qt_folder() / "plugins" / "platforms" / "libqxcb.so"
    if plugin.exists():
        _load(plugin)
    if not _x_answers(variables["DISPLAY"]):
        raise DisplayError(
            f"The display {variables['DISPLAY']} does not answer.",
            f"Check the DISPLAY variable and whether you may use that display. {_TERMINAL_ADVICE}",
        )


def check_libraries() -> None:
    """Raise DisplayError where a system library that QtWidgets links to is missing."""
    library = _qt_folder() / "lib" / "libQt6Widgets.so.6"
    if library.exists():
        _load(library)


def missing_library(error: str) -> DisplayError:
    """The message for the dynamic loader's complaint: it names one library, we all that are missing."""
    match = re.search(r"(lib[\w.+-]+\.so[\w.]*)", error)
    named = match.group(1) if match else error
    names = list(dict.fromkeys([named, *(name for name in _PACKAGES if not _loads(name))]))
    known = [_PACKAGES[name] for name in names if name in _PACKAGES]
    advice = "Install the package of your system that provides it."
    if known:
        debian, fedora = (" ".join(dict.fromkeys(packages)) for packages in zip(*known, strict=True))
        advice = f"Install: sudo apt install {debian} (Debian, Ubuntu) or sudo dnf install {fedora} (Fedora)."
    what = f"The system library {named}" if len(names) == 1 else f"The system libraries {', '.join(names)}"
    return DisplayError(
        f"{what}, which the window needs, {'is' if len(names) == 1 else 'are'} missing.",
        f"{advice} {_TERMINAL_ADVICE}",
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _load(library: Path) -> None:
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        raise missing_library(str(error)) from error


def _qt_folder() -> Path:
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise DisplayError(
            "PySide6, which draws the window, is not installed.", "pip install PySide6-Essentials"
        )
    return Path(spec.origin).parent / "Qt"


def _wayland_answers(variables: dict[str, str]) -> bool:
    name = variables.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(variables.get("XDG_RUNTIME_DIR", "/")) / name
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x_answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise missing_library(str(error)) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
