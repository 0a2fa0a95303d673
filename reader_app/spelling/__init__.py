"""Likely English spellings of names that no source lists: from a list of names and a small Marian model."""
