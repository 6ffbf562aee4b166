"""Services, ways in from outside, and network policies."""
