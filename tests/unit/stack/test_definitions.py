from pathlib import Path
from typing import Any

import pytest

from offline.recorder import record
from slipway.settings.stack import StackSettings
from stack.definitions import ReadDefinitions

DEFINITION = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: a.example.com
  names: {{kind: {kind}}}
  scope: Namespaced
  versions: [{{name: v1, schema: {{openAPIV3Schema: {{type: object}}}}}}]
"""
BACKUP, OTHER = DEFINITION.format(kind="Backup"), DEFINITION.format(kind="Other")


def read(root: Path, *definitions: str, kind: str = "Backup") -> ReadDefinitions:
    objects = {"nightly": {"apiVersion": "a.example.com/v1", "kind": kind}}
    settings = StackSettings.model_validate(
        {"environment": "development", "definitions": definitions, "namespaces": {"shop": {"objects": objects}}}
    )
    found: list[ReadDefinitions] = []
    record(lambda: found.append(ReadDefinitions.read(settings)), root=root)
    return found[0]


def lines(read: ReadDefinitions) -> list[str]:
    return [str(each) for each in read.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "crds" / "inner").mkdir(parents=True)
    (tmp_path / "crds" / "both.yaml").write_text(f"# two\n{OTHER}---\n{BACKUP}")
    (tmp_path / "crds" / "inner" / "other.yml").write_text(OTHER)
    (tmp_path / "crds" / "README.md").write_text("no definition")
    return tmp_path


def test_the_definitions_of_a_file_and_of_a_folder_are_found(root: Path) -> None:
    for path in ("crds", "crds/both.yaml"):
        found = read(root, path)
        assert lines(found) == []
        assert {*found.known} == {("a.example.com/v1", "Backup")}
    assert read(root, "crds").sources == ["crds/both.yaml", "crds/inner/other.yml"]
    assert {*read(root, "crds", kind="Other").known} == {("a.example.com/v1", "Other")}


def test_a_list_in_json_counts_too(root: Path) -> None:
    (root / "list.json").write_text(
        '{"kind": "List", "items": [{"kind": "CustomResourceDefinition", "spec": {"group": "a.example.com", '
        '"names": {"kind": "Backup"}, "versions": [{"name": "v1"}]}}]}'
    )

    assert {*read(root, "list.json").known} == {("a.example.com/v1", "Backup")}


def test_what_no_object_needs_is_not_parsed(root: Path) -> None:
    (root / "crds" / "broken.yaml").write_text(f"{OTHER}  [\n")

    assert lines(read(root, "crds")) == []
    assert lines(read(root)) == []


@pytest.mark.parametrize(
    ("path", "content", "line"),
    [
        ("broken.yaml", f"{BACKUP}  [\n", "definitions.0: broken.yaml cannot be read: "),
        (
            "other.yaml",
            "kind: Service\n",
            "definitions.0: other.yaml has no CustomResourceDefinition; expected a file with some, or a folder of such",
        ),
        ("crbs", None, "definitions.0: there is no crbs below "),
    ],
)
def test_a_file_without_a_definition_is_told(root: Path, path: str, content: Any, line: str) -> None:
    if content is not None:
        (root / path).write_text(content)

    [problem] = lines(read(root, path))

    assert problem.startswith(line)


def test_a_folder_without_one_is_told(root: Path) -> None:
    (root / "empty").mkdir()

    assert lines(read(root, "empty")) == [
        "definitions.0: empty has no CustomResourceDefinition; expected a file with some, or a folder of such"
    ]
