from typing import Any

from offline.recorder import record
from slipway.settings.stack import StackSettings
from stack.custom_kinds import CustomKind, custom_kinds
from stack.resolve import RepositoryFiles, resolve

WEB = {"image": "a:1", "port": 8080, "exposed": True, "route": {"parent": "public"}}
REMOTE = {"keys": {"password": "shop/db#password"}}
STORES = {
    "vault": {"vault": {"server": "https://vault.example.com", "role": "shop"}},
    "corp": {"given": {"name": "corp"}},
}
SECRETS = {"db": {"external": {"store": "vault", **REMOTE}}, "mail": {"external": {"store": "corp", **REMOTE}}}


def asked(shop: dict[str, Any], **more: Any) -> dict[CustomKind, list[str]]:
    said = {"environment": "development", "namespaces": {"shop": shop}, "secretStores": STORES, **more}
    settings = StackSettings.model_validate(said)
    found: list[dict[CustomKind, list[str]]] = []
    record(lambda: found.append(custom_kinds(resolve(settings, RepositoryFiles.read(settings)))))
    return found[0]


def test_each_kind_is_told_with_every_setting_that_asks_for_it() -> None:
    assert asked({"apps": {"web": WEB, "api": WEB}, "secrets": SECRETS}) == {
        ("gateway.networking.k8s.io/v1", "HTTPRoute"): [
            "namespaces.shop.apps.web.route",
            "namespaces.shop.apps.api.route",
        ],
        ("external-secrets.io/v1", "ExternalSecret"): [
            "namespaces.shop.secrets.db",
            "namespaces.shop.secrets.mail",
        ],
        ("external-secrets.io/v1", "SecretStore"): ["namespaces.shop.secrets.db"],
    }


def test_a_stack_of_built_in_kinds_asks_for_none() -> None:
    budget = {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"}

    assert asked({"apps": {"web": {"image": "a:1", "port": 80}}, "objects": {"web": budget}}, monitoring={}) == {}


def test_what_the_monitoring_defines_is_asked_for_only_without_it() -> None:
    monitor = {"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "unchecked": "the chart defines it"}
    shop = {"objects": {"web": monitor}}

    assert asked(shop, monitoring={}) == {}
    assert asked(shop) == {("monitoring.coreos.com/v1", "ServiceMonitor"): ["namespaces.shop.objects.web"]}
