"""The base of all components: their names in Pulumi, and the options of their children."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, ClassVar

from pulumi import Alias, ComponentResource, Input, ResourceOptions, ResourceTransformation, RunError
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import AppName


def scoped(namespace: str, name: str) -> str:
    """The Pulumi name of something in a namespace: two namespaces of a program may each have an app `web`."""
    return f"{namespace}.{name}"


def type_token(component: str) -> str:
    """The Pulumi type of a component, a part of the URN of everything below it."""
    return f"slipway:components:{component}"


class Component(ComponentResource):
    """A ComponentResource of the type `slipway:components:<class>`.

    Its Kubernetes objects are called after the last part of its Pulumi name: `web` for `web` and for `shop.web`.
    Raises `pulumi.RunError` when that is no valid name, which is one of `names`.
    """

    names: ClassVar[TypeAdapter[str]] = TypeAdapter(AppName)
    earlier_classes: ClassVar[tuple[str, ...]] = ()
    """Names that the class had before. An older state knows the component by one of them."""

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
        """Options of a child. The engine lets it inherit provider and protection from the component; the caller's
        options are not copied, because aliases and dependencies are not meant for children.
        """
        return ResourceOptions(parent=self, **{"deleted_with": self._deleted_with, **options})

    def cluster_child(self) -> ResourceOptions:
        """Options of a child that belongs to no namespace: it does not go when the namespace goes, so that the engine,
        which would let it inherit that too, must delete it itself.
        """
        return ResourceOptions(parent=self)


def metadata(
    name: Input[str] | None,
    namespace: Input[str],
    labels: Mapping[str, str],
    annotations: Mapping[str, str] | None = None,
) -> ObjectMetaArgs:
    """Metadata of a namespaced object."""
    return ObjectMetaArgs(name=name, namespace=namespace, labels=labels, annotations=annotations or None)


def _valid(name: str, names: TypeAdapter[str]) -> str:
    try:
        return names.validate_python(name)
    except ValidationError as error:
        raise RunError(f"{name}: {error.errors()[0]['msg']}") from None
