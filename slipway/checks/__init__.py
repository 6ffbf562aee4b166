"""Checks of a stack, and the messages of their problems."""
