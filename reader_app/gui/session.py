"""The only mutable state of the window: which article, which sentence, what is known of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from reader_app.core.article import Article, Sentence
from reader_app.core.bounds import BoundsEdit
from reader_app.core.errors import ReaderError
from reader_app.core.names import Mentions
from reader_app.core.translation import Origin
from reader_app.gui.ahead import TranslatingAhead
from reader_app.gui.checking import Checking, CheckingArticle
from reader_app.gui.finding import Finding
from reader_app.gui.lanes import Handle, Lane, Priority
from reader_app.gui.name_checking import NameChecking
from reader_app.gui.name_finding import NameFinding
from reader_app.gui.opening import Opening
from reader_app.gui.other_translations import Alternatives
from reader_app.gui.owning import Owning
from reader_app.gui.reviewing import Bench, Reviewing
from reader_app.gui.states import Failed, Idle, Pending, Ready, State, failure
from reader_app.gui.word_links import WordLinks
from reader_app.services import Services
from reader_app.services.positions import remembered_position
from reader_app.services.settings import Settings


class Session(QObject):
    """What the user is doing. Lives in the GUI thread; the lanes do the work.

    Every job is held by a handle, and a new job of the same kind cancels the one before it: what comes
    back late is dropped, so that the panel shows the newest click, always.
    """

    article_opening = Signal(object)  # Path
    article_opened = Signal(object)  # Article
    article_failed = Signal(object)  # ReaderError
    opening_cancelled = Signal()
    sentences_changed = Signal(object)  # Article with other bounds between its sentences
    names_found = Signal(object)  # Mentions
    sentence_selected = Signal(object, bool)  # Sentence or None; True where the view should show it
    state_changed = Signal(object)  # State
    noticed = Signal(str)  # something the user should know
    ahead_progressed = Signal(int, int)  # sentences translated in the background, of how many
    settings_kept = Signal()  # they are on the disk
    settled = Signal()  # nothing is under way any more

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._io = Lane("io", self)
        self._texts = Lane("texts", self)
        self._engine = Lane("engine", self)
        self._more_lanes: dict[str, Lane] = {}
        self._article: Article | None = None
        self._article_key = ""
        self._selected: Sentence | None = None
        self._state: State = Idle()
        self._mentions = Mentions()
        self._preparing: list[Handle] = []  # what an opened article still waits for
        self._asking: list[Handle] = []  # what the selected sentence still waits for
        self._closed = False
        self._is_ahead_wanted = False
        self._ahead = TranslatingAhead(self._engine, services.translator, services.aligner, self)
        self._ahead.progressed.connect(self.ahead_progressed)
        self.reviewing = Reviewing(self._io, services.reviewer, services.translator, self)
        self.reviewing.reviewed.connect(self._show_reviewed)
        self.reviewing.failed.connect(self._notice_failure)
        self._opening = Opening(services.open_article, self.reviewing, self._texts, self._io, self)
        self._opening.opened.connect(self._opened)
        self._opening.failed.connect(self.article_failed)
        self._opening.reviews_failed.connect(self._notice_failure)
        self._ahead.translated.connect(self.reviewing.draft)
        self.finding = Finding(self._texts, self)
        self.word_links = WordLinks(self._io, self._engine, services.aligner, self)
        self.alternatives = Alternatives(self._engine, services.translator, self)
        self.checking = Checking(self._texts, self._io, services.checker, self)
        self.owning = Owning(self._texts, self._io, services.owner, self)
        self.naming = NameFinding(
            self._texts,
            lambda: self.lane("names") if services.has_own_tagger() else None,
            services.find_names,
            self,
        )
        self.naming.found.connect(self._found_names)
        self.owning.changed.connect(lambda _: self.naming.again())
        self.name_checking = NameChecking(self._texts, services.checker, self)
        self.word_links.aligned.connect(self.name_checking.use_alignment)
        self.checking_article = CheckingArticle(
            self._texts, self._io, services.translator, services.checker, self
        )
        for lane in self._lanes:
            lane.idle.connect(self._settle)

    @property
    def article(self) -> Article | None:
        """The article that is open."""
        return self._article

    @property
    def selected(self) -> Sentence | None:
        """The sentence that is selected."""
        return self._selected

    @property
    def state(self) -> State:
        """What is known of the selected sentence's translation."""
        return self._state

    @property
    def mentions(self) -> Mentions:
        """The mentions in the article, none until they are found."""
        return self._mentions

    @property
    def busy(self) -> bool:
        """Whether any lane has work."""
        return any(lane.busy for lane in self._lanes)

    def lane(self, name: str) -> Lane:
        """The lane of this name, made where there is none yet; it ends with the session."""
        known = {"io": self._io, "texts": self._texts, "engine": self._engine, **self._more_lanes}
        if name not in known:
            known[name] = self._more_lanes[name] = Lane(name, self)
            known[name].idle.connect(self._settle)
        return known[name]

    def start(self) -> None:
        """Open the database, off this thread, and say what the user should know about it."""
        self._io.submit(
            lambda _: self._services.start(),
            done=lambda notice: self.noticed.emit(notice) if notice else None,
            failed=self._notice_failure,
        )
        self.owning.ask_history()

    def open(self, path: Path) -> None:
        """Read an article and show it. The one that is open stays until the new one is there."""
        self.article_opening.emit(path)
        self._opening.open(path)

    def take_document(self) -> QTextDocument | None:
        """The document typeset of the article that has just been opened. It is given once."""
        return self._opening.take_document()

    def cancel_opening(self) -> None:
        """Stay with the article that is open."""
        if self._opening.cancel():
            self.opening_cancelled.emit()

    def select(self, sentence: Sentence | None, *, show: bool = False) -> None:
        """Select a sentence, or none, and bring its translation up."""
        if sentence == self._selected and not isinstance(self._state, Failed):
            return
        self._drop_questions()
        self._selected = sentence
        if sentence is not None:
            self._ahead.move_to(sentence.id)
        self.sentence_selected.emit(sentence, show)
        if sentence is None:
            self._set_state(Idle())
        else:
            own = self.reviewing.own(sentence)
            self._set_state(Ready(own) if own else Pending())
            if own is None:
                self._ask(
                    self._io,
                    lambda _: self._services.translator.recall(sentence.text),
                    lambda known: self._set_state(Ready(known)) if known else self._translate(sentence),
                )
        self._remember_position()

    def retry(self) -> None:
        """Ask again for the selected sentence, after a failure or a change of model."""
        sentence = self._selected
        if sentence is not None:
            self._selected = None
            self.select(sentence)

    def correct(self, sentence: Sentence, text: str) -> None:
        """Keep the reader's own translation of a sentence, the selected one or one just left."""
        if sentence == self._selected:
            self._drop_questions()
        self.reviewing.edit(sentence.text, text)

    def revert(self) -> None:
        """Forget the reader's own translation of the selected sentence; the model's shows again."""
        sentence = self._selected
        if sentence is not None:
            self._drop_questions()
            self.reviewing.revert(sentence.text)

    def move_bounds(self, edit: BoundsEdit | None) -> None:
        """Split or merge sentences, or with None take the last time back. What is read stays selected."""
        at = self._selected.span.start if self._selected else None
        mentions = self._mentions

        def told(article: Article) -> None:
            self._drop_questions()
            self._drop_preparations()
            self._article = article
            self._selected = None
            self._ahead.rebound(article)
            self._found_names(Mentions())
            self.sentences_changed.emit(article)
            self.naming.find(article, mentions)
            self.select(article.sentence_at(at) if at is not None else None)

        self.reviewing.move(edit, told)

    def use_model(self, reference: str) -> None:
        """Translate with another model from now on, by folder or repo id."""
        self._services.use_model(reference)
        self.retry()
        self._translate_ahead()

    def use_tagger(self, reference: str) -> None:
        """Find names with another tagger from now on, see `services.models`; those of the article, anew."""
        self._services.use_tagger(reference)
        self.naming.again()

    def set_translating_ahead(self, wanted: bool) -> None:
        """Whether the article is translated in the background while it is read."""
        self._is_ahead_wanted = wanted
        self._translate_ahead()

    def keep_settings(self, settings: Settings) -> None:
        """Write the settings to disk, off this thread."""
        self._io.submit(
            lambda _: self._services.settings.save(settings),
            done=lambda _: self.settings_kept.emit(),
            failed=self._notice_failure,
            priority=Priority.BACKGROUND,
        )

    def close(self) -> None:
        """End the lanes and close the store. Nothing may be asked afterwards."""
        if self._closed:
            return
        self._closed = True
        self._ahead.stop()
        self.word_links.stop()
        self.checking.stop()
        self.name_checking.stop()
        self.checking_article.stop()
        self._drop_questions()
        self._drop_preparations()
        self._opening.cancel()
        # In this order: what the engine has just made may still go to the store.
        lanes = (*self._more_lanes.values(), self._texts, self._engine, self._io)
        ended = [lane.close() for lane in lanes]
        if all(ended):
            self._services.close()

    @property
    def _lanes(self) -> tuple[Lane, ...]:
        return (self._io, self._texts, self._engine, *self._more_lanes.values())

    def _opened(self, article: Article, bench: Bench | None) -> None:
        self._drop_questions()
        self._drop_preparations()
        self._article = article
        self.reviewing.use(bench)
        self.finding.use(article)
        self._article_key = ""
        self._selected = None
        self._found_names(Mentions())
        self._set_state(Idle())
        self.article_opened.emit(article)
        returning = self._io.submit(
            lambda _: remembered_position(self._services.positions, article),
            done=self._return_to,
            failed=self._notice_failure,
        )
        self._preparing = [returning]
        self.naming.find(article, None)
        self._translate_ahead()

    def _return_to(self, remembered: tuple[str, int | None]) -> None:
        self._article_key, sentence_id = remembered
        article = self._article
        untouched = self._selected is None
        if article and sentence_id and untouched and sentence_id <= len(article.sentences):
            self.select(article.sentence(sentence_id), show=True)

    def _found_names(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self.checking.use_mentions(mentions)
        self.name_checking.use_mentions(mentions)
        self.names_found.emit(mentions)

    def _translate_ahead(self) -> None:
        self._ahead.stop()
        if self._is_ahead_wanted and self._article is not None:
            self._ahead.start(self._article, self._selected.id if self._selected else 1)

    def _translate(self, sentence: Sentence) -> None:
        self._ask(
            self._engine,
            lambda handle: self._services.translator.translate(sentence.text, handle.report),
            lambda translation: self._set_state(Ready(translation)),
            lambda step: self._set_state(Pending(step)),
        )

    def _ask(
        self,
        lane: Lane,
        work: Callable[[Handle], object],
        done: Callable,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        handle = lane.submit(work, done, self._failed, progress, Priority.CLICK)
        self._asking.append(handle)

    def _drop_questions(self) -> None:
        for handle in self._asking:
            handle.cancel()
        self._asking.clear()

    def _drop_preparations(self) -> None:
        for handle in self._preparing:
            handle.cancel()
        self._preparing.clear()
        self.naming.stop()

    def _failed(self, error: Exception) -> None:
        self._set_state(failure(error))
        if not isinstance(error, ReaderError):
            raise error

    def _notice_failure(self, error: Exception) -> None:
        if not isinstance(error, ReaderError):
            raise error
        self.noticed.emit(str(error))

    def _remember_position(self) -> None:
        key = self._article_key
        if key:
            sentence_id = self._selected.id if self._selected else 0
            self._io.submit(
                lambda _: self._services.positions.set_position(key, sentence_id),
                failed=self._notice_failure,
                priority=Priority.BACKGROUND,
            )

    def _set_state(self, state: State) -> None:
        self._state = state
        self.alternatives.drop()
        self.state_changed.emit(state)
        shown = state.translation if isinstance(state, Ready) else None
        self.word_links.follow(shown)
        self.checking.follow(self._selected, shown)
        self.name_checking.follow(self._selected, shown)
        if shown is not None:
            self.reviewing.draft(shown)

    def _show_reviewed(self, source: str) -> None:
        """A review has changed: show the selected sentence's translation as it now is."""
        sentence, state = self._selected, self._state
        if sentence is None or sentence.text != source:
            return
        shown = state.translation if isinstance(state, Ready) else None
        own = self.reviewing.own(sentence)
        if own is not None:
            if shown is None or (shown.text, shown.origin) != (own.text, own.origin):
                self._drop_questions()
                self._set_state(Ready(own))
        elif shown is not None and (
            shown.origin is Origin.REVIEW or shown.text != self.reviewing.review(sentence).target
        ):
            self.retry()

    def _settle(self) -> None:
        if not self.busy:
            self.settled.emit()
