"""Who a pod is to the Kubernetes API."""

from collections.abc import Iterator

from policies.guides import NSA, TOKENS, cis, said_by
from policies.kubernetes_object import mapping, text
from policies.pod import Pod
from policies.privileges import of_pods
from policies.rule import Finding, Rule, got

REASON = "slipway.dev/api-access-reason"
"""The annotation of pods that tells why they have a token: the same as in `slipway/blocks/identity.py`."""


def _token(pod: Pod) -> Iterator[Finding]:
    mounted = pod.spec.get("automountServiceAccountToken")
    if mounted is not False and not text(mapping(pod.metadata.get("annotations")).get(REASON)).strip():
        yield Finding(f"{pod.path}.automountServiceAccountToken", f"expected false, or a reason; {got(mounted)}")


def _own(pod: Pod) -> Iterator[Finding]:
    name = pod.spec.get("serviceAccountName")
    if not name or name == "default":
        yield Finding(f"{pod.path}.serviceAccountName", f"expected an account of its own; {got(name)}")


TOKEN = Rule(
    name="token",
    asks="No pod holds a token of the Kubernetes API unless the app says what for.",
    why="Whoever breaks into the pod can ask the API in its name.",
    link=said_by(TOKENS, cis("5.1.6"), NSA),
    write="apiAccess: {reason: <what for>}, or nothing: no token is the default",
    check=of_pods(_token),
)
OWN_ACCOUNT = Rule(
    name="own-account",
    asks="Every pod has another account than the namespace's default one.",
    why="Whatever is granted to that account, every other pod of the namespace may do as well.",
    link=said_by(TOKENS, cis("5.1.5")),
    write="(nothing: slipway's components make an account for each app)",
    check=of_pods(_own),
)
