"""Energy accounts: weather correction, comparison values, plausibility; pure functions."""
