"""Hostile content of stack files: it is refused with a path and a reason, or read as plain text."""

import os
import re
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

from offline.manifests import manifests
from offline.program import ROOT
from offline.recorder import Recording, record
from offline.stack_file import StackFile
from slipway.settings.yaml_text import write_yaml
from tests.recorded import program

PLACE = re.compile(r"^  Pulumi\.hostile\.yaml:\d+: ")
WEB = {"image": "nginx:1.29", "port": 8080}
TEMPLATES = [
    "{{ .Values.password }}",
    "${HOME}",
    "$$(reboot)",
    "%(name)s",
    "{0}",
    "`id`",
    "'; DROP TABLE pods; --",
    "\u202eevil",
]


def recorded(tmp_path: Path, root: Path = ROOT, **namespaces: Any) -> Recording:
    """Run the program with these namespaces in the stack file, in a project with this root folder."""
    file = tmp_path / "Pulumi.hostile.yaml"
    config = {"slipway:environment": "development", "slipway:namespaces": namespaces}
    file.write_text(write_yaml({"config": config}))
    with StackFile.read(file).environment():
        return record(program, stack="hostile", root=root)


def refusal(tmp_path: Path, root: Path = ROOT, **namespaces: Any) -> list[str]:
    """The lines of the problems."""
    with pytest.raises(pulumi.RunError) as refused:
        recorded(tmp_path, root, **namespaces)
    return [PLACE.sub("", line) for line in str(refused.value).splitlines()[1:]]


@pytest.mark.parametrize(
    "name",
    [
        "w\u0435b",
        "\uff57eb",
        "we\u200bb",
        "web\u0301",
        "\u0441ourse",
        "web\nevil: true",
        "web\x00",
        "../web",
        "WEB",
        "a" * 100_000,
    ],
    ids=["cyrillic", "full width", "zero width", "combining", "cyrillic c", "line", "zero", "path", "upper", "long"],
)
def test_names_that_only_look_like_names_are_refused_on_a_line(tmp_path: Path, name: str) -> None:
    places: list[dict[str, Any]] = [
        {name: {}},
        {"shop": {"apps": {name: WEB}}},
        {"shop": {"configMaps": {name: {"a": "b"}}}},
    ]
    for settings in places:
        [line] = refusal(tmp_path, **settings)
        assert line.startswith("namespaces.")
        assert "expected a" in line
        assert len(line) < 1000 or len(name) > 1000  # the path is the name


@pytest.mark.parametrize(
    "path",
    ["/app/../etc/passwd", "../etc/passwd", "/app/..%2f/x", "/app//x", "/app/./x", "/", "/app/x\x00.json", "C:\\x"],
)
@pytest.mark.parametrize("setting", ["files", "repositoryFiles", "secretFiles", "configFiles", "downloads"])
def test_a_file_stays_in_the_folder_that_it_names(tmp_path: Path, setting: str, path: str) -> None:
    download = {"url": "https://example.com/x", "sha256": "0" * 64}
    value = {"downloads": download, "repositoryFiles": "LICENSE"}.get(setting, "db/password")

    lines = refusal(tmp_path, shop={"apps": {"web": {**WEB, setting: {path: value}}}})

    assert any(
        line.startswith(f"namespaces.shop.apps.web.{setting}.") and "expected an absolute file path" in line
        for line in lines
    )


@pytest.mark.parametrize(
    "source",
    [
        *(
            "/etc/passwd",
            "../secret",
            "config/../../secret",
            "./config/x",
            "config//x",
            "~/x",
            "",
            "config/x\x00",
            "C:\\x",
        ),
        *(".git/config", "config/../.env", ".env", "Pulumi.hostile.yaml", ".slipway/state", "file:///etc/passwd"),
        *(
            "/dev/zero",
            "/proc/self/environ",
            "out",
            "loop",
            "pipe",
            "config",
            "out/passwd",
            "huge",
            "binary",
            "x" * 5000,
        ),
        *(None, 5, ["LICENSE"], {"path": "LICENSE"}, "config/private.txt", "config/vault.json"),
    ],
    ids=lambda source: str(source)[:20],
)
def test_a_file_of_the_repository_is_one_and_nobody_waits_for_it(tmp_path: Path, source: object) -> None:
    (tmp_path / "secret").write_text("tulip")
    root = tmp_path / "project"
    (root / "config").mkdir(parents=True)
    (root / "config" / "private.txt").write_text("-----BEGIN " + "PRIVATE KEY-----\ntulip")
    (root / "config" / "vault.json").write_text('{"vault":{"token":"tulip"}}')
    (root / ".env").write_text("PASSWORD=tulip")
    (root / "out").symlink_to("/etc")
    (root / "loop").symlink_to("loop")
    (root / "binary").write_bytes(bytes(range(256)))
    os.mkfifo(root / "pipe")
    with (root / "huge").open("wb") as huge:
        huge.truncate(1024**4)

    lines = refusal(tmp_path, root, shop={"apps": {"web": {**WEB, "repositoryFiles": {"/app/x/y": source}}}})

    assert [line.startswith("namespaces.shop.apps.web.repositoryFiles./app/x/y") for line in lines] == [True]
    assert "expected" in lines[0] or "there is no" in lines[0]
    assert "tulip" not in lines[0]
    assert len(lines[0]) < 1000


@pytest.mark.parametrize("path", ["/data/../etc", "data", "/data//x", "/data/\u200b", "/data:x"])
def test_a_volume_is_mounted_where_it_says(tmp_path: Path, path: str) -> None:
    lines = refusal(tmp_path, shop={"apps": {"web": {**WEB, "kind": "stateful", "storage": {path: "1Gi"}}}})

    assert "expected an absolute path in the container" in lines[0]


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_template_in_a_value_is_a_text_like_any_other(tmp_path: Path, text: str) -> None:
    app = {
        **WEB,
        "env": {"TEXT": text},
        "args": [text],
        "files": {"/app/text.txt": text, "/app/text.json": {"a": text}},
    }

    objects = {each.kind: each.content for each in manifests(recorded(tmp_path, shop={"apps": {"web": app}}))}

    [container] = objects["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert container["env"] == [{"name": "TEXT", "value": text}]
    assert container["args"] == [text]
    assert objects["ConfigMap"]["data"]["text.txt"] == text
    assert yaml.safe_load(objects["ConfigMap"]["data"]["text.json"]) == {"a": text}


@pytest.mark.parametrize(
    "absurd",
    [
        {"replicas": 10**30},
        {"replicas": -1},
        {"port": 10**9},
        {"resources": {"memory": "9" * 400}},
        {"resources": {"cpu": "1e999"}},
        {"kind": "stateful", "storage": {"/db": "9" * 30 + "Ei"}},
        {"kind": "stateful", "storage": {"/db": "1Gi"}, "replicas": 2**31 - 1},
        {"image": "a/" * 50_000 + "a:1"},
        {"image": "a." * 50_000 + "!"},
        {"ingress": {"host": "a-" * 50_000 + "!"}},
        {"env": {"A" * 100_000: "x"}},
    ],
    ids=str,
)
def test_absurd_sizes_are_refused_and_not_written_out(tmp_path: Path, absurd: dict[str, Any]) -> None:
    lines = refusal(tmp_path, shop={"apps": {"web": {**WEB, **absurd}}})

    assert all(line.startswith("namespaces.shop.apps.web") for line in lines)
    assert sum(map(len, lines)) < 1000 or "env" in absurd


def test_another_teams_app_is_not_reached_by_saying_so(tmp_path: Path) -> None:
    theirs = {"team": "payments", "apps": {"ledger": {**WEB, "kind": "stateful"}}}
    ours = {"team": "storefront", "apps": {"web": {**WEB, "connectsTo": [{"app": "ledger", "namespace": "payments"}]}}}

    [line] = refusal(tmp_path, payments=theirs, shop=ours)

    assert line.startswith("namespaces.shop.apps.web.connectsTo.0")
    assert "acceptsFrom" in line


@pytest.mark.parametrize("target", ["kube-system", "default", "monitoring", "payments", "*", "shop\u0430"])
def test_nor_is_a_namespace_that_is_not_the_stacks(tmp_path: Path, target: str) -> None:
    app = {**WEB, "connectsTo": [{"app": "ledger", "namespace": target}]}

    assert refusal(tmp_path, shop={"apps": {"web": app}})[0].startswith("namespaces.shop.apps.web.connectsTo.0")
