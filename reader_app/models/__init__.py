"""The models on this computer: listing, downloading, checking and removing them.

Downloads go through the hub's own client into the hub's own cache, so that other programs share them.
Importing this package imports neither that client nor an engine.
"""
