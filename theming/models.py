# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a Kommune, or the Land, says and shows of itself.

Owner: the Kommune or the Land whose schema it is. Retention: as long as the schema lives; a published theme
is kept because pages in caches point at its address. Encryption class: none, all of it is for the public.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from efa.vocabulary.text import hidden_characters
from efa.wall.models import OneRow, TenantModel

_HTTPS = [URLValidator(schemes=["https"])]
_EMAIL = [EmailValidator()]
_PHONE = [RegexValidator(r"\A\+?[0-9][0-9 /()\u2013-]{3,38}\Z", _("Das ist keine Telefonnummer."), code="phone")]


class Mark(models.TextChoices):
    """The library of abstract marks; the key is the name of the file in `templates/theming/marks/`."""

    HEXAGONS = "hexagons", _("Drei Waben")
    HILLS = "hills", _("Hügel")
    TOWERS = "towers", _("Zwei Bögen am Fluss")
    RIVER = "river", _("Fluss")
    WAVES = "waves", _("Wellen")
    LEAF = "leaf", _("Blatt")
    WHEEL = "wheel", _("Rad")
    BRIDGE = "bridge", _("Brücke")
    SUN = "sun", _("Sonne")
    FIELDS = "fields", _("Felder")
    GRID = "grid", _("Gitter")
    STEPS = "steps", _("Treppe")
    CRYSTAL = "crystal", _("Kristall")
    VINES = "vines", _("Reihen am Hang")
    RINGS = "rings", _("Ringe")
    SAIL = "sail", _("Segel")
    WEAVE = "weave", _("Geflecht")


class Facts(OneRow):
    """A row of plain text."""

    class Meta(OneRow.Meta):
        abstract = True

    def clean(self) -> None:
        """Raise Django's `ValidationError` for characters nobody can see; a `TextField` may have lines."""
        hidden = {}
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                text = field.value_from_object(self)
                if isinstance(field, models.TextField):
                    text = text.replace("\r\n", "").replace("\n", "")
                if hidden_characters(text):
                    hidden[field.name] = _("Der Text enthält unsichtbare Zeichen.")
        if hidden:
            raise ValidationError(hidden)


class Branding(Facts):
    """Words and mark of the host; one row. Colours stand in the published theme."""

    mark = models.CharField(max_length=20, choices=Mark.choices, default=Mark.HEXAGONS)
    service_line_de = models.CharField(max_length=60)
    service_line_en = models.CharField(max_length=60)
    claim_de = models.CharField(max_length=160, blank=True)
    claim_en = models.CharField(max_length=160, blank=True)
    footer_de = models.CharField(max_length=300, blank=True)
    footer_en = models.CharField(max_length=300, blank=True)
    sign_language_url = models.CharField(max_length=300, blank=True, validators=_HTTPS)
    easy_language_url = models.CharField(max_length=300, blank=True, validators=_HTTPS)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(single=True), name="branding_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.service_line_de


class PublishedTheme(TenantModel):
    """A stylesheet of checked colours at an address that never changes, by `services.publish_theme`."""

    id = None  # type: ignore[assignment]  # The digest is the key: the same colours have the same address.
    digest = models.CharField(max_length=16, primary_key=True)
    css = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{16}$"), name="published_theme_digest_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return self.digest


class Accessibility(models.TextChoices):
    """How far the site conforms, in the three steps of the model statement (EU) 2018/1523."""

    CONFORMING = "CONFORMING", _("vollständig mit den Anforderungen vereinbar")
    PARTLY = "PARTLY", _("teilweise mit den Anforderungen vereinbar")
    NOT = "NOT", _("nicht mit den Anforderungen vereinbar")


class Provider(Facts):
    """Who answers for the host: facts of imprint, privacy notice and accessibility statement; one row.

    The provider is the controller in the sense of Art. 4 No. 7 GDPR.
    """

    # Imprint (§ 5 DDG).
    official_name = models.CharField(max_length=160)
    street = models.CharField(max_length=120)
    postcode = models.CharField(max_length=5, validators=[RegexValidator(r"\A[0-9]{5}\Z")])
    city = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, validators=_PHONE)
    email = models.CharField(max_length=254, validators=_EMAIL)
    represented_by = models.CharField(max_length=160)
    supervisory_authority = models.CharField(max_length=200)
    vat_id = models.CharField(max_length=20, blank=True)
    # Privacy notice (Art. 13 GDPR).
    dpo_name = models.CharField(max_length=160)
    dpo_email = models.CharField(max_length=254, validators=_EMAIL)
    data_protection_authority = models.CharField(max_length=200)
    # Accessibility statement.
    accessibility_status = models.CharField(max_length=10, choices=Accessibility.choices)
    accessibility_assessed_date = models.DateField()
    accessibility_gaps_de = models.TextField(max_length=2000, blank=True)
    accessibility_gaps_en = models.TextField(max_length=2000, blank=True)
    feedback_email = models.CharField(max_length=254, validators=_EMAIL)
    feedback_phone = models.CharField(max_length=40, blank=True, validators=_PHONE)
    enforcement_body = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(single=True), name="provider_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(accessibility_status__in=["CONFORMING", "PARTLY", "NOT"]),
                name="provider_accessibility_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(accessibility_status="CONFORMING")
                | (~models.Q(accessibility_gaps_de="") & ~models.Q(accessibility_gaps_en="")),
                name="provider_names_its_accessibility_gaps",
            ),
        ]

    def __str__(self) -> str:
        return self.official_name
