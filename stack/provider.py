"""The way to the cluster: how the provider talks to it, and that it is the one that the stack belongs to."""

from pulumi import Input, Output, Resource, ResourceOptions, RunError
from pulumi_kubernetes import KubeClientSettingsArgs, Provider
from pulumi_kubernetes.core.v1 import Namespace

from slipway.pulumi_internals import there_is_an_engine
from slipway.settings.cluster import UID_COMMAND, ClusterSettings

CLIENT = KubeClientSettingsArgs(
    # As kubectl has them: the API server protects itself by priority and fairness, and a client that held back more
    # would only be slower. https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
    qps=50,
    burst=300,
    # Seconds. Longer than an admission webhook may take (30), so that its refusal is read and not a timeout.
    timeout=60,
)

KUBECONFIG = ""
"""Left to itself, the SDK would copy the variable KUBECONFIG into the state, where the next machine finds a change."""


def create_provider(cluster: ClusterSettings, after: Resource | None = None) -> Provider:
    """The provider of everything in the stack, which waits with it for `after`.

    Raises `pulumi.RunError`, before anything is touched, when the cluster behind the context is another one.
    """
    if cluster.uid is None or not there_is_an_engine():
        return _provider("cluster", cluster, KUBECONFIG, after)
    # Whatever is deployed waits for this provider, and this provider for an answer that only a second one can ask for.
    asking = _provider("cluster-identity", cluster, KUBECONFIG)
    system = Namespace.get("kube-system", "kube-system", ResourceOptions(provider=asking))
    return _provider("cluster", cluster, system.metadata.apply(lambda found: identified(found.uid, cluster)), after)


def identified(found: str | None, cluster: ClusterSettings) -> str:
    """The kubeconfig, when `found` is the uid that the stack belongs to; raises `pulumi.RunError` otherwise."""
    if found != cluster.uid:
        raise RunError(
            f"cluster.uid: this stack belongs to the cluster {cluster.uid}, and behind the kube context "
            f"{cluster.context or 'that is current'} is {found}; nothing was changed. If the cluster was made anew, "
            f"its uid is what this prints: {UID_COMMAND}"
        )
    return KUBECONFIG


def _provider(
    name: str, cluster: ClusterSettings, kubeconfig: Input[str] | Output[str], after: Resource | None = None
) -> Provider:
    """Every setting that the SDK would otherwise take from a variable of the shell is said: what an `up` does, and what
    the state holds, must not depend on whose shell it is.
    """
    return Provider(
        name,
        kubeconfig=kubeconfig,
        context=cluster.context,
        # Moved to another cluster, everything is made anew there; under another context or address, nothing is.
        cluster_identifier=cluster.uid,
        kube_client_settings=CLIENT,
        # What others have set stays theirs, and a conflict is told: see `stack/field_manager.py`.
        enable_server_side_apply=True,
        # A cluster that does not answer is an error, never a reason to forget what is in it or to skip it.
        delete_unreachable=False,
        skip_update_unreachable=False,
        # A change of content makes a new ConfigMap or Secret, to which its consumers roll, and back.
        enable_config_map_mutable=False,
        enable_secret_mutable=False,
        suppress_deprecation_warnings=False,
        suppress_helm_hook_warnings=False,
        opts=ResourceOptions(depends_on=after),
    )
