"""What a library and the files beside it hold, as digests by name."""

import hashlib
import tempfile
from functools import lru_cache
from pathlib import Path

import msgspec

from planner.packs.signing import SigningKey
from planner.store.aside import set_aside_before
from planner.store.database import VERSION, inspect
from planner.store.library import Library
from planner.store.restore import make_ready
from planner.store.search import Query

Contents = dict[str, str]

WHOLE = (".essayplan", ".evidencepack", ".evidencefix", ".toml", ".md", ".docx", ".pdf", ".key")
"""What the files end in that are never there in part."""
DAMAGED = "damaged"
"""The name of the bytes of a library that cannot be opened."""


def digest(data: object) -> str:
    """Return a digest of bytes or of any value of the model."""
    body = data if isinstance(data, bytes) else msgspec.json.encode(data)
    return hashlib.sha256(body).hexdigest()[:24]


def of_library(library: Library) -> Contents:
    """Return all that a library holds; each sealed row's own digest is checked on the way."""
    found: Contents = {}
    plans = library.plans
    for kind, listed in (("plan", plans.summaries()), ("deleted plan", plans.deleted())):
        for summary in listed:
            plan = plans.load(summary.id)
            found[f"{kind} {plan.id}"] = digest(plan)
            for version in library.versions.list(plan.id):
                found[f"version {plan.id} {version.label}"] = digest(
                    library.versions.load(version.id)
                )
    drafts = library.drafts
    for kind, held in (("draft", drafts.summaries()), ("deleted draft", drafts.deleted())):
        for draft in held:
            found[f"{kind} {draft.id}"] = digest((drafts.load(draft.id), draft.published))
    for pack in library.installed():
        # A pack's whole body is read and compared with what the library keeps of it.
        found[f"pack {pack.info.id}"] = digest((library.pack(pack.info.id), pack.hidden))
    cards = library.page(Query(), 0, 100_000)
    found["cards"] = digest(cards)
    found["found"] = digest([card.id for card in library.page(Query("stalin"), 0, 1_000)])
    found["notes"] = digest(sorted(library.notes(card.id for card in cards).items()))
    found["setting"] = library.setting("last_plan")
    return found


def of_folder(library: Library) -> Contents:
    """Return what a library and the files beside it hold."""
    return {**of_library(library), **of_files(library.path.parent)}


def of_files(folder: Path) -> Contents:
    """Return what the files hold that are put into a folder whole."""
    whole = {path.name: _of_file(path) for path in folder.iterdir() if path.suffix in WHOLE}
    return {**whole, **{f"copy {path.name}": _of_copy(path) for path in copies(folder)}}


def of_asides(path: Path) -> Contents:
    """Return the digest of each library that was set aside as damaged."""
    return {f"aside {file.name}": digest(file.read_bytes()) for file in set_aside_before(path)}


def copies(folder: Path) -> list[Path]:
    """List the other libraries beside a library, and its backups."""
    patterns = ("copy*.db", "*-backups/*.db", "new folder/*.db")
    return sorted(path for pattern in patterns for path in folder.glob(pattern))


def parts(folder: Path) -> list[str]:
    """List the files that were begun and not put in place."""
    return [path.name for path in folder.rglob("*.part")]


def _of_copy(path: Path) -> str:
    return _of_bytes(path.read_bytes())


@lru_cache(maxsize=64)
def _of_bytes(copy: bytes) -> str:
    """Return the digest of all that a copy of a library holds: one that was read is known."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.db"
        path.write_bytes(copy)
        if inspect(path) < VERSION:
            # The backup of an earlier version is brought up to date, as a restore does it.
            earlier = path.rename(path.with_name("earlier.db"))
            make_ready(earlier, path)
        with Library.open(path, write=False) as library:
            return digest(of_library(library))


def _of_file(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF"):
        # Qt writes the time of day into it.
        return "a whole sheet"
    if path.suffix == ".key":
        # Each key is another; one that is damaged is an error here.
        return "a key" if SigningKey.read(path).public else ""
    return digest(data)
