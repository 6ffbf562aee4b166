"""What objects are called, decided once: by their name for good, after what they hold, or by Pulumi.

Some fields of an object never change; Pulumi makes another object for another value. Under a fixed name it has to
delete the first one before, and whoever uses it is without it. So there are three ways, and every object goes one:

- **fixed**: what others find by its name, or what must be one and the same while it changes. No setting may then reach
  a field that never changes; what still would is refused (`components/volume_growth.py`,
  `slipway/checks/immutable_settings.py`).
- **content**: what is called after what it holds. Another content is another object beside the first, which stays
  until nobody refers to it any more. The same content has the same name in every stack.
- **generated**: as before, for what a name would tell too much of. It has characters at random.
"""

import hashlib
import json
import re
from typing import Any, Literal

Naming = Literal["fixed", "content", "generated"]

NAMING: dict[str, Naming] = {
    "Namespace": "fixed",
    "LimitRange": "fixed",
    "ResourceQuota": "fixed",
    # Kubernetes makes it; a patch never replaces what it patches.
    "ServiceAccountPatch": "fixed",
    # Clients, load balancers and certificates find them by their names.
    "Service": "fixed",
    "Ingress": "fixed",
    "HTTPRoute": "fixed",
    # They exchange their pods by themselves. A StatefulSet is replaced round its pods, which is why it may be.
    "Deployment": "fixed",
    "StatefulSet": "fixed",
    "DaemonSet": "fixed",
    "CronJob": "fixed",
    "HorizontalPodAutoscaler": "fixed",
    "PodDisruptionBudget": "fixed",
    # A binding's role never changes, and is always the app's own.
    "ServiceAccount": "fixed",
    "Role": "fixed",
    "RoleBinding": "fixed",
    "ClusterRole": "fixed",
    "ClusterRoleBinding": "fixed",
    # Data is found again by the name of its claim; a patch never replaces one.
    "PersistentVolumeClaimPatch": "fixed",
    "NetworkPolicy": "fixed",
    "CiliumNetworkPolicy": "fixed",
    "Release": "fixed",
    "SecretStore": "fixed",
    # Immutable: the pods that refer to another one roll to it. An empty one, which nothing mounts, has a fixed name.
    "ConfigMap": "content",
    # Its pods never change. The same work has the same name, and is not done twice.
    "Job": "content",
    # What makes Secrets of elsewhere: other values asked for are another Secret.
    "ExternalSecret": "content",
    "SecretProviderClass": "content",
    # A claim to a file server: another server is another claim.
    "PersistentVolumeClaim": "content",
    # A digest of the content would let whoever sees it guess the content.
    "Secret": "generated",
    # Of the cluster, where a fixed name could meet that of another stack.
    "PersistentVolume": "generated",
}


LENGTH = 10
"""Characters: the longest name of an app and a digest still fit a label together."""


def digest(content: Any) -> str:
    """The same for the same content everywhere; of the arguments of an object, what they say counts."""
    text = json.dumps(content, sort_keys=True, default=vars)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


LIMIT = 40
"""Characters: a claim is called `<volume>-<pod>`, and both parts must fit a label of 63 comfortably."""

_LIKE_A_DIGEST = re.compile(r"(^|-)[0-9a-f]{6}$")


def volume_name(path: str) -> str:
    """`/app/db` is `app-db`. A path that says more than a name can gets a digest, so that two paths never share one."""
    slug = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")
    if len(slug) <= LIMIT and path == "/" + slug.replace("-", "/") and not _LIKE_A_DIGEST.search(slug):
        return slug
    digest = hashlib.sha256(path.encode()).hexdigest()[:6]
    return f"{slug[: LIMIT - 7].rstrip('-')}-{digest}".lstrip("-")
