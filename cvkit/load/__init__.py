"""Text files to a Profile, or to every problem at its place: YAML with marks, BibTeX, and the model's checks."""
