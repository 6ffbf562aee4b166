"""The one exception that a user is meant to read."""


class Failure(Exception):  # noqa: N818  # read as a noun wherever it is raised
    """What was expected, what came, and the way out, in words; printed without a traceback, exit code 1."""
