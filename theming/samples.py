# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the gallery shows: each component of `templates/kern/` in all its states. All facts are invented."""

from collections.abc import Mapping
from typing import Final

from efa.vocabulary.display import Fact, FieldError, Link, Option

_SENTENCE: Final = "Zuständig ist die Behörde, in deren Bezirk Sie wohnen."
_LONG: Final = "Verwaltungsgemeinschaft Einbürgerungsangelegenheiten Musterstadt-Beispielhausen"
_PHONE: Final = "0391 555-0100"
_EMAIL: Final = "einbuergerung@musterstadt.example"
_PLACES: Final = (
    Option("15081135", "Gardelegen", "Altmarkkreis Salzwedel"),
    Option("15083411", "Oebisfelde-Weferlingen", "Landkreis Börde"),
    Option("unsicher", "Ich bin nicht sicher", "Der Ort steht auch auf Ihrer Meldebescheinigung.", is_other=True),
)
_STEPS: Final = (
    {"title": "Prüfen", "text": "Sie machen den Quick-Check und sammeln Ihre Unterlagen.", "is_done": True},
    {"title": "Beantragen", "text": "Sie stellen den Antrag online.", "is_done": False},
    {
        "title": "Urkunde erhalten",
        "text": "Mit der Urkunde sind Sie Deutsche oder Deutscher.",
        "is_done": False,
    },
)
_FACTS: Final = (
    Fact("Antrag ausfüllen", "etwa 60 Minuten", is_strong=True),
    Fact("Anschrift", lines=("Musterweg 1", "39104 Musterstadt")),
    Fact("Telefon", phone=_PHONE),
    Fact("E-Mail", email=_EMAIL),
    Fact("Website", "musterstadt.example", href="#oben"),
)
_COLUMNS: Final = (
    {"label": "Behörde", "is_number": False},
    {"label": "Stand", "is_number": False},
    {"label": "Anträge", "is_number": True},
)
_ROWS: Final = (
    {
        "id": "zeile-1",
        "head": {"text": "Musterstadt", "href": "#zeile-1"},
        "cells": (
            {"label": "Stand", "badge": "Online", "badge_kind": "success", "badge_icon": "check"},
            {"label": "Anträge", "text": "1.204", "is_number": True},
        ),
    },
    {
        "head": {"text": "Beispielhausen", "href": ""},
        "cells": (
            {"label": "Stand", "badge": "Antrag auf Papier", "badge_kind": ""},
            {"label": "Anträge", "text": "–", "is_number": True},
        ),
    },
)
_ERROR: Final = "Geben Sie den Ort ein."

SAMPLES: Final[Mapping[str, Mapping[str, Mapping[str, object]]]] = {
    "alert": {
        "Hinweis": {
            "kind": "info",
            "title": "Der Dienst ist noch nicht geöffnet",
            "text": _SENTENCE,
            "level": 4,
        },
        "Gelungen": {"kind": "success", "title": "Die Darstellung ist übernommen", "level": 4},
        "Warnung": {
            "kind": "warning",
            "title": "Das Foto ist zu dunkel",
            "lines": (_SENTENCE, _SENTENCE),
            "level": 4,
        },
        "Gefahr, vorgelesen": {
            "kind": "danger",
            "title": "Nicht hochgeladen",
            "text": _SENTENCE,
            "live": True,
            "level": 4,
        },
    },
    "authority": {
        "vollständig": {
            "id": "k-amt-1",
            "title": "Ihre Behörde",
            "name": "Landkreis Musterland",
            "office": "Staatsangehörigkeitsbehörde",
            "street": "Musterweg 1",
            "city": "39104 Musterstadt",
            "hours": (
                {"day": "Dienstag", "hours": "9 bis 12 Uhr"},
                {"day": "Donnerstag", "hours": "14 bis 18 Uhr"},
            ),
            "phone": _PHONE,
            "email": _EMAIL,
            "website": Link("musterland.example", "#oben"),
            "note": "Termine sind auch in Beispielhausen möglich.",
            "level": 4,
        },
        "nur der Name": {"id": "k-amt-2", "title": _LONG, "level": 4},
    },
    "back": {"mit Ziel": {"href": "#oben", "label": "Neue Suche"}, "ohne Wort": {"href": "#oben"}},
    "badge": {
        "Hinweis": {"label": "Antrag online", "kind": "info", "icon": "edit"},
        "Gelungen": {"label": "Fertig", "kind": "success", "icon": "check"},
        "Warnung": {"label": "Bitte prüfen", "kind": "warning", "icon": "warning"},
        "Gefahr": {"label": "Abgelehnt", "kind": "danger", "icon": "danger"},
        "nur ein Wort": {"label": "noch keine Angabe"},
    },
    "box": {
        "schlicht": {"id": "k-box-1", "title": "Auf einen Blick", "text": _SENTENCE, "level": 4},
        "getönt, mit Verweisen": {
            "id": "k-box-2",
            "title": "Beratung vor dem Antrag",
            "tone": "tint",
            "text": _SENTENCE,
            "level": 4,
            "links": (Link("Behördennummer 115", "#oben"), Link("Häufige Fragen", "#oben")),
        },
        "Marke": {
            "id": "k-box-3",
            "title": "Ihre Ansprechperson",
            "tone": "brand",
            "lines": (_SENTENCE, _SENTENCE),
            "level": 4,
        },
    },
    "breadcrumbs": {
        "drei Stufen": {"items": (Link("Startseite", "#oben"), Link("Behörden", "#oben"), Link("Musterstadt", ""))},
    },
    "button": {
        "erste": {"label": "Speichern und weiter", "icon_end": "arrow-forward"},
        "zweite": {"label": "Speichern und beenden", "kind": "secondary", "name": "weiter", "value": "nein"},
        "dritte": {"label": "Weiteren Zeitraum hinzufügen", "kind": "tertiary", "icon": "add"},
        "Verweis": {"label": "Voraussetzungen prüfen", "href": "#oben", "icon_end": "arrow-forward"},
        "lang": {"label": "Mit den Aufenthalten im Ausland und im Inland weitermachen", "href": "#oben"},
    },
    "checkbox": {
        "leer": {"name": "k-haken-1", "label": "Ich wohne heute noch dort."},
        "gewählt, mit Hinweis": {
            "name": "k-haken-2",
            "label": "Ich stimme zu.",
            "hint": _SENTENCE,
            "checked": True,
        },
        "fehlt": {
            "name": "k-haken-3",
            "label": "Ich stimme zu.",
            "error": "Stimmen Sie zu, um fortzufahren.",
        },
    },
    "details": {
        "zu": {"summary": "Wo finde ich das?", "text": _SENTENCE},
        "offen": {
            "summary": "Wo finde ich das?",
            "lines": (_SENTENCE,),
            "items": ("im Pass", "auf dem Brief"),
            "is_open": True,
        },
    },
    "drawing": {name: {"name": name} for name in ("check", "form", "status", "place", "letter", "people", "colours")},
    "email": {"Adresse": {"email": _EMAIL}},
    "empty": {
        "Satz": {"text": "Zurzeit sind keine Termine geplant."},
        "mit Verweis": {"text": "Wir haben nichts gefunden.", "link": Link("Alle Behörden ansehen", "#oben")},
    },
    "entry": {
        "Verweis": {
            "title": "Voraussetzungen prüfen",
            "href": "#oben",
            "text": _SENTENCE,
            "icon": "check",
            "foot": "etwa 5 Minuten, ohne Anmeldung",
            "level": 4,
        },
        "noch nicht möglich": {
            "title": "Antrag stellen",
            "text": _SENTENCE,
            "icon": "form",
            "foot": "noch nicht verfügbar",
            "level": 4,
        },
    },
    "env": {"Streifen": {"text": "Testbetrieb: Was Sie hier eingeben, geht an keine Behörde.", "label": "Muster"}},
    "error_summary": {
        "zwei Angaben": {
            "title": "Bitte korrigieren Sie zwei Angaben",
            "errors": (FieldError("#k-feld-3", _ERROR), FieldError("#k-wahl-2", "Wählen Sie den Staat.")),
        },
    },
    "facts": {"untereinander": {"items": _FACTS}, "nebeneinander": {"items": _FACTS[:3], "rule": True}},
    "heading": {
        size: {"text": "Deutsche Staatsangehörigkeit beantragen", "size": size, "level": 4}
        for size in ("display", "x-large", "large", "medium", "title")
    },
    "hidden": {"unsichtbar": {"text": "Nur zu hören"}},
    "icon": {"normal": {"name": "info"}, "klein": {"name": "info", "small": True}},
    "input": {
        "leer": {"name": "k-feld-1", "label": "Postleitzahl oder Ort", "hint": "zum Beispiel 38820"},
        "freiwillig, ausgefüllt": {
            "name": "k-feld-2",
            "label": "E-Mail",
            "value": _EMAIL,
            "optional": True,
            "autocomplete": "email",
            "inputmode": "email",
            "type": "email",
        },
        "Angabe fehlt": {
            "name": "k-feld-3",
            "label": "Ort",
            "hint": "zum Beispiel Halberstadt",
            "error": _ERROR,
        },
    },
    "languages": {
        "drei Sprachen": {
            "current": "Deutsch",
            "languages": (
                Link("Deutsch", "#oben", "de", "ltr", is_current=True),
                Link("English", "#oben", "en", "ltr"),
                Link("العربية", "#oben", "ar", "rtl"),
            ),
        },
    },
    "note": {
        "mit Paragraf": {"id": "k-warum-1", "text": _SENTENCE, "cite": "§ 3 VwVfG", "level": 4},
        "mit Verweis": {
            "id": "k-warum-2",
            "title": "Wo finde ich das?",
            "lines": (_SENTENCE, _SENTENCE),
            "cite": "§ 10 StAG",
            "href": "#oben",
            "level": 4,
        },
    },
    "pairs": {
        "zum Lesen": {"items": _FACTS[:4]},
        "zum Ändern": {
            "items": (Fact("Name", "Amira Beispiel", href="#oben"), Fact("Ort", _LONG, href="#oben")),
            "change": True,
        },
        "dicht": {"items": _FACTS[:3], "dense": True},
    },
    "phone": {"Nummer": {"phone": _PHONE}},
    "radios": {
        "mit Erklärungen": {
            "name": "k-ort",
            "legend": "In welchem Ort wohnen Sie?",
            "lead": _SENTENCE,
            "options": _PLACES,
            "value": "15083411",
        },
        "Angabe fehlt": {
            "name": "k-ort-2",
            "legend": "In welchem Ort wohnen Sie?",
            "options": _PLACES[:2],
            "error": "Wählen Sie Ihren Ort.",
        },
    },
    "search": {
        "leer": {
            "name": "k-suche-1",
            "label": "Postleitzahl oder Ort",
            "hint": "zum Beispiel 38820 oder Halberstadt",
            "button": "Behörde finden",
            "autocomplete": "postal-code",
        },
        "Angabe fehlt": {"name": "k-suche-2", "label": "Postleitzahl oder Ort", "error": _ERROR},
    },
    "select": {
        "leer": {
            "name": "k-wahl-1",
            "label": "Staat",
            "options": _PLACES[:2],
            "optional": True,
            "hint": "im Pass",
        },
        "Angabe fehlt": {
            "name": "k-wahl-2",
            "label": "Staat",
            "options": _PLACES[:2],
            "error": "Wählen Sie den Staat.",
        },
    },
    "state": {
        "erfüllt": {"kind": "met", "label": "Erfüllt"},
        "nicht nötig": {"kind": "exempt", "label": "Nicht nötig"},
        "offen": {"kind": "open", "label": "Noch offen"},
        "noch nicht": {"kind": "later", "label": "Noch nicht"},
        "beraten": {"kind": "talk", "label": "Bitte beraten lassen"},
        "vorbei": {"kind": "late", "label": "seit 11 Tagen vorbei"},
    },
    "steps": {"drei Schritte": {"items": _STEPS, "level": 4}},
    "table": {
        "zwei Zeilen": {
            "id": "k-tabelle-1",
            "caption": "Stand in den Kommunen",
            "columns": _COLUMNS,
            "rows": _ROWS,
        },
        "leer": {
            "id": "k-tabelle-2",
            "caption": "Termine",
            "caption_hidden": True,
            "columns": _COLUMNS,
            "rows": (),
            "empty": "Zurzeit sind keine Termine geplant.",
        },
    },
    "ticks": {"zwei Punkte": {"items": ("kostenlos prüfen, ohne Anmeldung", "jederzeit unterbrechen und fortsetzen")}},
    "timeline": {"drei Schritte": {"items": _STEPS, "level": 4}},
}
