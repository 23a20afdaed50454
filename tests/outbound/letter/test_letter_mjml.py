"""The layout language passes unknown tags and attributes in silence: so each one that we write is looked up here."""

import re

from app.outbound.letter.render import TEMPLATES

STYLED = {"padding", "css-class"}
KNOWN = {
    "mjml": {"lang"},
    "mj-head": set(),
    "mj-title": set(),
    "mj-preview": set(),
    "mj-raw": set(),
    "mj-attributes": set(),
    "mj-all": {"font-family"},
    "mj-style": {"inline"},
    "mj-body": {"width", "background-color", "css-class"},
    "mj-section": STYLED,
    "mj-column": STYLED | {"border-top"},
    "mj-spacer": {"height"},
    "mj-text": STYLED | {"font-size", "line-height", "color"},
    "mj-image": STYLED | {"align", "src", "alt", "width", "height", "font-size", "color", "container-background-color"},
}
"""What the MJML 4 documentation names, as far as we use it."""
HTML = {"meta", "div", "p", "h2", "ul", "ol", "li", "blockquote", "strong", "a", "br"}
"""What a letter is made of: nothing that a mail program refuses, nothing that loads."""

TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:[^<>{}\"]|\"[^\"]*\"|\{\{.*?\}\})*?)(/?)>")
ATTRIBUTE = re.compile(r"([a-z:-]+)=\"")


def test_the_layout_holds_only_tags_and_attributes_that_are_known() -> None:
    unknown = [
        f"{name}: <{tag} {attribute}>"
        for name, source in _sources()
        for _, tag, attributes, _ in TAG.findall(source)
        if tag.startswith("mj")
        for attribute in ATTRIBUTE.findall(attributes) or [""]
        if tag not in KNOWN or (attribute and attribute not in KNOWN[tag])
    ]
    assert unknown == []


def test_letters_are_made_of_a_few_plain_tags() -> None:
    found = {tag for _, source in _sources() for _, tag, _, _ in TAG.findall(source) if not tag.startswith("mj")}
    assert found <= HTML


def test_the_bodies_leave_the_layout_to_the_one_letter() -> None:
    assert [name for name, source in _sources() if "<mj" in source] == ["letter.mjml"]


def _sources() -> list[tuple[str, str]]:
    files = [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.mjml")]
    return sorted((str(path.relative_to(TEMPLATES)), path.read_text(encoding="utf-8")) for path in files)
