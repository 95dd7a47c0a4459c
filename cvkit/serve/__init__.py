"""Live preview of the documents while the profile is edited."""
