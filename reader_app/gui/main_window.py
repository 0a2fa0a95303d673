"""The window: puts the views together and carries intent from them to the session and back."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader_app import __version__
from reader_app.core.article import Article, Sentence
from reader_app.core.errors import ReaderError
from reader_app.core.names import Mention, Mentions
from reader_app.gui.actions import build_menus
from reader_app.gui.article_view import ArticleView
from reader_app.gui.card_host import CardHost
from reader_app.gui.check_views import CheckViews
from reader_app.gui.computer_dialog import ComputerDialog
from reader_app.gui.find_bar import FindBar
from reader_app.gui.fonts import TextFace
from reader_app.gui.help import ABOUT, KEYS
from reader_app.gui.models_dialog import ModelsDialog
from reader_app.gui.notice import NoticeStrip
from reader_app.gui.panel import SidePanel
from reader_app.gui.recent import RecentMenu
from reader_app.gui.session import Session
from reader_app.gui.shelf import Shelf
from reader_app.gui.spots import Spots
from reader_app.gui.status import StatusLine
from reader_app.gui.theme import Theme, palette, style_sheet
from reader_app.gui.typesetting import MAX_ZOOM, MIN_ZOOM
from reader_app.gui.word_lights import WordLights
from reader_app.services import Services

_RECENT_KEPT = 8
_NARROW = 720  # pixels


@dataclass(frozen=True, slots=True)
class Look:
    """What the window is drawn with: the themes by name, the style sheet's template, the text face."""

    themes: dict[str, Theme]
    style_sheet: str
    face: TextFace


class MainWindow(QMainWindow):
    """One article, its side panel, and a card over them."""

    def __init__(self, services: Services, look: Look) -> None:
        super().__init__()
        themes, face = look.themes, look.face
        self._services = services
        self._settings = services.settings.load()
        self._look = look
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.resize(1240, 820)

        theme = themes.get(self._settings.theme) or next(iter(themes.values()))
        self.session = Session(services, self)
        self.view = ArticleView(theme, face.family)
        self.panel = SidePanel(theme, face.family)
        self.checks = CheckViews(self.session, self.view, self.panel, self)
        self.shelf = Shelf(services.models, self)
        self.models = ModelsDialog(self.shelf, self)
        self.computer = ComputerDialog(services.doctor, face.family, self)
        self.notice = NoticeStrip()
        self.find_bar = FindBar()
        self._status = StatusLine(self.statusBar())
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.view)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        self._split.setCollapsible(1, False)
        self._split.setSizes([860, 380])
        self._split.setHandleWidth(1)
        self._central = QWidget()
        column = QVBoxLayout(self._central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.find_bar)
        column.addWidget(self._split, 1)
        self.setCentralWidget(self._central)
        self._spots = Spots(self.view, self.panel, self._central)
        self.cards = CardHost(self._central, face.family, lambda m: self.session.mentions.naming(m.entry))

        self._recent_menu = RecentMenu(self)
        self._recent_menu.chosen.connect(self.open)
        self._recent_menu.aboutToShow.connect(lambda: self._recent_menu.tell(self._settings.recent))
        self.actions_by_name = build_menus(
            self.menuBar(), self, self._handlers(), {"open_recent": self._recent_menu}
        )
        self._connect_session()
        self._connect_views()
        self._word_lights = WordLights(self.session, self.view, self.panel)
        self._restore(theme)
        if face.family is None:
            self.notice.add(
                "No font on this computer has Arabic letters, so the article cannot be shown as it should. "
                f"Install one and start again. {face.advice}"
            )

    @property
    def read_last(self) -> Path | None:
        """The article that was opened last, where it is still there."""
        recent = self._settings.recent
        return Path(recent[0]) if recent and Path(recent[0]).is_file() else None

    def open(self, path: Path) -> None:
        """Open an article."""
        self.session.open(path)

    # Putting together

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
        view, panel, cards = self.view, self.panel, self.cards
        self._status.cancel_wanted.connect(self.session.cancel_opening)
        view.sentence_wanted.connect(self._select)
        view.name_pointed.connect(self._point_at)
        view.name_opened.connect(lambda mention, focus: self._open_card(mention, focus=focus))
        view.escape_pressed.connect(self._escape)
        view.zoom_wanted.connect(self._zoom_by)
        view.verticalScrollBar().valueChanged.connect(cards.close_unless_pinned)
        panel.name_opened.connect(self._open_card_beside)
        pane = panel.pane
        pane.english.escape_pressed.connect(self._escape)
        pane.models_wanted.connect(self.models.open_list)
        self.models.use_wanted.connect(self._use_model)
        self.shelf.arrived.connect(lambda _: self.session.use_model(self._settings.model))
        pane.model_folder_wanted.connect(self._choose_model)
        pane.retry_wanted.connect(self.session.retry)
        panel.correction_made.connect(self.session.correct)
        pane.revert_wanted.connect(self.session.revert)
        alternatives = self.session.alternatives
        pane.alternatives_wanted.connect(alternatives.ask)
        alternatives.awaited.connect(pane.others.wait)
        alternatives.found.connect(pane.others.tell)
        alternatives.failed.connect(pane.others.fail)
        cards.jump_wanted.connect(self._jump)
        bar, finding = self.find_bar, self.session.finding
        bar.wanted.connect(finding.find)
        bar.step_wanted.connect(lambda count: finding.step(count, view.reading_at))
        bar.closed.connect(view.setFocus)
        finding.found.connect(view.set_found)
        finding.stepped.connect(bar.show_count)
        finding.place_shown.connect(view.show_place)

    def _handlers(self):
        handlers = {
            "open": self._ask_for_article,
            "open_sample": lambda: self.open(self._services.default_article),
            "quit": self.close,
            "copy": self._copy,
            "copy_translation": self.panel.pane.copy_translation,
            "find": self.find_bar.open_bar,
            "find_next": lambda: self._find_step(1),
            "find_previous": lambda: self._find_step(-1),
            "panel": self._toggle_panel,
            "zoom_in": lambda: self._zoom_by(1),
            "zoom_out": lambda: self._zoom_by(-1),
            "zoom_reset": lambda: self._zoom_to(0),
            "translate": self.session.retry,
            "correct": self.panel.pane.edit,
            "others": self.panel.pane.ask_for_others,
            "next_word": lambda: self.session.word_links.step(1),
            "previous_word": lambda: self.session.word_links.step(-1),
            "check": self.checks.check_article,
            "ahead": lambda: self._set_ahead(not self._settings.ahead),
            "models": self.models.open_list,
            "choose_model": self._choose_model,
            "keys": lambda: QMessageBox.information(self, "Keyboard and mouse", KEYS),
            "computer": self.computer.open_report,
            "about": lambda: QMessageBox.about(self, "About", ABOUT.format(version=__version__)),
        }
        for name in ("light", "sepia", "dark"):
            handlers[f"theme:{name}"] = lambda name=name: self._set_theme(name)
        return handlers

    def _restore(self, theme: Theme) -> None:
        settings = self._settings
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode()))
        if settings.split:
            self._split.restoreState(QByteArray.fromBase64(settings.split.encode()))
        self.panel.setVisible(settings.panel)
        self.actions_by_name["panel"].setChecked(settings.panel)
        self._set_ahead(settings.ahead)
        self._set_theme(theme.name)
        self._zoom_to(settings.zoom)
        self._set_title(None)

    # What the session says

    def _article_opened(self, article: Article) -> None:
        self.cards.close()
        self.find_bar.hide()
        self.view.show_article(article, self.session.take_document())
        self.panel.show_sentence(None, None)
        self.view.setFocus()
        self._set_title(article)
        self._status.count_translated(0, 0)
        self._status.wait("Looking for names", cancellable=False)
        if article.path is not None:
            recent = (str(article.path), *(p for p in self._settings.recent if p != str(article.path)))
            self._change(recent=recent[:_RECENT_KEPT])

    def _article_failed(self, error: ReaderError) -> None:
        self._status.say("")
        self.notice.add(str(error))

    def _names_found(self, mentions: Mentions) -> None:
        self.view.set_mentions(mentions)
        article, selected = self.session.article, self.session.selected
        if selected is not None:
            self.panel.show_names(mentions.in_sentence(selected.id))
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
            self.panel.show_names(self.session.mentions.in_sentence(sentence.id))
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

    def _open_card(self, mention: Mention, *, focus: bool) -> None:
        self.cards.open(mention, self._spots.at(mention, self.session.article), focus=focus)

    def _open_card_beside(self, mention: Mention, row: QWidget) -> None:
        self.cards.open(mention, self._spots.beside(row, self.session.selected), focus=True)

    def _point_at(self, mention: Mention | None) -> None:
        self.cards.point(mention, self._spots.at(mention, self.session.article) if mention else None)

    def _find_step(self, count: int) -> None:
        if self.find_bar.isVisibleTo(self):
            self.find_bar.step(count)
        else:
            self.find_bar.open_bar()

    def _jump(self, mention: Mention) -> None:
        article = self.session.article
        if article is None:
            return
        sentence = article.sentence(mention.sentence)
        self.cards.close_unless_pinned()
        self.session.select(sentence, show=True)
        self.view.setFocus()
        self.view.focus_mention(mention)

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
        start = Path(self._settings.recent[0]).parent if self._settings.recent else Path.home()
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
        self._change(model=reference)
        self.session.use_model(reference)

    def _toggle_panel(self) -> None:
        shown = not self.panel.isVisibleTo(self)
        self.panel.setVisible(shown)
        self.actions_by_name["panel"].setChecked(shown)
        self._change(panel=shown)

    def _zoom_by(self, steps: int) -> None:
        self._zoom_to(self._settings.zoom + steps)

    def _zoom_to(self, zoom: int) -> None:
        zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        self.cards.close_unless_pinned()
        self.view.set_zoom(zoom)
        self._change(zoom=zoom)

    def _set_ahead(self, wanted: bool) -> None:
        self.actions_by_name["ahead"].setChecked(wanted)
        self.session.set_translating_ahead(wanted)
        self._change(ahead=wanted)

    def _set_theme(self, name: str) -> None:
        theme = self._look.themes[name]
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(palette(theme))
        application.setStyleSheet(style_sheet(theme, self._look.style_sheet))
        self.view.set_theme(theme)
        self.panel.pane.english.set_theme(theme)
        self.actions_by_name[f"theme:{name}"].setChecked(True)
        self._change(theme=name)

    def _arrange(self, width: int) -> None:
        """The panel stands beside the article, or under it in a window too narrow for both."""
        wanted = Qt.Orientation.Vertical if width < _NARROW else Qt.Orientation.Horizontal
        if wanted != self._split.orientation():
            self._split.setOrientation(wanted)
            height = self._split.height()
            beside, below = [width - 380, 380], [round(height * 0.55), round(height * 0.45)]
            self._split.setSizes(below if wanted == Qt.Orientation.Vertical else beside)

    def _set_title(self, article: Article | None) -> None:
        self.setWindowTitle(f"{article.title} – Arabic Reader" if article else "Arabic Reader")

    def _change(self, **changes: object) -> None:
        changed = replace(self._settings, **changes)
        if changed != self._settings:
            self._settings = changed
            self.session.keep_settings(changed)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange(event.size().width())
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
        self._change(
            window=self.saveGeometry().toBase64().toStdString(),
            split=self._split.saveState().toBase64().toStdString(),
        )
        try:
            self._services.settings.save(self._settings)
        except ReaderError as error:
            QMessageBox.warning(self, "Arabic Reader", str(error))
        self.models.close()
        self.computer.end()
        self.checks.close()
        self.hide()  # a lane may take a moment to end what it is doing
        self.shelf.close()
        self.session.close()
        super().closeEvent(event)
