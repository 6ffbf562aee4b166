import os
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.paths import AbsolutePath, FilePath, RepositoryPath, UrlPath


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (AbsolutePath, ["/cache", "/app/db", "/a/..b", "/With Space"]),
        (FilePath, ["/app/config.json", "/etc/app/A_1.toml"]),
        (UrlPath, ["/", "/healthz", "/api/v1/"]),
    ],
)
def test_a_sound_path_is_accepted_as_it_stands(kind: Any, values: list[str]) -> None:
    assert [TypeAdapter(kind).validate_python(each) for each in values] == values


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (kind, value)
        for kind, values in (
            (AbsolutePath, ["", "/", "tmp", "/app/", "/app//db", "/app/../etc", "/..", "/app/./db", "/a\0b", "/a:b"]),
            (FilePath, ["", "/x.json", "app/x.json", "/app/", "/app/../x", "/app/x y", "/app/" + "x" * 254]),
            (UrlPath, ["", "healthz", "/a b", "/a?b=1", "/a#b"]),
        )
        for value in (*values, None)
    ],
)
def test_an_unsound_one_is_refused_with_an_example_that_is_itself_accepted(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError, match=r"expected (a|an|the) .+, for example ") as refused:
        TypeAdapter(kind).validate_python(value)
    TypeAdapter(kind).validate_python(refused.value.errors()[0]["ctx"]["example"])


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
        5.5,
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
