import json
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from planner.packs.source_place import lines_of
from planner.packs.toml_text import text_toml

TOML = '''\
# [[cards]] in a comment
id = "usa" # title = "x"
title = """'a' "b""""
about = """
title = "not a field"
[[cards]]
\\""" ""
"""
"odd \\"name" = 'a # b'
when.shown = "x"
when.start = 2024-01-01 10:00:00
list = [ # a = 1
  "one", # ]
  ["two", { "in" = 1,
   }],
  \'\'\'
  three\'\'\'\',
]

[[cards]]
id = "a"

  [cards.when]
  start = "1924"

[[cards]]
when = { shown = "1924, {", start = "1924" }
[[cards.notes]]
x = 1
[[cards.notes]]
x = 2
[other.deep]
y = -1.5e3
'''.replace("   }],", "}],").replace('{ "in" = 1,\n', '{ "in" = 1')

PATHS = {
    ("id",): 'id = "usa"',
    ("title",): 'title = """',
    ("about",): "about =",
    ('odd "name',): '"odd',
    ("when",): "when.shown",
    ("when", "start"): "when.start",
    ("list", 0): '"one"',
    ("list", 1): '["two"',
    ("list", 1, 1, "in"): '"in"',
    ("list", 2): "'''",
    ("cards", 0): "[[cards]]\nid",
    ("cards", 0, "id"): 'id = "a"',
    ("cards", 0, "when", "start"): '  start = "1924"',
    ("cards", 1): "[[cards]]\nwhen",
    ("cards", 1, "when", "start"): "when = {",
    ("cards", 1, "notes", 1): "[[cards.notes]]\nx = 2",
    ("cards", 1, "notes", 1, "x"): "x = 2",
    ("other", "deep", "y"): "y = -1.5e3",
}


def paths(value, path=()):
    """Go through the ways to all that a value holds."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, held in items:
        yield (*path, name)
        if isinstance(held, dict | list):
            yield from paths(held, (*path, name))


def test_the_lines_of_toml():
    lines = lines_of(TOML, is_toml=True)
    assert set(lines) == set(paths(tomllib.loads(TOML)))
    for path, begins in PATHS.items():
        assert lines[path] == TOML[: TOML.index(begins)].count("\n") + 1, path


def test_what_is_not_toml_has_no_lines():
    assert lines_of("= 3", is_toml=True) == {}
    assert lines_of("a = [1", is_toml=True) == {}
    assert lines_of('{"a": 1} x', is_toml=False) == {}


plain = st.integers() | st.booleans() | st.text(max_size=12).filter(lambda t: "\r" not in t)
names = st.text("ab-\"'#[ é=.", min_size=1, max_size=4)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(names, values, max_size=4)


@given(documents, st.sampled_from([None, 0, 2]))
def test_the_lines_of_json(document, indent):
    text = json.dumps(document, indent=indent)
    lines = lines_of(text, is_toml=False)
    assert set(lines) == set(paths(document))
    if indent is None:
        assert set(lines.values()) <= {1}
    else:
        # Written so, each field and each entry has a line of its own.
        assert sorted(lines.values()) == sorted(set(lines.values()))
        for path, line in lines.items():
            if isinstance(path[-1], str):
                assert text.split("\n")[line - 1].lstrip().startswith(json.dumps(path[-1]))


def toml_value(value, draw):
    gap = draw(st.sampled_from(["", " ", ' # ] } = "\n', "\n\n"]))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return text_toml(value)
    if isinstance(value, list):
        return f"[{gap}{','.join(gap + toml_value(item, draw) + gap for item in value)}{gap}]"
    if isinstance(value, dict):
        fields = (f"{text_toml(k)} = {toml_value(v, draw)}" for k, v in value.items())
        return f"{{ {', '.join(fields)} }}"
    return str(value)


@given(st.lists(documents, max_size=4), st.data())
def test_the_lines_of_any_toml(entries, data):
    text, wanted = "", {}
    for at, entry in enumerate(entries):
        wanted["cards", at] = text.count("\n") + 1
        text += "[[cards]]\n"
        for name, value in entry.items():
            text += data.draw(st.sampled_from(["", "\n", "# [[cards]]\n", "  "]))
            wanted["cards", at, name] = text.count("\n") + 1
            text += f"{text_toml(name)} = {toml_value(value, data.draw)}\n"
    held = tomllib.loads(text)
    lines = lines_of(text, is_toml=True)
    assert set(lines) == set(paths(held))
    assert {path: lines[path] for path in wanted} == wanted
