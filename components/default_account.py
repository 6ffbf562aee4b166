"""The ServiceAccount that every pod has which names none."""

from collections.abc import Mapping

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.core.v1 import ServiceAccountPatch
from pulumi_kubernetes.meta.v1 import ObjectMetaPatchArgs

from slipway.blocks import server_side_apply


def default_account(
    name: str, namespace: Input[str], labels: Mapping[str, str], opts: ResourceOptions
) -> ServiceAccountPatch:
    """It hands no pod a token. Kubernetes makes it for every namespace, and it is patched rather than owned: pods
    cannot be made in a namespace without it, so that it must never be deleted before the namespace is.

    https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
    """
    return ServiceAccountPatch(
        name,
        metadata=ObjectMetaPatchArgs(
            name="default", namespace=namespace, labels=labels, annotations=server_side_apply.OURS
        ),
        automount_service_account_token=False,
        opts=opts,
    )
