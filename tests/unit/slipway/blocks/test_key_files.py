from typing import Any

from slipway.blocks.files import key_file_volumes
from slipway.settings.files import KeyFilesSettings

SETTINGS = KeyFilesSettings(
    config_files={"/etc/tls/ca.pem": "ca/bundle"},
    secret_files={"/etc/tls/tls.key": "tls/key", "/etc/tls/tls.crt": "tls/crt", "/etc/db/password": "vault/db"},
)


def test_each_folder_is_a_volume_of_everything_in_it_that_only_the_process_can_read() -> None:
    made: list[Any] = list(key_file_volumes(SETTINGS, config_maps={"ca": "ca-1a"}, secrets={"tls": "tls-2b"}))
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
    assert key_file_volumes(KeyFilesSettings(), config_maps={}, secrets={}) == []
