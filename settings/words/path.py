"""Paths: of files and folders in a container, and of URLs."""

from typing import Annotated

from pydantic import AfterValidator, Field

from settings.words.vocabulary import KEY_LIMIT, expecting, no_hidden_step


def no_traversal(path: str) -> str:
    """It leads down, step by step."""
    if {".", ".."} & set(path.split("/")):
        raise ValueError
    return path


def visible(path: str) -> str:
    """Nothing in it is hidden from whoever reads it."""
    if not path.isprintable():
        raise ValueError
    return path


AbsolutePath = Annotated[
    str,
    Field(pattern=r"^(/[^/:\x00]+)+$", max_length=4096),
    AfterValidator(no_traversal),
    AfterValidator(visible),
    expecting("an absolute path in the container without `..`", "/app/config"),
]


def _names_fit(path: str) -> str:
    """Each may be a key of a ConfigMap or Secret."""
    if any(len(step) > KEY_LIMIT for step in path.split("/")):
        raise ValueError
    return path


FilePath = Annotated[
    str,
    Field(pattern=r"^(/[-._a-zA-Z0-9]+){2,}$", max_length=4096),
    AfterValidator(no_hidden_step),
    AfterValidator(_names_fit),
    expecting(
        "the absolute path of a file in a folder, of letters, digits, dashes, underscores and dots", "/app/x.json"
    ),
]

UrlPath = Annotated[
    str, Field(pattern=r"^/[^\s?#]*$", max_length=2048), expecting("a URL path that starts with /", "/healthz")
]
