import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import pack, pack_edits
from planner.model.evidence import Card, Factor, Question, When, pack_of
from planner.model.framework import QuestionType
from planner.model.history import History
from planner.model.pack import Pack, PackInfo
from planner.model.pack_cells import PackField, UnknownFactors, Words, cell, with_cell, write
from planner.model.pack_edits import EditError, Part
from planner.model.pack_names import MOST_NAME, new_name, slug, taken_names
from planner.model.pack_rows import Row, leave_out, write_rows
from planner.model.text import LINE, PASSAGE, Id, TextError
from planner.packs.data import read_question_types
from tests import strategies
from tests.ui import samples

TYPES = read_question_types()
KINDS = (Card, Factor, Question)
LISTS = {Card: "cards", Factor: "factors", Question: "questions"}


@pytest.fixture
def usa() -> Pack:
    return samples.pack()


def parts(of: Pack, kind: type[Part]) -> tuple[Part, ...]:
    return getattr(of, LISTS[kind])


def ids(of: Pack, kind: type[Part] = Card) -> list[str]:
    return [part.id for part in parts(of, kind)]


def words(of: Pack) -> Words:
    return Words(of.factors, TYPES)


# Ids


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The funeral trick", "the-funeral-trick"),
        ("Stalin’s cunning", "stalins-cunning"),
        ("  Éric, 1927–28! ", "eric-1927-28"),
        ("Straße", "strasse"),
        ("Ленин", "card"),
        ("", "card"),
        ("x" * 200, "x" * MOST_NAME),
    ],
)
def test_a_name_is_made_of_the_words_that_it_stands_for(said: str, name: str):
    assert new_name(said, ()) == name


def test_a_second_name_of_the_same_words_has_a_number():
    taken = {"the-trick", "the-trick-2"}
    assert new_name("The trick", taken) == "the-trick-3"


@given(st.text(max_size=100), st.sets(st.sampled_from(["a", "card", "card-2", "a-b"])))
def test_a_new_name_is_an_id_and_is_never_taken(said: str, taken: set[str]):
    name = new_name(said, taken)
    assert name not in taken
    assert msgspec.convert(f"pack/{name}", Id) == f"pack/{name}"
    assert "/" not in name
    assert slug(said)


@pytest.mark.parametrize(
    ("kind", "head"),
    [(Card, "headline"), (Factor, "name"), (Question, "text"), (QuestionType, "name")],
)
def test_a_part_whose_name_no_id_could_hold_can_be_read_again(
    usa: Pack, kind: type[Part], head: str
):
    made = write_rows(usa, kind, [Row("", {head: "Почему"})], TYPES)
    assert msgspec.json.decode(msgspec.json.encode(made), type=Pack) == made


def test_new_packs_of_one_title_have_ids_of_their_own():
    first, second = (pack_edits.new_pack("The Cold War") for _ in range(2))
    assert first.info.id.startswith("the-cold-war-")
    assert first.info.id != second.info.id


def test_another_id_goes_to_all_that_is_in_the_pack(usa: Pack):
    renamed = pack_edits.rename_id(usa, "ussr-khan")
    text = msgspec.json.encode(renamed).decode()
    assert "usa/" not in text
    assert '"id":"usa"' not in text
    assert text.replace("ussr-khan", "usa") == msgspec.json.encode(usa).decode()


def test_the_ids_of_other_packs_stay(usa: Pack):
    guest = Card("own/guest", "A card of the student’s own", factors=("usable/x", "usa/cunning"))
    plan = replace(usa.plans[0], question=replace(usa.plans[0].question, id="usable/why"))
    renamed = pack_edits.rename_id(replace(usa, cards=(guest,), plans=(plan,)), "ussr")
    assert renamed.cards[0].id == "own/guest"
    assert renamed.cards[0].factors == ("usable/x", "ussr/cunning")
    assert renamed.plans[0].question.id == "usable/why"


@pytest.mark.parametrize("bad", ["", "own", "Cold War", "a/b", "a--b", "-a", "x" * 91, "a\n"])
def test_an_id_that_cannot_be_a_packs_is_refused(usa: Pack, bad: str):
    with pytest.raises(EditError):
        pack_edits.rename_id(usa, bad)


def test_a_pack_whose_id_is_free_is_a_draft_as_it_is(usa: Pack):
    assert pack_edits.draft_of(usa) is usa


def test_a_pack_whose_id_is_taken_becomes_a_draft_under_another(usa: Pack):
    usa = replace(usa, info=replace(usa.info, version=7))
    draft = pack_edits.draft_of(usa, ["usa"])
    assert draft.info.id != "usa"
    assert draft.info.version == 1
    assert all(pack_of(card.id) == draft.info.id for card in draft.cards)
    assert len(draft.cards) == len(usa.cards)


# The pack itself


def test_what_a_pack_says_of_itself_passes_the_gate(usa: Pack):
    info = replace(usa.info, title="  The\u202e struggle \n", about="One\r\ntwo ")
    changed = pack_edits.change_info(usa, info)
    assert (changed.info.title, changed.info.about) == ("The struggle", "One\ntwo")
    with pytest.raises(TextError):
        pack_edits.change_info(usa, replace(usa.info, title="x" * (LINE + 1)))
    with pytest.raises(EditError):
        pack_edits.change_info(usa, replace(usa.info, id="other"))


# Parts


def test_new_cards_go_where_they_are_put(usa: Pack):
    new = [Card("usa/one", "One"), Card("usa/two", "Two")]
    assert ids(pack_edits.add(usa, new, 1))[:4] == [
        "usa/testament",
        "usa/one",
        "usa/two",
        "usa/funeral",
    ]
    assert ids(pack_edits.add(usa, new))[-2:] == ["usa/one", "usa/two"]


@pytest.mark.parametrize(
    "card",
    [
        Card("usa/funeral", "An id that is taken"),
        Card("usa/cunning", "An id that a factor has"),
        Card("ussr/new", "Another pack’s"),
        Card("usa/new", "A factor that is not there", factors=("usa/luck",)),
        Card("usa/new", "x" * (LINE + 1)),
        Card("usa/new", "Too much", detail="x" * (PASSAGE + 1)),
        Card("usa/new", "A date that is none", when=When("1924", "in 1924")),
        Card("usa/new", "Too many people", people=tuple(map(str, range(51)))),
    ],
)
def test_a_card_that_cannot_be_kept_is_refused(usa: Pack, card: Card):
    with pytest.raises((EditError, TextError)):
        pack_edits.add(usa, [card])


def test_cards_come_in_with_the_factors_that_they_name(usa: Pack):
    luck = Factor("usa/luck", "Luck", hue=2)
    card = Card("usa/cold", "A cold day", factors=(luck.id,))
    changed = pack_edits.put_cards(usa, [card], [luck])
    assert changed.factors[-1] == luck
    assert changed.cards[-1] == card


def test_there_are_only_so_many(usa: Pack, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(pack_edits._LISTS, Card, ("cards", 6, "card"))  # noqa: SLF001
    usa = pack_edits.add(usa, [Card("usa/one", "One")])
    with pytest.raises(EditError, match="at most 6 cards"):
        pack_edits.add(usa, [Card("usa/two", "Two")])
    assert pack.MOST_CARDS == 20_000


def test_a_draft_may_lack_what_it_will_need(usa: Pack):
    changed = pack_edits.change(usa, [replace(usa.cards[0], headline="")])
    assert changed.cards[0].headline == ""


def test_what_was_there_and_is_unknown_does_not_stand_in_the_way(usa: Pack):
    odd = replace(usa.cards[0], factors=("usa/lost",))
    usa = replace(usa, cards=(odd, *usa.cards[1:]))
    changed = pack_edits.change(usa, [replace(odd, headline="Renamed")])
    assert changed.cards[0].factors == ("usa/lost",)


def test_a_factor_goes_out_of_the_cards_and_the_questions_too(usa: Pack):
    asked = replace(usa.questions[0], factors=("usa/cunning", "usa/machine"))
    usa = replace(usa, questions=(asked, usa.questions[1]))
    changed = pack_edits.remove(usa, Factor, ["usa/cunning"])
    assert ids(changed, Factor) == ["usa/machine"]
    assert changed.questions[0].factors == ("usa/machine",)
    assert all("usa/cunning" not in card.factors for card in changed.cards)
    assert ids(changed) == ids(usa)


def test_a_card_and_a_factor_of_one_id_are_told_apart():
    shared = Pack(
        PackInfo("p", "P"), (Factor("p/x", "X"),), (), (Card("p/x", "X", factors=("p/x",)),)
    )
    assert pack_edits.remove(shared, Card, ["p/x"]).factors == shared.factors
    assert len(pack_edits.remove(shared, Factor, ["p/x"]).cards) == 1


def test_several_rows_move_together(usa: Pack):
    moved = pack_edits.move(usa, Card, ["usa/mood", "usa/funeral"], 0)
    assert ids(moved)[:3] == ["usa/funeral", "usa/mood", "usa/testament"]


def test_a_copy_stands_after_its_original_under_a_name_of_its_own(usa: Pack):
    copied = pack_edits.duplicate(usa, Card, ["usa/funeral"], taken=["the-funeral-trick"])
    assert ids(copied)[1:3] == ["usa/funeral", "usa/the-funeral-trick-2"]
    assert replace(copied.cards[2], id="usa/funeral") == usa.cards[1]


def test_what_is_gone_is_told(usa: Pack):
    for change in (
        lambda: pack_edits.remove(usa, Card, ["usa/gone"]),
        lambda: pack_edits.change(usa, [Card("usa/gone", "Gone")]),
        lambda: pack_edits.move(usa, Card, [], 0),
        lambda: pack_edits.remove_plan(usa, "usa/gone"),
    ):
        with pytest.raises(EditError, match="no longer in the pack"):
            change()


def test_a_worked_plan_can_be_taken_out(usa: Pack):
    assert pack_edits.remove_plan(usa, "usa/worked").plans == ()


def test_new_factors_have_colours_that_are_free(usa: Pack):
    made = pack_edits.new_factors(usa, ["Luck", "Luck "], taken=["luck"])
    assert [factor.id for factor in made] == ["usa/luck-2", "usa/luck-3"]
    assert [factor.hue for factor in made] == [2, 3]


# Any run of edits


@st.composite
def edits_on(draw: st.DrawFn, of: Pack):
    kind = draw(st.sampled_from(KINDS))
    held = ids(of, kind)
    some = draw(st.lists(st.sampled_from(held or ["usa/gone"]), min_size=1, max_size=3))
    said = draw(strategies.raw_text())
    match draw(st.sampled_from(["rows", "rows", "remove", "move", "duplicate", "write", "id"])):
        case "remove":
            return lambda p: pack_edits.remove(p, kind, some)
        case "move":
            to = draw(st.integers(-2, 9))
            return lambda p: pack_edits.move(p, kind, some, to)
        case "duplicate":
            return lambda p: pack_edits.duplicate(p, kind, some)
        case "id":
            return lambda p: pack_edits.rename_id(p, slug(said))
        case "write":
            field = draw(st.sampled_from(["title", "author", "about"]))
            return lambda p: write(p, PackField("", "", field), said, TYPES)
    names = list(_FIELDS[kind])
    cells = draw(st.dictionaries(st.sampled_from(names), strategies.raw_text(), max_size=4))
    rows = [Row(some[0] if held and draw(st.booleans()) else "", cells)]
    return lambda p: write_rows(p, kind, rows, TYPES)


_FIELDS = {
    Card: ["headline", "detail", "when", "start", "end", "people", "factors", "source"],
    Factor: ["name", "about", "hue"],
    Question: ["text", "type", "marks", "minutes", "factors"],
}


@given(st.data())
def test_any_run_keeps_the_pack_sound_and_can_be_taken_back(data: st.DataObject):
    history = History(samples.pack())
    for _ in range(data.draw(st.integers(0, 8))):
        before = history.present
        edit = data.draw(edits_on(before))
        try:
            after = edit(before)
        except (EditError, TextError):
            continue
        history = history.after(after, "edit")
        assert msgspec.json.decode(msgspec.json.encode(after), type=Pack) == after
        for kind in KINDS:
            assert len(set(ids(after, kind))) == len(ids(after, kind))
            assert all(pack_of(name) == after.info.id for name in ids(after, kind))
        factors = set(ids(after, Factor))
        assert all(factors.issuperset(part.factors) for part in (*after.cards, *after.questions))
    while history.past:
        history = history.undone()
    assert history.present == samples.pack()


@given(st.data())
def test_a_card_is_lost_by_nothing_but_removing_it(data: st.DataObject):
    usa = samples.pack()
    edit = data.draw(edits_on(usa))
    try:
        after = edit(usa)
    except (EditError, TextError):
        return
    names = {card.id.partition("/")[2] for card in after.cards}
    gone = [card for card in usa.cards if card.id.partition("/")[2] not in names]
    if gone:
        assert pack_edits.remove(usa, Card, [card.id for card in gone]) == after
    assert taken_names([after]) >= {plan.id.partition("/")[2] for plan in after.plans}


# Cells


@given(strategies.cards())
def test_what_a_cell_shows_can_be_written_back(card: Card):
    names = dict.fromkeys(card.factors)
    factors = [Factor(name, f"Factor, {number}") for number, name in enumerate(names)]
    told = Words(factors, TYPES)
    for field in _FIELDS[Card]:
        assert with_cell(card, field, cell(card, field, told), told) == card


@given(st.lists(st.sampled_from("abcdef"), unique=True))
def test_names_of_factors_are_read_as_they_are_told(chosen: list[str]):
    names = ["Cunning", "Trade, tariffs and debt", "Trade", "Luck; chance", "É", "a.b"]
    factors = [Factor(f"p/{at}", name) for at, name in zip("abcdef", names, strict=True)]
    told = Words(factors, TYPES)
    asked = tuple(f"p/{at}" for at in chosen)
    assert told.factors(told.told(asked)) == asked
    assert told.factors(told.told(asked).upper()) == asked


def test_names_that_no_factor_has_are_told_all_at_once(usa: Pack):
    with pytest.raises(UnknownFactors) as caught:
        words(usa).factors("Luck, stalin’s CUNNING; Chance, luck")
    assert caught.value.names == ("Luck", "Chance", "luck")


def test_people_are_parted_by_commas_or_else_by_semicolons():
    card = Card("p/a", "A")
    for said, people in (
        ("Stalin, Trotsky ,, Stalin", ("Stalin", "Trotsky")),
        ("Dzerzhinsky, Felix; Lenin", ("Dzerzhinsky, Felix", "Lenin")),
        ("Stalin\nTrotsky", ("Stalin", "Trotsky")),
        ("Dzerzhinsky, Felix;", ("Dzerzhinsky, Felix",)),
        ("", ()),
    ):
        made = with_cell(card, "people", said, Words((), {}))
        assert isinstance(made, Card)
        assert made.people == people
        assert with_cell(card, "people", cell(made, "people", Words((), {})), Words((), {})) == made


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (When(), "January 1924", When("January 1924", "1924-01", "1924-01")),
        (When("1924", "1924", "1924"), "1925", When("1925", "1925", "1925")),
        # Dates set by hand stay while the words name the same.
        (When("1924", "1924-03", "1924-05"), "in 1924", When("in 1924", "1924-03", "1924-05")),
        (When("then", "1924", ""), "much later", When("much later", "1924", "")),
        (When("1924", "1924-03", "1924-05"), "in 1925", When("in 1925", "1925", "1925")),
        (When("1924", "1924", "1924"), "", When()),
    ],
)
def test_the_dates_follow_the_words(before: When, said: str, after: When):
    made = with_cell(Card("p/a", "A", when=before), "when", said, Words((), {}))
    assert made == Card("p/a", "A", when=after)


@pytest.mark.parametrize(
    ("field", "said", "date"),
    [
        ("start", "1924-01-21", "1924-01-21"),
        ("start", "21 January 1924", "1924-01-21"),
        ("end", "1922 to 1924 or so", "1924"),
        ("start", "-0044", "-0044"),
        ("start", " ", ""),
        ("start", "1924-13", None),
        ("start", "soon", None),
    ],
)
def test_a_date_can_be_written_as_people_write_it(field: str, said: str, date: str | None):
    card = Card("p/a", "A", when=When("then", "1900", "1900"))
    if date is None:
        with pytest.raises(EditError, match="no date that Marshal can read"):
            with_cell(card, field, said, Words((), {}))
    else:
        made = with_cell(card, field, said, Words((), {}))
        assert made == replace(card, when=replace(card.when, **{field: date}))


def test_a_question_of_another_type_has_its_marks_unless_they_were_set_by_hand():
    told = Words((), TYPES)
    usual = Question("p/q", "Why?", "explain-why", 12, 18)
    assert with_cell(usual, "type", "how far do you agree", told) == Question(
        "p/q", "Why?", "how-far-agree", 16, 25
    )
    by_hand = replace(usual, marks=15)
    assert with_cell(by_hand, "type", "assess", told) == Question("p/q", "Why?", "assess", 15, 36)
    with pytest.raises(EditError, match=r"“Explian wy”\. The nearest are: Explain why, "):
        with_cell(usual, "type", "Explian wy", told)


@pytest.mark.parametrize("said", ["twelve", "12.5", "501", "-1", "٣"])
def test_marks_are_a_whole_number(said: str):
    with pytest.raises(EditError, match="Marks should be a whole number from 0 to 500"):
        with_cell(Question("p/q", "Why?"), "marks", said, Words((), TYPES))


# Rows


def test_rows_are_written_and_made_at_once(usa: Pack):
    rows = [
        Row("usa/mood", {"headline": "An open race, 1924"}),
        Row("", {"headline": "A cold day", "when": "January 1924", "factors": "stalin’s cunning"}),
        Row("", {"headline": " ", "detail": ""}),
        Row("", {"detail": "The coffin was heavy"}),
    ]
    made = write_rows(usa, Card, rows, TYPES, taken={"a-cold-day"})
    assert made.cards[4].headline == "An open race, 1924"
    cold, heavy = made.cards[5:]
    assert cold == Card(
        "usa/a-cold-day-2",
        "A cold day",
        when=When("January 1924", "1924-01", "1924-01"),
        factors=("usa/cunning",),
    )
    assert (heavy.id, heavy.headline) == ("usa/the-coffin-was-heavy", "")


def test_a_row_that_cannot_be_written_is_named_and_nothing_is(usa: Pack):
    rows = [Row("", {"text": "Why?"}), Row("", {"text": "How?", "marks": "many"})]
    with pytest.raises(EditError, match=r"\ARow 2 of what was pasted: Marks should be"):
        write_rows(usa, Question, rows, TYPES)


def test_every_unknown_factor_of_all_rows_is_told_once(usa: Pack):
    rows = [Row("", {"headline": "A", "factors": "Luck, Chance"}), Row("", {"factors": "luck"})]
    with pytest.raises(UnknownFactors) as caught:
        write_rows(usa, Card, rows, TYPES)
    assert caught.value.names == ("Luck", "Chance")
    left = leave_out(rows, caught.value.names)
    assert [card.factors for card in write_rows(usa, Card, left, TYPES).cards[5:]] == [()]


def test_new_factors_in_rows_have_colours_of_their_own(usa: Pack):
    rows = [Row("", {"name": "Luck"}), Row("", {"name": "Chance"})]
    made = write_rows(usa, Factor, rows, TYPES)
    assert [factor.hue for factor in made.factors] == [0, 1, 2, 3]


def test_rows_of_one_headline_have_ids_of_their_own(usa: Pack):
    made = write_rows(usa, Card, [Row("", {"headline": "A cold day"})] * 3, TYPES)
    assert ids(made)[5:] == ["usa/a-cold-day", "usa/a-cold-day-2", "usa/a-cold-day-3"]
