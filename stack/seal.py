"""What keeps `pulumi destroy` from a stack in production."""

from pulumi import CustomResource, Resource, ResourceOptions, ResourceTransformationArgs, Stash
from pulumi.runtime import register_stack_transformation

from slipway.checks.production import protected_namespaces
from slipway.settings.stack import StackSettings


class Seal:
    """Everything that is registered from now on lies under it, once it is set.

    The engine deletes what depends on others first. The seal depends on everything and is protected, so that a destroy
    ends at it. Protected namespaces alone would end it too late: their apps would be forgotten by then, and what is
    outside them gone.
    """

    def __init__(self) -> None:
        self._under: list[Resource] = []
        register_stack_transformation(self._lay_under)

    def set(self, settings: StackSettings) -> Stash:
        """Register it; open when nothing is protected."""
        protected = protected_namespaces(settings)
        return Stash(
            "production-data",
            input={"protected": protected},
            opts=ResourceOptions(protect=bool(protected), depends_on=list(self._under)),
        )

    def _lay_under(self, args: ResourceTransformationArgs) -> None:
        if isinstance(args.resource, CustomResource):
            self._under.append(args.resource)
