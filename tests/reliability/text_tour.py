"""Marshal's own window, taken through every screen and dialog that it has.

Run as a program with the library as its argument, which is then no more what it was; prints what
was seen as JSON.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QFileDialog, QWidget

from planner.model.evidence import OWN
from planner.packs.data import read_frameworks, read_question_types
from planner.packs.signing import PasswordError
from planner.store.errors import Damaged
from planner.store.hold import Held, Mark
from planner.store.library import Library
from planner.store.rescue import Rescued
from planner.ui.data_dialog import DataDialog
from planner.ui.editor import ask, password
from planner.ui.erase_dialog import EraseDialog
from planner.ui.held import ask_held
from planner.ui.log_dialog import LogDialog
from planner.ui.messages import ask_text, confirm, tell
from planner.ui.packs.progress_dialog import ProgressDialog
from planner.ui.packs.refusal import refuse
from planner.ui.safety.damaged_dialog import ask_damaged
from planner.ui.safety.rescued_dialog import RescuedDialog
from planner.ui.safety.restore_dialog import RestoreDialog
from planner.ui.side_panel import COACH
from planner.ui.theme import Theme, load_fonts
from planner.ui.window import Window
from tests.reliability import text_payloads
from tests.reliability.text_library import PACK
from tests.reliability.text_visit import Visitor, settle

Step = Callable[[], object]


class Tour:
    """Goes through the window, screen by screen."""

    def __init__(self, window: Window, library: Library, visitor: Visitor, marker: str) -> None:
        self.window, self.library, self.visitor = window, library, visitor
        self.marker = marker
        self.words = "\n".join(text_payloads.markup(marker)).translate({0: None})
        self.inbox = library.path.parent / "inbox"

    def go(self) -> None:
        """See all that there is to see."""
        self.home()
        self.boxes()
        self.desk()
        self.views()
        self.cards()
        self.asking()
        self.files()
        self.packs()
        self.wordings()
        self.editor()
        self.safety()

    def do(self, name: str, deed: Step, **answers: Callable[[QWidget], object]) -> None:
        """Take one step."""
        self.visitor.do(name, deed, **answers)

    def home(self) -> None:
        """See the plans, and what is asked about them."""
        home = self.window.home
        self.do("home", self.window.go_home)
        self.visitor.probe(self.window)
        self.do("name a plan", home.ask_name)
        self.do("delete a plan", home.delete_chosen)
        self.do("undo", home.undo)
        self.do("deleted plans", home.deleted.click)
        self.do("new plan", self.window.new_plan, NewPlan=lambda d: d.other.click())

    def boxes(self) -> None:
        """See the boxes that quote what they are given."""
        window, words = self.window, self.words
        self.do("tell", partial(tell, window, words, words))
        self.do("confirm", partial(confirm, window, words, words, "Yes", "No"))
        self.do("ask for a line", partial(ask_text, window, words, words, words, str))
        self.do("ask for lines", partial(ask_text, window, words, words, words, str, lines=4))
        self.do("choose", partial(ask.choose, window, words, words, ["One", "Two"]))
        self.do("password", partial(_ask_password, window, words))
        self.do("refusal", partial(refuse, window, window.theme, words))
        self.do("held", partial(ask_held, Held(words, Mark(words, 1, 0.0, 0.0))))
        self.do("held here", partial(ask_held, Held(words, None)))
        progress = ProgressDialog(window, words)
        self.do("progress", progress.show)
        progress.hide()
        progress.deleteLater()
        for show in (window.notice.warn, window.notice.tell):
            self.do(f"notice {show.__name__}", partial(show, words, "Do", settle))
        self.do("status", partial(window.status.say, words))
        self.do("keys", window.menus.help.tell_keys)
        self.do("about", window.menus.help.tell_about)
        self.do("double clicks", window.menus.help.associate)
        window.notice.clear()

    def desk(self) -> None:
        """See plans on the board, and the panel's pages."""
        for plan_id in (f"{PACK}/worked", "plan0"):
            self.do(f"open {plan_id}", partial(self.window.open_plan, plan_id))
        panel = self.window.desk.panel
        for name in panel.tabs:
            self.do(f"panel {name}", partial(panel.show_page, name))
        self.visitor.probe(self.window)

    def views(self) -> None:
        """See the other views of a plan."""
        self.window.open_plan("plan0")
        views = self.window.desk.views
        for name in (*views.names, views.names[0]):
            self.do(f"view {name}", partial(views.show_view, name))
            self.visitor.probe(views)
        view = self.window.desk.shelf.list
        self.do("page through the shelf", partial(self.visitor.page_through, view, 200))

    def cards(self) -> None:
        """See a card whole, and what is done with it."""
        desk = self.window.desk
        first, *_ = self.library.cards([f"{PACK}/c0"])
        own, *_ = self.library.cards([f"{OWN}/{0:032x}"])
        longest, *_ = self.library.cards([f"{PACK}/c8"])
        for number, card in enumerate((first, own, longest)):
            self.do(f"open card {number}", partial(desk.cards.open, card))
        self.do("edit a card", partial(desk.cards.edit, own))
        self.do("new card", desk.cards.new)
        self.do("suggest a fix", partial(desk.cards.suggest_fix, longest))
        self.do("delete a card", partial(desk.cards.delete, own))
        for cards in desk.findChildren(QAbstractItemView):
            if hasattr(cards, "drag_actions") and cards.isVisible() and cards.model().rowCount():
                cards.selectAll()
                actions = Qt.DropAction.CopyAction
                self.do("drag", partial(cards.startDrag, actions))
                break
        desk.shelf.list.setCurrentIndex(desk.shelf.list.model().index(0, 0))
        self.do("copy cards", desk.shelf.copy)
        assert not QGuiApplication.clipboard().mimeData().hasHtml()
        self.do("search", partial(desk.shelf.search.setText, self.words[:200]))
        desk.shelf.search.clear()

    def asking(self) -> None:
        """See what is asked about the plan."""
        window, desk = self.window, self.window.desk
        self.do("question", desk.ask_question)
        self.do("kind", desk.ask_kind)
        self.do("name", desk.ask_name)
        self.do("another question", desk.another_asked.emit)
        self.do("keep a version", window.keeping.keep)
        self.do("versions", window.keeping.show, VersionsDialog=_delete)
        self.do("coach", partial(desk.panel.show_page, COACH))
        panel = next(w for w in desk.findChildren(QWidget) if type(w).__name__ == "CoachPanel")
        from planner.ui.coach.rules_dialog import ask_rules

        self.do("rules", partial(ask_rules, panel, desk.panel.adviser))
        for name in ("File", "Edit", "Plan", "View", "Help"):
            self.do(f"menu {name}", partial(_show_menu, window, name))

    def files(self) -> None:
        """See what is asked and told of files."""
        window = self.window
        self.do("export", window.files.export, ExportDialog=_accept)
        self.do("export a PDF", window.files.export, ExportDialog=_print)
        self.do("copy as Markdown", window.files.copy_markdown)
        self.do("save a plan file", window.files.save_as)
        for path in sorted(self.inbox.iterdir()):
            self.do(f"receive {path.suffix}", partial(window.receiving.open, path))

    def packs(self) -> None:
        """See the packs, and what is asked about them."""
        window = self.window
        self.do("packs", window.go_packs)
        page = window.packs
        self.visitor.probe(window)
        page.list.setFocus()
        for name in ("look_inside", "hide_or_show", "hide_or_show", "remove_chosen"):
            self.do(name, getattr(page, name))
        self.do("print a pack", page.print_chosen, PaperDialog=_accept)
        self.do("new pack", page.drafts.ask_new)
        self.do("deleted packs", page.drafts.deleted.click)

    def wordings(self) -> None:
        """Take a newer version of the pack, and see what it offers the plan."""
        window = self.window
        update = self.inbox / "update.evidencepack"
        self.do("update", partial(window.receiving.open, update), PackPreview=_accept)
        window.open_plan("plan0")
        self.do("new wordings", window.desk.ask_wordings)
        self.do("versions of cards", partial(window.desk.cards.open, self._placed()))

    def editor(self) -> None:
        """See the editor: each of its pages, and what it asks."""
        window = self.window
        self.do("editor", partial(window.open_draft, PACK))
        editor = window.editing
        assert editor is not None
        for number in range(len(editor.sheets) + 1):
            self.do(f"editor page {number}", partial(editor.show_page, number))
            self.visitor.probe(editor)
        self.do("problems", partial(editor.problems.open_list, True))
        view = editor.sheets["card"].view
        editor.show_page(0)
        self.do("page through the table", partial(self.visitor.page_through, view, 200))
        for path in sorted(self.inbox.iterdir()):
            if path.suffix in (".md", ".tsv"):
                self.do(f"take in {path.suffix}", partial(editor.errands.take_file, path))
        self.do("save as TOML", editor.errands.save_source)
        self.do("print the draft", editor.errands.print)
        fix = self.inbox / "card.evidencefix"
        self.do("a fix", partial(window.receiving.open, fix))
        editor.details.go_to("licence")
        self.do("publish", editor.errands.publish, PublishDialog=_publish)

    def safety(self) -> None:
        """See what is said and asked of the data, of backups and of damage."""
        window, words = self.window, self.words
        broken = self.inbox / "broken <b>x<b> &amp; [a](b).db"
        broken.write_bytes(b"<img src=x>" * 900)
        rescued = Rescued(2, older=(words[:80],), lost=(words[80:160], ""))
        for made in (
            DataDialog(window, self.library.path, may_delete=True),
            EraseDialog(window, self.library),
            LogDialog(window, words),
            RestoreDialog(window, self.library),
            RescuedDialog(window, rescued, broken),
        ):
            self.do(type(made).__name__, made.exec)
            made.deleteLater()
        self.do("damaged", partial(ask_damaged, broken, Damaged(words, broken)))

    def _placed(self):
        return next(self.window.session.plan.placements()).card


def _ask_password(window: QWidget, words: str) -> None:
    def refuse(_password: str) -> None:
        raise PasswordError(words)

    with suppress(PasswordError):
        password.with_password(window, refuse)


def _accept(dialog: QWidget) -> None:
    """Press the dialog's main button."""
    from PySide6.QtWidgets import QPushButton

    main = [b for b in dialog.findChildren(QPushButton) if b.property("kind") == "primary"]
    if main and main[0].isEnabled():
        main[0].click()


def _print(dialog: QWidget) -> None:
    """Choose a PDF, with all that there is to choose, and press the main button."""
    from PySide6.QtWidgets import QCheckBox

    for check in dialog.findChildren(QCheckBox):
        check.setChecked(True)
    dialog.format_buttons["pdf"].click()
    _accept(dialog)


def _delete(dialog: QWidget) -> None:
    """Press the button that deletes, which asks whether that is meant."""
    from PySide6.QtWidgets import QPushButton

    for button in dialog.findChildren(QPushButton):
        if button.isEnabled() and button.text().startswith("Delete"):
            button.click()
            return


def _publish(dialog: QDialog) -> None:
    dialog.save.click()


def _show_menu(window: Window, name: str) -> None:
    bar = window.menuBar()
    action = next(a for a in bar.actions() if a.text().replace("&", "") == name)
    action.menu().exec(window.mapToGlobal(window.rect().center()))


def _choose_file(folder: Path) -> None:
    """Answer each question for a file with a new one that has an odd name."""
    made = 0

    def choose(*args: object, **_: object) -> tuple[str, str]:
        nonlocal made
        made += 1
        suffix = Path(str(args[2])).suffix or ".out"
        return str(folder / f"{made} <img src=x> &amp; [a](b){suffix}"), ""

    QFileDialog.getSaveFileName = choose
    QFileDialog.getOpenFileName = lambda *_, **__: ("", "")


def main(path: Path, marker: str) -> None:
    """Take the tour, and print what was seen."""
    QApplication.setStyle("Fusion")
    app = QApplication(sys.argv[:1])
    load_fonts()
    visitor = Visitor()
    qInstallMessageHandler(visitor.on_warned)
    sys.excepthook = visitor.on_raised
    QDrag.exec = lambda drag, *_: visitor.on_dragged(drag)
    out = path.parent / "out"
    out.mkdir()
    _choose_file(out)
    with Library.open(path) as library:
        window = Window(app, library, Theme(app), read_frameworks(), read_question_types())
        try:
            visitor.do("start", partial(_start, window))
            Tour(window, library, visitor, marker).go()
        except Exception:
            visitor.on_raised(*sys.exc_info())
        window.session.forget_typing()
        window.close()
        window.deleteLater()
        QGuiApplication.clipboard().clear()
        settle()
    qInstallMessageHandler(None)
    sys.stdout.buffer.write(msgspec.json.encode(visitor.seen))


def _start(window: Window) -> None:
    window.start()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1280, 1000)
    window.show()
    window.activateWindow()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
