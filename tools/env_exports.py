"""`env`: shell commands that set up a shell for `pulumi` and `kubectl` by hand."""

import os
import shlex
from collections.abc import Mapping

from tools.programs import KUBECTL
from tools.target import Target


def exports(target: Target, user: Mapping[str, str] = os.environ) -> str:
    """One `export NAME=VALUE` for each variable that differs from the user's environment, for use with `eval`."""
    cluster = target.cluster()
    engine = target.engine(cluster, target.choose_chart())
    settings = engine.settings(target.stack)
    if "PATH" not in settings and KUBECTL.file(target.layout).is_file():
        # The official engine stays first on PATH; the folder only adds missing programs.
        settings["PATH"] = os.pathsep.join([user.get("PATH", os.defpath), str(target.layout.bin)])
    changed = {name: value for name, value in settings.items() if user.get(name) != value}
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in sorted(changed.items()))
