import json
from pathlib import Path

import pytest

from reader_app.core.errors import StoreError
from reader_app.services.settings import Settings
from reader_app.store.settings_file import SettingsFile


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "config" / "settings.json")
    wanted = Settings(model="/a/folder", theme="dark", zoom=-3, panel=False, recent=("/one", "/two"))
    file.save(wanted)
    assert file.load() == wanted


def test_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "settings.json").load() == Settings()


def test_damaged_file_gives_the_defaults_and_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "da')
    assert SettingsFile(path).load() == Settings()
    assert (tmp_path / "settings.json.damaged").read_text() == '{"theme": "da'


def test_values_of_a_wrong_type_and_unknown_names_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": 3, "zoom": True, "panel": False, "recent": ["/a", 4], "new": 1}))
    assert SettingsFile(path).load() == Settings(panel=False, recent=("/a",))


@pytest.mark.parametrize("raw", ["[]", "3", "null"])
def test_file_that_is_not_an_object_gives_the_defaults(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(raw)
    assert SettingsFile(path).load() == Settings()


def test_save_says_what_to_do_when_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    with pytest.raises(StoreError, match="write to its folder"):
        SettingsFile(tmp_path / "config" / "settings.json").save(Settings())


def test_save_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(zoom=1))
    file.save(Settings(zoom=2))
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]
