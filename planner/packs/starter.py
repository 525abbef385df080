"""What a new pack's source begins with: an example to fill in."""

from planner.model.evidence import OWN
from planner.model.problems import NAME, is_name
from planner.packs.errors import PackError, quoted
from planner.packs.toml_text import text_toml

_TEXT = """\
# An evidence pack for Marshal. Fill in what is empty between quotation marks.
# What follows a # is a note to you, which the program does not read.
#
# To see what is still to do:   python main.py pack check FILE
# To make the pack of it:       python main.py pack build FILE

# The id is the pack’s name for the program. It and the ids below never change once the pack is
# handed out: they are how a student’s plans find their cards again.
id = {id}
title = {title}
author = {author}
subject = ""    # such as "History"
licence = ""    # how others may use it, such as "CC BY 4.0"
version = 1     # one more each time that you hand the pack out
language = "en-GB"
about = ""      # a sentence or two on what the pack covers

# Factors: the kinds of cause that cards speak to. Copy these lines for each further one.
# An example: id = "party-machine", name = "Party machine",
# about = "Posts, votes and control inside the party, and who held them."

[[factors]]
id = "first-factor"
name = ""
about = ""

[[factors]]
id = "second-factor"
name = ""
about = ""

# Questions: as an exam asks them. Types are explain-why, how-far-agree, main-factor,
# to-what-extent, narrative-account and others; general fits any. A question without factors can
# be answered with all of them.

[[questions]]
id = "first-question"
text = ""
type = "general"
factors = ["first-factor", "second-factor"]

# Cards: the pieces of evidence, one fact on each. One that is filled in:
#
# [[cards]]
# id = "murder-in-mexico"
# headline = "Murder in Mexico"
# detail = "Trotsky was murdered in August 1940 by Ramon Mercader, whom Stalin had sent."
# when = {{ shown = "August 1940", start = "1940-08", end = "1940-08" }}
# people = ["Trotsky", "Stalin", "Ramon Mercader"]
# factors = ["cunning"]
# source = "Course notes, page 12"

[[cards]]
id = "first-card"
headline = ""
detail = ""
when = {{ shown = "", start = "", end = "" }}
people = []
factors = ["first-factor"]
source = ""

[[cards]]
id = "second-card"
headline = ""
detail = ""
when = {{ shown = "", start = "", end = "" }}
people = []
factors = ["first-factor"]
source = ""

[[cards]]
id = "third-card"
headline = ""
detail = ""
when = {{ shown = "", start = "", end = "" }}
people = []
factors = ["second-factor"]
source = ""

[[cards]]
id = "fourth-card"
headline = ""
detail = ""
when = {{ shown = "", start = "", end = "" }}
people = []
factors = ["second-factor"]
source = ""
"""


def starter_toml(pack_id: str, title: str, author: str) -> str:
    """Return the source of a new pack, with notes on how to fill it in, check it and build it.

    Raises PackError where the id cannot be a pack's.
    """
    if not is_name(pack_id) or pack_id == OWN:
        raise PackError(
            f"A pack cannot have the id {quoted(pack_id)}. Use at most {NAME} small letters, "
            "digits and hyphens, such as power-struggle."
        )
    return _TEXT.format(id=text_toml(pack_id), title=text_toml(title), author=text_toml(author))
