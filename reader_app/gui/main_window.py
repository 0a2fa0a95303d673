"""The window: puts the views together and carries intent from them to the session and back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from reader_app import __version__
from reader_app.core.article import Article, Sentence
from reader_app.core.errors import ReaderError
from reader_app.core.names import Mentions
from reader_app.gui.actions import build_menus
from reader_app.gui.appearance import Appearance, Look
from reader_app.gui.article_view import ArticleView
from reader_app.gui.check_views import CheckViews
from reader_app.gui.computer_dialog import ComputerDialog
from reader_app.gui.find_bar import FindBar
from reader_app.gui.help import ABOUT, KEYS
from reader_app.gui.lookup_views import LookUpViews
from reader_app.gui.memory_views import MemoryViews
from reader_app.gui.models_dialog import ModelsDialog
from reader_app.gui.name_views import NameViews
from reader_app.gui.notice import NoticeStrip
from reader_app.gui.own_views import OwnViews
from reader_app.gui.panel import SidePanel
from reader_app.gui.place_maps import PlaceMaps
from reader_app.gui.preferences import Preferences
from reader_app.gui.recent import RecentMenu
from reader_app.gui.review_views import ReviewViews
from reader_app.gui.session import Session
from reader_app.gui.shelf import Shelf
from reader_app.gui.status import StatusLine
from reader_app.gui.tagger_views import TaggerViews
from reader_app.gui.term_files import TermFiles
from reader_app.gui.word_lights import WordLights
from reader_app.services import Services

_RECENT_KEPT = 8


class MainWindow(QMainWindow):
    """One article, its side panel, and a card over them."""

    def __init__(self, services: Services, look: Look) -> None:
        super().__init__()
        face, settings = look.face, services.settings.load()
        theme = look.theme(settings.theme)
        self._services = services
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(1240, 820)

        self.session = Session(services, self)
        self._preferences = Preferences(settings, self.session, self)
        self.view = ArticleView(theme, face.family)
        self.panel = SidePanel(theme, face.family)
        self.checks = CheckViews(self.session, self.view, self.panel, self)
        self.memory = MemoryViews(services, self.session, self.view, self.panel, face.family, self)
        self.shelf = Shelf(services.models, self)
        self.models = ModelsDialog(self.shelf, self)
        self.computer = ComputerDialog(services.doctor, face.family, self)
        proofreader = services.proofreader
        self.reviews = ReviewViews(self.session, self.view, self.panel, proofreader, theme, self)
        self.statusBar().addPermanentWidget(self.reviews.strip)
        self.notice = NoticeStrip()
        self.find_bar = FindBar()
        self._status = StatusLine(self.statusBar())
        self._appearance = Appearance(look, self._preferences, self.view, self.panel)
        self.taggers = TaggerViews(services, self.session, self._preferences, self.notice.add, self)
        self._central = self._column()
        self.setCentralWidget(self._central)
        self.names = NameViews(self.session, self.view, self.panel, self._central, face.family)
        self.cards = self.names.cards
        self.places = PlaceMaps(self.session, services, self.names, (theme, face.family), self)
        self.look_up = LookUpViews(
            services.look_up, self.cards, self._preferences, self.statusBar(), self.notice.add
        )

        self.own = OwnViews(self.session, self.view, self.names, face.family)
        self.own.menu_opening.connect(self.reviews.bounds.add_to)
        self.term_files = TermFiles(services.term_exchange, self.session, self)

        self._recent_menu = RecentMenu(self)
        self._recent_menu.chosen.connect(self.open)
        self._recent_menu.aboutToShow.connect(lambda: self._recent_menu.tell(self._preferences.now.recent))
        self.actions_by_name = build_menus(
            self.menuBar(),
            self,
            self._actions(),
            {"open_recent": self._recent_menu, "look_up": self.look_up.menu},
        )
        self._connect_session()
        self._connect_views()
        self._word_lights = WordLights(self.session, self.view, self.panel)
        self._restore()
        if face.family is None:
            self.notice.add(
                "No font on this computer has Arabic letters, so the article cannot be shown as it should. "
                f"Install one and start again. {face.advice}"
            )

    @property
    def read_last(self) -> Path | None:
        """The article that was opened last, where it is still there."""
        recent = self._preferences.now.recent
        return Path(recent[0]) if recent and Path(recent[0]).is_file() else None

    def open(self, path: Path) -> None:
        """Open an article."""
        self.session.open(path)

    # Putting together

    def _column(self) -> QWidget:
        """The strips that come and go, over the article and its panel."""
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.memory.files.strip)
        column.addWidget(self.find_bar)
        column.addWidget(self._appearance.split, 1)
        return central

    def _connect_session(self) -> None:
        session = self.session
        session.article_opening.connect(lambda path: self._status.wait(f"Opening {path.name}"))
        session.opening_cancelled.connect(lambda: self._status.say(""))
        session.article_opened.connect(self._article_opened)
        session.article_failed.connect(self._article_failed)
        session.names_found.connect(self._names_found)
        session.sentence_selected.connect(self._sentence_selected)
        session.state_changed.connect(self.panel.pane.show_state)
        session.ahead_progressed.connect(self._status.count_translated)
        session.noticed.connect(self.notice.add)

    def _connect_views(self) -> None:
        view, panel = self.view, self.panel
        self._status.cancel_wanted.connect(self.session.cancel_opening)
        view.sentence_wanted.connect(self._select)
        view.escape_pressed.connect(self._escape)
        self._appearance.themed.connect(self.places.set_theme)
        self._appearance.text_resized.connect(self.cards.close_unless_pinned)
        pane = panel.pane
        pane.english.escape_pressed.connect(self._escape)
        pane.models_wanted.connect(self.models.open_list)
        self.models.use_wanted.connect(self._use_model)
        self.session.settings_kept.connect(self.models.look_again)
        self.shelf.arrived.connect(lambda _: self.session.use_model(self._preferences.now.model))
        pane.model_folder_wanted.connect(self._choose_model)
        pane.retry_wanted.connect(self.session.retry)
        panel.correction_made.connect(self.session.correct)
        pane.revert_wanted.connect(self.session.revert)
        alternatives = self.session.alternatives
        pane.alternatives_wanted.connect(alternatives.ask)
        alternatives.awaited.connect(pane.others.wait)
        alternatives.found.connect(pane.others.tell)
        alternatives.failed.connect(pane.others.fail)
        bar, finding = self.find_bar, self.session.finding
        bar.wanted.connect(finding.find)
        bar.step_wanted.connect(lambda count: finding.step(count, view.reading_at))
        bar.closed.connect(view.setFocus)
        finding.found.connect(view.set_found)
        finding.stepped.connect(bar.show_count)
        finding.place_shown.connect(view.show_place)

    def _actions(self) -> dict[str, Callable[[], object]]:
        return {
            "open": self._ask_for_article,
            "open_sample": lambda: self.open(self._services.default_article),
            "quit": self.close,
            "copy": self._copy,
            "copy_translation": self.panel.pane.copy_translation,
            "find": self.find_bar.open_bar,
            "find_next": lambda: self._find_step(1),
            "find_previous": lambda: self._find_step(-1),
            "translate": self.session.retry,
            "correct": self.panel.pane.edit,
            "others": self.panel.pane.ask_for_others,
            "next_word": lambda: self.session.word_links.step(1),
            "previous_word": lambda: self.session.word_links.step(-1),
            "ahead": lambda: self._set_ahead(not self._preferences.now.ahead),
            "models": self.models.open_list,
            "taggers": self.taggers.open,
            "choose_model": self._choose_model,
            "keys": lambda: QMessageBox.information(self, "Keyboard and mouse", KEYS),
            "computer": self.computer.open_report,
            "about": lambda: QMessageBox.about(self, "About", ABOUT.format(version=__version__)),
            **self._appearance.actions(),
            **self.checks.actions(),
            **self.places.actions(),
            **self.own.actions(),
            **self.term_files.actions(),
            **self.memory.actions(),
            **self.reviews.actions(),
            "states": lambda: self._set_states(not self._preferences.now.states),
        }

    def _restore(self) -> None:
        settings = self._preferences.now
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode()))
        self._appearance.themed.connect(self.reviews.set_theme)
        self._appearance.restore(self.actions_by_name)
        self.own.use_menu(self.actions_by_name)
        self._set_states(settings.states)
        self._set_ahead(settings.ahead)
        self._set_title(None)

    # What the session says

    def _article_opened(self, article: Article) -> None:
        self.find_bar.hide()
        self.view.show_article(article, self.session.take_document())
        self.panel.show_sentence(None, None)
        self.view.setFocus()
        self._set_title(article)
        self._status.count_translated(0, 0)
        self._status.wait("Looking for names", cancellable=False)
        if article.path is not None:
            recent = (str(article.path), *(p for p in self._preferences.now.recent if p != str(article.path)))
            self._preferences.change(recent=recent[:_RECENT_KEPT])

    def _article_failed(self, error: ReaderError) -> None:
        self._status.say("")
        self.notice.add(str(error))

    def _names_found(self, mentions: Mentions) -> None:
        article = self.session.article
        if article is not None:
            sentences, names = len(article.sentences), mentions.entry_count
            self._status.say(
                f"{sentences} sentence{'s' * (sentences != 1)}, {names} name{'s' * (names != 1)} explained"
            )

    def _sentence_selected(self, sentence: Sentence | None, show: bool) -> None:
        self.cards.close_unless_pinned()
        self.view.set_selected(sentence)
        self.panel.show_sentence(sentence, self.session.article)
        if sentence is not None:
            self.names.show_names_of_sentence()
            if show:
                self.view.bring_into_view(sentence)

    # What the user does

    def _select(self, sentence: Sentence | None) -> None:
        self.cards.close_unless_pinned()
        self.session.select(sentence)

    def _escape(self) -> None:
        if self.cards.visible:
            self.cards.close()
        elif not self.session.word_links.let_go():
            self.session.select(None)

    def _find_step(self, count: int) -> None:
        if self.find_bar.isVisibleTo(self):
            self.find_bar.step(count)
        else:
            self.find_bar.open_bar()

    def _copy(self) -> None:
        focused = QApplication.focusWidget()
        copy = getattr(focused, "copy", None)
        if focused is not self.view and callable(copy):
            copy()
        elif (selected := getattr(focused, "selectedText", None)) is not None and selected():
            QApplication.clipboard().setText(selected())
        else:
            self.view.copy()

    def _ask_for_article(self) -> None:
        recent = self._preferences.now.recent
        start = Path(recent[0]).parent if recent else Path.home()
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Open an article", str(start), "Text (*.txt *.text *.md);;All files (*)"
        )
        if chosen:
            self.open(Path(chosen))

    def _choose_model(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "Choose the folder of a MarianMT model (config.json, source.spm, …)"
        )
        if chosen:
            self._use_model(chosen)

    def _use_model(self, reference: str) -> None:
        self._preferences.change(model=reference)
        self.session.use_model(reference)

    def _set_ahead(self, wanted: bool) -> None:
        self.actions_by_name["ahead"].setChecked(wanted)
        self.session.set_translating_ahead(wanted)
        self._preferences.change(ahead=wanted)

    def _set_states(self, wanted: bool) -> None:
        self.actions_by_name["states"].setChecked(wanted)
        self.reviews.show_states(wanted)
        self._preferences.change(states=wanted)

    def _set_title(self, article: Article | None) -> None:
        self.setWindowTitle(f"{article.title} – Arabic Reader" if article else "Arabic Reader")

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._appearance.arrange(event.size().width())
        self.cards.close_unless_pinned()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.open(Path(local[0]))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.cards.close()
        self.reviews.close()
        self._preferences.change(window=self.saveGeometry().toBase64().toStdString())
        self._appearance.remember_split()
        try:
            self._services.settings.save(self._preferences.now)
        except ReaderError as error:
            QMessageBox.warning(self, "Arabic Reader", str(error))
        self.models.close()
        self.computer.end()
        self.checks.close()
        self.places.close()
        self.look_up.close()
        self.own.close()
        self.term_files.close()
        self.taggers.close()
        self.memory.close()
        self.hide()  # a lane may take a moment to end what it is doing
        self.shelf.close()
        self.session.close()
        super().closeEvent(event)
