"""Types of single values: names, numbers, images, durations, addresses, texts.

Each says what it expects, with an example. Sources of the rules:
https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and, for images,
https://github.com/distribution/reference.
"""

from collections import Counter
from collections.abc import Iterable
from ipaddress import ip_network
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from slipway.settings.base import conflict, described_as

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
    described_as("a DNS label of at most 63 lowercase letters, digits and dashes", "shop"),
]
"""The name of a namespace (RFC 1123 label)."""

APP_NAME_LIMIT = 52
"""The control plane labels pods `<name>-<10 character hash>`, and a label holds 63 characters."""

AppName = Annotated[
    str,
    Field(pattern=r"^[a-z]([-a-z0-9]*[a-z0-9])?$", max_length=APP_NAME_LIMIT),
    described_as(
        f"a name of at most {APP_NAME_LIMIT} lowercase letters, digits and dashes that starts with a letter", "web"
    ),
]
"""The name of an app: it names a Service too, hence the leading letter (RFC 1035)."""

NAME_LIMIT, KEY_LIMIT = 240, 253

ObjectName = Annotated[
    str,
    Field(pattern=rf"^{SUBDOMAIN}$", max_length=NAME_LIMIT),
    described_as("a name of lowercase letters, digits, dashes and dots", "db-user-pass"),
]
"""The name of a ConfigMap or Secret, short enough for a generated suffix (253 characters is the limit)."""

Host = Annotated[
    str,
    Field(pattern=rf"^(\*\.)?{SUBDOMAIN}$", max_length=253),
    described_as("a host name in lowercase", "api.example.com"),
]

Port = Annotated[int, Field(strict=True, ge=1, le=65535), described_as("a port from 1 to 65535", 8080)]

PositiveInt = Annotated[int, Field(strict=True, ge=1, le=_LARGEST), described_as("a whole number of at least 1", 3)]

NonNegativeInt = Annotated[int, Field(strict=True, ge=0, le=_LARGEST), described_as("a whole number of at least 0", 3)]

Seconds = Annotated[
    int, Field(strict=True, ge=1, le=_LARGEST), described_as("a whole number of seconds, at least 1", 10)
]

UserId = Annotated[
    int,
    Field(strict=True, ge=1, le=_LARGEST),
    described_as("a numeric user id other than 0 (root)", 10001),
]

ImageRef = Annotated[
    str,
    Field(
        pattern=rf"^({SUBDOMAIN}(:[0-9]+)?/)?"
        r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*"
        r"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@sha256:[a-f0-9]{64})?|@sha256:[a-f0-9]{64})$",
        max_length=512,
    ),
    described_as("an image with a version or a digest", "sh3b0/app_python:1.4.2"),
]
"""An image reference that says which version: a tag, a digest or both."""

EnvName = Annotated[
    str,
    Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=256),
    described_as("an environment variable's name of letters, digits and underscores", "DB_HOST"),
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
    described_as("an object's name and a key in it", "db-user-pass/password"),
]
"""`name/key` of a ConfigMap or Secret."""

DataKey = Annotated[
    str,
    Field(pattern=r"^[-._a-zA-Z0-9]+$", max_length=KEY_LIMIT),
    AfterValidator(no_hidden_step),
    described_as("a key of letters, digits, dashes, underscores and dots", "username"),
]


PercentOrCount = Annotated[
    Annotated[int, Field(strict=True, ge=0, le=_LARGEST)] | Annotated[str, Field(pattern=r"^(100|[1-9]?[0-9])%$")],
    described_as("a number of pods or a percentage of them", "25%"),
]

PositivePercentOrCount = Annotated[
    Annotated[int, Field(strict=True, ge=1, le=_LARGEST)] | Annotated[str, Field(pattern=r"^(100|[1-9][0-9]?)%$")],
    described_as("a number of pods, at least 1, or a percentage of them", "25%"),
]
"""As `PercentOrCount`, where nothing would ever move with none."""

StrictBool = Annotated[bool, Field(strict=True), described_as("true or false", "true")]


def domain_fits(name: str) -> str:
    """What stands before the slash, if anything does, is a domain of at most 253 characters."""
    if len(name.rpartition("/")[0]) > DOMAIN_LIMIT:
        raise ValueError
    return name


Text = Annotated[
    str, Field(pattern=r"^[^\x00]*$"), described_as("text without a zero byte, which no process can be given", "-v")
]

EnvValue = Annotated[
    str,
    Field(pattern=r"^[^\x00]*$"),
    BeforeValidator(number_as_text),
    described_as("text without a zero byte (quote words such as yes and true)", '"on"'),
]


Duration = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]{0,5}(s|m|h)$"),
    described_as("a duration in seconds, minutes or hours", "1h"),
]


Reason = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", min_length=10, max_length=1000),
    described_as("the reason on one line of at least 10 characters", '"writes its pid file beside its binary"'),
]
"""Why something is less strict than it could be, for whoever reads it later in the cluster."""


def _range(text: str) -> str:
    """As the API server reads it: an address of the network itself, and the length of its prefix."""
    address, slash, length = text.partition("/")
    if not slash or "%" in address or str(int(length)) != length:
        raise ValueError
    ip_network(text, strict=True)
    return text


Cidr = Annotated[
    str,
    AfterValidator(_range),
    described_as("a range of addresses that begins with its own first one", "203.0.113.0/24"),
]


def duplicates(names: Iterable[str]) -> list[str]:
    """The names that come up more than once, in order."""
    return sorted(name for name, times in Counter(names).items() if times > 1)


_Item = TypeVar("_Item")


def _each_once(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Said again it is a slip: something else was meant."""
    # A setting may be a structure, in which only what is said tells one from another.
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        first = places.setdefault(repr(item), place)
        if first != place:
            said = item if isinstance(item, str | int) else f"what stands at {first} and at {place}"
            raise conflict(f"expected each once; {said} is there twice")
    return items


UniqueList = Annotated[tuple[_Item, ...], AfterValidator(_each_once)]
"""A list without repetitions."""
