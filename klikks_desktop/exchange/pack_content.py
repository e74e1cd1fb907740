"""Between records of a workspace and the content of a programme pack, in both directions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from klikks_desktop.domain.records import Announcement, Period
from klikks_desktop.exchange.keys import OwnKeys
from klikks_desktop.exchange.pack_file import Issuer, Pack, WireText
from klikks_desktop.exchange.return_file import WireAnnouncement, WirePeriod


def build_pack(
    keys: OwnKeys,
    *,
    name: str,
    title: str,
    created: datetime,
    sequence: int,
    programme: str,
    agency: str,
    texts: Mapping[str, str],
    factor_set: str,
    signup_deadline: date | None,
    logo: bytes,
    files: Sequence[bytes],
    news: Sequence[Announcement],
    periods: Sequence[Period],
    enrolment: bytes,
) -> Pack:
    """The content, issued by ``name`` with these keys."""
    return Pack(
        issuer=Issuer(installation=keys.installation, sign_key=keys.public.sign_key, name=name),
        title=title,
        created=created,
        sequence=sequence,
        practice=keys.practice,
        programme=programme,
        agency=agency,
        logo=logo,
        texts=[WireText(key=key, text=text) for key, text in sorted(texts.items())],
        factors=[msgspec.Raw(each) for each in files],
        factor_set=factor_set,
        announcements=[_wire_news(each) for each in news],
        periods=[_wire_period(each) for each in periods],
        signup_deadline=signup_deadline,
        enrolment=msgspec.Raw(enrolment),
    )


def pack_announcements(pack: Pack) -> tuple[Announcement, ...]:
    """Its news, as rows of its issuer."""
    return tuple(
        Announcement(
            id=UUID(each.id),
            source=pack.issuer.installation,
            title=each.title,
            text=each.text,
            due_on=each.due_on,
            until=each.until,
            made_on=each.made_on,
        )
        for each in pack.announcements
    )


def pack_periods(pack: Pack) -> tuple[Period, ...]:
    """Its reporting periods, as rows of its issuer."""
    return tuple(
        Period(
            id=UUID(each.id),
            source=pack.issuer.installation,
            title=each.title,
            opens_on=each.opens_on,
            due_on=each.due_on,
        )
        for each in pack.periods
    )


def _wire_news(news: Announcement) -> WireAnnouncement:
    return WireAnnouncement(
        id=str(news.id),
        title=news.title,
        text=news.text,
        due_on=news.due_on,
        until=news.until,
        made_on=news.made_on,
    )


def _wire_period(period: Period) -> WirePeriod:
    return WirePeriod(id=str(period.id), title=period.title, opens_on=period.opens_on, due_on=period.due_on)
