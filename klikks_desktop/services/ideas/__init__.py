"""The idea pool (Ideenpool): good examples as the region words them, and what towns make of them."""
