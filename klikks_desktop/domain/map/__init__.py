"""The map: areas and their outlines, projection, classes, labels, and the drawing for paper and files."""
