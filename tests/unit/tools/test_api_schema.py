import json
from typing import Any

from slipway.schema.field import FILE
from tools import api_schema

CORE = "io.k8s.api.core.v1"
REFERENCE = "#/components/schemas/"
SERVICE = {
    "type": "object",
    "description": "long",
    "x-kubernetes-group-version-kind": [{"group": "", "version": "v1", "kind": "Service"}],
    "properties": {
        "spec": {"allOf": [{"$ref": f"{REFERENCE}{CORE}.ServiceSpec"}], "default": {}, "description": "long"},
        "status": {"allOf": [{"$ref": f"{REFERENCE}{CORE}.ServiceStatus"}], "default": {}},
    },
}
SPEC = {
    "type": "object",
    "properties": {
        "ports": {
            "type": "array",
            "items": {"allOf": [{"$ref": f"{REFERENCE}{CORE}.ServicePort"}], "default": {}},
            "x-kubernetes-list-map-keys": ["port", "protocol"],
            "x-kubernetes-patch-merge-key": "port",
        },
        "selector": {"type": "object", "additionalProperties": {"type": "string", "default": ""}},
        "type": {"type": "string", "description": "long", "enum": ["ClusterIP", "NodePort"]},
    },
}
PORT = {
    "type": "object",
    "required": ["port"],
    "properties": {"port": {"type": "integer", "default": 0}, "protocol": {"type": "string", "default": "TCP"}},
}
TYPES = {"Service": SERVICE, "ServiceSpec": SPEC, "ServiceStatus": SPEC, "ServicePort": PORT, "Node": SERVICE}


def fetch(path: str) -> Any:
    if path == "/version":
        return {"gitVersion": "v1.36.3"}
    if path == "/openapi/v3":
        return {"paths": {group: {"serverRelativeURL": f"/{group}"} for group in api_schema.GROUPS}}
    types = {f"{CORE}.{name}": each for name, each in TYPES.items()} if path == "/api/v1" else {}
    return {"components": {"schemas": types}}


def test_the_file_has_what_an_app_can_own_with_all_types_in_it_and_nothing_else() -> None:
    assert json.loads(api_schema.schema(fetch)) == {
        "version": "v1.36.3",
        "types": {
            "Service": {"type": "object", "properties": {"spec": {"$ref": "ServiceSpec"}, "status": {}}},
            "ServiceSpec": {
                "type": "object",
                "properties": {
                    "ports": {
                        "type": "array",
                        "x-kubernetes-list-map-keys": ["port", "protocol"],
                        "items": {"$ref": "ServicePort"},
                    },
                    "selector": {"type": "object", "additionalProperties": {"type": "string"}},
                    "type": {"type": "string", "enum": ["ClusterIP", "NodePort"]},
                },
            },
            "ServicePort": {
                "type": "object",
                "required": ["port"],
                "properties": {"port": {"type": "integer"}, "protocol": {"type": "string", "default": "TCP"}},
            },
        },
    }


def test_each_field_has_a_line_of_its_own() -> None:
    assert '\n   "selector": {"type": "object", "additionalProperties": {"type": "string"}},\n' in api_schema.schema(
        fetch
    )


def test_the_file_of_the_repository_is_written_in_this_form() -> None:
    text = FILE.read_text()
    facts = json.loads(text)

    assert api_schema._text(facts["version"], facts["types"]) == text
