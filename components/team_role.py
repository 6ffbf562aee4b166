"""What a team may do in a namespace, whoever made it."""

from collections.abc import Callable, Sequence

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, Role, RoleBinding

from slipway.blocks import access
from slipway.blocks.identity import role_ref

from .base import scoped


def team_role(
    scope: str,
    role: str,
    rules: Callable[[], list[PolicyRuleArgs]],
    groups: Sequence[str],
    *,
    metadata: Callable[[Input[str]], ObjectMetaArgs],
    opts: ResourceOptions,
) -> None:
    """A Role, bound to the groups; nothing without any. No app is called with a dot, so that none of their Roles is."""
    if not groups:
        return
    granted = Role(scoped(scope, role), metadata=metadata(f"team.{role}"), rules=rules(), opts=opts)
    RoleBinding(
        scoped(scope, role),
        metadata=metadata(f"team.{role}"),
        role_ref=role_ref("Role", granted.metadata.name),
        subjects=access.groups(groups),
        opts=opts,
    )
