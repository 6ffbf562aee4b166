"""The settings of a stack file that the program accepts."""

from pathlib import Path

from offline.program import ROOT, record_stack
from offline.stack_file import PROJECT
from slipway.settings.load import settings_of
from slipway.settings.stack import StackSettings
from slipway.settings.stack_text import config_of


def recorded_settings(stack: str, file: Path | None = None) -> StackSettings:
    """The settings of a stack. `file` replaces its `Pulumi.<stack>.yaml`. Raises `pulumi.RunError` if the program
    refuses the configuration, and Unreadable if the file is no valid stack file.
    """
    record_stack(stack, file)
    written = config_of(file or ROOT / f"Pulumi.{stack}.yaml", PROJECT)
    return settings_of(
        {key.removeprefix(f"{PROJECT}:"): value for key, value in written.items() if key.startswith(f"{PROJECT}:")}
    )
