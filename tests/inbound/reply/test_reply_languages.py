"""How mail programs announce a quoted mail, language by language."""

import pytest

from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply, extract_shown
from app.inbound.reply.lines import mail_lines
from app.inbound.reply.quotes import find_barriers

# ruff: noqa: RUF001 - the letters of other alphabets are the point
ATTRIBUTIONS = [
    "On Fri, 1 Jan 2016, 10:00 Dan Roy, <d@x.org> wrote:",
    "On January 1, 2016 at 10:00:23 AM, Dan Roy (d@x.org) wrote:",
    "On 1 Jan 2016, at 10:00, Dan Roy <d@x.org> wrote:",
    "On 1 Jan 2016, 10:00 +0000, Dan Roy <d@x.org>, wrote:",
    'On Jan 1, 2016 10:00 AM, "Dan Roy" <d@x.org> wrote:',
    "On 01/01/2016 10:00 AM, Dan Roy wrote:",
    "At 10:00 AM 1/1/2016, Dan Roy wrote:",
    "Dan Roy wrote on 01/01/2016 10:00 AM:",
    "Dan Roy wrote on January 1, 2016:",
    "Dan Roy a écrit le 1er janvier 2016 :",
    "Dan Roy <d@x.org> wrote on 2016-01-01 at 10:00:",
    "Dan Roy <d@x.org> wrote:",
    "--- On Fri, 1/1/16, Dan Roy <d@x.org> wrote:",
    "---- On Fri, 01 Jan 2016 10:00:00 +0000 Dan Roy <d@x.org> wrote ----",
    "---- Dan Roy wrote ----",
    "On Fri, Jan 1, 2016 at 10:00 AM, Dan Roy <d@x.org<mailto:d@x.org>> wrote:",
    "Le ven. 1 janv. 2016 à 10:00, Dan Roy <d@x.org> a écrit :",
    "Le 1 janv. 2016 à 10:00, Dan Roy <d@x.org> a écrit :",
    "Le vendredi 1 janvier 2016 à 10:00:05 UTC+1, Dan Roy <d@x.org> a écrit :",
    "Dan Roy <d@x.org> a écrit le 01/01/2016 10:00 :",
    "Le 01/01/2016 10:00, Dan Roy a écrit :",
    "Le 2016-01-01 10 h 00, Dan Roy a écrit :",
    "Am Fr., 1. Jan. 2016 um 10:00 Uhr schrieb Dan Roy <d@x.org>:",
    "Am 01.01.2016 um 10:00 schrieb Dan Roy:",
    "Am 1. Januar 2016 um 10:00 schrieb Dan Roy <d@x.org>:",
    "Dan Roy <d@x.org> schrieb am Fr., 1. Jan. 2016, 10:00:",
    "Dan Roy schrieb am 01.01.2016 10:00:",
    "Am 01.01.2016 10:00, schrieb Dan Roy:",
    "El vie., 1 ene. 2016 a las 10:00, Dan Roy (<d@x.org>) escribió:",
    "El 1/1/2016, a las 10:00, Dan Roy <d@x.org> escribió:",
    "El vie, 1 de ene de 2016 a la(s) 10:00, Dan Roy (d@x.org) escribió:",
    "Il giorno ven 1 gen 2016 alle ore 10:00 Dan Roy <d@x.org> ha scritto:",
    "Il 01/01/2016 10:00, Dan Roy ha scritto:",
    "Il ven 1 gen 2016, 10:00 Dan Roy <d@x.org> ha scritto:",
    "Em sex., 1 de jan. de 2016 às 10:00, Dan Roy <d@x.org> escreveu:",
    "Dan Roy <d@x.org> escreveu no dia sexta, 1/01/2016 à(s) 10:00:",
    "No dia 1 de janeiro de 2016 às 10:00, Dan Roy <d@x.org> escreveu:",
    "Em 01/01/2016 10:00, Dan Roy escreveu:",
    "Op vr 1 jan. 2016 om 10:00 schreef Dan Roy <d@x.org>:",
    "Op 1 jan. 2016 om 10:00 heeft Dan Roy <d@x.org> het volgende geschreven:",
    "Op 17-feb.-2016, om 13:18 heeft Dan Roy <d@x.org> het volgende geschreven:",
    "pt., 1 sty 2016 o 10:00 Dan Roy <d@x.org> napisał(a):",
    "W dniu 1 stycznia 2016 10:00 użytkownik Dan Roy <d@x.org> napisał:",
    "W dniu 01.01.2016 o 10:00, Dan Roy pisze:",
    "Dnia 1 stycznia 2016 10:00 Dan Roy <d@x.org> napisał(a):",
    "Wiadomość napisana przez Dan Roy <d@x.org> w dniu 01.01.2016, o godz. 10:00:",
    "пт, 1 янв. 2016 г. в 10:00, Dan Roy <d@x.org>:",
    "1 января 2016 г., 10:00 пользователь Dan Roy <d@x.org> написал:",
    "1 янв. 2016 г., в 10:00, Dan Roy <d@x.org> написал(а):",
    "Пятница, 1 января 2016, 10:00 +03:00 от Dan Roy <d@x.org>:",
    '01.01.2016, 10:00, "Dan Roy" <d@x.org>:',
    "01.01.2016 10:00, Dan Roy пишет:",
    "пт, 1 січ. 2016 о 10:00 Dan Roy <d@x.org> пише:",
    "Den fre 1 jan. 2016 kl 10:00 skrev Dan Roy <d@x.org>:",
    "Den fre 1 jan. 2016 10:00Dan Roy <d@x.org> skrev:",
    "1 jan. 2016 kl. 10:00 skrev Dan Roy <d@x.org>:",
    "Den 2016-01-01 kl. 10:00, skrev Dan Roy:",
    "fre. 1. jan. 2016 kl. 10:00 skrev Dan Roy <d@x.org>:",
    "Den fre. 1. jan. 2016 kl. 10.00 skrev Dan Roy <d@x.org>:",
    "På 1 januar 2016 på 10:00:18, Dan Roy (d@x.org) skrev:",
    "pe 1. tammik. 2016 klo 10.00 Dan Roy (d@x.org) kirjoitti:",
    "Dan Roy kirjoitti 1.1.2016 klo 10:00:",
    "Dan Roy <d@x.org> kirjoitti 1.1.2016 kello 10.00:",
    "pá 1. 1. 2016 v 10:00 odesílatel Dan Roy <d@x.org> napsal:",
    "Dne 1. 1. 2016 v 10:00 Dan Roy napsal(a):",
    "pi 1. 1. 2016 o 10:00 Dan Roy <d@x.org> napísal(a):",
    "Dan Roy <d@x.org>, 1 Oca 2016 Cum, 10:00 tarihinde şunu yazdı:",
    "1 Ocak 2016 10:00 tarihinde Dan Roy <d@x.org> yazdı:",
    "Dan Roy <d@x.org> ezt írta (időpont: 2016. jan. 1., P, 10:00):",
    "2016. 01. 01. 10:00 keltezéssel, Dan Roy írta:",
    "În vin., 1 ian. 2016 la 10:00, Dan Roy <d@x.org> a scris:",
    "Pe 1 ian. 2016, la 10:00, Dan Roy <d@x.org> a scris:",
    "Στις Παρ, 1 Ιαν 2016 στις 10:00 π.μ., ο/η Dan Roy <d@x.org> έγραψε:",
    "Vào Th 6, 1 thg 1, 2016 vào lúc 10:00 Dan Roy <d@x.org> đã viết:",
    "Vào 10:00 1 tháng 1, 2016, Dan Roy <d@x.org> đã viết:",
    "Pada tanggal Jum, 1 Jan 2016 pukul 10.00 Dan Roy <d@x.org> menulis:",
    "Dan Roy <d@x.org> 于2016年1月1日周五 上午10:00写道：",
    "在 2016年1月1日，10:00，Dan Roy <d@x.org> 写道：",
    '在 2016-01-01 10:00:05，"Dan Roy" <d@x.org> 写道：',
    "2016年1月1日 10:00 Dan Roy <d@x.org>:",
    "Dan Roy <d@x.org> 於 2016年1月1日 週五 上午10:00寫道：",
    "2016年1月1日(金) 10:00 Dan Roy <d@x.org>:",
    "2016/01/01 10:00、Dan Roy <d@x.org>のメール:",
    "2016년 1월 1일 (금) 오전 10:00, Dan Roy <d@x.org>님이 작성:",
    "2016. 1. 1. 오전 10:00, Dan Roy <d@x.org> 작성:",
    "בתאריך יום ו׳, 1 בינו׳ 2016 ב-10:00 מאת Dan Roy <d@x.org>:",
    "في الجمعة، 1 يناير 2016 في 10:00 ص تمت كتابة ما يلي بواسطة Dan Roy <d@x.org>:",
    "El dv., 1 gen. 2016 a les 10:00, Dan Roy (<d@x.org>) va escriure:",
    "На пт, 1.01.2016 г. в 10:00 Dan Roy <d@x.org> написа:",
    "Jan 1, 2016, 10:00 by d@x.org:",
    "1. Jan. 2016, 10:00 von d@x.org:",
    "2016-01-01 10:00 GMT+01:00 Dan Roy <d@x.org>:",
    "2016/01/01 Dan Roy <d@x.org>:",
    "Sent from Samsung Mobile Dan Roy <d@x.org> wrote:",
    "Dan Roy ---01/01/2016 10:00:00 AM---Hello Kate",
]
BLOCKS = [
    "From: Dan Roy <d@x.org>\nSent: Friday, January 1, 2016 10:00 AM\nTo: Kate\nSubject: May",
    "From: Dan Roy <d@x.org>\nDate: Friday, 1 January 2016 at 10:00\nTo: Kate <k@x.org>\nSubject: Re: May",
    "Von: Dan Roy <d@x.org>\nGesendet: Freitag, 1. Januar 2016 10:00\nAn: Kate\nBetreff: AW: May",
    "De : Dan Roy <d@x.org>\nEnvoyé : vendredi 1 janvier 2016 10:00\nÀ : Kate\nObjet : RE: May",
    "De: Dan Roy <d@x.org>\nEnviado: viernes, 1 de enero de 2016 10:00\nPara: Kate\nAsunto: RE: May",
    "Da: Dan Roy <d@x.org>\nInviato: venerdì 1 gennaio 2016 10:00\nA: Kate\nOggetto: R: May",
    "Van: Dan Roy <d@x.org>\nVerzonden: vrijdag 1 januari 2016 10:00\nAan: Kate\nOnderwerp: RE: May",
    "De: Dan Roy <d@x.org>\nEnviada em: sexta-feira, 1 de janeiro de 2016 10:00\nPara: Kate\nAssunto: RES: May",
    "Od: Dan Roy <d@x.org>\nWysłano: piątek, 1 stycznia 2016 10:00\nDo: Kate\nTemat: RE: May",
    "Från: Dan Roy <d@x.org>\nSkickat: den 1 januari 2016 10:00\nTill: Kate\nÄmne: SV: May",
    "Fra: Dan Roy <d@x.org>\nSendt: 1. januar 2016 10:00\nTil: Kate\nEmne: SV: May",
    "Lähettäjä: Dan Roy <d@x.org>\nLähetetty: perjantai 1. tammikuuta 2016 10:00\nVastaanottaja: Kate\nAihe: VS: May",
    "Od: Dan Roy <d@x.org>\nOdesláno: pátek 1. ledna 2016 10:00\nKomu: Kate\nPředmět: RE: May",
    "Kimden: Dan Roy <d@x.org>\nGönderildi: 1 Ocak 2016 Cuma 10:00\nKime: Kate\nKonu: YNT: May",
    "От: Dan Roy <d@x.org>\nОтправлено: 1 января 2016 г. 10:00\nКому: Kate\nТема: RE: May",
    "发件人: Dan Roy <d@x.org>\n发送时间: 2016年1月1日 10:00\n收件人: Kate\n主题: 回复: May",
    "发件人： Dan Roy\n发送时间： 2016年1月1日 10:00\n收件人： Kate\n主题： 回复: May",
    "差出人: Dan Roy <d@x.org>\n送信日時: 2016年1月1日 10:00\n宛先: Kate\n件名: RE: May",
    "보낸 사람: Dan Roy <d@x.org>\n보낸 날짜: 2016년 1월 1일 금요일 오전 10:00\n받는 사람: Kate\n제목: RE: May",
    "*From:* Dan Roy [mailto:\nd@x.org]\n*Sent:* Friday\n*To:* Kate\n*Subject:* May",
    "Feladó: Dan Roy <d@x.org>\nElküldve: 2016. január 1. 10:00\nCímzett: Kate\nTárgy: RE: May",
    "-----Original Message-----\nHi",
    "-------- Original message --------\nFrom: Dan Roy <d@x.org>\nDate: 1/1/16 10:00 AM\nTo: Kate\nSubject: May",
    '----- Mail original -----\nDe: "Dan Roy" <d@x.org>\nÀ: "Kate" <k@x.org>\nEnvoyé: 1 Janvier 2016\nObjet: May',
    "-----Ursprüngliche Nachricht-----\nHi",
    "-----Mensaje original-----\nHi",
    "-----Messaggio originale-----\nHi",
    "-----Oorspronkelijk bericht-----\nHi",
    "-----Mensagem original-----\nHi",
    "-----Oryginalna wiadomość-----\nHi",
    "-----Ursprungligt meddelande-----\nHi",
    "-----Oprindelig meddelelse-----\nHi",
    "-----Opprinnelig melding-----\nHi",
    "-----Alkuperäinen viesti-----\nHi",
    "-----Původní zpráva-----\nHi",
    "-----Исходное сообщение-----\nHi",
    "-----原始邮件-----\nHi",
    '------------------ 原始邮件 ------------------\n发件人: "Dan"\n发送时间: 2016年1月1日\n收件人: "Kate"',
    "-----元のメッセージ-----\nHi",
    "-----원본 메시지-----\nHi",
    "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Friday, January 1st, 2016 at 10:00 AM, Dan Roy <d@x.org> wrote:",
    "---------- Forwarded message ---------\nFrom: Dan Roy <d@x.org>\nDate: Fri, Jan 1, 2016 at 10:00 AM\nSubject: May",
    "---------- Message transféré ---------\nDe : Dan Roy <d@x.org>\nDate: ven. 1 janv. 2016 à 10:00\nObjet : May",
    "Begin forwarded message:\n\nFrom: Dan Roy <d@x.org>\nSubject: May\nDate: 1 January 2016 10:00",
    "Début du message réexpédié :\n\nDe: Dan Roy <d@x.org>\nObjet: May\nDate: 1 janvier 2016 10:00",
    "----- Forwarded by Dan Roy/Corp on 01/01/2026 10:00 AM -----\n\nFrom: Dan\nTo: Kate\nSubject: May",
    "##- Please type your reply above this line -##",
    "--- Reply above this line ---",
    "________________________________\nFrom: Dan Roy <d@x.org>\nSent: Friday, January 1, 2016 10:00:00 AM\nTo: Kate",
]


def words(text: str) -> str:
    return extract_reply(Message(senders=(("Kate Li", "k@x.org"),), text=text), "", None).text


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_attribution_ends_the_reply_with_marks_below_it_and_without(attribution: str) -> None:
    assert words(f"Two hours.\n\n{attribution}\n\nHow many hours?\nDan") == "Two hours."
    assert words(f"Two hours.\n\n{attribution}\n> How many hours?\n> Dan") == "Two hours."


@pytest.mark.parametrize("attribution", [one for one in ATTRIBUTIONS if " <d@x.org>" in one])
@pytest.mark.parametrize("broken", ["\n<d@x.org>", " <\nd@x.org>"])
def test_an_attribution_that_the_margin_broke_is_one_still(attribution: str, broken: str) -> None:
    text = attribution.replace(" <d@x.org>", broken)
    assert words(f"Two hours.\n\n{text}\n\n> How many hours?\n> Dan") == "Two hours."


@pytest.mark.parametrize("block", BLOCKS)
def test_a_header_block_or_separator_ends_the_reply_in_any_language(block: str) -> None:
    assert words(f"Two hours.\n\n{block}\n\nHow many hours?\nDan") == "Two hours."


@pytest.mark.parametrize(
    "attribution",
    [
        "Test On Wed, Apr 4, 2012 at 3:59 PM, d@x.org wrote:\n> How many?",
        "Test--- On Wed, Apr 4, 2012 at 3:59 PM, d@x.org wrote:\n> How many?",
        "Test\n\nOn Tue, Apr 11, 2017 at 10:07 PM Dan Roy\n\n<\nmailto:Dan Roy <d@x.org>\n> wrote:\nHow many?",
        "Test\n\nDate: Wed, 16 May 2012 00:15:02 -0600\nTo: kate@example.com",
        "Test\n\nFrom: Dan Roy <d@x.org>\nDate: Fri, 1 Jan 2016\nSubject: Long,\ngoes on\nTo: Kate\n\nHow?",
    ],
)
def test_an_announcement_in_an_odd_place_or_shape_is_one_still(attribution: str) -> None:
    assert words(attribution) == "Test"


@pytest.mark.parametrize("attribution", ["Lundi, Priya a écrit :", "Priya wrote:", "On Monday, Priya wrote:"])
def test_an_attribution_without_a_day_goes_with_the_text_below_that_is_ours(attribution: str) -> None:
    sent = "Hello Dan,\n\nHow many hours did you spend with Kate in May?\n\nPriya Nair"
    message = Message(text=f"2 hours by phone\n\n{attribution}\n\n{sent}")
    assert extract_reply(message, sent, None).text == "2 hours by phone"


@pytest.mark.parametrize(
    "text",
    [
        "On May 6 we wrote:\na plan together",
        "On May 6 she wrote:\nthe first page",
        "Le 6 mai nous avons fait 2 heures. Elle a écrit :\nune lettre",
        "2 emails Kate sent:\none long, one short",
        "From: 6 pm\nTo: 7 pm\nDate: May 6",
        "The dates that Kate sent on 05/06/2026:\nJune 1 and June 8",
        ">>> two hours <<<",
        "We used the notes from my mobile office for two hours",
        "Total for: Kate\nDate: May 6\nSubject: exam",
    ],
)
def test_a_persons_own_lines_are_no_announcement(text: str) -> None:
    assert words(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "---------- Forwarded message ---------\nFrom: Kate <k@x.org>\nDate: Monday\nSubject: May\n\nOne hour",
            "One hour",
        ),
        ("On 15 May 2017 19:32, Kate <k@x.org> wrote:\n\nOne hour", "One hour"),
        ("> One hour", "> One hour"),
        ("Two hours\n\n> One hour", "Two hours"),
        ("On 15 May 2017 19:32, Kate <k@x.org> wrote:\n\n> One hour", ""),
    ],
)
def test_a_mail_that_only_hands_on_another_can_be_shown_but_says_nothing(text: str, shown: str) -> None:
    assert extract_shown(Message(text=text)).text == shown
    assert words(text) == ("Two hours" if text.startswith("Two") else "")


def test_the_lines_of_an_announcement_are_told() -> None:
    barrier = find_barriers(mail_lines("2 hours\n\nOn Mon, Jun 1, 2026 at 9:00 AM Dan <\nd@x.org> wrote:\n> how many?"))
    assert [(one.first, one.last) for one in barrier] == [(2, 3)]
