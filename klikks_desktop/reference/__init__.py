"""What is shipped and read only: municipality directory, DIN 91379 letters, texts."""
