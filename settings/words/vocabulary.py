"""The words of a stack file: types that are validated once and used everywhere.

Each says what it expected with an example, so that an error needs no manual. Sources of the rules:
https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and, for images,
https://github.com/distribution/reference.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, ValidationError, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


@dataclass(frozen=True)
class expecting:  # noqa: N801  # read as a word: Annotated[int, expecting("a port", 8080)]
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


_LARGEST = 2**31 - 1
"""Kubernetes counts in 32 bits."""
DOMAIN_LIMIT = 253
_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"


def number_as_text(value: Any) -> Any:
    """YAML reads `PORT: 3000` as a number where text belongs, and there is no doubt what is meant."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


DnsLabel = Annotated[
    str,
    Field(pattern=rf"^{_LABEL}$", max_length=63),
    expecting("a DNS label of at most 63 lowercase letters, digits and dashes", "shop"),
]
"""The name of a namespace (RFC 1123 label)."""

APP_NAME_LIMIT = 52
"""The control plane labels pods `<name>-<10 character hash>`, and a label holds 63 characters."""

AppName = Annotated[
    str,
    Field(pattern=r"^[a-z]([-a-z0-9]*[a-z0-9])?$", max_length=APP_NAME_LIMIT),
    expecting(
        f"a name of at most {APP_NAME_LIMIT} lowercase letters, digits and dashes that starts with a letter", "web"
    ),
]
"""The name of an app: it names a Service too, hence the leading letter (RFC 1035)."""

NAME_LIMIT, KEY_LIMIT = 240, 253

ObjectName = Annotated[
    str,
    Field(pattern=rf"^{SUBDOMAIN}$", max_length=NAME_LIMIT),
    expecting("a name of lowercase letters, digits, dashes and dots", "db-user-pass"),
]
"""The name of a ConfigMap or Secret, short enough for a generated suffix (253 characters is the limit)."""

Host = Annotated[
    str,
    Field(pattern=rf"^(\*\.)?{SUBDOMAIN}$", max_length=253),
    expecting("a host name in lowercase", "api.example.com"),
]

Port = Annotated[int, Field(strict=True, ge=1, le=65535), expecting("a port from 1 to 65535", 8080)]

Count = Annotated[int, Field(strict=True, ge=1, le=_LARGEST), expecting("a whole number of at least 1", 3)]

Number = Annotated[int, Field(strict=True, ge=0, le=_LARGEST), expecting("a whole number of at least 0", 3)]

Seconds = Annotated[int, Field(strict=True, ge=1, le=_LARGEST), expecting("a whole number of seconds, at least 1", 10)]

UserId = Annotated[
    int,
    Field(strict=True, ge=1, le=_LARGEST),
    expecting("a numeric user id other than 0 (root)", 10001),
]

ImageRef = Annotated[
    str,
    Field(
        pattern=rf"^({SUBDOMAIN}(:[0-9]+)?/)?"
        r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*"
        r"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@sha256:[a-f0-9]{64})?|@sha256:[a-f0-9]{64})$",
        max_length=512,
    ),
    expecting("an image with a version or a digest", "sh3b0/app_python:1.4.2"),
]
"""An image reference that says which version: a tag, a digest or both."""

EnvName = Annotated[
    str,
    Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=256),
    expecting("an environment variable's name of letters, digits and underscores", "DB_HOST"),
]


def no_hidden_step(path: str) -> str:
    """Kubernetes keeps names that begin with two dots for itself: in a mounted folder they are its own files."""
    if any(step == "." or step.startswith("..") for step in path.split("/")):
        raise ValueError
    return path


def _both_fit(reference: str) -> str:
    """The limits of `ObjectName` and `DataKey`."""
    name, _, key = reference.partition("/")
    if len(name) > NAME_LIMIT or len(key) > KEY_LIMIT:
        raise ValueError
    return reference


KeyReference = Annotated[
    str,
    Field(pattern=rf"^{SUBDOMAIN}/[-._a-zA-Z0-9]+$", max_length=NAME_LIMIT + 1 + KEY_LIMIT),
    AfterValidator(_both_fit),
    AfterValidator(no_hidden_step),
    expecting("an object's name and a key in it", "db-user-pass/password"),
]
"""`name/key` of a ConfigMap or Secret."""

DataKey = Annotated[
    str,
    Field(pattern=r"^[-._a-zA-Z0-9]+$", max_length=KEY_LIMIT),
    AfterValidator(no_hidden_step),
    expecting("a key of letters, digits, dashes, underscores and dots", "username"),
]


PercentOrCount = Annotated[
    Annotated[int, Field(strict=True, ge=0, le=_LARGEST)] | Annotated[str, Field(pattern=r"^(100|[1-9]?[0-9])%$")],
    expecting("a number of pods or a percentage of them", "25%"),
]

SomePods = Annotated[
    Annotated[int, Field(strict=True, ge=1, le=_LARGEST)] | Annotated[str, Field(pattern=r"^(100|[1-9][0-9]?)%$")],
    expecting("a number of pods, at least 1, or a percentage of them", "25%"),
]
"""As `PercentOrCount`, where nothing would ever move with none."""

Switch = Annotated[bool, Field(strict=True), expecting("true or false", "true")]


def domain_fits(name: str) -> str:
    """What stands before the slash, if anything does, is a domain of at most 253 characters."""
    if len(name.rpartition("/")[0]) > DOMAIN_LIMIT:
        raise ValueError
    return name


LabelName = Annotated[
    str,
    Field(pattern=rf"^({SUBDOMAIN}/)?[a-zA-Z0-9]([-._a-zA-Z0-9]{{0,61}}[a-zA-Z0-9])?$", max_length=317),
    AfterValidator(domain_fits),
    expecting("the name of a label", "app.kubernetes.io/name"),
]
LabelValue = Annotated[
    str,
    Field(pattern=r"^([a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)?$"),
    expecting("the value of a label: at most 63 letters, digits, dashes, underscores and dots", "orders"),
]
