"""What the engine runs for `--policy-pack policies`."""

import sys
from pathlib import Path

# The engine puts this folder first, where its modules would stand in the way of others; the project is what is meant.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from policies.crossguard import Pack  # noqa: E402

if len(sys.argv) == 1 or sys.argv[1] in ("-h", "--help"):
    sys.exit("The engine starts this, and tells its own address: pulumi up --policy-pack policies")
Pack().serve()
