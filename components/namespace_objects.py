"""A Namespace with its limits and rights, for every component that owns one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pulumi import ROOT_STACK_RESOURCE, Alias, Input, Output, Resource, ResourceOptions
from pulumi_kubernetes.core.v1 import LimitRange, Namespace, ResourceQuota, ResourceQuotaSpecArgs, ServiceAccountPatch
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs, ObjectMetaPatchArgs
from pulumi_kubernetes.rbac.v1 import PolicyRuleArgs, Role, RoleBinding

from slipway.blocks import access, server_side_apply
from slipway.blocks.identity import role_ref
from slipway.blocks.limit_range import limit_range
from slipway.blocks.security import namespace_annotations, namespace_labels
from slipway.settings.app import AppSettings
from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.topology.labels import Marks

from .admission import create_apps_admission, create_namespace_admission
from .component import Component, metadata, scoped

ONCE_ALONE = Alias(parent=ROOT_STACK_RESOURCE)
"""Older stacks hold these objects without a parent."""


@dataclass(frozen=True)
class NamespaceObjects:
    """A Namespace, with its LimitRange and its ResourceQuota."""

    namespace: Namespace
    bounds: Sequence[Resource]
    name: Output[str]
    """The name of the namespace, as an Output that waits for the bounds. Without this, an update that grows a volume
    and its quota could be refused."""


def create_namespace(
    owner: Component,
    pulumi_name: str,
    name: str,
    settings: ManagedNamespaceSettings,
    *,
    marks: Marks,
    annotations: Mapping[str, str] | None = None,
    apps: Mapping[str, AppSettings] | None = None,
    protect: bool = False,
) -> NamespaceObjects:
    """Register a Namespace with a level of Pod Security, a LimitRange, a default ServiceAccount without a token, rules
    for those who deploy, and on request a ResourceQuota and the rights of a team. All of it is deleted with the
    Namespace. The rules keep the names of `apps` for these apps.
    """
    namespace = Namespace(
        pulumi_name,
        metadata=ObjectMetaArgs(
            name=name,
            labels={**marks.labels, **namespace_labels(settings.pod_security_level())},
            annotations={**marks.annotations, **namespace_annotations(settings.pod_security), **(annotations or {})}
            or None,
        ),
        opts=owner.child(aliases=[ONCE_ALONE], protect=protect),
    )
    inside = namespace.metadata.name

    def own(called: Input[str]) -> ObjectMetaArgs:
        return metadata(called, inside, marks)

    content = owner.child(deleted_with=namespace)
    defaults = LimitRange(
        scoped(pulumi_name, "defaults"),
        metadata=own("defaults"),
        spec=limit_range(settings.limits, settings.maxima),
        opts=owner.child(deleted_with=namespace, aliases=[ONCE_ALONE]),
    )
    bounds: list[LimitRange | ResourceQuota] = [defaults]
    if settings.quota:
        spec = ResourceQuotaSpecArgs(hard=settings.quota.hard())
        bounds.append(ResourceQuota(scoped(pulumi_name, "quota"), metadata=own("quota"), spec=spec, opts=content))
    _patch_default_account(owner, pulumi_name, namespace, marks)
    admission = [create_namespace_admission(owner, pulumi_name, name, marks)]
    if apps:
        admission.append(create_apps_admission(owner, pulumi_name, name, apps, marks))
    for role, rules, groups in (
        ("viewer", access.viewer, settings.access.viewers),
        ("deployer", access.deployer, settings.access.deployers),
    ):
        if groups:
            opts = owner.child(deleted_with=namespace, depends_on=admission)
            _create_team_role(scoped(pulumi_name, role), own(f"team.{role}"), rules(), groups, opts)
    names = Output.all(inside, *(each.metadata.name for each in bounds))
    return NamespaceObjects(namespace, bounds, names.apply(lambda known: known[0]))


def _patch_default_account(
    owner: Component, pulumi_name: str, namespace: Namespace, marks: Marks
) -> ServiceAccountPatch:
    """Pods get no token from it. Kubernetes creates this account in every namespace. It is patched and not owned,
    because no pod can be created without it: it must not be deleted before the namespace.

    https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
    """
    return ServiceAccountPatch(
        scoped(pulumi_name, "default"),
        metadata=ObjectMetaPatchArgs(
            name="default",
            namespace=namespace.metadata.name,
            labels=marks.labels,
            annotations={**marks.annotations, **server_side_apply.OURS},
        ),
        automount_service_account_token=False,
        opts=owner.child(deleted_with=namespace, aliases=[Alias(name=f"{pulumi_name}-default")]),
    )


def _create_team_role(
    pulumi_name: str,
    called: ObjectMetaArgs,
    rules: Sequence[PolicyRuleArgs],
    groups: Sequence[str],
    opts: ResourceOptions,
) -> None:
    """A Role, bound to the groups. Its name has a dot, so no Role of an app has the same name."""
    granted = Role(pulumi_name, metadata=called, rules=rules, opts=opts)
    RoleBinding(
        pulumi_name,
        metadata=called,
        role_ref=role_ref("Role", granted.metadata.name),
        subjects=access.groups(groups),
        opts=opts,
    )
