"""Accounts, roles and limits."""
