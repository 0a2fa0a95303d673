"""Which of a decoder's attentions to its source say what stands for what."""

LAYER, HEAD = -1, 0
"""The first head of the last decoder layer.

Marian, with `--guided-alignment`, trains this one after word alignments and no other
(`--transformer-guided-alignment-layer last`; marian-nmt.github.io/docs/cmd/marian), and so were the opus-mt
checkpoints trained (github.com/Helsinki-NLP/OPUS-MT-train). CTranslate2 reads the same one unless told
otherwise. `tools/choose_alignment_heads.py` measures each head of a checkpoint.
"""
