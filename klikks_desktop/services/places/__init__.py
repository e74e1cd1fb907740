"""Own places (Kommunen), set up and described; practice and demonstration."""
