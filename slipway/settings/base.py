"""The base of every settings model, and the two shapes of a complaint about a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Model(BaseModel):
    """A settings object.

    Stack files spell keys as Kubernetes does (`imagePullPolicy`), Python spells them as Python does
    (`image_pull_policy`). Unknown keys are errors, and objects never change after validation.
    """

    moved: ClassVar[Mapping[str, str]] = {}
    """Settings that have another place now: the old name, and the new path below this object."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
    )


@dataclass(frozen=True)
class described_as:  # noqa: N801  # read as a word: Annotated[int, described_as("a port", 8080)]
    """Replaces whatever the inner type complains about by `expected <what>, for example <example>`."""

    what: str
    example: object

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._validate, handler(source))

    def _validate(self, value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            return inner(value)
        except ValidationError:
            raise expected(self.what, self.example) from None


def expected(what: str, example: object) -> PydanticCustomError:
    """The one shape of a complaint about a value."""
    return PydanticCustomError("expected", "expected {what}, for example {example}", {"what": what, "example": example})


CONFLICT = "conflict"


def conflict(message: str) -> PydanticCustomError:
    """A complaint about settings that cannot stand together; it names them itself."""
    return PydanticCustomError(CONFLICT, "{message}", {"message": message})
