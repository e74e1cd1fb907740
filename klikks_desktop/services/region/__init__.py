"""What a regional manager does."""
