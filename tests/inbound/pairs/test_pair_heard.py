"""What a mail tells of a pair that formed elsewhere: the name, the address, who mentors whom, since when (M8)."""

from datetime import date

import pytest

from app.inbound.pairs.heard import Writer, pair_heard
from app.inbound.pairs.since import day_since

DAN = Writer("Dan Roy", ("dan@x.org",))
TODAY = date(2026, 6, 2)
MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "name", "role", "since"),
    [
        ("I am mentoring Kate Roy, kate@x.org, since 1 March", "Kate Roy", "mentor", MARCH),
        ("I'm mentoring Kate Roy (kate@x.org) since March 1st, 2026.", "Kate Roy", "mentor", MARCH),
        ("Hi, I have been mentoring kate roy since March. Her email is kate@x.org", "Kate Roy", "mentor", MARCH),
        ("I am a mentor to Dr. Kate O'Brien-Roy at kate@x.org", "Kate O'Brien-Roy", "mentor", None),
        ("I'm the mentor of Kate van der Berg, kate@x.org", "Kate van der Berg", "mentor", None),
        ("I am mentoring my colleague Kate Roy, kate@x.org", "Kate Roy", "mentor", None),
        ("My mentor is Kate R. Roy, kate@x.org", "Kate R. Roy", "mentee", None),
        ("Kate Roy <kate@x.org> is my mentor since 2026-03-01.", "Kate Roy", "mentee", MARCH),
        ("Kate Roy has been mentoring me since 1 March; her address is kate@x.org", "Kate Roy", "mentee", MARCH),
        ("I am Kate Roy's mentor, kate@x.org", "Kate Roy", "mentor", None),
        ("Je suis mentor de Kate Roy, kate@x.org, depuis le 1er mars", "Kate Roy", "mentor", MARCH),
        ("Je suis mentore de Kate Roy, kate@x.org, depuis le 1er mars", "Kate Roy", "mentor", MARCH),
        ("Je suis la mentorée de Kate Roy, kate@x.org, depuis mars 2026", "Kate Roy", "mentee", MARCH),
        ("Je suis mentoré par Kate Roy (kate@x.org)", "Kate Roy", "mentee", None),
        ("Ma mentorée est Kate Roy, kate@x.org", "Kate Roy", "mentor", None),
        ("Ma mentore est Kate Roy, kate@x.org", "Kate Roy", "mentee", None),
        ("J’accompagne Kate Roy comme mentor, kate@x.org", "Kate Roy", "mentor", None),
        ("I'd like to register my mentoring with Kate Roy, kate@x.org", "Kate Roy", "", None),
        ("Mentee: Kate Roy\nEmail: kate@x.org\nSince: 1 March", "Kate Roy", "mentor", MARCH),
        ("Mentor: Dan Roy\nMentee: Kate Roy\nEmail: kate@x.org\nSince: 1 March", "Kate Roy", "mentor", MARCH),
        ("Mentor : Kate Roy\nCourriel : kate@x.org\nDepuis le : 1er mars", "Kate Roy", "mentee", MARCH),
        ("I mentor Kate Roy from another firm since March, kate@x.org", "Kate Roy", "mentor", MARCH),
        ("Can you add Kate Roy (kate@x.org) as my mentee? We began on 1 March.", "Kate Roy", "mentor", MARCH),
        ("Mentor : moi\nMentorée : Kate Roy\nCourriel : kate@x.org", "Kate Roy", "mentor", None),
    ],
)
def test_a_pair_is_heard(text: str, name: str, role: str, since: date | None) -> None:
    said = pair_heard(text, DAN)
    assert said is not None
    found = (said.name, said.email, said.role, day_since(said.since, TODAY, "en-CA"))
    assert found == (name, "kate@x.org", role, since)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Je suis mentor pour {}, depuis le 1er mars.", "mentor"),  # as the page suggests it
        ("I am mentor to {}, since 1 March.", "mentor"),
        ("Je suis la mentore de {}.", "mentor"),
        ("Je suis mentor bénévole auprès de {}.", "mentor"),
        ("Je suis devenu mentor de {}", "mentor"),
        ("Je deviens la mentore de {}", "mentor"),
        ("J’agis comme mentor auprès de {}", "mentor"),
        ("Je sers de mentor à {} depuis le 3 février.", "mentor"),
        ("Je fais du mentorat auprès de {}", "mentor"),
        ("J’ai une mentorée : {}", "mentor"),
        ("J’ai un nouveau protégé hors programme : {}", "mentor"),
        ("Ma mentorée, c’est {}", "mentor"),
        ("Bonjour, je voudrais inscrire un jumelage. {} est mentorée par moi.", "mentor"),
        ("Mon mentor, c’est {}", "mentee"),
        ("J’ai trouvé un mentor : {}", "mentee"),
        ("J’ai une mentore à l’extérieur, {}", "mentee"),
        ("{} a accepté d’être mon mentor", "mentee"),
        ("I act as a mentor to {}", "mentor"),
        ("I serve as mentor for {}.", "mentor"),
        ("Please register my mentee {}", "mentor"),
        ("I am mentoring a new graduate called {}", "mentor"),
        ("I have a new mentee, {}", "mentor"),
        ("I am the mentor, {} is the mentee.", "mentor"),
        ("I found a mentor elsewhere: {}", "mentee"),
        ("I have a mentor outside the programme, {}", "mentee"),
        ("{} agreed to be my mentor", "mentee"),
        ("{} will mentor me.", "mentee"),
        ("Can you register {} as my mentor?", "mentee"),
        ("I found a mentor on my own. Her name is {}", "mentee"),
        ("I have found a mentor myself: {}", "mentee"),
        ("I have a mentor at another firm, {}", "mentee"),
        ("I have a mentee outside my company. His name is {}", "mentor"),
        ("J’ai trouvé une mentore moi-même : {}", "mentee"),
        ("J’ai trouvé une mentore. Elle s’appelle {}", "mentee"),
        ("Pouvez-vous inscrire {} comme ma mentore?", "mentee"),
    ],
)
def test_it_is_heard_however_it_is_put(words: str, role: str) -> None:
    said = pair_heard(words.format("Zoé Tremblay-Côté (kate@x.org)"), DAN)
    assert said is not None
    assert (said.name, said.email, said.role) == ("Zoé Tremblay-Côté", "kate@x.org", role)


@pytest.mark.parametrize(
    "text",
    [
        "I have a mentor meeting with kate@x.org on Friday",
        "I had a mentor session with Kate Roy (kate@x.org)",
        "Ma mentorée Kate Roy était absente",
        "My mentee Kate Roy was away",
        "Je fais du mentorat avec plaisir",
        "Kate Roy est la mentorée de Paul, kate@x.org",
        "I would like to act as mentor for somebody, ask kate@x.org",
        "2h zoom with Kate on the 12th, all good",
        "I am mentoring a lot of people these days",
        "I mentor high school kids on weekends",
        "I am no longer mentoring Kate Roy, kate@x.org",
        "I stopped mentoring Kate Roy, kate@x.org",
        "Am I mentoring Kate Roy, kate@x.org?",
        "Should I register Kate Roy (kate@x.org) as my mentor?",
        "Can you register me as a mentor? kate@x.org told me to ask",
        "When I am mentoring Kate Roy, kate@x.org, may I log hours?",
        "Je ne suis plus mentor de Kate Roy, kate@x.org",
        "Thanks for everything.\n\nDan Roy\nName: Dan Roy\nEmail: dan@x.org",
        "My mentor is great",
        "",
    ],
)
def test_these_words_tell_of_no_pair(text: str) -> None:
    assert pair_heard(text, DAN) is None


def test_ones_own_address_is_not_the_others() -> None:
    said = pair_heard("I am mentoring Kate Roy, kate@x.org. Dan, dan@x.org", DAN)
    assert said is not None
    assert (said.email, said.several) == ("kate@x.org", False)


def test_a_long_mail_is_read_in_no_time() -> None:
    """Up to its first four thousand characters, whatever they are."""
    assert pair_heard("I am mentoring " * 50_000 + "@" * 1_000, DAN) is None
