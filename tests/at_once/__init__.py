"""The same button pressed twice at the same moment: everything is there once, and nobody sees an error."""
