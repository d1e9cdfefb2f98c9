# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings in German words, for a lawyer: outcomes, requirements, and a sentence for every reason."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from efa.rules.facts import Overall
from efa.rules.findings import Finding, Result, Value

OVERALL: Final = {
    Overall.LIKELY_FULFILLED: "Nach diesen Angaben sind die Voraussetzungen wahrscheinlich erfüllt.",
    Overall.NOT_YET: "Vorher ist noch etwas zu erledigen.",
    Overall.OPEN: "Das muss die Einbürgerungsbehörde im Einzelfall prüfen.",
    Overall.OTHER_ROUTE: "Vermutlich gilt ein anderer Weg.",
}
VALUES: Final = {
    Value.FULFILLED: "erfüllt",
    Value.EXEMPT: "nicht verlangt",
    Value.NOT_APPLICABLE: "entfällt",
    Value.OPEN: "offen",
    Value.NOT_YET: "noch nicht",
    Value.OBSTACLE: "mögliches Hindernis",
}
REQUIREMENTS: Final = {
    "capacity": "Handlungsfähigkeit",
    "identity": "Identität und Staatsangehörigkeit",
    "residence": "Rechtmäßiger gewöhnlicher Aufenthalt",
    "title": "Aufenthaltsrecht am Stichtag",
    "livelihood": "Lebensunterhalt",
    "nationality": "Aufgabe der bisherigen Staatsangehörigkeit",
    "convictions": "Straffreiheit",
    "language": "Sprachkenntnisse",
    "civics": "Kenntnisse der Rechts- und Gesellschaftsordnung",
    "declarations": "Bekenntnis und Erklärung",
    "exclusion": "Kein Ausschlussgrund",
    "ban": "Keine Sperrfrist",
    "marriage": "Ehe mit einer deutschen Person",
}
_UNKNOWN: Final = "Eine Angabe ist nicht bekannt, und auf sie kommt es an."
REASONS: Final = {
    "capacity.of_age": "Die Person hat das erforderliche Alter und handelt selbst.",
    "capacity.represented": "Die gesetzliche Vertretung handelt für die Person.",
    "capacity.too_young": "Die Person ist noch zu jung, und niemand vertritt sie.",
    "capacity.guardianship": "Es besteht ein Einwilligungsvorbehalt, und die Betreuung stellt den Antrag nicht.",
    "identity.clarified": "Identität und Staatsangehörigkeit sind geklärt.",
    "identity.unclear": "Ein gültiger Pass fehlt; die Identität kann auf anderen Wegen geklärt werden.",
    "identity.not_clarified": "Identität oder Staatsangehörigkeit müssen zuerst geklärt werden.",
    "residence.complete": "Die erforderlichen Jahre rechtmäßigen Aufenthalts sind vollendet.",
    "residence.incomplete": "Die erforderlichen Jahre rechtmäßigen Aufenthalts sind noch nicht vollendet.",
    "residence.not_lawful": "Am Stichtag besteht kein rechtmäßiger Aufenthalt, der zählt.",
    "residence.credit": "Die Jahre sind nur vollendet, wenn die Behörde früheren Aufenthalt anrechnet.",
    "residence.half_abroad": "Mehr als die Hälfte der Zeit lag im Ausland; in der Regel unterbricht das.",
    "residence.year_abroad": "Es kommt darauf an, wie ein Jahr mit mehr als sechs Monaten Ausland gezählt wird.",
    "residence.spouse_complete": "Die Jahre für Ehegatten von Deutschen sind vollendet.",
    "residence.spouse_incomplete": "Die Jahre für Ehegatten von Deutschen sind noch nicht vollendet.",
    "residence.course_complete": "Die durch den Integrationskurs verkürzten Jahre sind vollendet.",
    "residence.course_incomplete": "Auch die durch den Integrationskurs verkürzten Jahre sind noch nicht vollendet.",
    "residence.achievements": "Besondere Integrationsleistungen können die Jahre verkürzen; das ist Ermessen.",
    "residence.short": "Besondere Integrationsleistungen mit C1 können die Jahre verkürzen; das ist Ermessen.",
    "residence.joint": "Die in der Praxis für die Miteinbürgerung verlangten Zeiten sind erreicht.",
    "residence.joint_discretion": "Für die Miteinbürgerung fehlt die übliche Zeit; darüber entscheidet die Behörde.",
    "title.unlimited": "Das Aufenthaltsrecht ist unbefristet.",
    "title.free_movement": "Die Person ist freizügigkeitsberechtigt.",
    "title.swiss": "Die Erlaubnis nach dem Freizügigkeitsabkommen mit der Schweiz ist genannt.",
    "title.blue_card": "Die Blaue Karte EU ist genannt.",
    "title.limited": "Der befristete Titel gilt einem Zweck, der nicht ausgenommen ist.",
    "title.continued": "Die Fiktionsbescheinigung setzt einen Titel fort, der genügt.",
    "title.excluded": "Der Titel gilt einem Zweck, der ausgenommen ist; er muss zuerst wechseln.",
    "title.which_absatz": "Nur einige Absätze dieses Paragrafen genügen; der Absatz fehlt.",
    "title.lawful_only": "Die Fiktionsbescheinigung macht den Aufenthalt rechtmäßig, ist aber kein Titel.",
    "title.none": "Es besteht kein Aufenthaltstitel.",
    "livelihood.own": "Der Lebensunterhalt ist ohne Leistungen nach SGB II oder SGB XII gesichert.",
    "livelihood.not_responsible": "Die Person hat den Bezug der Leistungen nicht zu vertreten.",
    "livelihood.lodged_before": "Für den früh gestellten Antrag gilt die alte Regel: der Bezug ist nicht zu vertreten.",
    "livelihood.generation": "Generation der Gast- und Vertragsarbeiter: der Bezug ist nicht zu vertreten.",
    "livelihood.generation_spouse": "Ob der Nachzug im zeitlichen Zusammenhang stand, prüft die Behörde.",
    "livelihood.fulltime": "Vollzeit jetzt und lange genug in zwei Jahren; ergänzende Leistungen schaden nicht.",
    "livelihood.partner": "Der Ehegatte arbeitet lange genug in Vollzeit, in der Familie mit minderjährigem Kind.",
    "livelihood.hardship": "Eine besondere Härte ist möglich; darüber entscheidet die Behörde.",
    "livelihood.benefits": "Leistungen nach SGB II oder SGB XII werden bezogen, ohne dass eine Ausnahme greift.",
    "nationality.not_asked": "Die bisherige Staatsangehörigkeit kann behalten werden.",
    "nationality.union": "Unionsbürger und Schweizer behalten ihre Staatsangehörigkeit.",
    "nationality.refugee": "Inhaber eines Reiseausweises für Flüchtlinge geben ihre Staatsangehörigkeit nicht auf.",
    "nationality.stateless": "Wer staatenlos ist, hat nichts aufzugeben.",
    "nationality.ready": "Die Person ist bereit, die bisherige Staatsangehörigkeit aufzugeben.",
    "nationality.refused": "Die Person will ihre Staatsangehörigkeit behalten, ohne dass eine Ausnahme erkennbar ist.",
    "convictions.none": "Es gibt keine Verurteilung und kein Verfahren.",
    "convictions.within_limits": "Die Verurteilungen bleiben außer Betracht.",
    "convictions.erased": "Getilgte Verurteilungen dürfen nicht vorgehalten werden.",
    "convictions.pending": "Bis ein laufendes Verfahren abgeschlossen ist, wird die Entscheidung ausgesetzt.",
    "convictions.hate": "Das Urteil stellte einen menschenverachtenden Beweggrund fest; Grenzen gelten dann nicht.",
    "convictions.youth_prison": "Eine Jugendstrafe bleibt nicht außer Betracht.",
    "convictions.not_suspended": "Eine Freiheitsstrafe ohne Bewährung bleibt nicht außer Betracht.",
    "convictions.probation": "Die Bewährung läuft noch; die Strafe ist noch nicht erlassen.",
    "convictions.slightly_over": "Die Summe liegt geringfügig über der Grenze; das ist eine Einzelfallentscheidung.",
    "convictions.over": "Die Summe liegt nicht mehr geringfügig über der Grenze.",
    "convictions.foreign": "Ob eine ausländische Verurteilung zählt, wägt die Behörde ab.",
    "language.child": "Die Sprachentwicklung entspricht dem Alter.",
    "language.child_behind": "Die Sprachentwicklung entspricht noch nicht dem Alter.",
    "language.level": "Das verlangte Sprachniveau ist nachgewiesen.",
    "language.school": "Deutsche Schule, Ausbildung oder Studium weisen die Sprache nach.",
    "language.generation": "Generation der Gast- und Vertragsarbeiter: mündliche Verständigung im Alltag genügt.",
    "language.generation_spouse": "Ob der Nachzug im zeitlichen Zusammenhang stand, prüft die Behörde.",
    "language.illness": "Wegen Krankheit, Behinderung oder Alter kann abgesehen werden; ein Nachweis ist nötig.",
    "language.oral": "Trotz ernsthafter Bemühungen nur mündliches Deutsch: als Härte möglich, Ermessen.",
    "language.missing": "Das verlangte Sprachniveau fehlt noch.",
    "civics.test": "Der Einbürgerungstest ist bestanden.",
    "civics.school": "Ein deutscher Schulabschluss ersetzt den Test.",
    "civics.child": "Vor dem vollendeten 16. Lebensjahr wird kein Test verlangt.",
    "civics.guardianship": "Bei einem Einwilligungsvorbehalt wird kein Test verlangt.",
    "civics.generation": "Von der Generation der Gast- und Vertragsarbeiter wird kein Test verlangt.",
    "civics.generation_spouse": "Ob der Nachzug im zeitlichen Zusammenhang stand, prüft die Behörde.",
    "civics.illness": "Wegen Krankheit, Behinderung oder Alter kann abgesehen werden; ein Nachweis ist nötig.",
    "civics.oral": "Wird die Härte bei der Sprache anerkannt, entfällt auch der Test.",
    "civics.missing": "Der Einbürgerungstest fehlt noch.",
    "declarations.given": "Bekenntnis und Erklärung werden abgegeben.",
    "declarations.child": "Vor dem vollendeten 16. Lebensjahr wird kein Bekenntnis verlangt.",
    "declarations.guardianship": "Bei einem Einwilligungsvorbehalt wird kein Bekenntnis verlangt.",
    "declarations.fdgo_refused": "Das Bekenntnis zur freiheitlichen demokratischen Grundordnung fehlt.",
    "declarations.history_refused": "Das Bekenntnis zur besonderen historischen Verantwortung Deutschlands fehlt.",
    "declarations.extremism": "Bestrebungen gegen die freiheitliche demokratische Grundordnung werden unterstützt.",
    "declarations.distanced": "Eine Abkehr von früheren Bestrebungen muss glaubhaft gemacht werden.",
    "exclusion.none": "Ein Ausschlussgrund ist nicht erkennbar.",
    "exclusion.extremism": "Bestrebungen gegen die freiheitliche demokratische Grundordnung schließen aus.",
    "exclusion.distanced": "Eine Abkehr von früheren Bestrebungen muss glaubhaft gemacht werden.",
    "exclusion.spouses": "Die Person ist gleichzeitig mit mehreren Personen verheiratet.",
    "ban.not_in_force": "Eine Sperrfrist gab es noch nicht.",
    "ban.none": "Es gab weder eine Rücknahme noch die Feststellung einer Täuschung.",
    "ban.over": "Die Sperrfrist ist abgelaufen.",
    "ban.withdrawal": "Seit der unanfechtbaren Rücknahme läuft eine Sperrfrist.",
    "ban.deception": "Seit der Feststellung der Täuschung läuft eine Sperrfrist.",
    "ban.before": "Ob die Sperrfrist auch frühere Feststellungen erfasst, ist offen.",
    "marriage.not_asked": "Auf diesem Weg kommt es auf eine Ehe nicht an.",
    "marriage.complete": "Die Ehe oder Lebenspartnerschaft besteht lange genug.",
    "marriage.too_short": "Die Ehe oder Lebenspartnerschaft besteht noch nicht lange genug.",
    "marriage.apart": "Die Ehegatten leben getrennt; die Praxis erwartet eine gelebte Ehe.",
    "marriage.ended": "Die Ehe endete vor höchstens einem Jahr, mit Sorge für ein deutsches Kind der Ehe.",
} | {f"{requirement}.unknown": _UNKNOWN for requirement in REQUIREMENTS}


def day(given: date) -> str:
    """A day as Germans write it."""
    return f"{given:%d.%m.%Y}"


def line(case: str, result: Result, matches: bool | None) -> str:
    """A case in one line: the words of the files, so that it can be compared with them."""
    verdict = {True: "matches", False: "DIFFERS", None: "-"}[matches]
    earliest = result.earliest.isoformat() if result.earliest else "-"
    requirements = " ".join(f"{name}={finding.value}" for name, finding in result.findings.items())
    return f"{case} | {verdict} | {result.overall} | {result.route} | {earliest} | {requirements or '-'}"


def reasons(result: Result) -> Iterator[str]:
    """The outcome and every finding as sentences with their places in the statute."""
    yield f"{OVERALL[result.overall]} Weg: {result.route}. Rechtsstand: {result.law}."
    for doubt in result.doubts:
        yield f"Ein anderes Verfahren kann vorgehen, weil eine Angabe dazu nicht bekannt ist: {doubt}."
    for finding in result.findings.values():
        yield sentence(finding)


def sentence(finding: Finding) -> str:
    """One finding: requirement, state, reason, day and place in the statute."""
    text = f"{REQUIREMENTS[finding.requirement]}: {VALUES[finding.value]}. {REASONS[finding.reason]}"
    if finding.earliest:
        text += f" Frühestens am {day(finding.earliest)}."
    if finding.with_credit:
        text += f" Bei Anrechnung früheren Aufenthalts am {day(finding.with_credit)}."
    return f"{text} ({finding.provision})"
