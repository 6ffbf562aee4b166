"""The exception whose message is for the user."""


class Failure(Exception):  # noqa: N818  # a noun, like the exceptions of pytest
    """An expected failure. Its message says what is wrong and what to do; it is printed without a traceback."""
