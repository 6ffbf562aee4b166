"""Labels and annotations of a stack and of a namespace reach every object, and no selector."""

from collections.abc import Iterator
from typing import Any

import yaml

from offline.manifests import Manifest, manifests
from offline.program import ROOT
from slipway.settings.stack import StackSettings
from stack.compose import compose
from stack.secrets import StackSecrets
from tests.deployment import configured, deploy

STACK = {"labels": {"cost-center": "4711", "stage": "live"}, "annotations": {"example.com/contact": "platform"}}
NAMESPACE = {"labels": {"cost-center": "4712"}, "annotations": {"example.com/page": "storefront"}}
SECRETS = {"kinds": {"db": {"password": "x"}}, "watch": {"grafana-admin": {"password": "x"}}}


def rendered(*, marked: bool) -> list[Manifest]:
    config = yaml.safe_load((ROOT / "tests" / "every-kind.yaml").read_text())["config"]
    said = {key.removeprefix("slipway:"): value for key, value in config.items()}
    said["monitoring"] = {"namespace": "watch"}
    if marked:
        said = {**said, **STACK, "namespaces": {"kinds": {**said["namespaces"]["kinds"], **NAMESPACE}}}
    stack = StackSettings.model_validate(said)
    configuration = configured(stack, StackSecrets(SECRETS))
    return manifests(deploy(lambda: compose(configuration)))


def marked_parts(each: Manifest) -> Iterator[dict[str, Any]]:
    """The metadata of an object, and of its pods."""
    yield each.content["metadata"]
    spec = each.content.get("spec") or {}
    job = spec.get("jobTemplate") or {}
    for template in (spec.get("template"), job, (job.get("spec") or {}).get("template")):
        if template:
            yield template["metadata"]


def test_every_object_and_every_pod_has_them() -> None:
    for each in rendered(marked=True):
        if each.kind == "HelmRelease":
            continue
        inside = each.folder == "kinds" or each.name.startswith("kinds")
        for metadata in marked_parts(each):
            assert metadata["labels"]["stage"] == "live", (each.kind, each.name)
            assert metadata["annotations"]["example.com/contact"] == "platform", (each.kind, each.name)
            assert metadata["labels"]["cost-center"] == ("4712" if inside else "4711"), (each.kind, each.name)
            assert ("example.com/page" in metadata["annotations"]) == inside, (each.kind, each.name)


def test_nothing_but_metadata_changes() -> None:
    before, after = (rendered(marked=marked) for marked in (False, True))

    assert [_unmarked(each) for each in before] == [_unmarked(each) for each in after]


def _unmarked(each: Manifest) -> Any:
    """The content of an object without the marks. The name of a Job is a digest of its template."""
    content = _without(each.content)
    return {**content, "metadata": None} if each.kind == "Job" else content


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        names = {*STACK["labels"], *STACK["annotations"], *NAMESPACE["annotations"]}
        inner = {key: _without(each) for key, each in value.items() if key not in names}
        return {key: each for key, each in inner.items() if not (key == "annotations" and not each)}
    return [_without(each) for each in value] if isinstance(value, list) else value
