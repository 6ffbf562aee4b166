"""What the stack remembers of itself, and compares before anything else is touched."""

from pulumi import ResourceHookArgs, ResourceOptions, Stash

from components.update_hooks import Refused, before_update
from slipway.checks.immutable_settings import immutable_settings, refused_changes
from slipway.settings.stack import StackSettings
from stack.configuration import refusal


def remember(settings: StackSettings) -> Stash:
    """Register it. Whoever depends on it, and be it through others, is not touched when a change is refused."""
    hooks = before_update("what never changes", refuse_changes)
    return Stash("unchanging", input=immutable_settings(settings), opts=ResourceOptions(hooks=hooks))


def refuse_changes(stash: ResourceHookArgs) -> None:
    """Raises Refused with every change that stands against the update."""
    before, after = ((inputs or {}).get("input") or {} for inputs in (stash.old_inputs, stash.new_inputs))
    problems = refused_changes(before, after)
    if problems:
        raise Refused(str(refusal(problems)))
