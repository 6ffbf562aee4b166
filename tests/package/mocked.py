"""`python mocked.py FOLDER` runs the Pulumi program in a folder as the language host does, and prints as JSON what it
registered, what it exported, and where its modules called `settings` and `components` are. It asks no engine.
"""

import json
import runpy
import sys
from typing import Any

import pulumi
from pulumi import Output, runtime

FOLDER = sys.argv[1]
sys.path[0] = FOLDER
registered: list[tuple[str, str]] = []
exported: dict[str, Any] = {}


class Recorder(runtime.Mocks):
    """Mocks that accept every resource."""

    def new_resource(self, args: runtime.MockResourceArgs) -> tuple[str, dict[str, Any]]:
        """Called for each resource."""
        registered.append((args.typ, args.name))
        return args.name, args.inputs

    def call(self, args: runtime.MockCallArgs) -> tuple[dict[str, Any], None]:  # noqa: ARG002  # the SDK's signature
        """Called for each function of a provider."""
        return {}, None


def export(name: str, value: Output[Any]) -> None:
    """A replacement for `pulumi.export`, which needs an engine."""
    Output.from_input(value).apply(lambda known: exported.update({name: known}))


if __name__ == "__main__":
    pulumi.export = export
    runtime.set_mocks(Recorder())
    # It ends when everything is registered.
    runtime.test(runpy.run_path)(FOLDER, run_name="__main__")  # type: ignore[no-untyped-call]  # the SDK does not say
    own = {name: getattr(sys.modules.get(name), "__file__", None) for name in ("settings", "components")}
    print(json.dumps({"registered": sorted(registered), "exported": exported, "own": own}))
