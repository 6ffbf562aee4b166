"""The argument `stack` of a command."""

import argparse

from offline import program


def stack_argument(name: str) -> str:
    """A type for argparse: the name of a stack with a file. For another name, the error lists the existing files."""
    if (program.ROOT / f"Pulumi.{name}.yaml").is_file():
        return name
    known = ", ".join(sorted(file.name for file in program.ROOT.glob("Pulumi.*.yaml") if file.is_file()))
    raise argparse.ArgumentTypeError(f"there is no Pulumi.{name}.yaml; there are {known}")
