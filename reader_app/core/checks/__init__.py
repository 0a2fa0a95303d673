"""What can be wrong with a translation, checked without a model.

`running` has the registry. It is imported where checks are run, not here: what it compiles would cost every
start of the program.
"""

from reader_app.core.checks.flags import Flag, FlagKind, Severity

__all__ = ["Flag", "FlagKind", "Severity"]
