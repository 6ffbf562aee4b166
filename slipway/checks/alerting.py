"""Rules for alert routing: every alert reaches somebody, and every receiver can be reached."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from slipway.checks.problems import Problem, path_of, unknown
from slipway.checks.references import Keys, KnownObjects
from slipway.checks.secret_search import holds_secret
from slipway.settings.alerting import SEVERITIES, AlertingSettings
from slipway.settings.connection import ConnectionSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.receivers import Endpoint, WebhookSettings
from slipway.settings.stack import StackSettings
from slipway.topology.alert_routes import QUIET, teams_by_namespace
from slipway.topology.prometheus_rules import written_rules

_PATH = "monitoring.alerting"
_CONFIG = "alertmanager.config"
_LOUD = ("critical", "warning")
_LINE = "{receivers: {pager: {pagerduty: {routingKey: pager/routing-key}}}, default: {critical: pager, warning: pager}}"
_TOKEN = re.compile(r"(?=.*[A-Za-z])(?=(?:.*[0-9]){3})[A-Za-z0-9]{8,}")
"""A word of letters and digits that nobody would choose."""


def broken_alerting(stack: StackSettings, secrets: Mapping[str, Keys]) -> Iterator[Problem]:
    """Every mistake in the alert routing of the stack. `secrets` are the keys of those in the stack file."""
    monitoring = stack.monitoring
    if monitoring is None:
        return
    if monitoring.alerting is None:
        yield from _nobody_is_told(stack, monitoring)
        return
    alerting = monitoring.alerting
    yield from _receivers(alerting)
    yield from _teams(alerting, stack)
    yield from _secrets(alerting, monitoring, secrets.get(monitoring.namespace, {}))
    yield from _unreachable(alerting, monitoring, stack)
    yield from _misrouted(alerting, stack)
    if stack.environment == "production":
        yield from _unheard(alerting, stack)


def _nobody_is_told(stack: StackSettings, monitoring: MonitoringSettings) -> Iterator[Problem]:
    elsewhere = monitoring.extra_values.paths() if monitoring.extra_values else []
    if stack.environment == "production" and not any(path.startswith(_CONFIG) for path in elsewhere):
        yield Problem(_PATH, f"missing; in production every alert reaches somebody; write for example {_LINE}")


def _receivers(alerting: AlertingSettings) -> Iterator[Problem]:
    """Names without a receiver, receivers without alerts, and URLs with tokens."""
    named = {
        path_of(_PATH, where, severity): route.of(severity)
        for where, route in alerting.routes().items()
        for severity in SEVERITIES
    }
    if alerting.watchdog:
        for path, names in named.items():
            if alerting.watchdog.receiver in names:
                message = (
                    f"{alerting.watchdog.receiver} is the dead man's switch of watchdog, and any other alert would "
                    "count as a sign of life; expected another receiver"
                )
                yield Problem(path, message)
        named[path_of(_PATH, "watchdog", "receiver")] = (alerting.watchdog.receiver,)
    for path, names in named.items():
        for name in names:
            if name not in alerting.receivers:
                yield Problem(path, unknown(name, alerting.receivers, "receiver", named=True))
    for name in alerting.receivers.keys() - alerting.used():
        message = f"gets no alerts; name it in a route, for example default: {{warning: {name}}}, or leave it out"
        yield Problem(path_of(_PATH, "receivers", name), message)
    for name, receiver in alerting.receivers.items():
        if receiver.webhook and _has_token(receiver.webhook):
            message = (
                "looks like a URL with a token, in plain text; expected the whole URL in a secret: "
                "urlSecret: name/key, and host"
            )
            yield Problem(path_of(_PATH, "receivers", name, "webhook", "url"), message)


def _has_token(webhook: WebhookSettings) -> bool:
    """True for a token in the query or the path; one of a known form is found with all other plain secrets."""
    if webhook.url is None or holds_secret(webhook.url):
        return False
    parts = urlsplit(webhook.url)
    return bool(parts.query) or any(_TOKEN.fullmatch(word) for word in re.split(r"[^A-Za-z0-9]", parts.path))


def _teams(alerting: AlertingSettings, stack: StackSettings) -> Iterator[Problem]:
    known = {namespace.team for namespace in stack.namespaces.values() if namespace.team}
    for team in alerting.teams.keys() - known:
        yield Problem(path_of(_PATH, "teams", team), unknown(team, known, "team of namespaces"))
    for name, hours in alerting.quiet_hours.items():
        for team in hours.teams:
            if team not in alerting.teams:
                path = path_of(_PATH, "quietHours", name, "teams")
                yield Problem(path, unknown(team, alerting.teams, "team of alerting.teams", named=True))


def _secrets(alerting: AlertingSettings, monitoring: MonitoringSettings, secrets: Keys) -> Iterator[Problem]:
    known = KnownObjects("monitoring", monitoring.namespace, monitoring.secrets, secrets, {})
    for where, reference in alerting.secrets().items():
        yield from known.secret_key(path_of(_PATH, where), reference)


def _unreachable(alerting: AlertingSettings, monitoring: MonitoringSettings, stack: StackSettings) -> Iterator[Problem]:
    """Receivers that the network policies would stop. Those of Cilium know hosts, those of Kubernetes addresses."""
    said = monitoring.alertmanager.connects_to
    for endpoint, name in alerting.endpoints().items():
        where = path_of(_PATH, "receivers", name)
        if endpoint.in_cluster:
            namespace = _namespace(endpoint, monitoring)
            if namespace not in {each.namespace or (each.pods and each.pods.namespace) for each in said}:
                line = _line(endpoint, namespace, stack)
                yield Problem(where, f"Alertmanager may not connect to {endpoint}; write {line}")
        elif stack.cluster.network_policies != "cilium" and not _opens(said, endpoint.port):
            message = (
                f"Alertmanager may not connect to {endpoint}, and NetworkPolicies of Kubernetes match addresses only; "
                f"write monitoring.alertmanager.connectsTo: [{{cidr: 0.0.0.0/0, port: {endpoint.port}}}] for all "
                "addresses, or a smaller block that the receiver publishes; cluster.networkPolicies: cilium needs no "
                "line"
            )
            yield Problem(where, message)


def _opens(connections: Iterable[ConnectionSettings], port: int) -> bool:
    """True if addresses outside the stack may be reached on the port. Which ones the receiver has, nobody knows."""
    return any(each.cidr and any(one.covers(port, "TCP") for one in each.numbers()) for each in connections)


def _namespace(endpoint: Endpoint, monitoring: MonitoringSettings) -> str:
    """The namespace of a Service: `<service>.<namespace>.svc`, or that of Alertmanager itself."""
    steps = endpoint.host.split(".")
    return steps[1] if len(steps) > 1 else monitoring.namespace


def _line(endpoint: Endpoint, namespace: str, stack: StackSettings) -> str:
    service = endpoint.host.partition(".")[0]
    target = (
        f"{{app: {service}, namespace: {namespace}}}"
        if namespace in stack.namespaces
        else f"{{pods: {{namespace: {namespace}}}, port: {endpoint.port}}}"
    )
    return f"monitoring.alertmanager.connectsTo: [{target}]"


def _misrouted(alerting: AlertingSettings, stack: StackSettings) -> Iterator[Problem]:
    """Alerts of the stack file with a severity or a team that no route looks at: they would go to somebody else."""
    teams = {*alerting.teams, *teams_by_namespace(stack).values()}
    for rule in written_rules(stack):
        if rule.alert is None:
            continue
        path, severity, team = path_of(*rule.steps, "labels"), rule.labels.get("severity"), rule.labels.get("team")
        if severity is None:
            yield Problem(path_of(path, "severity"), "missing; required: critical, warning or info; routes look at it")
        elif severity not in (*SEVERITIES, QUIET):
            yield Problem(path_of(path, "severity"), unknown(severity, SEVERITIES, "severity", named=True))
        if team is not None and team not in teams:
            yield Problem(path_of(path, "team"), unknown(team, teams, "team of namespaces", named=True))


def _unheard(alerting: AlertingSettings, stack: StackSettings) -> Iterator[Problem]:
    """Alerts of production that nobody would get, and teams with apps that nobody has thought of."""
    receiver = next(iter(sorted(alerting.receivers)), "pager")
    for severity in _LOUD:
        if not alerting.of(None, severity):
            message = (
                f"missing; required in production: who gets {severity} alerts of nodes, of the control plane and of "
                f"everything without a team; write for example {severity}: {receiver}"
            )
            yield Problem(path_of(_PATH, "default", severity), message)
    owners = {each.team: name for name, each in reversed(stack.namespaces.items()) if each.team and each.apps}
    for team, namespace in owners.items():
        if team not in alerting.teams:
            message = (
                f"missing; required in production: who gets the alerts of the apps in {namespace}; write for example "
                f"{team}: {{critical: {receiver}, warning: {receiver}}}, or {team}: {{}} if those of default get them"
            )
            yield Problem(path_of(_PATH, "teams", team), message)
            continue
        for severity in _LOUD:
            if not alerting.of(team, severity):
                message = f"missing; nobody gets {severity} alerts of {team}; write for example {severity}: {receiver}"
                yield Problem(path_of(_PATH, "teams", team, severity), message)
