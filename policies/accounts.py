"""The service account of a pod, and its token."""

from collections.abc import Iterator

from policies.guides import NSA, TOKENS, cis, sources
from policies.kubernetes_object import mapping, text
from policies.pod import Pod, of_pods
from policies.rule import Finding, Rule, got

REASON = "slipway.dev/api-access-reason"
"""The annotation that says why pods have a token. The same as in `blocks/security/identity.py`."""


def _token(pod: Pod) -> Iterator[Finding]:
    mounted = pod.spec.get("automountServiceAccountToken")
    if mounted is not False and not text(mapping(pod.metadata.get("annotations")).get(REASON)).strip():
        yield Finding(
            f"{pod.path}.automountServiceAccountToken", f"expected false, or a reason in apiAccess; {got(mounted)}"
        )


def _own(pod: Pod) -> Iterator[Finding]:
    name = pod.spec.get("serviceAccountName")
    if not name or name == "default":
        yield Finding(f"{pod.path}.serviceAccountName", f"expected a service account of the app; {got(name)}")


TOKEN = Rule(
    name="token",
    requirement="No pod has a token for the Kubernetes API, unless the app gives a reason.",
    why="An attacker in the pod could use the API with the rights of the pod.",
    link=sources(TOKENS, cis("5.1.6"), NSA),
    fix="apiAccess: {reason: <the reason>}, or nothing: no token is the default",
    check=of_pods(_token),
)
OWN_ACCOUNT = Rule(
    name="own-account",
    requirement="No pod runs with the default service account of its namespace.",
    why="Rights that one pod needs would go to every pod of the namespace.",
    link=sources(TOKENS, cis("5.1.5")),
    fix="remove what sets serviceAccountName: slipway creates a service account for each app",
    check=of_pods(_own),
)
