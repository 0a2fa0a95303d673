"""Checkpoints to measure with: the shape of opus-mt-ar-en, random weights, output of a forced length."""

import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

PIECES, WIDTH, INNER, HEADS, LAYERS, POSITIONS = 62_834, 512, 2_048, 8, 6, 512
EOS, UNK, PAD = 0, 1, PIECES - 1
NEVER = -30.0
"""The bias of pieces that must not be put out: Arabic ones, as in the real model, and end-of-sentence."""


def build(folder: Path) -> None:
    """Write a checkpoint of opus-mt-ar-en's shape. Its outputs are nonsense that never ends by itself."""
    folder.mkdir(parents=True, exist_ok=True)
    half = (PIECES - 3) // 2
    arabic = [f"▁{_spelled(i, 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي')}" for i in range(half)]
    english = [f"▁{_spelled(i, 'abcdefghijklmnopqrstuvwxyz')}" for i in range(PIECES - 3 - half)]
    vocabulary = ["</s>", "<unk>", *english, *arabic, "<pad>"]
    (folder / "vocab.json").write_text(
        json.dumps({p: i for i, p in enumerate(vocabulary)}, ensure_ascii=False)
    )
    (folder / "source.spm").write_bytes(_pieces(arabic))
    (folder / "target.spm").write_bytes(_pieces(english))
    config = {
        "model_type": "marian", "architectures": ["MarianMTModel"], "vocab_size": PIECES,
        "decoder_vocab_size": PIECES, "d_model": WIDTH, "encoder_layers": LAYERS, "decoder_layers": LAYERS,
        "encoder_attention_heads": HEADS, "decoder_attention_heads": HEADS, "encoder_ffn_dim": INNER,
        "decoder_ffn_dim": INNER, "activation_function": "swish", "max_position_embeddings": POSITIONS,
        "scale_embedding": True, "share_encoder_decoder_embeddings": True, "tie_word_embeddings": True,
        "eos_token_id": EOS, "pad_token_id": PAD, "decoder_start_token_id": PAD, "normalize_before": False,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "generation_config.json").write_text(
        json.dumps({"num_beams": 4, "max_length": POSITIONS, "eos_token_id": EOS, "pad_token_id": PAD,
                    "decoder_start_token_id": PAD, "bad_words_ids": [[PAD]]})
    )  # fmt: skip
    bias = np.zeros((1, PIECES), np.float32)
    bias[0, [EOS, UNK, PAD]] = NEVER
    bias[0, 2 + len(english) : PAD] = NEVER
    save_file({**_weights(), "final_logits_bias": bias}, folder / "model.safetensors", {"format": "pt"})


def _weights() -> dict[str, np.ndarray]:
    random = np.random.default_rng(20191218)

    def normal(*shape: int) -> np.ndarray:
        return random.normal(0, 0.05, shape).astype(np.float32)

    embeddings = normal(PIECES, WIDTH)
    embeddings[PAD] = 0
    tensors = {"model.shared.weight": embeddings}
    for side in ("encoder", "decoder"):
        for layer in range(LAYERS):
            name = f"model.{side}.layers.{layer}"
            attentions = ["self_attn", "encoder_attn"] if side == "decoder" else ["self_attn"]
            for attention in attentions:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    tensors[f"{name}.{attention}.{part}.weight"] = normal(WIDTH, WIDTH)
                    tensors[f"{name}.{attention}.{part}.bias"] = normal(WIDTH)
            for part, shape in (("fc1", (INNER, WIDTH)), ("fc2", (WIDTH, INNER))):
                tensors[f"{name}.{part}.weight"] = normal(*shape)
                tensors[f"{name}.{part}.bias"] = normal(shape[0])
            for norm in [*(f"{attention}_layer_norm" for attention in attentions), "final_layer_norm"]:
                tensors[f"{name}.{norm}.weight"] = np.ones(WIDTH, np.float32)
                tensors[f"{name}.{norm}.bias"] = np.zeros(WIDTH, np.float32)
    return tensors


def _spelled(number: int, letters: str) -> str:
    word = ""
    while not word or number:
        number, digit = divmod(number, len(letters))
        word += letters[digit]
    return word


def _pieces(pieces: list[str]) -> bytes:
    """A SentencePiece model that knows these pieces."""
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()
    model.trainer_spec.model_type = 1  # unigram
    model.normalizer_spec.add_dummy_prefix = True
    for piece, kind in (("<unk>", 2), ("<s>", 3), ("</s>", 3)):
        model.pieces.add(piece=piece, score=0.0, type=kind)
    for rank, piece in enumerate(pieces):
        model.pieces.add(piece=piece, score=-1.0 - rank / len(pieces))
    return model.SerializeToString()


def sentence(words: int, seed: int) -> str:
    """Arabic-looking words, one piece each."""
    random = np.random.default_rng(seed)
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    return " ".join(_spelled(int(i), letters) for i in random.integers(30, 30_000, words))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
