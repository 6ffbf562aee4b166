"""The configuration in the text of a stack file."""

from pathlib import Path
from typing import Any

from slipway.settings.engine_yaml import Unreadable, read_yaml


def config_of(file: Path, project: str) -> dict[str, Any]:
    """The values by `<project>:<key>`; scalars have their text. Raises Unreadable with the line."""
    content = _content(file)
    if content is not None and not isinstance(content, dict):
        raise Unreadable("expected a mapping with the key config")
    config = (content or {}).get("config")
    if config is not None and not isinstance(config, dict):
        raise Unreadable("config: expected a mapping of keys and values")
    return _with_project(config or {}, project)


def _content(file: Path) -> Any:
    try:
        return read_yaml(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Unreadable(f"expected a text file in UTF-8; byte {error.start} is not valid UTF-8") from None


def _with_project(config: dict[str, Any], project: str) -> dict[str, Any]:
    """A key without a colon belongs to the project: https://www.pulumi.com/docs/iac/concepts/config/"""
    found: dict[str, Any] = {}
    for key, value in config.items():
        full = key if ":" in key else f"{project}:{key}"
        if full in found:
            raise Unreadable(f"config: {full} and {full.partition(':')[2]} are the same key; expected each key once")
        found[full] = value
    return found
