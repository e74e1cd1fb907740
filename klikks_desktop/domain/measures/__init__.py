"""Measures (Maßnahmen): what each takes, what it saves and how that was reckoned; pure functions."""
