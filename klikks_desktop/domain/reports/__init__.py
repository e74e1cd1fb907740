"""Reports and letters, ready to print: every word is resolved, nothing is left to look up."""
