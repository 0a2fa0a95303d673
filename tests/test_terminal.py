import io

import pytest

from reader_app.terminal import Shape, arabic_lines, has_own_bidi, inline, shapes, visual, wrap


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_auto_never_shapes_for_a_pipe() -> None:
    assert not shapes(Shape.AUTO, io.StringIO(), {"TERM": "xterm"})


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "5202"}, False),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, True),
        ({"TERM": "tmux-256color", "VTE_VERSION": "7200"}, False),
    ],
)
def test_auto_shapes_only_where_the_terminal_does_not(environment: dict[str, str], expected: bool) -> None:
    assert has_own_bidi(environment) is expected
    assert shapes(Shape.AUTO, Terminal(), environment) is not expected


def test_always_and_never_are_obeyed() -> None:
    assert shapes(Shape.ALWAYS, io.StringIO())
    assert not shapes(Shape.NEVER, Terminal(), {"TERM": "xterm"})


def test_visual_joins_letters_and_puts_the_first_word_last() -> None:
    # باب: initial beh FE91, final alef FE8E, isolated beh FE8F; then reversed for a left-to-right terminal.
    assert visual("باب") == "\ufe8f\ufe8e\ufe91"
    assert visual("باب 12").startswith("12 ")


def test_arabic_lines_stay_logical_and_whole_when_not_shaped() -> None:
    text = "كلمة " * 60
    assert arabic_lines(text, 40, shaped=False) == [text.strip()]


def test_arabic_lines_wrap_before_they_are_reordered() -> None:
    text = "الأولى " + "وسط " * 20 + "الأخيرة"
    lines = arabic_lines(text, 40, shaped=True)
    assert len(lines) > 1
    assert all(len(line) == 40 for line in lines)
    assert lines[0].endswith(visual("الأولى"))
    assert lines[-1].strip().startswith(visual("الأخيرة"))


def test_wrap_keeps_every_word_and_counts_no_width_for_vowel_marks() -> None:
    words = ["قَالَ"] * 10
    lines = wrap(" ".join(words), 15)
    assert " ".join(lines).split() == words
    assert [len(line.split()) for line in lines] == [4, 4, 2]


def test_inline_leaves_latin_alone() -> None:
    assert inline("Moscow", shaped=True) == "Moscow"
