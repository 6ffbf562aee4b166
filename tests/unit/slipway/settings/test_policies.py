from datetime import date, datetime, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.policies import PoliciesSettings
from tests.unit.slipway.settings.lines import lines_of

EXEMPTION = {
    "policy": "replicas",
    "object": "StatefulSet shop.db",
    "reason": "one writer until the migration of March",
    "expires": "2030-03-31",
}


def policies(**said: Any) -> PoliciesSettings:
    return PoliciesSettings.model_validate(said, by_alias=True, by_name=False)


def lines(**said: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        policies(**said)
    return lines_of(refused.value, PoliciesSettings)


def test_without_a_word_images_come_from_docker_hub_and_nothing_is_exempt() -> None:
    assert PoliciesSettings().registries == ("docker.io",)
    assert PoliciesSettings().exemptions == ()


@pytest.mark.parametrize(
    "registry",
    [
        "docker.io",
        "docker.io/acme",
        "registry.example.com/acme/shop",
        "registry.example.com:5000",
        "registry:5000/acme",
        "localhost",
        "localhost:5000",
        "ghcr.io/acme_1/web.app",
    ],
)
def test_a_registry_or_a_folder_of_one_is_accepted(registry: str) -> None:
    assert policies(registries=[registry]).registries == (registry,)


@pytest.mark.parametrize(
    "registry",
    ["acme", "acme/web", "https://docker.io", "docker.io/", "docker.io/acme:1.0", "Docker.io", "*.example.com", ""],
)
def test_what_names_no_registry_is_refused(registry: str) -> None:
    assert lines(registries=[registry]) == [
        (
            "registries.0: expected a registry, or a folder of one, without https:// and without a slash at the end, "
            f'for example docker.io/acme; got "{registry}"'
        )
    ]


def test_a_registry_that_is_listed_twice_is_refused() -> None:
    assert lines(registries=["docker.io", "docker.io"]) == [
        "registries: expected a list without duplicates; docker.io occurs twice"
    ]


@pytest.mark.parametrize(
    "day",
    [
        "2030-03-31",
        "2030-03-31T00:00:00Z",
        "2030-03-31 00:00:00 +0000 UTC",
        date(2030, 3, 31),
    ],
)
def test_the_last_day_is_accepted_however_yaml_and_the_engine_write_it(day: Any) -> None:
    [exemption] = policies(exemptions=[{**EXEMPTION, "expires": day}]).exemptions

    assert exemption.expires == date(2030, 3, 31)


@pytest.mark.parametrize(
    "day",
    [
        "soon",
        "2030-02-31",
        "2030-3-31",
        "31.03.2030",
        "2030-03-31T10:00:00Z",
        "2030-03-31 10:00:00 +0000 UTC",
        "",
        20300331,
        True,
        None,
        datetime(2030, 3, 31, tzinfo=timezone.utc),
    ],
)
def test_what_is_no_day_is_refused(day: Any) -> None:
    [line] = lines(exemptions=[{**EXEMPTION, "expires": day}])

    assert line.startswith("exemptions.0.expires: expected a day, for example 2030-03-31; got ")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"policy": ""}, 'policy: expected the name of a policy, for example replicas; got ""'),
        (
            {"object": "shop.db"},
            (
                "object: expected the kind and the name of an object, as the violation shows them, "
                'for example StatefulSet shop.db; got "shop.db"'
            ),
        ),
        ({"reason": "no"}, "reason: expected a reason of at least 10 characters, on one line, "),
        ({"stack": "prod"}, "stack: unknown setting; "),
        ({"expire": "2030-03-31"}, "expire: unknown setting; did you mean expires?"),
    ],
)
def test_each_mistake_of_an_exemption_is_reported_with_its_path(said: dict[str, Any], expected: str) -> None:
    [line] = lines(exemptions=[{**EXEMPTION, **said}])

    assert line.startswith(f"exemptions.0.{expected}")


@pytest.mark.parametrize("setting", EXEMPTION)
def test_every_setting_of_an_exemption_is_required(setting: str) -> None:
    [line] = lines(exemptions=[{key: value for key, value in EXEMPTION.items() if key != setting}])

    assert line.startswith(f"exemptions.0.{setting}: missing; required: ")


def test_two_exemptions_of_one_object_from_one_policy_are_refused() -> None:
    later = {**EXEMPTION, "expires": "2031-03-31"}
    other = {**EXEMPTION, "policy": "probes"}

    assert lines(exemptions=[EXEMPTION, other, later])[0].endswith(
        "the exemption of StatefulSet shop.db from replicas is in the list twice; "
        "expected one exemption for each policy and object"
    )
    assert len(policies(exemptions=[EXEMPTION, other]).exemptions) == 2
