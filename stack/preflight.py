"""Checks before a deployment of a valid configuration: the cluster, placeholder secrets, uncommitted files."""

from collections.abc import Iterator

import pulumi

from components.repository import Repository
from slipway.checks.problems import Problem, path_of, set_secret
from slipway.pulumi_internals import there_is_an_engine
from slipway.settings.cluster import ClusterSettings
from stack.configuration import Configuration, refusal
from stack.deployed_volumes import refused_volumes
from stack.existing_namespaces import existing_namespaces
from stack.git_status import reason_given, uncommitted
from stack.kubeconfig import Kubeconfig
from stack.missing_definitions import missing_definitions
from stack.stack_file import located


def guard(configuration: Configuration) -> None:
    """Raises `pulumi.RunError` with every reason against a deployment.

    A preview refuses only a wrong cluster, namespaces of others, kinds without a definition and impossible volumes; the
    other reasons are warnings.
    Without an engine there is no cluster, and no check. The identity (uid) of the cluster is checked in
    `stack/provider.py`.
    """
    if not there_is_an_engine():
        return
    settings = configuration.stack.settings
    wrong = [*_wrong_cluster(settings.cluster, Kubeconfig.read()), *refused_volumes(settings)]
    wrong = wrong or [*existing_namespaces(settings), *missing_definitions(configuration.stack)]
    unready = [*_unset_secrets(configuration), *_uncommitted(configuration)]
    if wrong or (unready and not pulumi.runtime.is_dry_run()):
        raise refusal([*wrong, *unready])
    for problem in located(unready):
        pulumi.log.warn(f"{problem} (pulumi up is refused until then)")


def _unset_secrets(configuration: Configuration) -> Iterator[Problem]:
    for steps in configuration.secrets.placeholders():
        message = f"still has the placeholder value; expected your own value; set it with {set_secret(*steps)}"
        yield Problem(path_of(*steps), message)


def _wrong_cluster(cluster: ClusterSettings, kubeconfig: Kubeconfig) -> Iterator[Problem]:
    if cluster.context and cluster.context not in kubeconfig.contexts:
        known = ", ".join(sorted(kubeconfig.contexts)) or "none"
        yield Problem(
            "cluster.context",
            f"this stack belongs to the kube context {cluster.context}, but the kubeconfig does not have it; "
            f"contexts in the kubeconfig: {known}",
        )


def _uncommitted(configuration: Configuration) -> list[Problem]:
    if configuration.stack.settings.environment != "production":
        return []
    found = list(uncommitted(project=Repository.here().root, files=configuration.repository_files))
    reason = reason_given()
    if found and reason:
        pulumi.log.warn(f"{found[0].path}: deployed with uncommitted files; reason: {reason}")
        return []
    return found
