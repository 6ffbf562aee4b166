from typing import Any

import yaml

from slipway.blocks.prometheus_rule import prometheus_rule
from slipway.settings import StatelessAppSettings


def spec(runbook_url: str | None = None, **said: Any) -> dict[str, Any]:
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 80, **said})
    return prometheus_rule("shop", "web", "store", settings, runbook_url)


def alerts(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [rule for group in said["groups"] for rule in group["rules"] if "alert" in rule]


def test_an_app_has_its_own_alerts_and_those_of_its_objectives() -> None:
    names = [group["name"] for group in spec(metrics={}, slo={"availability": 99.9})["groups"]]

    assert names == ["shop.web", *(f"shop.web-availability-{part}" for part in ("sli", "meta", "alerts"))]


def test_its_alerts_go_to_its_team_and_link_to_what_they_mean() -> None:
    found = alerts(spec("https://example.com/runbooks", slo={"availability": 99.9}))

    assert found
    assert {each["labels"]["team"] for each in found} == {"store"}
    assert found[0]["annotations"]["runbook_url"] == "https://example.com/runbooks#availabilitybudgetburn"
    assert "dashboard_url" not in found[0]["annotations"]


def test_without_a_page_there_is_no_link() -> None:
    assert "runbook_url" not in alerts(spec(slo={"availability": 99.9}))[0]["annotations"]


def test_traefik_names_the_ports_of_its_services() -> None:
    said = spec(slo={"availability": 99.9, "source": "traefik"}, ports={"admin": 81})

    assert "shop-web-(http|80|admin|81)@kubernetes" in yaml.safe_dump(said, width=10_000)
