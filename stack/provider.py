"""The Kubernetes provider of the stack, and the check of the cluster's uid.

The state keeps the uid of the cluster of the last update, as the `clusterIdentifier` of the provider. So a stack is
never deployed to another cluster by accident, even if its settings do not say the uid.
"""

from pulumi import Input, Resource, ResourceOptions, RunError, get_stack
from pulumi_kubernetes import KubeClientSettingsArgs, Provider
from pulumi_kubernetes.core.v1 import Namespace

from components.stack_state import held
from slipway.pulumi_internals import there_is_an_engine
from slipway.settings.cluster import UID_COMMAND, ClusterSettings

CLIENT = KubeClientSettingsArgs(
    # The values of kubectl. The API server protects itself with priority and fairness; lower values would only be
    # slower. https://kubernetes.io/docs/concepts/cluster-administration/flow-control/
    qps=50,
    burst=300,
    # Seconds. Longer than the limit of an admission webhook (30), so that we see its refusal and no timeout.
    timeout=60,
)

NAME = "cluster"
TYPE = "pulumi:providers:kubernetes"

KUBECONFIG = ""
"""Without an explicit value, the SDK copies the variable KUBECONFIG into the state, and another machine sees a change.
"""


def create_provider(cluster: ClusterSettings, after: Resource | None = None) -> Provider:
    """The provider of all resources in the stack. They wait for `after`.

    Raises `pulumi.RunError` if the context leads to another cluster than the one in the settings, or than the one of
    the last update. Nothing is changed then.
    """
    if not there_is_an_engine():
        return _provider(NAME, cluster, cluster.uid, after)
    remembered = held(TYPE).get(NAME, {}).get("clusterIdentifier")
    # All resources wait for this provider. It waits for the uid, which a second provider reads.
    asking = _provider(f"{NAME}-identity", cluster, cluster.uid)
    system = Namespace.get("kube-system", "kube-system", ResourceOptions(provider=asking))
    found = system.metadata.apply(lambda metadata: identified(metadata.uid, cluster, remembered))
    return _provider(NAME, cluster, found, after)


def identified(found: str | None, cluster: ClusterSettings, remembered: str | None) -> str:
    """The uid `found`, if it is the right one. Raises `pulumi.RunError` otherwise.

    A move to another cluster begins with an empty state. Otherwise Pulumi would create everything in the new cluster,
    and then delete the old objects by their names: in the new cluster too, because the old one cannot be reached.
    """
    if cluster.uid and found != cluster.uid:
        raise RunError(
            f"cluster.uid: this stack belongs to the cluster {cluster.uid}, but {_context(cluster)} leads to "
            f"{found}; nothing was changed. Choose the right context. If the cluster was created again, set its new "
            f"uid; {UID_COMMAND} prints it"
        )
    if remembered and found != remembered:
        raise RunError(
            f"cluster: this stack was deployed to the cluster {remembered}, but {_context(cluster)} leads to {found}; "
            "nothing was changed. Choose the right context. If the old cluster is gone, forget what was in it: "
            f"pulumi state delete --all --force --yes --stack {get_stack()}"
        )
    return str(found)


def _context(cluster: ClusterSettings) -> str:
    return f"the kube context {cluster.context}" if cluster.context else "the current kube context"


def _provider(name: str, cluster: ClusterSettings, uid: Input[str] | None, after: Resource | None = None) -> Provider:
    """A provider with explicit values for all settings that the SDK would read from environment variables. The result
    of an update must not depend on the shell.
    """
    return Provider(
        name,
        kubeconfig=KUBECONFIG,
        context=cluster.context,
        # A new context or address of the same cluster changes nothing.
        cluster_identifier=uid,
        kube_client_settings=CLIENT,
        # Fields of other managers stay theirs, and a conflict is an error: see `stack/field_manager.py`.
        enable_server_side_apply=True,
        # An unreachable cluster is an error. Its resources are neither removed from the state nor skipped.
        delete_unreachable=False,
        skip_update_unreachable=False,
        # A new content creates a new ConfigMap or Secret, and its pods are rolled out. A rollback works too.
        enable_config_map_mutable=False,
        enable_secret_mutable=False,
        suppress_deprecation_warnings=False,
        suppress_helm_hook_warnings=False,
        opts=ResourceOptions(depends_on=after),
    )
