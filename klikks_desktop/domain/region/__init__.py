"""Rules of the regional management: who is expected to report, and who has."""
