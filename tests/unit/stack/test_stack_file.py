import json
from pathlib import Path
from typing import Any

import pulumi
import pytest

from offline.manifests import manifests
from offline.program import record_stack
from offline.recorder import record
from stack import stack_file
from stack.configuration import Configuration, load
from stack.stack_file import VARIABLE

STACK = """
config:
  slipway:environment: development
  slipway:namespaces:
    shop:
      configMaps: {numbers: {0022: 052811112222, DAY: 2024-04-01}}
      apps:
        web:
          image: nginx:1.29
          port: 8080
          args: [--port, 8080, --version, 1.10]
          env: {ON: on, PORT: 3000, BIG: 123456789012345678901234567890, LINE: "\\n\\na"}
          service: {annotations: {example.com/owner: 0417}}
          placement: {nodes: {rack: 012, version: 1.10}}
          files:
            /app/a.yaml: {mode: 0644, from: 2024-04-01, version: 1.10, codes: {404: [1_000]}}
            /app/b.json: {since: 2024-04-01, ratio: 1.50}
"""
OF_THE_ENGINE = {
    "shop": {
        "configMaps": {"numbers": {"18": 52811112222, "DAY": "2024-04-01 00:00:00 +0000 UTC"}},
        "apps": {
            "web": {
                "image": "nginx:1.29",
                "port": 8080,
                "args": ["--port", 8080, "--version", 1.1],
                "env": {"ON": "on", "PORT": 3000, "BIG": 1.2345678901234568e29, "LINE": "\na"},
                "service": {"annotations": {"example.com/owner": 271}},
                "placement": {"nodes": {"rack": 10, "version": 1.1}},
                "files": {
                    "/app/a.yaml": {
                        "mode": 420,
                        "from": "2024-04-01 00:00:00 +0000 UTC",
                        "version": 1.1,
                        "codes": {"404": [1000]},
                    },
                    "/app/b.json": {"since": "2024-04-01 00:00:00 +0000 UTC", "ratio": 1.5},
                },
            }
        },
    }
}


def loaded(monkeypatch: pytest.MonkeyPatch, root: Path, text: str | None, namespaces: Any) -> Configuration:
    if text is not None:
        (root / "Pulumi.test.yaml").write_text(text)
    config = {"slipway:environment": "development", "slipway:namespaces": json.dumps(namespaces)}
    monkeypatch.setenv("PULUMI_CONFIG", json.dumps(config))
    monkeypatch.setenv("PULUMI_CONFIG_SECRET_KEYS", "[]")
    found: list[Configuration] = []
    record(lambda: found.append(load()), root=root)
    return found[0]


def refused(monkeypatch: pytest.MonkeyPatch, root: Path, text: str | None, namespaces: Any) -> str:
    with pytest.raises(pulumi.RunError) as refusal:
        loaded(monkeypatch, root, text, namespaces)
    return str(refusal.value)


def test_text_is_what_stands_in_the_stack_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shop = loaded(monkeypatch, tmp_path, STACK, OF_THE_ENGINE).stack.settings.namespaces["shop"]
    web = shop.apps["web"]

    assert shop.config_maps == {"numbers": {"0022": "052811112222", "DAY": "2024-04-01"}}
    assert web.args == ("--port", "8080", "--version", "1.10")
    assert web.env == {"ON": "on", "PORT": "3000", "BIG": "123456789012345678901234567890", "LINE": "\n\na"}
    assert web.placement.nodes is not None
    assert [rule.in_ for rule in web.placement.nodes.values()] == [("012",), ("1.10",)]


def test_another_file_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(STACK)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "mine.yaml"))

    web = loaded(monkeypatch, tmp_path, None, OF_THE_ENGINE).stack.settings.namespaces["shop"].apps["web"]

    assert web.env["PORT"] == "3000"


def test_without_the_file_nobody_knows_the_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = {"image": "nginx:1.29", "port": 8080, "env": {"UMASK": 18, "DAY": "2024-04-01 00:00:00 +0000 UTC"}}

    assert refused(monkeypatch, tmp_path, None, {"shop": {"apps": {"web": app}}}) == (
        "Pulumi.test.yaml has 2 problems; nothing was changed\n"
        '  namespaces.shop.apps.web.env.DAY: YAML reads a day here; write it in quotes, for example "2024-04-01"\n'
        "  namespaces.shop.apps.web.env.UMASK: expected a string; this value does not come from the stack file, "
        'so only the number 18 is known, not how it is written: write it in quotes, for example "18"'
    )


def test_nor_with_a_file_that_the_engine_has_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = {"shop": {"apps": {"web": {"image": "nginx:1.29", "port": 8080, "env": {"PORT": 3000}}}}}

    assert "does not come from the stack file" in refused(monkeypatch, tmp_path, STACK, other)


def test_numbers_that_are_meant_as_numbers_need_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = {"image": "nginx:1.29", "port": 8080, "replicas": 3, "resources": {"cpu": 0.5}}

    assert loaded(monkeypatch, tmp_path, None, {"shop": {"apps": {"web": app}}}).stack.settings.namespaces


def test_problems_stand_in_the_order_of_the_file_each_with_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "config:\n  slipway:namespaces:\n    shop:\n      team: Shop\n      apps: {web: {image: nginx}}\n"
    namespaces = {"shop": {"team": "Shop", "apps": {"web": {"image": "nginx"}}}}

    lines = refused(monkeypatch, tmp_path, text, namespaces).splitlines()[1:]

    assert [line.partition(": ")[0] for line in lines] == [
        *("  Pulumi.test.yaml:4", "  Pulumi.test.yaml:5", "  Pulumi.test.yaml:5"),
    ]


def test_a_problem_of_what_is_not_in_the_file_has_no_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = refused(monkeypatch, tmp_path, None, {"shop": {"team": "Shop"}}).splitlines()[1:]

    assert [line.partition(": ")[0] for line in lines] == ["  namespaces.shop.team"]


def test_a_file_that_two_readers_read_differently_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "config: {slipway:namespaces: {18: {}, 0022: {}}}"

    assert refused(monkeypatch, tmp_path, text, {"18": {}}) == (
        "Pulumi.test.yaml:1: the same key is on line 1; expected each key once"
    )


def test_the_objects_have_the_text_too(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.numbers.yaml").write_text(STACK)
    objects = {
        (each.kind, each.content["metadata"]["name"].split("-")[0]): each.content
        for each in manifests(record_stack("numbers", tmp_path / "Pulumi.numbers.yaml"))
    }

    data = next(
        each["data"] for (kind, name), each in objects.items() if (kind, name) == ("ConfigMap", "web") and each["data"]
    )
    pod = objects["Deployment", "web"]["spec"]["template"]["spec"]
    assert data == {
        "a.yaml": "codes:\n  404:\n  - 1_000\nfrom: 2024-04-01\nmode: 0644\nversion: 1.10\n",
        "b.json": '{\n  "ratio": 1.5,\n  "since": "2024-04-01"\n}\n',
    }
    assert objects["ConfigMap", "numbers"]["data"] == {"0022": "052811112222", "DAY": "2024-04-01"}
    assert objects["Service", "web"]["metadata"]["annotations"]["example.com/owner"] == "0417"
    assert pod["nodeSelector"] == {"rack": "012", "version": "1.10"}
    assert pod["containers"][0]["args"] == ["--port", "8080", "--version", "1.10"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "files: {/app/b.json: {umask: [0022]}}",
            (
                ": files./app/b.json: readers of YAML read 0022 (umask[0]) differently; "
                'write 18 for a number, or "0022" for text'
            ),
        ),
        (
            "patches: [{object: Deployment, reason: tested here, patch: {spec: {x: 9007199254740993}}}]",
            (
                ".patches.0: spec.x: expected a number of at most 9,007,199,254,740,991; larger ones lose digits; "
                "as text: quote it"
            ),
        ),
    ],
)
def test_a_number_that_would_arrive_as_another_one_is_refused(tmp_path: Path, setting: str, message: str) -> None:
    file = tmp_path / "Pulumi.numbers.yaml"
    file.write_text(
        "config:\n  environment: development\n  namespaces:\n    shop:\n      apps:\n"
        f"        web: {{image: 'nginx:1.29', port: 8080, {setting}}}\n"
    )

    with pytest.raises(pulumi.RunError) as refusal:
        record_stack("numbers", file)
    assert f"  Pulumi.numbers.yaml:6: namespaces.shop.apps.web{message}" in str(refusal.value).splitlines()


def read(folder: Path, text: str | None) -> Any:
    if text is not None:
        (folder / "Pulumi.test.yaml").write_text(text)
    found: list[Any] = []
    record(lambda: found.append((stack_file.name(), stack_file.written("secrets"))), root=folder)
    return found[0]


def test_the_file_tells_which_values_are_encrypted(tmp_path: Path) -> None:
    text = "config:\n  slipway:secrets: {a: {b: {c: plain, d: {secure: v1:a:b}}}}\n  other:secrets: {a: 1}\n"

    assert read(tmp_path, text) == ("Pulumi.test.yaml", {"a": {"b": {"c": "plain", "d": {"secure": "v1:a:b"}}}})


def test_what_the_file_does_not_say_is_none(tmp_path: Path) -> None:
    for text in (None, "", "config: {}", "config: [a]", "[", "\0", "&a [*a]", "[" * 10_000):
        assert read(tmp_path, text) == ("Pulumi.test.yaml", None)
