import pytest

from slipway.checks.documents import structure_of


@pytest.mark.parametrize(
    ("text", "structure"),
    [
        ('{"a": [1, 2.5, null]}', {"a": ["1", "2.5", None]}),
        ("a: yes\nb: [1, 2]\n", {"a": "yes", "b": ["1", "2"]}),
        ("{a: b, c: {d: e}}", {"a": "b", "c": {"d": "e"}}),
        ("- a: b\n- c\n", [{"a": "b"}, "c"]),
        ("a: 1\n---\nb: 2\n", [{"a": "1"}, {"b": "2"}]),
        ("a: |\n  b: c\n", {"a": "b: c\n"}),
        ("a: &a {b: 1}\nc: *a\n", {"a": {"b": "1"}, "c": ""}),
        ("? [x]\n: 2\n", {"": "2"}),
    ],
)
def test_json_and_yaml_have_a_structure(text: str, structure: object) -> None:
    assert structure_of(text) == structure


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "blue",
            "a: b",
            "a = b\nc = d\n",
            "a: b: c\n",
            "[1, 2",
            "{",
            "#!/bin/sh\nset -e\n",
            "a: &a [*b\n",
            "\x00: \n",
        ),
        *("[" * 100_000, "- " * 50_000 + "\n:", "a: b\n" * 100_000),
    ],
    ids=lambda text: text[:10],
)
def test_everything_else_has_none(text: str) -> None:
    assert structure_of(text) is None
