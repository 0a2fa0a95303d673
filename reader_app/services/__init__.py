"""Use cases: opening, translating, annotating. No Qt, no SQL, no file formats."""
