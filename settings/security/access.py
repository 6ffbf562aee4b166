"""Which people may look at a namespace, and which may deploy to it.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from settings.words.model import Model
from settings.words.once import EachOnce
from settings.words.vocabulary import expecting


def _not_of_the_cluster(group: str) -> str:
    """`system:authenticated` is everybody; the others of that prefix are the cluster's own."""
    if group.startswith("system:") or not group.isprintable():
        raise ValueError
    return group


Group = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", max_length=253),
    AfterValidator(_not_of_the_cluster),
    expecting("the name of a group as the cluster's identity provider tells it, none of `system:`", "oidc:storefront"),
]


class AccessSettings(Model):
    """Groups of people, with a Role for each kind of access: docs/environments.md lists what they hold."""

    viewers: EachOnce[Group] = ()
    """See the workloads, their pods, logs and events; no Secret, and no way into a pod. Default: nobody."""
    deployers: EachOnce[Group] = ()
    """See the same, and deploy apps; they write no Secret, no Role and nothing of the namespace's own rules. Default:
    nobody."""
