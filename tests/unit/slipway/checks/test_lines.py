import pytest

from slipway.checks.lines import Lines

FILE = """# of a team
encryptionsalt: v1:a
config:
  slipway:environment: development
  slipway:namespaces:
    shop:
      apps:
        web: &web
          image: nginx:1.29
          connectsTo:
            - db
            - app: queue
              port: amqp
          files:
            /app/a.b.json: {}
            /app/a: {b: 1}
        api:
          <<: *web
          port: 3000
        old: *web
  monitoring: {retention: 7d,
    storage: 1Gi}
  aws:region: eu-1
"""


def line(path: str, file: str = FILE) -> int | None:
    return Lines(file, "slipway").of(path)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("environment", 4),
        ("namespaces", 5),
        ("namespaces.shop.apps.web", 8),
        ("namespaces.shop.apps.web.image", 9),
        ("namespaces.shop.apps.web.connectsTo.0", 11),
        ("namespaces.shop.apps.web.connectsTo.1.port", 13),
        ("monitoring.storage", 22),
    ],
)
def test_a_setting_has_the_line_of_its_name(path: str, number: int) -> None:
    assert line(path) == number


@pytest.mark.parametrize(("path", "number"), [(".files./app/a.b.json", 15), (".files./app/a.b", 16)])
def test_a_name_may_have_dots(path: str, number: int) -> None:
    assert line(f"namespaces.shop.apps.web{path}") == number


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("namespaces.shop.apps.web.port", 8),
        ("namespaces.shop.apps.web.connectsTo.0.app", 11),
        ("namespaces.shop.apps.web.connectsTo.7", 10),
        ("namespaces.shop.team", 6),
        ("cluster.context", 3),
        ("secrets.shop.db.password", 3),
    ],
)
def test_what_is_missing_has_the_line_of_what_it_is_missing_in(path: str, number: int) -> None:
    assert line(path) == number


def test_what_is_written_once_and_used_twice_has_one_line() -> None:
    assert line("namespaces.shop.apps.api.image") == 9
    assert line("namespaces.shop.apps.api.port") == 19
    assert line("namespaces.shop.apps.old.image") == 9
    assert line("namespaces.shop.apps.old") == 20


def test_what_is_no_part_of_a_stack_file_has_none() -> None:
    assert line("git") is None


@pytest.mark.parametrize("file", ["", "config:\n", "[]", "a: 1"])
def test_in_a_file_without_settings_each_is_missing_at_the_beginning(file: str) -> None:
    assert line("environment", file) == 1
    assert line("git", file) is None


def test_a_secret_that_somebody_wrote_as_a_name_is_found_although_it_is_not_shown() -> None:
    name = "ghp_" + "a1B2" * 9

    assert line("namespaces.<not shown>.apps", f"config:\n  slipway:namespaces:\n    {name}:\n      apps: 1\n") == 4


def test_names_that_can_be_split_in_many_ways_take_no_time() -> None:
    file = "config:\n  slipway:not_secret:\n    a: &a0 {x: 1}\n    " + "\n    ".join(
        f"b{each}: &a{each} {{a: *a{each - 1}, a.a: *a{each - 1}}}" for each in range(1, 60)
    )

    assert line(f"not_secret.b59.{'.'.join('a' * 90)}", f"{file}\n") is not None
