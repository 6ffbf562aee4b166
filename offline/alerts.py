"""`make alerts`: who gets which alert of a stack, in plain words, or who gets one alert with given labels."""

import argparse
import sys
from collections.abc import Iterator

import pulumi

from offline.settings import recorded_settings
from offline.stack_argument import stack_argument
from slipway.settings.alerting import AlertingSettings, QuietHoursSettings
from slipway.settings.engine_yaml import Unreadable
from slipway.settings.stack import StackSettings
from slipway.topology.alert_routes import (
    ALERT_NAME,
    SEVERITY,
    WATCHDOG,
    Labels,
    Route,
    alert_routes,
    teams_by_namespace,
    with_team,
)

NOBODY = "nobody"
_WIDTH = 36


def tree(stack: StackSettings) -> str:
    """The tree of routes, one line for each route."""
    alerting = stack.monitoring.alerting if stack.monitoring else None
    if alerting is None:
        return "nobody gets any alert; see monitoring.alerting in docs/alerts.md\n"
    root = alert_routes(alerting)
    lines = [
        *(line for route in root.routes for line in _branch(route, alerting, stack)),
        "receivers",
        *(_line(f"  {name}", _described(alerting, name)) for name in alerting.receivers),
    ]
    return "\n".join(lines) + "\n"


def receivers_of(stack: StackSettings, labels: Labels) -> tuple[str, ...]:
    """The names of the receivers of an alert with these labels; none if nobody gets it."""
    alerting = stack.monitoring.alerting if stack.monitoring else None
    return alert_routes(alerting).way(with_team(labels, teams_by_namespace(stack)))[-1].receivers if alerting else ()


def told(stack: StackSettings, labels: Labels) -> str:
    """Who gets an alert with these labels, and when not."""
    alerting = stack.monitoring.alerting if stack.monitoring else None
    if alerting is None:
        return tree(stack)
    known = with_team(labels, teams_by_namespace(stack))
    route = alert_routes(alerting).way(known)[-1]
    lines = [f"{' '.join(f'{name}={value}' for name, value in known.items())} -> {_receivers(route, alerting)}"]
    lines += [f"  {name}: {_described(alerting, name)}" for name in route.receivers]
    return "\n".join(lines) + "\n"


def _branch(route: Route, alerting: AlertingSettings, stack: StackSettings) -> Iterator[str]:
    if route.label == ALERT_NAME:
        yield _line(f"{WATCHDOG}, which always fires", _receivers(route, alerting))
        return
    if route.label:
        team = route.values[0]
        namespaces = [name for name, owner in teams_by_namespace(stack).items() if owner == team]
        yield f"team {team} ({', '.join(namespaces) or 'no namespace'})"
    else:
        yield "everything else"
    for each in route.routes:
        yield _line(f"  {', '.join(each.values)}", _receivers(each, alerting))
    yield _line("  warning, and any other severity", _receivers(route, alerting))


def _receivers(route: Route, alerting: AlertingSettings) -> str:
    names = ", ".join(route.receivers) or NOBODY
    if route.watchdog and alerting.watchdog:
        return f"{names}, every {alerting.watchdog.repeat}"
    waits = [f"{name}: {_hours(alerting.quiet_hours[name])}" for name in route.quiet if route.receivers]
    return f"{names}; not {', not '.join(waits)}" if waits else names


def _hours(hours: QuietHoursSettings) -> str:
    return f"{', '.join(hours.days) or 'every day'} {hours.from_} to {hours.to} {hours.time_zone}"


def _described(alerting: AlertingSettings, name: str) -> str:
    receiver = alerting.receivers[name]
    return f"{receiver.kind}, {receiver.target.endpoint()}"


def _line(what: str, whom: str) -> str:
    return f"{what:<{_WIDTH}}-> {whom}"


def labels_argument(text: str) -> dict[str, str]:
    """A type for argparse: labels as `name=value`, separated by spaces."""
    pairs = [word.partition("=") for word in text.split()]
    if wrong := ["".join(pair) for pair in pairs if not all(pair)]:
        raise argparse.ArgumentTypeError(
            f"expected labels as name=value, for example {SEVERITY}=critical; got {wrong[0]}"
        )
    return {name: value for name, _, value in pairs}


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 on success, 1 if the stack is refused, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m offline.alerts", description=__doc__)
    parser.add_argument("stack", type=stack_argument, help="the stack whose Pulumi.<stack>.yaml is read")
    parser.add_argument("--labels", type=labels_argument, help="labels of one alert: 'team=shop severity=critical'")
    options = parser.parse_args(arguments)
    try:
        stack = recorded_settings(options.stack)
    except (pulumi.RunError, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    print(told(stack, options.labels) if options.labels else tree(stack), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
