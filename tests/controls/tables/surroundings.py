# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""T10, T14 and T15: caches and files, what a tenant enters, what a tenant uses up."""

from typing import Final

from tests.controls.control import control

_CACHE: Final = "platform/efa/wall/cache.py"
_STORAGE: Final = "platform/efa/wall/storage.py"
_SHARE: Final = "platform/efa/tenancy/share.py"
_SETTINGS: Final = "platform/efa/config/settings/base.py"
_OF_CACHE: Final = "tests/efa/wall/test_cache.py"
_OF_STORAGE: Final = "tests/efa/wall/test_storage.py"
_HOSTILE: Final = "tests/efa/tenancy/test_hostile_configuration.py"
_OF_SHARE: Final = "tests/efa/tenancy/test_share.py"

CONTROLS: Final = (
    control(
        "T10", "cache_key", "the tenant is no part of the keys of the cache",
        (_CACHE, 'return f"{schema}:{quote(', 'return f"{quote('),
        falls=(f"{_OF_CACHE}::test_what_one_tenant_stored_no_other_reads_changes_or_removes",),
    ),
    control(
        "T10", "cache_alias", "a cache has keys of its own making",
        (_SETTINGS, '        "KEY_FUNCTION": "efa.wall.cache.key",\n', ""),
        falls=(f"{_OF_CACHE}::test_the_keys_of_every_alias_begin_with_the_tenant",),
    ),
    control(
        "T10", "cache_nobody", "nobody has a place in the cache",
        (_CACHE, "    if not schema:\n        raise Nobody\n", ""),
        falls=(f"{_OF_CACHE}::test_nobody_reads_and_stores_nothing",),
    ),
    control(
        "T10", "cache_parts", "a colon in a prefix makes two places in the cache the same",
        (_CACHE, "{quote(key_prefix, safe='')}", "{key_prefix}"),
        falls=(f"{_OF_CACHE}::test_two_places_never_share_a_key",),
    ),
    control(
        "T10", "folder", "the files of all tenants lie in one folder",
        (_STORAGE, 'return Path(settings.VAR) / "files" / schema', 'return Path(settings.VAR) / "files"'),
        falls=(f"{_OF_STORAGE}::test_the_neighbours_file_is_not_there_to_read",),
    ),
    control(
        "T10", "file_names", "a path may be asked for that leads to the neighbour's folder",
        (_STORAGE, "if not _NAME.fullmatch(name):", "if False:"),
        falls=(f"{_OF_STORAGE}::test_names_that_were_not_made_here_are_refused",),
    ),
    control(
        "T10", "folder_names", "a folder may be listed that is the neighbour's",
        (_STORAGE, "if not _FOLDER.fullmatch(path):", "if False:"),
        falls=(f"{_OF_STORAGE}::test_folders_that_were_not_made_here_are_not_listed",),
    ),
    control(
        "T10", "links", "a symbolic link leads out of the tenant's folder",
        (_STORAGE, "if Path(os.path.realpath(place)) != files.resolve() / place.relative_to(files):", "if False:"),
        falls=(f"{_OF_STORAGE}::test_a_link_to_the_neighbour_leads_nowhere",),
    ),
    control(
        "T10", "process_cache", "a function of the platform remembers what it was asked, for all tenants",
        ("theming/selectors.py", "def provider(", "@lru_cache\ndef provider("),
        falls=("tests/test_house.py::test_what_must_not_be_written_is_not",),
    ),
    control(
        "T14", "escaped", "a text of the tenant gets into the page as HTML",
        ("tenants/instance/templates/instance/start.html", "{{ frame.claim }}", "{{ frame.claim|safe }}"),
        falls=(f"{_HOSTILE}::test_hostile_text_is_refused_or_stays_text",),
    ),
    control(
        "T14", "hidden", "characters nobody can see are taken",
        ("platform/efa/vocabulary/text.py", "return any(unicodedata.category(c) in _HIDDEN for c in given)", "return False"),
        falls=(f"{_HOSTILE}::test_text_that_nobody_can_see_is_refused_in_every_field",),
    ),
    control(
        "T14", "schemes", "an address of the tenant may run a script",
        ("theming/models.py", '_HTTPS = [URLValidator(schemes=["https"])]', "_HTTPS: list[URLValidator] = []"),
        falls=(f"{_HOSTILE}::test_hostile_text_is_refused_or_stays_text",),
    ),
    control(
        "T14", "colours", "a look takes other things than colours",
        ("theming/services.py", "css = rules.stylesheet(rules.checked(tokens))", "css = rules.stylesheet(tokens)  # type: ignore[arg-type]  # planted"),
        falls=(f"{_HOSTILE}::test_a_look_is_colours_and_nothing_else",),
    ),
    control(
        "T15", "share", "one tenant may hold all threads of a process",
        (_SHARE, "            if self._held[schema] >= self.limit:\n                return False\n", ""),
        falls=(
            f"{_OF_SHARE}::test_what_is_beyond_the_share_is_refused_and_told_without_a_name",
            f"{_OF_SHARE}::test_a_flood_of_one_tenant_leaves_threads_for_the_others",
        ),
    ),
    control(
        "T15", "own_share", "all tenants share one share",
        (_SHARE, "self._take(site.schema_name)", 'self._take("")'),
        (_SHARE, "partial(self._release, site.schema_name)", 'partial(self._release, "")'),
        falls=(f"{_OF_SHARE}::test_the_share_of_one_is_not_the_share_of_another",),
    ),
    control(
        "T15", "given_back", "a page that fails keeps its place for ever",
        (_SHARE, "        finally:\n            if not is_open:\n                release()\n", "        finally:\n            pass\n"),
        falls=(f"{_OF_SHARE}::test_a_page_that_fails_gives_its_place_back",),
    ),
    control(
        "T15", "order", "the share is not asked",
        (_SETTINGS, '    "efa.tenancy.share.Share",\n', ""),
        falls=(f"{_OF_SHARE}::test_every_request_of_a_tenant_passes_its_share",),
    ),
    control(
        "T15", "statement_time", "a statement of a tenant may take as long as it wants",
        ("platform/efa/config/postgres/database.py", '    "statement_timeout": "10s",\n', '    "statement_timeout": "0",\n'),
        falls=("tests/campaign/test_limits.py::test_the_database_ends_what_takes_too_long",),
    ),
)  # fmt: skip
