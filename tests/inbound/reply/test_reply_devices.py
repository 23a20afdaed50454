"""What phones, trackers and mailing lists write under a reply, language by language."""

import pytest

from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply

# ruff: noqa: RUF001 - the letters of other alphabets are the point
DEVICES = [
    "Sent from my iPhone",
    "Sent from Mail for Windows 10",
    "Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows",
    "Sent from Yahoo Mail on Android",
    "Sent via the Samsung Galaxy S8, an AT&T 5G smartphone",
    "Sent from my T-Mobile 4G LTE Device",
    "Envoyé de mon iPhone",
    "Envoyé de mon téléphone Samsung",
    "Envoyé depuis mon appareil mobile",
    "Envoyé à partir de Outlook pour iOS",
    "Von meinem iPhone gesendet",
    "Gesendet von Mail für Windows",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Enviado a partir do meu smartphone Samsung Galaxy.",
    "Inviato da iPhone",
    "Inviato dal mio dispositivo Android",
    "Verstuurd vanaf mijn iPhone",
    "Verzonden vanaf mijn Samsung-apparaat",
    "Wysłane z iPhone'a",
    "Wysłano z telefonu",
    "Skickat från min iPhone",
    "Skickat från Outlook för Android",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Odesláno z iPhonu",
    "Odoslané z iPhonu",
    "Отправлено с iPhone",
    "Отправлено из Почты Mail.ru для Android",
    "Надіслано з iPhone",
    "iPhone'umdan gönderildi",
    "Trimis de pe iPhone",
    "Στάλθηκε από το iPhone μου",
    "发自我的 iPhone",
    "从我的 iPhone 发送",
    "從我的 iPhone 傳送",
    "iPhoneから送信",
    "私のiPhoneから送信",
    "나의 iPhone에서 보냄",
    "Đã gửi từ iPhone của tôi",
    "Dikirim dari iPhone saya",
    "Get Outlook for iOS",
    "Get Outlook for Android<https://aka.ms/x>",
    "Obtenir Outlook pour iOS",
    "Outlook für iOS beziehen",
    "Obtener Outlook para Android",
    "Pobierz aplikację Outlook dla systemu iOS",
    "Hämta Outlook för iOS",
    "Outlook for iOS を入手",
    "获取 Outlook for Android",
]


def words(text: str) -> str:
    return extract_reply(Message(senders=(("Kate Li", "k@x.org"),), text=text), "", None).text


@pytest.mark.parametrize("line", DEVICES)
def test_what_a_phone_adds_goes_in_any_language(line: str) -> None:
    assert words(f"Two hours.\n\n{line}") == "Two hours."


@pytest.mark.parametrize("rule", ["***", "-----", "#####", "_________"])
def test_a_rule_with_nothing_below_it_is_no_word(rule: str) -> None:
    assert words(f"Two hours.\n\n{rule}\n") == "Two hours."


def test_the_footer_of_a_mailing_list_goes_with_the_rule_above_it() -> None:
    footer = "mentors mailing list\nmentors@lists.example.org\nhttps://lists.example.org/listinfo/mentors"
    assert words(f"Two hours.\n\n-Dan\n\n{'_' * 47}\n{footer}") == "Two hours.\n\n-Dan"
