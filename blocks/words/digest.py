"""What tells two contents apart in the name of an object."""

import hashlib
import json
from typing import Any

LENGTH = 10
"""Characters: the longest name of an app and a digest still fit a label together."""


def digest(content: Any) -> str:
    """The same for the same content everywhere; of the arguments of an object, what they say counts."""
    text = json.dumps(content, sort_keys=True, default=vars)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
