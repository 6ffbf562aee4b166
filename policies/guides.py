"""The guides that the rules are taken from."""

BASELINE = "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline"
RESTRICTED = "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"
RBAC = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"
SECRETS = "https://kubernetes.io/docs/concepts/security/secrets-good-practices/"
IMAGES = "https://kubernetes.io/docs/concepts/containers/images/#image-names"
LIMITS = "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"
PROBES = "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"
DISRUPTIONS = "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"
NAMESPACES = "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"
LABELS = "https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"
CLAIMS = "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention"
TOKENS = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"
PODS = "https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs"
NETWORK = "https://kubernetes.io/docs/concepts/services-networking/network-policies/"
SERVICES = "https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types"
NSA = "NSA/CISA Kubernetes Hardening Guide"


def cis(number: str) -> str:
    """A recommendation of the CIS Kubernetes Benchmark, as numbered in its editions 1.12 and 2.0."""
    return f"CIS {number}"


def sources(*guides: str) -> str:
    """The guides of a rule, as its messages and the table of docs/policies.md show them."""
    return f"({', '.join(guides)})"
