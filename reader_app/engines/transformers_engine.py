"""The reference engine: transformers' own MarianMTModel and beam search, for those who have torch."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader_app.core.errors import EngineUnavailable
from reader_app.core.quiet import quiet
from reader_app.core.translation import Decoding, LoadProgress, ModelIdentity
from reader_app.engines.alignment_heads import HEAD, LAYER
from reader_app.engines.checkpoint import Checkpoint
from reader_app.engines.damage import damaged
from reader_app.engines.marian import MarianEngine, Output
from reader_app.engines.options import EngineOptions
from reader_app.engines.threads import spin_briefly, threads_for

if TYPE_CHECKING:
    import numpy as np
    import torch

BATCH = 8
"""Sentences decoded together: beams times pieces times vocabulary must fit in memory."""


def load(
    checkpoint: Checkpoint, identity: ModelIdentity, options: EngineOptions, progress: LoadProgress
) -> "TransformersEngine":
    """Load the checkpoint from its folder; never asks the network. Computes in 32-bit floats whatever
    `options.compute_type` says.

    Raises EngineUnavailable where torch or transformers is not installed, ModelDamaged where the
    checkpoint cannot be loaded.
    """
    progress("Loading PyTorch")
    spin_briefly()
    try:
        import torch
        import transformers
        from transformers import MarianMTModel
    except ImportError as error:
        raise EngineUnavailable(
            f"The engine transformers needs the package {error.name or 'torch'}, which is not installed.",
            "Install it with: pip install 'reader-app[torch]', or choose the engine ctranslate2.",
        ) from error
    progress("Reading the weights")
    torch.set_num_threads(options.threads or threads_for(checkpoint.weights.stat().st_size))
    with quiet(transformers):
        try:
            loaded: Any = MarianMTModel.from_pretrained(
                checkpoint.folder,
                local_files_only=True,
                dtype=torch.float32,
                attn_implementation="eager",  # the other ways to compute attention do not give it out
                output_loading_info=True,
            )
        except Exception as error:  # transformers documents none; a broken file has many ways to fail
            raise damaged(
                checkpoint.weights, f"cannot be loaded ({type(error).__name__}: {error})"
            ) from error
    model, report = loaded
    if report["missing_keys"]:
        raise damaged(checkpoint.weights, f"lacks the tensor {min(report['missing_keys'])}")
    return TransformersEngine(checkpoint, identity, model.eval())


class TransformersEngine(MarianEngine):
    """A Marian checkpoint run by PyTorch on the processor."""

    def __init__(self, checkpoint: Checkpoint, identity: ModelIdentity, model: Any) -> None:
        """`model` is a MarianMTModel in evaluation mode; its own stubs do not admit a call of `generate`."""
        super().__init__(checkpoint, identity)
        self._model = model
        # What a search does not say would be taken from the model's own settings, such as a forced end.
        model.generation_config = type(model.generation_config)()

    def _search(self, sources: Sequence[list[int]], decoding: Decoding, count: int = 1) -> list[list[Output]]:
        # Neighbours of like length need little padding.
        order = sorted(range(len(sources)), key=lambda index: len(sources[index]))
        found: dict[int, list[Output]] = {}
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            outputs = self._search_batch([sources[index] for index in batch], decoding, count)
            found.update(zip(batch, outputs, strict=True))
        return [found[index] for index in range(len(sources))]

    def _search_batch(
        self, sources: Sequence[list[int]], decoding: Decoding, count: int
    ) -> list[list[Output]]:
        import torch
        import transformers
        from transformers.modeling_outputs import BaseModelOutput

        pad, eos = self.tokenizer.pad, self.tokenizer.eos
        search = self.checkpoint.search
        # One token more than the limit: transformers counts the token that decoding starts from.
        settings = transformers.GenerationConfig(
            max_length=decoding.max_length + 1,
            num_beams=decoding.beam_size,
            num_return_sequences=count,
            do_sample=False,
            length_penalty=search.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat,
            early_stopping=search.stops_early,
            bad_words_ids=[[pad]],
            renormalize_logits=True,
            pad_token_id=pad,
            eos_token_id=eos,
            decoder_start_token_id=pad,
        )
        with torch.inference_mode(), quiet(transformers):
            ids, mask = _padded(sources, pad)
            states = self._model.get_encoder()(input_ids=ids, attention_mask=mask).last_hidden_state
            # The search overwrites the object it is given with one row a beam.
            sequences = self._model.generate(
                encoder_outputs=BaseModelOutput(states), attention_mask=mask, generation_config=settings
            )
            found = [_until(sequence[1:].tolist(), eos) for sequence in sequences]
            rows = BaseModelOutput(states.repeat_interleave(count, dim=0))
            scores = self._scores(rows, mask.repeat_interleave(count, dim=0), found)
        pieces = [self.tokenizer.pieces(i for i in ids if i != eos) for ids in found]
        outputs = [Output(*pair) for pair in zip(pieces, scores, strict=True)]
        return [outputs[first : first + count] for first in range(0, len(outputs), count)]

    def _scores(self, states: Any, mask: "torch.Tensor", outputs: Sequence[list[int]]) -> list[float]:
        """The mean log-probability a piece of each output; one that was not cut ends with end-of-sentence."""
        import torch

        pad = self.tokenizer.pad
        target, kept = _padded(outputs, pad)
        start = torch.full((len(outputs), 1), pad)
        given = torch.cat([start, target[:, :-1]], dim=1)
        logits = self._model(encoder_outputs=states, attention_mask=mask, decoder_input_ids=given).logits
        logits[:, :, pad] = -torch.inf
        chosen = logits.log_softmax(dim=2).gather(2, target.unsqueeze(2)).squeeze(2)
        sums = chosen.masked_fill(kept == 0, 0.0).sum(dim=1)
        return (sums / kept.sum(dim=1)).tolist()

    def _examine(self, source: list[int], target: list[int]) -> "tuple[Sequence[float], np.ndarray]":
        import torch

        pad = self.tokenizer.pad
        with torch.inference_mode():
            output = self._model(
                input_ids=torch.tensor([source]),
                decoder_input_ids=torch.tensor([[pad, *target[:-1]]]),
                output_attentions=True,
            )
            logits = output.logits[0]
            logits[:, pad] = -torch.inf
            chosen = logits.log_softmax(dim=1).gather(1, torch.tensor(target).unsqueeze(1))
        return chosen.squeeze(1).tolist(), output.cross_attentions[LAYER][0, HEAD].numpy()


def _padded(rows: Sequence[list[int]], pad: int) -> "tuple[torch.Tensor, torch.Tensor]":
    """(rows, longest): the ids filled up with `pad`, and 1 where an id is, 0 where it was filled up."""
    import torch

    longest = max(len(row) for row in rows)
    ids = torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return ids, mask


def _until(ids: list[int], eos: int) -> list[int]:
    """The ids up to the first end-of-sentence, that one included; all of them where there is none."""
    return ids[: ids.index(eos) + 1] if eos in ids else ids
