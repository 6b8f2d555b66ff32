"""The verbs of the command line: each calls, prints, and returns its exit code. Heavy modules load inside them."""
