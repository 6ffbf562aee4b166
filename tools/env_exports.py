"""`env`: the shell commands after which `pulumi` and `kubectl` by hand do what `make` does."""

import os
import shlex
from collections.abc import Mapping

from tools.programs import KUBECTL
from tools.target import Target


def exports(target: Target, user: Mapping[str, str] = os.environ) -> str:
    """`export NAME=VALUE` for everything that differs from the user's environment, ready for `eval`."""
    cluster = target.cluster()
    engine = target.engine(cluster, target.choose_chart())
    settings = engine.settings(target.stack)
    if "PATH" not in settings and KUBECTL.file(target.layout).is_file():
        # The official engine stays first; only programs that are missing are added.
        settings["PATH"] = os.pathsep.join([user.get("PATH", os.defpath), str(target.layout.bin)])
    changed = {name: value for name, value in settings.items() if user.get(name) != value}
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in sorted(changed.items()))
