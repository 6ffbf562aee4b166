"""What is refused although the configuration is sound: the wrong cluster, and secrets that nobody has set."""

from collections.abc import Iterator

import pulumi
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor

from settings.cluster import ClusterSettings
from settings.problems import Problem, path_of, set_secret
from stack.configuration import Configuration, refusal
from stack.kubeconfig import Kubeconfig


def guard(configuration: Configuration) -> None:
    """Raises `pulumi.RunError` with everything that stands against a deployment.

    A preview deploys nothing, so that unset secrets are only a warning there. Without an engine (under mocks, for
    unit tests and rendering) there is no cluster that could be the wrong one.
    """
    if isinstance(get_monitor(), MockMonitor):
        return
    unset = list(_unset_secrets(configuration))
    wrong = list(_wrong_cluster(configuration.settings.cluster, Kubeconfig.read()))
    if wrong or (unset and not pulumi.runtime.is_dry_run()):
        raise refusal([*wrong, *unset])
    for problem in unset:
        pulumi.log.warn(f"{problem}; until then, pulumi up is refused")


def _unset_secrets(configuration: Configuration) -> Iterator[Problem]:
    for steps in configuration.secrets.placeholders():
        message = f"still holds the placeholder; expected a value of your own, set by {set_secret(*steps)}"
        yield Problem(path_of(*steps), message)


def _wrong_cluster(cluster: ClusterSettings, kubeconfig: Kubeconfig) -> Iterator[Problem]:
    if cluster.context and cluster.context not in kubeconfig.contexts:
        known = ", ".join(sorted(kubeconfig.contexts)) or "none"
        yield Problem(
            "cluster.context",
            f"this stack belongs to the kube context {cluster.context}, which the kubeconfig does not have; "
            f"it has: {known}",
        )
