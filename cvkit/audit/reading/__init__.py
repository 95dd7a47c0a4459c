"""One module a form: each turns a published file into passages."""
