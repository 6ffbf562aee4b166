"""The stack: its configuration, and all its components."""

from stack.compose import compose
from stack.configuration import Configuration, load
from stack.preflight import guard

__all__ = ["Configuration", "compose", "guard", "load"]
