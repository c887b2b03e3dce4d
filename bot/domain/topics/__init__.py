"""Topics: what a group may talk about, when, and why this one."""
