"""The page of a waiting mail shows why it was read so: the words of each fact, what was passed over, and the rule."""

from flask import Flask

from app.db import Database
from tests.factories.amending import held
from tests.factories.post_room import PostRoom
from tests.portal.pages import add_member, browser, user_of

WORDS = "2h zoom with Kate on 19 May, not 3. The drive took 40 minutes.\n"


def test_each_fact_stands_beside_its_words_and_each_word_passed_over_beside_its_rule(
    served: Flask, room: PostRoom
) -> None:
    mail_id = held(room, WORDS)
    coordinator = browser(served, user_of(room.database, f"priya@{room.made.slug}.example"))
    page = coordinator.get(f"/t/{room.made.slug}/mails/{mail_id}").text
    assert "<li>2\N{NO-BREAK SPACE}h, video: <q>2h</q></li>" in page
    assert '<mark title="2\N{NO-BREAK SPACE}h, video' in page
    assert '<li><q>3</q> <span class="hint">It is said not to be so.</span></li>' in page
    assert "<q>40 minutes</q>" in page
    assert "It tells facts, and nothing in them is unclear." in page


def test_the_reasons_are_told_in_french_too(served: Flask, room: PostRoom, database: Database) -> None:
    mail_id = held(room, WORDS)
    reader = browser(served, add_member(database, room.made, "coordinator", locale="fr-CA"))
    page = reader.get(f"/t/{room.made.slug}/mails/{mail_id}").text
    assert "Laissé de côté" in page
    assert "Le texte dit que ce n’est pas le cas." in page
    assert "C’est le temps d’autre chose, comme le travail ou un déplacement." in page
