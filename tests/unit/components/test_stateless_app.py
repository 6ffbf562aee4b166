from pulumi import ResourceOptions
from pulumi_kubernetes import Provider

from components import StatelessApp
from offline.manifests import plain
from offline.recorder import Recording
from slipway.settings import StatelessAppSettings
from slipway.settings.ingress import IngressSettings
from slipway.settings.placement import SpreadPlacementSettings
from slipway.settings.service import ServiceSettings
from tests.deployment import deploy

WEB = StatelessAppSettings(image="nginx:1.29", port=8080)


def web(settings: StatelessAppSettings = WEB, name: str = "web") -> Recording:
    return deploy(lambda: StatelessApp(name, settings, namespace="shop"))


def test_two_settings_make_a_deployment_a_service_and_a_service_account() -> None:
    kinds = {each.type.rpartition(":")[2] for each in web().registrations}

    assert kinds == {"StatelessApp", "Deployment", "Service", "ServiceAccount"}


def test_every_child_belongs_to_the_component() -> None:
    recording = web()
    component = recording.one("StatelessApp")

    assert {each.parent for each in recording.registrations if each is not component} == {component.urn}


def test_its_objects_are_called_after_the_last_part_of_its_name() -> None:
    recording = web(name="shop.web")

    assert recording.one("Deployment").name == "shop.web"
    assert recording.one("Deployment").inputs["metadata"]["name"] == "web"


def test_the_service_leads_to_the_pods_of_the_deployment() -> None:
    recording = web()
    template = recording.one("Deployment").inputs["spec"]["template"]
    service = plain(recording.one("Service").inputs["spec"])

    assert service["selector"].items() <= template["metadata"]["labels"].items()
    assert service["ports"] == [{"name": "http", "port": 8080, "targetPort": "http"}]
    assert plain(template["spec"]["containers"][0]["ports"]) == [{"name": "http", "containerPort": 8080}]


def test_a_new_image_changes_neither_the_selector_nor_anything_but_the_deployment() -> None:
    old, new = web(), web(StatelessAppSettings(image="nginx:1.30", port=8080))

    assert old.one("Deployment").inputs["spec"]["selector"] == new.one("Deployment").inputs["spec"]["selector"]
    changed = [
        before.type
        for before, after in zip(
            sorted(old.registrations, key=lambda each: each.urn),
            sorted(new.registrations, key=lambda each: each.urn),
            strict=True,
        )
        if before.inputs != after.inputs
    ]
    assert changed == ["kubernetes:apps/v1:Deployment"]


def test_it_asks_for_no_ingress_unless_told_to() -> None:
    assert web().all("Ingress") == []


def test_an_ingress_leads_to_the_service() -> None:
    ingress = IngressSettings(host="api.example.com", class_name="traefik", cluster_issuer="letsencrypt")
    recording = web(StatelessAppSettings(image="nginx:1.29", port=8080, ingress=ingress))
    spec = recording.one("Ingress").inputs["spec"]

    assert spec["rules"][0]["http"]["paths"][0]["backend"]["service"] == {"name": "web", "port": {"name": "http"}}
    assert spec["tls"] == [{"hosts": ["api.example.com"], "secretName": "web-tls"}]
    assert recording.one("Ingress").inputs["metadata"]["annotations"]["cert-manager.io/cluster-issuer"] == "letsencrypt"


def test_up_waits_for_the_deployment_and_for_no_service_but_a_load_balancer() -> None:
    balanced = StatelessAppSettings(image="nginx:1.29", port=8080, service=ServiceSettings(type="LoadBalancer"))

    assert web().one("Service").inputs["metadata"]["annotations"] == {"pulumi.com/skipAwait": "true"}
    assert "annotations" not in web(balanced).one("Service").inputs["metadata"]
    assert "pulumi.com/skipAwait" not in web().one("Deployment").inputs["metadata"]["annotations"]


def test_references_are_resolved_to_the_real_names() -> None:
    settings = StatelessAppSettings(
        image="nginx:1.29", port=80, secret_env={"A": "db/password", "B": "theirs/token"}, config_env={"C": "api/HOST"}
    )
    recording = deploy(
        lambda: StatelessApp(
            "web", settings, namespace="shop", secrets={"db": "db-1a2b"}, config_maps={"api": "api-9f"}
        )
    )
    container = recording.one("Deployment").inputs["spec"]["template"]["spec"]["containers"][0]

    assert container["env"] == [
        {"name": "C", "valueFrom": {"configMapKeyRef": {"name": "api-9f", "key": "HOST"}}},
        {"name": "A", "valueFrom": {"secretKeyRef": {"name": "db-1a2b", "key": "password"}}},
        {"name": "B", "valueFrom": {"secretKeyRef": {"name": "theirs", "key": "token"}}},
    ]


def test_a_changed_file_makes_a_new_config_map_and_rolls_the_pods_to_it() -> None:
    def deployed(color: str) -> Recording:
        return web(StatelessAppSettings(image="nginx:1.29", port=80, files={"/app/config.json": {"color": color}}))

    def mounted(recording: Recording) -> str:
        volumes = recording.one("Deployment").inputs["spec"]["template"]["spec"]["volumes"]
        return str(next(volume["configMap"]["name"] for volume in volumes if "configMap" in volume))

    blue, green = deployed("blue"), deployed("green")

    assert mounted(blue) == blue.one("ConfigMap").inputs["metadata"]["name"]
    assert mounted(blue) != mounted(green)
    assert blue.one("ConfigMap").inputs["immutable"] is True
    assert blue.one("ConfigMap").inputs["data"] == {"config.json": '{\n  "color": "blue"\n}\n'}


def test_children_inherit_nothing_that_was_meant_for_the_component_alone() -> None:
    def program() -> None:
        provider = Provider("elsewhere")
        StatelessApp("web", WEB, namespace="shop", opts=ResourceOptions(provider=provider, depends_on=[provider]))

    deployment = deploy(program).one("Deployment")

    assert all("Provider" not in urn for urn in deployment.dependencies)


def test_it_tells_where_it_is_reached() -> None:
    ingress = IngressSettings(host="api.example.com")
    outside = StatelessAppSettings(image="nginx:1.29", port=8080, ingress=ingress)

    assert web().outputs_of("StatelessApp") == {"url": "http://web.shop.svc:8080", "exposed": False}
    assert web(outside).outputs_of("StatelessApp") == {"url": "http://api.example.com", "exposed": True}


def test_it_is_placed_as_its_settings_say() -> None:
    placement = SpreadPlacementSettings.model_validate({"nodes": {"disktype": "ssd"}, "tolerations": ["db:NoExecute"]})
    recording = web(StatelessAppSettings(image="nginx:1.29", port=8080, placement=placement))
    spec = recording.one("Deployment").inputs["spec"]["template"]["spec"]

    assert spec["nodeSelector"] == {"disktype": "ssd"}
    assert spec["tolerations"] == [{"key": "db", "operator": "Exists", "effect": "NoExecute"}]
