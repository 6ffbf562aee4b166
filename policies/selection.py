"""Label selectors. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/"""

from collections.abc import Mapping
from typing import Any

from policies.kubernetes_object import listing, mapping, text


def selects(selector: Any, labels: Mapping[str, Any]) -> bool:
    """True when a selector with `matchLabels` and `matchExpressions` selects pods with these labels."""
    if not isinstance(selector, Mapping):
        return False
    equal = matches(mapping(selector.get("matchLabels")), labels)
    return equal and all(_holds(mapping(each), labels) for each in listing(selector.get("matchExpressions")))


def matches(wanted: Mapping[str, Any], labels: Mapping[str, Any]) -> bool:
    """True when every wanted label is present with its value."""
    return all(labels.get(name) == value for name, value in wanted.items())


def _holds(expression: Mapping[str, Any], labels: Mapping[str, Any]) -> bool:
    key, values = text(expression.get("key")), listing(expression.get("values"))
    match expression.get("operator"):
        case "In":
            return labels.get(key) in values
        case "NotIn":
            return labels.get(key) not in values
        case "Exists":
            return key in labels
        case "DoesNotExist":
            return key not in labels
        case _:
            return False
