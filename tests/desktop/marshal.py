"""Marshal as someone finds it on the screen: every name that the screen tests go by."""

from tests.desktop.screen import Role

QUESTION = "Why did Stalin win the power struggle?"
CARDS = ["The suppressed testament", "The funeral trick", "The factionalism charge"]
EVIDENCE = "Evidence, paragraph 1"
SAVED = "Saved"


class Marshal:
    """The program's windows, by name."""

    def __init__(self, program):
        self.program = program
        self.plans = program.find("Plans", Role.LIST)
        self.questions = program.find("Questions", Role.LIST)
        self.shelf = program.find("Evidence cards", Role.LIST)
        self.search = program.find("Search evidence", Role.TEXT)
        self.line_of_argument = program.find("Line of argument", Role.TEXT)
        self.save_to = program.find("Save to", Role.TEXT)

    def button(self, name):
        return self.program.find(name, Role.BUTTON)

    def slot(self, name=EVIDENCE):
        """Return the way to the group that a slot is."""
        return self.program.find(name)

    def placed(self, name=EVIDENCE):
        """Return the way to the cards in a slot."""
        return self.slot(name).find(role=Role.LIST).find(role=Role.LIST_ITEM)

    def card(self, headline):
        """Bring a card into view on the shelf, and return the way to it."""
        # As a student would: no keyboard has a key for ’.
        self.search.write(headline.replace("’", "'"))
        card = self.shelf.find(headline, Role.LIST_ITEM)
        card.is_there()
        return card

    def is_saved(self):
        """Wait until the status bar says that all is on disk."""
        bar = self.program.find(role=Role.STATUS_BAR)

        def says_so():
            said = [*bar.all(), *bar.find().all()]
            return any(SAVED in (seen.name, seen.text) for seen in said)

        self.program.until(says_so, f"the status bar to say “{SAVED}”")

    def begin(self, question=QUESTION):
        """Begin a plan for a question, with the mouse."""
        self.button("New plan").click()
        self.questions.find(question, Role.LIST_ITEM).click()
        self.button("Create plan").click()
        self.questions.is_gone()
        self.shelf.is_there()

    def come_back(self, question=QUESTION):
        """Go to the last plan's desk, from Home where the program starts there."""
        self.program.until(lambda: self.shelf.all() or self.plans.all(), "the desk or Home")
        if not self.shelf.all():
            plans = self.plans.find(role=Role.LIST_ITEM)
            last = next(name for name in plans.names() if name.startswith(question))
            self.plans.find(last, Role.LIST_ITEM).click()
            self.program.press("Return")
        self.shelf.is_there()
