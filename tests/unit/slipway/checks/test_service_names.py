from typing import Any

import pytest

from slipway.checks.names import name_clashes
from slipway.settings import StackSettings

WEB = {"image": "a:1", "port": 8080}
SET = {**WEB, "kind": "stateful"}
JOB = {"image": "a:1", "kind": "scheduled", "schedule": "@daily"}


def lines(**shop: Any) -> list[str]:
    stack = StackSettings.model_validate({"environment": "development", "namespaces": {"shop": shop}})
    return [str(problem) for problem in name_clashes(stack)]


@pytest.mark.parametrize(
    ("shop", "line"),
    [
        (
            {"apps": {"db": WEB}, "externalNames": {"db": "db.example.com"}},
            "namespaces.shop.externalNames.db: creates the Service db, and so does apps.db; rename one of them",
        ),
        (
            {"apps": {"db": SET, "db-headless": WEB}},
            (
                "namespaces.shop.apps.db: creates the Service db-headless, and so does apps.db-headless; "
                "rename one of them"
            ),
        ),
        (
            {"apps": {"db": {**WEB, "service": {"headless": True}}}, "externalNames": {"db-headless": "a.b"}},
            (
                "namespaces.shop.externalNames.db-headless: creates the Service db-headless, and so does apps.db; "
                "rename one of them"
            ),
        ),
    ],
)
def test_two_services_of_one_name_are_refused(shop: dict[str, Any], line: str) -> None:
    assert lines(**shop) == [line]


def test_what_makes_no_service_takes_no_name() -> None:
    assert lines(apps={"db": JOB, "web": WEB, "web-headless": WEB}, externalNames={"db": "a.b"}) == []
