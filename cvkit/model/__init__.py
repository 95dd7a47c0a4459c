"""What is true: frozen records of a person and everything that they did. No YAML, no clock, no format."""
