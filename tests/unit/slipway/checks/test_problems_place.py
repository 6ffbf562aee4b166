import pytest

from slipway.checks.problems import locate
from slipway.settings.stack import StackSettings


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), ()),
        (("environment",), ("environment",)),
        (("namespaces", "Shop", "[key]"), ("namespaces", "Shop")),
        (
            ("namespaces", "shop", "apps", "web", "stateful", "storage", "/app/db", "size"),
            ("namespaces", "shop", "apps", "web", "storage", "/app/db", "size"),
        ),
        (
            ("namespaces", "shop", "apps", "stateful", "stateful", "port"),
            ("namespaces", "shop", "apps", "stateful", "port"),
        ),
        (
            ("namespaces", "shop", "apps", "web", "stateless", "command", 1),
            ("namespaces", "shop", "apps", "web", "command", "1"),
        ),
        (("[key]",), ("[key]",)),
        (("nowhere", "at", 0, "all"), ("nowhere", "at", "0", "all")),
    ],
)
def test_a_path_has_the_steps_that_a_person_writes_and_no_others(
    location: tuple[int | str, ...], path: tuple[str, ...]
) -> None:
    assert locate(StackSettings, location).path == path


def test_the_siblings_of_a_setting_are_those_of_its_kind_of_app() -> None:
    app = ("namespaces", "shop", "apps", "web")

    assert "rollout" in locate(StackSettings, (*app, "stateless", "rolout")).siblings
    assert "rollout" not in locate(StackSettings, (*app, "scheduled", "rolout")).siblings


def test_a_name_in_a_mapping_has_no_settings_beside_it() -> None:
    assert locate(StackSettings, ("namespaces", "shop")).siblings == ()


def test_a_setting_is_described_by_the_first_line_of_its_documentation() -> None:
    assert locate(StackSettings, ("cluster", "context")).description.startswith("The context of the kubeconfig;")
    assert locate(StackSettings, ("cluster", "contxt")).description == ""
