"""What a container is, and what runs beside it."""
