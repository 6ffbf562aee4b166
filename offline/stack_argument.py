"""The stack that a command is about, as somebody typed it."""

import argparse

from offline import program


def stack_argument(name: str) -> str:
    """For argparse: the name of a stack with a file; another ends the command with the names that there are."""
    if (program.ROOT / f"Pulumi.{name}.yaml").is_file():
        return name
    known = ", ".join(sorted(file.name for file in program.ROOT.glob("Pulumi.*.yaml") if file.is_file()))
    raise argparse.ArgumentTypeError(f"there is no Pulumi.{name}.yaml; there are {known}")
