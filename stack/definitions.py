"""The definitions of custom resources in the repository, as the stack names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from components.repository import Repository, Unusable
from slipway.checks.problems import Problem, path_of
from slipway.schema.definitions import KIND, Definition, Definitions, definitions_of
from slipway.settings.stack import StackSettings

_ENDINGS = (".yaml", ".yml", ".json")
_LARGEST = 8 * 1024 * 1024
"""Bytes of a file of definitions. Those of one operator have at most some megabytes."""
_BOUNDARY = re.compile(r"^---.*$", re.MULTILINE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class ReadDefinitions:
    """The definitions of the kinds that the objects of a stack have, and the problems with their files."""

    known: Definitions
    problems: list[Problem]
    sources: list[str]
    """The paths of the files below the project's folder."""

    @staticmethod
    def read(stack: StackSettings) -> "ReadDefinitions":
        """Read each file once. Of a file, only the documents that can hold a wanted kind are parsed."""
        kinds = {each.kind for namespace in stack.namespaces.values() for each in namespace.objects.values()}
        repository = Repository.here()
        known: dict[tuple[str, str], Definition] = {}
        sources: list[str] = []
        problems: list[Problem] = []
        for index, path in enumerate(stack.definitions):
            where = path_of("definitions", index)
            try:
                files = repository.files(path, _ENDINGS)
                texts = {file: repository.text(file, largest=_LARGEST) for file in files}
                known |= dict(_definitions(texts, kinds))
            except Unusable as error:
                problems.append(Problem(where, str(error)))
                continue
            sources += files
            if not any(KIND in text for text in texts.values()):
                problems.append(Problem(where, f"{path} has no {KIND}; expected a file with some, or a folder of such"))
        return ReadDefinitions(known, problems, sorted(set(sources)))


def _definitions(texts: dict[str, str], kinds: set[str]) -> Iterator[tuple[tuple[str, str], Definition]]:
    wanted = re.compile(rf"""\bkind["']?\s*:\s*["']?({"|".join(map(re.escape, sorted(kinds)))})\b""")
    for file, text in texts.items():
        for document in _BOUNDARY.split(text):
            if kinds and KIND in document and wanted.search(document):
                yield from definitions_of(_parsed(file, document))


def _parsed(file: str, document: str) -> Any:
    try:
        return yaml.load(document, Loader=_LOADER)  # noqa: S506  # a safe loader, the fast one where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unusable(f"{file} cannot be read: {' '.join(str(error).split())}") from None
