"""cvkit: one validated profile, and every document drawn from it."""

__version__ = "0.1.0"
