"""No unclear word and no denial confirms anybody's hours, and an honest yes still does (H3)."""

from typing import Final
from uuid import UUID

import pytest

from app.attestations.outcomes import Purpose
from app.inbound.decision import Confirmed, Decision, Recorded
from tests.inbound.confirming.test_confirmed_words import answered


def _each(words: str) -> list[str]:
    return words.strip().replace("\n", " | ").split(" | ")


NO_YES: Final = _each("""
I did not confirm this | Yes, someone else logged that | no idea | not sure, maybe | I'm not confirming
I am not confirming this | I do not confirm | I don't confirm these hours | I won't confirm | I cannot confirm
I can't confirm this | I will not confirm that | I refuse to confirm | I never confirmed this | not confirmed
unconfirmed | not correct | incorrect | not right | that isn't right | wrong | not accurate | I disagree
I do not agree | I don't agree with this | not agreed | not approved | I did not approve | I don't approve
Yes, that is wrong | Yes it is wrong | Yes, I have a problem with this | yes and no | maybe | perhaps
I think so | probably | I guess | possibly correct | might be right | could be | who is this? | who is Dan Roy?
what hours? | Is that right? | I don't know | I don't remember | can't recall | not sure | unsure | I doubt it
yes, someone hacked my account | Yes, he made that up | Yes, he invented it | yes - fake | Yes, a lie
Yes that is fraud | Yes, but I was not there | Yes I was not there | yes, not true | Correct, I was not there
True, it never happened | Right, we did not meet | Yes, I received your mail | received | noted | thanks
will check | I'll look into it | let me check | I will confirm later | To be confirmed | I'd confirm if I could
I would confirm but I was away | Ask Dan | ask him | Yes, stop | yes please remove me | yes? | ok?
I neither confirm nor deny | hardly | far from correct | nothing is correct | none of this is right
not all of it is right | not everything is correct | Yes, if you say so | if Dan says so | I trust Dan
Whatever Dan says | anything but correct | I was asked to say yes | ok, I will check | ok let me look
ok thanks, will look | good morning | fine, I'll check | Right? | Sure, whatever | yeah right
""")
PAS_OUI: Final = _each("""
je ne confirme pas | Je confirme pas | Je n'ai pas confirmé | Je refuse de confirmer | Je ne peux pas confirmer
pas correct | ce n'est pas exact | c'est inexact | incorrect | pas d'accord | je ne suis pas d'accord
aucune idée | je ne sais pas | pas sûr, peut-être | peut-être | Oui, quelqu'un d'autre a inscrit cela
Oui, c'est faux | oui et non | Oui, mais je n'étais pas là | Oui, il a tout inventé | Exact, je n'y étais pas
Vrai, rien n'a eu lieu | je pense que oui | probablement | je vais vérifier | ok je vérifie
d'accord, je regarde | reçu | merci | qui est-ce? | rien n'est exact | tout est faux | sans doute | à confirmer
je confirmerai plus tard | je ne m'en souviens pas | je n'approuve pas | non confirmé | je conteste
si vous le dites | oui? | loin d'être exact
""")
OF_A_PART: Final = _each("""
Half of these are right | Some of these are right | Most are correct | Two of these are right | One of them is right
80% right | All but one are right | Yes except two of them | Yes to the first, the other two are fiction
All good. We skipped the 26 May meeting. | Yes, but 2 was with Omar instead | Yes, but it was shorter than that
Yes, 2 was about half that | Yes, except the length | Yes, though on a different day | Yes, only the dates are off
They are all too long but yes | yes we met but only for half the time | Approved minus the phone call
Yes, a bit less than that | Confirmed in part | Yes it was longer
""")
EN_PARTIE: Final = _each("""
La moitié est exacte | La plupart sont exactes | Oui, sauf la durée | Oui pour les dates | Oui, en partie
Deux de ces rencontres sont exactes | Oui, mais plus court | Oui, à part le 26 mai | Exact à 80 %
Certaines sont exactes | Oui, un peu moins | Oui pour la première
""")
YES: Final = _each("""
yes | Yes, no problem | All correct, nothing to add | Yes, no changes | ok | Confirmed, no issues | Looks good to me
Yes that is all correct, thanks | Yes, these are right. Kate | All three are right | Yes, thanks for asking
100% correct | Confirmed, see you next month
""")
OUI: Final = _each("""
oui | Oui, tout est exact, rien à ajouter | Oui, aucun problème | Pas de problème, je confirme | Oui c'est bien ça
Je confirme, merci | Tout est en ordre
""")


def _confirms(decision: Decision) -> bool:
    return isinstance(decision, Confirmed) and any(verdict.yes for verdict in decision.verdicts)


@pytest.mark.parametrize(("locale", "texts"), [("en-CA", NO_YES), ("fr-CA", PAS_OUI)])
@pytest.mark.parametrize("entries", [1, 3])
def test_what_is_no_yes_confirms_nothing(locale: str, texts: list[str], entries: int) -> None:
    assert [words for words in texts if _confirms(answered(words, entries=entries, locale=locale))] == []


@pytest.mark.parametrize(("locale", "texts"), [("en-CA", OF_A_PART), ("fr-CA", EN_PARTIE)])
def test_a_yes_to_a_part_confirms_no_list_as_a_whole(locale: str, texts: list[str]) -> None:
    found = {words: answered(words, entries=3, locale=locale) for words in texts}
    assert [words for words, decision in found.items() if _confirms_all(decision, 3)] == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Yes, except 2: it was a zoom call", 2),
        ("Yes except 2, that was zoom", 2),
        ("Yes except 1: that was a phone call", 1),
        ("All good except 3, we did that by video", 3),
        ("Confirmed 1-2, not 3", 3),
        ("I can confirm 1 and 2, but not 3", 3),
        ("Oui sauf la 2, c'était sur Zoom", 2),
    ],
)
def test_an_entry_that_is_taken_out_by_its_number_is_neither_confirmed_nor_forgotten(words: str, number: int) -> None:
    decision = answered(words, entries=3)
    if isinstance(decision, Confirmed):
        said = {verdict.item_id: verdict.yes for verdict in decision.verdicts}
        excepted = UUID(int=number)
        assert said.get(excepted) is False or (excepted not in said and decision.question)


def _confirms_all(decision: Decision, entries: int) -> bool:
    return isinstance(decision, Confirmed) and sum(verdict.yes for verdict in decision.verdicts) == entries


@pytest.mark.parametrize(("locale", "texts"), [("en-CA", YES), ("fr-CA", OUI)])
def test_an_honest_yes_confirms(locale: str, texts: list[str]) -> None:
    assert [words for words in texts if not _confirms(answered(words, locale=locale))] == []


@pytest.mark.parametrize("words", ["Yes, he made that up", "Yes, that is wrong", "yes, not true"])
def test_whoever_logged_the_hours_takes_over_no_figure_by_such_words(words: str) -> None:
    assert not isinstance(answered(words, entries=1, purpose=Purpose.SETTLE, proposed=60), Recorded)
