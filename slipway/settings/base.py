"""The base of every settings model, and the two forms of an error about a value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Model(BaseModel):
    """A settings object.

    Keys are camelCase in stack files (`imagePullPolicy`) and snake_case in Python (`image_pull_policy`). Unknown keys
    are errors. Objects are immutable after validation.
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
    """Replaces every error of the inner type by `expected <what>, for example <example>`."""

    what: str
    example: object

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        validate = self._validate_string if source is str else self._validate
        return core_schema.no_info_wrap_validator_function(validate, handler(source))

    def _validate(self, value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            return inner(value)
        except ValidationError:
            raise expected(self.what, self.example) from None

    def _validate_string(self, value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            return inner(value)
        except ValidationError:
            raise expected(self.what, self.example, unquoted=_valid_in_quotes(value, inner)) from None


def _valid_in_quotes(value: Any, inner: ValidatorFunctionWrapHandler) -> bool:
    """True for a null, boolean or number that is a valid string once it is quoted."""
    if not (value is None or isinstance(value, bool | int | float)):
        return False
    try:
        inner("" if value is None else json.dumps(value))
    except ValidationError:
        return False
    return True


def expected(what: str, example: object, *, unquoted: bool = False) -> PydanticCustomError:
    """An error about one value. `unquoted`: YAML read it as something other than a string, because it has no quotes."""
    context = {"what": what, "example": example, "unquoted": unquoted}
    return PydanticCustomError("expected", "expected {what}, for example {example}", context)


CONFLICT = "conflict"


def conflict(message: str) -> PydanticCustomError:
    """An error about settings that exclude each other. The message names them."""
    return PydanticCustomError(CONFLICT, "{message}", {"message": message})
