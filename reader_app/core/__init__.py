"""The domain: plain data, the rules of Arabic text, and the protocols adapters fulfil.

Standard library only. Nothing here knows of Qt, SQL, files or models.
"""
