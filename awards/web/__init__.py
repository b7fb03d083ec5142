"""The application that joins the stages: factory, guard, home, commands."""
