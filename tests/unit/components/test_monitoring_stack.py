import pytest
from pulumi import Output, RunError

from components import MonitoringStack
from offline.manifests import plain
from offline.recorder import AUTONAMED, Recording
from slipway.settings import MonitoringSettings
from slipway.settings.chart import REPOSITORY
from tests.deployment import deploy


def monitoring(chart: str | None = None) -> Recording:
    def program() -> None:
        MonitoringStack("monitoring", MonitoringSettings(), grafana_password=Output.secret("tulip"), chart=chart)

    return deploy(program)


def test_the_release_has_a_fixed_name_in_the_namespace_that_it_owns() -> None:
    recording = monitoring()
    release = recording.one("Release").inputs

    assert release["name"] == "monitoring"
    assert release["namespace"] == recording.one("Namespace").inputs["metadata"]["name"] == "monitoring"


def test_the_pinned_chart_comes_from_its_repository() -> None:
    release = monitoring().one("Release").inputs

    assert release["chart"] == "kube-prometheus-stack"
    assert release["version"] == "88.5.3"
    assert release["repositoryOpts"] == {"repo": REPOSITORY}


def test_a_chart_of_ones_own_takes_its_place_whole() -> None:
    release = monitoring(chart="charts/mine").one("Release").inputs

    assert release["chart"] == "charts/mine"
    assert not {"version", "repositoryOpts"} & release.keys()


def test_grafana_takes_its_password_from_the_secret_and_the_release_never_sees_it() -> None:
    recording = monitoring()
    admin = recording.one("Release").inputs["values"]["grafana"]["admin"]
    secret = recording.one("Secret")

    assert admin["existingSecret"] == f"{secret.name}-<generated>"
    assert plain(secret.inputs["stringData"]) == {admin["userKey"]: "admin", admin["passwordKey"]: "tulip"}
    assert "tulip" not in str(recording.one("Release").inputs)


def test_the_password_stays_marked_as_a_secret() -> None:
    assert monitoring().is_secret("Secret", "stringData")


def test_its_quota_is_in_force_before_the_chart_is_installed() -> None:
    settings = MonitoringSettings.model_validate({"quota": {"pods": 30}})
    recording = deploy(lambda: MonitoringStack("monitoring", settings, grafana_password="tulip"))
    quota = recording.one("ResourceQuota")

    assert (quota.inputs["metadata"]["namespace"], quota.inputs["spec"]) == ("monitoring", {"hard": {"pods": "30"}})
    assert quota.urn in recording.one("Release").dependencies


def test_containers_that_say_nothing_are_bounded_before_the_chart_is_installed() -> None:
    recording = monitoring()
    [item] = recording.one("LimitRange").inputs["spec"]["limits"]

    assert (item["default"], item["defaultRequest"]) == (
        {"cpu": "500m", "memory": "128Mi"},
        {"cpu": "50m", "memory": "128Mi"},
    )
    assert recording.one("LimitRange").urn in recording.one("Release").dependencies


def test_who_may_look_at_it_may_not_deploy_to_it() -> None:
    settings = MonitoringSettings.model_validate({"viewers": ["oidc:on-call"]})
    recording = deploy(lambda: MonitoringStack("monitoring", settings, grafana_password="tulip"))
    binding = recording.one("RoleBinding").inputs

    assert [each["name"] for each in binding["subjects"]] == ["oidc:on-call"]
    assert {verb for rule in recording.one("Role").inputs["rules"] for verb in rule["verbs"]} == {
        "get",
        "list",
        "watch",
    }
    assert recording.one("Role").inputs["metadata"]["namespace"] == "monitoring"


@pytest.mark.parametrize("kind", ["Namespace", "LimitRange", "Secret", "Release"])
def test_every_child_belongs_to_it(kind: str) -> None:
    recording = monitoring()

    assert recording.one(kind).parent == recording.one("MonitoringStack").urn


def test_it_tells_how_to_open_grafana() -> None:
    command = "kubectl -n monitoring port-forward svc/monitoring-grafana 3000:80"

    assert monitoring().outputs_of("MonitoringStack") == {"grafana": command}


def test_the_password_or_the_secret_is_needed_and_not_both() -> None:
    def neither() -> None:
        MonitoringStack("monitoring", MonitoringSettings())

    def both() -> None:
        settings = MonitoringSettings.model_validate({"secrets": {"grafana-admin": {"existing": True}}})
        MonitoringStack("monitoring", settings, grafana_password="tulip")

    for program in (neither, both):
        with pytest.raises(
            RunError, match=r"monitoring: expected either grafana_password or settings\.secrets with grafana-admin"
        ):
            deploy(program)


class Values:
    """The values of a Secret `registry`."""

    def data(self, namespace: str, name: str) -> dict[str, Output[str]]:
        assert (namespace, name) == ("monitoring", "registry")
        return {".dockerconfigjson": Output.secret("{}")}

    def holds(self, namespace: str, name: str, data: object) -> bool:
        raise AssertionError((namespace, name, data))


@pytest.mark.parametrize(
    ("own", "names"), [([], ["mirror", "registry"]), (["registry"], ["mirror", f"monitoring.registry-{AUTONAMED}"])]
)
def test_images_are_pulled_with_the_secrets_as_they_are_really_called(own: list[str], names: list[str]) -> None:
    settings = MonitoringSettings.model_validate({"pullSecrets": ["mirror", "registry"]})
    recording = deploy(
        lambda: MonitoringStack(
            "monitoring",
            settings,
            grafana_password=Output.secret("tulip"),
            secret_values=Values(),
            own_secrets=own,
        )
    )

    values = recording.one("Release").inputs["values"]
    assert values["global"]["imagePullSecrets"] == [{"name": name} for name in names]


def test_the_claims_of_the_operator_are_applied_before_the_chart() -> None:
    recording = monitoring()
    claims = recording.all("PersistentVolumeClaimPatch")

    assert {each.inputs["metadata"]["name"]: plain(each.inputs)["spec"]["resources"] for each in claims} == {
        "prometheus-monitoring-prometheus-db-prometheus-monitoring-prometheus-0": {"requests": {"storage": "10Gi"}},
        "alertmanager-monitoring-alertmanager-db-alertmanager-monitoring-alertmanager-0": {
            "requests": {"storage": "1Gi"}
        },
    }
    assert {each.urn for each in claims} <= {*recording.one("Release").dependencies}


def test_chart_values_name_secrets_as_in_the_cluster() -> None:
    values = {"grafana": {"envFromSecret": "$(secret:grafana-admin)"}}
    extra = {"extraValues": {"reason": "no setting says it", "values": values}}
    settings = MonitoringSettings.model_validate(extra)

    recording = deploy(lambda: MonitoringStack("monitoring", settings, grafana_password="tulip"))

    grafana = plain(recording.one("Release").inputs)["values"]["grafana"]
    assert grafana["envFromSecret"] == grafana["admin"]["existingSecret"] != "grafana-admin"
