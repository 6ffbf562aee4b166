"""The comparison of rendered objects with the objects in the cluster."""

from collections.abc import Iterator
from typing import Any

from offline.recorder import AUTONAMED


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
