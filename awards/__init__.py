"""TEA Awards: from the invitation to nominate, through fair judging, to "good night"."""

__version__ = "0.2.0"
