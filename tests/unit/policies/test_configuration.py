import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policies import configuration
from policies.configuration import Configuration
from slipway.settings.policies import PoliciesSettings

EXEMPTION = {
    "policy": "replicas",
    "object": "StatefulSet shop.db",
    "reason": "one writer until the migration of March",
    "expires": "2030-03-31 00:00:00 +0000 UTC",
}


def read(policies: Any, **others: str) -> Configuration:
    """The configuration in the format of the engine: structures as JSON."""
    value = policies if isinstance(policies, str) else json.dumps(policies)
    return Configuration.read({"slipway:policies": value, **others}, "slipway")


def test_a_stack_that_says_nothing_has_no_exemptions_and_images_from_docker_hub() -> None:
    assert Configuration.read({}, "slipway") == Configuration("production", PoliciesSettings(), ())


def test_registries_and_exemptions_are_those_of_the_stack() -> None:
    configuration = read({"registries": ["registry.example.com/acme"], "exemptions": [EXEMPTION]})

    assert configuration.policies.registries == ("registry.example.com/acme",)
    assert [each.expires for each in configuration.policies.exemptions] == [date(2030, 3, 31)]
    assert configuration.problems == ()


def test_the_policies_of_another_project_are_not_its_own() -> None:
    other = {"other:policies": json.dumps({"registries": ["registry.example.com"]})}

    assert Configuration.read(other, "slipway").policies == PoliciesSettings()


@pytest.mark.parametrize(
    ("policies", "problem"),
    [
        ("off", 'policies: expected a mapping of keys and values; got "off"'),
        ('{"registries": [', 'policies: expected a mapping of keys and values; got "{\\"registries\\": ["'),
        ([], "policies: expected a mapping of keys and values; got a list"),
        ({"registrys": []}, "policies.registrys: unknown setting; did you mean registries?"),
        (
            {"exemptions": [EXEMPTION, {**EXEMPTION, "expires": "soon"}]},
            'policies.exemptions.1.expires: expected a day, for example 2030-03-31; got "soon"',
        ),
    ],
)
def test_with_a_mistake_no_registry_is_allowed_and_no_exemption_applies(policies: Any, problem: str) -> None:
    configuration = read(policies)

    assert configuration.problems == (problem,)
    assert configuration.policies.registries == ()
    assert configuration.policies.exemptions == ()


def test_mistakes_elsewhere_in_the_stack_file_are_left_to_the_program() -> None:
    configuration = read({}, **{"slipway:namespaces": "none", "slipway:environment": "development"})

    assert (configuration.environment, configuration.problems) == ("development", ())


def test_values_with_a_reason_are_those_of_the_stack() -> None:
    app = {"image": "nginx:1.29", "port": 8080, "env": {"DEMO_PASSWORD": "demo", "DB_PASSWORD": "tulip"}}
    namespaces = json.dumps({"shop": {"apps": {"web": app}}})
    not_secret = json.dumps({"namespaces.shop.apps.web.env.DEMO_PASSWORD": "the published one of the demo"})
    said = {"slipway:environment": "development", "slipway:namespaces": namespaces, "slipway:notSecret": not_secret}

    found = Configuration.read(said, "slipway")

    assert found.not_secret == {"demo"}
    assert "demo" not in repr(found)
    assert Configuration.read({**said, "slipway:namespaces": "[]"}, "slipway").not_secret == frozenset()


def test_values_with_a_reason_may_stand_in_a_file_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "PROJECT", tmp_path)
    (tmp_path / "app.ini").write_text("[db]\npassword = demo\n")
    app = {"image": "nginx:1.29", "port": 8080, "repositoryFiles": {"/a/app.ini": "app.ini", "/a/gone": "gone"}}
    path = "namespaces.shop.apps.web.repositoryFiles./a/app.ini.password"
    said = {
        "slipway:environment": "development",
        "slipway:namespaces": json.dumps({"shop": {"apps": {"web": app}}}),
        "slipway:notSecret": json.dumps({path: "the published one of the demo"}),
    }

    assert Configuration.read(said, "slipway").not_secret == {"demo"}
