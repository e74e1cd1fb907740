"""Reports and letters, gathered from what is stored: one function for each paper a person asks for."""
