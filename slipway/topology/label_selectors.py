"""Whether a label selector of Kubernetes matches labels.

https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
"""

from collections.abc import Mapping
from typing import Any


def matches(selector: Any, labels: Mapping[str, str]) -> bool:
    """True for no selector at all, and for an empty one: it selects everything."""
    if not isinstance(selector, Mapping):
        return True
    equal = selector.get("matchLabels")
    if isinstance(equal, Mapping) and any(labels.get(str(key)) != str(value) for key, value in equal.items()):
        return False
    expressions = selector.get("matchExpressions")
    return all(_holds(each, labels) for each in expressions) if isinstance(expressions, list) else True


def _holds(expression: Any, labels: Mapping[str, str]) -> bool:
    if not isinstance(expression, Mapping):
        return True
    key, operator = str(expression.get("key")), expression.get("operator")
    values = [str(value) for value in expression.get("values") or ()]
    if operator == "In":
        return labels.get(key) in values
    if operator == "NotIn":
        return labels.get(key) not in values
    if operator == "Exists":
        return key in labels
    return operator != "DoesNotExist" or key not in labels
