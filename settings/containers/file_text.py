"""What a file holds, as text."""

import json

from pydantic import JsonValue

from settings.words.yaml_text import write_yaml

_YAML = (".yaml", ".yml")


def file_text(path: str, content: JsonValue) -> str:
    """Text as it stands; data as YAML where the file is called so, and as JSON everywhere else."""
    if isinstance(content, str):
        return content
    if path.lower().endswith(_YAML):
        return write_yaml(content)
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
