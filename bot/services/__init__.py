"""What can be done: one public method is one use case."""
