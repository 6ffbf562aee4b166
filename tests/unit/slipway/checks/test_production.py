from typing import Any

import pytest

from slipway.checks.production import data_deleted_without_a_reason, protected_namespaces
from slipway.settings import StackSettings

APP = {"kind": "stateful", "image": "a:1", "port": 8080, "storage": {"/db": "1Gi"}}


def stack(environment: str = "production", **others: Any) -> StackSettings:
    return StackSettings.model_validate({"environment": environment, **others})


def test_in_production_every_namespace_is_protected_that_of_monitoring_too() -> None:
    assert protected_namespaces(stack(namespaces={"shop": {}, "blog": {}}, monitoring={})) == [
        "blog",
        "monitoring",
        "shop",
    ]


def test_what_says_why_it_may_go_is_not() -> None:
    reason = {"deletable": "moved to another cluster"}

    assert protected_namespaces(stack(namespaces={"shop": {}, "blog": reason}, monitoring=reason)) == ["shop"]


def test_elsewhere_nothing_is_protected() -> None:
    assert protected_namespaces(stack("development", namespaces={"shop": {}}, monitoring={})) == []


@pytest.mark.parametrize("setting", ["whenDeleted", "whenScaled"])
def test_in_production_an_app_that_gives_data_away_says_why(setting: str) -> None:
    def problems(environment: str, **reason: str) -> list[str]:
        app = {**APP, "retention": {setting: "Delete", **reason}}
        settings = stack(environment, namespaces={"shop": {"apps": {"cache": app}}})
        return [str(problem) for problem in data_deleted_without_a_reason(settings)]

    [line] = problems("production")
    assert line == (
        f"namespaces.shop.apps.cache.retention: {setting}: Delete loses production data; expected Retain, or a "
        'reason, for example reason: "a cache, filled again within minutes"'
    )
    assert problems("production", reason="a cache, filled again") == []
    assert problems("development") == []
