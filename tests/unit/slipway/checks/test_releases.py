from typing import Any

from slipway.checks.connections import broken_connections
from slipway.checks.releases import broken_charts
from slipway.settings.stack import StackSettings

CHART = {"chart": "oci://registry.example.com/redis", "version": "1.2.3"}
SECRETS = {"shop": {"redis-auth": frozenset({"password"})}}
PLACE = "namespaces.shop.charts.redis"
INSTANCE = {"app.kubernetes.io/instance": "redis"}
WEB = {"image": "a:1", "port": 8080}


def stack(chart: dict[str, Any] | None = None, blog: dict[str, Any] | None = None, **shop: Any) -> StackSettings:
    namespaces = {"shop": {"charts": {"redis": {**CHART, **(chart or {})}}, **shop}, **({"blog": blog} if blog else {})}
    return StackSettings.model_validate({"environment": "development", "namespaces": namespaces})


def lines(chart: dict[str, Any] | None = None, **shop: Any) -> list[str]:
    return [str(problem) for problem in broken_charts(stack(chart, **shop), SECRETS)]


def test_a_chart_has_a_name_of_its_own() -> None:
    assert lines(apps={"web": WEB}) == []
    assert lines(apps={"redis": WEB}) == [
        (
            f"{PLACE}: redis is already the name of namespaces.shop.apps.redis; their Services would have the same "
            "one; rename one"
        )
    ]


def test_what_it_connects_to_is_there() -> None:
    assert lines({"connectsTo": ["web"]}, apps={"web": WEB}) == []
    assert lines({"connectsTo": ["wbe"]}, apps={"web": WEB}) == [
        f'{PLACE}.connectsTo.0: unknown app "wbe" of shop; did you mean web?'
    ]


def test_names_in_its_values_are_those_in_the_cluster() -> None:
    assert lines({"values": {"auth": {"existingSecret": "$(secret:redis-auth)"}}}) == []
    assert lines({"values": {"auth": {"existingSecret": "redis-auth"}}}) == [
        (
            f"{PLACE}.values.auth.existingSecret: the Secret redis-auth has another name in the cluster; expected "
            "$(secret:redis-auth)"
        )
    ]


def reaching(namespace: str, chart: dict[str, Any] | None = None) -> list[str]:
    """An app of another namespace, or of the same one, that connects to the pods of the chart."""
    web = {**WEB, "connectsTo": [{"pods": {"namespace": "shop", "labels": INSTANCE}, "port": 6379}]}
    own = {"apps": {"web": web}}
    declared = stack(chart, **own) if namespace == "shop" else stack(chart, blog=own)
    return [str(problem) for problem in broken_connections(declared)]


def test_an_app_of_its_namespace_connects_to_its_pods() -> None:
    assert reaching("shop") == []


def test_an_app_of_another_namespace_does_if_the_chart_accepts_it() -> None:
    assert reaching("blog", {"acceptsFrom": [{"pods": {"namespace": "blog"}, "ports": [6379]}]}) == []
    assert reaching("blog") == [
        (
            "namespaces.blog.apps.web.connectsTo.0: shop/redis does not accept calls from blog; set acceptsFrom: [{"
            f"pods: {{namespace: blog}}, ports: [...]}}] in {PLACE}"
        )
    ]


def test_an_app_of_another_namespace_accepts_a_chart_by_its_name() -> None:
    api = {"apps": {"api": {**WEB, "acceptsFrom": ["shop/redis"]}}}
    declared = stack({"connectsTo": [{"app": "api", "namespace": "blog"}]}, blog=api)

    assert list(broken_connections(declared)) == []
    assert list(broken_charts(declared, {})) == []
