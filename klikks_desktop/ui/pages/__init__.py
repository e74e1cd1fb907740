"""Pages, blind to each other."""
