from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings import ScheduledJobSettings, StackSettings, StatelessAppSettings
from slipway.settings.pod import DrainedStopSettings, PodContainersSettings, PodSettings

SHA = "ab" * 32
MODEL = {"url": "https://example.com/model.bin", "sha256": SHA}
RULE = {"resources": ["pods"], "verbs": ["get"]}


def test_a_container_is_safe_unless_it_says_otherwise() -> None:
    settings = PodSettings(image="nginx:1.29")

    assert settings.run_as_user == 10001
    assert settings.writable_paths == ("/tmp",)  # noqa: S108  # in the container
    assert settings.resources.memory.request == settings.resources.memory.limit == "128Mi"


def test_root_has_no_other_user_beside_it() -> None:
    with pytest.raises(ValidationError, match=r"expected either runAsUser or relaxations\.runAsRoot"):
        PodSettings.model_validate(
            {"image": "a:1", "runAsUser": 33, "relaxations": {"runAsRoot": "it has always been so"}}
        )


@pytest.mark.parametrize("rules", [{"rules": [RULE]}, {"clusterRules": [RULE]}])
def test_rights_are_granted_to_the_apps_own_account_alone(rules: dict[str, Any]) -> None:
    access = {"reason": "reads pods", **rules}

    with pytest.raises(
        ValidationError, match="grants rights only to a ServiceAccount that slipway creates, not to theirs"
    ):
        PodSettings.model_validate({"image": "a:1", "serviceAccount": {"existing": "theirs"}, "apiAccess": access})


def test_the_token_of_an_existing_account_may_be_asked_for() -> None:
    said = {"image": "a:1", "serviceAccount": {"existing": "theirs"}, "apiAccess": {"reason": "reads pods"}}

    assert PodSettings.model_validate(said).api_access is not None


def test_each_folder_of_files_is_mounted_once() -> None:
    files = {"/app/config/a.json": 1, "/app/config/b.json": 2, "/etc/app/c": "x"}
    settings = PodSettings(image="nginx:1.29", files=files, writable_paths=("/cache",))

    assert settings.mount_paths() == ["/app/config", "/etc/app", "/cache"]


def test_a_file_in_a_folder_of_the_image_is_mounted_alone() -> None:
    files = {"files": {"/etc/nginx/nginx.conf": "x"}, "secretFiles": {"/etc/nginx/tls.key": "tls/key"}}
    settings = PodSettings.model_validate(
        {"image": "a:1", "writablePaths": ["/etc/nginx"], "imageFolders": ["/etc/nginx"], **files}
    )

    assert settings.mount_paths() == ["/etc/nginx/nginx.conf", "/etc/nginx", "/etc/nginx/tls.key"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "imageFolders: expected the folder of a file, without the folders in it; got /etc/nginx"),
        (
            {"files": {"/etc/nginx/conf.d/a.conf": "x"}},
            "imageFolders: expected the folder of a file, without the folders in it; got /etc/nginx",
        ),
        (
            {"downloads": {"/etc/nginx/x": {"url": "https://example.com/x", "sha256": "ab" * 32}}},
            "imageFolders: the folder of a download hides that of the image; leave /etc/nginx out",
        ),
        (
            {"files": {"/etc/nginx/a": "x"}, "configFiles": {"/etc/nginx/a": "b/c"}},
            "several volumes have the path /etc/nginx/a; expected one volume for each path in files, repositoryFiles",
        ),
        (
            {"files": {"/etc/nginx/a": "x"}, "binaryFiles": {"/etc/nginx/a": "logo.png"}},
            "/etc/nginx/a is in several of files, repositoryFiles and binaryFiles; expected it in one of them",
        ),
    ],
)
def test_a_folder_of_the_image_has_files_that_can_stand_alone(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PodSettings.model_validate({"image": "a:1", "imageFolders": ["/etc/nginx"], **said})

    assert message in str(refused.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"files": {"/cache/a.json": 1}},
        {"writable_paths": ("/cache", "/cache")},
        {"volumes": {"/cache": {"claim": "a"}}},
    ],
)
def test_two_volumes_at_one_path_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(
        ValidationError, match="several volumes have the path /cache; expected one volume for each path"
    ):
        PodSettings.model_validate({"image": "nginx:1.29", "writable_paths": ["/cache"], **fields})


def test_a_folder_that_something_else_is_mounted_at_is_refused() -> None:
    with pytest.raises(
        ValidationError, match="several volumes have the path /etc/tls; expected one volume for each path"
    ):
        PodSettings(image="nginx:1.29", files={"/etc/tls/a": "a"}, secret_files={"/etc/tls/key": "a/b"})
    with pytest.raises(ValidationError, match="several volumes have the path /data"):
        PodSettings.model_validate({"image": "nginx:1.29", "writablePaths": ["/data"], "downloads": {"/data/x": MODEL}})


def test_a_volume_below_the_folder_of_a_download_is_refused_because_nothing_could_be_mounted_there() -> None:
    fields = {"image": "nginx:1.29", "downloads": {"/data/x": MODEL}}

    assert PodSettings.model_validate({**fields, "writablePaths": ["/data2", "/var/data"]})
    with pytest.raises(ValidationError, match=r"expected no volume below /data, .* got /data/cache"):
        PodSettings.model_validate({**fields, "writablePaths": ["/data/cache"]})


def pod(**fields: Any) -> PodContainersSettings:
    return PodContainersSettings.model_validate({"image": "nginx:1.29", **fields})


def test_an_app_has_no_companions_unless_it_says_so() -> None:
    assert (pod().other_container_names(), list(pod().containers())) == ([], [()])


def test_every_container_is_told_by_where_it_is_described() -> None:
    described = pod(
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
        pod(**fields)


def test_the_name_of_what_fetches_the_downloads_is_taken_once_there_are_some() -> None:
    sidecars = {"downloads": {"image": "a:1"}}

    assert pod(sidecars=sidecars).other_container_names() == ["downloads"]
    with pytest.raises(ValidationError, match="several containers have the name downloads; expected different names"):
        pod(sidecars=sidecars, downloads={"/data/model.bin": MODEL})


def test_a_port_may_be_taken_once_in_a_pod() -> None:
    logs = {"image": "a:1", "port": 9000}

    with pytest.raises(ValidationError, match="several containers have the port 9000; expected different ports"):
        pod(sidecars={"logs": logs, "metrics": logs})
    with pytest.raises(ValidationError, match="several containers have the port 9000"):
        StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 9000, "sidecars": {"logs": logs}})


def test_each_folder_of_downloads_is_one() -> None:
    downloads = {"/data/b": MODEL, "/data/a": MODEL, "/models/c": MODEL}

    assert pod(downloads=downloads).download_folders() == ["/data", "/models"]


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


def test_an_app_behind_a_service_drains_for_five_seconds_and_a_job_has_nothing_to_drain() -> None:
    web = StatelessAppSettings(image="nginx:1.29", port=8080)
    job = ScheduledJobSettings(image="nginx:1.29", schedule="@daily")

    assert (web.stop.drain_seconds, web.stop.grace_seconds()) == (5, 35)
    assert job.stop.grace_seconds() == 30
    with pytest.raises(ValidationError, match=r"stop\.drainSeconds"):
        ScheduledJobSettings.model_validate({"image": "nginx:1.29", "schedule": "@daily", "stop": {"drainSeconds": 5}})


@hypothesis.given(drain=st.integers(0, 3600), process=st.integers(1, 2**31 - 1))
def test_the_process_keeps_its_own_seconds_however_long_the_drain(drain: int, process: int) -> None:
    stop = DrainedStopSettings(drain_seconds=drain, process_seconds=process)

    assert stop.grace_seconds() - drain == process > 0


@pytest.mark.parametrize("seconds", [-1, 3601, "5", 1.5, True])
def test_no_drain_is_negative_or_endless(seconds: object) -> None:
    with pytest.raises(ValidationError, match="expected a whole number of seconds up to 3600, 0 for none"):
        DrainedStopSettings.model_validate({"drainSeconds": seconds})


def test_no_cpu_limit_has_its_reason_and_a_container_that_has_none() -> None:
    reason = {"noCpuLimit": "throttling costs more than a noisy neighbour"}
    unlimited = {"cpu": "1..none", "memory": "1Gi"}

    assert PodSettings.model_validate({"image": "a:1", "resources": unlimited, "relaxations": reason})
    with pytest.raises(ValidationError, match=r"resources\.cpu: no limit needs relaxations\.noCpuLimit with a reason"):
        PodSettings.model_validate({"image": "a:1", "resources": unlimited})
    with pytest.raises(ValidationError, match=r"relaxations\.noCpuLimit needs a container without a limit"):
        PodSettings.model_validate({"image": "a:1", "relaxations": reason})
