"""People, the posts they hold, sign-in and invitations."""
