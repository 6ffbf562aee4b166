from typing import Any

import pytest

from slipway.blocks.pod_template import init_containers, pull_secrets
from slipway.blocks.volumes import mounts
from slipway.settings.pod import PodContainersSettings

SETTINGS = PodContainersSettings.model_validate(
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


def made(settings: PodContainersSettings = SETTINGS) -> dict[str, Any]:
    return {
        str(each.name): each
        for each in init_containers(settings, config_maps={}, secrets={"db": "db-1a"}, mounts=MOUNTS)
    }


def test_downloads_come_first_then_sidecars_then_init_containers_in_their_order() -> None:
    assert list(made()) == ["downloads", "proxy", "logs", "second-by-name", "first-by-name"]


def test_only_sidecars_go_on_running() -> None:
    assert {name for name, each in made().items() if each.restart_policy == "Always"} == {"proxy", "logs"}


def test_a_sidecar_is_probed_on_its_own_port_or_by_its_command() -> None:
    proxy, logs = made()["proxy"], made()["logs"]

    assert [(port.name, port.container_port) for port in proxy.ports] == [(None, 9000)]
    assert [each.tcp_socket.port for each in (proxy.startup_probe, proxy.readiness_probe, proxy.liveness_probe)] == [
        9000,
        9000,
        9000,
    ]
    assert (logs.ports, logs.readiness_probe, logs.startup_probe.exec_.command) == (None, None, ["true"])


@pytest.mark.parametrize("name", ["downloads", "proxy", "logs", "second-by-name", "first-by-name"])
def test_all_are_hardened_and_limited(name: str) -> None:
    container = made()[name]

    assert container.security_context.read_only_root_filesystem
    assert container.security_context.capabilities.drop == ["ALL"]
    assert container.resources.limits == {"cpu": "500m", "memory": "128Mi"}


@pytest.mark.parametrize("name", ["proxy", "logs", "second-by-name", "first-by-name"])
def test_all_mount_what_the_app_mounts(name: str) -> None:
    assert made()[name].volume_mounts == MOUNTS


def test_references_are_resolved_as_those_of_the_app() -> None:
    [variable] = made()["second-by-name"].env

    assert variable.value_from.secret_key_ref.name == "db-1a"


def test_an_app_without_companions_has_none() -> None:
    assert made(PodContainersSettings(image="nginx:1.29")) == {}


def test_secrets_to_pull_with_have_their_real_names() -> None:
    assert [each.name for each in pull_secrets(SETTINGS, {"registry": "registry-2b"})] == ["registry-2b", "theirs"]
