"""One model in the list of models, and how models are told about in words."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from reader_app.gui.text import button, label, scaled
from reader_app.services.models import SAMPLE, SHIPPED, ModelState, Presence, Progress


class ModelRow(QFrame):
    """One model: what it is, whether it is here, and what can be done."""

    get_wanted = Signal(str)
    cancel_wanted = Signal()
    use_wanted = Signal(str)
    verify_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, state: ModelState) -> None:
        super().__init__()
        self.state = state
        self.has_failed = False
        self.presence = label(presence_in_words(state), wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.far = label("", "muted")
        scaled(self.far, 0.92)
        self.outcome = label("")
        title = state.description.title
        self.get = button(
            "Get" if state.presence is Presence.ABSENT else "Get the rest", "primary", f"Get {title}"
        )
        self.use = button("Use", accessible=f"Use {title}")
        self.verify = button("Verify", accessible=f"Verify {title}")
        self.remove = button("Remove…", accessible=f"Remove {title}")
        self.cancel = button("Cancel", accessible=f"Cancel what is done with {title}")
        for one, wanted in (
            (self.get, self.get_wanted),
            (self.use, self.use_wanted),
            (self.verify, self.verify_wanted),
            (self.remove, self.remove_wanted),
        ):
            one.clicked.connect(lambda _=False, signal=wanted: signal.emit(state.reference))
        self.cancel.clicked.connect(self.cancel_wanted)
        here, bundled = state.presence is Presence.HERE, state.reference in (SAMPLE, SHIPPED)
        self._offered = {
            self.get: not here and not bundled and not Path(state.reference).is_absolute(),
            self.use: here and not state.chosen and state.reference != SAMPLE,
            self.verify: state.presence in (Presence.HERE, Presence.DAMAGED),
            self.remove: state.presence is not Presence.ABSENT and not bundled,
        }
        self._lay_out()
        self.show_done()
        self.say("")
        self.set_busy(working=False, others=False)

    def _lay_out(self) -> None:
        state = self.state
        in_use = state.chosen and state.presence is Presence.HERE
        title = label(state.description.title + (" (in use)" if in_use else ""))
        scaled(title, 1.08, bold=True)
        facts = label(facts_in_words(state), "muted")
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scaled(facts, 0.92)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.presence)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for one in (*self._offered, self.cancel):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addLayout(top)
        if state.description.remark:
            column.addWidget(label(state.description.remark))
        for widget in (facts, self.bar, self.far, self.outcome):
            column.addWidget(widget)
        column.addLayout(buttons)

    def set_busy(self, *, working: bool, others: bool) -> None:
        """Offer what can be done now: `working` on this model, or on any of them."""
        for one, offered in self._offered.items():
            one.setVisible(offered and not working)
            one.setEnabled(not others)
        self.cancel.setVisible(working)

    def show_waiting(self) -> None:
        """Something has begun that has told nothing yet."""
        self.bar.setRange(0, 0)
        self.bar.show()
        self.far.setText("Connecting…")
        self.far.show()

    def show_progress(self, progress: Progress) -> None:
        """How far it is: bytes, speed, time left."""
        # Thousandths: a QProgressBar counts in 32-bit integers, a model has more bytes than that holds.
        total = max(1, progress.total_bytes)
        self.bar.setRange(0, 1000)
        self.bar.setValue(min(1000, progress.done_bytes * 1000 // total))
        self.far.setText(progress_in_words(progress))

    def show_done(self) -> None:
        """Nothing is under way."""
        self.bar.hide()
        self.far.hide()

    def say(self, text: str, *, failed: bool = False) -> None:
        """Say how the last operation ended; an empty text takes that back."""
        self.has_failed = failed
        self.outcome.setText(text)
        self.outcome.setVisible(bool(text))
        self.outcome.setProperty("role", "error" if failed else "")
        self.outcome.style().unpolish(self.outcome)
        self.outcome.style().polish(self.outcome)


def megabytes(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(1, round(size / 1e6))} MB"


def presence_in_words(state: ModelState) -> str:
    """Whether a model is here."""
    if state.presence is Presence.PARTLY and state.size:
        return f"Partly here: {megabytes(state.done)} of {megabytes(state.size)}"
    return {
        Presence.HERE: "Here",
        Presence.PARTLY: "Partly here",
        Presence.ABSENT: "Not here",
        Presence.DAMAGED: "Damaged",
    }[state.presence]


def facts_in_words(state: ModelState) -> str:
    """Reference, size, licence and published scores, and what is wrong with a damaged model."""
    about = state.description
    facts = []
    if state.size:
        facts.append(f"{'about ' if state.size_is_estimate else ''}{megabytes(state.size)}")
    if about.licence:
        facts.append(about.licence)
    for score in about.scores:
        facts.append(f"{score.metric} {score.value:g} on {score.test_set} ({score.source})")
    lines = [state.reference] if state.reference not in (SAMPLE, SHIPPED) else []
    lines.append(" · ".join(facts))
    if state.problem:
        lines.append(state.problem)
    return "\n".join(line for line in lines if line)


def progress_in_words(progress: Progress) -> str:
    """Bytes, speed and time left of a download."""
    words = f"{megabytes(progress.done_bytes)} of {megabytes(progress.total_bytes)}"
    if progress.speed > 0:
        words += f", {progress.speed / 1e6:.1f} MB a second"
    left = progress.seconds_left
    if left is not None and progress.done_bytes < progress.total_bytes:
        minutes, seconds = divmod(round(left), 60)
        words += f", {minutes} min {seconds} s left" if minutes else f", {seconds} s left"
    return words
