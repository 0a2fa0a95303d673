import threading

from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from reader_app.gui.lanes import Handle, Lane, Priority


def test_work_runs_in_the_lane_and_its_result_arrives_in_the_gui_thread(qtbot: QtBot, lane: Lane) -> None:
    threads: list[threading.Thread] = []
    with qtbot.waitSignal(lane.idle):
        lane.submit(
            lambda _: threads.append(threading.current_thread()),
            done=lambda _: threads.append(threading.current_thread()),
        )
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_click_goes_before_what_waits(qtbot: QtBot, lane: Lane) -> None:
    gate = threading.Event()
    order: list[str] = []
    with qtbot.waitSignal(lane.idle):
        lane.submit(lambda _: gate.wait(10))
        for name, priority in (
            ("background", Priority.BACKGROUND),
            ("normal", Priority.NORMAL),
            ("click", Priority.CLICK),
            ("second click", Priority.CLICK),
        ):
            lane.submit(lambda _, n=name: order.append(n), priority=priority)
        gate.set()
    assert order == ["click", "second click", "normal", "background"]


def test_cancelled_job_that_waits_never_runs(qtbot: QtBot, lane: Lane) -> None:
    gate, ran = threading.Event(), []
    with qtbot.waitSignal(lane.idle):
        lane.submit(lambda _: gate.wait(10))
        lane.submit(lambda _: ran.append("work"), done=lambda _: ran.append("done")).cancel()
        gate.set()
    assert ran == []


def test_cancelled_job_that_runs_delivers_nothing(qtbot: QtBot, lane: Lane) -> None:
    started, gate, delivered = threading.Event(), threading.Event(), []

    def work(handle: Handle) -> bool:
        handle.report("step")
        started.set()
        gate.wait(10)
        return handle.cancelled()

    with qtbot.waitSignal(lane.idle):
        handle = lane.submit(work, done=delivered.append, progress=delivered.append)
        assert started.wait(10)
        handle.cancel()
        gate.set()
    assert delivered == []


def test_progress_arrives_in_order_before_the_result(qtbot: QtBot, lane: Lane) -> None:
    heard: list[object] = []

    def work(handle: Handle) -> str:
        handle.report(1)
        handle.report(2)
        return "end"

    with qtbot.waitSignal(lane.idle):
        lane.submit(work, done=heard.append, progress=heard.append)
    assert heard == [1, 2, "end"]


def test_failure_reaches_its_callback_and_the_lane_goes_on(qtbot: QtBot, lane: Lane) -> None:
    heard: list[object] = []
    with qtbot.waitSignal(lane.idle):
        lane.submit(lambda _: 1 // 0, failed=heard.append)
        lane.submit(lambda _: "next", done=heard.append)
    assert isinstance(heard[0], ZeroDivisionError)
    assert heard[1] == "next"


def test_failure_nobody_expected_surfaces_as_the_bug_it_is(qtbot: QtBot, lane: Lane) -> None:
    with capture_exceptions() as exceptions:
        lane.submit(lambda _: 1 // 0)
        qtbot.waitUntil(lambda: bool(exceptions))
    assert exceptions[0][0] is ZeroDivisionError


def test_busy_until_the_result_was_delivered(qtbot: QtBot, lane: Lane) -> None:
    finished = threading.Event()
    with qtbot.waitSignal(lane.idle):
        lane.submit(lambda _: finished.set())
        assert finished.wait(10)
        assert lane.busy
    assert not lane.busy


def test_close_drops_what_waits_and_ends_the_thread(qtbot: QtBot) -> None:
    lane = Lane("closing")
    started, gate, ran = threading.Event(), threading.Event(), []
    lane.submit(lambda _: (started.set(), gate.wait(10)))
    lane.submit(lambda _: ran.append("late"))
    assert started.wait(10)
    assert not lane.close(timeout_s=0.01)
    gate.set()
    assert lane.close()
    assert ran == []
