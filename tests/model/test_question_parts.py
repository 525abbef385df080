import pytest

from planner.model.recognise import recognise
from planner.packs.data import read_question_types
from tests.model.asked import GIVEN

TYPES = tuple(read_question_types().values())


def read(text):
    return recognise(text, TYPES)


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("‘Luck won it.’ How far do you agree?", "Luck won it"),
        ("'The rivals' luck won it.' How far do you agree?", "The rivals' luck won it"),
        ("‘The rivals’ luck won it.’ How far do you agree?", "The rivals’ luck won it"),
        (
            "“The ‘Great Terror’ was popular.” How far do you agree?",
            "The ‘Great Terror’ was popular",
        ),
        ("The ‘Great Terror’ was popular. How far do you agree?", "The ‘Great Terror’ was popular"),
        ("This was ‘total war’. How far do you agree?", "This was ‘total war’"),
        ("Read this: ‘Luck won it.’ How far do you agree?", "Luck won it"),
        ("Read this\n‘Luck won it’\nHow far do you agree?", "Luck won it"),
        ("7 Luck won it. How far do you agree?", "Luck won it"),
        ("Luck won it.’ How far do you agree?", "Luck won it"),
        ("Luck won it’ How far do you agree?", "Luck won it"),
        ("How far do you agree with the statement that ‘luck won it’?", "luck won it"),
        ("Read this. Dr. Ley lied to them. How far do you agree?", "Dr. Ley lied to them"),
        ('0 3 "Luck\nwon it"\nHow far do you agree? [16 marks]', "Luck won it"),
        ("‘Luck won it.’ In the light of this, discuss.", "Luck won it"),
        ("How far do you agree that luck won it in 1066? (20)", "luck won it in 1066"),
        ("How far do you agree with the view that luck won it?", "luck won it"),
        ("How accurate is it to say that luck won it (1066)? [20]", "luck won it (1066)"),
        ("Assess the view that ‘luck won it.’ [25]", "luck won it"),
        ("Assess the view that ‘luck won it.’ Use examples.", "luck won it"),
        ("Assess the validity of the view that luck won it. It is old.", "luck won it"),
        ("Has cunning been the main factor in Stalin’s rise?", "cunning"),
        ("Has the role of ‘Mr. Gladstone’ been the main factor?", "the role of ‘Mr. Gladstone’"),
        ("Has ‘Lebensraum’ been the main factor in the war?", "Lebensraum"),
        ("To what extent was luck responsible for it?", "luck"),
        ("To what extent was his victory due to luck? [25]", "luck"),
        # Quotes that state nothing by themselves.
        ("Why did the ‘Great Leap’ fail?", ""),
        ("To what extent did the ‘Great Leap’ fail?", ""),
        ("Explain why ‘total war’ came.", ""),
        ("Write a narrative account analysing “appeasement”.", ""),
    ],
)
def test_the_claim_that_a_question_states(question, stated):
    assert read(question).types
    assert read(question).stated == stated


WHY = "Explain why Rome fell."


@pytest.mark.parametrize(
    ("question", "points"),
    [
        (WHY + GIVEN.format("the army", "taxes"), ("the army", "taxes")),
        (
            f"{WHY} (12)\nYou may use:\n- the army\n- taxes (from 284)",
            ("the army", "taxes (from 284)"),
        ),
        (f"{WHY}\nYou may use:\n* the army\n* taxes [12 marks]", ("the army", "taxes")),
        (f"{WHY}\n1. the army\n2. taxes\n\nWrite in full.", ("the army", "taxes")),
        (f"{WHY}\n(a) the army\n(b) taxes", ("the army", "taxes")),
        (f"1. {WHY}\n• the army\n• taxes", ("the army", "taxes")),
        (
            f"{WHY}\r\n•\tthe army\r\n•\tthe wars of\r\nthe emperors",
            ("the army", "the wars of the emperors"),
        ),
        (
            f"{WHY} You may use the following in your answer: • the army • taxes You must also "
            "use information of your own. (12)",
            ("the army", "taxes"),
        ),
        (
            f"{WHY} You may use the following: - the army - the east–west rift",
            ("the army", "the east–west rift"),
        ),
        (
            "Which of the following was the more important reason why Rome fell:\n• the army\n"
            "• taxes\nExplain your answer with reference to both bullet points. [12 marks]",
            ("the army", "taxes"),
        ),
        (
            "Which was the more important reason why Rome fell: the army, or taxes?",
            ("the army", "taxes"),
        ),
        (
            "Which was the more important reason why Rome fell: the army or taxes? [12]",
            ("the army", "taxes"),
        ),
        # Nothing that is given
        (WHY, ()),
        ("Explain why the east – and only the east – lasted.", ()),
        ("Which was the more important reason why Rome or Gaul fell?", ()),
        ("1. Why did Rome fall?\n2. Why did it last?", ()),
        (f"- {WHY}", ()),
    ],
)
def test_the_points_that_a_question_gives(question, points):
    assert read(question).types
    assert read(question).points == points


@pytest.mark.parametrize(
    ("tail", "marks"),
    [
        ("(16 marks)", 16),
        ("[20]", 20),
        ("(8)", 8),
        ("[16 marks] [SPaG: 4 marks]", 16),
        ("[SPaG: 4 marks] [16 marks]", 16),
        ("(16 + 4 marks)", 16),
        ("[16+4]", 16),
        ("[Total 16]", 16),
        ("(Total: 16)", 16),
        ("(Total for Question 3 = 12 marks)", 12),
        ("16 marks", 16),
        ("\n1 mark", 1),
        ("12 Marks.", 12),
        ("[12] Use your own knowledge.", 12),
        ("(12)\nYou may use:\n• the army (50)", 12),
        # Years, sums of money and numbers that are none
        ("", 0),
        ("(1914)", 0),
        ("[1914–18]", 0),
        ("(1914 marks the start)", 0),
        ("[0]", 0),
        ("(500 marks)", 0),
        ("It was 1066.", 0),
    ],
)
def test_the_marks_that_a_question_names(tail, marks):
    assert read(f"Why did the war begin? {tail}").marks == marks


@pytest.mark.parametrize(
    "question",
    [
        "Why did a loaf (in 1923) cost 100 marks?",
        "Why did a loaf that cost 2 marks (1921) cost 20 marks in 1923?",
        "Why did Division (16) desert?",
        "Why did they rebel in the years 1924–29?",
    ],
)
def test_numbers_within_a_question_are_no_marks(question):
    assert read(question).marks == 0
    assert read(question).types[0].id == "explain-why"
