"""The command line: same services as the window."""
