"""How far translations are from what they should be, by sacrebleu, as others measure it."""

from collections.abc import Sequence


def chrf_and_ter(translations: Sequence[str], references: Sequence[str]) -> tuple[float, float]:
    """chrF2 and TER of a whole text, each in percent; sacrebleu's defaults."""
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    sides = (list(translations), [list(references)])
    return CHRF().corpus_score(*sides).score, TER().corpus_score(*sides).score
