"""Aliases for a change of the kind of an app.

Without aliases, Pulumi sees two different apps: it would try to create the Service of the new app, which already
exists, and then delete the Service of the old app, which is the same object. With aliases, Pulumi updates the common
objects, creates the new ones and deletes the others.
https://www.pulumi.com/docs/iac/concepts/resources/options/aliases/
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
    """Options of the app `name`. Before, it can have been an app of another kind, or an external name."""
    others = [Alias(type_=token) for each, token in TYPES.items() if each != kind]
    return ResourceOptions(aliases=others, transformations=[_external_before(name)])


def external_name_options(name: str) -> ResourceOptions:
    """Options of the external name `name`. Before, it can have been an app with a Service."""
    return ResourceOptions(aliases=[Alias(parent=create_urn(name, token)) for token in WITH_SERVICE])


def _external_before(name: str) -> ResourceTransformation:
    def transformation(args: ResourceTransformationArgs) -> ResourceTransformationResult | None:
        if (args.type_, args.name) != (SERVICE, name):
            return None
        before = ResourceOptions(aliases=[Alias(parent=None)])
        return ResourceTransformationResult(args.props, ResourceOptions.merge(args.opts, before))

    return transformation
