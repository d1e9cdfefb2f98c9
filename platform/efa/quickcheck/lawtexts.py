# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each figure of the law as a German sentence, and the rules that no figure expresses, by requirement."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

Sentence = Callable[[Any], str]


def _if(text: str) -> Sentence:
    """A rule that holds or not."""
    return lambda value: text if value else ""


def _with(text: str) -> Sentence:
    """A rule with a figure; nothing where there is none."""
    return lambda value: "" if value is None else text.format(f"{value:%d.%m.%Y}" if isinstance(value, date) else value)


def _titles(value: frozenset[tuple[str, str]]) -> str:
    ordered = sorted(value, key=lambda permit: (int(permit[0].rstrip("ABCDEFG")), permit))
    names = [f"§ {paragraph.lower()}" + (f" Abs. {absatz.lower()}" if absatz else "") for paragraph, absatz in ordered]
    return f"Befristete Titel nach dem AufenthG genügen, außer nach {', '.join(names)}."


SENTENCES: Final[Mapping[str, Sentence]] = {
    "capacity_age": _with("Handlungsfähig ist, wer das {}. Lebensjahr vollendet hat; sonst handelt die Vertretung."),
    "majority_age": _with("Minderjährig ist, wer das {}. Lebensjahr nicht vollendet hat."),
    "required_years": _with("Verlangt werden {} Jahre rechtmäßiger gewöhnlicher Aufenthalt im Inland."),
    "spouse_years": _with("Ehegatten und Lebenspartner von Deutschen brauchen {} Jahre Aufenthalt."),
    "marriage_years": _with("Die Ehe oder Lebenspartnerschaft mit einer deutschen Person besteht seit {} Jahren."),
    "after_marriage_years": _with(
        "Nach Tod oder Scheidung genügt ein Antrag binnen {} Jahres, mit Sorge für ein deutsches Kind der Ehe."
    ),
    "course_years": _with("Der Integrationskurs verkürzt die Zeit auf {} Jahre; das bindet die Behörde."),
    "achievement_years": _with("Besondere Integrationsleistungen können die Zeit auf {} Jahre verkürzen (Ermessen)."),
    "short_years": _with(
        "Besondere Integrationsleistungen, C1 und gesicherter Lebensunterhalt können die Zeit auf {} Jahre verkürzen "
        "(Ermessen)."
    ),
    "absence_months": _with("Auslandsaufenthalte bis zu {} Monaten unterbrechen den Aufenthalt nicht."),
    "military_return_months": _with(
        "Wehrpflicht im Ausland unterbricht nicht, wenn die Rückkehr binnen {} Monaten nach der Entlassung folgt."
    ),
    "important_reason_months": _with(
        "Bei Unionsbürgern und ihren Angehörigen ist eine Abwesenheit bis zu {} Monaten aus wichtigem Grund "
        "unschädlich."
    ),
    "half_abroad": _if(
        "In der Regel besteht der Aufenthalt nicht fort, wenn mehr als die Hälfte der verlangten Zeit im Ausland lag."
    ),
    "credit_years": _with("Nach einer Unterbrechung kann früherer Aufenthalt bis zu {} Jahren angerechnet werden."),
    "excluded_titles": _titles,
    "not_responsible_suffices": _if(
        "Leistungen nach SGB II oder SGB XII schaden nicht, wenn die Person den Bezug nicht zu vertreten hat."
    ),
    "fulltime_months": _with(
        "Leistungen schaden nicht, wenn die Person oder der Ehegatte, mit dem sie und ein minderjähriges Kind leben, "
        "in Vollzeit arbeitet und das in {} der letzten 24 Monate tat."
    ),
    "old_livelihood_lodged_until": _with(
        "Für Anträge bis zum {} gilt die alte Regel weiter, wo sie günstiger ist: Bezug nicht zu vertreten."
    ),
    "generation": _if(
        "Gast- und Vertragsarbeiter und ihnen nachgezogene Ehegatten: unverschuldeter Bezug von Leistungen ist "
        "unschädlich, mündliche Verständigung im Alltag genügt, kein Test."
    ),
    "guest_worker_until": _with("Gastarbeiter ist, wer als angeworbene Arbeitskraft bis zum {} eingereist ist."),
    "contract_worker_until": _with("Vertragsarbeitnehmer ist, wer als solcher bis zum {} in die DDR eingereist ist."),
    "renunciation": _if(
        "Die bisherige Staatsangehörigkeit ist aufzugeben; ausgenommen sind Unionsbürger, Schweizer und Inhaber eines "
        "Reiseausweises für Flüchtlinge."
    ),
    "sentence_limit": _with(
        "Geldstrafen bis zu {} Tagessätzen und so viele Tage Freiheitsstrafe, zur Bewährung ausgesetzt und erlassen, "
        "bleiben außer Betracht; mehrere werden zusammengezählt, ein Tagessatz ist ein Tag."
    ),
    "sentence_not_slight": _with(
        "Geringfügig darüber ist eine Einzelfallentscheidung; ab {} ist es nicht mehr geringfügig."
    ),
    "language_level": _with("Verlangt wird Deutsch auf dem Niveau {} des Europäischen Referenzrahmens."),
    "oral_hardship": _if(
        "Wer das Niveau trotz ernsthafter Bemühungen nicht erreicht, kann als Härte mit mündlichem Deutsch im Alltag "
        "eingebürgert werden (Ermessen); dann entfällt auch der Test."
    ),
    "test_points": _with("Der Einbürgerungstest ist mit {} von 33 richtigen Antworten bestanden."),
    "history": _if(
        "Verlangt wird auch das Bekenntnis zur besonderen historischen Verantwortung Deutschlands für das "
        "nationalsozialistische Unrecht und seine Folgen."
    ),
    "ban_years": _with(
        "Nach unanfechtbarer Rücknahme oder festgestellter Täuschung ist die Einbürgerung {} Jahre ausgeschlossen."
    ),
    "ban_certain_since": _with("Ob Feststellungen vor dem {} erfasst sind, ist offen."),
    "birth_years": _with(
        "Durch Geburt im Inland deutsch ist, wessen Elternteil seit {} Jahren rechtmäßig hier lebte und ein "
        "unbefristetes Aufenthaltsrecht hatte."
    ),
    "displaced_years": _with("Heimatlose Ausländer haben nach {} Jahren einen eigenen Anspruch."),
    "displaced_prison_years": _with("Eine Strafe von mehr als {} Jahr oder ohne Bewährung schließt das aus."),
    "stateless_years": _with("Im Inland geborene Staatenlose haben nach {} Jahren einen eigenen Anspruch."),
    "stateless_age": _with("Staatenlose stellen diesen Antrag vor dem {}. Geburtstag."),
    "stateless_prison_years": _with("Nur eine Freiheits- oder Jugendstrafe von {} Jahren und mehr schließt das aus."),
    "child_years": _with("Miteinbürgerung eines Kindes: in der Regel {} Jahre Aufenthalt."),
    "young_child_age": _with("Miteinbürgerung eines Kindes vor dem {}. Geburtstag: die Hälfte seines Lebens."),
    "joint_spouse_years": _with("Miteinbürgerung eines Ehegatten: in der Regel {} Jahre Aufenthalt."),
    "joint_marriage_years": _with("Miteinbürgerung eines Ehegatten: in der Regel {} Jahre Ehe."),
}
# Figures that stand in the sentence of another one.
WITHIN_OTHERS: Final = frozenset({"achievement_level", "short_level", "fulltime_window", "test_questions"})

# Figures that mean nothing while the rule is not there that they belong to: by the figure of that rule.
BELONGS_TO: Final[Mapping[str, str]] = {
    "old_livelihood_lodged_until": "fulltime_months",
    "guest_worker_until": "generation",
    "contract_worker_until": "generation",
    "ban_certain_since": "ban_years",
}

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "Handlungsfähigkeit": ("capacity_age", "majority_age"),
    "Identität und Staatsangehörigkeit": (),
    "Rechtmäßiger gewöhnlicher Aufenthalt": (
        "required_years",
        "course_years",
        "achievement_years",
        "short_years",
        "absence_months",
        "military_return_months",
        "important_reason_months",
        "half_abroad",
        "credit_years",
    ),
    "Aufenthaltsrecht": ("excluded_titles",),
    "Lebensunterhalt": (
        "not_responsible_suffices",
        "fulltime_months",
        "old_livelihood_lodged_until",
        "generation",
        "guest_worker_until",
        "contract_worker_until",
    ),
    "Bisherige Staatsangehörigkeit": ("renunciation",),
    "Verurteilungen": ("sentence_limit", "sentence_not_slight"),
    "Sprache": ("language_level", "oral_hardship"),
    "Kenntnisse": ("test_points",),
    "Bekenntnis und Erklärung": ("history",),
    "Ausschluss": (),
    "Sperrfrist": ("ban_years", "ban_certain_since"),
    "Ehegatten von Deutschen": ("spouse_years", "marriage_years", "after_marriage_years"),
    "Miteinbürgerung": ("child_years", "young_child_age", "joint_spouse_years", "joint_marriage_years"),
    "Andere Wege": (
        "birth_years",
        "displaced_years",
        "displaced_prison_years",
        "stateless_years",
        "stateless_age",
        "stateless_prison_years",
    ),
}

# What a requirement says before any figure: text and source.
LEADING: Final[Mapping[str, tuple[str, str]]] = {
    "Lebensunterhalt": (
        "Der Lebensunterhalt ist ohne Leistungen nach SGB II oder SGB XII gesichert.",
        "§ 10 Abs. 1 Satz 1 Nr. 3 StAG",
    ),
    "Verurteilungen": (
        "Es gibt keine Verurteilung wegen einer Straftat, die zählt.",
        "§ 10 Abs. 1 Satz 1 Nr. 5 StAG",
    ),
}
# Rules without a figure: text and source.
FIXED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "Handlungsfähigkeit": (
        ("Bei einem Einwilligungsvorbehalt stellt die Betreuung den Antrag.", "§ 34 Satz 1 StAG, § 1825 BGB"),
    ),
    "Identität und Staatsangehörigkeit": (
        (
            (
                "Identität und Staatsangehörigkeit sind geklärt, in der Regel durch einen gültigen Pass; andere Wege "
                "prüft die Behörde."
            ),
            "§ 10 Abs. 1 Satz 1 StAG",
        ),
    ),
    "Rechtmäßiger gewöhnlicher Aufenthalt": (
        ("Titel jedes Zwecks, Fiktionszeiten und Freizügigkeit zählen.", "§ 10 Abs. 1 Satz 1 StAG"),
        ("Ein nationales Visum zählt von der Einreise an, wenn ein Titel folgt.", "Verwaltungspraxis"),
        ("Ein Asylverfahren zählt nur, wenn Schutz zuerkannt wurde.", "§ 55 Abs. 3 AsylG"),
        ("Duldung und Zeiten ohne Aufenthaltsrecht zählen nicht.", "§ 10 Abs. 1 Satz 1 StAG"),
        ("Eine Lücke durch einen verspäteten Antrag bleibt außer Betracht.", "§ 12b Abs. 3 StAG"),
        ("Wer in der gesetzten Frist zurückkehrt, unterbricht nicht.", "§ 12b Abs. 1 Satz 2 StAG"),
        (
            (
                "Bei Unionsbürgern und ihren Angehörigen werden die Aufenthalte eines Jahres zusammengezählt; welches "
                "Jahr gemeint ist, sagt das Gesetz nicht. Wehr- und Ersatzdienst unterbricht nicht."
            ),
            "§ 12b Abs. 1 Satz 4 StAG mit § 4a Abs. 6 FreizügG/EU",
        ),
    ),
    "Aufenthaltsrecht": (
        (
            "Unbefristete Rechte, Freizügigkeit, die Erlaubnis für Schweizer und die Blaue Karte EU genügen.",
            "§ 10 Abs. 1 Satz 1 Nr. 2 StAG",
        ),
        ("Eine Fiktion nach § 81 Abs. 4 AufenthG gilt wie der Titel, den sie fortsetzt.", "§ 81 Abs. 4 AufenthG"),
        ("Eine Fiktion nach § 81 Abs. 3 AufenthG ist kein Titel.", "§ 81 Abs. 3 AufenthG"),
    ),
    "Lebensunterhalt": (("Eine besondere Härte prüft die Behörde.", "§ 8 Abs. 2 StAG"),),
    "Verurteilungen": (
        ("Erziehungsmaßregeln und Zuchtmittel bleiben außer Betracht.", "§ 12a Abs. 1 Satz 1 Nr. 1 StAG"),
        (
            "Bei antisemitischem, rassistischem oder sonst menschenverachtendem Beweggrund gilt keine Grenze.",
            "§ 12a Abs. 1 Satz 2 StAG",
        ),
        ("Eine niedrigere Gesamtstrafe tritt an die Stelle der Summe.", "§ 12a Abs. 1 Satz 3 StAG"),
        ("Jugendstrafe und Freiheitsstrafe ohne Bewährung bleiben nicht außer Betracht.", "§ 12a Abs. 1 Satz 1 StAG"),
        ("Ausländische Verurteilungen wägt die Behörde ab.", "§ 12a Abs. 2 StAG"),
        ("Während eines Verfahrens wird die Entscheidung ausgesetzt.", "§ 12a Abs. 3 StAG"),
        ("Getilgte Verurteilungen werden nicht vorgehalten.", "§ 51 BZRG"),
    ),
    "Sprache": (
        ("Vor dem 16. Geburtstag genügt eine altersgemäße Sprachentwicklung.", "§ 10 Abs. 4 Satz 2 StAG"),
        ("Deutsche Schule, Ausbildung oder Studium weisen die Sprache nach.", "Verwaltungspraxis"),
        ("Bei Krankheit, Behinderung oder wegen des Alters wird abgesehen.", "§ 10 Abs. 6 StAG"),
    ),
    "Kenntnisse": (
        ("Ein deutscher Schulabschluss ersetzt den Test.", "Verwaltungspraxis"),
        ("Vor dem 16. Geburtstag und bei Einwilligungsvorbehalt wird kein Test verlangt.", "§ 10 Abs. 1 Satz 2 StAG"),
        ("Bei Krankheit, Behinderung oder wegen des Alters wird abgesehen.", "§ 10 Abs. 6 StAG"),
    ),
    "Bekenntnis und Erklärung": (
        (
            (
                "Verlangt wird das Bekenntnis zur freiheitlichen demokratischen Grundordnung und die Erklärung, keine "
                "Bestrebungen gegen sie zu unterstützen; eine Abkehr ist glaubhaft zu machen."
            ),
            "§ 10 Abs. 1 Satz 1 Nr. 1 StAG",
        ),
        ("Vor dem 16. Geburtstag und bei Einwilligungsvorbehalt entfällt beides.", "§ 10 Abs. 1 Satz 2 StAG"),
    ),
    "Ausschluss": (
        ("Ausgeschlossen ist, wer Bestrebungen gegen die Grundordnung unterstützt.", "§ 11 Satz 1 Nr. 1 StAG"),
        (
            "Ausgeschlossen ist, wer mit mehreren Personen gleichzeitig verheiratet ist.",
            "§ 11 Satz 1 Nr. 3 StAG, bis 26. Juni 2024 § 10 Abs. 1 Satz 1 StAG",
        ),
    ),
    "Ehegatten von Deutschen": (
        ("Leben die Ehegatten getrennt, prüft die Behörde.", "§ 9 Abs. 1 StAG; Verwaltungspraxis"),
    ),
    "Miteinbürgerung": (
        ("Ab 16 Jahren in der Regel nur, wer auch allein eingebürgert werden könnte.", "Verwaltungspraxis"),
        ("Fehlt diese Zeit, entscheidet die Behörde nach Ermessen.", "§ 10 Abs. 2 StAG"),
    ),
    "Andere Wege": (
        ("War ein Elternteil bei der Geburt deutsch: Feststellung.", "§ 4 Abs. 1, § 30 StAG"),
        ("Verfolgte der Jahre 1933 bis 1945 und Nachkommen: Wiedergutmachung.", "Art. 116 Abs. 2 GG, § 15 StAG"),
        ("Bei Aufenthalt im Ausland: Bundesverwaltungsamt.", "§ 13, § 14 StAG"),
    ),
}
