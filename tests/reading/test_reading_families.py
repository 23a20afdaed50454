"""Families of wording that strangers used: each told in several ways, in English and French (rules 4 to 12)."""

from decimal import Decimal

import pytest

from app.reading.contract import Outcome, Reading, Status
from tests.reading.answered_checkin import Read


def _hours(reading: Reading) -> dict[str, Decimal]:
    return {mode: hours for mode, hours in reading.hours.by_mode.items() if hours} if reading.hours else {}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Lundi dernier, de 13 h à 14 h, en personne à la bibliothèque.", "in_person"),
        ("07/05/2026 14:00-15:00, coffee in the Costa by the station", "in_person"),
        ("She came by my office on May 12 from 4:15 until 5:15 pm. We talked about clerkships.", "in_person"),
        ("Le 11 mai, entre 10 h et 11 h, on s'est vus à mon bureau.", "in_person"),
        ("I dropped by her workshop on May 12 from 9 to 10 in the morning", "in_person"),
        ("12 May, 6pm-7pm, drinks at the pub", "in_person"),
        ("May 12, 2-3pm, spoke on the phone", "phone"),
        ("Le 12 mai, de 10 h à 11 h, au téléphone depuis le chalet", "phone"),
        ("May 12, 10:00-11:00, over Zoom from the lake", "video"),
        ("Le 12 mai, 9 h 30 à 10 h 30, sur Zoom, depuis chez moi", "video"),
    ],
)
def test_a_mode_beside_a_range_of_the_clock_is_kept(read: Read, text: str, mode: str) -> None:
    assert _hours(read(text)) == {mode: Decimal(1)}


def test_the_topic_behind_a_range_of_the_clock_is_no_mode(read: Read) -> None:
    assert _hours(read("May 12, 10:00-11:00, mock phone interview")) == {"unspecified": Decimal(1)}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3 hours with Kate, all in person. Hang on, I just looked at my calendar: it was 2.5 hours, not 3.", "2.5"),
        ("I spent 4 hours with her. Hang on. I just checked and it was 2.5 hours.", "2.5"),
        ("2 hours in May. Hmm, no, wait, 2.5 hours.", "2.5"),
        ("J'ai fait 2 heures en personne. Non attends, c'était 2 h 30.", "2.5"),
        ("2 heures en visio. Euh non, pardon, c'était 2 h 30 en visio.", "2.5"),
        ("Deux heures. Ah non, je viens de vérifier mon agenda : deux heures et demie.", "2.5"),
        ("I'd say 3 hours. No, let me recount: 2 hours on the phone and half an hour in person.", "2.5"),
        ("Met on May 5, 6pm-7pm on zoom. Sorry, I mean 6pm to 8:30pm.", "2.5"),
    ],
)
def test_a_correction_wins_whatever_words_of_hesitation_stand_between(read: Read, text: str, hours: str) -> None:
    reading = read(text)
    assert (reading.hours and reading.hours.total, reading.correction) == (Decimal(hours), True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I met her on the 8th for one hour. Sorry, I mean the 15th, the 8th was cancelled.", 15),
        ("On s'est vus le 12 mai pendant une heure. Pardon, le 15 mai.", 15),
        ("Rencontre le 12 mai, une heure. Je me trompe, c'était le 15, pas le 12.", 15),
        ("Kate and I met for an hour on May 5. Oops, May 15.", 15),
    ],
)
def test_a_corrected_day_replaces_the_first(read: Read, text: str, day: int) -> None:
    reading = read(text)
    assert [meeting.date.day for meeting in reading.meetings if meeting.date] == [day]
    assert reading.hours is not None
    assert reading.hours.total == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two hours by phone. Actually no, that was by Zoom.",
        "2 hours in person. Sorry, that should be by video.",
        "2 heures au téléphone. Je me trompe, c'était en visio.",
    ],
)
def test_a_corrected_mode_replaces_the_first(read: Read, text: str) -> None:
    assert _hours(read(text)) == {"video": Decimal(2)}


@pytest.mark.parametrize(
    "text",
    [
        "2 hours in person. Actually she prefers Zoom.",
        "2 hours in person. Sorry, busy month. I wrote to her on Zoom chat.",
    ],
)
def test_what_takes_nothing_back_corrects_nothing(read: Read, text: str) -> None:
    assert _hours(read(text)) == {"in_person": Decimal(2)}


def test_a_forgotten_session_of_another_day_is_added(read: Read) -> None:
    assert _hours(read("1h by phone May 5. Oops, I forgot: 1h by zoom May 12.")) == {
        "phone": Decimal(1),
        "video": Decimal(1),
    }


@pytest.mark.parametrize(
    "text",
    [
        "1 hour. He put his hand on my leg and would not stop when I asked.",
        "I don't want to be alone with him again.",
        "He keeps following me home after our meetings.",
        "He said if I tell anyone he would make sure I never work here.",
        "He said people like me don't belong in engineering.",
        "He asked me for 500 dollars or he would tell my boss.",
        "He sent me pictures of himself without clothes.",
        "She says she doesn't see the point of living anymore.",
        "I am scared to meet him again.",
        "Il m'a mis la main sur la cuisse et n'a pas arrêté quand je le lui ai demandé.",
        "Je ne veux plus me retrouver seule avec lui.",
        "Il m'attend devant chez moi tous les soirs.",
        "Il m'a dit que les gens comme moi n'ont pas leur place ici.",
        "Il m'a demandé de l'argent pour écrire ma lettre.",
        "Elle n'en peut plus, elle pense au pire.",
        "Il me fait des remarques sur mon voile.",
        "Il m'a embrassée malgré mon refus.",
    ],
)
def test_harm_told_in_any_words_goes_to_a_person(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.safeguarding, reading.outcome) == (True, Outcome.REVIEW)


@pytest.mark.parametrize(
    "text",
    [
        "2 hours by phone. She is killing it at work, the harsh feedback paid off.",
        "2 hours by phone. I am scared of public speaking and she pushed me to try.",
        "2 hours by phone. The exam hit me hard but I was touched by her note.",
        "2 hours by phone. We went back to the basics and I used my laptop.",
        "2 hours by phone. He followed me on LinkedIn and stole the show at the gala.",
        "2 heures au téléphone. Cela me touche beaucoup, on était morts de rire.",
        "2 heures au téléphone. On a tué le temps, elle m'a serré la main.",
        "2 heures au téléphone. Il a tiré la leçon de son échec et je rentre chez moi.",
        "2 heures au téléphone. Elle a poussé son équipe, il était plus dur que les vrais.",
    ],
)
def test_an_idiom_is_no_harm(read: Read, text: str) -> None:
    reading = read(text)
    assert (reading.safeguarding, reading.outcome) == (False, Outcome.RECORDED)


@pytest.mark.parametrize(
    "text",
    [
        "No meetings this month - the plant was shut. We pick it up again in the new year.",
        "Rien en mai, l'usine était fermée. On reprend après les vacances.",
        "0 hours, exam season. We will pick things up after finals.",
    ],
)
def test_zero_hours_until_things_are_open_again_is_continuing(read: Read, text: str) -> None:
    assert read(text).status == Status.CONTINUING


@pytest.mark.parametrize(
    "text",
    [
        "L'entreprise se trouve à 25 minutes de chez moi en tram. Nous avons fait une heure en visio.",
        "The plant is 45 minutes from my place. We had 1 hour by video.",
        "Her shop is a ten minute walk from mine. We had 1 hour by video.",
        "It takes me 30 minutes by bus. We had 1 hour by video.",
        "J'ai obtenu quatre entretiens et deux refus. Une heure en visio avec Kate.",
        "I landed three interviews. 1 hour by video to prepare.",
    ],
)
def test_distances_and_interviews_elsewhere_are_no_mentoring(read: Read, text: str) -> None:
    reading = read(text)
    assert (_hours(reading), reading.outcome) == ({"video": Decimal(1)}, Outcome.RECORDED)


@pytest.mark.parametrize("kind", ["proposal", "agreement"])
def test_a_month_in_an_answer_is_no_period(read: Read, kind: str) -> None:
    assert read("I have to say no this time, we are expecting a child in November.", kind=kind).period == "2026-05"


@pytest.mark.parametrize(
    "text",
    [
        "2 hours by phone. Where do I start.",
        "2 hours by phone. Tickets are steep, somebody should say it out loud.",
        "2 hours by phone. I gave her some advice on her CV.",
        "2 heures au téléphone. Je lui ai donné des conseils pour son CV.",
    ],
)
def test_a_turn_of_phrase_asks_for_nothing(read: Read, text: str) -> None:
    assert not read(text).wants_help


@pytest.mark.parametrize(
    "text",
    [
        "We make 2 meeting by Zoom, each 45 minute, the day 7 May and the day 21 May.",
        "Nous avons faire deux rencontre de 45 minute chaque, le 7 mai et le 21 mai, en visio.",
    ],
)
def test_as_many_days_as_sessions_are_theirs(read: Read, text: str) -> None:
    told = [(meeting.date and meeting.date.day, meeting.minutes, meeting.mode) for meeting in read(text).meetings]
    assert told == [(7, 45, "video"), (21, 45, "video")]


@pytest.mark.parametrize(
    "text",
    [
        "2 hours. I move away, so the end of June will be my last month.",
        "2 hours. My placement ends in August.",
        "2 heures. Fin juin sera mon dernier mois.",
    ],
)
def test_a_last_month_to_come_is_an_end(read: Read, text: str) -> None:
    assert read(text).status == Status.ENDING


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("1 hour in person with Kate on Mar 6", 1),
        ("on Mar 6 and Mar 20, 1 hour each", 2),
        ("1 h le mar 6 mai", 1),
        ("40 min by phone, that is all for sept", Decimal(2) / 3),
        ("sept heures en personne", 7),
    ],
)
def test_a_short_month_is_no_weekday_and_no_number(read: Read, text: str, total: Decimal) -> None:
    hours = read(text).hours
    assert hours is not None
    assert abs(hours.total - total) < Decimal("0.001")


@pytest.mark.parametrize(
    "text",
    [
        "Hours: Mon-Thu 9-5",
        "Mon-Fri 8:30-17:00",
        "Office hours Monday to Friday 9 to 5",
        "Du lundi au vendredi, 9h à 17h",
    ],
)
def test_opening_hours_are_nobodys_session(read: Read, text: str) -> None:
    assert read(f"2 hours by phone\n\n{text}").meetings == ()
    assert _hours(read(f"2 hours by phone\n\n{text}")) == {"phone": Decimal(2)}


@pytest.mark.parametrize(
    "text",
    [
        "5 May: 1h\n12 May: 30 min\nTotal 1.5 hours, all on Zoom.",
        "30 minutes on May 5 and 1 hour on May 12. 1.5 hours in total, all on Teams.",
        "Le 5 mai : 1 h\nLe 12 mai : 30 min\nTotal : 1,5 h, le tout en visio.",
    ],
)
def test_how_the_total_was_spent_is_how_its_parts_were(read: Read, text: str) -> None:
    assert _hours(read(text)) == {"video": Decimal("1.5")}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("on a parlé une heure de son CV", {"unspecified": 1}),
        ("nous avons parlé 45 minutes de son projet, au téléphone", {"phone": Decimal("0.75")}),
        ("on a fait une heure de route, 2 h en personne", {"in_person": 2}),
    ],
)
def test_what_was_talked_of_for_an_hour_is_no_other_hour(read: Read, text: str, hours: dict[str, Decimal]) -> None:
    assert _hours(read(text)) == hours
