"""The kinds of apps, and what each can say."""
