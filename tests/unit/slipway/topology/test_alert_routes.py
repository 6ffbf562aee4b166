from typing import Any

from slipway.settings.alerting import AlertingSettings
from slipway.settings.stack import StackSettings
from slipway.topology.alert_routes import Route, alert_routes, teams_by_namespace, with_team


def root(**said: Any) -> Route:
    settings = {"default": {"critical": "ops", "warning": "mail"}, "teams": {"shop": {"critical": ["pager", "shop"]}}}
    return alert_routes(AlertingSettings.model_validate({"receivers": {}, **settings, **said}))


def heard(tree: Route, **labels: str) -> tuple[str, ...]:
    return tree.way(labels)[-1].receivers


def test_a_team_gets_its_alerts_and_everything_else_goes_to_the_default() -> None:
    assert heard(root(), team="shop", severity="critical") == ("pager", "shop")
    assert heard(root(), team="shop", severity="warning") == ("mail",)
    assert heard(root(), team="other", severity="critical") == heard(root(), severity="critical") == ("ops",)


def test_a_severity_that_nobody_knows_counts_as_a_warning() -> None:
    assert heard(root(), team="shop", severity="page") == heard(root()) == ("mail",)


def test_nobody_gets_infos_unless_somebody_asks_for_them() -> None:
    assert heard(root(), team="shop", severity="info") == ()
    assert heard(root(teams={"shop": {"info": "shop"}}), team="shop", severity="info") == ("shop",)


def test_nobody_gets_the_alerts_that_only_silence_others() -> None:
    tree = root(default={"critical": "ops", "warning": "ops", "info": "ops"})

    assert heard(tree, alertname="InfoInhibitor", severity="none", team="shop") == ()
    assert heard(tree, alertname="Watchdog", severity="none") == ()


def test_the_watchdog_reaches_the_dead_mans_switch_alone() -> None:
    tree = root(watchdog={"receiver": "switch"})

    assert heard(tree, alertname="Watchdog", severity="none", team="shop") == ("switch",)
    assert [route.receivers for route in tree.all()].count(("switch",)) == 1


def test_critical_alerts_do_not_wait_unless_said() -> None:
    zone = {"timeZone": "UTC"}
    tree = root(quietHours={"nights": zone, "shops": {**zone, "teams": ["shop"], "critical": True}})

    def waits(**labels: str) -> tuple[str, ...]:
        return tree.way(labels)[-1].quiet

    assert waits(team="shop", severity="warning") == ("nights", "shops")
    assert waits(team="shop", severity="critical") == ("shops",)
    assert waits(severity="warning") == ("nights",)
    assert waits(severity="critical") == ()


def test_each_alert_takes_one_way_because_no_two_branches_take_the_same() -> None:
    for route in root().all():
        asked = [(each.label, value) for each in route.routes for value in each.values]
        assert len(asked) == len(set(asked))
        assert all(each.label for each in route.routes[:-1])


def test_an_alert_has_the_team_of_its_namespace_unless_it_has_one() -> None:
    stack = StackSettings.model_validate(
        {"environment": "development", "namespaces": {"shop-prod": {"team": "shop"}, "lost": {}}}
    )
    teams = teams_by_namespace(stack)

    assert teams == {"shop-prod": "shop"}
    assert with_team({"namespace": "shop-prod"}, teams)["team"] == "shop"
    assert with_team({"namespace": "shop-prod", "team": "pay"}, teams)["team"] == "pay"
    assert with_team({"namespace": "lost"}, teams) == {"namespace": "lost"}
