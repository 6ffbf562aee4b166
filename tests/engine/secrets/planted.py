"""The stack of this folder, and the canaries in every place of it that can use a secret."""

from pathlib import Path
from typing import Any

from tests.canary import Canary

SETTINGS = Path(__file__).parent / "Pulumi.secrets.yaml"

OWN = [
    Canary(place)
    for place in (
        "sec-shop.db.password",
        "sec-shop.whole.any",
        "sec-shop.tls.key",
        "sec-shop.bundle.file",
        "sec-shop.volume.account",
        "sec-shop.proxy.token",
        "sec-shop.migration.password",
        "sec-shop.unused.value",
        "sec-shop.registry..dockerconfigjson",
        "monitoring.grafana-admin.password",
        "monitoring.registry..dockerconfigjson",
    )
]
"""A canary for each place that can use a secret of the stack file, and one that nothing uses."""
REMOTE = {
    address: Canary(address)
    for address in ("shop/queue#url", "shop/search#token", "mail", "pay", "mirror.dockerconfigjson")
}
"""The values in the stores."""


def rotated(canary: Canary) -> Canary:
    """Another value for the same place."""
    return Canary(canary.place, turn="Rotated")


def steps(canary: Canary) -> tuple[str, str, str]:
    """Namespace, name and key."""
    namespace, name, key = canary.place.split(".", maxsplit=2)
    return namespace, name, key


def encrypted(canaries: list[Canary]) -> dict[str, Any]:
    """The content of `slipway:secrets`."""
    content: dict[str, Any] = {}
    for canary in canaries:
        namespace, name, key = steps(canary)
        content.setdefault(namespace, {}).setdefault(name, {})[key] = canary.value
    return content
