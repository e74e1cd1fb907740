"""Workspace, log and resources are found on every machine and in every kind of installation."""

from pathlib import Path

import pytest

from klikks_desktop import paths
from klikks_desktop.domain.errors import UserError


def test_workspace_is_the_local_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KLIKKS_WORKSPACE", raising=False)
    folder = paths.workspace_dir()
    assert folder.is_absolute()
    assert folder.parts[-2:] == ("KlikKS", "Daten")
    assert not folder.exists(), "asking for the folder must not create it"


def test_workspace_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KLIKKS_WORKSPACE", str(tmp_path / "Übung Grünau"))
    assert paths.workspace_dir() == tmp_path / "Übung Grünau"


def test_a_relative_workspace_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KLIKKS_WORKSPACE", "daten")
    assert paths.workspace_dir() == tmp_path / "daten"


def test_an_empty_variable_is_no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLIKKS_WORKSPACE", "  ")
    assert paths.workspace_dir().parts[-2:] == ("KlikKS", "Daten")


def test_a_database_server_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.database_url() == ""
    monkeypatch.setenv("KLIKKS_DATABASE_URL", " postgresql+psycopg://anna@localhost/klikks ")
    assert paths.database_url() == "postgresql+psycopg://anna@localhost/klikks"


@pytest.mark.parametrize("beside", [paths.log_dir(), paths.preferences_file()], ids=["log", "preferences"])
def test_log_and_preferences_lie_outside_the_workspace(beside: Path) -> None:
    assert beside.is_absolute()
    assert not beside.is_relative_to(paths.workspace_dir())


def test_resources_of_this_checkout() -> None:
    assert paths.resources_dir() == Path(__file__).parent.parent / "resources"


def test_resources_inside_the_package_come_first(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "klikks_desktop"
    (package / "resources").mkdir(parents=True)
    (tmp_path / "site-packages" / "resources").mkdir()
    assert paths.resources_dir(package) == package / "resources"


def test_resources_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "checkout" / "klikks_desktop"
    package.mkdir(parents=True)
    (tmp_path / "checkout" / "resources").mkdir()
    assert paths.resources_dir(package) == tmp_path / "checkout" / "resources"


def test_an_incomplete_installation_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        paths.resources_dir(tmp_path / "klikks_desktop")
    assert caught.value.code == "K-690"
    assert str(tmp_path) in caught.value.text.happened
