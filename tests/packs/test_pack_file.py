import io
import json
import zipfile
from itertools import pairwise, product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Card, Factor, Question, When
from planner.model.framework import Framework, SlotKind
from planner.model.pack import Pack, PackInfo
from planner.model.plan import Plan
from planner.model.problems import problems
from planner.packs import pack_json
from planner.packs.errors import PackError
from planner.packs.pack_file import PackFile, build_pack, read_pack_file, save_pack_file
from planner.packs.pack_written import Whole
from planner.packs.signing import SigningKey, hand_over
from planner.packs.tidy import hides_nothing, tidy
from tests.model.test_problems import ADVICE, FINE, GRAVE
from tests.packs.strategies import packs
from tests.sentences import are_sentences

KEY, OLD, OLDER = (SigningKey.make() for _ in range(3))
PLAN = Plan(
    "usa/worked",
    Question("usa/why", "Why?"),
    Framework("peel", "PEEL", slots=(SlotKind("Point"),)),
    serial=1,
)
SAMPLE = Pack(
    PackInfo("usa", "The struggle", "T. Eacher", version=3),
    (Factor("usa/cunning", "Cunning"), Factor("usa/machine", "Machine", hue=1)),
    (Question("usa/why", "Why?", factors=("usa/cunning",)),),
    (
        Card("usa/trick", "The trick", when=When("1924", "1924", "1925"), people=("Stalin",)),
        Card("usa/post", "A post", "Typing:\ncards", factors=("usa/machine",)),
    ),
    (PLAN,),
)


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files, method=zipfile.ZIP_STORED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def with_body(change, key=None):
    """Return a pack file whose JSON was changed, and signed after that."""
    held = json.loads(unpacked(build_pack(SAMPLE))["pack.json"])
    change(held)
    return with_text(json.dumps(held, ensure_ascii=False), key)


def with_text(text, key=None):
    body = text if isinstance(text, bytes) else text.encode()
    files = {"pack.json": body}
    if key:
        files["pack.json.minisig"] = key.sign(body, f"pack:usa version:3 key:{key.public}")
    return packed(files)


def refused(data):
    with pytest.raises(PackError) as caught:
        read_pack_file(data, "usa.evidencepack")
    message = str(caught.value)
    assert message.startswith("usa.evidencepack")
    assert are_sentences(message.replace("usa.evidencepack", "The file", 1))
    return message


@given(packs(), st.booleans())
def test_a_pack_comes_back_as_it_was(pack, signed):
    key = KEY if signed else None
    data = build_pack(pack, key)
    assert build_pack(pack, key) == data
    assert read_pack_file(data) == PackFile(pack, KEY.public if signed else "")


def test_a_pack_file_is_a_plain_zip_of_readable_json():
    data = build_pack(SAMPLE, KEY)
    files = unpacked(data)
    assert list(files) == ["pack.json", "pack.json.minisig"]
    text = files["pack.json"].decode()
    assert text.startswith(
        '{\n  "format": "marshal-pack",\n  "version": 1,\n  "pack": {\n    "info"'
    )
    assert text.endswith("}\n")
    assert (
        f"trusted comment: pack:usa version:3 key:{KEY.public}\n".encode()
        in files["pack.json.minisig"]
    )
    assert list(unpacked(build_pack(SAMPLE))) == ["pack.json"]
    for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
        assert (info.compress_type, info.date_time[0], info.create_system) == (0, 1980, 3)
        # Whoever unpacks it can read it, as can others.
        assert info.external_attr >> 16 == 0o100644


def test_another_program_may_have_packed_it():
    files = unpacked(build_pack(SAMPLE, KEY))
    reordered = dict(reversed(files.items()))
    for again in (packed(files, zipfile.ZIP_DEFLATED), packed(reordered)):
        assert read_pack_file(again) == PackFile(SAMPLE, KEY.public)


def test_texts_are_tidied_before_they_are_signed():
    untidy = replace(SAMPLE, cards=(replace(SAMPLE.cards[0], headline=" The  trick\t"),))
    file = read_pack_file(build_pack(untidy, KEY))
    assert file.pack.cards[0].headline == "The trick"
    assert build_pack(file.pack, KEY) == build_pack(untidy, KEY)


def test_what_readers_would_refuse_is_not_built():
    for pack, words in (
        (replace(SAMPLE, cards=(Card("usa/a", ""),)), "card “usa/a”: headline is empty"),
        (replace(SAMPLE, cards=(Card("usa/a", "x" * 301),)), "card 1, headline has more than 300"),
        (replace(SAMPLE, info=PackInfo("usa", "a", version=0)), "version should be at least 1"),
        (replace(SAMPLE, info=PackInfo("own", "a")), "id cannot be “own”"),
        (replace(SAMPLE, info=PackInfo("usa", "")), "the pack has no title"),
    ):
        with pytest.raises(PackError) as caught:
            build_pack(pack, KEY)
        called = pack.info.title or pack.info.id
        assert str(caught.value).startswith(f"The pack “{called}”")
        assert words in str(caught.value)


# A teacher is told all that readers would refuse, and of nothing else that it is grave


@pytest.mark.parametrize("pack", [case[0] for case in GRAVE if case[1] != "no-cards"])
def test_what_is_gravely_wrong_is_not_built(pack):
    with pytest.raises(PackError) as caught:
        build_pack(pack)
    assert are_sentences(str(caught.value))


@pytest.mark.parametrize("pack", [*FINE, *(case[0] for case in ADVICE)])
def test_what_is_sound_or_could_only_be_better_is_built(pack):
    assert read_pack_file(build_pack(pack)).pack == tidy(pack)


DATES = ["", "1924", "1924-01", "1924-01-21", "1924-02-30", "1925", "-0044", "-0044-03-15", "-0045"]


@pytest.mark.parametrize(("start", "end"), list(product(DATES, repeat=2)))
def test_dates_that_are_gravely_wrong_are_refused_and_no_others(start, end):
    card = replace(SAMPLE.cards[0], when=When("then", start, end))
    pack = replace(SAMPLE, cards=(card,))
    if any(problem.grave for problem in problems(pack)):
        with pytest.raises(PackError, match="the end is before the start"):
            build_pack(pack)
    else:
        assert read_pack_file(build_pack(pack)).pack == pack


# Who signed it


def test_what_was_changed_after_signing_is_refused_before_it_is_read():
    files = unpacked(build_pack(SAMPLE, KEY))
    changed = files | {"pack.json": files["pack.json"].replace(b"The trick", b"A trick")}
    assert "the signature does not fit" in refused(packed(changed))
    nonsense = files | {"pack.json": b"[" * 1_000}
    assert "the signature does not fit" in refused(packed(nonsense))


def test_a_key_that_the_signature_does_not_name_can_be_given():
    body = unpacked(build_pack(SAMPLE))["pack.json"]
    data = packed({"pack.json": body, "pack.json.minisig": KEY.sign(body, "by hand")})
    assert "does not say which key" in refused(data)
    assert read_pack_file(data, signer=KEY.public).signer == KEY.public
    with pytest.raises(PackError, match="the signature does not fit"):
        read_pack_file(data, signer=OLD.public)


def test_an_empty_signature_is_none():
    body = unpacked(build_pack(SAMPLE))["pack.json"]
    assert "the signature is damaged" in refused(
        packed({"pack.json": body, "pack.json.minisig": b""})
    )


def test_changes_of_key_are_kept_and_checked():
    chain = (hand_over(OLDER, OLD.public, "usa"), hand_over(OLD, KEY.public, "usa"))
    data = build_pack(SAMPLE, KEY, chain)
    assert read_pack_file(data) == PackFile(SAMPLE, KEY.public, chain)


@pytest.mark.parametrize(
    ("chain", "key", "words"),
    [
        ((hand_over(OLDER, OLD.public, "usa"),), KEY, "do not lead to this key"),
        ((hand_over(OLD, KEY.public, "usa"),), None, "do not lead to this key"),
        (
            (hand_over(OLD, KEY.public, "usa"), hand_over(OLDER, OLD.public, "usa")),
            KEY,
            "do not lead to this key",
        ),
        ((hand_over(OLD, KEY.public, "ussr"),), KEY, "handover 1: the signature does not fit"),
        (
            (replace(hand_over(OLDER, KEY.public, "usa"), old=OLD.public),),
            KEY,
            "handover 1: the signature does not fit",
        ),
        (
            (replace(hand_over(OLD, OLDER.public, "usa"), new=KEY.public),),
            KEY,
            "handover 1: the signature does not fit",
        ),
        (
            (replace(hand_over(OLD, KEY.public, "usa"), signature="x"),),
            KEY,
            "handover 1: the signature is damaged",
        ),
    ],
)
def test_a_handover_that_does_not_hold_is_refused(chain, key, words):
    with pytest.raises(PackError) as caught:
        build_pack(SAMPLE, key, chain)
    assert str(caught.value).startswith("The pack “The struggle”")
    assert words in str(caught.value)


def test_a_handover_whose_key_is_no_key_is_told():
    handover = {"old": "RW", "new": KEY.public, "signature": "s"}
    data = with_body(lambda held: held.update(handovers=[handover]))
    assert "handover 1, old should be a public key of minisign’s" in refused(data)


def test_too_many_handovers_are_refused():
    keys = [SigningKey.make() for _ in range(12)]
    chain = [hand_over(a, b.public, "usa") for a, b in pairwise(keys)]
    with pytest.raises(PackError, match="handovers has more than 10 entries"):
        build_pack(SAMPLE, keys[-1], chain)


# What it says


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4", "is another kind of file, or it is damaged"),
        (packed({"pack.json.minisig": b"x"}), "is not a pack file: there is no pack.json"),
        (
            packed({"pack.json": b"{}", "readme.txt": b""}),
            "“readme.txt” is in it, which does not belong",
        ),
        (with_text("[]"), "usa.evidencepack"),
        (with_text("{}"), "is not a pack file"),
        (with_text('{"format": "marshal-plan", "version": 1}'), "is not a pack file"),
        (with_text('{"format": ["marshal-pack"], "version": 1}'), "is not a pack file"),
        (with_text('{"format": "marshal-pack", "version": true}'), "is not a sound pack file"),
        (with_text('{"format": "marshal-pack", "version": 1}'), "has no “pack”"),
        (
            with_text('{"format": "marshal-pack", "version": 2, "new": {"a": []}}'),
            "was saved by a newer version of Marshal",
        ),
        (with_text('{"format": "marshal-pack", "format": "marshal-pack"}'), "two fields of one"),
        (with_text(b'{"format": "marshal-pack\xff"}'), "line 1 has other bytes"),
        (with_text(b"\xef\xbb\xbf{}"), "byte order mark"),
        (with_text('{"format": NaN}'), "holds NaN"),
        (with_text("{" * 200), "line 1 is not written as JSON"),
        (with_text('{"format": "\\ud800"}'), "half of a character"),
    ],
)
def test_what_is_no_pack_file(data, words):
    assert words in refused(data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: p.update(extra=1), "pack has a field “extra”"),
        (lambda p: p["info"].update(id="u/sa"), "id cannot be “u/sa”"),
        (lambda p: p["info"].update(id="us"), "factor “usa/cunning”: its id should be “us”"),
        (lambda p: p["info"].update(title=" "), "the pack has no title"),
        (lambda p: p["info"].update(version="3"), "pack, info, version should be a whole number"),
        (
            lambda p: p["factors"][1].update(id="usa/cunning"),
            "usa/cunning”: this id is there twice",
        ),
        (lambda p: p["factors"][1].update(name=""), "factor “usa/machine”: name is empty"),
        (lambda p: p["questions"][0].update(text=""), "question “usa/why”: text is empty"),
        (lambda p: p["questions"][0].update(factors=["usa/x"]), "has no factor “usa/x”"),
        (lambda p: p["questions"][0].update(id="usa"), "question “usa”: its id should be"),
        (lambda p: p["cards"][1].update(id="usa/trick"), "“usa/trick”: this id is there twice"),
        (lambda p: p["cards"][1].update(id="usa/a/b"), "card “usa/a/b”: its id should be"),
        (lambda p: p["cards"][1].update(id="usaa/b"), "card “usaa/b”: its id should be"),
        (lambda p: p["cards"][1].update(id="Usa/b"), "pack, card 2, id should have only small"),
        (lambda p: p["cards"][1].update(headline="\n"), "card “usa/post”: headline is empty"),
        (lambda p: p["cards"][1].update(headline=7), "pack, card 2, headline should be text"),
        (lambda p: p["cards"][1].update(factors=["ussr/x"]), "has no factor “ussr/x”"),
        (lambda p: p["cards"][0]["when"].update(end="1923"), "the end is before the start"),
        (lambda p: p["cards"][0]["when"].pop("start"), "the end is before the start"),
        (lambda p: p["cards"][0]["when"].update(start="soon"), "date such as 1924"),
        (lambda p: p["cards"][0].update(people=["x"] * 51), "more than 50 entries"),
        (lambda p: p.update(cards=[p["cards"][0]] * 20_001), "more than 20,000 entries"),
        (lambda p: p["plans"][0].update(id="worked"), "plan “worked”: its id should be"),
        (lambda p: p["plans"].append(p["plans"][0]), "plan “usa/worked”: this id is there twice"),
        (lambda p: p["plans"][0]["question"].update(text=""), "“usa/worked”: the plan has no"),
        (lambda p: p["plans"][0].update(paragraphs=[{"id": "n7"}]), "“usa/worked”: its serial"),
        (
            lambda p: p["plans"][0].update(paragraphs=[{"id": "n0"}, {"id": "n0"}]),
            "“usa/worked”: two parts of the plan have the same id",
        ),
    ],
)
def test_each_fault_is_told_with_its_place(change, words):
    assert words in refused(with_body(lambda held: change(held["pack"])))


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\ufeff", "\ufffc"])
@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda p, s: p["info"].update(title=f"a{s}b"), "info, title"),
        (lambda p, s: p["info"].update(about=s), "info, about"),
        (lambda p, s: p["factors"][0].update(name=f"{s}a"), "factor 1, name"),
        (lambda p, s: p["questions"][0].update(text=f"{s}a"), "question 1, text"),
        (lambda p, s: p["cards"][1].update(detail=f"a\n{s}a"), "card 2, detail"),
        (lambda p, s: p["cards"][0]["when"].update(shown=s), "card 1, when, shown"),
        (lambda p, s: p["cards"][0].update(people=["b", s]), "card 1, people 2"),
        (lambda p, s: p["plans"][0].update(conclusion=s), "plan 1, conclusion"),
        (
            lambda p, s: p["plans"][0]["framework"]["slots"][0].update(label=s),
            "plan 1, framework, slot 1, label",
        ),
    ],
)
def test_what_cannot_be_seen_is_refused(sign, change, place):
    message = refused(with_body(lambda held: change(held["pack"], sign)))
    assert f": {place} holds characters that cannot be seen" in message


def test_what_only_looks_otherwise_is_put_right():
    file = read_pack_file(
        with_body(
            lambda held: (
                held["pack"]["cards"][0].update(headline="cafe\u0301\tor\n two"),
                held["pack"]["cards"][0].update(detail="a\r\nb\u2028c\td"),
            )
        )
    )
    card = file.pack.cards[0]
    assert (card.headline, card.detail) == ("café or two", "a\nb\nc d")


@pytest.mark.parametrize(
    ("field", "name"), [("factors", "name"), ("questions", "text"), ("cards", "headline")]
)
def test_the_only_part_of_its_kind_is_put_right_as_well(field, name):
    def only(held, text):
        del held["pack"]["plans"]
        held["pack"] |= {"questions": [], "cards": []} if field == "factors" else {}
        held["pack"][field] = [{**held["pack"][field][0], name: text}]

    pack = read_pack_file(with_body(lambda held: only(held, " a\n b "))).pack
    assert getattr(getattr(pack, field)[0], name) == "a b"
    # The one character becomes two.
    said = refused(with_body(lambda held: only(held, "\u0958" * 300 * (1 + (name == "text")))))
    assert f"{field[:-1]} 1, {name} has more than" in said


def test_what_a_pack_says_of_itself_is_put_right():
    file = read_pack_file(with_body(lambda held: held["pack"]["info"].update(title=" a\tb")))
    assert file.pack.info.title == "a b"


def test_text_that_grows_when_it_is_composed_stays_within_its_length():
    # The one character becomes two.
    assert "card 1, headline has more than 300" in refused(
        with_body(lambda held: held["pack"]["cards"][0].update(headline="\u0958" * 300))
    )


@given(st.binary(max_size=300))
def test_any_bytes_give_one_kind_of_error(data):
    with pytest.raises(PackError, match=r"^This file"):
        read_pack_file(data)


@given(st.data())
def test_any_damage_to_a_signed_file_is_found(data):
    """A changed bit either has no meaning, as in a zip's dates, or the file is refused."""
    held = bytearray(build_pack(SAMPLE, KEY))
    held[data.draw(st.integers(0, len(held) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        file = read_pack_file(bytes(held))
    except PackError:
        return
    assert file == PackFile(SAMPLE, KEY.public)


@given(st.data())
def test_any_damage_to_its_json_gives_a_sound_pack_or_one_kind_of_error(data):
    held = bytearray(unpacked(build_pack(SAMPLE))["pack.json"])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(held) - 1))
        held[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        pack = read_pack_file(with_text(bytes(held))).pack
    except PackError:
        return
    assert read_pack_file(build_pack(pack)).pack == pack
    assert msgspec.convert(msgspec.to_builtins(pack), Pack) == pack


def test_files(tmp_path):
    path = tmp_path / "usa.evidencepack"
    save_pack_file(build_pack(SAMPLE, KEY), path)
    assert read_pack_file(path) == PackFile(SAMPLE, KEY.public)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(PackError, match=r"^usa\.evidencepack cannot be opened"):
        read_pack_file(path)
    with pytest.raises(PackError, match="could not be written"):
        save_pack_file(b"x", tmp_path / "none" / "usa.evidencepack")
    with pytest.raises(PackError, match="There is no file"):
        read_pack_file(tmp_path / "none.evidencepack")


def test_a_path_that_no_system_has_is_told(tmp_path):
    with pytest.raises(PackError, match="cannot be read"):
        read_pack_file(tmp_path / "a\0b.evidencepack")


# More than is read at a time


def large(held):
    """Give a pack so many cards that its JSON is read a part at a time."""
    card = held["pack"]["cards"][0]
    held["pack"]["cards"] = [
        {**card, "id": f"usa/c{number}", "detail": f"{number:04} " * 60} for number in range(1_200)
    ]


def test_a_large_pack_is_read_as_any_other():
    read = read_pack_file(with_body(large)).pack
    assert [card.id for card in read.cards] == [f"usa/c{number}" for number in range(1_200)]
    assert read.cards[700].detail == "0700 " * 60
    assert (read.factors, read.plans) == (SAMPLE.factors, SAMPLE.plans)


def test_a_large_pack_is_never_taken_in_whole(monkeypatch):
    data, sizes = with_body(large), []

    def noted(text):
        sizes.append(len(text))
        return hides_nothing(text)

    monkeypatch.setattr(pack_json, "hides_nothing", noted)
    read_pack_file(data)
    parts = [size for size in sizes if size > 1_000]
    assert sum(parts) > 500_000
    assert all(size < 260_000 for size in parts)
    # And not one by one, which would take long.
    assert all(size > 240_000 for size in parts[:-1])


def many(words="A passage."):
    cards = tuple(Card(f"usa/c{number}", f"Card {number}", words * 20) for number in range(1_200))
    return replace(SAMPLE, cards=cards)


def test_what_marshal_wrote_goes_the_quick_way(monkeypatch):
    pack = many()
    data = build_pack(pack, KEY)
    monkeypatch.delattr(pack_json, "_read_in_parts")
    assert read_pack_file(data).pack == pack


def test_what_is_written_without_spaces_goes_a_quick_way_too(monkeypatch):
    whole = Whole("marshal-pack", 1, many())
    for slow in ("check_sense", "hides_nothing", "tidy"):
        monkeypatch.delattr(pack_json, slow)
    assert pack_json.read_pack_json(msgspec.json.encode(whole), "usa") == whole


@pytest.mark.parametrize("words", ["A passage.", " A  passage", "Café – ", "cafe\u0301"])
def test_a_pack_is_the_same_whoever_wrote_it(words):
    pack = many(words)
    assert read_pack_file(build_pack(pack)).pack == tidy(pack)
    whole = Whole("marshal-pack", 1, pack)
    read = pack_json.read_pack_json(msgspec.json.encode(whole), "usa")
    assert read == replace(whole, pack=tidy(pack))


def test_a_field_that_stands_twice_in_what_looks_like_marshals_is_found():
    text = unpacked(build_pack(many()))["pack.json"].decode()
    line = '      "headline": "Card 1100",\n'
    assert text.count(line) == 1
    assert "two fields of one name" in refused(with_text(text.replace(line, 2 * line)))


def test_a_fault_deep_in_a_large_pack_is_told_with_its_place():
    for number in (1, 700, 1_200):

        def break_one(held, number=number):
            large(held)
            held["pack"]["cards"][number - 1]["headline"] = 7

        assert f"card {number}, headline should be text" in refused(with_body(break_one))


def test_a_number_without_end_is_found_in_a_large_pack_too():
    text = unpacked(with_body(large))["pack.json"].decode()
    at = text.index('"id": "usa/c700"')
    assert "a number that is too large" in refused(with_text(f'{text[:at]}"n": 1e999, {text[at:]}'))


def test_a_field_that_stands_twice_is_found_in_a_large_pack_too():
    text = unpacked(with_body(large))["pack.json"].decode()
    assert "two fields of one name" in refused(with_text('{"version": 1,' + text[1:]))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda held, much: held["pack"]["cards"][1].update(people=much), "card 2"),
        (lambda held, much: held["pack"]["info"].update(title=much), "info"),
        (lambda held, much: held.update(handovers=much), "handovers"),
    ],
)
def test_a_part_that_is_too_large_by_itself_is_named(change, place):
    much = 600_000 * ["12345678"]
    said = refused(with_body(lambda held: change(held, much)))
    assert f": {place} has more than 5 MB" in said
