"""The guard that stops `pulumi destroy` of a stack in production."""

from collections.abc import Collection

from pulumi import CustomResource, Resource, ResourceOptions, ResourceTransformationArgs, Stash
from pulumi.runtime import register_stack_transformation


class DestroyGuard:
    """A protected resource that depends on all resources that are registered after it.

    The engine deletes a resource before its dependencies. So a destroy starts with this resource and stops there.
    Protected namespaces alone would stop it too late: their apps would already be removed from the state, and objects
    outside the namespaces would be deleted.
    """

    def __init__(self) -> None:
        self._under: list[Resource] = []
        register_stack_transformation(self._lay_under)

    def set(self, protected: Collection[str]) -> Stash:
        """Register the resource. It is only protected if there are protected namespaces."""
        return Stash(
            "production-data",
            input={"protected": sorted(protected)},
            opts=ResourceOptions(protect=bool(protected), depends_on=list(self._under)),
        )

    def _lay_under(self, args: ResourceTransformationArgs) -> None:
        if isinstance(args.resource, CustomResource):
            self._under.append(args.resource)
