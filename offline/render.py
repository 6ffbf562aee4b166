"""`make render`: a stack as a folder of YAML files, one for each Kubernetes object."""

import argparse
import sys
from pathlib import Path

import pulumi

from offline.manifests import Manifest, manifests
from offline.out_folder import Unwritable, out_folder
from offline.program import record_stack
from offline.stack_argument import stack_argument
from slipway.settings.engine_yaml import Unreadable
from slipway.settings.yaml_text import write_yaml


def render(stack: str, out: Path) -> list[Manifest]:
    """Write every object of the stack into `out`. The files of an earlier rendering are deleted.

    Raises `pulumi.RunError` for a configuration that the program refuses, and Unwritable for a folder with other files.
    """
    rendered = manifests(record_stack(stack))
    with out_folder(out, emptied=True):
        for manifest in rendered:
            file = out / manifest.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(write_yaml(manifest.content))
    return rendered


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 on success, 1 if the stack is refused, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m offline.render", description=__doc__)
    parser.add_argument(
        "stack", type=stack_argument, help="the stack whose Pulumi.<stack>.yaml is rendered, for example prod"
    )
    parser.add_argument("out", type=Path, help="the output folder: new, empty, or written by an earlier run")
    options = parser.parse_args(arguments)
    try:
        rendered = render(options.stack, options.out)
    except (pulumi.RunError, Unreadable, Unwritable) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(rendered)} objects of {options.stack} in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
