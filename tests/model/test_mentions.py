import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.model.evidence import DATE, When, sort_key
from planner.model.material import Kind
from planner.model.mentions import combine, find_dates, month_number
from tests.model import notes


def found(text):
    return [(m.when.shown, m.when.start, m.when.end) for m in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "shown", "start", "end"),
    [
        ("In 1925, Trotsky lost his job", "1925", "1925", "1925"),
        ("murdered in August 1940 in Mexico", "August 1940", "1940-08", "1940-08"),
        ("In 1927-28, the Soviet Union", "1927-28", "1927", "1928"),
        ("in 1927–28", "1927–28", "1927", "1928"),
        ("in 1922–9", "1922–9", "1922", "1929"),
        ("in 1905/06", "1905/06", "1905", "1906"),
        ("From 1922 he was ill", "from 1922", "1922", "1922"),
        ("since 1922", "since 1922", "1922", "1922"),
        ("By 1929, Stalin had emerged", "by 1929", "1929", "1929"),
        ("ill from 1922 to 1924", "1922 to 1924", "1922", "1924"),
        ("1922 to 1924 were hard", "1922 to 1924", "1922", "1924"),
        ("between 1922 and 1924", "between 1922 and 1924", "1922", "1924"),
        ("January to March 1921", "January to March 1921", "1921-01", "1921-03"),
        ("January 1924 – May 1925", "January 1924 – May 1925", "1924-01", "1925-05"),
        ("on 21 January 1924", "21 January 1924", "1924-01-21", "1924-01-21"),
        ("on the 21st of January, 1924", "21st of January, 1924", "1924-01-21", "1924-01-21"),
        ("on January 21, 1924", "January 21, 1924", "1924-01-21", "1924-01-21"),
        ("21–23 January 1924", "21–23 January 1924", "1924-01-21", "1924-01-23"),
        ("3 Sept 1939", "3 Sept 1939", "1939-09-03", "1939-09-03"),
        ("45 January 1924", "January 1924", "1924-01", "1924-01"),
        ("in the 1920s", "1920s", "1920", "1929"),
        ("in the mid-1920s", "mid-1920s", "1920", "1929"),
        ("in the spring of 1921", "spring of 1921", "1921", "1921"),
        ("post-1917 Russia", "post-1917", "1917", "1917"),
        ("late 1917", "late 1917", "1917", "1917"),
        ("the 19th century", "19th century", "1801", "1900"),
        ("the 5th century BC", "5th century BC", "-0500", "-0401"),
        ("murdered in 44 BC", "44 BC", "-0044", "-0044"),
        ("the wars of 264–146 BC", "264–146 BC", "-0264", "-0146"),
        ("27 BC – AD 14", "27 BC – AD 14", "-0027", "0014"),
        ("fell in AD 476", "AD 476", "0476", "0476"),
        ("about 871 AD", "about 871 AD", "0871", "0871"),
        ("c. 1066", "c. 1066", "1066", "1066"),
        ("in about 1400", "about 1400", "1400", "1400"),
        ("1924-01-21", "1924-01-21", "1924-01-21", "1924-01-21"),
        ("1924-07", "1924-07", "1924-07", "1924-07"),
        ("21/01/1924", "21/01/1924", "1924-01-21", "1924-01-21"),
        ("21.1.1924", "21.1.1924", "1924-01-21", "1924-01-21"),
        ("3/4/1924", "3/4/1924", "1924", "1924"),
        ("(1879–1953)", "1879–1953", "1879", "1953"),
        ("In 1917 workers seized factories", "1917", "1917", "1917"),
        ("the 1917 revolutions", "1917", "1917", "1917"),
        ("In 1917 1200 men died", "1917", "1917", "1917"),
        ("the Munitions Act 1915", "1915", "1915", "1915"),
        ("1936’s constitution", "1936", "1936", "1936"),
        ("1929 show trials", "1929", "1929", "1929"),
        ("(1900)", "1900", "1900", "1900"),
        ("1900: the party", "1900", "1900", "1900"),
        ("earlier than 1917", "1917", "1917", "1917"),
    ],
)
def test_a_date_in_running_text_is_found(text, shown, start, end):
    assert found(text) == [(shown, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "the 10th Party Congress",
        "Five Year Plans",
        "15 per cent",
        "1,500 men",
        "1500 men died",
        "1917 workers died",
        "in 1500 villages",
        "1500 were killed",
        "killed 1500 and wounded 1200",
        "between 1500 and 2000 men",
        "1500–2000 men",
        "from 1500 to 2,000",
        "more than 1917 of them",
        "about 1917 died",
        "had 1250 rifles",
        "£1500, $1917 and 1917%",
        "1917 per cent",
        "page 1917, p. 1054, pp. 1917–1921",
        "Order 1917 and Order No. 1918",
        "room 1917",
        "1830 hours",
        "at 18:30 on 1:1917",
        "3.1917, 1917.5 and 1.1.1",
        "020 7946 1066",
        "T-1984 and AK-1917",
        "In March 1500 men left",
        "he may 1924 times",
        "0999 and 2101",
        "in 871",
        "45/45/1924",
        "31st century",
        "AD 0",
        "١٩٢٤",
        "1929-22",
    ],
)
def test_a_number_that_is_no_date_is_none(text):
    assert found(text) == []


def test_each_date_has_its_place():
    text = "Ill from 1922, he died on 21 January 1924; by 1929 all was over."
    assert [text[m.at : m.to] for m in find_dates(text)] == [
        "from 1922",
        "21 January 1924",
        "by 1929",
    ]


@pytest.mark.parametrize("block", [b for b in notes.BLOCKS if b.kind is not Kind.HEADING])
def test_every_date_of_the_notes_is_found_and_none_made_up(block):
    when = combine(mention.when for mention in find_dates(block.text))
    begins = [start for start in notes.DATES if block.text.startswith(start)]
    assert (when.start, when.end) == (notes.DATES[begins[0]] if begins else ("", ""))


def test_a_card_with_one_date_shows_it_and_with_more_all_of_them():
    assert combine([]) == When()
    first, second = When("1925", "1925", "1925"), When("by 1922", "1922", "1922")
    assert combine([first, first]) == first
    assert combine([first, second]) == When("1925 and by 1922", "1922", "1925")
    month = When("May 1925", "1925-05", "1925-05")
    assert combine([first, second, month]).shown == "1925, by 1922 and May 1925"


def test_more_than_three_dates_show_the_first_and_the_last():
    years = [When(y, y, y) for y in ("1925", "1922", "1929", "1927")]
    assert combine(years) == When("1922 to 1929", "1922", "1929")


def test_months_are_known_by_name_and_by_their_beginning():
    assert [month_number(w) for w in ("May", "sept.", "DEC", "Decem", "Marching")] == [
        5,
        9,
        12,
        0,
        0,
    ]


WORDS = """
1917 1924 1500 1929-31 44 BC AD in by from to and January May 21 st of – - , . 1920s men c. mid-
late century 19th / £ % page the
"""
words = st.sampled_from(WORDS.split())
texts = st.lists(words, max_size=12).map(" ".join) | st.text(max_size=40)


@given(texts)
@example("1001-1002-1003")
def test_what_is_found_stands_in_the_text_in_order(text):
    last = 0
    for mention in find_dates(text):
        assert last <= mention.at < mention.to <= len(text)
        last = mention.to
        stands = " ".join(text[mention.at : mention.to].split())
        assert mention.when.shown.lower() == stands.lower()
        assert re.match(DATE, mention.when.start)
        assert re.match(DATE, mention.when.end)
        assert sort_key(mention.when.start) <= sort_key(mention.when.end, last=True)
        assert re.search(r"\d", stands)


def test_a_long_run_of_years_does_not_exhaust_the_reader():
    assert find_dates("-".join(str(year) for year in range(1000, 2100))) is not None
