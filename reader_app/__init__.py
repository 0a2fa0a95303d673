"""Arabic Reader: read Arabic sentence by sentence, offline, with every name explained."""

__version__ = "0.1.0"
