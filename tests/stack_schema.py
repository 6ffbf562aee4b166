"""The JSON Schema of stack files, and the mistakes that it cannot say."""

import functools
import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has no types
from pydantic import ValidationError

from slipway.settings.base import CONFLICT
from slipway.settings.stack import StackSettings
from tools.stack_schema import FILE

_COUNTED = "numbers in a text are read, and reckoned with"
_STEPS = "steps of a path are compared, one by one"
_WORDS = "some of the texts that the pattern allows mean something else"
_ELSEWHERE = "a list of another program decides"

BEYOND_A_SCHEMA = {
    "a CIDR block without host bits": _COUNTED,
    "a range of ports from 1 to 65535, the smaller one first": _COUNTED,
    "a port name of an app, or a port number or a range like 30000..32767 outside the stack": _COUNTED,
    "a size": _COUNTED,
    "a quantity": _COUNTED,
    "an amount of cpu": _COUNTED,
    "a whole number of bytes, at most 8Pi": _COUNTED,
    "an amount of cpu, or request..limit with request <= limit": _COUNTED,
    "an amount of memory, or request..limit with request <= limit": _COUNTED,
    "an amount of disk, or request..limit with request <= limit": _COUNTED,
    "a percentage of the requested cpu, or an amount of cpu": _COUNTED,
    "a percentage of the requested memory, or an amount of memory": _COUNTED,
    "a percentage from 50 to 99.9999": _COUNTED,
    "a duration in milliseconds or seconds": _COUNTED,
    "a day": _COUNTED,
    "an IP address": _COUNTED,
    "a cron schedule of five fields (minute hour day month weekday)": _COUNTED,
    "a label key of at most 63 characters, with an optional `domain/` prefix": _COUNTED,
    "a name of letters, digits, dashes, underscores and dots, with an optional `domain/` prefix": _COUNTED,
    "an absolute path in the container": _STEPS,
    "an absolute path in the container without `..`": _STEPS,
    "an absolute file path in a folder, of letters, digits, dashes, underscores and dots": _STEPS,
    "a file path below the folder of Pulumi.yaml, without `..`": _STEPS,
    "a key of letters, digits, dashes, underscores and dots": _STEPS,
    "a ConfigMap or Secret and its key, as name/key": _STEPS,
    "a URL path that starts with /, of at most 1024 URL characters": _STEPS,
    "a URL path that starts with /, without `//`, `/./`, `/../` and `%2f`": _STEPS,
    "a host name; no IP address and no wildcard": _WORDS,
    "a list of host names": _WORDS,
    "a port name of at most 15 lowercase letters, digits and single dashes, with a letter": _WORDS,
    "a name of at most 10 lowercase letters, digits and dashes, other than headless": _WORDS,
    "a group name of the cluster's identity provider, without the prefix `system:`": _WORDS,
    'an API group without its version ("" for Pods, Services and Secrets)': _WORDS,
    "a taint as kubectl writes it": _WORDS,
    "an http or https URL without user and password": _ELSEWHERE,
    "a regular expression for whole names of metrics": _ELSEWHERE,
    "a time zone of the IANA database": _ELSEWHERE,
}
"""Types whose rule is code, by their words, and the reason why a pattern cannot say it."""


@functools.cache
def validator() -> Draft7Validator:
    """It is read once."""
    return Draft7Validator(json.loads(FILE.read_text()))


def underlined(file: Any) -> list[str]:
    """What an editor underlines in a stack file."""
    return [f"{each.json_path}: {each.message}"[:300] for each in validator().iter_errors(file)]


def written(stack: Any) -> dict[str, Any]:
    """A stack file that says this."""
    said = stack.items() if isinstance(stack, dict) else ()
    return {"config": {f"slipway:{name}": value for name, value in said}}


def refused(stack: Any) -> ValidationError | None:
    """What the models say to a stack; None if they accept it. The schema has to say the same, as far as it can.

    Mistakes that it cannot say: settings that exclude each other (`conflict`), the rules of `BEYOND_A_SCHEMA`, and a
    number where text is meant, because a schema knows a number and not how it is written.
    """
    said = underlined(written(stack))
    try:
        StackSettings.model_validate(stack, by_alias=True, by_name=False)
    except ValidationError as found:
        missed = [] if said else [*_sayable(found)]
        error = found
    else:
        assert not said, f"the models accept what the schema refuses: {said}"
        return None
    assert not missed, f"the schema accepts what the models refuse: {missed}"
    return error


def _sayable(error: ValidationError) -> Iterator[str]:
    for each in error.errors(include_url=False):
        is_number = isinstance(each["input"], int | float)
        if each["type"] != CONFLICT and not is_number and each.get("ctx", {}).get("what") not in BEYOND_A_SCHEMA:
            yield f"{each['loc']}: {each['msg']}"
