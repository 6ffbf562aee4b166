from typing import Any

from slipway.blocks.pod_monitor import pod_monitor
from slipway.settings.metrics import MetricsSettings, Scrape
from slipway.settings.ports import PodPort


def spec(team: str | None = "shop", **said: Any) -> dict[str, Any]:
    scrape = Scrape("metrics", PodPort(9090), MetricsSettings.model_validate(said))
    return pod_monitor(scrape, {"app.kubernetes.io/name": "web"}, "web", team)


def test_every_series_has_the_labels_of_its_app_and_its_team() -> None:
    assert spec() == {
        "jobLabel": "app.kubernetes.io/name",
        "selector": {"matchLabels": {"app.kubernetes.io/name": "web"}},
        "sampleLimit": 10_000,
        "podMetricsEndpoints": [
            {
                "port": "metrics",
                "path": "/metrics",
                "interval": "30s",
                "relabelings": [
                    {"targetLabel": "app", "replacement": "web"},
                    {"targetLabel": "team", "replacement": "shop"},
                ],
            }
        ],
    }


def test_an_app_of_no_team_has_no_label_of_one() -> None:
    [endpoint] = spec(team=None)["podMetricsEndpoints"]

    assert endpoint["relabelings"] == [{"targetLabel": "app", "replacement": "web"}]


def test_what_is_said_of_the_scrape_is_done() -> None:
    asked = spec(path="/m", interval="15s", timeout="5s", sampleLimit=7, drop=["go_.*"])
    [endpoint] = asked["podMetricsEndpoints"]

    assert asked["sampleLimit"] == 7
    assert (endpoint["path"], endpoint["interval"], endpoint["scrapeTimeout"]) == ("/m", "15s", "5s")
    assert endpoint["metricRelabelings"] == [{"sourceLabels": ["__name__"], "regex": "go_.*", "action": "drop"}]
