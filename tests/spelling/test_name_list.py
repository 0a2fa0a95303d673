"""The list of names on disk and in memory."""

from pathlib import Path

import pytest

from reader_app.core.errors import ModelDamaged
from reader_app.spelling.name_list import NameList, read_name_list, write_name_list

ROWS = [("أحمد", "ahmed", 5), ("أحمد", "ahmad", 2), ("احمد", "ahmet", 1), ("سارة", "sara", 3)]


def test_list_comes_back_from_its_file(tmp_path: Path) -> None:
    write_name_list(tmp_path / "names", ROWS)
    found = read_name_list(tmp_path / "names")
    assert found.spellings("أحمد") == {"ahmed": 5, "ahmad": 2}
    assert len(found) == 3


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    write_name_list(tmp_path / "one", ROWS)
    write_name_list(tmp_path / "two", iter(ROWS))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_word_that_is_not_there_is_looked_up_without_its_hamzas() -> None:
    names = NameList(ROWS)
    assert names.spellings("إحمد") == {"ahmed": 5, "ahmad": 2, "ahmet": 1}
    assert names.spellings("ساره") == {"sara": 3}
    assert names.spellings("علي") == {}


@pytest.mark.parametrize("damage", ["missing", "cut", "not gzip", "no number"])
def test_damaged_list_is_refused_with_its_name(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "names.tsv.gz"
    write_name_list(file, ROWS)
    if damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-20])
    elif damage == "not gzip":
        file.write_bytes("أحمد\tahmed\t5\n".encode())
    else:
        write_name_list(file, [("أحمد", "ahmed", "many")])  # type: ignore[list-item]
    with pytest.raises(ModelDamaged, match=r"names\.tsv\.gz"):
        read_name_list(file)
