"""Who made a pack, in words for a student: whether it is signed, and with which key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from planner.ui.controls import Mark, label
from planner.ui.icons import icon
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.packs.trust import Standing

SHIPPED = "Came with Marshal"
UNSIGNED = "Not signed"


def signed_by(signer: str, *, shipped: bool) -> str:
    """Say who signed a pack, in a few words; signer is a public key, or empty."""
    if shipped:
        return SHIPPED
    if not signer:
        return UNSIGNED
    from planner.packs.signing import fingerprint

    return f"Signed {fingerprint(signer)}"


class TrustBox(QFrame):
    """What can be said of who made a pack, before it is installed."""

    def __init__(
        self, theme: Theme, standing: "Standing", signer: str, author: str, *, updating: bool
    ) -> None:
        super().__init__()
        from planner.packs.trust import Standing

        first, unsigned = standing is Standing.FIRST, standing is Standing.UNSIGNED
        self.setProperty("kind", "trust-warn" if unsigned else "trust")
        mark = Mark(22)
        mark.show_icon(
            icon(theme, "shield-alert", "warn") if unsigned else icon(theme, "key-round", "done")
        )
        texts = QVBoxLayout()
        texts.setSpacing(3)
        head, body = _said(standing, author, updating)
        texts.addWidget(label(head, "field", wrap=True))
        if first:
            from planner.packs.signing import fingerprint

            code = label(fingerprint(signer), "fingerprint")
            code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            code.setAccessibleDescription("The code of the key that signed this pack")
            texts.addWidget(code)
        texts.addWidget(label(body, "muted", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)


def _said(standing: "Standing", author: str, updating: bool) -> tuple[str, str]:
    from planner.packs.trust import Standing

    maker = f"“{author}”" if author else "its maker"
    before = "the version that you have" if updating else "the version that was here before"
    same = f"It comes from whoever made {before}: {maker}."
    match standing:
        case Standing.FIRST if updating:
            return (
                "Compare this code with what your teacher shows",
                "Nobody signed the version that you have, so only the code can tell whose this one "
                f"is. It says that it is by {maker}. If the codes differ, do not install it.",
            )
        case Standing.FIRST:
            return (
                "Compare this code with what your teacher shows",
                f"The pack says that it is by {maker}. Install it if the codes are the same. "
                "Marshal then remembers the code, and lets nobody else change this pack.",
            )
        case Standing.KNOWN:
            return "Signed by the same key as before", same
        case Standing.HANDED_OVER:
            return "Signed by a new key, which the key from before vouches for", same
        case Standing.UNSIGNED:
            return (
                "This pack is not signed",
                f"It says that it is by {maker}, and nothing shows whether that is so, or whether "
                "it was changed on its way. Install it only if you trust where you have it from.",
            )
