"""What the API server refuses in a namespace, as children of a component: a policy and its binding.

Both belong to the cluster, so their names end with that of the namespace, which is unique in the cluster.
"""

from collections.abc import Mapping

from pulumi import Resource
from pulumi_kubernetes.admissionregistration.v1 import (
    ValidatingAdmissionPolicy,
    ValidatingAdmissionPolicyBinding,
    ValidatingAdmissionPolicySpecArgs,
)

from slipway.blocks.admission import DOMAIN, admission_binding
from slipway.blocks.app_identity import apps_policy
from slipway.blocks.closed_namespace import namespace_policy
from slipway.settings.app import AppSettings
from slipway.topology.labels import Marks

from .component import Component, metadata, scoped


def create_namespace_admission(owner: Component, scope: str, namespace: str, marks: Marks) -> Resource:
    """Refuse traffic that the network policies of the namespace do not see. `scope` is the first part of the Pulumi
    name.
    """
    name = f"{namespace}.{DOMAIN}"
    return _create(owner, scoped(scope, "slipway.namespace"), name, namespace_policy(name, namespace), marks)


def create_apps_admission(
    owner: Component, scope: str, namespace: str, apps: Mapping[str, AppSettings], marks: Marks
) -> Resource:
    """Refuse other objects that take the names of the apps of a namespace."""
    name = f"{namespace}.apps.{DOMAIN}"
    return _create(owner, scoped(scope, "slipway.apps"), name, apps_policy(name, namespace, apps), marks)


def create_app_admission(owner: Component, scope: str, namespace: str, settings: AppSettings, marks: Marks) -> Resource:
    """Refuse other objects that take the names of an app, `owner`. For an app that its namespace does not know."""
    name = f"{owner.name}.{namespace}.apps.{DOMAIN}"
    return _create(owner, scope, name, apps_policy(name, namespace, {owner.name: settings}), marks)


def _create(
    owner: Component,
    pulumi_name: str,
    name: str,
    spec: ValidatingAdmissionPolicySpecArgs,
    marks: Marks,
) -> Resource:
    own = metadata(name, None, marks)
    policy = ValidatingAdmissionPolicy(pulumi_name, metadata=own, spec=spec, opts=owner.cluster_child())
    return ValidatingAdmissionPolicyBinding(
        pulumi_name,
        metadata=own,
        spec=admission_binding(policy.metadata.name),
        opts=owner.cluster_child(),
    )
