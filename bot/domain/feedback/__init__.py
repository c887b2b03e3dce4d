"""Feedback: what members tell the moderators, and what comes of it."""
