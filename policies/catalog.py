"""The list of all rules."""

from collections.abc import Collection, Sequence

from policies.accounts import OWN_ACCOUNT, TOKEN
from policies.availability import DISRUPTION_BUDGET, REPLICAS
from policies.claims import CLAIM_RETENTION
from policies.closed_network import CLOSED_NETWORK
from policies.controllers import BARE_PODS
from policies.exposure import DECLARED_EXPOSURE
from policies.host_access import HOST_NAMESPACES, HOST_PATHS, HOST_PORTS, HOST_PROBES, HOST_PROCESS, VOLUME_TYPES
from policies.images import IMAGE_DIGEST, IMAGE_VERSION, image_registry
from policies.kernel import APPARMOR, PROC_MOUNT, SECCOMP, SELINUX, SYSCTLS_RULE
from policies.labels import RECOMMENDED_LABELS
from policies.namespaces import NAMESPACE_LEVEL, OWN_NAMESPACE
from policies.plain_secrets import plain_secrets
from policies.privileges import CAPABILITIES, NON_ROOT, PRIVILEGE_ESCALATION, PRIVILEGED, READ_ONLY_ROOT
from policies.probes import SERVING_PROBES
from policies.rbac import RBAC_ADMIN, RBAC_ESCALATION, RBAC_SECRETS, RBAC_WILDCARDS
from policies.rbac_reach import RBAC_REACH
from policies.relaxed_pods import RELAXED_PODS
from policies.releases import RELEASE_VERSION
from policies.resource_limits import RESOURCE_LIMITS
from policies.rule import Rule, StackRule


def object_rules(registries: Sequence[str], not_secret: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules about single objects. `registries` are those that images may come from; `not_secret` are the values
    that look like secrets and are none.
    """
    return (
        BARE_PODS,
        RESOURCE_LIMITS,
        SERVING_PROBES,
        IMAGE_VERSION,
        IMAGE_DIGEST,
        image_registry(registries),
        PRIVILEGED,
        PRIVILEGE_ESCALATION,
        CAPABILITIES,
        NON_ROOT,
        READ_ONLY_ROOT,
        SECCOMP,
        APPARMOR,
        SELINUX,
        PROC_MOUNT,
        SYSCTLS_RULE,
        HOST_NAMESPACES,
        HOST_PATHS,
        HOST_PORTS,
        HOST_PROBES,
        HOST_PROCESS,
        VOLUME_TYPES,
        TOKEN,
        OWN_ACCOUNT,
        RBAC_WILDCARDS,
        RBAC_ESCALATION,
        RBAC_REACH,
        RBAC_SECRETS,
        RBAC_ADMIN,
        OWN_NAMESPACE,
        NAMESPACE_LEVEL,
        RECOMMENDED_LABELS,
        DECLARED_EXPOSURE,
        plain_secrets(not_secret),
        CLAIM_RETENTION,
        RELEASE_VERSION,
    )


STACK_RULES: tuple[StackRule, ...] = (CLOSED_NETWORK, REPLICAS, DISRUPTION_BUDGET, RELAXED_PODS)
"""The rules about all objects of a stack together."""
