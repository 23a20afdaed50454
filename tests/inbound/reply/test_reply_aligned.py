"""The reply found by alignment with the very text that we sent, in any mail program (requirement: design, Email)."""

import pytest

from app.inbound.mail.message import Message
from app.inbound.reply import extract_reply
from app.reading.contract import ReplyLine

FORM = """Hello Dan,

It is time for the May round-up of Northfield Mentoring. How did you and Kate Li get on?

In-person (hours):
Email (hours):
Phone (hours):

Anything you would like the coordinator to know?

Thank you,
Priya Nair
Northfield Mentoring"""

FRENCH = """Bonjour Luc,

Répondez à ce courriel en inscrivant vos heures avec Nadia :

En personne (heures) :
Téléphone (heures) :

Besoin d'un coup de main? Dites-le-nous.

Merci!
Maude Tessier"""


def reply(text: str, sent: str = FORM, **more: str) -> list[ReplyLine]:
    message = Message(senders=(("Dan Roy", "dan@example.org"),), text=text, html=more.get("html"))
    return list(extract_reply(message, sent, None).lines)


def words(text: str, sent: str = FORM) -> list[str]:
    return [line.text for line in reply(text, sent) if line.text]


def quoted(text: str, mark: str = "> ") -> str:
    return "\n".join(mark + line for line in text.split("\n"))


def filled(value: str, label: str = "In-person (hours):") -> str:
    return FORM.replace(label, f"{label} {value}")


def test_what_we_sent_is_dropped_wherever_it_stands() -> None:
    assert words(f"2 hours\n\n{quoted(FORM)}") == ["2 hours"]
    assert words(f"{quoted(FORM)}\n\n2 hours") == ["2 hours"]
    assert words(f"2 hours\n\n{FORM}") == ["2 hours"]


@pytest.mark.parametrize("mark", ["> ", ">> ", "| ", "    ", "\t", ""])
def test_a_value_typed_into_the_form_stays_whatever_stands_before_it(mark: str) -> None:
    assert words(quoted(filled("2"), mark))[-1].removeprefix("| ") == "In-person (hours): 2"


def test_a_filled_line_names_the_line_of_ours_that_it_answers() -> None:
    assert reply(quoted(filled("2"))) == [ReplyLine("In-person (hours): 2", "In-person (hours):")]


def test_a_value_under_a_label_answers_the_label() -> None:
    text = quoted(FORM).replace("> Email (hours):", "> Email (hours):\n\n0.5\n")
    assert reply(text) == [ReplyLine("0.5", "Email (hours):")]


def test_an_answer_under_a_question_answers_the_question() -> None:
    text = quoted(FORM).replace("to know?", "to know?\nno, all good")
    assert reply(text) == [ReplyLine("no, all good", "Anything you would like the coordinator to know?")]


def test_an_answer_behind_a_question_is_told_without_the_question() -> None:
    text = quoted(FORM).replace("to know?", "to know? no, all good")
    assert reply(text) == [ReplyLine("no, all good", "Anything you would like the coordinator to know?")]


def test_where_our_text_is_cut_off_behind_a_question_the_words_below_answer_it() -> None:
    asked = "It is time for the May round-up of Northfield Mentoring. How did you and Kate Li get on?"
    assert reply(f"> Hello Dan,\n> {asked}\n\nFine") == [ReplyLine("Fine", asked)]


def test_a_blank_form_says_nothing() -> None:
    assert reply(quoted(FORM)) == []


@pytest.mark.parametrize("blank", ["_____", "[ - ]", "...", "( )", "**"])
def test_decoration_in_a_form_line_is_no_value(blank: str) -> None:
    assert reply(quoted(filled(blank))) == []


@pytest.mark.parametrize("value", ["½", "0", "none", "[ 2.0 ]", "*2*", "2 (at the plant)"])
def test_any_value_is_a_value(value: str) -> None:
    assert words(quoted(filled(value))) == [f"In-person (hours): {value}"]


def test_a_form_copied_above_the_quotation_stays_with_its_labels() -> None:
    copied = "In-person (hours): 2\nEmail (hours): 0\nPhone (hours): 1"
    assert words(f"Hi Priya\n\n{copied}\n\n{quoted(FORM)}") == ["Hi Priya", *copied.split("\n")]


def test_lines_of_the_form_that_a_mail_program_ran_together_are_told_apart() -> None:
    text = quoted(FORM).replace("> In-person (hours):\n> Email (hours):\n", "> In-person (hours): 2 Email (hours): 1\n")
    assert words(text) == ["In-person (hours): 2", "Email (hours): 1"]


def test_a_quotation_broken_at_another_margin_is_still_ours() -> None:
    text = quoted(FORM).replace("round-up of Northfield", "round-up\n> of Northfield")
    assert words(f"2 hours\n\n{text}") == ["2 hours"]


@pytest.mark.parametrize("damage", [("é", "?"), ("é", "Ã©"), ("é", "\ufffd"), (" :", "\u00a0:"), ("'", "\u2019")])
def test_a_quotation_with_damaged_letters_is_still_ours(damage: tuple[str, str]) -> None:
    text = quoted(FRENCH.replace("(heures) :", "(heures) : 1,5", 1).replace(*damage))
    lines = words(text, FRENCH)
    assert len(lines) == 1
    assert lines[0].endswith("1,5")


def test_a_link_that_a_filter_rewrote_is_still_ours() -> None:
    sent = "Read the guide at https://mentors.example/guide before you answer, please.\n\nHow many hours was it?"
    rewritten = sent.replace("https://mentors.example/guide", "https://safelinks.example/?u=mentors&d=abc")
    assert words(f"2 hours\n\n{quoted(rewritten)}", sent) == ["2 hours"]


@pytest.mark.parametrize(
    "link",
    [
        "https://safelinks.example/?url=https%3A%2F%2Fmentors.example%2Fguide&data=05%7C2",
        "https://urldefense.example/v3/__https://mentors.example/guide__;!!AbC3d2h!x30min$",
        "https://urldefense.example/v2/url?u=https-3A__mentors.example_guide&d=DwMF30",
    ],
)
def test_a_link_of_ours_inside_a_filters_own_is_ours_in_the_middle_of_a_sentence(link: str) -> None:
    sent = "How much time was it? Read https://mentors.example/guide first.\n\nIn person: ___\nEmail: ___\n\nMairead"
    assert words(f"2 hours\n\n{quoted(sent.replace('https://mentors.example/guide', link))}", sent) == ["2 hours"]


def test_our_own_words_typed_by_a_person_are_theirs() -> None:
    sent = 'Hi Dan,\n\nOne line will do: your hours with Kate, or "nothing this month".\n\nPriya Nair, Northfield'
    assert words(f"Nothing this month\n\n{quoted(sent)}", sent) == ["Nothing this month"]
    assert words(f"2 hours\n\nThank you,\nDan\n\n{quoted(FORM)}") == ["2 hours", "Thank you,", "Dan"]


def test_words_next_to_ours_are_not_taken_for_ours() -> None:
    sent = "1. How many times did you meet?\n2. How many hours was it in all?\n3. Is there anything else to say?"
    text = quoted(sent).replace("meet?", "meet?\n\n2 times\n").replace("in all?", "in all?\n\n3 hours in all\n")
    assert words(text, sent) == ["2 times", "3 hours in all"]


def test_an_older_copy_of_the_form_deeper_in_the_thread_is_not_new() -> None:
    april = quoted(filled("4").replace("May", "April"), ">> ")
    thread = f"{quoted(filled('1'))}\n>\n> On Sat, May 2, 2026 at 9:30 AM Dan Roy <dan@example.org> wrote:\n>\n{april}"
    assert words(thread) == ["In-person (hours): 1"]


def test_a_thread_without_marks_ends_at_the_older_header_block() -> None:
    older = "From: Dan Roy <dan@example.org>\nSent: Monday, May 4, 2026 8:02 AM\nTo: Northfield\nSubject: RE: April"
    header = older.replace("Dan Roy <dan@example.org>", "Northfield <n@example.org>")
    text = f"2 hours\n\n{header}\n\n{FORM}\n\n{older}\n\n5 hours in April"
    assert words(text) == ["2 hours"]


def test_nothing_is_ours_where_nothing_was_sent() -> None:
    assert words("2 hours with Kate\nThanks", "") == ["2 hours with Kate", "Thanks"]


def test_a_word_that_the_mail_program_put_into_html_lines_counts_once() -> None:
    html = "<div>2 hours with<br>Kate</div><blockquote>" + FORM.replace("\n", "<br>") + "</blockquote>"
    assert [line.text for line in reply(f"2 hours with\nKate\n\n{quoted(FORM)}", html=html)] == ["2 hours with", "Kate"]


def test_a_form_for_each_partner_is_told_with_the_partners_name() -> None:
    form = "In-person (hours):\nPhone (hours):\n"
    sent = f"How much time did you spend in May? Fill in the lines.\n\nKate Li\n{form}\nSam Okoye\n{form}\nPriya"
    filled_in = quoted(sent).replace("In-person (hours):", "In-person (hours): 1")
    assert words(filled_in, sent) == ["Kate Li", "In-person (hours): 1", "Sam Okoye", "In-person (hours): 1"]
    assert words(filled_in.replace("hours): 1", "hours):", 1), sent) == ["Sam Okoye", "In-person (hours): 1"]


def test_words_that_our_question_quoted_are_not_said_again() -> None:
    sent = (
        "You wrote:\n\n> On June 3, 2026 Kate wrote:\n> 2-3 hours\n\nHow many hours was it?\n\nPriya Nair\nNorthfield"
    )
    assert words(f"2 hours\n\nOn Jun 5, 2026, Priya Nair wrote:\n\n{quoted(sent)}", sent) == ["2 hours"]
    assert words(f"{quoted(sent)}\n\n2 hours", sent) == ["2 hours"]


def test_our_html_is_recognised_where_it_says_more_than_our_text() -> None:
    sent_html = "<p>How many hours did you spend with Kate in May?</p><p>Northfield Mentoring, 300 Quay Street</p>"
    message = Message(text=None, html=f"<div>2 hours</div>{sent_html}")
    lines = extract_reply(message, "How many hours did you spend with Kate in May?", sent_html).lines
    assert [line.text for line in lines] == ["2 hours"]


def test_an_attribution_without_figures_goes_with_our_unmarked_text() -> None:
    assert [line.text for line in reply(f"2 hours by phone\n\nOn Monday, Priya wrote:\n{FORM}")] == ["2 hours by phone"]


NUMBERED = """Hello Dan,

Please fill in your April log for Salt & Pepper Mentors.

1. Total time:
2. Face to face:
3. Telephone:
4. E-mail:

Priya
Salt & Pepper Mentors"""


@pytest.mark.parametrize(
    "values", [("6", "3", "2", "1"), ("9", "3", "4", "2"), ("2", "3", "4", "0"), ("4.5", "3", "1", "0.5")]
)
def test_a_value_that_equals_the_number_of_our_next_line_is_still_a_value(values: tuple[str, ...]) -> None:
    labels = ["1. Total time:", "2. Face to face:", "3. Telephone:", "4. E-mail:"]
    lines = [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
    text = NUMBERED
    for label, line in zip(labels, lines, strict=True):
        text = text.replace(label, line)
    assert words(quoted(text), NUMBERED) == lines
    assert words(text, NUMBERED) == lines


def test_signs_between_our_words_are_ours() -> None:
    assert words(f"2 hours\n\n{quoted(NUMBERED)}", NUMBERED) == ["2 hours"]


def test_a_firms_footer_is_not_the_reply() -> None:
    footer = "Stone Hill LLP is a limited liability partnership (SO 1). Our offices are open for 7 hours a day."
    assert words(f"2 hours\n\n{footer}\n\n{quoted(FORM)}") == ["2 hours"]


def test_a_table_that_came_out_with_a_cell_a_line_keeps_its_labels() -> None:
    text = f"Hi, it is in the table.\n\nIn-person (hours)\n\n1.5\n\nPhone (hours)\n\n1\n\nThanks\n\n{quoted(FORM)}"
    answered = [(line.text, line.answers) for line in reply(text) if line.answers]
    assert answered == [("1.5", "In-person (hours):"), ("1", "Phone (hours):")]
