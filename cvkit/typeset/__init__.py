"""Text to PDF: TeX engines and WeasyPrint, in a pinned environment."""
