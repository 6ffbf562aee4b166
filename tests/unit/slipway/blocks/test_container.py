from typing import Any

from slipway.blocks.container import container, resources
from slipway.settings import ScheduledJobSettings, StatelessAppSettings
from slipway.settings.container import ContainerSettings
from slipway.settings.probes import SidecarSettings
from slipway.settings.quantity import BytesRange, CpuRange
from slipway.settings.resources import ResourcesSettings


def made(settings: ContainerSettings) -> Any:
    return container("web", settings, config_maps={}, secrets={}, mounts=[])


def test_an_app_listens_on_its_port_and_is_probed() -> None:
    web = made(StatelessAppSettings(image="nginx:1.29", port=8080))

    assert [(port.name, port.container_port) for port in web.ports] == [("http", 8080)]
    assert all((web.startup_probe, web.readiness_probe, web.liveness_probe))


def test_a_job_neither_listens_nor_is_probed() -> None:
    job = made(ScheduledJobSettings(image="nginx:1.29", schedule="@daily"))

    assert (job.ports, job.startup_probe, job.readiness_probe, job.liveness_probe) == (None, None, None, None)


def test_what_is_not_said_is_left_to_the_image() -> None:
    web = made(StatelessAppSettings(image="nginx:1.29", port=8080))

    assert (web.command, web.args, web.env, web.volume_mounts) == (None, None, None, None)


def test_command_and_arguments_replace_those_of_the_image() -> None:
    web = made(StatelessAppSettings(image="nginx:1.29", port=8080, command=("node",), args=("server.js",)))

    assert (web.command, web.args) == (["node"], ["server.js"])


def test_every_container_is_hardened_and_limited() -> None:
    web = made(StatelessAppSettings(image="nginx:1.29", port=8080))

    assert web.security_context.read_only_root_filesystem
    assert web.resources.limits == {"cpu": "500m", "memory": "128Mi", "ephemeral-storage": "1088Mi"}


def test_only_a_sidecar_is_kept_running_by_a_policy_of_its_own() -> None:
    assert made(SidecarSettings(image="shop/logs:1.0")).restart_policy == "Always"
    assert made(StatelessAppSettings(image="nginx:1.29", port=8080)).restart_policy is None


def test_a_sidecar_that_listens_nowhere_is_not_probed() -> None:
    logs = made(SidecarSettings(image="shop/logs:1.0"))

    assert (logs.ports, logs.startup_probe, logs.readiness_probe, logs.liveness_probe) == (None, None, None, None)


def test_a_range_becomes_a_request_and_a_limit() -> None:
    settings = ResourcesSettings(
        cpu=CpuRange(request="2m", limit="10m"), memory=BytesRange(request="24Mi", limit="48Mi")
    )

    made = resources(settings, BytesRange(request="50Mi", limit="1Gi"))

    assert made.requests == {"cpu": "2m", "memory": "24Mi", "ephemeral-storage": "50Mi"}
    assert made.limits == {"cpu": "10m", "memory": "48Mi", "ephemeral-storage": "1Gi"}


def test_an_app_drains_before_it_stops_and_nothing_else_waits() -> None:
    web = made(StatelessAppSettings(image="nginx:1.29", port=8080))

    assert web.lifecycle.pre_stop.sleep.seconds == 5
    assert made(SidecarSettings(image="shop/logs:1.0")).lifecycle is None
    assert made(ScheduledJobSettings(image="nginx:1.29", schedule="@daily")).lifecycle is None


def test_a_hook_of_a_container_asks_its_port_by_the_name_that_the_port_has() -> None:
    hook = {"lifecycle": {"postStart": {"path": "/warm"}}}
    web = made(StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, **hook}))
    proxy = made(SidecarSettings.model_validate({"image": "shop/proxy:1.0", "port": 9000, **hook}))

    assert (web.lifecycle.post_start.http_get.port, proxy.lifecycle.post_start.http_get.port) == ("http", 9000)


def test_the_folder_and_the_last_message_of_a_process_are_those_of_kubernetes_unless_they_are_set() -> None:
    plain = made(ContainerSettings(image="nginx:1.29"))
    other = made(
        ContainerSettings(
            image="nginx:1.29",
            working_dir="/app",
            termination_message_path="/run/last-words",
            termination_message_policy="FallbackToLogsOnError",
        )
    )

    assert (plain.working_dir, plain.termination_message_path, plain.termination_message_policy) == (None, None, None)
    assert (other.working_dir, other.termination_message_path) == ("/app", "/run/last-words")
    assert other.termination_message_policy == "FallbackToLogsOnError"
