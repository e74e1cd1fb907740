"""The sync file out and in, enrolment, and what came of each file."""
