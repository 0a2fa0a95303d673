"""Our engine beside what one would otherwise use, on a checkpoint of opus-mt-ar-en's shape.

    python benchmarks/engines.py [--rounds 5] [--output build/bench.json]

The checkpoint has random weights, and its outputs a forced length. Each engine has a process of its own; the
parent asks them in turn, so that they share what the machine is doing at the time, and the others wait
meanwhile. Prints a table, and writes the figures and their ratios as JSON. A second is a second of the clock,
the least of the rounds; memory is what the process grew by, at its peak, from before its libraries were
imported. "ours, all pieces" is our engine without what it leaves out and checks afterwards.

Beside it stands the floor (see `floor.py`): the least time that this machine's memory and arithmetic allow.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import floor
import shapes

LENGTHS = (32, 80)
MANY = 64
ROUNDS_OF_MANY = 2
ENGINES = (
    "transformers",
    "transformers int8",
    "ctranslate2 int8 1",
    "ctranslate2 int8 2",
    "ours, all pieces",
    "ours",
)


def _memory() -> float:
    """The peak of this process's memory, in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell")


def worker(engine: str, folder: Path, cache: Path) -> None:
    """Load the engine, then translate what the parent asks for, a line a request: count and length."""
    before, begun = _memory(), time.perf_counter()
    search = _load(engine, folder, cache)
    search(1, 4)
    print(json.dumps({"load": time.perf_counter() - begun, "memory": _memory() - before}), flush=True)
    for line in sys.stdin:
        count, length = map(int, line.split())
        begun = time.perf_counter()
        search(count, length)
        print(json.dumps({"seconds": time.perf_counter() - begun, "memory": _memory() - before}), flush=True)


def _load(engine: str, folder: Path, cache: Path):
    from reader_app.core.translation import Decoding, ModelIdentity
    from reader_app.engines import ENGINES as LOADERS
    from reader_app.engines.checkpoint import open_checkpoint
    from reader_app.engines.options import EngineOptions

    name, *rest = engine.replace("ours,", "onnxruntime").replace("ours", "onnxruntime").split()
    if name == "ctranslate2":
        options = EngineOptions(cache, "int8", int(rest[1]))
    else:
        options = EngineOptions(cache, "float32" if name == "transformers" else "", 0)
    loaded = LOADERS[name](open_checkpoint(folder), ModelIdentity("bench", "bench"), options, lambda _: None)
    if rest == ["int8"]:
        import torch

        loaded._model = torch.ao.quantization.quantize_dynamic(loaded._model, {torch.nn.Linear}, torch.qint8)

    if rest == ["all", "pieces"]:
        from reader_app.engines.onnx_decoder import Decoder, WholeVocabulary
        from reader_app.engines.onnx_engine import _Searched

        def searched(network, sources: list[list[int]], decoding: Decoding, count: int):
            steps = WholeVocabulary(Decoder(network, network.encode(sources)), network)
            found = loaded._new_search(len(sources), decoding).run(steps, count)
            return _Searched([[loaded._output(ended) for ended in each] for each in found], 0)

        loaded._search_batch = searched

    def search(count: int, length: int) -> None:
        # Below `translate`, which would search again for outputs that repeat themselves, as these do.
        sources = [loaded.tokenizer.encode(shapes.sentence(length - 1, seed)) for seed in range(count)]
        outputs = loaded._search(sources, Decoding(4, length))
        assert all(len(output[0].pieces) == length for output in outputs)

    return search


class Worker:
    """An engine in a process of its own."""

    def __init__(self, engine: str, folder: Path, cache: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--worker", engine, str(folder), str(cache)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.loaded = self._answer()

    def ask(self, count: int, length: int) -> dict[str, float]:
        assert self._process.stdin
        self._process.stdin.write(f"{count} {length}\n")
        self._process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("an engine gave up; run it alone to see why")
        return json.loads(line)


def measure(folder: Path, cache: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Seconds and MiB for each engine."""
    Worker("ours", folder, cache).close()  # derives its form and measures the processor, once
    Worker("ctranslate2 int8 1", folder, cache).close()
    workers = {engine: Worker(engine, folder, cache) for engine in ENGINES}
    figures = {engine: dict(worker.loaded) for engine, worker in workers.items()}
    for length in LENGTHS:
        for _ in range(rounds):
            for engine, worker in workers.items():
                found = worker.ask(1, length)
                key = f"{length} tokens"
                figures[engine][key] = min(found["seconds"], figures[engine].get(key, found["seconds"]))
                figures[engine]["memory"] = found["memory"]
    for _ in range(ROUNDS_OF_MANY):
        for engine, worker in workers.items():
            found = worker.ask(MANY, LENGTHS[0])
            key = f"{MANY} sentences"
            figures[engine][key] = min(found["seconds"], figures[engine].get(key, found["seconds"]))
            figures[engine]["peak memory"] = found["memory"]
    for worker in workers.values():
        worker.close()
    return figures


def ratios(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """How many times faster, or smaller, ours is."""
    theirs, ours = figures["transformers"], figures["ours"]
    click, many = f"{LENGTHS[0]} tokens", f"{MANY} sentences"
    best = min(figures[engine][click] for engine in ENGINES if engine.startswith("ctranslate2"))
    return {
        "click_vs_transformers": theirs[click] / ours[click],
        "click_vs_ctranslate2_int8": best / ours[click],
        "throughput_vs_transformers": theirs[many] / ours[many],
        "memory_vs_transformers": theirs["memory"] / ours["memory"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=Path("build/bench.json"))
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker(options.worker[0], Path(options.worker[1]), Path(options.worker[2]))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch, "model"), Path(scratch, "cache")
        shapes.build(folder)
        figures = measure(folder, cache, options.rounds)
        least = floor.measure(LENGTHS)
        tuning = json.loads(next(cache.glob("derived/*/tuning.json")).read_text(encoding="utf-8"))
    found = {"figures": figures, "ratios": ratios(figures), "floor": least, "tuning": tuning}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    columns = list(figures["ours"])
    print(f"{'seconds, MiB':22}" + "".join(f"{column:>14}" for column in columns))
    for engine, row in figures.items():
        print(f"{engine:22}" + "".join(f"{row[column]:14.3f}" for column in columns))
    for name, value in found["ratios"].items():
        print(f"{name:30}{value:6.2f}")
    for length in LENGTHS:
        key = f"{length} tokens"
        print(f"floor of {key:21}{least[key]:6.3f}   reached: {least[key] / figures['ours'][key]:.0%}")
    print(f"floor from: {least}")
    print(f"tuning: {tuning}")


if __name__ == "__main__":
    main()
