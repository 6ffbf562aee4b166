"""Where secrets come from, and what must not be one."""
