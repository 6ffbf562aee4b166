"""The policy pack: the engine runs this for `--policy-pack policies`."""

import sys
from pathlib import Path

# The engine puts this folder on the path. Imports are relative to the project, and must find no module of this folder.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from policies.crossguard import Pack  # noqa: E402

if len(sys.argv) == 1 or sys.argv[1] in ("-h", "--help"):
    sys.exit("The engine starts the policy pack: pulumi up --policy-pack policies")
Pack().serve()
