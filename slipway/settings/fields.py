"""Types of single values: names, numbers, images, durations, addresses, texts.

Every type has a description and an example for errors. Sources of the rules:
https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and, for images,
https://github.com/distribution/reference.
"""

from collections import Counter
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Network, ip_network
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

from slipway.settings.base import conflict, described_as

_LARGEST = 2**31 - 1
"""Integers of the Kubernetes API have 32 bits."""
DOMAIN_LIMIT = 253
_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"
SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"


DnsLabel = Annotated[
    str,
    Field(pattern=rf"^{_LABEL}$", max_length=63),
    described_as("a DNS label of at most 63 lowercase letters, digits and dashes", "shop"),
]
"""The name of a namespace (RFC 1123 label)."""

APP_NAME_LIMIT = 52
"""The control plane labels pods `<name>-<10 character hash>`. A label value has at most 63 characters."""

AppName = Annotated[
    str,
    Field(pattern=r"^[a-z]([-a-z0-9]*[a-z0-9])?$", max_length=APP_NAME_LIMIT),
    described_as(
        f"a name of at most {APP_NAME_LIMIT} lowercase letters, digits and dashes that starts with a letter", "web"
    ),
]
"""The name of an app. It starts with a letter, because it is the name of a Service too (RFC 1035)."""

NAME_LIMIT, KEY_LIMIT = 240, 253

ObjectName = Annotated[
    str,
    Field(pattern=rf"^{SUBDOMAIN}$", max_length=NAME_LIMIT),
    described_as("a name of lowercase letters, digits, dashes and dots", "db-user-pass"),
]
"""The name of a ConfigMap or Secret. The limit of 253 characters leaves room for a generated suffix."""

Host = Annotated[
    str,
    Field(pattern=rf"^(\*\.)?{SUBDOMAIN}$", max_length=253),
    described_as("a lowercase host name", "api.example.com"),
]

Port = Annotated[int, Field(strict=True, ge=1, le=65535), described_as("a port from 1 to 65535", 8080)]


def _first_to_last(text: str) -> str:
    """Check that the range has at least two ports, all of which exist."""
    first, last = ends_of(text)
    if not 1 <= first < last <= 65535:  # noqa: PLR2004  # the largest port
        raise ValueError
    return text


def ends_of(ports: str) -> tuple[int, int]:
    """The first and the last port of a `PortRange`."""
    first, _, last = ports.partition("..")
    return int(first), int(last)


PortRange = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]{0,4}\.\.[1-9][0-9]{0,4}$"),
    AfterValidator(_first_to_last),
    described_as("a range of ports from 1 to 65535, the smaller one first", "30000..32767"),
]

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
    described_as("an image with a tag or a digest", "sh3b0/app_python:1.4.2"),
]
"""An image reference with a tag, a digest or both."""

_ENV_NAME = r"^[ -<>-~]+$"

EnvName = Annotated[
    str,
    Field(pattern=_ENV_NAME, max_length=1024),
    described_as("the name of an environment variable: printable ASCII characters except =", "DB_HOST"),
]
"""As the API server accepts it since Kubernetes 1.34: `discovery.type` is a name too.

https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
"""

EnvPrefix = Annotated[
    str,
    Field(pattern=_ENV_NAME, max_length=1024),
    described_as("the beginning of names of variables: printable ASCII characters except =", "DB_"),
]


def no_hidden_step(path: str) -> str:
    """Refuse `.` and names that begin with `..`: Kubernetes has its own files under such names in mounted folders."""
    if any(step == "." or step.startswith("..") for step in path.split("/")):
        raise ValueError
    return path


def _both_fit(reference: str) -> str:
    """Check the length limits of `ObjectName` and `DataKey`."""
    name, _, key = reference.partition("/")
    if len(name) > NAME_LIMIT or len(key) > KEY_LIMIT:
        raise ValueError
    return reference


KeyReference = Annotated[
    str,
    Field(pattern=rf"^{SUBDOMAIN}/[-._a-zA-Z0-9]+$", max_length=NAME_LIMIT + 1 + KEY_LIMIT),
    AfterValidator(_both_fit),
    AfterValidator(no_hidden_step),
    described_as("a ConfigMap or Secret and its key, as name/key", "db-user-pass/password"),
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
"""`PercentOrCount` without 0, where 0 would block every change."""

StrictBool = Annotated[bool, Field(strict=True), described_as("true or false", "true")]


def domain_fits(name: str) -> str:
    """Check that the domain before the slash has at most 253 characters."""
    if len(name.rpartition("/")[0]) > DOMAIN_LIMIT:
        raise ValueError
    return name


Text = Annotated[str, Field(pattern=r"^[^\x00]*$"), described_as("a string without a zero byte", '"on"')]


Duration = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]{0,5}(s|m|h)$"),
    described_as("a duration in seconds, minutes or hours", "1h"),
]


_SECONDS = {"s": 1, "m": 60, "h": 3600}


def seconds_of(duration: str) -> int:
    """The seconds of a `Duration`."""
    return int(duration[:-1]) * _SECONDS[duration[-1]]


Reason = Annotated[
    str,
    Field(pattern=r"^\S(.*\S)?$", min_length=10, max_length=1000),
    described_as("a reason of at least 10 characters, on one line", '"writes its pid file beside its binary"'),
]
"""The reason for an exception. It becomes an annotation in the cluster."""


def _range(text: str) -> str:
    """Check a CIDR block as the API server does: a network address and a prefix length."""
    address, slash, length = text.partition("/")
    if not slash or "%" in address or str(int(length)) != length:
        raise ValueError
    ip_network(text, strict=True)
    return text


_MAPPED = IPv6Network("::ffff:0:0/96")


def _one_spelling(text: str) -> str:
    """Refuse an IPv4 block that is written as an IPv6 block, as the API server does since Kubernetes 1.36. Nodes send
    such packets as IPv4.

    https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2
    """
    block = ip_network(text)
    if isinstance(block, IPv6Network) and block.subnet_of(_MAPPED):
        address = IPv4Address(int(block.network_address) % 2**32)
        raise conflict(f"expected an IPv4 block in its own form: {address}/{block.prefixlen - 96}; got {text}")
    return text


Cidr = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F:.]+/[0-9]{1,3}$"),
    AfterValidator(_range),
    described_as("a CIDR block without host bits", "10.0.0.0/8"),
    AfterValidator(_one_spelling),
]


def duplicates(names: Iterable[str]) -> list[str]:
    """The names that occur more than once, sorted."""
    return sorted(name for name, times in Counter(names).items() if times > 1)


_Item = TypeVar("_Item")


def _each_once(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    # Settings objects are not hashable, so items are compared by their text.
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        first = places.setdefault(repr(item), place)
        if first != place:
            twice = f"{item} occurs twice" if isinstance(item, str | int) else f"items {first} and {place} are equal"
            raise conflict(f"expected a list without duplicates; {twice}")
    return items


UniqueList = Annotated[tuple[_Item, ...], AfterValidator(_each_once)]
"""A list that rejects duplicates."""
