"""Annotations that other programs read: cloud controllers, ingress controllers, identity webhooks.

https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from settings.words.text import EnvValue
from settings.words.vocabulary import SUBDOMAIN, domain_fits, expecting

_PREFIX = rf"{SUBDOMAIN}/"
_NAME = r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"

QualifiedName = Annotated[
    str,
    Field(pattern=rf"^({_PREFIX})?{_NAME}$", max_length=317),
    AfterValidator(domain_fits),
    expecting(
        "a name of letters, digits, dashes, underscores and dots, with or without a `domain/` before it", "a.b/c"
    ),
]

Annotations = dict[QualifiedName, EnvValue]
"""By name; a value is text."""
