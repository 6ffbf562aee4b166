import pulumi
import pytest

from offline.recorder import AUTONAMED, Recording
from slipway.settings.cluster import ClusterSettings
from stack import provider
from tests.deployment import deploy

UID = "6f1c2b9e-4a57-4f0e-9d3c-0a8f5b7e2d11"


def provided(settings: ClusterSettings) -> Recording:
    return deploy(lambda: provider.create_provider(settings))


def test_every_setting_that_a_shell_could_decide_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    before = provided(ClusterSettings()).one("kubernetes").inputs
    for name, value in {
        "KUBECONFIG": "/elsewhere",
        "PULUMI_K8S_CLIENT_QPS": "1",
        "PULUMI_K8S_CLIENT_BURST": "1",
        "PULUMI_K8S_CLIENT_TIMEOUT": "1",
        "PULUMI_K8S_DELETE_UNREACHABLE": "true",
        "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE": "true",
        "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE": "true",
        "PULUMI_K8S_ENABLE_SECRET_MUTABLE": "true",
        "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY": "false",
        "PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS": "true",
        "PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS": "true",
    }.items():
        monkeypatch.setenv(name, value)

    assert provided(ClusterSettings()).one("kubernetes").inputs == before
    assert before["deleteUnreachable"] == "false"
    assert before["enableServerSideApply"] == "true"


def test_the_context_and_the_identity_are_the_stacks() -> None:
    inputs = provided(ClusterSettings(context="prod", uid=UID)).one("kubernetes", "cluster").inputs

    assert (inputs["context"], inputs["clusterIdentifier"], inputs["kubeconfig"]) == ("prod", UID, "")


def test_the_provider_waits_for_the_clusters_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "there_is_an_engine", lambda: True)
    as_recorded = ClusterSettings.model_construct(context="prod", uid=AUTONAMED)

    [answer] = provided(as_recorded).one("kubernetes", "cluster").dependencies

    assert answer.endswith(":Namespace::kube-system")


def test_another_cluster_behind_the_context_is_refused_with_what_was_found() -> None:
    with pytest.raises(pulumi.RunError) as refusal:
        provider.identified("another", ClusterSettings(context="prod", uid=UID), None)
    assert str(refusal.value) == (
        f"cluster.uid: this stack belongs to the cluster {UID}, but the kube context prod leads to another; "
        "nothing was changed. Choose the right context. If the cluster was created again, set its new uid; "
        "kubectl get namespace kube-system -o jsonpath={.metadata.uid} prints it"
    )


@pytest.mark.parametrize("settings", [ClusterSettings(), ClusterSettings(uid=UID)])
def test_another_cluster_than_that_of_the_last_update_is_refused_whatever_the_settings_say(
    settings: ClusterSettings,
) -> None:
    with pytest.raises(pulumi.RunError) as refusal:
        provider.identified(UID, settings, "the-first")
    assert str(refusal.value) == (
        f"cluster: this stack was deployed to the cluster the-first, but the current kube context leads to {UID}; "
        "nothing was changed. Choose the right context. If the old cluster is gone, forget what was in it: "
        "pulumi state delete --all --force --yes --stack stack"
    )


@pytest.mark.parametrize(
    ("settings", "remembered"),
    [
        (ClusterSettings(uid=UID), UID),
        (ClusterSettings(uid=UID), None),
        (ClusterSettings(), UID),
        (ClusterSettings(), None),
    ],
    ids=["said", "said first", "remembered", "a first update"],
)
def test_the_right_cluster_is_kept_in_the_state(settings: ClusterSettings, remembered: str | None) -> None:
    assert provider.identified(UID, settings, remembered) == UID
