"""Questions to the cluster of a stack, by kubectl: Pulumi asks only about objects that the stack has made."""

import shutil
import subprocess
from collections.abc import Sequence

SECONDS = 60


def there_is_kubectl() -> bool:
    """True if kubectl is on PATH."""
    return shutil.which("kubectl") is not None


def ask(arguments: Sequence[str], context: str | None) -> subprocess.CompletedProcess[str]:
    """Run kubectl on a kube context; None is the current one."""
    command = ["kubectl", *arguments, *(["--context", context] if context else [])]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
