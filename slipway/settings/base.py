"""The base of every settings model, and the two forms of an error about a value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from slipway.settings.written import WrittenFloat, WrittenInt, text_of


class Model(BaseModel):
    """A settings object.

    Keys are camelCase in stack files (`imagePullPolicy`) and snake_case in Python (`image_pull_policy`). Unknown keys
    are errors. Objects are immutable after validation.
    """

    moved: ClassVar[Mapping[str, str]] = {}
    """Settings that have another place now: the old name, and the new path below this object, or with `../` below the
    object above."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
    )


LARGEST_SHOWN = 10**40
"""Larger numbers are not shown in errors. Python refuses to write those of more than 4,300 digits."""


@dataclass(frozen=True)
class described_as:  # noqa: N801  # read as a word: Annotated[int, described_as("a port", 8080)]
    """Replaces every error of the inner type by `expected <what>, for example <example>`."""

    what: str
    example: object
    text: bool = False
    """True for a type that is not `str` and takes text, of which YAML may make something else."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Where text is meant, a number of the stack file is the text that stands there."""
        validate = self._validate_string if source is str else self._validate
        return core_schema.no_info_wrap_validator_function(validate, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The same words where an editor underlines the value, and numbers where their text is valid."""
        schema = handler(core)
        if schema.get("type") == "string" and _takes_numbers(core):
            schema["type"] = ["string", "number"]
        return schema if "$ref" in schema else {**schema, "errorMessage": expected(self.what, self.example).message()}

    def _validate(self, value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            return inner(value)
        except ValidationError:
            unquoted = self.text and _valid_in_quotes(value, inner)
            raise expected(self.what, self.example, unquoted=unquoted) from None

    def _validate_string(self, value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
        try:
            return inner(text_of(value))
        except ValidationError:
            raise expected(self.what, self.example, unquoted=_valid_in_quotes(value, inner)) from None


_SOME_NUMBERS = (
    *(0, 1, -1, 8080, 1.5, WrittenFloat(1.1, "1.10"), WrittenInt(18, "0022"), WrittenInt(1000, "1_000")),
    *(10**digits for digits in (2, 5, 9, 11, 19)),
)


def _takes_numbers(core: CoreSchema) -> bool:
    """True for a type of text that a number can be, as a tag can be `1.10`."""
    validator = SchemaValidator(core)

    def takes(number: float) -> bool:
        try:
            validator.validate_python(number)
        except ValidationError:
            return False
        return True

    return any(map(takes, _SOME_NUMBERS))


def _valid_in_quotes(value: Any, inner: ValidatorFunctionWrapHandler) -> bool:
    """True for a null, boolean or number that is a valid string once it is quoted."""
    if not (value is None or isinstance(value, bool | int | float)) or abs(value or 0) >= LARGEST_SHOWN:
        return False
    try:
        inner(in_quotes(value))
    except ValidationError:
        return False
    return True


def in_quotes(value: object) -> str:
    """The text that somebody would write in quotes for a value that YAML did not read as text."""
    if value is None:
        return ""
    text = text_of(value)
    return text if isinstance(text, str) else json.dumps(value)


def expected(what: str, example: object, *, unquoted: bool = False) -> PydanticCustomError:
    """An error about one value. `unquoted`: YAML read it as something other than a string, because it has no quotes."""
    context = {"what": what, "example": example, "unquoted": unquoted}
    return PydanticCustomError("expected", "expected {what}, for example {example}", context)


CONFLICT = "conflict"


def conflict(message: str) -> PydanticCustomError:
    """An error about settings that exclude each other. The message names them."""
    return PydanticCustomError(CONFLICT, "{message}", {"message": message})
