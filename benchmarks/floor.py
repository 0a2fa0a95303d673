"""The least time that a sentence of so many tokens can take on this machine, with this model's shape.

A decoded token needs every weight of the decoder and of the output layer, in 8 bits: they come from memory,
or from the last cache where they fit, at the rate at which a megabyte of that size is read again and again.
It needs as many multiply-adds for each beam, and the encoder some for each token, at the rate of large 8-bit
products. Both rates are measured here, with all cores; the larger of the two times counts. What attention,
normalisation and the search take is left out: nothing can be faster than this, and nothing will be as fast.
"""

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import shapes

BEAMS = 4
MEBIBYTE = 1024 * 1024


def measure(lengths: tuple[int, ...]) -> dict[str, float]:
    """Rates (GB/s, GMAC/s), bytes and multiply-adds of a token, and the least seconds by length."""
    from reader_app.engines.threads import available_cores

    threads = available_cores()
    attention, feed_forward = shapes.WIDTH**2, 2 * shapes.WIDTH * shapes.INNER
    # Of cross attention, keys and values are the encoder's.
    weights = shapes.LAYERS * (6 * attention + feed_forward) + shapes.PIECES // 2 * shapes.WIDTH
    encoder = shapes.LAYERS * (6 * attention + feed_forward)
    bandwidth = _bandwidth(weights, threads)
    rate = _integer_rate(threads)
    found = {
        "threads": threads,
        "read_GB_per_s": bandwidth / 1e9,
        "int8_GMAC_per_s": rate / 1e9,
        "float32_GMAC_per_s": _float_rate() / 1e9,
        "bytes_per_token": weights,
        "multiply_adds_per_token": weights * BEAMS,
    }
    for length in lengths:
        step = max(weights / bandwidth, weights * BEAMS / rate)
        found[f"{length} tokens"] = length * step + length * encoder / rate
    return found


def _bandwidth(size: int, threads: int) -> float:
    """Bytes a second, of that many bytes read over and over, a part by each thread."""
    parts = [np.ones(size // 8 // threads) for _ in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        return size / _least(lambda: list(pool.map(np.max, parts)), 30)


def _integer_rate(threads: int) -> float:
    import onnxruntime

    from reader_app.engines.onnx_graph import Arithmetic, Graph

    rows, width, inner = 256, shapes.WIDTH, shapes.INNER
    graph = Graph("rate", Arithmetic.INT8)
    weight = np.random.default_rng(1).normal(size=(inner, width)).astype(np.float32)
    graph.linear(graph.input("x", rows, width), weight, None, result="y")
    graph.output("y", rows, inner)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    with tempfile.TemporaryDirectory() as folder:
        graph.save(Path(folder, "rate.onnx"))
        session = onnxruntime.InferenceSession(Path(folder, "rate.onnx"), options)
    x = np.ones((rows, width), np.float32)
    return rows * width * inner / _least(lambda: session.run(["y"], {"x": x}), 100)


def _float_rate() -> float:
    a = np.ones((512, 512), np.float32)
    return 512**3 / _least(lambda: a @ a, 50)


def _least(work: Callable[[], object], times: int) -> float:
    """Seconds of the fastest of so many runs."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


if __name__ == "__main__":
    for name, value in measure((32, 80)).items():
        print(f"{name:26}{value:14,.3f}")
