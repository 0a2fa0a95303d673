import pytest

from reader_app.engines.threads import available_cores, spin_briefly, threads_for


def test_small_model_runs_on_one_thread_and_a_large_one_on_every_core() -> None:
    assert threads_for(5_000_000) == 1
    assert threads_for(300_000_000) == available_cores()


def test_threads_that_wait_sleep_soon_unless_the_user_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.delenv("OMP_WAIT_POLICY", raising=False)
    monkeypatch.delenv("GOMP_SPINCOUNT", raising=False)
    spin_briefly()
    assert 0 < int(os.environ["GOMP_SPINCOUNT"]) < 1_000_000
    monkeypatch.setenv("GOMP_SPINCOUNT", "7")
    spin_briefly()
    assert os.environ["GOMP_SPINCOUNT"] == "7"
    monkeypatch.delenv("GOMP_SPINCOUNT")
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    spin_briefly()
    assert "GOMP_SPINCOUNT" not in os.environ
