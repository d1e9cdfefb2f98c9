# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each way into the storage, tried by two tenants in turn (security.md T10)."""

import os
import re
import stat
from datetime import datetime
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import TemporaryUploadedFile

from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from efa.wall.errors import Nobody
from efa.wall.present import walled
from efa.wall.storage import TenantStorage

NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}")
OWN, FOREIGN = b"of Musterstadt", b"of Beispielhausen, and longer"


def content(text):
    return ContentFile(text, name="../Pass Ümit.pdf.exe")


def whole(file):
    with file:
        return file.read()


# What each method that is given the name of a file does with one that is there.
READING = {
    "open": lambda storage, name: whole(storage.open(name)),
    "size": lambda storage, name: storage.size(name),
    "path": lambda storage, name: Path(storage.path(name)).read_bytes(),
    "get_accessed_time": lambda storage, name: storage.get_accessed_time(name),
    "get_created_time": lambda storage, name: storage.get_created_time(name),
    "get_modified_time": lambda storage, name: storage.get_modified_time(name),
}
ASKING = {
    "exists": lambda storage, name: storage.exists(name),
    "is_name_available": lambda storage, name: not storage.is_name_available(name),
}
REMOVING = {"delete": lambda storage, name: storage.delete(name)}
NAMED = READING | ASKING | REMOVING
# These make a name and are told one only to forget it.
NAMING = {
    "get_valid_name": lambda storage, name: storage.get_valid_name(name),
    "get_alternative_name": lambda storage, name: storage.get_alternative_name(name, ".exe"),
    "get_available_name": lambda storage, name: storage.get_available_name(name),
    "generate_filename": lambda storage, name: storage.generate_filename(name),
}
# Each has a test of its own below.
ALONE = {"save", "listdir", "url", "base_location", "location"}
# Settings of Django's class that ours does not read, and what migrations ask for.
UNUSED = {"base_url", "file_permissions_mode", "directory_permissions_mode", "OS_OPEN_FLAGS", "deconstruct"}


@pytest.fixture
def place(settings, tmp_path):
    settings.VAR = tmp_path / "var"
    return tmp_path / "var" / "files"


@pytest.fixture
def storage(place, db):
    return TenantStorage()


@pytest.fixture
def musterstadt(db):
    return Kommune.objects.get(ags="99001")


@pytest.fixture
def beispielhausen(db):
    return Kommune.objects.get(ags="99002")


@pytest.fixture
def neighbours(musterstadt, beispielhausen):
    return musterstadt, beispielhausen


@pytest.fixture
def stored(storage, musterstadt):
    with tenant(musterstadt):
        return storage.save("pass.pdf", content(OWN))


def test_every_public_name_of_a_storage_is_placed():
    public = {name for name in dir(TenantStorage) if not name.startswith("_")}
    assert public == set(NAMED) | set(NAMING) | ALONE | UNUSED
    assert {name for name in vars(Storage) if not name.startswith("_")} <= public - UNUSED


def test_djangos_default_storage_is_this_one():
    assert type(storages["default"]) is TenantStorage


def test_each_tenant_has_its_own_folder_and_sees_its_own_content(storage, place, musterstadt, beispielhausen):
    names = {}
    for kommune, text in ((musterstadt, OWN), (beispielhausen, FOREIGN)):
        with tenant(kommune):
            names[kommune] = storage.save("pass.pdf", content(text))
            assert Path(storage.path(names[kommune])) == place / kommune.schema_name / names[kommune]
            assert str(place / kommune.schema_name) == storage.location == str(storage.base_location)
    for kommune, text in ((musterstadt, OWN), (beispielhausen, FOREIGN), (musterstadt, OWN)):
        with tenant(kommune):
            assert READING["open"](storage, names[kommune]) == text
            assert READING["size"](storage, names[kommune]) == len(text)
            assert all(isinstance(READING[f"get_{what}_time"](storage, names[kommune]), datetime)
                       for what in ("accessed", "created", "modified"))  # fmt: skip
            assert all(ask(storage, names[kommune]) for ask in ASKING.values())


@pytest.mark.parametrize("method", READING)
def test_the_neighbours_file_is_not_there_to_read(storage, stored, beispielhausen, method):
    with tenant(beispielhausen), pytest.raises(FileNotFoundError):
        READING[method](storage, stored)


@pytest.mark.parametrize("method", ASKING)
def test_the_neighbours_file_is_not_there_to_ask_for(storage, stored, beispielhausen, method):
    with tenant(beispielhausen):
        assert ASKING[method](storage, stored) is False


def test_the_neighbours_file_is_not_there_to_delete(storage, stored, musterstadt, beispielhausen):
    with tenant(beispielhausen):
        storage.delete(stored)
    with tenant(musterstadt):
        assert READING["open"](storage, stored) == OWN
        storage.delete(stored)
        assert not storage.exists(stored)


def test_a_list_holds_the_own_folders_and_files_only(storage, stored, musterstadt, beispielhausen):
    first, second, last = stored.split("/")
    with tenant(musterstadt):
        assert storage.listdir("") == ([first], [])
        assert storage.listdir(first) == ([second], [])
        assert storage.listdir(f"{first}/{second}") == ([], [last])
    with tenant(beispielhausen):
        for folder in ("", first, f"{first}/{second}"):
            with pytest.raises(FileNotFoundError):
                storage.listdir(folder)


def hostile(place, stored, neighbour):
    """Names that lead to the neighbour's file, or anywhere else but into the own folder."""
    theirs = f"{neighbour.schema_name}/{stored}"
    return [
        f"../{theirs}", f"ab/cd/../../../{theirs}", f"..\\{theirs}", str(place / theirs), f"/{stored}", f"./{stored}",
        f"{stored}/", f"{stored}/.", f"{stored}\n", f"{stored}\x00", f"{stored}.pdf", stored.upper() + "A", "..", "../..",
        "/etc/passwd", "ab/cd", f"ab//{stored}", theirs, stored.replace("/", "\u2215"), "~/x", "%2e%2e/x",
    ]  # fmt: skip


@pytest.mark.parametrize("method", NAMED)
def test_names_that_were_not_made_here_are_refused(storage, place, stored, neighbours, method):
    musterstadt, beispielhausen = neighbours
    with tenant(beispielhausen):
        for name in hostile(place, stored, musterstadt):
            with pytest.raises(SuspiciousFileOperation):
                NAMED[method](storage, name)


def test_folders_that_were_not_made_here_are_not_listed(storage, place, stored, musterstadt, beispielhausen):
    folders = [
        ".",
        "..",
        "/",
        f"../{musterstadt.schema_name}",
        str(place / musterstadt.schema_name),
        "ab/..",
        "ab/cd/",
        "ab/\n",
    ]
    with tenant(beispielhausen):
        for folder in folders:
            with pytest.raises(SuspiciousFileOperation):
                storage.listdir(folder)


@pytest.mark.parametrize("depth", range(4))
def test_a_link_to_the_neighbour_leads_nowhere(storage, place, stored, neighbours, depth):
    """The folder of the tenant is a link, or a folder in it, or the file."""
    musterstadt, beispielhausen = neighbours
    parts = stored.split("/")
    link = place.joinpath(beispielhausen.schema_name, *parts[:depth])
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(place.joinpath(musterstadt.schema_name, *parts[:depth]))
    with tenant(beispielhausen):
        for deed in NAMED.values():
            with pytest.raises(SuspiciousFileOperation):
                deed(storage, stored)
        for folder in ("/".join(parts[:below]) for below in range(depth, 3)):
            with pytest.raises(SuspiciousFileOperation):
                storage.listdir(folder)
    with tenant(musterstadt):
        assert READING["open"](storage, stored) == OWN


def test_a_link_that_leads_to_nothing_is_refused(storage, place, stored, musterstadt):
    with tenant(musterstadt):
        path = Path(storage.path(stored))
        path.unlink()
        path.symlink_to(place / "nothing")
        for deed in NAMED.values():
            with pytest.raises(SuspiciousFileOperation):
                deed(storage, stored)


def test_nothing_is_saved_through_a_link(storage, place, stored, musterstadt, beispielhausen):
    (place / beispielhausen.schema_name).symlink_to(place / musterstadt.schema_name)
    with tenant(beispielhausen), pytest.raises(SuspiciousFileOperation):
        storage.save("x", content(FOREIGN))


def test_the_folder_of_all_files_may_be_a_link_of_the_operators(storage, place, musterstadt, tmp_path):
    (tmp_path / "volume").mkdir()
    place.parent.mkdir()
    place.symlink_to(tmp_path / "volume")
    with tenant(musterstadt):
        assert READING["open"](storage, storage.save("x", content(OWN))) == OWN


@pytest.mark.parametrize("method", NAMING)
@pytest.mark.parametrize("given", ["Pass.pdf", "../../etc/passwd", "a" * 5000, "\u202egpj.exe", "x.tar.gz", ""])
def test_a_file_gets_a_name_that_keeps_nothing_of_what_it_was_called(storage, musterstadt, method, given):
    with tenant(musterstadt):
        made = {NAMING[method](storage, given) for _ in range(20)}
    assert len(made) == 20
    assert all(NAME.fullmatch(name) for name in made)


@pytest.mark.parametrize("given", ["Pass Ümit.pdf", "a.php", None, "ab/cd/" + "0" * 32])
def test_save_chooses_the_name(storage, musterstadt, given):
    with tenant(musterstadt):
        name = storage.save(given, ContentFile(OWN, name="Geburtsurkunde.pdf"))
        assert NAME.fullmatch(name)
        assert name != given
        assert READING["open"](storage, name) == OWN


def test_save_refuses_a_column_that_is_too_short(storage, musterstadt):
    with tenant(musterstadt):
        assert storage.save("x", content(OWN), max_length=38)
        with pytest.raises(SuspiciousFileOperation):
            storage.save("x", content(OWN), max_length=37)


def test_an_upload_that_waited_in_a_file_is_copied_into_the_folder(storage, musterstadt):
    with TemporaryUploadedFile("x.pdf", "application/pdf", 3, None) as upload, tenant(musterstadt):
        upload.write(b"abc")
        name = storage.save(upload.name, upload)
        assert READING["open"](storage, name) == b"abc"


def test_only_the_platform_may_read_what_is_stored(storage, place, musterstadt):
    before = os.umask(0)
    try:
        with tenant(musterstadt):
            path = Path(storage.path(storage.save("x", content(OWN))))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    folders = [folder for folder in path.parents if folder == place or place in folder.parents]
    assert len(folders) == 4
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_a_file_is_written_once(storage, stored, musterstadt):
    with tenant(musterstadt):
        for mode in ("wb", "ab", "r+b", "xb", "w", "r"):
            with pytest.raises(SuspiciousFileOperation):
                storage.open(stored, mode)
        with pytest.raises(FileExistsError):
            storage._save(stored, content(FOREIGN))
        assert READING["open"](storage, stored) == OWN


def test_an_upload_that_breaks_off_leaves_no_file(storage, place, musterstadt):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"begun"
            raise ConnectionResetError

    with tenant(musterstadt), pytest.raises(ConnectionResetError):
        storage.save("x", Broken(b""))
    assert [path for path in place.rglob("*") if path.is_file()] == []


def test_a_file_once_closed_is_not_opened_again_past_the_storage(storage, stored, musterstadt, beispielhausen):
    with tenant(musterstadt):
        file = storage.open(stored)
        file.close()
    with tenant(beispielhausen), pytest.raises(ValueError, match="cannot be reopened"):
        file.open()


def test_no_file_has_an_address(storage, stored, musterstadt):
    with tenant(musterstadt), pytest.raises(NotImplementedError):
        storage.url(stored)


def test_no_other_folder_and_no_overwriting_can_be_asked_for():
    for option in ({"location": "/etc"}, {"allow_overwrite": True}, {"file_permissions_mode": 0o777}):
        with pytest.raises(TypeError):
            TenantStorage(**option)


@pytest.mark.parametrize("become", ["forget_tenant", "set_schema_to_public"])
def test_nobody_has_no_files(storage, stored, become):
    getattr(walled(), become)()
    deeds = [
        *(lambda deed=deed: deed(storage, stored) for deed in NAMED.values()),
        lambda: storage.save("x", content(OWN)), lambda: storage.listdir(""), lambda: storage.location,
        lambda: storage.base_location,
    ]  # fmt: skip
    for deed in deeds:
        with pytest.raises(Nobody):
            deed()
