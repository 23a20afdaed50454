"""A yes to "Was this you?" is one only where all that was written is a yes; a denial never is (I9)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import pytest

from app.inbound.decision import AddressAnswered, Held
from app.inbound.identity.check_answers import answer_of_address
from app.inbound.identity.plain_answer import plain_answer
from app.reading import read_reply
from app.reading.contract import Reading, Reply, ReplyLine
from tests.reading.answered_checkin import context

NAMES: Final = ("Dan Roy", "Dan")
KINDS: Final = ("confirmation", "was_this_you", "monthly")

DENIALS: Final = (
    r"""
No | no. | NO | No! | Nope | nah | Never | no thanks | No, that was not me | No it wasn't me | No, I didn't | not me
Not me! | It was not me | it wasnt me | It wasn't me. | That wasn't me | that was not me | This isn't me | Not I
not mine | It's not mine | That's not my mail | That is not my address | It is not my account | Never me | Wasn't me
I did not | I did not. | I did NOT | i didnt | I didn't | i did nt | I did, not | I did... not! | I did\nnot
I did not do this | I did not send this | I didn't send that mail | I did not write it | I never wrote this
I never sent anything | I have not sent a mail | I haven't written to you | I did not authorize this | I did nothing
I did not authorise that | I did not ask for this | I didn't ask for it | I never asked for this | I sent nothing
I wrote nothing | I sent no mail | I wrote no such thing | Nothing from me | I deny it | I did not agree to this
Someone else sent it | Somebody else | someone else | Somebody else wrote it in my name | Someone hacked me
I was hacked | I've been hacked | My account was hacked | My account has been compromised | I got hacked
It is a scam | This is spam | That's fraud | It's fake | A forgery | phishing | Scam! | That was fake | false | faux
True, I did not | True, it was not me | Correct, it was not me | Correct: not me | Right, that was not me
Right. Not me. | Exactly, not me | Sure, but it was not me | Confirmed: not me | I confirm it was not me
I confirm I did not send it | Indeed not | Certainly not | Absolutely not | Of course not | Definitely not me
Yes I did not | Yes, I did not | Yes I did not send it | yes, not me | Yes it was not me | Yes... not me | Yes no
Yes and no | yes/no | Yes it wasn't | Yes? | yes?? what is this | Yes, what? | Was it me? | Me? | me? no | Who, me?
Yes, someone used my account | Yes, somebody hacked me | Yes - my wife sent it | Yes, my son wrote it | Yes, my ex
Yes, my assistant wrote it | Yes, that was my wife | Yes it was my colleague | yes, from my wife's account
Yes that is spam | Yes it is a forgery | Yes, a scam | Yes, it's a phishing attempt | Yes, fraud | yes, fake
Yes, please stop | Yes, please ignore it | Yes, delete it | Yes, remove me | yes stop this | Yes, put it aside
Yes, that was a mistake | Yes but wrong | Yes, but not all of it | Yes, but it was 3 hours | Yes, partly
Yes, if it was from Monday | Yes, I think so | Yes, probably | I think so | maybe | perhaps it was me | Could be
Yes, I guess | Not sure | I'm not sure it was me | no idea | No clue | I don't know | I can't remember
I don't recall | I doubt it | I hope not | ok | okay | OK! | thanks | Thank you | received | noted | will do
got it | Hello | Yes, the first one only | Yes to the second | Yes, I want to know who did | Yes, call the police
Yes, block him | Yes, I know | Yes I saw it | Yes, I got your mail | Yes I received it | yes hi | Yes, who is this
Yes, tell me more | It was me who told you that it was not | Who sent it | It was Kate | It was my mentee | Kate did
Dan's brother did | I did it not | I did send nothing | I sent it not | mine it is not | me, never | me not | I, no
It was me - not | It was me!! NOT | Yes, as if | Yes, sure, whatever | yeah right, as if I would | Ask Kate
Yes. Ask Kate. | I said no | I already said no | As I said, no | Yes, I already told you no | Again: no
yes, I said no | I did not. It was me who was hacked | I wrote it? Never | I sent it? No | Was this me? No
This was me? No. | Yes\n\nThis was not me. | Yes\nDan\nPS it was not me | Yes,\nDan did not write this
Yes. Dan is innocent | Yes\n\nDan Roy\nI did not send it | Yes, Dan lies | Hi, not me | Hello, it was not me
Hi not yes | Dear no,\nno | Hi Priya,\n\nI did not.\n\nDan | Hi Priya,\nYes someone else did.\nDan
Hi, someone did,\nyes | Yes 👎 | ✗ yes | N | YYes | ¬yes | =yes= not | 1 | 0 | + | Yes, I'd like to report this
Yes, report it | I wish | If only | never did | Non | non. | Non, ce n'était pas moi | Ce n'était pas moi
C'était pas moi | C'est pas moi | pas moi | Pas de moi | Non merci | Jamais | jamais de la vie
Ce n'est pas mon adresse | Ce n'est pas le mien | Je n'ai rien envoyé | Je n'ai pas écrit cela | J'ai rien envoyé
J'ai pas envoyé ça | J'ai jamais écrit ça | Je n'ai rien demandé | Je n'ai pas autorisé cela | Je ne l'ai pas envoyé
Quelqu'un d'autre | Quelqu'un a piraté mon compte | C'est faux | Oui, quelqu'un a piraté mon compte
Oui c'est un faux | Oui, ma femme l'a écrit | Oui mais ce n'est pas moi | Oui, pas moi | Oui et non
Oui, supprimez-le | Oui, arrêtez | Oui, c'est une fraude | Oui? | oui, c'est mon fils | Exact, ce n'était pas moi
C'est exact, pas moi | Vrai, je n'ai rien fait | Je confirme que ce n'est pas moi | Oui, je n'ai rien envoyé
Oui je ne l'ai pas écrit | Pas sûr | je ne sais pas | Aucune idée | Peut-être | d'accord | Pas du tout
Certainement pas | Absolument pas | C'est une arnaque | Hameçonnage | J'ai été piraté | Moi non | Moi? Non
C'est moi? Non | Oui, sauf le total | Oui, si c'est celui de lundi | Bien sûr que non | Mon compte a été piraté
""".strip()
    .replace("\n", " | ")
    .replace("\\n", "\n")
    .split(" | ")
)

YESES: Final = (
    r"""
Yes | yes | YES!! | Yes. | yes yes | Y | yep | Yeah | yup | Yess | Sure | Correct | That's right | That is correct
Yes it was me | Yes, it was me. | Yes that was me | It was me | That was me | It's me | this was me | me | Mine
Yes, that's mine | I did | yes I did | Yes, I sent it | I sent it | I wrote it | Yes, I wrote that from my phone
Yes it was me, I wrote from my phone | yes that was me, I wrote from my phone | I sent that mail
Yes, I sent this message | Yes, from my private address | Yes, from my phone | Yes, from home
Yes, it's my home address  | Yes, that is my work email | Yes, that's my other address | That is my personal account
Yes, this is one of my addresses | Yes, always | yes always | Yes - always. Thanks
Yes, sorry, I used the wrong account | Yes, sorry about that | Yes thanks | yes thx | Yes please | Yes, I'm sure
Yes, I confirm | I confirm it was me | Confirmed | Yes, definitely | Definitely me | Yes, indeed | 100% me
Hi Priya,\n\nYes, that was me.\n\nDan | Hello,\nyes\nDan Roy | Yes\n\nDan Roy\nSenior Engineer\nAcme Ltd
Yes, it was me.\nDan | Yes I did. Dan Roy, Tel 780-555-0142 | Yes.\n\nSent from my iPhone | yes\n\nD. | Yes\nD.R.
Yes.\n\nThanks,\nDan Roy, P.Eng. | Good morning Priya, yes it was me. Best regards, Dan | **Yes** | "yes"
Yes it is mine | Yes, the mail was mine | Yes, I mailed it from another account of mine
Yes, sorry for the confusion | Yes, my mistake | Oui | oui! | Oui oui | Ouais | Oui, c'est moi | Oui, c'est bien moi
C'était moi | Oui, c'était bien moi. Merci | Exact | C'est moi qui l'ai envoyé | Je l'ai écrit
J'ai écrit ce message | Oui, je l'ai envoyé de mon téléphone | Tout à fait | Oui, toujours | Oui, de mon cellulaire
Oui, désolé | Oui, désolée pour la confusion | Oui, merci | Oui, je confirme
Bonjour Priya,\n\nOui, c’était moi.\n\nDan | Bonjour, oui. Cordialement, Dan Roy
Oui, c'est mon adresse personnelle | Oui, c'est mon autre adresse | Oui, de la maison
Oui, j'ai utilisé une autre adresse | Bien sûr, c'est moi | moi | Yes, as I said
""".strip()
    .replace("\n", " | ")
    .replace("\\n", "\n")
    .split(" | ")
)


def _reading(words: str, kind: str = "confirmation") -> Reading:
    reply = Reply(tuple(ReplyLine(line) for line in words.split("\n")))
    return read_reply(reply, context(kind=kind), datetime(2026, 6, 3, 16, tzinfo=UTC))


@pytest.mark.parametrize("kind", KINDS)
def test_no_denial_and_nothing_unclear_is_a_yes(kind: str) -> None:
    """Nobody's hours are recorded on an unclear word."""
    assert len(DENIALS) >= 150
    assert [words for words in DENIALS if plain_answer(_reading(words, kind), NAMES)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_yes_is_taken(kind: str) -> None:
    assert len(YESES) >= 60
    assert [words for words in YESES if not plain_answer(_reading(words, kind), NAMES)] == []


def test_a_yes_with_anything_behind_or_before_it_is_none() -> None:
    reading = _reading("Yes")
    taken = [
        said
        for words in YESES
        for more in ("but not all", "my wife wrote it", "I was hacked", "sauf une", "not", "pas", "never")
        for said in (f"{words}\n{more}", f"{words} {more}", f"{more} {words}", f"{more}\n{words}")
        if plain_answer(replace(reading, reply_text=said), NAMES)
    ]
    assert taken == []


@pytest.mark.parametrize(
    "words",
    [
        "No", "I did not", "I did nothing", "i did nt", "I did not authorize this", "I didn't send that",
        "I was hacked", "Someone else wrote it", "Hi Priya,\nIt was not me.\nDan", "It is spam", "Ce n'était pas moi",
        "Je n'ai pas écrit ce message", "Quelqu'un d'autre", "C'est une fraude", "No, I don't know this address",
    ],
)  # fmt: skip
def test_a_no_is_heard_in_many_words(words: str) -> None:
    assert plain_answer(_reading(words), NAMES) is False


@pytest.mark.parametrize(
    "words",
    ["no idea", "No problem", "Not sure", "No, it was 3 hours", "Yes and no", "Je ne sais pas", "I doubt it",
     "I did not mean to use that address, but yes, it was me", "No doubt, it was me", "non plus", "Yes, it was not me"],
)  # fmt: skip
def test_what_is_no_plain_no_is_none(words: str) -> None:
    assert plain_answer(_reading(words), NAMES) is None


@pytest.mark.parametrize(
    "words", ["Yes", "I agree", "ok", "Oui, d'accord", "Yes, that's my other address", "J'accepte"]
)
def test_whoever_owns_an_address_agrees_to_it(words: str) -> None:
    assert answer_of_address(_reading(words, "agreement"), NAMES) == AddressAnswered(yes=True)


def test_no_denial_makes_an_address_count() -> None:
    agreeing = {"ok", "okay", "OK!", "d'accord"}
    found = [answer_of_address(_reading(words, "agreement"), NAMES) for words in DENIALS if words not in agreeing]
    assert all(isinstance(each, Held) or each == AddressAnswered(yes=False) for each in found)


def test_a_name_that_is_not_theirs_signs_nothing() -> None:
    assert plain_answer(_reading("Yes\n\nEve Low"), NAMES) is None
