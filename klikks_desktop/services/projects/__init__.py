"""Projects (Projekte) with their parts, from the idea to the funding proof."""
