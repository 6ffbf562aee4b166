import json
from typing import Any

import yaml

from slipway.blocks.app_identity import apps_policy
from slipway.settings.namespace import NamespaceSettings

SHOP = """
web: {image: "a:1", port: 80}
db: {kind: stateful, image: "a:1", port: 80}
mailer: {kind: worker, image: "a:1", serviceAccount: {existing: legacy}}
logs: {kind: agent, image: "a:1"}
tidy: {kind: scheduled, image: "a:1", schedule: "@daily"}
migrate: {kind: task, image: "a:1"}
"""


def known(apps: str = SHOP) -> dict[str, Any]:
    """The names that the policy keeps."""
    settings = NamespaceSettings.model_validate({"apps": yaml.safe_load(apps)})
    policy: Any = apps_policy("shop.apps.slipway.dev", "shop", settings.apps)
    expressions = {each.name: each.expression for each in policy.variables}
    return {each: json.loads(expressions[each]) for each in ("apps", "shared")}


def test_the_name_of_an_app_belongs_to_the_controller_of_its_kind() -> None:
    assert known()["apps"] == {
        "Deployment": ["web", "mailer"],
        "StatefulSet": ["db"],
        "DaemonSet": ["logs"],
        "CronJob": ["tidy"],
        "Job": ["migrate"],
    }


def test_an_account_that_several_apps_use_or_that_is_somebody_elses_is_not_kept() -> None:
    assert known()["shared"] == ["mailer"]
    shared = """
        web: {image: "a:1", port: 80}
        mailer: {kind: worker, image: "a:1", serviceAccount: {existing: web}}
    """
    assert known(shared)["shared"] == ["mailer", "web"]


def test_the_name_of_a_further_service_belongs_to_its_app() -> None:
    public = "services: {public: {ports: [http]}}"
    settings = NamespaceSettings.model_validate(
        {"apps": yaml.safe_load(f"{{web: {{image: 'a:1', port: 80, {public}}}, api: {{image: 'a:1', port: 80}}}}")}
    )
    policy: Any = apps_policy("shop.apps.slipway.dev", "shop", settings.apps)
    expressions = {each.name: each.expression for each in policy.variables}

    assert json.loads(expressions["further"]) == {"web-public": "web"}
    assert "variables.further[?variables.name]" in expressions["served"]
    assert "further" not in known_variables(SHOP)


def known_variables(apps: str) -> set[str]:
    settings = NamespaceSettings.model_validate({"apps": yaml.safe_load(apps)})
    policy: Any = apps_policy("shop.apps.slipway.dev", "shop", settings.apps)
    return {each.name for each in policy.variables}


def test_as_many_apps_as_a_stack_file_can_hold_fit_into_an_expression() -> None:
    """On Linux a stack file holds 128 KiB, and the API server takes expressions of 100,000 characters."""
    longest = {f"{'a' * 48}{index:04}": {"image": "a:1", "port": 80} for index in range(1600)}
    settings = NamespaceSettings.model_validate({"apps": longest})
    policy: Any = apps_policy("shop.apps.slipway.dev", "shop", settings.apps)

    assert len(json.dumps(longest)) > 128 * 1024
    assert max(len(each.expression) for each in policy.variables) < 100_000
