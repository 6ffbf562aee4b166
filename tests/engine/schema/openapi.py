"""The API server's own description of its objects (OpenAPI v3), as JSON Schema, and what an object breaks of it.

https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]  # it has no types

Document = dict[str, Any]

FORMATS = FormatChecker(formats=())
"""The formats that the API server uses. The program has no `byte`, `double` and `date-time`."""
OPEN = {"additionalProperties", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string"}
"""The keys that allow fields outside `properties`."""


@FORMATS.checks("int32")  # type: ignore[untyped-decorator]
def _int32(value: object) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


@FORMATS.checks("int64")  # type: ignore[untyped-decorator]
def _int64(value: object) -> bool:
    return not isinstance(value, int) or -(2**63) <= value < 2**63


class OpenApi:
    """`fetch` gets a document of the API by its path."""

    def __init__(self, fetch: Callable[[str], Any]) -> None:
        self._fetch = fetch
        self._index: dict[str, dict[str, str]] = fetch("/openapi/v3")["paths"]

    def mistakes(self, content: Document) -> Iterator[str]:
        """The errors of an object as text, each with its path."""
        for error in self._validator(content["apiVersion"], content["kind"]).iter_errors(content):
            yield f"{content['kind']} {content['metadata'].get('name')} {error.json_path}: {error.message}"

    @cache  # noqa: B019  # one for each run of the tests
    def _validator(self, version: str, kind: str) -> Draft202012Validator:
        schemas = self._schemas(f"api/{version}" if "/" not in version else f"apis/{version}")
        [name] = [name for name, schema in schemas.items() if (version, kind) in _is(schema)]
        root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        return Draft202012Validator(root, format_checker=FORMATS)

    @cache  # noqa: B019  # the same
    def _schemas(self, group: str) -> dict[str, Document]:
        document = self._fetch(self._index[group]["serverRelativeURL"])
        return {name: strict(schema) for name, schema in document["components"]["schemas"].items()}


def strict(schema: Any) -> Any:
    """The schema as JSON Schema, with unknown fields refused. `int-or-string` is a `oneOf` in Kubernetes' own schemas,
    and an extension in custom resources.
    """
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    known = {name: strict(each) for name, each in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict) and not OPEN & schema.keys():
        known["additionalProperties"] = False
    if schema.get("x-kubernetes-int-or-string") is True:
        known["anyOf"] = [{"type": "integer"}, {"type": "string"}]
    if schema.get("nullable") is True and isinstance(schema.get("type"), str):
        known["type"] = [schema["type"], "null"]
    return known


def _is(schema: Document) -> set[tuple[str, str]]:
    return {
        (f"{each['group']}/{each['version']}" if each["group"] else each["version"], each["kind"])
        for each in schema.get("x-kubernetes-group-version-kind", ())
    }
