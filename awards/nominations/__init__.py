"""Writing, submitting and checking nominations."""
