"""All checks of a stack, including the rules for production."""

from collections.abc import Iterator, Mapping

from slipway.checks.alerting import broken_alerting
from slipway.checks.callers import unsaid_addresses
from slipway.checks.chart_values import unknown_chart_values
from slipway.checks.connections import broken_connections
from slipway.checks.dashboards import broken_dashboards
from slipway.checks.exposure import undecided_exposure
from slipway.checks.hosts import host_clashes
from slipway.checks.limits import returning_limits, returning_limits_of_chart, unlimited_defaults
from slipway.checks.metrics import broken_metrics
from slipway.checks.monitors import broken_monitors
from slipway.checks.names import (
    accounts_of_their_own,
    belongs_to_cluster,
    name_clashes,
    node_port_clashes,
    numbered_names,
)
from slipway.checks.node_disk import narrow_disk
from slipway.checks.object_names import misnamed_in_chart_values, misnamed_objects
from slipway.checks.objects import broken_objects
from slipway.checks.patches import broken_patches
from slipway.checks.plain_secrets import NO_TEXTS, Texts, plain_secrets
from slipway.checks.problems import Problem, path_of, set_secret, unknown
from slipway.checks.production import data_deleted_without_a_reason
from slipway.checks.queries import broken_queries
from slipway.checks.quota import above_maxima, exceeded_quotas
from slipway.checks.references import broken_order, broken_pull_secrets, broken_references
from slipway.checks.releases import broken_charts
from slipway.checks.scheduling import shared_node_ports, stopped_neighbours, stuck_pods, waiting_neighbours
from slipway.checks.secrets import broken_sources
from slipway.checks.shared_volumes import broken_shared_volumes
from slipway.checks.variables import unknown_variables
from slipway.schema.definitions import NO_DEFINITIONS, Definitions
from slipway.settings.app import AppSettings
from slipway.settings.cluster import UID_COMMAND
from slipway.settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET
from slipway.settings.security import LEVELS, Level
from slipway.settings.stack import StackSettings

SecretKeys = Mapping[str, Mapping[str, frozenset[str]]]
"""The keys of the secrets in the stack file, by namespace and name."""


def check_stack(
    stack: StackSettings, secrets: SecretKeys, texts: Texts = NO_TEXTS, definitions: Definitions = NO_DEFINITIONS
) -> list[Problem]:
    """All problems of the stack; a valid stack has none. `texts` are the contents of files of the repository, and
    `definitions` those of custom resources.
    """
    return [
        *_namespace_names(stack),
        *_secret_namespaces(stack, secrets),
        *broken_sources(stack, secrets),
        *plain_secrets(stack, texts),
        *_apps(stack, secrets),
        *_objects(stack, secrets, definitions),
        *broken_charts(stack, secrets),
        *name_clashes(stack),
        *accounts_of_their_own(stack),
        *node_port_clashes(stack),
        *numbered_names(stack),
        *waiting_neighbours(stack),
        *stopped_neighbours(stack),
        *shared_node_ports(stack),
        *broken_connections(stack),
        *undecided_exposure(stack),
        *unsaid_addresses(stack),
        *host_clashes(stack),
        *exceeded_quotas(stack),
        *broken_metrics(stack),
        *broken_monitors(stack),
        *broken_dashboards(stack),
        *broken_queries(stack),
        *_monitoring(stack, secrets),
        *broken_alerting(stack, secrets),
        *_production(stack),
        *data_deleted_without_a_reason(stack),
    ]


def _namespace_names(stack: StackSettings) -> Iterator[Problem]:
    named = {path_of("namespaces", name): name for name in stack.namespaces}
    if stack.monitoring:
        named[path_of("monitoring", "namespace")] = stack.monitoring.namespace
    for path, name in named.items():
        if belongs_to_cluster(name):
            message = (
                "expected a namespace for this stack alone, for example shop; default and kube-* belong to the cluster"
            )
            yield Problem(path, message)
    if stack.monitoring and stack.monitoring.namespace in stack.namespaces:
        message = f"{stack.monitoring.namespace} is already in namespaces; the monitoring needs a namespace of its own"
        yield Problem(path_of("monitoring", "namespace"), message)


def _secret_namespaces(stack: StackSettings, secrets: SecretKeys) -> Iterator[Problem]:
    known = {*stack.namespaces, *([stack.monitoring.namespace] if stack.monitoring else [])}
    for namespace in secrets:
        if namespace not in known:
            yield Problem(path_of("secrets", namespace), unknown(namespace, known, "namespace"))


def _apps(stack: StackSettings, secrets: SecretKeys) -> Iterator[Problem]:
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            path = path_of("namespaces", name, "apps", app_name)
            yield from broken_references(path, app, name, namespace, secrets.get(name, {}))
            yield from misnamed_objects(path, app, name, namespace, secrets.get(name, {}))
            yield from unknown_variables(path, app_name, app, namespace, secrets.get(name, {}))
            if app_name in app.other_container_names():
                message = f"expected another container name; {app_name} is the name of the app's own container"
                yield Problem(path, message)
            yield from broken_patches(path, app_name, app)
            yield from returning_limits(path, app, path_of("namespaces", name), namespace)
            yield from narrow_disk(path, app)
            yield from stuck_pods(path, app_name, app, stack.cluster.nodes)
            yield from _neighbours(path, app, stack, name)
            yield from _relaxations(path, app, path_of("namespaces", name), namespace.pod_security_level())
        yield from broken_order(path_of("namespaces", name, "apps"), namespace.apps)
        yield from broken_pull_secrets(path_of("namespaces", name), name, namespace, secrets.get(name, {}))
        yield from broken_shared_volumes(path_of("namespaces", name), namespace, stack.cluster.nodes)
        yield from above_maxima(path_of("namespaces", name), namespace)
        yield from unlimited_defaults(path_of("namespaces", name), namespace)


def _objects(stack: StackSettings, secrets: SecretKeys, definitions: Definitions) -> Iterator[Problem]:
    for name, namespace in stack.namespaces.items():
        yield from broken_objects(name, namespace, secrets.get(name, {}), definitions)


def _neighbours(path: str, app: AppSettings, stack: StackSettings, own: str) -> Iterator[Problem]:
    """Apps in `near` and `awayFrom` must exist: the scheduler ignores a misspelt name silently."""
    for setting, neighbours in (("near", app.placement.near), ("awayFrom", app.placement.away_from)):
        for index, neighbour in enumerate(neighbours):
            where = path_of(path, "placement", setting, index)
            namespace = neighbour.namespace or own
            if neighbour.app and namespace not in stack.namespaces:
                message = unknown(namespace, stack.namespaces, "namespace", named=True)
                yield Problem(where, f"{message} (use labels for pods outside the stack)")
            elif neighbour.app and neighbour.app not in stack.namespaces[namespace].apps:
                known = stack.namespaces[namespace].apps
                yield Problem(where, unknown(neighbour.app, known, f"app of {namespace}", named=True))


def _relaxations(path: str, app: AppSettings, namespace: str, level: Level) -> Iterator[Problem]:
    """Relaxations that Pod Security forbids in the namespace: the API server would refuse the pods."""
    for relaxation, needed in app.relaxations.needed_levels():
        if LEVELS.index(needed) > LEVELS.index(level):
            message = (
                f"needs Pod Security level {needed}, and the namespace enforces {level}; "
                f"set {namespace}.podSecurity: {{level: {needed}, reason: ...}}, "
                "or move the app to a separate namespace with that level"
            )
            yield Problem(path_of(path, "relaxations", relaxation), message)


def _monitoring(stack: StackSettings, secrets: SecretKeys) -> Iterator[Problem]:
    if stack.monitoring is None:
        return
    own = secrets.get(stack.monitoring.namespace, {})
    yield from unknown_chart_values(stack.monitoring)
    yield from misnamed_in_chart_values(stack.monitoring, own)
    yield from returning_limits_of_chart(stack.monitoring)
    yield from unlimited_defaults("monitoring", stack.monitoring.as_namespace())
    yield from broken_pull_secrets("monitoring", stack.monitoring.namespace, stack.monitoring, own)
    if ADMIN_SECRET not in stack.monitoring.secrets and ADMIN_PASSWORD not in own.get(ADMIN_SECRET, ()):
        steps = ("secrets", stack.monitoring.namespace, ADMIN_SECRET, ADMIN_PASSWORD)
        message = f"missing; required: the password of Grafana's administrator; set it with {set_secret(*steps)}"
        yield Problem(path_of(*steps), message)


def _production(stack: StackSettings) -> Iterator[Problem]:
    if stack.environment != "production":
        return
    if stack.cluster.context is None:
        message = "missing; production requires the kube context, for example prod-eu, and deploys to no other one"
        yield Problem(path_of("cluster", "context"), message)
    if stack.cluster.uid is None:
        message = f"missing; production requires the uid of the cluster; {UID_COMMAND} prints it"
        yield Problem(path_of("cluster", "uid"), message)
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            images = {(*steps, "image"): container.image for steps, container in app.containers().items()}
            for steps, image in {**images, ("downloadImage",): app.download_image}.items():
                if image.partition("@")[0].endswith(":latest"):
                    message = f"the tag latest can change at any time; expected another tag or a digest; got {image}"
                    yield Problem(path_of("namespaces", name, "apps", app_name, *steps), message)
