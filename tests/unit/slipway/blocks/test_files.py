from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import JsonValue

from slipway.blocks.files import Content, file_contents, file_volumes, key_file_volumes, mounted_folders
from slipway.settings.files import Base64
from slipway.settings.pod import PodSettings

DATA = st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=4)


@given(DATA)
def test_the_order_of_keys_does_not_change_the_name(data: dict[str, str]) -> None:
    assert Content("web", data).name == Content("web", dict(reversed(data.items()))).name


@given(DATA, DATA)
def test_other_data_has_another_name(one: dict[str, str], other: dict[str, str]) -> None:
    assume(one != other)

    assert Content("web", one).name != Content("web", other).name


def test_a_name_is_the_stem_and_ten_characters_of_a_digest() -> None:
    assert Content("web", {"a": "1"}).name == "web-452647e07c"


def test_each_folder_of_files_is_one_config_map() -> None:
    files: dict[str, JsonValue] = {
        "/etc/app/z": "text as it stands",
        "/etc/app/a.json": {"b": [1], "a": "ä"},
        "/app/list.json": [1],
    }

    contents = file_contents("web", files)

    assert {folder: (content.stem, content.data) for folder, content in contents.items()} == {
        "/app": ("web-app", {"list.json": "[\n  1\n]\n"}),
        "/etc/app": (
            "web-etc-app",
            {
                "a.json": '{\n  "a": "ä",\n  "b": [\n    1\n  ]\n}\n',
                "z": "text as it stands",
            },
        ),
    }


def test_binary_content_is_told_apart_and_decides_the_name_too() -> None:
    text = file_contents("web", {"/app/a": "x"})["/app"]
    both = file_contents("web", {"/app/a": "x", "/app/logo.png": Base64("iVBO")})["/app"]
    other = file_contents("web", {"/app/a": "x", "/app/logo.png": Base64("iVBP")})["/app"]

    assert (both.data, both.binary) == ({"a": "x"}, {"logo.png": "iVBO"})
    assert len({text.name, both.name, other.name}) == 3
    assert text.name == Content("web-app", {"a": "x"}).name


def test_the_files_of_a_folder_are_mounted_together_and_those_of_a_folder_of_the_image_alone() -> None:
    files = ["/etc/nginx/nginx.conf", "/etc/nginx/mime.types", "/app/a"]
    app, nginx = mounted_folders(files, ["/etc/nginx"])
    (volume,) = list[Any](file_volumes([nginx], {"/etc/nginx": "web-etc-nginx-1"}))

    assert [(each.name, each.mount_path, each.sub_path, each.read_only) for each in app.mounts()] == [
        ("app", "/app", None, True)
    ]
    assert [(each.mount_path, each.sub_path, each.read_only) for each in nginx.mounts()] == [
        ("/etc/nginx/mime.types", "mime.types", True),
        ("/etc/nginx/nginx.conf", "nginx.conf", True),
    ]
    assert (volume.name, volume.config_map.name) == (nginx.volume, "web-etc-nginx-1")
    assert {each.name for each in nginx.mounts()} == {nginx.volume}
    assert nginx.volume != "etc-nginx"


def test_an_app_without_files_has_no_config_map() -> None:
    assert file_contents("web", {}) == {}


KEY_FILES = PodSettings(
    image="a:1",
    config_files={"/etc/tls/ca.pem": "ca/bundle"},
    secret_files={"/etc/tls/tls.key": "tls/key", "/etc/tls/tls.crt": "tls/crt", "/etc/db/password": "vault/db"},
)


def test_each_folder_is_a_volume_of_everything_in_it_that_only_the_process_can_read() -> None:
    made: list[Any] = list(key_file_volumes(KEY_FILES, config_maps={"ca": "ca-1a"}, secrets={"tls": "tls-2b"}))
    db, tls = made

    assert [(volume.name, volume.projected.default_mode) for volume in made] == [("etc-db", 0o440), ("etc-tls", 0o440)]
    [password] = db.projected.sources
    assert (password.secret.name, password.secret.items[0].key, password.secret.items[0].path) == (
        "vault",
        "db",
        "password",
    )
    ca, crt, key = tls.projected.sources
    assert (ca.config_map.name, ca.config_map.items[0].key, ca.config_map.items[0].path) == (
        "ca-1a",
        "bundle",
        "ca.pem",
    )
    assert [(each.secret.name, each.secret.items[0].path) for each in (crt, key)] == [
        ("tls-2b", "tls.crt"),
        ("tls-2b", "tls.key"),
    ]


def test_an_app_without_such_files_has_no_volume() -> None:
    assert key_file_volumes(PodSettings(image="a:1"), config_maps={}, secrets={}) == []
