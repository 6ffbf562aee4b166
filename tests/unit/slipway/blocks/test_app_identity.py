import json
import re
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
    return {each: json.loads(expressions[each]) for each in ("controllers", "accounts", "services")}


def test_the_label_of_an_app_belongs_to_its_own_controller_in_its_own_kind() -> None:
    assert known()["controllers"] == {
        "web": "Deployment/web",
        "db": "StatefulSet/db",
        "mailer": "Deployment/mailer",
        "logs": "DaemonSet/logs",
        "tidy": "CronJob/tidy",
        "migrate": "Job/migrate-[0-9a-f]{10}",
    }


def test_the_job_of_a_task_is_known_by_the_form_of_its_name() -> None:
    pattern = known()["controllers"]["migrate"]

    assert re.fullmatch(pattern, "Job/migrate-0123456789")
    assert not re.fullmatch(pattern, "Job/migrate-evil")
    assert not re.fullmatch(pattern, "Job/migrate")


def test_an_account_that_several_apps_use_or_that_is_somebody_elses_is_not_kept() -> None:
    assert known()["accounts"] == ["db", "logs", "migrate", "tidy", "web"]
    assert (
        known("""
        web: {image: "a:1", port: 80}
        mailer: {kind: worker, image: "a:1", serviceAccount: {existing: web}}
    """)["accounts"]
        == []
    )


def test_every_service_of_an_app_leads_to_it() -> None:
    assert known()["services"] == {"web": "web", "db": "db", "db-headless": "db"}
