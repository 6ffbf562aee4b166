"""The guard that stops `pulumi destroy` of a stack in production."""

from collections.abc import Collection

from pulumi import CustomResource, Resource, ResourceOptions, ResourceTransformationArgs, Stash
from pulumi.runtime import register_stack_transformation


class DestroyGuard:
    """A protected resource that depends on everything that is registered after the guard was made.

    The engine deletes a resource before what it depends on. So a destroy begins with this one, and ends there.
    Protected namespaces alone would end it too late: their apps would be forgotten by then, and objects outside them
    gone.
    """

    def __init__(self) -> None:
        self._under: list[Resource] = []
        register_stack_transformation(self._lay_under)

    def set(self, protected: Collection[str]) -> Stash:
        """Register it. It stops nothing when no namespace is protected."""
        return Stash(
            "production-data",
            input={"protected": sorted(protected)},
            opts=ResourceOptions(protect=bool(protected), depends_on=list(self._under)),
        )

    def _lay_under(self, args: ResourceTransformationArgs) -> None:
        if isinstance(args.resource, CustomResource):
            self._under.append(args.resource)
