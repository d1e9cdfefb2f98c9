# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a Kommune says of itself stays text, on its own pages and on the Land's (security.md T14).

Each hostile text is entered into each field. Either the deed refuses it with a sentence at the field, or it stands
there; then all pages have exactly the elements, attributes and kinds of links that they have with harmless texts.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.urls import get_resolver
from django.utils import translation

from efa.audit.services import OPERATOR
from efa.registers.memory import versions
from efa.tenancy.current import tenant
from efa.tenancy.models import Kommune
from tenants.instance import services as instance
from tenants.instance.models import Office
from tests.conftest import LAND
from tests.efa.observability.test_every_view import address, routes
from tests.tenants.instance.test_portal import FACTS, HOURS
from tests.theming.test_services import BRANDING, HARZ, NOON, PROVIDER
from theming import services, tokens
from theming.contrast import InvalidColour
from theming.models import Branding, Provider, PublishedTheme

# Short enough for the shortest line of a portal.
VISIBLE = {
    "a script": "<script>alert(1)</script>",
    "a script in odd letters": "<ScRiPt/src=//x.example></sCrIpT>",
    "an image behind the end of an attribute": '"><img src=x onerror=alert(1)>',
    "a drawing behind the end of an attribute": "'><svg/onload=alert(1)>",
    "an attribute": '" autofocus onfocus=alert(1) x="',
    "an attribute without quotes": "x onmouseover=alert(1) ",
    "a style": '" style="position:fixed;inset:0',
    "the end of a style": "</style><script>alert(1)</script>",
    "the end of a title": "</title><script>alert(1)</script>",
    "the end of a comment": "--><script>alert(1)</script><!--",
    "a frame": "<iframe srcdoc='<script>alert(1)</script>'>",
    "a base": "<base href=//x.example>",
    "a refresh": "<meta http-equiv=refresh content=0;url=//x.example>",
    "a form": "<form action=//x.example><button>Senden</button>",
    "a link that runs": "javascript:alert(1)",
    "a link that runs, in odd letters": " JaVaScRiPt:alert(1)",
    "a link with a page in it": "data:text/html,<script>alert(1)</script>",
    "a link without a scheme": "//boese.example/x",
    "a link in the clear": "http://boese.example/",
    "entities": "&lt;script&gt;alert(1)&#60;/script&#x3e;",
    "an entity in a scheme": "&#x6a;avascript&colon;alert(1)",
    "a variable": "{{ request.META }}{{ frame|safe }}",
    "a tag": "{% include 'theming/error.html' %}{# x #}",
    "places of Python": "%(authority)s %s {0.__class__} ${x}",
    "an escape of CSS": r"\3c script\3e alert(1)\3c /script\3e",
    "a rule of CSS": "red;}body{background:url(//x.example)}",
}
HIDDEN = {
    "the other direction": "Amt\u202egnp.exe",
    "an isolated direction": "\u2066Amt",
    "nothing wide": "Am\u200bt",
    "a hyphen nobody sees": "Am\u00adt",
    "a tag nobody sees": "Amt\U000e0041",
    "another end of a line": "Amt\u2028x",
    "the end of a text": "Amt\x00",
    "an escape of terminals": "\x1b[31mAmt",
    "a half letter": "Amt\ud83d",
}
LINES = {
    "a header": "Amt\r\nSet-Cookie: a=b",
    "another header": "Amt\nLocation: https://boese.example/",
}  # fmt: skip

DEEDS = {
    Branding: lambda facts: services.set_branding(**facts, by=OPERATOR, at=NOON),
    Provider: lambda facts: services.set_provider(**facts, by=OPERATOR, at=NOON),
    Office: lambda facts: instance.set_office(facts=facts, hours=HOURS, by=OPERATOR, at=NOON),
}
# Every field has a text, so that each page shows all it can show.
HARMLESS = {
    Branding: BRANDING | {
        "claim_de": "Kurze Wege", "claim_en": "Short ways", "footer_de": "Fuß", "footer_en": "Foot",
        "easy_language_url": "https://leicht.example/", "sign_language_url": "https://gebaerden.example/",
    },
    Provider: PROVIDER | {
        "vat_id": "DE000", "feedback_phone": "0391 000-1", "accessibility_gaps_de": "Karte", "accessibility_gaps_en": "Map",
    },
    Office: FACTS | {"consultation_en": "Ask us."},
}  # fmt: skip
# Not one of the cast: this one is also found by searches, and the Land shows its way to apply on paper.
AGS, HOST = "15085", "harz.localhost"
# What the table of addresses cannot know: searches that end there, and a page that is missing.
MORE = {
    "kommune": ["/nirgendwo/", "/en/nowhere/"],
    "land": [
        "/zustaendigkeit/?ort=38820",
        "/en/zustaendigkeit/?ort=38820",
        "/zustaendigkeit/?ort=39646&gebiet=unsicher",
    ],
}
SCHEMES = {"", "https", "tel", "mailto"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "srcdoc", "background"}


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.links, self.texts, self.code = [], [], [], []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, *sorted(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ADDRESSES]
        self.texts += [value or "" for _, value in attrs]
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        self.texts.append(data)
        if self.inside in {"script", "style"}:
            self.code.append(data)

    def handle_comment(self, data):
        self.elements.append(("comment",))

    @property
    def schemes(self):
        return {urlsplit(link.strip()).scheme.lower() for link in self.links}


def fields():
    """Every text that one of the three deeds takes."""
    for model, facts in HARMLESS.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                assert field.name in facts, f"{model.__name__}.{field.name} is entered by no deed of this test"
                yield model, field


def refused(model, field, text):
    """Enter one text among harmless ones; return whether it was refused, with a sentence at this field and no other."""
    try:
        DEEDS[model](HARMLESS[model] | {field.name: text})
    except (services.InvalidFacts, ValidationError) as refusal:
        told = refusal.fields if isinstance(refusal, services.InvalidFacts) else refusal.message_dict
        assert set(told) == {field.name}, (field, text)
        assert all(re.fullmatch(r"(?s)[A-ZÄÖÜ].+ .+[.)]", str(sentence)) for sentence in told[field.name]), told
        return True
    return False


def dressings(field, text):
    """The text itself, or in the form that a field of addresses or e-mail wants."""
    kinds = {type(validator) for validator in field.validators}
    if URLValidator in kinds:
        return [text, f"https://boese.example/{text}", f"https://{text}.example/"]
    return [text, f'"{text}"@boese.example', f"{text}@boese.example"] if EmailValidator in kinds else [text]


def addresses(kind):
    """Every page of a kind of host in both languages, the gallery of the developers left out."""
    urlconf = f"efa.config.urls.{kind}"
    found = list(MORE[kind])
    for language in ("de", "en"):
        with translation.override(language):
            for name, pattern in routes(get_resolver(urlconf)):
                if not name.startswith("gallery:"):
                    found.append(address(name, pattern, urlconf))
            found += [f"{'/en' if language == 'en' else ''}/behoerden/{AGS}/"] if kind == "land" else []
    return sorted(set(found))


def pages(visit):
    """Open everything that could show what the Kommune entered."""
    # The deeds of a test never commit, so nobody told this process to look at the registers again.
    versions.forget()
    opened = {}
    for host, kind in ((HOST, "kommune"), (LAND, "land")):
        visitor = visit(host)
        for path in addresses(kind):
            opened[kind, path] = visitor.get(path)
    return opened


@pytest.fixture
def harz(db):
    with tenant(Kommune.objects.get(ags=AGS)):
        yield


HARMLESS_ELEMENTS = {}


def harmless_elements(visit):
    """What each page consists of with harmless texts; made once, and the same for each hostile text."""
    if not HARMLESS_ELEMENTS:
        for model, facts in HARMLESS.items():
            DEEDS[model](facts)
        for place, answer in pages(visit).items():
            HARMLESS_ELEMENTS[place] = Page(answer.content.decode()).elements if is_html(answer) else []
    return HARMLESS_ELEMENTS


def is_html(answer):
    return answer.headers.get("Content-Type", "").startswith("text/html")


@pytest.mark.parametrize("text", VISIBLE.values(), ids=VISIBLE.keys())
def test_hostile_text_is_refused_or_stays_text(harz, visit, text):
    expected = harmless_elements(visit)
    for model, harmless in HARMLESS.items():
        taken = {}
        for field in (field for owner, field in fields() if owner is model):
            fit = [dressed for dressed in dressings(field, text) if not refused(model, field, dressed)]
            taken |= {field.name: fit[0]} if fit else {}
        DEEDS[model](harmless | taken)
    seen = {"kommune": 0, "land": 0}
    for place, answer in pages(visit).items():
        assert not any(text in value for value in answer.headers.values()), place
        if not is_html(answer):
            assert b"<" not in answer.content, place
            continue
        page = Page(answer.content.decode())
        assert page.elements == expected[place], place
        assert page.schemes <= SCHEMES, place
        assert page.code == [], place
        seen[place[0]] += any(text in one for one in page.texts)
    # A text that nobody saw would prove nothing.
    assert seen["kommune"] >= 10
    assert seen["land"] >= 2


def test_the_reader_of_pages_sees_what_a_browser_would_run():
    page = Page('<p style="x">{}</p><a href=" JavaScript:x">'.format("<script>alert(1)</script><img onerror=x>"))
    assert page.elements == [("p", "style"), ("script",), ("img", "onerror"), ("a", "href")]
    assert page.code == ["alert(1)"]
    assert page.schemes == {"javascript"}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN.keys())
def test_text_that_nobody_can_see_is_refused_in_every_field(harz, text):
    tried = [(model, field) for model, field in fields()]
    assert len(tried) >= 35
    for model, field in tried:
        for dressed in dressings(field, text):
            assert refused(model, field, dressed), (field, dressed)


@pytest.mark.parametrize("text", LINES.values(), ids=LINES.keys())
def test_a_second_line_is_refused_where_a_text_has_one(harz, visit, text):
    may = {field.name for model, field in fields() if not refused(model, field, text)}
    assert may == {"accessibility_gaps_de", "accessibility_gaps_en"}
    services.set_provider(**HARMLESS[Provider] | dict.fromkeys(may, text), by=OPERATOR, at=NOON)
    for path in ("/barrierefreiheit/", "/en/barrierefreiheit/"):
        answer = visit(HOST).get(path)
        assert text.splitlines()[1] in answer.content.decode()
        assert "Location" not in answer.headers
        assert "a" not in answer.cookies


@pytest.mark.parametrize("text", [*VISIBLE.values(), *HIDDEN.values(), *LINES.values()])
def test_hours_are_numbers_and_nothing_else(harz, text):
    for span in ((1, text, "12:00"), (1, "09:00", text), (1, f"09:00{text}", "12:00")):
        with pytest.raises(ValidationError) as refusal:
            instance.set_office(facts=HARMLESS[Office], hours=[span], by=OPERATOR, at=NOON)
        assert list(refusal.value.message_dict) == ["hours"]


@pytest.mark.parametrize("text", [*VISIBLE.values(), *HIDDEN.values(), *LINES.values()])
def test_a_look_is_colours_and_nothing_else(harz, text):
    before = set(PublishedTheme.objects.values_list("digest", flat=True))
    for mode in tokens.MODES:
        for token in tokens.TOKENS:
            for colour in (text, f"#ffffff{text}", f"#ffffff;{text}"):
                with pytest.raises(InvalidColour):
                    services.publish_theme(tokens={**HARZ, mode: {**HARZ[mode], token: colour}}, by=OPERATOR, at=NOON)
        with pytest.raises(tokens.UnknownToken):
            services.publish_theme(tokens={**HARZ, mode: {**HARZ[mode], text: "#ffffff"}}, by=OPERATOR, at=NOON)
    with pytest.raises(tokens.UnknownToken):
        services.publish_theme(tokens={**HARZ, text: HARZ["light"]}, by=OPERATOR, at=NOON)
    assert set(PublishedTheme.objects.values_list("digest", flat=True)) == before


def test_a_stylesheet_holds_colours_of_our_tokens_and_nothing_else(harz, visit):
    digest = services.publish_theme(tokens=HARZ, by=OPERATOR, at=NOON)
    css = visit(HOST).get(f"/theme/{digest}.css").content.decode()
    for mode in tokens.MODES:
        css = css.replace(";".join(f"{token}:{HARZ[mode][token].lower()}" for token in tokens.TOKENS), "")
    assert re.sub(r"\s", "", css) == (
        "[data-kern-theme=light]{}[data-kern-theme=dark]{}"
        "@media(prefers-color-scheme:light){:root:not([data-kern-theme]){}}"
        "@media(prefers-color-scheme:dark){:root:not([data-kern-theme]){}}"
    )
