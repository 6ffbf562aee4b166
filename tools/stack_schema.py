"""Writes docs/stack.schema.json from the models: a JSON Schema of `Pulumi.<stack>.yaml`, for editors.

It is of draft 7, which every editor knows. It says what one setting may be. What relates several settings, or needs a
file, a cluster or a calendar, is told by `make render` and `make preview` only.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from slipway.settings.base import Model
from slipway.settings.fields import DataKey, DnsLabel, ObjectName
from slipway.settings.load import SECRETS
from slipway.settings.stack import StackSettings
from tools.layout import PROJECT

FILE = PROJECT / "docs" / "stack.schema.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_PROJECT = "slipway"
_LONG = 300
"""Characters from which a setting that several models share is written once."""

_ENCRYPTED = {
    "type": "object",
    "properties": {"secure": {"type": "string", "description": "The encrypted value."}},
    "required": ["secure"],
    "additionalProperties": False,
    "errorMessage": "expected an encrypted value: pulumi config set --path --secret "
    "slipway:secrets.<namespace>.<name>.<key>",
}
_OF_THE_ENGINE = {
    "secretsprovider": {"type": "string", "description": "The service that encrypts, for example awskms://..."},
    "encryptedkey": {"type": "string", "description": "The key of that service. Pulumi writes it."},
    "encryptionsalt": {"type": "string", "description": "What belongs to the passphrase. Pulumi writes it."},
    "environment": {"description": "Environments of Pulumi ESC: https://www.pulumi.com/docs/esc/"},
}
"""What Pulumi itself reads: https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/"""


class _OfStackFiles(GenerateJsonSchema):
    """JSON Schema as editors use it best: short, with each key checked, and with one kind of app at a time."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # the name is pydantic's
        """A title would say the name of the setting once more."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Only a single value is shown as a default; editors would write out the others."""
        found = super().default_schema(schema)
        if isinstance(found.get("default"), dict | list) or found.get("default", 0) is None:
            found.pop("default")
        return found

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Each key is checked, with the message of its type."""
        names = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {"type": "string"}
        values = self.generate_inner(schema["values_schema"]) if "values_schema" in schema else {}
        checked = {"propertyNames": names} if names.keys() - {"type"} else {}
        return {"type": "object", "additionalProperties": values, **checked}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """One kind, by its tag; without a tag the first one."""
        tag = str(schema["discriminator"])
        kinds = {str(name): self.generate_inner(inner) for name, inner in schema["choices"].items()}
        first = next(iter(kinds))
        chosen = [
            {
                "if": {"properties": {tag: {"const": name}}, **({} if name == first else {"required": [tag]})},
                "then": inner,
            }
            for name, inner in kinds.items()
        ]
        return {"type": "object", "properties": {tag: {"enum": [*kinds]}}, "allOf": chosen}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A setting that has moved is refused, with its new place."""
        found = super().model_schema(schema)
        found.pop("title", None)
        model: type[Model] = schema["cls"]
        for name, place in model.moved.items():
            found["properties"][name] = {
                "not": {},
                "errorMessage": f"this setting has moved; write {place.replace('../', 'beside it: ')} instead",
                "doNotSuggest": True,
            }
        return found


def schema() -> dict[str, Any]:
    """The whole schema."""
    settings = StackSettings.model_json_schema(by_alias=True, schema_generator=_OfStackFiles)
    definitions = settings.pop("$defs")
    whole = {
        "$schema": _DRAFT,
        "title": "Pulumi.<stack>.yaml of slipway",
        "type": "object",
        "properties": {**_OF_THE_ENGINE, "config": {"$ref": "#/$defs/Config"}},
        "if": {"not": {"required": ["environment"]}},
        "then": {"required": ["config"], "properties": {"config": _with_required(settings["required"])}},
        "$defs": {"Config": _config(settings["properties"]), "Encrypted": _ENCRYPTED, **definitions},
    }
    return _once(_on_one_line(whole))


def text() -> str:
    """The schema as it is written."""
    return f"{json.dumps(schema(), indent=1)}\n"


def write() -> None:
    """Write the file."""
    FILE.write_text(text())


def _config(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the project, with `slipway:` or without; keys of providers and of other projects may be anything."""
    known = {**settings, SECRETS: _secrets()}
    alone = {f"^{name}$": {"$ref": f"#/$defs/Config/properties/{_PROJECT}:{name}"} for name in known}
    other = rf"(?!({'|'.join(known)})$)"
    return {
        "type": "object",
        "description": "The configuration of the stack.",
        "properties": {f"{_PROJECT}:{name}": inner for name, inner in known.items()},
        "patternProperties": {
            **alone,
            rf"^({_PROJECT}:{other}|{other}[^:]*$)": {"not": {}, "errorMessage": "unknown setting"},
        },
    }


def _with_required(names: list[str]) -> dict[str, Any]:
    return {"allOf": [{"anyOf": [{"required": [f"{_PROJECT}:{name}"]}, {"required": [name]}]} for name in names]}


def _secrets() -> dict[str, Any]:
    """Encrypted values by namespace, name and key. `pulumi config set` can encrypt any level as a whole."""
    encrypted = {"$ref": "#/$defs/Encrypted"}
    found: dict[str, Any] = encrypted
    for names in (DataKey, ObjectName, DnsLabel):
        keys = TypeAdapter(names).json_schema(schema_generator=_OfStackFiles)
        mapping = {"type": "object", "propertyNames": keys, "additionalProperties": found}
        found = {"if": {"required": ["secure"]}, "then": encrypted, "else": mapping}
    return {"description": "Encrypted secrets by namespace, name and key: docs/secrets.md", **found}


def _on_one_line(value: Any) -> Any:
    """The same, with docstrings as one line."""
    if isinstance(value, dict):
        return {
            key: " ".join(inner.split()) if key == "description" and isinstance(inner, str) else _on_one_line(inner)
            for key, inner in value.items()
        }
    return [_on_one_line(each) for each in value] if isinstance(value, list) else value


def _once(whole: dict[str, Any]) -> dict[str, Any]:
    """The same, with a long setting that several models have written once, under its name."""
    definitions = whole["$defs"]
    texts = Counter(_text(inner) for each in definitions.values() for inner in each.get("properties", {}).values())
    shared: dict[str, str] = {}
    for each in [*definitions.values()]:
        for name, inner in each.get("properties", {}).items():
            written = _text(inner)
            if texts[written] > 1 and len(written) > _LONG:
                if written not in shared:
                    shared[written] = next(each for each in _names(name) if each not in definitions)
                    definitions[shared[written]] = inner
                each["properties"][name] = {"$ref": f"#/$defs/{shared[written]}"}
    return whole


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}{number}" for number in count(2))


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
