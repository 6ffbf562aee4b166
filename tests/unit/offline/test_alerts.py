from typing import Any

import pytest

from offline.alerts import main, receivers_of, told, tree
from slipway.settings.stack import StackSettings

WEBHOOK = {"webhook": {"url": "https://alerts.example.com/"}}


def stack(**alerting: Any) -> StackSettings:
    said = {"receivers": {"pager": WEBHOOK, "shop": WEBHOOK}, "default": {"critical": "pager", "warning": "pager"}}
    return StackSettings.model_validate(
        {
            "environment": "development",
            "namespaces": {"shop-prod": {"team": "shop"}, "lost": {}},
            "monitoring": {"alerting": {**said, **alerting}},
        }
    )


def test_the_tree_is_told_in_plain_words() -> None:
    shop = stack(
        teams={"shop": {"critical": ["pager", "shop"], "warning": "shop"}},
        quietHours={"nights": {"timeZone": "Europe/Berlin", "from": "22:00", "to": "07:00", "teams": ["shop"]}},
        watchdog={"receiver": "pager", "repeat": "10m"},
    )

    assert tree(shop).splitlines() == [
        "Watchdog, which always fires        -> pager, every 10m",
        "team shop (shop-prod)",
        "  critical                          -> pager, shop",
        "  info, none                        -> nobody",
        "  warning, and any other severity   -> shop; not nights: every day 22:00 to 07:00 Europe/Berlin",
        "everything else",
        "  critical                          -> pager",
        "  info, none                        -> nobody",
        "  warning, and any other severity   -> pager",
        "receivers",
        "  pager                             -> webhook, alerts.example.com:443",
        "  shop                              -> webhook, alerts.example.com:443",
    ]


@pytest.mark.parametrize(
    ("labels", "receivers"),
    [
        ({"namespace": "shop-prod", "severity": "critical"}, ("shop",)),
        ({"team": "shop", "severity": "warning"}, ("pager",)),
        ({"namespace": "lost", "severity": "critical"}, ("pager",)),
        ({"severity": "info"}, ()),
        ({}, ("pager",)),
    ],
)
def test_one_alert_is_followed_to_its_receivers(labels: dict[str, str], receivers: tuple[str, ...]) -> None:
    assert receivers_of(stack(teams={"shop": {"critical": "shop"}}), labels) == receivers


def test_who_gets_an_alert_is_told_with_the_team_of_its_namespace() -> None:
    found = told(stack(teams={"shop": {"critical": "shop"}}), {"namespace": "shop-prod", "severity": "critical"})

    assert found.splitlines() == [
        "namespace=shop-prod severity=critical team=shop -> shop",
        "  shop: webhook, alerts.example.com:443",
    ]


def test_a_stack_without_alerting_tells_nobody() -> None:
    empty = StackSettings.model_validate({"environment": "development"})

    assert (
        tree(empty) == told(empty, {"a": "b"}) == "nobody gets any alert; see monitoring.alerting in docs/alerts.md\n"
    )
    assert receivers_of(empty, {"severity": "critical"}) == ()


def test_the_command_prints_the_tree_or_one_alert(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prod"]) == 0
    assert "team course (course-prod)\n" in capsys.readouterr().out

    assert main(["prod", "--labels", "team=course severity=critical"]) == 0
    assert capsys.readouterr().out.startswith("team=course severity=critical -> pager, slack-course\n")


@pytest.mark.parametrize("labels", ["team", "=shop", "team="])
def test_labels_without_a_name_or_a_value_are_refused(labels: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["prod", "--labels", labels])

    assert f"expected labels as name=value, for example severity=critical; got {labels}" in capsys.readouterr().err
