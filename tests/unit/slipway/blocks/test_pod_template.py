from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.blocks.pod_template import init_containers, pod_template, pull_secrets
from slipway.blocks.volumes import mounts
from slipway.settings import StatelessAppSettings
from slipway.settings.pod import DrainedStopSettings, PodContainersSettings, PodSettings
from slipway.settings.security import RelaxationsSettings
from slipway.topology.labels import Marks

MARKS = Marks({"a": "b"})
SETTINGS = PodSettings(image="nginx:1.29", run_as_user=2000, writable_paths=("/cache",))


def pod(settings: PodSettings = SETTINGS, **arguments: Any) -> Any:
    fixed = {"marks": MARKS, "service_account": "web", "config_maps": {}, "secrets": {}}
    return pod_template("web", settings, **{**fixed, "files": {}, **arguments})


def test_a_pod_has_an_account_of_its_own_and_no_token_of_the_api() -> None:
    spec = pod().spec

    assert (spec.service_account_name, spec.automount_service_account_token) == ("web", False)


def test_a_pod_does_not_get_every_service_of_its_namespace_as_variables() -> None:
    assert pod().spec.enable_service_links is False


def test_a_pod_runs_as_the_user_of_the_settings_and_never_as_root() -> None:
    security = pod().spec.security_context

    assert (security.run_as_non_root, security.run_as_user, security.fs_group) == (True, 2000, 2000)


def test_a_pod_carries_its_labels_and_one_container() -> None:
    template = pod()

    assert template.metadata.labels == {"a": "b"}
    assert [each.name for each in template.spec.containers] == ["web"]


def test_every_mount_has_a_volume_except_those_that_are_claimed() -> None:
    settings = SETTINGS.model_copy(update={"files": {"/app/config/a.json": "{}"}})
    spec = pod(settings, files={"/app/config": "web-app-config-1"}, claimed=["/app/db"]).spec

    assert [volume.name for volume in spec.volumes] == ["cache", "app-config"]
    assert [(mount.name, mount.mount_path, mount.read_only) for mount in spec.containers[0].volume_mounts] == [
        ("cache", "/cache", None),
        ("app-db", "/app/db", None),
        ("app-config", "/app/config", True),
    ]


def test_a_file_of_each_source_stands_beside_those_of_the_image() -> None:
    folder = {"imageFolders": ["/etc/nginx"], "writablePaths": ["/etc/nginx"]}
    said = {"files": {"/etc/nginx/nginx.conf": "x"}, "secretFiles": {"/etc/nginx/tls.key": "tls/key"}, **folder}
    settings = PodSettings.model_validate({"image": "nginx:1.29", **said})
    spec = pod(settings, files={"/etc/nginx": "web-etc-nginx-1"}).spec
    mounted = {each.mount_path: (each.name, each.sub_path) for each in spec.containers[0].volume_mounts}

    assert mounted.keys() == {"/etc/nginx", "/etc/nginx/nginx.conf", "/etc/nginx/tls.key"}
    assert [name for name, _ in mounted.values()] == [volume.name for volume in spec.volumes]
    assert len({volume.name for volume in spec.volumes}) == 3
    assert [sub_path for _, sub_path in mounted.values()] == [None, "nginx.conf", "tls.key"]


def test_a_pod_that_needs_no_volume_has_none() -> None:
    spec = pod(PodSettings(image="nginx:1.29", writable_paths=())).spec

    assert (spec.volumes, spec.containers[0].volume_mounts) == (None, None)


def test_a_restart_policy_is_set_only_when_asked() -> None:
    assert (pod().spec.restart_policy, pod(restart_policy="Never").spec.restart_policy) == (None, "Never")


def test_a_pod_is_killed_only_after_its_drain_and_its_process_had_their_time() -> None:
    stop = DrainedStopSettings(drain_seconds=10, process_seconds=60)
    spec = pod(StatelessAppSettings(image="nginx:1.29", port=8080, stop=stop)).spec

    assert spec.termination_grace_period_seconds == 70
    assert spec.containers[0].lifecycle.pre_stop.sleep.seconds == 10


def test_what_a_pod_says_itself_overrides_what_is_said_for_all() -> None:
    said = PodSettings(image="nginx:1.29", pod_labels={"a": "mine"}, pod_annotations={"c": "mine"})
    template = pod(said, marks=Marks({"a": "b", "cost": "1"}, {"c": "d", "e": "f"}))

    assert template.metadata.labels == {"a": "mine", "cost": "1"}
    assert template.metadata.annotations == {"c": "mine", "e": "f"}


def test_a_pod_has_the_labels_and_annotations_that_are_said_beside_those_of_slipway() -> None:
    said = {"pod_labels": {"tier": "web"}, "pod_annotations": {"linkerd.io/inject": "enabled"}}
    relaxations = RelaxationsSettings(share_process_namespace="a sidecar tells the app to read again")
    template = pod(PodSettings(image="nginx:1.29", relaxations=relaxations, **said))

    assert template.metadata.labels == {"a": "b", "tier": "web"}
    assert template.metadata.annotations == {
        "linkerd.io/inject": "enabled",
        "slipway.dev/relaxation.shareProcessNamespace": "a sidecar tells the app to read again",
    }
    assert template.spec.share_process_namespace is True


def test_an_annotation_names_a_secret_by_its_name_in_the_cluster() -> None:
    settings = PodSettings(image="nginx:1.29", pod_annotations={"example.com/auth": "$(secret:users)"})
    template = pod(settings, secrets={"users": "users-1a2b"})

    assert template.metadata.annotations == {"example.com/auth": "users-1a2b"}


def test_a_pod_runs_in_the_runtime_that_is_said() -> None:
    assert pod(PodSettings(image="nginx:1.29", runtime_class_name="gvisor")).spec.runtime_class_name == "gvisor"
    assert pod().spec.runtime_class_name is None


def test_a_pod_that_serves_nobody_has_no_drain() -> None:
    spec = pod().spec

    assert (spec.termination_grace_period_seconds, spec.containers[0].lifecycle) == (30, None)


def test_a_relaxed_pod_says_why_and_a_strict_one_has_nothing_to_say() -> None:
    relaxations = RelaxationsSettings(writable_root_filesystem="writes its pid file beside its binary")
    template = pod(PodSettings(image="nginx:1.29", relaxations=relaxations))

    assert template.metadata.annotations == {
        "slipway.dev/relaxation.writableRootFilesystem": "writes its pid file beside its binary"
    }
    assert template.spec.containers[0].security_context.read_only_root_filesystem is False
    assert pod().metadata.annotations is None


def test_all_containers_of_a_pod_mount_the_same_volumes_and_downloads_and_key_files_are_read_only() -> None:
    settings = PodSettings.model_validate(
        {
            "image": "nginx:1.29",
            "writablePaths": ["/cache"],
            "downloads": {"/data/x": {"url": "https://example.com/x", "sha256": "ab" * 32}},
            "secretFiles": {"/etc/tls/key": "tls/key"},
            "sidecars": {"logs": {"image": "a:1"}},
            "initContainers": [{"name": "migrate", "image": "a:1"}],
        }
    )
    spec = pod(settings, claimed=["/app/db"]).spec
    downloads, *beside = spec.init_containers

    assert [volume.name for volume in spec.volumes] == ["cache", "etc-tls", "data"]
    assert [(mount.mount_path, mount.read_only) for mount in downloads.volume_mounts] == [("/data", None)]
    for each in [*beside, *spec.containers]:
        assert [(mount.mount_path, mount.read_only) for mount in each.volume_mounts] == [
            ("/cache", None),
            ("/app/db", None),
            ("/etc/tls", True),
            ("/data", True),
        ]


def test_a_pod_that_says_no_more_has_no_other_containers_and_pulls_without_secrets() -> None:
    assert (pod().spec.init_containers, pod().spec.image_pull_secrets) == (None, None)


STEP = st.text(alphabet="ab-", min_size=1, max_size=3)
FOLDER = st.lists(STEP, min_size=1, max_size=2).map(lambda steps: "/" + "/".join(steps))
FILE = st.tuples(FOLDER, STEP).map("/".join)
NAME = st.text(alphabet="ab", min_size=1, max_size=2)
LISTENS = st.fixed_dictionaries({"image": st.just("a:1")}, optional={"port": st.integers(1, 3)})
PODS = st.fixed_dictionaries(
    {
        "image": st.just("nginx:1.29"),
        "writablePaths": st.lists(FOLDER, max_size=2),
        "downloads": st.dictionaries(
            FILE, st.just({"url": "https://example.com/x", "sha256": "ab" * 32, "size": "1Mi"}), max_size=3
        ),
        "configFiles": st.dictionaries(FILE, st.just("web/host"), max_size=2),
        "secretFiles": st.dictionaries(FILE, st.just("db/password"), max_size=2),
        "sidecars": st.dictionaries(NAME, LISTENS, max_size=3),
        "initContainers": st.lists(st.builds(lambda name: {"name": name, "image": "a:1"}, NAME), max_size=3),
    }
)


@given(PODS)
def test_any_pod_that_is_not_refused_has_names_ports_and_paths_once_and_a_volume_for_each_mount(said: Any) -> None:
    try:
        settings = PodSettings.model_validate(said)
    except ValidationError:
        return
    spec = pod(settings).spec
    containers = [*(spec.init_containers or []), *spec.containers]
    volumes = [volume.name for volume in spec.volumes or []]
    ports = [port.container_port for each in containers for port in each.ports or []]

    assert len({each.name for each in containers}) == len(containers)
    assert len(set(volumes)) == len(volumes)
    assert len(set(ports)) == len(ports)
    for each in containers:
        paths = [mount.mount_path for mount in each.volume_mounts or []]
        assert len(set(paths)) == len(paths)
        assert {mount.name for mount in each.volume_mounts or []} <= set(volumes)


WITH_COMPANIONS = PodContainersSettings.model_validate(
    {
        "image": "nginx:1.29",
        "downloads": {"/data/model.bin": {"url": "https://example.com/x", "sha256": "ab" * 32}},
        "sidecars": {
            "proxy": {"image": "shop/proxy:1.0", "port": 9000},
            "logs": {"image": "shop/logs:1.0", "probes": {"startup": {"exec": ["true"]}}},
        },
        "initContainers": [
            {"name": "second-by-name", "image": "a:1", "secretEnv": {"PASSWORD": "db/password"}},
            {"name": "first-by-name", "image": "b:1", "command": ["true"]},
        ],
        "pullSecrets": ["registry", "theirs"],
    }
)
MOUNTS = mounts(writable=["/cache"], read_only=["/data"])


def companions(settings: PodContainersSettings = WITH_COMPANIONS) -> dict[str, Any]:
    return {
        str(each.name): each
        for each in init_containers(settings, config_maps={}, secrets={"db": "db-1a"}, mounts=MOUNTS)
    }


def test_downloads_come_first_then_sidecars_then_init_containers_in_their_order() -> None:
    assert list(companions()) == ["downloads", "proxy", "logs", "second-by-name", "first-by-name"]


def test_only_sidecars_go_on_running() -> None:
    assert {name for name, each in companions().items() if each.restart_policy == "Always"} == {"proxy", "logs"}


def test_a_sidecar_is_probed_on_its_own_port_or_by_its_command() -> None:
    proxy, logs = companions()["proxy"], companions()["logs"]

    assert [(port.name, port.container_port) for port in proxy.ports] == [(None, 9000)]
    assert [each.tcp_socket.port for each in (proxy.startup_probe, proxy.readiness_probe, proxy.liveness_probe)] == [
        9000,
        9000,
        9000,
    ]
    assert (logs.ports, logs.readiness_probe, logs.startup_probe.exec_.command) == (None, None, ["true"])


@pytest.mark.parametrize("name", ["downloads", "proxy", "logs", "second-by-name", "first-by-name"])
def test_all_are_hardened_and_limited(name: str) -> None:
    container = companions()[name]

    assert container.security_context.read_only_root_filesystem
    assert container.security_context.capabilities.drop == ["ALL"]
    assert container.resources.limits == {"cpu": "500m", "memory": "128Mi", "ephemeral-storage": "1Gi"}


@pytest.mark.parametrize("name", ["proxy", "logs", "second-by-name", "first-by-name"])
def test_all_mount_what_the_app_mounts(name: str) -> None:
    assert companions()[name].volume_mounts == MOUNTS


def test_references_are_resolved_as_those_of_the_app() -> None:
    [variable] = companions()["second-by-name"].env

    assert variable.value_from.secret_key_ref.name == "db-1a"


def test_an_app_without_companions_has_none() -> None:
    assert companions(PodContainersSettings(image="nginx:1.29")) == {}


def test_secrets_to_pull_with_have_their_real_names() -> None:
    assert [each.name for each in pull_secrets(WITH_COMPANIONS, {"registry": "registry-2b"})] == [
        "registry-2b",
        "theirs",
    ]
