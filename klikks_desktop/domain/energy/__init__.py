"""Energy accounts of buildings: what meters counted, weather, comparison values, plausibility, reports."""
