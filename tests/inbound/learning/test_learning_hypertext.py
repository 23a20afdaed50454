"""An HTML body in disguise shows what it showed, with other names, and holds nothing that is not shown."""

import pytest

from app.inbound.learning.circle import Circle, Person
from app.inbound.learning.disguise import disguise_for
from app.inbound.learning.hypertext import disguised_hypertext, hypertext_words
from app.inbound.mail.html_text import html_to_text

CIRCLE = Circle((Person("Émilie Tremblay", near=True),))


def _disguised(source: str) -> str:
    disguise = disguise_for(CIRCLE, [hypertext_words(source)], "a case")
    return disguised_hypertext(source, disguise.edits)


@pytest.mark.parametrize(
    "source",
    [
        "<p>with &Eacute;milie</p>",
        "<p>with &#201;milie</p>",
        "<p>with Émi<b>lie</b></p>",
        "<td>emilie</td><td>2</td>",
        "<p>with <span>É</span><i>m</i>ilie Trem\nblay</p>",
        "<pre>Émilie\nTremblay</pre>",
    ],
)
def test_a_name_is_found_across_tags_and_entities(source: str) -> None:
    assert "milie" not in html_to_text(_disguised(source))


@pytest.mark.parametrize(
    "hidden",
    [
        '<img src="https://x.example/emilie.png" alt="Émilie">',
        '<a href="mailto:emilie@x.example" title="Émilie">here</a>',
        "<!-- Émilie -->",
        "<style>.emilie { color: red }</style>",
        "<head><title>Émilie</title></head>",
        '<div class="emilie gmail_quote" id="emilie" data-name="Émilie" style="background: url(emilie)">x</div>',
        "<script>emilie()</script>",
        "<!--[if mso]><p>Émilie</p><![endif]-->",
        "<![if !supportLists]>x<![endif]>",
    ],
)
def test_what_nobody_sees_does_not_leave(hidden: str) -> None:
    disguised = _disguised(f"<div>{hidden}</div>").lower()
    assert "milie" not in disguised
    assert "![" not in disguised


@pytest.mark.parametrize(
    "source",
    [
        '<div>done</div><div class="gmail_quote"><blockquote style="border-left:1px solid">ours</blockquote></div>',
        "<table><tr><td>In person</td><td><b>2</b></td></tr></table>",
        "<p>a &lt;b&gt; &amp; c</p>",
        "<p>one<br>two",
        '<p style="display:none">hidden</p><p>shown</p>',
        '<div class="gmail_signature">Manager</div>',
        "<!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal>2 hours</p>",
        "<ol><li>yes<li>no</ol>",
    ],
)
def test_without_a_name_in_it_a_body_shows_what_it_showed(source: str) -> None:
    assert html_to_text(_disguised(source)) == html_to_text(source)
