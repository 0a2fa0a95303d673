"""Whether a translation runs in circles, which the decoders of small models do on lists and odd input.

A text is read as a sequence of tokens: words without their vowel marks and their case, and runs of one
punctuation mark. A translation loops where one of these holds:

- one to three tokens stand four times in a row, or four and more tokens three times, with the punctuation
  or without it;
- within a word or a run of punctuation, up to four characters stand more than eight times in a row; digits
  count for nothing here, since a million has its noughts;
- it has 24 tokens or more, and of these so few are distinct that the share is less than a third of the
  share in the source. This finds circles that change a word at every turn. A poem's refrain, being in
  the source too, passes.

The first two hold only for more than twice as many turns as anything takes in the source, words or, from
four times on, characters: ها ها ها may become "ha ha ha ha ha", and ههههههههه "hahahahahaha".
"""

import re

from reader_app.core.arabic import normalise

SHORT_SEQUENCE = 3
SHORT_TURNS, LONG_TURNS = 4, 3
INNER_SEQUENCE, INNER_TURNS = 4, 8
AS_OFTEN = 2
LEAST_TOKENS, LEAST_VARIETY = 24, 1 / 3

_TOKEN = re.compile(r"[^\W_]+|([^\w\s]|_)\1*")


def loops(source: str, target: str) -> bool:
    """Whether the target repeats itself as the source does not. The time grows as the square of the length:
    a millisecond for a sentence, a tenth of a second for the longest that a model puts out."""
    theirs, ours = _tokens(source), _tokens(target)
    allowed = AS_OFTEN * _most_turns(theirs)
    return (
        _stand_in_a_row(ours, allowed)
        or _stand_in_a_row(_words(ours), allowed)
        or any(_inner_turns(token) > max(INNER_TURNS, allowed) for token in ours)
        or (len(ours) >= LEAST_TOKENS and _variety(ours) < _variety(theirs) * LEAST_VARIETY)
    )


def variety(text: str) -> float:
    """The share of a text's tokens that are distinct, from 0 to 1; 1 for a text without tokens."""
    return _variety(_tokens(text))


def _tokens(text: str) -> list[str]:
    return [token[0] for token in _TOKEN.finditer(normalise(text).lower())]


def _variety(tokens: list[str]) -> float:
    return len(set(tokens)) / len(tokens) if tokens else 1.0


def _words(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token[0].isalnum()]


def _most_turns(tokens: list[str]) -> int:
    """How many times in a row anything stands, tokens or, from four times on, characters; 1 at least."""
    rows = [_turns(row, length) for row in (tokens, _words(tokens)) for length in range(1, len(row) // 2 + 1)]
    inner = [turns for turns in map(_inner_turns, tokens) if turns >= SHORT_TURNS]
    return max(rows + inner, default=1)


def _stand_in_a_row(tokens: list[str], allowed: int) -> bool:
    return any(
        _turns(tokens, length) > max(_fewest_turns(length) - 1, allowed)
        for length in range(1, len(tokens) // LONG_TURNS + 1)
    )


def _fewest_turns(length: int) -> int:
    return SHORT_TURNS if length <= SHORT_SEQUENCE else LONG_TURNS


def _inner_turns(token: str) -> int:
    """How many times in a row some one to four of the token's characters stand; 1 for a number."""
    if token.isdigit():
        return 1
    return max(_turns(token, length) for length in range(1, INNER_SEQUENCE + 1))


def _turns(sequence: list[str] | str, length: int) -> int:
    """How many times in a row a part of this length stands somewhere in the sequence, at most; 1 at least."""
    same = longest = 0
    for before, after in zip(sequence, sequence[length:], strict=False):
        same = same + 1 if before == after else 0
        longest = max(longest, same)
    return longest // length + 1
