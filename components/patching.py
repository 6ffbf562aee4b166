"""The patches of a component: each is merged into the object that it names."""

from collections.abc import Sequence
from typing import Any

from pulumi import ResourceTransformationArgs, ResourceTransformationResult, RunError, log
from pydantic.alias_generators import to_camel, to_snake

from slipway.blocks.patched_volumes import lost_volumes
from slipway.blocks.patches import PATCHED, CannotBeApplied, changes, merged
from slipway.checks.patches import broken_patches
from slipway.checks.problems import unknown
from slipway.schema.field import object_of
from slipway.settings.app import AppSettings
from slipway.settings.patches import PatchSettings

from .content_versions import SIGN


class Patching:
    """A transformation of a component's children. It runs in the program, so `make render` shows its result."""

    def __init__(self, owner: str, app: AppSettings, patches: Sequence[PatchSettings]) -> None:
        """`owner` is the component's Pulumi name, and `patches` are those of the app with the names of ConfigMaps and
        Secrets in the cluster. Raises `pulumi.RunError` for patches that make nonsense.
        """
        problems = list(broken_patches(owner, owner.rpartition(".")[2], app))
        if problems:
            raise RunError("\n".join(map(str, problems)))
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
            built = self._patched(index, patch, built)
        told = "; ".join(patch.told() for patch in mine.values())
        built = merged(built, {"metadata": {"annotations": {PATCHED: told}}})
        for patch in mine.values():
            log.info(f"patched {patch.told()}", child.resource)
        props = {names.get(name) or to_snake(name): value for name, value in built.items()}
        return ResourceTransformationResult({**dict.fromkeys(child.props), **props}, child.opts)

    def _patched(self, index: int, patch: PatchSettings, built: Any) -> Any:
        try:
            result = merged(built, patch.patch, object_of(patch.kind))
        except CannotBeApplied as error:
            raise self._refused(index, "patch", str(error)) from None
        if not changes(built, result):
            paths = ", ".join(patch.paths())
            raise self._refused(
                index, "patch", f"no effect: {paths} of {patch.object} already has this value; leave the patch out"
            )
        for lost in lost_volumes(patch.kind, result):
            raise self._refused(index, "patch", lost)
        return result

    def _refused(self, index: int, place: str, message: str) -> RunError:
        return RunError(f"{self._owner}.patches.{index}.{place}: {message}")

    def finish(self) -> None:
        """Raises `pulumi.RunError` for patches of objects that the component has not registered."""
        for index, patch in self._patches.items():
            message = unknown(patch.object, self._seen, "object of this app", named=True)
            raise self._refused(index, "object", message)


def _reference(child: ResourceTransformationArgs, owner: str) -> str:
    """`Deployment`, or `Service/headless` for `<app>-headless`. A PersistentVolumeClaimPatch counts as a claim."""
    kind = child.props.get("kind") or child.type_.rpartition(":")[2]
    suffix = child.name.removeprefix(owner).partition(SIGN)[0].lstrip("-.")
    return f"{kind}/{suffix}" if suffix else str(kind)
