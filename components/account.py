"""The ServiceAccount of an app, and its roles."""

from typing import Any

from pulumi import Input, Output
from pulumi_kubernetes.core.v1 import ServiceAccount
from pulumi_kubernetes.rbac.v1 import ClusterRole, ClusterRoleBinding, Role, RoleBinding

from slipway.blocks.identity import account_annotations, policy_rules, reason, role_ref, subject
from slipway.settings.access import ApiAccessSettings
from slipway.settings.app import AppSettings

from .app import App
from .component import metadata


def create_account(app: App[AppSettings]) -> Input[str]:
    """Register the account and its roles. Returns the name of the account, as an Output that waits for the roles."""
    settings = app.settings
    if settings.service_account.existing:
        return settings.service_account.existing
    own = ServiceAccount(
        app.pulumi_name,
        metadata=app.metadata(annotations=account_annotations(settings)),
        # A pod decides whether it has a token, not its account.
        automount_service_account_token=False,
        opts=app.child(),
    )
    name = own.metadata.name
    access = settings.api_access
    granted = [*_create_role(app, access, name), *_create_cluster_role(app, access, name)] if access else []
    # The pods wait for their rights. Without them, an app that calls the API would fail at its first start.
    return (
        Output.all(name, *(each.metadata.name for each in granted)).apply(lambda names: names[0]) if granted else name
    )


def _create_role(app: App[AppSettings], access: ApiAccessSettings, account: Input[str]) -> list[Any]:
    rules = access.namespace_rules(app.name)
    if not rules:
        return []
    role = Role(
        app.pulumi_name,
        metadata=app.metadata(annotations=reason(access)),
        rules=policy_rules(rules, config_maps=app.config_maps, secrets=app.secrets),
        opts=app.child(),
    )
    return [
        RoleBinding(
            app.pulumi_name,
            metadata=app.metadata(),
            role_ref=role_ref("Role", role.metadata.name),
            subjects=[subject(account, app.namespace)],
            opts=app.child(),
        )
    ]


def _create_cluster_role(app: App[AppSettings], access: ApiAccessSettings, account: Input[str]) -> list[Any]:
    """The name is `<namespace>.<app>`. Neither part has a dot, so the name is unique in the cluster."""
    if not access.cluster_rules:
        return []
    unique = Output.concat(app.namespace, ".", app.name)
    role = ClusterRole(
        app.pulumi_name,
        metadata=metadata(unique, None, app.marks, reason(access)),
        rules=policy_rules(access.cluster_rules),
        opts=app.cluster_child(),
    )
    return [
        ClusterRoleBinding(
            app.pulumi_name,
            metadata=metadata(unique, None, app.marks),
            role_ref=role_ref("ClusterRole", role.metadata.name),
            subjects=[subject(account, app.namespace)],
            opts=app.cluster_child(),
        )
    ]
