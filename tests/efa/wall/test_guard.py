# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of two tenants cannot be tied to each other, and what is tied is not followed elsewhere (security.md T6).

No table of ours points at another one yet, so two are made for these tests, in the schemas of both Kommunen.
"""

import pytest
from django.conf import settings
from django.db import connection, models, router, transaction
from django.test.utils import isolate_apps

from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from efa.wall.errors import OtherTenant
from efa.wall.guard import Guard
from efa.wall.models import TenantModel
from efa.wall.present import as_anybody, walled
from theming.models import PublishedTheme

with isolate_apps("tests.cast"):

    class Letter(TenantModel):
        text = models.CharField(max_length=20)

        class Meta:
            app_label = "cast"

    class Answer(TenantModel):
        letter = models.ForeignKey(Letter, models.CASCADE, null=True, related_name="answers")
        also = models.ManyToManyField(Letter, related_name="+")

        class Meta:
            app_label = "cast"


@pytest.fixture
def pair(as_owner):
    """Musterstadt and Beispielhausen with the two tables, made by the owner and undone with the test."""
    kommunen = list(Kommune.objects.filter(ags__in=["99001", "99002"]).order_by("ags"))
    for kommune in kommunen:
        walled().set_schema(kommune.schema_name)
        with connection.schema_editor() as editor:
            editor.create_model(Letter)
            editor.create_model(Answer)
    walled().set_schema_to_public()
    return kommunen


def made(kommune):
    with tenant(kommune):
        letter = Letter.objects.create(text="x")
        answer = Answer.objects.create(letter=letter)
        answer.also.add(letter)
        return letter, answer


def test_at_home_rows_are_tied_and_followed(pair):
    letter, answer = made(pair[0])
    with tenant(pair[0]):
        answer.letter = Letter.objects.create(text="y")
        answer.save()
        assert Answer.objects.select_related("letter").get().letter.text == "y"
        assert [one.also.get() for one in Answer.objects.prefetch_related("also")] == [letter]
        assert letter.answers.count() == 0


FOLLOWED = {
    "forward": lambda letter, answer: Answer.objects.model.letter.get_queryset(instance=answer).get(),
    "forward, kept": lambda letter, answer: answer.refresh_from_db(fields=["letter"]) or answer.letter.text,
    "backward": lambda letter, answer: list(letter.answers.all()),
    "backward, created": lambda letter, answer: letter.answers.create(),
    "backward, added": lambda letter, answer: letter.answers.add(Answer()),
    "backward, cleared": lambda letter, answer: letter.answers.clear(),
    "many to many": lambda letter, answer: list(answer.also.all()),
    "many to many, added": lambda letter, answer: answer.also.add(Letter()),
    "many to many, set": lambda letter, answer: answer.also.set([]),
    "prefetched": lambda letter, answer: models.prefetch_related_objects([answer], "letter", "also"),
    "prefetched by hand": lambda letter, answer: models.prefetch_related_objects(
        [letter], models.Prefetch("answers", Answer.objects.all())
    ),
}


@pytest.mark.parametrize("way", FOLLOWED)
def test_what_is_tied_is_not_followed_elsewhere(pair, way):
    letter, answer = made(pair[0])
    made(pair[1])
    with tenant(pair[0]):
        letter, answer = Letter.objects.get(pk=letter.pk), Answer.objects.get(pk=answer.pk)
    with tenant(pair[1]), pytest.raises(OtherTenant):
        FOLLOWED[way](letter, answer)


TIED = {
    "set": lambda mine, theirs: setattr(mine, "letter", theirs),
    "made with": lambda mine, theirs: Answer.objects.create(letter=theirs),
    "added": lambda mine, theirs: mine.also.add(theirs),
    "set as many": lambda mine, theirs: mine.also.set([theirs]),
    "found": lambda mine, theirs: Answer.objects.get_or_create(letter=theirs),
}


@pytest.mark.parametrize("way", TIED)
def test_rows_of_two_tenants_are_not_tied(pair, way):
    theirs, _ = made(pair[0])
    _, mine = made(pair[1])
    with tenant(pair[1]):
        with pytest.raises(OtherTenant), transaction.atomic():
            TIED[way](mine, theirs)
        assert not Answer.objects.filter(letter=theirs.pk).exists()
        assert not Answer.objects.filter(also=theirs.pk).exists()


def test_what_was_fetched_along_is_not_shown_elsewhere(pair):
    made(pair[0])
    with tenant(pair[0]):
        letter = Letter.objects.prefetch_related("answers").get()
        assert len(letter.answers.all()) == 1
    with tenant(pair[1]), pytest.raises(OtherTenant):
        list(letter.answers.all())


def test_the_router_is_asked_and_has_no_opinion_on_databases():
    assert "efa.wall.guard.Guard" in settings.DATABASE_ROUTERS
    assert router.db_for_read(PublishedTheme) == router.db_for_write(PublishedTheme) == "default"
    assert Guard().allow_relation(Letter(), Letter()) is None


@pytest.mark.parametrize("ask", [router.db_for_read, router.db_for_write])
def test_a_question_that_says_whose_it_is_is_refused_by_the_router_too(pair, ask):
    with tenant(pair[1]):
        assert ask(PublishedTheme, tenant=pair[1].schema_name) == ask(PublishedTheme, tenant=None) == "default"
        with pytest.raises(OtherTenant):
            ask(PublishedTheme, tenant=pair[0].schema_name)


def test_registers_are_nobodys_and_may_be_tied_to_anything(pair):
    with tenant(pair[0]):
        assert router.allow_relation(pair[0], pair[1])
    with as_anybody(), transaction.atomic():
        pair[1].refresh_from_db()
