"""Drafts of e-mails: read back by another reader of the format, with every awkward name."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klikks_desktop.exchange.eml import write_draft

NOW = datetime(2027, 4, 2, 9, 30, tzinfo=UTC)


def draft(**texts: str) -> EmailMessage:
    given = {
        "to": "rathaus@soltau.example",
        "to_name": "Stadt Soltau",
        "subject": "Bericht",
        "body": "Text\n",
    }
    message = message_from_bytes(write_draft(**{**given, **texts}, now=NOW), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_it_opens_to_be_sent_on() -> None:
    message = draft(sender="klima@region.example")
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Stadt Soltau <rathaus@soltau.example>"
    assert str(message["From"]) == "klima@region.example"
    assert message["Date"].datetime == NOW
    assert message["MIME-Version"] == "1.0"
    assert draft()["From"] is None


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=400),
)
def test_every_letter_survives(subject: str, body: str) -> None:
    subject = " ".join(subject.split())
    message = draft(subject=subject, body=body + "\n")
    assert message["Subject"] == subject
    assert message.get_content().replace("\r\n", "\n") == body + "\n"


def test_lines_are_short_ascii_and_end_as_the_standard_has_it() -> None:
    data = write_draft(
        to="a@b.example",
        to_name="Samtgemeinde Größchen, Łódź & Söhne",
        subject="Ihr Bericht für den Zeitraum „2026“ " + "ü" * 120,
        body="ä" * 400 + "\n",
        now=NOW,
    )
    assert data.isascii()
    assert all(len(line) <= 78 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert str(message_from_bytes(data, policy=policy.default)["To"].addresses[0].display_name) == (
        "Samtgemeinde Größchen, Łódź & Söhne"
    )


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("rathaus@köln.example", "rathaus@xn--kln-sna.example"),
        ("info@Straße.example", "info@xn--strae-oqa.example"),
        ("o'neill+klima@gemeinde.example", "o'neill+klima@gemeinde.example"),
    ],
)
def test_domains_with_umlauts_are_written_in_ascii(address: str, written: str) -> None:
    assert draft(to=address)["To"].addresses[0].addr_spec == written


def test_a_domain_that_is_too_long_in_ascii_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        draft(to=f"a@{'ü' * 60}.example")


def test_nobody_adds_a_header_through_the_subject() -> None:
    with pytest.raises(ValueError, match="line"):
        draft(subject="Bericht\r\nBcc: alle@welt.example")
