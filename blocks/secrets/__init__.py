"""Secrets, and what fetches them from elsewhere."""
