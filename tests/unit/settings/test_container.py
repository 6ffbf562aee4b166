import pytest
from pydantic import ValidationError

from settings.container import ContainerSettings


def test_numbers_in_an_environment_are_text() -> None:
    assert ContainerSettings.model_validate({"image": "nginx:1.29", "env": {"PORT": 3000}}).env == {"PORT": "3000"}


@pytest.mark.parametrize("value", [True, False, None, 1.5, [], {}])
def test_a_value_of_doubtful_spelling_must_be_quoted(value: object) -> None:
    with pytest.raises(ValidationError, match=r"expected text \(quote words such as yes and true\)"):
        ContainerSettings.model_validate({"image": "nginx:1.29", "env": {"DEBUG": value}})


def test_a_container_is_safe_unless_it_says_otherwise() -> None:
    settings = ContainerSettings(image="nginx:1.29")

    assert settings.run_as_user == 10001
    assert settings.writable_paths == ("/tmp",)  # noqa: S108  # in the container
    assert settings.resources.memory.request == settings.resources.memory.limit == "128Mi"


def test_each_folder_of_files_is_mounted_once() -> None:
    files = {"/app/config/a.json": 1, "/app/config/b.json": 2, "/etc/app/c": "x"}
    settings = ContainerSettings(image="nginx:1.29", files=files, writable_paths=("/cache",))

    assert settings.mount_paths() == ["/app/config", "/etc/app", "/cache"]


@pytest.mark.parametrize("fields", [{"files": {"/cache/a.json": 1}}, {"writable_paths": ("/cache", "/cache")}])
def test_two_volumes_at_one_path_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"expected one volume for each path .*; /cache has more"):
        ContainerSettings.model_validate({"image": "nginx:1.29", "writable_paths": ["/cache"], **fields})


def test_a_variable_that_is_set_twice_is_refused_and_named() -> None:
    with pytest.raises(ValidationError, match=r"expected each variable in one of .*; A, B is in more"):
        ContainerSettings(
            image="nginx:1.29",
            env={"A": "1", "C": "1"},
            config_env={"A": "config/a", "B": "config/b"},
            secret_env={"B": "secret/b"},
        )
