"""The objects that a Helm release has made: as the chart asks for them, and as they are.

Helm does not look at them again until its next upgrade, and the state of the stack knows only the release. So the
API server is asked for each object of the manifest: what would it be if it were applied now? The difference to what it
is was made by hand.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from drift.objects import Identity, Object
from drift.state import Deployed, Release
from slipway.settings.cluster import FIELD_MANAGER
from tools import helm_releases
from tools.cluster import Cluster, in_context

SECONDS = 120
_ASKED = ["create", "--dry-run=client", "--validate=false"]
_APPLIED = ["apply", "--server-side", "--dry-run=server", "--force-conflicts", f"--field-manager={FIELD_MANAGER}"]
_LIVE = ["get", "--ignore-not-found", "--show-managed-fields"]


@dataclass(frozen=True)
class ChartObjects:
    """The objects of one release."""

    deployed: tuple[Deployed, ...]
    live: dict[Identity, Object]
    problem: str | None = None
    """The reason why some objects cannot be compared."""


def read_chart(cluster: Cluster, context: str | None, urn: str, release: Release) -> ChartObjects:
    """Asks the cluster three times, with all objects at once."""
    namespace, name = release
    manifest = helm_releases.manifest(cluster, context, namespace, name)
    if not manifest.strip():
        return ChartObjects((), {})

    problems: dict[str, None] = {}

    def kubectl(arguments: list[str]) -> dict[Identity, Object]:
        asked = [*arguments, "-n", namespace, "-o", "json", "-f", "-", *in_context(context)]
        done = cluster.kubectl(asked, check=False, given=manifest, seconds=SECONDS)
        if done.code != 0:
            problems.update(dict.fromkeys(done.err.strip().splitlines()))
        return {Identity.of(each): each for each in _objects(done.out)}

    asked, applied, live = kubectl(_ASKED), kubectl(_APPLIED), kubectl(_LIVE)
    deployed = (Deployed(urn, which, asked[which], applied[which], release) for which in applied if which in asked)
    said = f"objects of the release {namespace}/{name} cannot be compared: {'; '.join(problems)}" if problems else None
    return ChartObjects(tuple(deployed), live, said)


def _objects(text: str) -> Iterator[Object]:
    """The output of kubectl: one object, a list of objects, or one object after another."""
    decoder, text = json.JSONDecoder(), text.strip()
    while text:
        content, end = decoder.raw_decode(text)
        yield from content["items"] if content["kind"] == "List" else [content]
        text = text[end:].strip()
