from typing import Any

import pytest
from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings import StackSettings, StatelessAppSettings
from slipway.settings.pod import PodContainersSettings

SHA = "ab" * 32
MODEL = {"url": "https://example.com/model.bin", "sha256": SHA}


def settings(**fields: Any) -> PodContainersSettings:
    return PodContainersSettings.model_validate({"image": "nginx:1.29", **fields})


def test_an_app_has_no_companions_unless_it_says_so() -> None:
    assert (settings().other_container_names(), list(settings().containers())) == ([], [()])


def test_every_container_is_told_by_where_it_is_described() -> None:
    described = settings(
        initContainers=[{"name": "migrate", "image": "shop/migrate:1.0"}], sidecars={"logs": {"image": "shop/logs:1.0"}}
    ).containers()

    assert {path: container.image for path, container in described.items()} == {
        (): "nginx:1.29",
        ("sidecars", "logs"): "shop/logs:1.0",
        ("initContainers", 0): "shop/migrate:1.0",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"initContainers": [{"name": "logs", "image": "a:1"}, {"name": "logs", "image": "b:1"}]},
        {"initContainers": [{"name": "logs", "image": "a:1"}], "sidecars": {"logs": {"image": "b:1"}}},
    ],
)
def test_two_containers_of_one_name_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="several containers have the name logs; expected different names"):
        settings(**fields)


def test_the_name_of_what_fetches_the_downloads_is_taken_once_there_are_some() -> None:
    sidecars = {"downloads": {"image": "a:1"}}

    assert settings(sidecars=sidecars).other_container_names() == ["downloads"]
    with pytest.raises(ValidationError, match="several containers have the name downloads; expected different names"):
        settings(sidecars=sidecars, downloads={"/data/model.bin": MODEL})


def test_a_port_may_be_taken_once_in_a_pod() -> None:
    logs = {"image": "a:1", "port": 9000}

    with pytest.raises(ValidationError, match="several containers have the port 9000; expected different ports"):
        settings(sidecars={"logs": logs, "metrics": logs})
    with pytest.raises(ValidationError, match="several containers have the port 9000"):
        StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 9000, "sidecars": {"logs": logs}})


def test_each_folder_of_downloads_is_one() -> None:
    downloads = {"/data/b": MODEL, "/data/a": MODEL, "/models/c": MODEL}

    assert settings(downloads=downloads).download_folders() == ["/data", "/models"]


def mistakes(**fields: Any) -> list[str]:
    app = {"image": "nginx:1.29", "port": 8080, **fields}
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}
    with pytest.raises(ValidationError) as caught:
        StackSettings.model_validate(stack, by_alias=True, by_name=False)
    return [str(problem) for problem in problems_of(caught.value, StackSettings)]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"initContainers": [{"image": "a:1"}]},
            ".initContainers.0.name: missing; required: the name of the container",
        ),
        ({"initContainers": {"migrate": {"image": "a:1"}}}, ".initContainers: expected a list; got a mapping"),
        ({"sidecars": {"logs": {"imag": "a:1", "image": "a:1"}}}, ".sidecars.logs.imag: unknown setting; did you mean"),
        ({"sidecars": {"Logs": {"image": "a:1"}}}, ".sidecars.Logs: expected a DNS label"),
        (
            {"downloads": {"/data/x": {"url": "ftp://example.com/x", "sha256": SHA}}},
            ".downloads./data/x.url: expected an http or https URL without user and password",
        ),
        (
            {"downloads": {"/data/x": {"url": "https://a/x"}}},
            ".downloads./data/x.sha256: missing; required: the SHA-256 of the file",
        ),
        ({"downloads": {"x": MODEL}}, ".downloads.x: expected an absolute file path in a folder"),
        ({"downloads": {"/x": MODEL}}, ".downloads./x: expected an absolute file path in a folder"),
        ({"configEnvFrom": ["Web"]}, ".configEnvFrom.0.name: expected a name of lowercase letters"),
        ({"secretEnvFrom": "db"}, '.secretEnvFrom: expected a list; got "db"'),
        (
            {"secretFiles": {"/etc/tls/key": "tls"}},
            ".secretFiles./etc/tls/key: expected a ConfigMap or Secret and its key",
        ),
        (
            {"pullSecrets": ["registry", "registry"]},
            ".pullSecrets: expected a list without duplicates; registry occurs twice",
        ),
        ({"pullSecrets": "registry"}, '.pullSecrets: expected a list; got "registry"'),
        (
            {"probes": {"readiness": {"path": "/", "tcp": True}}},
            ".probes.readiness: expected only one of path, tcp, grpc and exec; got path and tcp",
        ),
        ({"probes": {"liveness": {"exec": "true"}}}, ".probes.liveness.exec: expected a command as a list of strings"),
    ],
)
def test_a_mistake_is_told_with_its_path_and_the_way_out(fields: dict[str, Any], line: str) -> None:
    [told] = mistakes(**fields)

    assert told.startswith(f"namespaces.shop.apps.web{line}")
