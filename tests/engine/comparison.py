"""The comparison of rendered objects with the objects in the cluster."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from offline.manifests import Manifest
from offline.recorder import AUTONAMED
from tools.cluster import Cluster

Content = Mapping[str, Any]


def comparable(manifests: Iterable[Manifest]) -> list[Content]:
    """Those that the API holds under a name that is known beforehand. The Helm release is not an object of the API."""
    return [each.content for each in manifests if each.kind != "HelmRelease" and not _named_later(each)]


def _named_later(manifest: Manifest) -> bool:
    """A Job is called after all that its pods refer to, so after the names of Secrets too."""
    return AUTONAMED in manifest.name or (manifest.kind == "Job" and AUTONAMED in json.dumps(manifest.content))


def deviations(contents: Iterable[Content], cluster: Cluster) -> dict[str, list[str]]:
    """The objects that the API holds otherwise or not at all, each with its differences; one request asks for all."""
    wanted = list(contents)
    assert wanted
    held = {_title(each): each for each in _held(wanted, cluster)}
    found = {_title(each): list(differences(each, held.get(_title(each)))) for each in wanted}
    return {title: each for title, each in found.items() if each}


def _held(wanted: list[Content], cluster: Cluster) -> list[Content]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "wanted.json"
        file.write_text(
            json.dumps({"apiVersion": "v1", "kind": "List", "items": [_reference(each) for each in wanted]})
        )
        answer = cluster.kubectl(["get", "--ignore-not-found", "-o", "json", "-f", str(file)]).out
    # kubectl answers with nothing when nothing is there, and with the object itself when there is one.
    held: Any = json.loads(answer) if answer.strip() else {"kind": "List", "items": []}
    items: list[Content] = held["items"] if held["kind"] == "List" else [held]
    return items


def _reference(content: Content) -> Content:
    metadata = {key: content["metadata"][key] for key in ("name", "namespace") if key in content["metadata"]}
    return {"apiVersion": content["apiVersion"], "kind": content["kind"], "metadata": metadata}


def _title(content: Content) -> str:
    return f"{content['kind']} {content['metadata'].get('namespace', '')} {content['metadata']['name']}"


def differences(rendered: Any, live: Any, path: str = "") -> Iterator[str]:
    """Every leaf of `rendered` that differs in `live`. Values that the API server adds are ignored."""
    if isinstance(rendered, dict):
        for key, value in rendered.items():
            if not isinstance(live, dict) or key not in live:
                yield f"{path}/{key} is missing"
            else:
                yield from differences(value, live[key], f"{path}/{key}")
    elif isinstance(rendered, list):
        if not isinstance(live, list) or len(rendered) != len(live):
            yield f"{path}: {rendered} became {live}"
        else:
            for index, (ours, theirs) in enumerate(zip(rendered, live, strict=True)):
                yield from differences(ours, theirs, f"{path}/{index}")
    elif isinstance(rendered, str) and AUTONAMED in rendered:
        if not str(live).startswith(rendered.partition(AUTONAMED)[0]):
            yield f"{path}: {rendered} became {live}"
    elif rendered != live:
        yield f"{path}: {rendered!r} became {live!r}"
