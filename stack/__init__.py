"""Where it meets: one stack's configuration, composed of components."""

from stack.compose import compose
from stack.configuration import Configuration, load
from stack.preflight import guard

__all__ = ["Configuration", "compose", "guard", "load"]
