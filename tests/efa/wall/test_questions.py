# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question of one tenant is refused by every method that would ask it as another one (security.md T6)."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django import forms
from django.db import models
from django.utils.timezone import now

from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from efa.wall.errors import OtherTenant
from efa.wall.models import TenantQuerySet
from efa.wall.present import as_anybody
from tests.cast import canaries
from tests.ground import ROOT, environment
from theming.models import PublishedTheme

NEW = {"css": "new", "published_at": now()}


@pytest.fixture
def musterstadt(db):
    return Kommune.objects.get(ags="99001")


@pytest.fixture
def beispielhausen(db):
    return Kommune.objects.get(ags="99002")


def new():
    return PublishedTheme(digest="f" * 16, **NEW)


# What asks.
ASKS: dict[str, Callable[[Any], Any]] = {
    "__iter__": list, "__len__": len, "__bool__": bool, "__getitem__": lambda q: q[0], "__repr__": repr,
    "__getstate__": pickle.dumps,
    "aggregate": lambda q: q.aggregate(models.Max("css")),
    "bulk_create": lambda q: q.bulk_create([new()]),
    "bulk_update": lambda q: q.bulk_update([new()], ["css"]),
    "contains": lambda q: q.contains(new()),
    "count": lambda q: q.count(),
    "create": lambda q: q.create(digest="f" * 16, **NEW),
    "delete": lambda q: q.delete(),
    "earliest": lambda q: q.earliest("published_at"),
    "exists": lambda q: q.exists(),
    "explain": lambda q: q.explain(),
    "first": lambda q: q.first(),
    "get": lambda q: q.get(pk=canaries.SAME),
    "get_or_create": lambda q: q.get_or_create(NEW, digest="f" * 16),
    "in_bulk": lambda q: q.in_bulk(),
    "iterator": lambda q: list(q.iterator()),
    "last": lambda q: q.last(),
    "latest": lambda q: q.latest("published_at"),
    "raw": lambda q: list(q.raw("SELECT * FROM theming_publishedtheme")),
    "update": lambda q: q.update(css="new"),
    "update_or_create": lambda q: q.update_or_create(NEW, digest="f" * 16),
}  # fmt: skip
# What gives another question, which is as much the first one's tenant's.
LEADS_ON: dict[str, Callable[[Any], Any]] = {
    "__and__": lambda q: q & PublishedTheme.objects.all(),
    "__or__": lambda q: q | PublishedTheme.objects.all(),
    "__xor__": lambda q: q ^ PublishedTheme.objects.all(),
    "alias": lambda q: q.alias(x=models.F("css")),
    "all": lambda q: q.all(),
    "annotate": lambda q: q.annotate(x=models.F("css")),
    "complex_filter": lambda q: q.complex_filter({"pk": canaries.SAME}),
    "dates": lambda q: q.dates("published_at", "day"),
    "datetimes": lambda q: q.datetimes("published_at", "day"),
    "defer": lambda q: q.defer("css"),
    "difference": lambda q: q.difference(PublishedTheme.objects.none()),
    "distinct": lambda q: q.distinct(),
    "exclude": lambda q: q.exclude(css=""),
    "extra": lambda q: q.extra(where=["1 = 1"]),
    "filter": lambda q: q.filter(pk=canaries.SAME),
    "intersection": lambda q: q.intersection(PublishedTheme.objects.all()),
    "none": lambda q: q.none(),
    "only": lambda q: q.only("css"),
    "order_by": lambda q: q.order_by("css"),
    "prefetch_related": lambda q: q.prefetch_related(None),
    "reverse": lambda q: q.order_by("css").reverse(),
    "select_for_update": lambda q: q.select_for_update(),
    "select_related": lambda q: q.select_related(None),
    "union": lambda q: q.union(PublishedTheme.objects.all()),
    "using": lambda q: q.using("default"),
    "values": lambda q: q.values("css"),
    "values_list": lambda q: q.values_list("css", flat=True),
}
# What asks nothing and makes no question: of the class itself, or for Django's own machinery.
NEITHER = {
    "__class_getitem__", "__deepcopy__", "__init__", "__setstate__", "as_manager", "db", "ordered", "query",
    "resolve_expression",
}  # fmt: skip
ASYNCHRONOUS = {f"a{name}" for name in ASKS} | {"aiterator", "__aiter__"}


def test_every_method_of_a_question_has_its_place():
    known = ASKS.keys() | LEADS_ON.keys() | NEITHER | ASYNCHRONOUS
    methods = {
        name
        for name, found in vars(models.QuerySet).items()
        if (callable(found) or isinstance(found, property | classmethod))
        and (not name.startswith("_") or name.startswith("__"))
    }
    assert methods - known == set(), "a method of Django's that is new: does it ask (ASKS) or lead on (LEADS_ON)?"
    assert {name for name in known - ASYNCHRONOUS if not hasattr(models.QuerySet, name)} == set()


def rows_of(*kommunen):
    found = []
    for kommune in kommunen:
        with tenant(kommune):
            found.append(list(PublishedTheme.objects.order_by("pk").values_list()))
    return found


@pytest.mark.parametrize("is_read", [False, True], ids=["unread", "read"])
@pytest.mark.parametrize("ask", ASKS)
def test_what_asks_is_refused_elsewhere_and_works_at_home(musterstadt, beispielhausen, ask, is_read):
    with tenant(musterstadt):
        question = PublishedTheme.objects.all()
        assert is_read is False or len(question) == 2
    before = rows_of(musterstadt, beispielhausen)
    for other in (tenant(beispielhausen), as_anybody()):
        with other, pytest.raises(OtherTenant):
            ASKS[ask](question)
    assert rows_of(musterstadt, beispielhausen) == before
    with tenant(musterstadt):
        ASKS[ask](question)


@pytest.mark.parametrize("where", ["at home", "elsewhere"])
@pytest.mark.parametrize("lead_on", LEADS_ON)
def test_what_a_question_becomes_is_refused_elsewhere_wherever_it_is_made(musterstadt, beispielhausen, lead_on, where):
    with tenant(musterstadt):
        question = PublishedTheme.objects.all()
    with tenant(musterstadt if where == "at home" else beispielhausen):
        follow_up = LEADS_ON[lead_on](question)
    for ask in (list, lambda q: q[:1].exists(), lambda q: next(q.iterator(), None)):
        with tenant(beispielhausen), pytest.raises(OtherTenant):
            ask(follow_up.all())
    with tenant(musterstadt):
        list(follow_up)


@pytest.mark.parametrize("ask", sorted(ASYNCHRONOUS & vars(models.QuerySet).keys()))
def test_what_asks_asynchronously_is_refused_elsewhere(musterstadt, beispielhausen, ask):
    words = {
        "abulk_create": ([new()],), "abulk_update": ([new()], ["css"]), "acontains": (new(),),
        "aearliest": ("published_at",), "alatest": ("published_at",), "aget_or_create": (NEW,),
        "aupdate_or_create": (NEW,), "aaggregate": (models.Max("css"),),
    }  # fmt: skip

    async def do(question):
        found = getattr(question, ask)(*words.get(ask, ()))
        if hasattr(found, "__anext__"):
            return [row async for row in found]
        return await found

    with tenant(musterstadt):
        question = PublishedTheme.objects.all()
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        async_to_sync(do)(question)


@pytest.mark.parametrize("chunk", [1, 2, 100])
@pytest.mark.parametrize("shape", [lambda q: q, lambda q: q.values(), lambda q: q.values_list("css")])
def test_a_batch_that_was_begun_at_home_is_not_continued_elsewhere(musterstadt, beispielhausen, chunk, shape):
    with tenant(musterstadt):
        rows = shape(PublishedTheme.objects.order_by("pk")).iterator(chunk_size=chunk)
        next(rows)
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        next(rows)


def test_a_question_that_was_pickled_is_still_its_tenants(musterstadt, beispielhausen):
    with tenant(musterstadt):
        kept = pickle.dumps(PublishedTheme.objects.order_by("pk"))
    with tenant(beispielhausen):
        question = pickle.loads(kept)
        for ask in (list, lambda q: list(q.all()), lambda q: q[0], lambda q: q.count()):
            with pytest.raises(OtherTenant):
                ask(question)
    with tenant(musterstadt):
        assert len(pickle.loads(kept)) == 2


def test_a_question_inside_another_one_is_asked_of_the_present_tenant(musterstadt, beispielhausen):
    with tenant(musterstadt):
        theirs = PublishedTheme.objects.values("css")
        list(theirs)
    with tenant(beispielhausen):
        found = PublishedTheme.objects.filter(css__in=theirs)
        assert {canaries.strangers(row.css, "99002") == set() for row in found} == {True}


# --- made before there was a tenant ---------------------------------------------------------------------------------
# As a module does that is imported when the process starts.
AT_IMPORT = PublishedTheme.objects.all()


class Form(forms.Form):
    theme = forms.ModelChoiceField(PublishedTheme.objects.all())


def test_a_field_made_at_import_shows_each_tenant_its_own(musterstadt, beispielhausen):
    for kommune in (musterstadt, beispielhausen, musterstadt):
        with tenant(kommune):
            form = Form({"theme": canaries.SAME})
            assert form.is_valid()
            assert form.cleaned_data["theme"].css == f"/* {canaries.word(kommune.ags, 'css')} */"
            assert str(form).count("<option") == 3
    with tenant(beispielhausen):
        assert not Form({"theme": canaries.own_digest("99001")}).is_valid()


def test_a_form_that_was_begun_for_one_tenant_is_not_shown_to_another(musterstadt, beispielhausen):
    with tenant(musterstadt):
        form = Form()
        str(form)
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        str(form)


def test_rows_read_by_the_first_tenant_are_not_kept_for_the_second(musterstadt, beispielhausen):
    with as_anybody():
        question = AT_IMPORT._chain()
    question._hints = {}
    with tenant(musterstadt):
        assert len(question) == 2
    with tenant(beispielhausen), pytest.raises(OtherTenant):
        len(question)


def test_a_clone_of_what_is_nobodys_becomes_the_first_ones_who_uses_it(musterstadt, beispielhausen):
    for kommune in (musterstadt, beispielhausen):
        with tenant(kommune):
            assert AT_IMPORT.filter(pk=canaries.SAME).get().css == f"/* {canaries.word(kommune.ags, 'css')} */"


def test_all_pages_are_imported_before_the_first_request_is_somebodys():
    # Else the forms of a module would be made, and be, the tenant's whose request is the first to need it.
    code = (
        "import sys; from django.core.wsgi import get_wsgi_application; get_wsgi_application();"
        "print([kind for kind in ('land', 'ministry', 'kommune', 'none') if f'efa.config.urls.{kind}' in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.stdout.strip() == "['land', 'ministry', 'kommune', 'none']", done.stderr


def test_no_manager_of_a_tenants_table_is_djangos_own(db):
    from django.apps import apps

    from efa.wall.models import TenantModel

    own = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    assert len(own) >= 6
    for model in own:
        assert isinstance(model._default_manager.all(), TenantQuerySet), model
        assert all(isinstance(manager.all(), TenantQuerySet) for manager in model._meta.managers), model
