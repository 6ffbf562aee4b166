from stack import field_manager
from tests.unit.stack.composed import composed

WEB = {"image": "nginx:1.29", "port": 8080, "secretEnv": {"PASSWORD": "db/password"}}


def test_a_namespace_enforces_restricted_pods_and_carries_its_team() -> None:
    labels = composed({"shop": {"team": "storefront"}}).one("Namespace").inputs["metadata"]["labels"]

    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    assert labels["slipway.dev/team"] == "storefront"


def test_what_lives_in_a_namespace_waits_for_it_and_goes_with_it() -> None:
    shop = {"apps": {"web": WEB}, "configMaps": {"a": {"B": "1"}}}
    recording = composed({"shop": shop}, {"shop": {"db": {"password": "x"}}})
    namespace = recording.one("Namespace").urn
    inside = [each for each in recording.registrations if each.inputs.get("metadata", {}).get("namespace") == "shop"]

    assert len(inside) == 9
    for each in inside:
        assert namespace in each.dependencies, each.urn
    owned = {"LimitRange", "ServiceAccountPatch", "ConfigMap", "Secret", "Deployment", "NetworkPolicy"}
    assert {each.deleted_with for kind in owned for each in recording.all(kind)} == {namespace}


def test_no_pod_runs_before_the_network_of_its_namespace_is_closed() -> None:
    apps = {"web": {**WEB, "secretEnv": {}}, "tidy": {"kind": "scheduled", "image": "a:1", "schedule": "@daily"}}
    recording = composed({"shop": {"apps": apps}})
    policies = {each.urn for each in recording.all("NetworkPolicy")}

    assert len(policies) == 2
    for kind in ("Deployment", "CronJob"):
        assert policies <= {*recording.one(kind).dependencies}
    assert not policies & {*recording.one("Service").dependencies}


def test_a_secret_gets_a_generated_name_and_its_consumer_refers_to_it() -> None:
    recording = composed({"shop": {"apps": {"web": WEB}}}, {"shop": {"db": {"password": "tulip"}}})
    [variable] = recording.one("Deployment").inputs["spec"]["template"]["spec"]["containers"][0]["env"]

    assert "name" not in recording.one("Secret").inputs["metadata"]
    assert variable["valueFrom"]["secretKeyRef"] == {"name": "shop.db-<generated>", "key": "password"}
    assert recording.is_secret("Secret", "stringData")


def test_containers_without_figures_get_those_of_the_namespace() -> None:
    namespaces = {"shop": {"limits": {"cpu": "100m..500m", "memory": "128Mi"}}}
    [item] = composed(namespaces).one("LimitRange").inputs["spec"]["limits"]

    assert item == {
        "type": "Container",
        "default": {"cpu": "500m", "memory": "128Mi"},
        "defaultRequest": {"cpu": "100m", "memory": "128Mi"},
    }


def test_an_app_waits_for_its_tasks_whatever_their_order_in_the_file() -> None:
    web = {"image": "nginx:1.29", "port": 8080, "after": ["seed"]}
    apps = {
        "web": web,
        "seed": {"kind": "task", "image": "a:1", "after": ["migrate"]},
        "migrate": {"kind": "task", "image": "a:1"},
    }
    recording = composed({"shop": {"apps": apps}})
    migrate, seed = recording.one("Job", "shop.migrate"), recording.one("Job", "shop.seed")

    assert migrate.urn in seed.dependencies
    assert seed.urn in recording.one("Deployment").dependencies


def test_a_namespace_that_admits_more_says_so_and_why() -> None:
    relaxed = {"podSecurity": {"level": "privileged", "reason": "agents look after the nodes"}}
    metadata = composed({"agents": relaxed}).one("Namespace").inputs["metadata"]

    assert metadata["labels"]["pod-security.kubernetes.io/enforce"] == "privileged"
    assert metadata["annotations"] == {
        "slipway.dev/relaxation.podSecurity": "agents look after the nodes",
        **field_manager.ANNOTATION,
    }


def test_a_secret_to_pull_images_with_is_of_the_type_that_the_kubelet_looks_for() -> None:
    secrets = {"shop": {"registry": {".dockerconfigjson": "{}"}, "db": {"password": "tulip"}}}
    recording = composed({"shop": {"apps": {"web": {**WEB, "pullSecrets": ["registry"]}}}}, secrets)

    assert recording.one("Secret", "shop.registry").inputs["type"] == "kubernetes.io/dockerconfigjson"
    assert "type" not in recording.one("Secret", "shop.db").inputs
    pod = recording.one("Deployment").inputs["spec"]["template"]["spec"]
    assert pod["imagePullSecrets"] == [{"name": "shop.registry-<generated>"}]


def test_a_namespace_has_names_for_hosts_outside() -> None:
    service = composed({"shop": {"externalNames": {"db": "db.example.com"}}}).one("Service", "shop.db").inputs

    assert service["spec"] == {"type": "ExternalName", "externalName": "db.example.com"}
    assert service["metadata"]["annotations"] == {"pulumi.com/skipAwait": "true", **field_manager.ANNOTATION}


BACKUP = {"apiVersion": "a.example.com/v1", "kind": "Backup", "unchecked": "its operator checks it"}


def test_an_object_waits_for_the_closed_network_and_goes_with_its_namespace() -> None:
    recording = composed({"shop": {"team": "storefront", "objects": {"nightly": BACKUP}}})
    backup, policies = recording.one("Backup"), {each.urn for each in recording.all("NetworkPolicy")}

    assert policies <= {*backup.dependencies}
    assert backup.deleted_with == recording.one("Namespace").urn
    assert backup.inputs["metadata"] == {
        "name": "nightly",
        "namespace": "shop",
        "labels": {"app.kubernetes.io/managed-by": "pulumi", "slipway.dev/team": "storefront"},
        "annotations": {"slipway.dev/unchecked": "its operator checks it", **field_manager.ANNOTATION},
    }


def test_an_object_refers_to_a_secret_by_its_real_name() -> None:
    shop = {"objects": {"nightly": {**BACKUP, "spec": {"credentials": "$(secret:db)"}}}}
    recording = composed({"shop": shop}, {"shop": {"db": {"password": "tulip"}}})

    assert recording.one("Backup").inputs["spec"] == {"credentials": "shop.db-<generated>"}
    assert recording.one("Secret").urn in recording.one("Backup").dependencies


def test_an_object_of_the_monitoring_waits_for_the_chart_that_defines_its_kind() -> None:
    monitor = {**BACKUP, "apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor"}
    password = {"monitoring": {"grafana-admin": {"password": "tulip"}}}
    recording = composed({"shop": {"objects": {"web": monitor, "nightly": BACKUP}}}, password, monitoring={})
    chart = recording.one("Release").urn

    assert chart in recording.one("ServiceMonitor").dependencies
    assert chart not in recording.one("Backup").dependencies


REDIS = {"chart": "oci://registry.example.com/redis", "version": "1.2.3"}


def test_a_chart_waits_for_the_closed_network_and_is_uninstalled_before_its_namespace_goes() -> None:
    shop = {"charts": {"redis": {**REDIS, "values": {"auth": {"existingSecret": "$(secret:db)"}}}}}
    recording = composed({"shop": shop}, {"shop": {"db": {"password": "tulip"}}})
    release = recording.one("Release")

    assert {each.urn for each in recording.all("NetworkPolicy")} <= {*release.dependencies}
    assert recording.one("Namespace").urn in release.dependencies
    assert release.deleted_with == ""
    assert release.inputs["values"] == {"auth": {"existingSecret": "shop.db-<generated>"}}


def test_the_pods_of_a_chart_are_in_the_closed_network() -> None:
    policy = composed({"shop": {"team": "storefront", "charts": {"redis": REDIS}}}).one("NetworkPolicy", "shop.redis")
    pods = {"matchLabels": {"app.kubernetes.io/instance": "redis"}}
    own = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}, "podSelector": pods}

    assert policy.inputs["spec"] == {
        "podSelector": pods,
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [{"from": [own]}],
        "egress": [{"to": [own]}],
    }
    assert policy.inputs["metadata"]["labels"] == {
        "app.kubernetes.io/managed-by": "pulumi",
        "slipway.dev/team": "storefront",
    }


def test_with_cilium_a_chart_reaches_the_api_server_and_hosts_by_their_names() -> None:
    chart = {**REDIS, "apiServer": "it looks for its peers", "connectsTo": [{"host": "a.example.com", "port": 443}]}
    cilium = composed({"shop": {"charts": {"redis": chart}}}, cluster={"networkPolicies": "cilium"})
    egress = cilium.one("CiliumNetworkPolicy", "shop.redis").inputs["spec"]["egress"]

    assert {"toEntities": ["kube-apiserver"]} in egress
    assert any(each.get("toFQDNs") == [{"matchName": "a.example.com"}] for each in egress)
