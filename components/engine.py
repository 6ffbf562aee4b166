"""Whether there is an engine, which asks clusters and runs hooks, or only mocks, which record."""

from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor


def there_is_an_engine() -> bool:
    """False in unit tests and while rendering."""
    return not isinstance(get_monitor(), MockMonitor)
