"""The running order, the documents of the evening and the reveal."""
