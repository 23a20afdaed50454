"""The public pages, in both languages, and the headers and cookies that every answer carries."""

from html.parser import HTMLParser

import pytest
from flask import Flask, session

from app.config import SettingsError
from app.db import Database
from app.http import create_app
from tests.portal.pages import browser, make_app, settings

_ENGLISH, _FRENCH = "Mentoring by email", "Le mentorat par courriel"


class _Outline(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize(
    ("preferred", "title", "lang"),
    [
        ("en-CA", _ENGLISH, "en-CA"),
        ("fr-CA,fr;q=0.9,en;q=0.5", _FRENCH, "fr-CA"),
        ("fr", _FRENCH, "fr-CA"),
        ("de", _ENGLISH, "en-CA"),
        ("", _ENGLISH, "en-CA"),
    ],
)
def test_the_home_page_speaks_the_language_the_browser_prefers(
    app: Flask, preferred: str, title: str, lang: str
) -> None:
    answer = browser(app, language=preferred).get("/")
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.text
    assert _Outline(answer.text).all("html") == [{"lang": lang}]
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(("path", "title"), [("/en", _ENGLISH), ("/fr", _FRENCH)])
@pytest.mark.parametrize("preferred", ["en", "fr"])
def test_a_language_can_be_chosen_by_a_link(app: Flask, path: str, title: str, preferred: str) -> None:
    client = browser(app, language=preferred)
    links = {link.get("href") for link in _Outline(client.get("/").text).all("a")}
    assert path in links
    assert f"<h1>{title}</h1>" in client.get(path).text


@pytest.mark.parametrize("path", ["/", "/fr", "/en", "/no/such/page"])
def test_a_page_has_a_title_one_heading_a_main_part_and_a_way_past_the_head(app: Flask, path: str) -> None:
    outline = _Outline(browser(app).get(path).text)
    assert [len(outline.all(tag)) for tag in ("title", "h1", "main")] == [1, 1, 1]
    assert outline.all("a")[0] == {"class": "skip", "href": "#content"}
    assert outline.all("main")[0]["id"] == "content"


@pytest.mark.parametrize("path", ["/", "/fr", "/no/such/page", "/t/x/mails/held"])
def test_a_page_holds_no_script_and_no_style_of_its_own(app: Flask, path: str) -> None:
    outline = _Outline(browser(app).get(path).text)
    assert outline.all("script") == outline.all("style") == []
    attributes = {name for _, given in outline.tags for name in given}
    assert [name for name in attributes if name == "style" or name.startswith("on")] == []


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/portal.css", "/no/such/page", "/t/x/mails/held"])
def test_every_answer_carries_the_security_headers(app: Flask, path: str) -> None:
    with browser(app).get(path) as answer:
        headers = answer.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_one_stylesheet_is_served(app: Flask) -> None:
    client = browser(app)
    sheets = [link["href"] for link in _Outline(client.get("/").text).all("link") if link["rel"] == "stylesheet"]
    assert sheets == ["/static/portal.css"]
    with client.get("/static/portal.css") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "text/css")
        for part in ("prefers-color-scheme: dark", "@media print", "--accent"):
            assert part in answer.get_data(as_text=True)


def _session_cookie(app: Flask, base_url: str) -> str:
    """The cookie that a page sets when it keeps something of the visitor."""

    def remember() -> str:
        session["kept"] = True
        return ""

    app.add_url_rule("/remember", "remember", remember)
    return app.test_client().get("/remember", base_url=base_url).headers["Set-Cookie"]


def test_over_https_the_session_cookie_is_bound_to_the_host(database: Database) -> None:
    app = make_app(database, base_url="https://mentors.example")
    assert browser(app).get("/").headers["Strict-Transport-Security"].startswith("max-age=")
    cookie = _session_cookie(make_app(database, base_url="https://mentors.example"), "https://mentors.example")
    assert cookie.startswith("__Host-mentorpost=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_over_plain_http_the_cookie_has_another_name(database: Database, app: Flask) -> None:
    assert "Strict-Transport-Security" not in browser(app).get("/").headers
    cookie = _session_cookie(make_app(database), "http://127.0.0.1:8000")
    assert cookie.startswith("mentorpost=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("key", "words"), [(None, "SECRET_KEY is not set"), ("", "SECRET_KEY is not set"), ("short", "has 5 characters")]
)
def test_it_does_not_start_without_a_secret(database: Database, key: str | None, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        create_app(settings(secret_key=key), database, lambda _queue, _tenant, _mail: None)
