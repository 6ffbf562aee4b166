"""What is kept, and where it is mounted."""
