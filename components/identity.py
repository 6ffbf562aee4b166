"""Who an app is to the Kubernetes API: its ServiceAccount, and the roles that it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pulumi import Input, Output
from pulumi_kubernetes.core.v1 import ServiceAccount
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pulumi_kubernetes.rbac.v1 import ClusterRole, ClusterRoleBinding, Role, RoleBinding

from slipway.blocks.identity import account_annotations, policy_rules, reason, role_ref, subject
from slipway.settings.access import ApiAccessSettings
from slipway.settings.pod import PodSettings

from .base import Component


@dataclass(frozen=True)
class Owner:
    """The app as its account and its roles see it; `metadata` is that of an object called after it."""

    component: Component
    pulumi_name: str
    namespace: Input[str]
    labels: dict[str, str]
    metadata: Callable[..., ObjectMetaArgs]


def account(owner: Owner, settings: PodSettings) -> Input[str]:
    """Register what the app is; returns the name of its account, known once its rights are granted."""
    if settings.service_account.existing:
        return settings.service_account.existing
    own = ServiceAccount(
        owner.pulumi_name,
        metadata=owner.metadata(annotations=account_annotations(settings)),
        # The account of a pod is not what decides whether the pod has a token: the pod is.
        automount_service_account_token=False,
        opts=owner.component.child(),
    )
    name = own.metadata.name
    access = settings.api_access
    granted = [*_role(owner, access, name), *_cluster_role(owner, access, name)] if access else []
    # The pods wait for their rights: an app that asks before it may would fail at its first start.
    return (
        Output.all(name, *(each.metadata.name for each in granted)).apply(lambda names: names[0]) if granted else name
    )


def _role(owner: Owner, access: ApiAccessSettings, name: Input[str]) -> list[Any]:
    if not access.rules:
        return []
    role = Role(
        owner.pulumi_name,
        metadata=owner.metadata(annotations=reason(access)),
        rules=policy_rules(access.rules),
        opts=owner.component.child(),
    )
    return [
        RoleBinding(
            owner.pulumi_name,
            metadata=owner.metadata(),
            role_ref=role_ref("Role", role.metadata.name),
            subjects=[subject(name, owner.namespace)],
            opts=owner.component.child(),
        )
    ]


def _cluster_role(owner: Owner, access: ApiAccessSettings, name: Input[str]) -> list[Any]:
    """Called `<namespace>.<app>`: neither part holds a dot, so that no two apps of a cluster share a role."""
    if not access.cluster_rules:
        return []
    unique = Output.concat(owner.namespace, ".", owner.component.name)
    role = ClusterRole(
        owner.pulumi_name,
        metadata=ObjectMetaArgs(name=unique, labels=owner.labels, annotations=reason(access)),
        rules=policy_rules(access.cluster_rules),
        opts=owner.component.cluster_child(),
    )
    return [
        ClusterRoleBinding(
            owner.pulumi_name,
            metadata=ObjectMetaArgs(name=unique, labels=owner.labels),
            role_ref=role_ref("ClusterRole", role.metadata.name),
            subjects=[subject(name, owner.namespace)],
            opts=owner.component.cluster_child(),
        )
    ]
