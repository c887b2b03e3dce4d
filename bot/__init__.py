"""The engine: everything that Circlekeeper can do, below what people touch in Discord."""

__version__ = "0.1.0"
