"""The SQLite store: translations, the reader's own memory, reading positions."""
