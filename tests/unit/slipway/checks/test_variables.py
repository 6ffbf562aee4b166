from typing import Any

import pytest

from slipway.checks.variables import unknown_variables
from slipway.settings.kinds import StatelessAppSettings
from slipway.settings.namespace import NamespaceSettings

NAMESPACE = NamespaceSettings.model_validate(
    {"configMaps": {"web": {"HOST": "db"}}, "secrets": {"vault": {"existing": True}}}
)
SECRETS = {"db": frozenset({"PASSWORD"})}


def lines(**fields: Any) -> list[str]:
    app = StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, **fields})
    return [str(problem) for problem in unknown_variables("web", "web", app, NAMESPACE, SECRETS)]


ESCAPE = "(for the text $(USR), write $$(USR))"


@pytest.mark.parametrize(
    "fields",
    [
        {"env": {"URL": "$(USER)", "USER": "me"}},
        {"env": {"URL": "$(USER)"}, "secretEnv": {"USER": "db/PASSWORD"}},
        {"env": {"URL": "$(USER)"}, "configEnv": {"USER": "web/HOST"}},
        {"env": {"URL": "$(DB_HOST):$(DB_PORT_RAFT)"}, "connectsTo": [{"app": "db", "ports": ["raft"]}]},
        {"env": {"URL": "$(WEB_HOST)"}, "configEnvFrom": [{"name": "web", "prefix": "WEB_"}]},
        {"env": {"URL": "$(PASSWORD)"}, "secretEnvFrom": ["db"]},
        {"env": {"URL": "http://$(NODE_IP):4318"}, "fieldEnv": {"NODE_IP": "status.hostIP"}},
        {"args": ["--threads=$(CPUS)"], "resourceEnv": {"CPUS": "limits.cpu"}},
        {"args": ["--type=$(discovery.type)"], "env": {"discovery.type": "single-node"}},
        {"env": {"URL": "$(ANYTHING)"}, "secretEnvFrom": ["vault"]},
        {"env": {"HOST": "http://$(HOST)"}, "configEnvFrom": ["web"]},
        {"env": {"API": "$(KUBERNETES_SERVICE_HOST)"}},
        {"env": {"URL": "$$(USR) $(date +%s)"}},
        {"args": ["--user=$(USER)"], "env": {"USER": "me"}},
        {"command": ["sh", "-c", "echo $(hostname)"]},
        {"args": ["-ec", "echo $(nproc)"]},
        {"probes": {"liveness": {"exec": ["test", "$(USER)"]}}, "env": {"USER": "me"}},
        {"probes": {"liveness": {"exec": ["sh", "-c", "test $(hostname)"]}}},
        {"lifecycle": {"postStart": {"exec": ["sh", "-c", "warm $(hostname) $USER"]}}},
        {"probes": {"liveness": "none"}, "relaxations": {"noLivenessProbe": "a restart costs more"}},
    ],
)
def test_references_that_lead_somewhere_are_sound(fields: dict[str, Any]) -> None:
    assert lines(**fields) == []


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"env": {"URL": "$(USR)", "USER": "me"}},
            f'web.env.URL: unknown variable "USR"; did you mean USER? {ESCAPE}',
        ),
        (
            {"args": ["-v", "--user=$(USR)"]},
            f'web.args.1: unknown variable "USR"; there are none here {ESCAPE}',
        ),
        (
            {"command": ["sh", "-c", "echo $(USR)"]},
            f'web.command.2: unknown variable "USR"; there are none here {ESCAPE}',
        ),
        (
            {"args": ["$(hostname)"]},
            (
                'web.args.0: unknown variable "hostname"; there are none here (for the text $(hostname), write '
                "$$(hostname))"
            ),
        ),
        (
            {"sidecars": {"logs": {"image": "a:1", "env": {"URL": "$(USER)"}}}, "env": {"USER": "me"}},
            (
                'web.sidecars.logs.env.URL: unknown variable "USER"; expected one of URL (for the text $(USER), write '
                "$$(USER))"
            ),
        ),
        (
            {"initContainers": [{"name": "init", "image": "a:1", "args": ["$(USR)"]}]},
            f'web.initContainers.0.args.0: unknown variable "USR"; there are none here {ESCAPE}',
        ),
        (
            {"lifecycle": {"postStart": {"exec": ["warm", "$(USER)"]}}, "env": {"USER": "me"}},
            (
                "web.lifecycle.postStart.exec.1: $(USER) is not replaced in a hook; expected a shell that reads it, "
                "for example [sh, -c, 'test -n \"$USER\"']"
            ),
        ),
        (
            {"env": {"PATH": "/opt/bin:$(PATH)"}},
            (
                "web.env.PATH: refers to itself: Kubernetes does not know the variables of the image; expected the "
                "whole value (for the text $(PATH), write $$(PATH))"
            ),
        ),
        (
            {"env": {"my path": "$(my path)"}},
            (
                "web.env.my path: refers to itself: Kubernetes does not know the variables of the image; expected the "
                "whole value (for the text $(my path), write $$(my path))"
            ),
        ),
        (
            {"probes": {"startup": {"exec": ["test", "$(NODE_IP)"]}}, "fieldEnv": {"NODE_IP": "status.hostIP"}},
            (
                "web.probes.startup.exec.1: $(NODE_IP) is not replaced in a probe, because its value is not plain "
                "text in env; expected a shell that reads it, for example [sh, -c, 'test -n \"$NODE_IP\"']"
            ),
        ),
        (
            {"probes": {"liveness": {"exec": ["test", "$(USR)"]}}},
            f'web.probes.liveness.exec.1: unknown variable "USR"; there are none here {ESCAPE}',
        ),
        (
            {"probes": {"startup": {"exec": ["test", "$(PASSWORD)"]}}, "secretEnv": {"PASSWORD": "db/PASSWORD"}},
            (
                "web.probes.startup.exec.1: $(PASSWORD) is not replaced in a probe, because its value is not plain "
                "text in env; expected a shell that reads it, for example [sh, -c, 'test -n \"$PASSWORD\"']"
            ),
        ),
    ],
)
def test_a_reference_to_nothing_is_told_with_its_path_and_the_way_out(fields: dict[str, Any], line: str) -> None:
    assert lines(**fields) == [line]


def test_a_variable_that_a_patch_adds_is_known() -> None:
    added = [{"name": "HOST_IP", "valueFrom": {"fieldRef": {"fieldPath": "status.hostIP"}}}]
    patch = {"spec": {"template": {"spec": {"containers": [{"name": "web", "env": added}]}}}}
    patches = [{"object": "Deployment", "reason": "the address of the node", "patch": patch}]

    assert lines(env={"AGENT": "$(HOST_IP):8126"}, patches=patches) == []
