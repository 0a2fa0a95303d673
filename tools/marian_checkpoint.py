"""New Marian checkpoints in the layout of the Helsinki-NLP `opus-mt` ones: what all trainings share."""

import io
import json
import math
import shutil
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer
from transformers.utils import logging as transformers_logging

EOS, UNK, PAD = "</s>", "<unk>", "<pad>"
EOS_ID = 0
IGNORED = -100
"""What stands in a batch of targets where a row is over."""


def prepare(seed: int, threads: int) -> None:
    """Quiet libraries, and a training that comes out the same each time on one machine."""
    warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True)


def publish(folder: Path, output: Path) -> None:
    """Copy a finished checkpoint over the files of another, and say how large it is."""
    output.mkdir(parents=True, exist_ok=True)
    files = sorted(folder.iterdir())
    for file in files:
        shutil.copyfile(file, output / file.name)
    print(f"wrote {output}: {sum(file.stat().st_size for file in files) / 1e6:.2f} MB")


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def train_pieces(lines: Sequence[str], normalisation: str, **options: Any) -> bytes:
    """A serialised SentencePiece model that covers every character; `options` are the trainer's own."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name=normalisation,
        num_threads=1,
        minloglevel=2,
        **options,
    )
    return model.getvalue()


def vocabulary(models: Sequence[bytes]) -> dict[str, int]:
    """One vocabulary for both languages: `</s>` is 0, `<unk>` 1, `<pad>` the last, as in opus-mt."""
    tokens = [EOS, UNK]
    for model in models:
        processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        ids = range(processor.get_piece_size())
        tokens += [
            processor.id_to_piece(i) for i in ids if not (processor.is_control(i) or processor.is_unknown(i))
        ]
    return {token: index for index, token in enumerate(dict.fromkeys([*tokens, PAD]))}


def write_tokenizer(folder: Path, source: bytes, target: bytes, longest: int) -> MarianTokenizer:
    """Write the four tokenizer files for two SentencePiece models, and read them back. `longest` is the
    number of positions."""
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    write_json(folder / "vocab.json", vocabulary([source, target]))
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "ar",
        "target_lang": "en",
        "separate_vocabs": False,
        "model_max_length": longest,
        "eos_token": EOS,
        "unk_token": UNK,
        "pad_token": PAD,
    }
    write_json(folder / "tokenizer_config.json", settings)
    return MarianTokenizer.from_pretrained(folder, local_files_only=True)


def new_model(pieces: int, width: int, layers: tuple[int, int], positions: int) -> MarianMTModel:
    """An untrained model in the shape of opus-mt, smaller. `layers` are the encoder's and the decoder's."""
    pad = pieces - 1
    config = MarianConfig(
        vocab_size=pieces,
        decoder_vocab_size=pieces,
        d_model=width,
        encoder_layers=layers[0],
        decoder_layers=layers[1],
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=2 * width,
        decoder_ffn_dim=2 * width,
        activation_function="swish",
        dropout=0.1,
        max_position_embeddings=positions,
        scale_embedding=True,
        share_encoder_decoder_embeddings=True,
        tie_word_embeddings=True,
        init_std=0.05,
        eos_token_id=0,
        pad_token_id=pad,
        decoder_start_token_id=pad,
        forced_eos_token_id=0,
        architectures=["MarianMTModel"],
    )
    config._attn_implementation = "eager"  # the other ways to compute attention do not give it out
    model = MarianMTModel(config)
    model.generation_config = GenerationConfig(
        num_beams=4,
        max_length=positions,
        bad_words_ids=[[pad]],
        renormalize_logits=True,
        eos_token_id=0,
        forced_eos_token_id=0,
        pad_token_id=pad,
        decoder_start_token_id=pad,
    )
    return model


def decoder_input(target: torch.Tensor, pad: int) -> torch.Tensor:
    """What the decoder is given to produce `target`: the same one place later, beginning with padding."""
    given = target.masked_fill(target == IGNORED, pad).roll(1, dims=1)
    given[:, 0] = pad
    return given


def initial_bias(target: torch.Tensor, pieces: int) -> torch.Tensor:
    """(1, pieces): the logarithm of each target piece's frequency with add-one counts, 0 for padding.

    Marian's output layer has such a bias; starting from the frequencies spares the first epochs.
    """
    counts = Counter(target[target != IGNORED].tolist())
    total = sum(counts.values()) + pieces
    bias = torch.tensor([[math.log((counts[i] + 1) / total) for i in range(pieces)]])
    bias[0, -1] = 0.0
    return bias - bias[0, :-1].mean()


def trainable_bias(model: Any, start: torch.Tensor) -> torch.nn.Parameter:
    """Make the output layer's bias, a buffer in transformers, a parameter that begins as `start`."""
    bias = torch.nn.Parameter(start)
    del model.final_logits_bias
    model.final_logits_bias = bias
    return bias


def freeze_padding(model: Any) -> None:
    """Keep the gradients of the padding entry at zero; to be called after each backward pass.

    Decoding starts from that entry, which Marian keeps at zero; being tied to the output layer, it would
    move.
    """
    shared, bias = model.get_input_embeddings().weight, model.final_logits_bias
    if shared.grad is not None and bias.grad is not None:
        shared.grad[-1] = 0.0
        bias.grad[0, -1] = 0.0
