"""Bounds of a value that the definition of a custom resource gives: its pattern, its range, its length.

https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
Rules in CEL (`x-kubernetes-validations`) and combinations (`oneOf`) are left to the API server.
"""

import re
from collections.abc import Mapping
from typing import Any


def broken_bound(value: Any, document: Mapping[str, Any]) -> str | None:
    """The expectation that a value of the right type does not meet; None if it meets all."""
    if isinstance(value, str):
        return _of_text(value, document)
    if isinstance(value, list):
        return _of_length(len(value), document, "Items", "items")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value, document)
    return None


def _of_text(value: str, document: Mapping[str, Any]) -> str | None:
    pattern = document.get("pattern")
    if pattern and not _matches(pattern, value):
        return f"expected a text of the form {pattern}"
    return _of_length(len(value), document, "Length", "characters")


def _matches(pattern: str, value: str) -> bool:
    """The API server has another kind of regular expressions (RE2). It judges those that Python cannot read."""
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return True


def _of_length(length: int, document: Mapping[str, Any], what: str, noun: str) -> str | None:
    least, most = document.get(f"min{what}"), document.get(f"max{what}")
    if least is not None and length < least:
        return f"expected at least {least} {noun}"
    if most is not None and length > most:
        return f"expected at most {most} {noun}"
    return None


def _of_number(value: float, document: Mapping[str, Any]) -> str | None:
    least, most = document.get("minimum"), document.get("maximum")
    if least is not None and (value < least or (value == least and document.get("exclusiveMinimum") is True)):
        return f"expected {'more than' if document.get('exclusiveMinimum') else 'at least'} {least}"
    if most is not None and (value > most or (value == most and document.get("exclusiveMaximum") is True)):
        return f"expected {'less than' if document.get('exclusiveMaximum') else 'at most'} {most}"
    return None
