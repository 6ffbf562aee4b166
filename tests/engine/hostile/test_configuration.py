"""The engine and the offline reader read stack files in the same way."""

import json
import random
from pathlib import Path

import pytest

from offline.stack_file import StackFile
from slipway.settings.engine_yaml import Unreadable
from tests.engine.hostile.made_up_scalars import keys, scalars
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

SCALARS = """
config:
  slipway:environment: development
  slipway:number: 1.50
  slipway:octal: 012
  slipway:word: on
  slipway:date: 2020-01-01
  slipway:structure:
    words: [on, off, yes, No, y, n, =, "190:20:30", True, FALSE, ~, Null, 'quoted', "\\u00e4"]
    numbers: [012, 0o17, 0x1F, 0b11, 1_000, 08, -3, 1.50, 1.0, 1e3, .5]
    dates: [2020-01-01, 2020-01-01T10:00:00Z]
    tags: [!!binary aGVsbG8=, !!str 5, !!int "0022", !!float 3, ! 012, ! "012", !!map {a: 1}, !!set {a, b}]
    merged: {<<: {a: 1, b: 2}, b: 3}
    merged-first: {b: 3, <<: {a: 1, b: 2}}
    merged-null: {<<: {a: 1}, a: ~}
    merged-twice: {<<: [{a: 1, b: 2}, {b: 3, c: 4}], c: 5}
    merged-deep: {<<: {<<: {a: 1, b: 2}, b: 3, in: {x: 1}}, in: {y: 2}}
    keys: {1: one, true: yes, 1.5: half, 0x11: hex, 2020-01-01: day, 1e6: million}
    alias: [&x {a: 1}, *x, &y 0022, *y]
    texts:
      block: |2
          indented

        two
      folded: >-
        one
        two

        three
      kept: |+
        x

      escapes: "\t\x85\u2028\n \n"
      secure: {secure: 5}
  unqualified: {a: 1}
"""
PROGRAM = """
import os
import pulumi
pulumi.export("config", os.environ["PULUMI_CONFIG"])
"""
REFUSED = {
    "a key that stands twice": "config: {slipway:environment: development, slipway:environment: production}",
    "infinity": "config: {slipway:namespaces: {x: .inf}}",
    "two keys << in one mapping": "config: {slipway:namespaces: {<<: {a: 1}, <<: {b: 2}}}",
    "a key << in quotes": 'config: {slipway:namespaces: {"<<": 5}}',
    "lines that begin with a tab": 'config: {slipway:namespaces: {x: "\\ta\\nb"}}',
    "a text after <<": "config: {slipway:namespaces: {<<: a}}",
    "an alias of a list after <<": "config: {slipway:x: &x [{a: 1}], slipway:y: {<<: *x}}",
    "a tag that does not fit": "config: {slipway:namespaces: {x: !!int a}}",
    "half a character": 'config: {slipway:namespaces: {x: "\\ud800"}}',
    "no character": 'config: {slipway:namespaces: {x: "\\U00110000"}}',
    "a bomb": "config:\n  slipway:a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"  slipway:{name}: &{name} [{', '.join([f'*{inner}'] * 9)}]\n"
        for inner, name in zip("abcdefghi", "bcdefghij", strict=True)
    ),
    "a list": "- config",
    "a list as configuration": "config: [1]",
    "ten thousand apps": "config:\n  slipway:environment: development\n  slipway:namespaces:\n    shop:\n      apps:\n"
    + "".join(f"        web{number}: {{image: 'nginx:1.29', port: 80}}\n" for number in range(10_000)),
}


@pytest.fixture(scope="module")
def stack(engine: Engine, cluster: EmbeddedCluster, tmp_path_factory: pytest.TempPathFactory) -> StackUnderTest:
    return own_stack("hostile", "config: {}\n", engine, cluster, tmp_path_factory.mktemp("hostile"))


def made_up() -> str:
    """The same scalars every time, as values, as keys and in quotes."""
    made_by = random.Random(10)  # noqa: S311  # no secret
    listed = scalars(made_by, 3000)
    lines = ["  slipway:values:", *(f"    - {each}" for each in listed)]
    lines += ["  slipway:keys:", *(f"    {key}: {index}" for index, key in enumerate(keys(made_by, 800)))]
    lines += ["  slipway:quoted:", *(f'    - "{each}"' for each in listed[:300])]
    return "\n".join(lines) + "\n"


def test_the_offline_reader_hands_over_what_the_engine_does(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(
        f"name: slipway\nruntime: {{name: python, options: {{virtualenv: {PROJECT / '.venv'}}}}}\n"
    )
    (tmp_path / "__main__.py").write_text(PROGRAM)
    file = tmp_path / "Pulumi.read.yaml"
    file.write_text(SCALARS + made_up())
    reading = Engine(
        engine.layout, surroundings={**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": "read"}, program=tmp_path
    )
    reading.ensure_stack("read")
    reading.run(["up", "--yes", "--skip-preview", "--non-interactive"], stack="read")

    handed_over = json.loads(reading.outputs("read")["config"])
    reading.remove_stack("read")

    ours = StackFile.read(file).config
    for structure in ("structure", "values", "keys", "quoted", "unqualified"):
        key = f"slipway:{structure}"
        assert json.loads(ours.pop(key)) == json.loads(handed_over.pop(key))
    assert ours == handed_over


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_the_engine_refuses_the_offline_reader_refuses_in_better_words(stack: StackUnderTest, text: str) -> None:
    stack.file.write_text(text)

    refused = stack.run("preview", check=False)
    with pytest.raises(Unreadable):
        StackFile.read(stack.file)

    assert refused.code != 0
    assert "Traceback" not in refused.out + refused.err


def test_structures_deeper_than_anybody_means_are_a_problem_of_the_stack_file(stack: StackUnderTest) -> None:
    stack.file.write_text(
        "config:\n  slipway:environment: development\n  slipway:namespaces: " + "[" * 3000 + "]" * 3000 + "\n"
    )

    refused = stack.run("preview", check=False)

    assert refused.code != 0
    assert "expected at most 100 levels of nesting; the file has more" in refused.out
    assert "Traceback" not in refused.out
