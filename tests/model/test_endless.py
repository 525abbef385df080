"""What people write has an end; what only looks like a word, and turns at each letter, has none."""

import pytest

from planner.model.endless import LONGEST_WORD, PIECE, TURNS, is_endless, pieces, units
from planner.model.text import PASSAGE

REAL = [
    "Stalin held the party. " * 900,
    "https://example.org/" + "a1%2F" * 400,
    "Il a dit « שלום » à l’élève, puis “مرحبا بالعالم”, deux fois. " * 300,
    "他说，俄国的革命改变了一切。" * 1_400,
    "革命 the party、スターリンは党を握っていた。" * 700,
    "การปฏิวัติรัสเซีย เปลี่ยนทุกอย่าง " * 600,
    "혁명은 모든 것을 바꾸었다 " * 1_000,
    "👩‍👩‍👧 family, 🏳️‍🌈 flag " * 900,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\n" * 90,
    "การปฏิวัติรัสเซียเปลี่ยนทุกอย่างในปี1917และLeninกลับมา" * 20,
    "ការបដិវត្តន៍រុស្ស៊ីបានផ្លាស់ប្តូរ" * 600,
    "ການປະຕິວັດລັດເຊຍປ່ຽນແປງທຸກຢ່າງ" * 600,
    "─" * PASSAGE,
    "“…”——————" * 20,
    "…" * PASSAGE,
    "😂" * PASSAGE,
    "★☆★☆★ " * 3_000,
    "мир" * 6_000,
]


@pytest.mark.parametrize("text", REAL, ids=range(len(REAL)))
def test_what_people_write_has_an_end(text):
    assert not is_endless(text[:PASSAGE])


@pytest.mark.parametrize("end", ["", " and so on", "\nmore", "漢字"])
@pytest.mark.parametrize("pair", ["aא", "1ع", "aж", "กa", "١ع", "ກກก", "ab𐌰", "aⲀ"])
def test_a_word_of_so_many_pieces_has_no_end(pair, end):
    word = pair * TURNS
    assert is_endless(f"before {word}{end}")
    assert not is_endless(f"before {' '.join([pair] * TURNS)}{end}")


def test_a_word_has_an_end_where_it_turns_once_less():
    assert TURNS == LONGEST_WORD
    word = "aא" * (TURNS // 2)
    assert is_endless(word)
    assert not is_endless(word[:-1])
    assert is_endless("long" * TURNS + word)


def test_signs_that_hang_together_have_no_end():
    assert is_endless("ก" + "\u0e33" * PIECE)
    assert not is_endless("ก" + "\u0e33" * (PIECE - 1))
    assert not is_endless("กำ" * PASSAGE)


def test_every_second_piece_of_what_hangs_together_is_told():
    assert [*pieces("ก" + "\u0e33" * (PIECE - 1))] == []
    text = "😀ก" + "\u0e33" * (3 * PIECE + 1) + "กa" + "\U000e0001" * PIECE
    far = units("😀ก" + "\u0e33" * (3 * PIECE + 1) + "กa")
    assert [*pieces(text)] == [(3, PIECE), (3 + 2 * PIECE, PIECE), (far, 2 * PIECE)]


def test_units_are_those_of_utf_16():
    assert [units(text) for text in ("", "ab", "é", "😀", "\ud800")] == [0, 2, 1, 2, 1]
