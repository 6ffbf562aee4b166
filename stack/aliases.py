"""Aliases: who inherits the objects of a name when another kind of app takes it over.

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

from components.component import type_token
from components.kinds import component_of
from slipway.settings.kinds import KINDS

SERVICE = "kubernetes:core/v1:Service"
TYPES = {kind: type_token(getattr(component_of(kind), "__name__")) for kind in KINDS}  # noqa: B009  # of a class
"""The Pulumi type of each kind's component."""
WITH_SERVICE = [TYPES[kind] for kind, settings in KINDS.items() if "Service" in settings.owned_objects()]
"""The kinds of app with a Service of their own name."""


def app_options(name: str, kind: str) -> ResourceOptions:
    """For the app `name` of a stack, where no other has its name: it may have been of any other kind, or the name of
    something outside the cluster.
    """
    others = [Alias(type_=token) for each, token in TYPES.items() if each != kind]
    return ResourceOptions(aliases=others, transformations=[_external_before(name)])


def external_name_options(name: str) -> ResourceOptions:
    """For the name of something outside: it may have been an app's."""
    return ResourceOptions(aliases=[Alias(parent=create_urn(name, token)) for token in WITH_SERVICE])


def _external_before(name: str) -> ResourceTransformation:
    def transformation(args: ResourceTransformationArgs) -> ResourceTransformationResult | None:
        if (args.type_, args.name) != (SERVICE, name):
            return None
        before = ResourceOptions(aliases=[Alias(parent=None)])
        return ResourceTransformationResult(args.props, ResourceOptions.merge(args.opts, before))

    return transformation
