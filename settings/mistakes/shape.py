"""Where an error's location lies in the models: the path to show, and which settings exist there."""

from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Discriminator, Tag

from settings.words.model import Model

_KEY = "[key]"


@dataclass(frozen=True)
class Place:
    """A location as a person reads it."""

    path: tuple[str, ...]
    siblings: tuple[str, ...]
    """The settings that exist beside the last step of the path."""
    description: str
    """The documentation of the setting at the path, if it is one."""


def locate(model: type[Model], location: tuple[int | str, ...]) -> Place:
    """Follow pydantic's location through the models; steps that no file spells (tags, `[key]`) are left out."""
    path: list[str] = []
    current: Any = model
    parent: Any = model
    for step in location:
        tagged = _tagged(current)
        if tagged:
            current = tagged.get(str(step))
        elif step != _KEY or _is_model(parent):
            path.append(str(step))
            parent, current = _plain(current), _descend(current, step)
    fields = parent.model_fields if _is_model(parent) else {}
    field = next((field for field in fields.values() if path and field.alias == path[-1]), None)
    return Place(
        path=tuple(path),
        siblings=tuple(field.alias or name for name, field in fields.items()),
        description=(field.description or "").split("\n")[0] if field else "",
    )


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)


def _plain(annotation: Any) -> Any:
    """The type without what is said about it, and without `None`."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return _plain(members[0]) if len(members) == 1 else annotation
    return annotation


def _tagged(annotation: Any) -> dict[str, Any]:
    """The members of a discriminated union by tag; empty for every other type."""
    if get_origin(annotation) is not Annotated or not any(isinstance(a, Discriminator) for a in get_args(annotation)):
        return {}
    members = get_args(get_args(annotation)[0])
    return {tag.tag: member for member in members for tag in get_args(member) if isinstance(tag, Tag)}


def _descend(annotation: Any, step: int | str) -> Any:
    annotation = _plain(annotation)
    if _is_model(annotation):
        return next((f.annotation for f in annotation.model_fields.values() if f.alias == step), None)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return arguments[1]
    return arguments[0] if get_origin(annotation) is tuple else None
