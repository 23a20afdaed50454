"""Whom the story is about: an organisation of its own, and who answers May's check-in with which mail."""

from dataclasses import dataclass

from workers.demo.organisations import DemoPerson, DemoTenant

DOMAIN = "riverbend.example"
CAST = DemoTenant(
    slug="riverbend",
    name="Riverbend Society of Technologists",
    programme="Riverbend Mentoring",
    rules="aset",
    domain=DOMAIN,
    locale="en-CA",
    coordinator="Priya Nair",
    named_person="Ruth Okafor",
    phone="780-555-0142",
    people=(
        DemoPerson("Dan Roy", "RB-1041"),
        DemoPerson("Kate Li", "RB-2203"),
        DemoPerson("Helen Sawchuk", "RB-0877"),
        DemoPerson("Tomas Reyes", "RB-2310"),
        DemoPerson("Amara Diallo", "RB-2318"),
        DemoPerson("François Gagnon", "RB-0932", "fr-CA"),
        DemoPerson("Émilie Tremblay", "RB-2275", "fr-CA"),
        DemoPerson("Marta Kowalski", "RB-0714"),
        DemoPerson("Ben Osei", "RB-2401"),
        DemoPerson("Ian Fraser", "RB-0655"),
        DemoPerson("Leah Stone", "RB-2417"),
        DemoPerson("Grace Chen", "RB-1107"),
        DemoPerson("Omar Haddad", "RB-2422"),
        DemoPerson("Lucie Bergeron", "RB-0980", "fr-CA"),
        DemoPerson("Karim Bensaïd", "RB-2430", "fr-CA"),
        DemoPerson("Samuel Wolfe", "RB-1212"),
        DemoPerson("Nina Park", "RB-2444"),
        DemoPerson("Peter Novak", "RB-1019"),
        DemoPerson("Ruth Ellis", "RB-2451"),
        DemoPerson("George Haines", "RB-0420"),
        DemoPerson("Ivy Cole", "RB-2460"),
        DemoPerson("Alice Moreau", "RB-1188"),
        DemoPerson("Sam Quinn", "RB-2466"),
    ),
    pairs=(
        ("Dan Roy", "Kate Li"),
        ("Helen Sawchuk", "Tomas Reyes"),
        ("Helen Sawchuk", "Amara Diallo"),
        ("François Gagnon", "Émilie Tremblay"),
        ("Marta Kowalski", "Ben Osei"),
        ("Ian Fraser", "Leah Stone"),
        ("Grace Chen", "Omar Haddad"),
        ("Lucie Bergeron", "Karim Bensaïd"),
        ("Samuel Wolfe", "Nina Park"),
        ("Peter Novak", "Ruth Ellis"),
        ("George Haines", "Ivy Cole"),
        ("Alice Moreau", "Sam Quinn"),
    ),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One reply of the story: its template, who sends it, what it must become and why.

    `figures` fill the lines of the form in the quote. `sender` is the From when it is not the member's own address;
    `to_programme` sends it to the programme's address; `bounced` has no envelope sender.
    """

    template: str
    name: str
    told: str
    becomes: str
    reason: str
    figures: tuple[str, ...] = ()
    sender: str | None = None
    to_programme: bool = False
    bounced: bool = False


FILLED = ("3 h", "1.5 h", "0.5 h", "1 h", "", "")
FILLED_FRENCH = ("3 h 45", "2 h", "30 min", "1 h 15", "", "")

PARTS = (
    Part("gmail-free-words", "Dan Roy", "Gmail, his own words", "recorded", "facts"),
    Part("outlook-form-in-quote", "Marta Kowalski", "Outlook, form in the quote", "recorded", "facts", FILLED),
    Part("outlook-french-form", "François Gagnon", "Outlook, form in French", "recorded", "facts", FILLED_FRENCH),
    Part("apple-answers-between", "Ian Fraser", "Apple Mail, between lines", "recorded", "facts"),
    Part("gmail-french-sessions", "Lucie Bergeron", "Gmail, French, two dates", "recorded", "facts"),
    Part("iphone-two-hours", "Grace Chen", "iPhone, two words", "recorded", "facts"),
    Part("android-nothing", "Samuel Wolfe", "Android, nothing in May", "recorded", "facts"),
    Part("apple-mentee-news", "Kate Li", "Apple Mail, mentee’s news", "recorded", "facts"),
    Part("gmail-which-partner", "Helen Sawchuk", "Gmail, with which of two?", "asked", "unclear"),
    Part("iphone-vague", "Peter Novak", "iPhone, “a few hours”", "asked", "unclear"),
    Part("outlook-large-amount", "George Haines", "Outlook, 70 hours", "asked", "large_amount"),
    Part("iphone-forwarded", "Alice Moreau", "iPhone, forwarded note", "asked", "unclear", to_programme=True),
    Part("outlook-out-of-office", "Leah Stone", "Exchange, out of office", "ignored", "auto_reply"),
    Part("outlook-french-absence", "Émilie Tremblay", "Exchange, absent, French", "ignored", "auto_reply"),
    Part("postfix-bounce", "Ruth Ellis", "Postfix, a bounce", "ignored", "bounce", to_programme=True, bounced=True),
    Part("gmail-unsubscribe", "Tomas Reyes", "Gmail, “stop”", "ignored", "unsubscribed"),
    Part("gmail-cannot-reach", "Amara Diallo", "Gmail, asks for help", "review", "request"),
    Part("android-concern", "Nina Park", "Android, a concern", "review", "safeguarding"),
    Part(
        "gmail-other-address", "Ben Osei", "Gmail, a foreign address", "held", "other_sender", sender="ben@home.example"
    ),
    Part("gateway-wrapped", "Karim Bensaïd", "a gateway, wrapped 60 times", "quarantined", "unreadable"),
)
ANSWER = Part("iphone-answers-question", "Peter Novak", "iPhone, the answer", "recorded", "facts")
CORRECTION = Part("gmail-corrects-receipt", "Dan Roy", "Gmail, the correction", "recorded", "facts")


def address_of(name: str) -> str:
    """The enrolled address of somebody in the story."""
    return next(person for person in CAST.people if person.name == name).email(DOMAIN)
