"""A window that shows files and lets them be dragged out, as a folder's window does.

python -m tests.desktop.folder FILE...
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget


class File(QLabel):
    """One file, by its name."""

    def __init__(self, path):
        super().__init__(path.name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMargin(12)
        self._path = path

    def mouseMoveEvent(self, event):
        if event.buttons() & Qt.MouseButton.LeftButton:
            files = QMimeData()
            files.setUrls([QUrl.fromLocalFile(str(self._path))])
            drag = QDrag(self)
            drag.setMimeData(files)
            drag.exec(Qt.DropAction.CopyAction)


def main(paths):
    app = QApplication(sys.argv[:1])
    # Above whatever else is on the screen, in a corner of its own.
    window = QMainWindow(
        None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
    )
    window.setWindowTitle("Folder")
    files = QWidget()
    window.setCentralWidget(files)
    box = QVBoxLayout(files)
    for path in paths:
        box.addWidget(File(path))
    window.show()
    area = app.primaryScreen().availableGeometry()
    window.move(area.right() - window.width() - 8, area.bottom() - window.height() - 8)
    sys.exit(app.exec())


if __name__ == "__main__":
    main([Path(path) for path in sys.argv[1:]])
