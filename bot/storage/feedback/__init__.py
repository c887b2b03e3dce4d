"""Feedback in the main file. Of what was given in private, nothing says by whom."""
