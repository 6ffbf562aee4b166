from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from slipway.checks.stack import check_stack
from slipway.settings import StackSettings

Secrets = Mapping[str, Mapping[str, frozenset[str]]]

WAYS = (
    " (set it with pulumi config set --path --secret slipway:secrets.shop.{}.{}, "
    "or declare its source in namespaces.shop.secrets)"
)
"""The two places that a secret can come from."""

SECRETS: Secrets = {"shop": {"db-user": frozenset({"username", "password"})}}


def stack(text: str) -> StackSettings:
    return StackSettings.model_validate({"environment": "development", **yaml.safe_load(text)})


def with_app(app: str, **namespace: Any) -> StackSettings:
    web = {"image": "nginx:1.29", "port": 8080, **yaml.safe_load(app)}
    return StackSettings.model_validate(
        {"environment": "development", "namespaces": {"shop": {"apps": {"web": web}, **namespace}}}
    )


def lines(settings: StackSettings, secrets: Secrets = SECRETS) -> list[str]:
    return [str(problem) for problem in check_stack(settings, secrets)]


def test_references_to_what_the_stack_declares_are_sound() -> None:
    app = "{configEnv: {HOST: web/host}, secretEnv: {PASSWORD: db-user/password}}"

    assert lines(with_app(app, configMaps={"web": {"host": "db"}})) == []


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        (
            "bd-user/password",
            f'unknown Secret "bd-user"; did you mean db-user?{WAYS.format("bd-user", "password")}',
        ),
        (
            "queue/password",
            f'unknown Secret "queue"; expected one of db-user{WAYS.format("queue", "password")}',
        ),
        ("db-user/passwrod", 'unknown key "passwrod" of Secret db-user; did you mean password?'),
        ("db-user/x", 'unknown key "x" of Secret db-user; expected one of password, username'),
    ],
)
def test_a_reference_to_an_unknown_secret_or_key_is_told_with_the_nearest(reference: str, message: str) -> None:
    settings = with_app(f"secretEnv: {{PASSWORD: {reference}}}")

    assert lines(settings) == [f"namespaces.shop.apps.web.secretEnv.PASSWORD: {message}"]


def test_a_patch_is_checked_with_the_rest_of_the_stack() -> None:
    patch = "{object: Deployment, reason: no setting says it, patch: {spec: {template: {spec: {hostnme: a}}}}}"
    at = "namespaces.shop.apps.web.patches.0.patch.spec.template.spec"

    assert lines(with_app(f"{{patches: [{patch}]}}")) == [
        f"{at}.hostnme: unknown field of PodSpec; did you mean hostname? (Kubernetes 1.36)",
    ]


def test_a_reference_to_an_unknown_config_map_or_key_is_told_with_the_nearest() -> None:
    settings = with_app("configEnv: {A: wbe/host, B: web/hots}", configMaps={"web": {"host": "db"}})

    assert lines(settings) == [
        'namespaces.shop.apps.web.configEnv.A: unknown ConfigMap "wbe"; did you mean web?',
        'namespaces.shop.apps.web.configEnv.B: unknown key "hots" of ConfigMap web; did you mean host?',
    ]


def test_what_a_volume_refers_to_is_declared_too() -> None:
    volumes = "{/a: {projected: [{configMap: wbe}, {secret: db-usre}]}, /b: {csi: {driver: vault.io, secret: queue}}}"
    settings = with_app(f"volumes: {volumes}", configMaps={"web": {"host": "db"}})

    assert lines(settings) == [
        'namespaces.shop.apps.web.volumes./a.projected.0.configMap: unknown ConfigMap "wbe"; did you mean web?',
        'namespaces.shop.apps.web.volumes./a.projected.1.secret: unknown Secret "db-usre"; did you mean db-user?'
        + WAYS.format("db-usre", "<key>"),
        'namespaces.shop.apps.web.volumes./b.csi.secret: unknown Secret "queue"; expected one of db-user'
        + WAYS.format("queue", "<key>"),
    ]
    assert lines(with_app("volumes: {/a: {projected: [{secret: keys}]}}", secrets={"keys": {"existing": True}})) == []


def test_a_secret_of_another_namespace_is_unknown() -> None:
    assert lines(with_app("secretEnv: {PASSWORD: db-user/password}"), {}) == [
        'namespaces.shop.apps.web.secretEnv.PASSWORD: unknown Secret "db-user"; there are none here'
        + WAYS.format("db-user", "password")
    ]


def test_nobody_asks_which_keys_a_secret_has_that_somebody_else_makes() -> None:
    assert lines(with_app("secretEnv: {PASSWORD: vault/any}", secrets={"vault": {"existing": True}})) == []


@pytest.mark.parametrize("name", ["default", "kube-system", "kube-shop"])
def test_a_namespace_of_the_cluster_is_refused(name: str) -> None:
    assert lines(stack(f"namespaces: {{{name}: {{}}}}"), {}) == [
        (
            f"namespaces.{name}: expected a namespace for this stack alone, for example shop; "
            "default and kube-* belong to the cluster"
        )
    ]


def test_secrets_of_an_unknown_namespace_are_refused() -> None:
    assert lines(stack("namespaces: {shop: {}}"), {"shpo": {}}) == [
        "secrets.shpo: unknown namespace; did you mean shop?"
    ]


def test_monitoring_needs_a_password_and_says_how_to_set_it() -> None:
    path = "secrets.monitoring.grafana-admin.password"

    assert lines(stack("monitoring: {}"), {}) == [
        (
            f"{path}: missing; required: the password of Grafana's administrator; "
            f"set it with pulumi config set --path --secret slipway:{path}"
        )
    ]


def test_the_password_is_looked_for_in_the_namespace_of_monitoring() -> None:
    secrets = {"watch": {"grafana-admin": frozenset({"password"})}}

    assert lines(stack("monitoring: {namespace: watch}"), secrets) == []


def test_monitoring_shares_its_namespace_with_no_apps() -> None:
    secrets = {"shop": {"grafana-admin": frozenset({"password"})}}

    assert lines(stack("{namespaces: {shop: {}}, monitoring: {namespace: shop}}"), secrets) == [
        "monitoring.namespace: shop is already in namespaces; the monitoring needs a namespace of its own"
    ]


CLUSTER = "cluster: {context: prod-eu, uid: 6f1c2b9e-4a57-4f0e-9d3c-0a8f5b7e2d11}"
LATEST = "namespaces: {shop: {apps: {web: {image: 'nginx:latest', port: 8080}}}}"


def test_production_refuses_an_image_that_moves() -> None:
    production = stack(f"{{environment: production, {CLUSTER}, {LATEST}}}")

    assert lines(production) == [
        (
            "namespaces.shop.apps.web.image: the tag latest can change at any time; "
            "expected another tag or a digest; got nginx:latest"
        )
    ]


def test_development_may_use_an_image_that_moves() -> None:
    assert lines(stack(LATEST)) == []


def test_production_names_its_cluster() -> None:
    assert lines(stack("environment: production"), {}) == [
        (
            "cluster.context: missing; production requires the kube context, for example prod-eu, "
            "and deploys to no other one"
        ),
        (
            "cluster.uid: missing; production requires the uid of the cluster; "
            "kubectl get namespace kube-system -o jsonpath={.metadata.uid} prints it"
        ),
    ]


def test_what_the_cluster_or_the_namespace_has_once_is_asked_for_once() -> None:
    text = """
        namespaces:
          shop:
            externalNames: {web: web.example.com}
            apps:
              web: {image: 'nginx:1.29', port: 8080, exposed: true, service: {type: NodePort, nodePort: 30080}}
              api: {image: 'nginx:1.29', port: 8080, exposed: true, service: {type: NodePort, nodePort: 30080}}
    """

    assert [line.partition(":")[0] for line in lines(stack(text))] == [
        "namespaces.shop.externalNames.web",
        "namespaces.shop.apps.api.service.nodePort",
    ]


def test_every_broken_rule_appears_at_once() -> None:
    production = stack("{environment: production, namespaces: {default: {}}, monitoring: {}}")

    assert [line.partition(":")[0] for line in lines(production)] == [
        "namespaces.default",
        "secrets.shop",
        "secrets.monitoring.grafana-admin.password",
        "monitoring.alerting",
        "cluster.context",
        "cluster.uid",
    ]


def test_an_app_waits_for_a_task_that_is_there() -> None:
    assert lines(with_app("after: [migrate]")) == [
        'namespaces.shop.apps.web.after: unknown task "migrate"; there are none here'
    ]


def test_a_neighbour_is_an_app_of_the_stack() -> None:
    near = "{placement: {near: [web, {app: wbe}, {labels: {app: theirs}}], awayFrom: [{app: web, namespace: shpo}]}}"

    assert lines(with_app(near)) == [
        'namespaces.shop.apps.web.placement.near.1: unknown app "wbe" of shop; did you mean web?',
        (
            'namespaces.shop.apps.web.placement.awayFrom.0: unknown namespace "shpo"; did you mean shop? '
            "(use labels for pods outside the stack)"
        ),
    ]


HOST = "{relaxations: {hostNetwork: 'answers on the address of its node'}}"


@pytest.mark.parametrize("level", [None, "baseline"])
def test_a_relaxation_that_its_namespace_forbids_is_told_with_the_way_out(level: str | None) -> None:
    given = {"podSecurity": {"level": level, "reason": "agents look after the nodes"}} if level else {}

    assert lines(with_app(HOST, **given)) == [
        (
            "namespaces.shop.apps.web.relaxations.hostNetwork: "
            f"needs Pod Security level privileged, and the namespace enforces {level or 'restricted'}; set "
            "namespaces.shop.podSecurity: {level: privileged, reason: ...}, or move the app to a separate namespace "
            "with that level"
        )
    ]


def test_a_relaxation_that_its_namespace_admits_is_sound() -> None:
    privileged = {"level": "privileged", "reason": "agents look after the nodes"}

    assert lines(with_app(HOST, podSecurity=privileged)) == []
    assert lines(with_app("{relaxations: {writableRootFilesystem: 'writes beside its binary'}}")) == []


def test_no_other_container_is_called_as_the_app() -> None:
    message = "expected another container name; web is the name of the app's own container"

    assert lines(with_app("sidecars: {web: {image: 'a:1'}}")) == [f"namespaces.shop.apps.web: {message}"]
    assert lines(with_app("initContainers: [{name: web, image: 'a:1'}]")) == [f"namespaces.shop.apps.web: {message}"]


def test_production_refuses_an_image_that_moves_in_any_container() -> None:
    moving = "{image: 'a:latest', name: first}"
    app = f"image: 'nginx:1.29', port: 80, initContainers: [{moving}], downloadImage: 'b:latest'"
    apps = f"namespaces: {{shop: {{apps: {{web: {{{app}}}}}}}}}"
    production = stack(f"{{environment: production, {CLUSTER}, {apps}}}")

    assert [line.partition(": ")[0] for line in lines(production)] == [
        "namespaces.shop.apps.web.initContainers.0.image",
        "namespaces.shop.apps.web.downloadImage",
    ]


@pytest.mark.parametrize("name", ["default", "kube-system"])
def test_no_namespace_of_the_clusters_own_is_taken_for_apps_or_for_monitoring(name: str) -> None:
    message = "expected a namespace for this stack alone, for example shop; default and kube-* belong to the cluster"
    secrets = {name: {"grafana-admin": frozenset({"password"})}}

    assert lines(stack(f"namespaces: {{{name}: {{}}}}"), {}) == [f"namespaces.{name}: {message}"]
    assert lines(stack(f"monitoring: {{namespace: {name}}}"), secrets) == [f"monitoring.namespace: {message}"]


def test_what_a_namespace_bounds_and_refers_to_is_checked_with_its_apps() -> None:
    settings = with_app("{replicas: 3}", quota={"pods": 3}, maxima={"cpu": "400m"}, pullSecrets=["registry"])

    assert [line.partition(" ")[0] for line in lines(settings)] == [
        "namespaces.shop.pullSecrets.0:",
        "namespaces.shop.limits.cpu:",
        "namespaces.shop.apps.web.resources.cpu:",
        "namespaces.shop.quota.pods:",
    ]


@pytest.mark.parametrize("name", ["dеfault", "Default", "kube‐system", "ｋube-system", "default "])  # noqa: RUF001
def test_a_name_that_only_looks_like_one_of_the_clusters_own_is_none_at_all(name: str) -> None:
    with pytest.raises(ValidationError, match="expected a DNS label"):
        StackSettings.model_validate({"environment": "development", "namespaces": {name: {}}})
    with pytest.raises(ValidationError, match="expected a DNS label"):
        StackSettings.model_validate({"environment": "development", "monitoring": {"namespace": name}})
