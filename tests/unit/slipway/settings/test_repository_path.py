import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.paths import RepositoryPath

PATHS: TypeAdapter[str] = TypeAdapter(RepositoryPath)


def complaint(path: object) -> str:
    with pytest.raises(ValidationError) as refused:
        PATHS.validate_python(path)
    [error] = refused.value.errors()
    return str(error["msg"])


@pytest.mark.parametrize(
    "path", ["LICENSE", "config/nginx.conf", "a b/Grüße.txt", ".github/a.yml", "..a/b..", "keys.conf", "env/dev.json"]
)
def test_a_file_below_the_projects_folder_is_accepted(path: str) -> None:
    assert PATHS.validate_python(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../outside",
        "a/../../b",
        "./a",
        "a/.",
        "",
        "a//b",
        "a/",
        "a\\b",
        "a\x00",
        "a\n",
        "\u202eb",
        5,
        ["a"],
    ],
)
def test_anything_else_is_refused_with_an_example(path: object) -> None:
    assert complaint(path) == (
        "expected a file path below the folder of Pulumi.yaml, without `..`, for example config/nginx.conf"
    )


STEPS = st.sampled_from(["..", ".", "", "a", "..a", "a\\..", "~", "/"]) | st.text(max_size=3)


@given(st.lists(STEPS, max_size=5).map("/".join))
def test_whatever_is_accepted_lies_below_it(path: str) -> None:
    with suppress(ValidationError):
        assert os.path.normpath(f"/project/{PATHS.validate_python(path)}") == f"/project/{path}"


@pytest.mark.parametrize(
    "path",
    [
        *(
            ".env",
            "web/.env.production",
            "prod.env",
            "id_ed25519",
            "tls/server.KEY",
            "store.p12",
            ".npmrc",
            ".htpasswd",
        ),
        *("kubeconfig", "prod-kubeconfig.yaml", "dev.kubeconfig", ".git/config", ".slipway/state", ".ssh/config"),
        *(
            "Pulumi.yaml",
            "Pulumi.prod.yaml",
            "sub/Pulumi.prod.yml",
            "infra/terraform.tfstate",
            ".kube/config",
            ".GIT/x",
        ),
    ],
)
def test_what_secrets_are_kept_in_is_refused_with_the_way_out(path: str) -> None:
    assert complaint(path) == (
        f"{path} usually holds secrets, and a ConfigMap is not encrypted; expected secretFiles: "
        "{path: name/key}, or another file name if it holds no secret"
    )
