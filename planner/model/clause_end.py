"""Where a clause can end early and still say what it says."""

import re
from collections.abc import Iterator

from planner.model.mentions import find_dates
from planner.model.name_words import words

# A comma within a list of names or words is no end.
_CLAUSE_END = re.compile(
    r",(?=\s)(?!\s[^\W\d_]+(?:\s[^\W\d_]+)?(?:,|\s(?:and|or)\b))|[;:](?=\s)|\s+[–—-](?=\s)"
)
_JOINING = re.compile(
    r"\s(?=(?:(?:and|or)\b(?!\s[A-Z])|but|because|which|who|whom|whose|so|where|when|while|whilst"
    r"|whereas|although|though|after|before|until|unless|if|since|including|particularly"
    r"|especially|rather|leading|causing|making|leaving|as (?:he|she|it|they))\b)"
)
# Not “to”, “as” and “than”: what follows them is what the words before them are about.
_PLACING = re.compile(
    r"\s(?=(?:for|with|by|in|at|on|from|into|over|under|against|between|during|through"
    r"|throughout|without|towards|about|within|across|via|despite)\b)"
)
_DATING = re.compile(r"\s(?:in|on|during)(?: the)? \Z")
_OPEN_QUOTE = re.compile(r"(?<!\w)[‘“][^’”]*\Z|(?<![\w'])'(?=\w)[^']*\Z")
_LOOSE = words(
    """
    a an the and or but nor of to for with by in at on from into over under against between during
    through without towards about within across via despite as than that which who whom whose so
    because where when while whilst whereas although though after before until unless if since
    including particularly especially rather his her its their this these those very more most not
    was were is are be been being had has have did do does would could should will can may might
    how what why only even just both either neither such also
    """
)
"""Words that a headline does not end with."""

_PAST = words(
    """
    was were is are had has have did does would could should will can may might must
    arose ate beat became began bent blew bore bought broke brought built burnt came cast caught
    chose crept cut dealt drank drew drove dug fed fell felt fled flew forbade forgot fought found
    froze gave got grew held hid hit hung hurt kept knew laid lay led left lent let lit lost made
    meant met overcame overthrew paid put quit ran rang read rode rose said sang sank sat saw sent
    sent set shook shot shut slept sold sought spent split spoke spread stole stood struck stuck
    swept swore swung taught thought threw told took tore undertook went withdrew woke won wore
    wrote
    """
)
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(_PAST))}|\w+ed)\b", re.IGNORECASE)
_THINKING = re.compile(
    r"\b(?:th(?:ink|ought|inking)|believ\w+|know|knew|felt|feel|fear\w*|hop(?:e|ed|ing)|said|says?"
    r"|claim\w*|argu\w+|mean|meant|suggest\w*|expect\w*|doubt\w*|assum\w+|realis\w+|insist\w*"
    r"|den(?:y|ied)|thinks|knows|feels|means)\b(?P<after>.*)",
    re.IGNORECASE,
)
_DENYING = re.compile(r"\b(?:not|never|no|hardly|neither|nor|cannot|few|little)\b|n['’]t\b", re.I)
_HEDGING = re.compile(
    r"\b(?:seem\w*|appear\w*|pretend\w*|would|could|might|may|should)\b", re.IGNORECASE
)
_CONDITION = re.compile(r"\s(?:if|unless|until|before|because|since|so)\b")
_RELATIVE = re.compile(r"\s(?:who|whom|whose|which|where|when)\b")
_DASH = re.compile(r"\s+[–—-]\s")
_TURN = re.compile(r"\s(?:but|if|unless|although|though|whereas|while|whilst)\b")

ASIDE = re.compile(
    rf",\s(?:who|whom|whose|which|where|when)\b[^,;:]*,(?=\s(?:{'|'.join(sorted(_PAST))})\b)"
)
"""What stands between commas, between whom a clause is about and what they did."""

SHORT = 20
"""The fewest characters that say enough, where there are more to choose from."""


def ends(clause: str, least: int, most: int) -> Iterator[str]:
    """Go through the beginnings of a clause that end where a thought does, the longest first.

    least, most: of how many characters.
    """
    for breaks in (_CLAUSE_END, _JOINING):
        at = {found.start() for found in breaks.finditer(clause)}
        if breaks is _JOINING:
            at |= set(_before_dates(clause))
        for end in sorted(at, reverse=True):
            kept = trimmed(clause[:end])
            if max(least, SHORT) <= len(kept) <= most and _is_whole(clause, kept, end):
                yield kept


def loose_ends(clause: str, least: int, most: int) -> Iterator[str]:
    """Go through the beginnings that leave out only where or how it was, the longest first."""
    for found in reversed(list(_PLACING.finditer(clause))):
        kept = trimmed(clause[: found.start()])
        # What is denied may be so only there, or only in that way.
        if least <= len(kept) <= most and _is_whole(clause, kept, found.start()):
            yield kept


def is_denied(clause: str) -> bool:
    """Tell whether a clause says that something is not so."""
    return _DENYING.search(clause) is not None


def trimmed(clause: str) -> str:
    """Return a clause without the marks at its end, and the words that lead on to something."""
    clause = bare(clause)
    opened = _OPEN_QUOTE.search(clause)
    clause = bare(clause[: opened.start()]) if opened and opened.start() else clause
    while " " in clause and _is_loose(clause.rpartition(" ")[2]):
        clause = bare(clause.rpartition(" ")[0])
    return clause


def bare(text: str) -> str:
    """Return text on one line, without the stops at its ends and an open bracket."""
    text = " ".join(text.split()).lstrip(".,;:–—- ")
    while text and (text[-1] in ".,;:–—-" or text[-1] in "([") and not text.endswith("..."):
        text = text[:-1].rstrip()
    return text


def _is_whole(clause: str, kept: str, end: int) -> bool:
    """Tell whether what is kept of a clause, which goes on at the end, stands by itself."""
    rest = clause[end:]
    if _VERB.search(clause[len(kept) : end]) or _VERB.match(rest.lstrip(",;: –—-")):
        # Who it is about, and not what they did.
        return False
    is_aside = clause[end] == "," or _RELATIVE.match(rest)
    if is_aside and _VERB.search(clause) and not _VERB.search(kept):
        return False
    if not clause[end].isspace() or _DASH.match(rest):
        return True
    thought = _THINKING.search(kept)
    if thought and not _VERB.search(thought["after"]):
        # What was thought is still to come.
        return bool(re.match(r"\s(?:and|but)\b", rest))
    if _DENYING.search(kept) and _CONDITION.match(rest):
        return False
    return not (_HEDGING.search(kept) and _TURN.match(rest))


def _before_dates(clause: str) -> Iterator[int]:
    for date in find_dates(clause):
        dating = _DATING.search(clause[: date.at])
        if dating and dating.start() >= 2 * SHORT:
            yield dating.start()


def _is_loose(word: str) -> bool:
    return word.lower() in _LOOSE or word.endswith(("’s", "'s"))
