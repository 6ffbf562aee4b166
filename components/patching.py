"""The patches of a component: each is merged into the object that it names."""

from collections.abc import Sequence
from typing import Any

from pulumi import ResourceTransformationArgs, ResourceTransformationResult, RunError, log
from pydantic.alias_generators import to_camel, to_snake

from slipway.blocks.patches import PATCHED, CannotBeApplied, arguments_of, changes, merged, unknown_fields
from slipway.checks.problems import unknown
from slipway.settings.patches import PatchSettings

from .content_versions import SIGN


class Patching:
    """A transformation of a component's children. It runs in the program, so `make render` shows its result."""

    def __init__(self, owner: str, patches: Sequence[PatchSettings]) -> None:
        """`owner` is the component's Pulumi name."""
        self._owner = owner
        self._patches = dict(enumerate(patches))
        self._seen: set[str] = set()

    def __call__(self, child: ResourceTransformationArgs) -> ResourceTransformationResult | None:
        """The patched properties of the child; None for a child without a patch."""
        if not child.type_.startswith("kubernetes:"):
            return None
        reference = _reference(child, self._owner)
        self._seen.add(reference)
        mine = {index: patch for index, patch in self._patches.items() if patch.object == reference}
        if not mine:
            return None
        names = {to_camel(name): name for name in child.props}
        built: Any = {to_camel(name): value for name, value in child.props.items() if value is not None}
        for index, patch in mine.items():
            del self._patches[index]
            for wrong in unknown_fields(arguments_of(type(child.resource)), patch.patch):
                raise RunError(f"{self._owner}: patches.{index}.patch.{wrong}")
            built = self._patched(index, patch, built)
        told = "; ".join(patch.told() for patch in mine.values())
        built = merged(built, {"metadata": {"annotations": {PATCHED: told}}})
        for patch in mine.values():
            log.info(f"patched {patch.told()}", child.resource)
        props = {names.get(name) or to_snake(name): value for name, value in built.items()}
        return ResourceTransformationResult({**dict.fromkeys(child.props), **props}, child.opts)

    def _patched(self, index: int, patch: PatchSettings, built: Any) -> Any:
        try:
            result = merged(built, patch.patch)
        except CannotBeApplied as error:
            raise RunError(f"{self._owner}: patches.{index}.patch: {error}") from None
        if not changes(built, result):
            message = (
                f"no effect: {', '.join(patch.paths())} of {patch.object} already has this value; leave the patch out"
            )
            raise RunError(f"{self._owner}: patches.{index}.patch: {message}")
        return result

    def finish(self) -> None:
        """Raises `pulumi.RunError` for patches of objects that the component has not registered."""
        for index, patch in self._patches.items():
            message = unknown(patch.object, self._seen, "object of this app", named=True)
            raise RunError(f"{self._owner}: patches.{index}.object: {message}")


def _reference(child: ResourceTransformationArgs, owner: str) -> str:
    """`Deployment`, or `Service/headless` for `<app>-headless`. A PersistentVolumeClaimPatch counts as a claim."""
    kind = child.props.get("kind") or child.type_.rpartition(":")[2]
    suffix = child.name.removeprefix(owner).partition(SIGN)[0].lstrip("-.")
    return f"{kind}/{suffix}" if suffix else str(kind)
