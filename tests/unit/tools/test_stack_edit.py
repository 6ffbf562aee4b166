import pytest

from tools.stack_edit import OnOneLine, below, top, with_lines

FILE = """# first
config:
  a:
    one: 1 # a remark

    two: # another
      - x
      - y: |
          text

  # of b
  b: {c: 1}
"""


def added(text: str, *names: str) -> str:
    """The text with two lines below these names."""
    block = top(text)
    for name in names:
        block = below(block, name)
    return with_lines(text, block, ["new:", "  x: 1"])[0]


def test_lines_stand_at_the_end_of_their_mapping_and_nothing_else_changes() -> None:
    text = added("config:\n  a:\n    one: 1 # a remark\n\n  # of b\n  b: {c: 1}\n", "config", "a")

    assert text == "config:\n  a:\n    one: 1 # a remark\n    new:\n      x: 1\n\n  # of b\n  b: {c: 1}\n"


@pytest.mark.parametrize("name", ["config", "a"])
def test_they_stand_after_a_text_of_several_lines(name: str) -> None:
    names = ["config", "a"][: ["config", "a"].index(name) + 1]
    text = added(FILE, *names)

    gone = [line for line in FILE.splitlines() if line not in text.splitlines()]
    assert gone == []
    assert len(text.splitlines()) == len(FILE.splitlines()) + 2


@pytest.mark.parametrize("nothing", ["", " {}", " null", " ~", " {} # none yet"])
def test_a_mapping_without_names_begins_below_its_own(nothing: str) -> None:
    remark = nothing.partition("#")[2]
    text = added(f"config:\n  a:{nothing}\n  b: 1\n", "config", "a")

    first = f"  a: #{remark}" if remark else "  a:"
    assert text == f"config:\n{first}\n    new:\n      x: 1\n  b: 1\n"


def test_a_file_may_lack_its_last_line_break() -> None:
    assert added("config:\n  a: 1", "config") == "config:\n  a: 1\n  new:\n    x: 1\n"


def test_lines_end_as_the_others_do() -> None:
    assert added("config:\r\n  a: 1\r\n", "config") == "config:\r\n  a: 1\r\n  new:\r\n    x: 1\r\n"


def test_an_alias_is_no_end() -> None:
    text = "x: &x\n  long: 1\n  longer: 2\nconfig:\n  a:\n    one: *x\nlast: 1\n"

    assert added(text, "config", "a") == text.replace("one: *x\n", "one: *x\n    new:\n      x: 1\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [("config: {a: 1}\n", 1), ("x: &x {y: 1}\nconfig: *x\n", 2), ("x: &x\n  y: 1\n\nconfig: *x\n", 4), ("{a: 1}", 1)],
)
def test_what_is_in_braces_or_elsewhere_takes_no_lines(text: str, line: int) -> None:
    with pytest.raises(OnOneLine) as one:
        added(text, "config")
    assert one.value.line == line
