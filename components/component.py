"""The base of all components: their names in Pulumi, and the options of their children."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, ClassVar

from pulumi import Alias, ComponentResource, Input, ResourceOptions, ResourceTransformation, RunError
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import AppName
from slipway.topology.labels import Marks


def scoped(namespace: str, name: str) -> str:
    """The Pulumi name of a resource in a namespace. Two namespaces of a program can each have an app `web`."""
    return f"{namespace}.{name}"


def type_token(component: str) -> str:
    """The Pulumi type of a component. It is a part of the URN of all its children."""
    return f"slipway:components:{component}"


class Component(ComponentResource):
    """A ComponentResource of the type `slipway:components:<class>`.

    The name of its Kubernetes objects is the last part of its Pulumi name: `web` for `web` and for `shop.web`.
    Raises `pulumi.RunError` if `names` does not accept this name.
    """

    names: ClassVar[TypeAdapter[str]] = TypeAdapter(AppName)
    earlier_classes: ClassVar[tuple[str, ...]] = ()
    """Earlier names of the class, as aliases for an older state."""

    def __init__(
        self, name: str, opts: ResourceOptions | None = None, transformations: Sequence[ResourceTransformation] = ()
    ) -> None:
        own = ResourceOptions() if opts is None else copy(opts)
        own.transformations = [*transformations, *(own.transformations or [])]
        own.aliases = [*(own.aliases or []), *(Alias(type_=type_token(each)) for each in self.earlier_classes)]
        self._deleted_with, own.deleted_with = own.deleted_with, None
        super().__init__(type_token(type(self).__name__), name, None, own)
        self.name = _valid(name.rpartition(".")[2], self.names)

    def child(self, **options: Any) -> ResourceOptions:
        """Options of a child. It inherits provider and protection from the component. The options of the caller are not
        copied, because aliases and dependencies apply only to the component.
        """
        return ResourceOptions(parent=self, **{"deleted_with": self._deleted_with, **options})

    def cluster_child(self) -> ResourceOptions:
        """Options of a child without a namespace. The deletion of the namespace does not delete it, so it must not have
        `deleted_with`.
        """
        return ResourceOptions(parent=self)


def metadata(
    name: Input[str] | None,
    namespace: Input[str] | None,
    marks: Marks,
    annotations: Mapping[str, Input[str]] | None = None,
) -> ObjectMetaArgs:
    """Metadata of an object. The namespace of one that belongs to the cluster is None."""
    return ObjectMetaArgs(
        name=name,
        namespace=namespace,
        labels=marks.labels,
        annotations={**marks.annotations, **(annotations or {})} or None,
    )


def _valid(name: str, names: TypeAdapter[str]) -> str:
    try:
        return names.validate_python(name)
    except ValidationError as error:
        raise RunError(f"{name}: {error.errors()[0]['msg']}") from None
