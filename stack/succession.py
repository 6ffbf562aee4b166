"""Who inherits the objects of a name when another kind of thing takes it over.

To Pulumi an app of another kind is another app: it would make the new one's Service, which is there already, and then
delete the old one's, which is the same. Told that they are one, it changes what both have, makes what is new, and
deletes at the end what is left. https://www.pulumi.com/docs/iac/concepts/resources/options/aliases/
"""

from pulumi import (
    Alias,
    ResourceOptions,
    ResourceTransformation,
    ResourceTransformationArgs,
    ResourceTransformationResult,
    create_urn,
)

from components import NodeAgent, ScheduledJob, StatefulApp, StatelessApp, Task, WorkerApp
from components.base import type_token

SERVICE = "kubernetes:core/v1:Service"
SERVED = (StatelessApp, StatefulApp)
"""The kinds of app with a Service of their own name."""
KINDS = (*SERVED, WorkerApp, NodeAgent, ScheduledJob, Task)


def app_options(name: str, kind: object) -> ResourceOptions:
    """For the app `name` of a stack, where no other has its name: it may have been of any other kind, or the name of
    something outside the cluster.
    """
    others = [Alias(type_=type_token(each)) for each in KINDS if each is not kind]
    return ResourceOptions(aliases=others, transformations=[_external_before(name)])


def external_name_options(name: str) -> ResourceOptions:
    """For the name of something outside: it may have been an app's."""
    return ResourceOptions(aliases=[Alias(parent=create_urn(name, type_token(each))) for each in SERVED])


def _external_before(name: str) -> ResourceTransformation:
    def transformation(args: ResourceTransformationArgs) -> ResourceTransformationResult | None:
        if (args.type_, args.name) != (SERVICE, name):
            return None
        before = ResourceOptions(aliases=[Alias(parent=None)])
        return ResourceTransformationResult(args.props, ResourceOptions.merge(args.opts, before))

    return transformation
