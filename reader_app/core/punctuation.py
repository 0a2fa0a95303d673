"""The marks that end sentences, that come in pairs and that break lines."""

TERMINATORS = ".!?…؟۔！？。"
"""Marks that may end a sentence, alone or in a run."""

CONTINUATIONS = "،,؛;:/%٪"
"""Marks before which no sentence ends."""

OPENERS = '([{«‹“„‟﴿"＂'
"""Opening brackets and quotation marks; a straight one opens and closes."""

CLOSERS = ')]}»›”’﴾"＂'
"""Closing brackets and quotation marks."""

DASHES = "-–—"

LINE_BREAK = r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
"""The end of a line in any convention, as a regular expression."""
