"""`make render`: a stack as a folder of YAML files, one for each Kubernetes object."""

import argparse
import shutil
import sys
from pathlib import Path

import pulumi

from offline.engine_yaml import Unreadable
from offline.manifests import Manifest, manifests
from offline.program import ROOT, record_stack
from settings.words.yaml_text import write_yaml

MARK = ".slipway-render"
"""Lies in a folder that was rendered, which may therefore be emptied and rendered again."""


def render(stack: str, out: Path) -> list[Manifest]:
    """Write every object of the stack into `out`; what an earlier rendering left there goes.

    Raises `pulumi.RunError` for a configuration that the program refuses, and FileExistsError for a folder that holds
    something else.
    """
    rendered = manifests(record_stack(stack))
    refuse_other_folder(out)
    if out.exists():
        shutil.rmtree(out)
    for manifest in rendered:
        file = out / manifest.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(write_yaml(manifest.content))
    (out / MARK).touch()
    return rendered


def refuse_other_folder(out: Path) -> None:
    """Raises FileExistsError when there are files that no rendering wrote."""
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise FileExistsError(f"{out} holds files that no rendering wrote; expected an empty or a new folder")


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when rendered, 1 when the stack is refused, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m offline.render", description=__doc__)
    parser.add_argument("stack", help="the stack whose Pulumi.<stack>.yaml is rendered, for example prod")
    parser.add_argument("out", type=Path, help="the folder to write into: new, empty, or rendered before")
    options = parser.parse_args(arguments)
    try:
        rendered = render(options.stack, options.out)
    except FileNotFoundError:
        known = ", ".join(sorted(file.name for file in ROOT.glob("Pulumi.*.yaml")))
        parser.error(f"there is no Pulumi.{options.stack}.yaml; there are {known}")
    except (pulumi.RunError, FileExistsError, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(rendered)} objects of {options.stack} in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
