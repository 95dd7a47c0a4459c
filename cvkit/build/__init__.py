"""Documents to files: what each document is made of, and how it is put in place whole."""
