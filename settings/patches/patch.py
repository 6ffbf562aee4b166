"""The escape hatch: what no setting says, said in the words of the Kubernetes object itself."""

from typing import Annotated

from pydantic import Field, JsonValue, model_validator

from settings.patches.fixed import fixed
from settings.patches.structure import leaves, misspelt, spelt
from settings.words.model import Model
from settings.words.reason import Reason
from settings.words.vocabulary import conflict, expecting

_REASONS = "slipway.dev/"

ObjectReference = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Za-z]+(/[a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$", max_length=300),
    expecting("the kind of an object of the app, or kind/suffix for one that is called <app>-<suffix>", "Deployment"),
]


class PatchSettings(Model):
    """Changes one object before it is sent. Mappings are merged, and so are lists whose items have a key (containers by
    name); other lists are replaced. `null` removes a field, `$patch: delete` an item of such a list.
    """

    object: ObjectReference
    """Which object: its kind, for example `Deployment`, or `Service/headless` for `<app>-headless`. Required."""
    reason: Reason
    """Why no setting will do. It becomes an annotation of the object, and every preview tells it. Required."""
    patch: dict[str, JsonValue]
    """The fields as Kubernetes spells them: `{spec: {template: {spec: {runtimeClassName: gvisor}}}}`. Required."""

    @property
    def kind(self) -> str:
        """Of the object."""
        return self.object.partition("/")[0]

    def paths(self) -> list[str]:
        """What it changes."""
        return [spelt(path) for path in leaves(self.patch)]

    def told(self) -> str:
        """What it changes and why, on one line."""
        return f"{', '.join(self.paths())}: {self.reason}"

    @model_validator(mode="after")
    def _can_be_merged(self) -> "PatchSettings":
        for message in misspelt(self.patch):
            raise conflict(message)
        return self

    @model_validator(mode="after")
    def _says_something(self) -> "PatchSettings":
        if not self.paths():
            raise conflict(
                "expected fields to change, for example {spec: {minReadySeconds: 5}}; the patch says nothing"
            )
        return self

    @model_validator(mode="after")
    def _leaves_what_never_changes(self) -> "PatchSettings":
        for path in leaves(self.patch):
            if "annotations" in path and path[-1].startswith(_REASONS):
                raise conflict(f"{spelt(path)} cannot be patched: {_REASONS}* are slipway's own, and tell reasons")
            for why in fixed(self.kind, path):
                raise conflict(f"{spelt(path)} cannot be patched: {why}")
        return self
