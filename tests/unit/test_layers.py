"""support.layers: what is built once, built anew, kept while used and deleted when outdated."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from support.layers import cache_folder, contents, forget, key, layer


class Builds:
    """Counts builds; fails in those that it is told to."""

    def __init__(self, *failing: int) -> None:
        self.failing = failing
        self.count = 0

    def __call__(self, home: Path) -> None:
        self.count += 1
        assert list(home.iterdir()) == []
        (home / "content").write_text(str(self.count))
        if self.count in self.failing:
            raise KeyboardInterrupt


def test_the_same_is_built_once(tmp_path: Path) -> None:
    build = Builds()
    for _ in range(2):
        with layer(tmp_path, "root", "a", build) as home:
            assert (home / "content").read_text() == "1"
    assert home == tmp_path / "root-a"


def test_what_was_interrupted_is_built_anew(tmp_path: Path) -> None:
    build = Builds(1)
    with pytest.raises(KeyboardInterrupt), layer(tmp_path, "root", "a", build):
        pass
    with layer(tmp_path, "root", "a", build) as home:
        assert (home / "content").read_text() == "2"


def test_another_content_replaces_the_outdated_one(tmp_path: Path) -> None:
    build = Builds()
    with layer(tmp_path, "root", "a", build), layer(tmp_path, "product", "a", build):
        pass
    with layer(tmp_path, "root", "b", build):
        assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["product-a", "root-b"]


def test_what_a_machine_uses_is_not_deleted(tmp_path: Path) -> None:
    build = Builds()
    with layer(tmp_path, "root", "a", build) as used:
        with layer(tmp_path, "root", "b", build):
            assert (used / "content").exists()
        with layer(tmp_path, "root", "a", build) as again, layer(tmp_path, "root", "a", build):
            assert again == used
        assert not (tmp_path / "root-b").exists()
    assert build.count == 2


def test_an_incomplete_leftover_is_deleted(tmp_path: Path) -> None:
    with contextlib.suppress(KeyboardInterrupt), layer(tmp_path, "root", "a", Builds(1)):
        pass
    with layer(tmp_path, "root", "b", Builds()):
        assert not (tmp_path / "root-a").exists()


def test_all_but_what_is_used_is_forgotten(tmp_path: Path) -> None:
    with layer(tmp_path, "root", "a", Builds()):
        with layer(tmp_path, "product", "a", Builds()):
            pass
        forget(tmp_path)
        assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["root-a"]
    forget(tmp_path)
    forget(tmp_path / "absent")
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_keys_tell_contents_and_their_borders_apart() -> None:
    assert key("a", b"b") == key("a", "b")
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("a", "b", "c")}) == 4


def test_contents_follow_names_and_bytes_but_not_compiled_code(tmp_path: Path) -> None:
    package = tmp_path / "package"
    (package / "inner").mkdir(parents=True)
    (package / "inner" / "module.py").write_text("one")
    before = contents([package])
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "module.pyc").write_bytes(b"compiled")
    assert contents([package]) == before == [b"package/inner/module.py", b"one"]
    (package / "inner" / "module.py").rename(package / "inner" / "other.py")
    assert contents([package]) != before


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/home/me"}, "/home/me/.cache/netmon-tray/radio"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "/caches"}, "/caches/netmon-tray/radio"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "relative"}, "/home/me/.cache/netmon-tray/radio"),
    ],
)
def test_the_cache_is_the_users(environ: dict[str, str], folder: str) -> None:
    assert cache_folder(environ, "radio") == Path(folder)
