"""The settings that the stack stores, and compares at the start of an update."""

from pulumi import ResourceHookArgs, ResourceOptions, Stash

from components.update_hooks import Refused, before_update
from slipway.checks.immutable_settings import immutable_settings, refused_changes
from slipway.settings.stack import StackSettings
from stack.configuration import refusal


def create_immutable_settings(settings: StackSettings) -> Stash:
    """Register the Stash with the settings. If a change is refused, no resource after the Stash is changed."""
    hooks = before_update("what never changes", refuse_changes)
    return Stash("unchanging", input=immutable_settings(settings), opts=ResourceOptions(hooks=hooks))


def refuse_changes(stash: ResourceHookArgs) -> None:
    """Raises Refused with every change that is not allowed."""
    before, after = ((inputs or {}).get("input") or {} for inputs in (stash.old_inputs, stash.new_inputs))
    problems = refused_changes(before, after)
    if problems:
        raise Refused(str(refusal(problems)))
