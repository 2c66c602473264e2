"""Text that plays with the judge: it hides words, brings words that nobody sees, or takes time."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from interlude.plain_text import from_html
from interlude.tension.conversation import Conversation, Turn
from interlude.tension.judge import Judgement, judge
from interlude.tension.text import LONGEST_MESSAGE, own_lines, own_words

ABUSE = "You useless idiots, you lying scum, go to hell!!!"
CALM = "Could you send the invoice again, please? Thank you."


def judged(text: str) -> Judgement:
    return judge(Conversation((Turn("customer", text),), "en"))


@pytest.mark.parametrize(
    "text",
    [
        f"Out of office is where your brain is. {ABUSE}",
        f"This is an automated disgrace. {ABUSE}",
        f"Automatic reply: I am away until you go bust. {ABUSE}",
        f"Click here to confirm your identity within 24 hours. {ABUSE}",
        f"From: a very angry customer\n{ABUSE}",
        f"From: me to all of you: {ABUSE}",
        f"Sent from my heart: listen.\n{ABUSE}",
        f"--\n{ABUSE}",
        f"```\n{ABUSE}",
        f"What your boss wrote:\n{ABUSE}",
        "2026-01-01 INFO worker started\n" * 400 + ABUSE,
        ABUSE + "\n" + "2026-01-01 INFO worker started\n" * 4000,
        f"<styled>{ABUSE}",
        f"<style>{ABUSE}",
        f"<coder>{ABUSE}</coder>",
        ABUSE.replace("o", "\u043e").replace("e", "\u0435").replace("i", "\u0456"),
        ABUSE.replace("i", "\u200bi\u00ad"),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in ABUSE),
        f"Regards\nAnn\nThis message is confidential. {ABUSE}",
    ],
)
def test_no_dress_hides_abuse(text: str) -> None:
    judgement = judged(text)
    assert judgement.tense
    assert judgement.kind == "abusive"


@pytest.mark.parametrize(
    "text",
    [
        f'<p>{CALM}</p><div style="display:none">{ABUSE}</div>',
        f'<p>{CALM}</p><div style="display: none"><p>Hm</p><p>{ABUSE}</p></div>',
        f'<p>{CALM}</p><span style="font-size:0">{ABUSE}</span>',
        f'<p>{CALM}</p><p style="color:red; visibility : hidden">{ABUSE}</p>',
        f"<p>{CALM}</p><div hidden>{ABUSE}</div>",
    ],
)
def test_what_a_reader_does_not_see_brings_no_card(text: str) -> None:
    assert not judged(from_html(text)).tense
    assert "Thank you" in from_html(text)


@pytest.mark.parametrize(
    "text",
    [
        f'<div style="display:block">{ABUSE}</div>',
        f'<br hidden><img style="display:none"><p>{ABUSE}</p>',
        f"<div hidden>Hm</div><div>{ABUSE}</div>",
    ],
)
def test_what_a_reader_sees_is_read(text: str) -> None:
    assert judged(from_html(text)).kind == "abusive"


def test_the_rest_of_a_russian_sentence_stays_russian() -> None:
    assert own_words("Уважаемые, где мой заказ из Amazon?").startswith("Уважаемые")


@pytest.mark.parametrize("line", ["--", "-- ", "________________"])
def test_a_signature_is_not_what_was_said(line: str) -> None:
    """A mail's own mark parts it from the words, even if it stands for hard ones."""
    said = own_lines(f"Where is my parcel?\n{line}\nMax\nFraud, Theft and Complaints Department")
    assert said == ["Where is my parcel?"]


@pytest.mark.parametrize(
    "mark", ["\ufdfa", "\u3300", "\U0001f1e6", "😡", "ü", "<", "&#1;", "\u0344"]
)
def test_no_character_makes_a_long_text_of_a_short_one(mark: str) -> None:
    """One Arabic ligature stands for 18 letters; 8,000 of them in 20 messages took seconds."""
    assert sum(map(len, own_lines(mark * 8_000))) <= 2 * LONGEST_MESSAGE


def work(text: str, messages: int = 3) -> int:
    """How many calls into our own code and the library's a ticket of this text takes."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        judge(Conversation((Turn("customer", text),) * messages, "en"))
    finally:
        sys.setprofile(before)
    return calls


HOSTILE: dict[str, Callable[[int], str]] = {
    "ligatures": lambda n: "\ufdfa" * n,
    "look-alikes": lambda n: "y\u043eu " * n,
    "tags": lambda n: "<div style='display:none'>" * n,
    "quotes": lambda n: "> you idiot\n" * n,
    "headers": lambda n: "From: me\n" * n,
    "notices": lambda n: "This message is confidential. Regards\n" * n,
    "farewells": lambda n: "goodbye my father died " * n,
    "marks": lambda n: "?!" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_at_most_about_twice_the_work(name: str) -> None:
    """And beyond what is looked at, more text is no more work."""
    text = HOSTILE[name]
    work(text(100))
    assert work(text(2_000)) <= 2.5 * work(text(1_000)) + 1_000
    assert work(text(400_000)) <= 1.2 * work(text(200_000)) + 1_000


def test_twice_the_messages_are_at_most_about_twice_the_work() -> None:
    text = f"You took my money, this is unacceptable!!! <a <b {'(' * 99}"
    work(text)
    assert work(text, 200) <= 2.2 * work(text, 100)
