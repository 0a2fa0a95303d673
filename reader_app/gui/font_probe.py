"""`python -m reader_app.gui.font_probe`: prints the face Arabic is set in, without opening a window."""

import json
import sys

from PySide6.QtGui import QGuiApplication

from reader_app.data import resources
from reader_app.gui.fonts import choose_text_face


def main() -> None:
    """Print `{"family": name}`, null where no font has Arabic letters."""
    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    face = choose_text_face(resources() / "fonts" / "arabic.json")
    print(json.dumps({"family": face.family}))
    del application


if __name__ == "__main__":
    main()
