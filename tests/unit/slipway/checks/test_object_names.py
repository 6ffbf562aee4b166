from typing import Any

import pytest

from slipway.checks.object_names import misnamed_in_chart_values, misnamed_objects
from slipway.settings.kinds import StatelessAppSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import NamespaceSettings

NAMESPACE = NamespaceSettings.model_validate(
    {
        "configMaps": {"headers": {"X-A": "b"}},
        "secrets": {"corp": {"existing": True}, "wildcard": {"existing": "corp-wildcard-2026"}},
    }
)
SECRETS = {"shop-tls": frozenset({"tls.crt", "tls.key"}), "users": frozenset({"auth"})}
AUTH = "nginx.ingress.kubernetes.io/auth-secret"


def lines(**fields: Any) -> list[str]:
    app = StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, **fields})
    return [str(problem) for problem in misnamed_objects("web", app, "shop", NAMESPACE, SECRETS)]


def ingress(**fields: Any) -> dict[str, Any]:
    return {"ingress": {"host": "a.example.com", **fields}}


def patched(spec: Any) -> dict[str, Any]:
    patch = {"spec": {"template": {"spec": spec}}}
    return {"patches": [{"object": "Deployment", "reason": "no setting says this", "patch": patch}]}


@pytest.mark.parametrize(
    "fields",
    [
        ingress(tlsSecret="shop-tls"),
        ingress(tlsSecret="wildcard"),
        ingress(tlsSecret="corp"),
        ingress(tlsSecret="web-cert", clusterIssuer="letsencrypt"),
        ingress(annotations={AUTH: "$(secret:users)", "a/b": "shop/$(configMap:headers)"}),
        ingress(annotations={AUTH: "somebody-elses"}),
        {"service": {"annotations": {"a/tls-secret": "corp"}}},
        {"services": {"public": {"ports": ["http"], "annotations": {"a/tls-secret": "corp"}}}},
        patched({"volumes": [{"name": "x", "secret": {"secretName": "users"}}]}),
        patched({"volumes": [{"name": "x", "configMap": {"name": "kube-root-ca.crt"}}]}),
    ],
)
def test_names_that_lead_to_an_object_are_sound(fields: dict[str, Any]) -> None:
    assert lines(**fields) == []


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            ingress(tlsSecret="shop-tsl"),
            (
                'web.ingress.tlsSecret: unknown Secret "shop-tsl"; did you mean shop-tls? (set it with pulumi config '
                "set --path --secret 'slipway:secrets.shop.shop-tsl[\"tls.crt\"]', or declare its source in "
                "namespaces.shop.secrets)"
            ),
        ),
        (
            ingress(tlsSecret="users"),
            'web.ingress.tlsSecret: unknown key "tls.crt" of Secret users; expected one of auth',
        ),
        (
            ingress(tlsSecret="shop-tls", issuer="own"),
            (
                "web.ingress.tlsSecret: cert-manager cannot write shop-tls: it is a secret of the stack; expected "
                "another name, or leave tlsSecret out"
            ),
        ),
        (
            ingress(annotations={AUTH: "shop/users"}),
            (
                f"web.ingress.annotations.{AUTH}: the Secret users has another name in the cluster; expected "
                "shop/$(secret:users)"
            ),
        ),
        (
            ingress(annotations={"a/b": "$(configMap:haeders)"}),
            'web.ingress.annotations.a/b: unknown ConfigMap "haeders"; did you mean headers?',
        ),
        (
            patched({"hostname": "web", "imagePullSecrets": [{"name": "users"}]}),
            (
                "web.patches.0.patch.spec.template.spec.imagePullSecrets.0.name: the Secret users has another name in "
                "the cluster; expected pullSecrets: [users]"
            ),
        ),
    ],
)
def test_a_name_that_leads_to_no_object_is_told_with_the_way_out(fields: dict[str, Any], line: str) -> None:
    assert lines(**fields) == [line]


def test_an_unknown_secret_of_a_patch_is_told() -> None:
    (line,) = lines(**patched({"volumes": [{"name": "x", "secret": {"secretName": "usres"}}]}))

    assert 'secretName: unknown Secret "usres"; did you mean users?' in line


def test_chart_values_name_secrets_as_the_cluster_does() -> None:
    def told(values: Any) -> list[str]:
        extra = {"reason": "no setting says this", "values": values}
        settings = MonitoringSettings.model_validate({"extraValues": extra, "pullSecrets": ["registry"]})
        keys = {"registry": frozenset({".dockerconfigjson"})}
        return [str(problem) for problem in misnamed_in_chart_values(settings, keys)]

    assert told({"prometheus": {"prometheusSpec": {"secrets": ["$(secret:registry)", "of-somebody"]}}}) == []
    assert told({"prometheus": {"prometheusSpec": {"secrets": ["registry"]}}}) == [
        (
            "monitoring.extraValues.values.prometheus.prometheusSpec.secrets.0: the Secret registry has another name "
            "in the cluster; expected $(secret:registry)"
        )
    ]
