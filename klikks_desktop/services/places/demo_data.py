"""Invented people and a town for practice mode, demonstration and tests."""

from __future__ import annotations

from datetime import date, timedelta

LOCALITIES = ("Harber", "Wolterdingen", "Dittmern", "Tetendorf", "Brock", "Marbostel")

# Address, degree, given name, family name, e-mail, telephone, locality, begin and end as days from today.
PEOPLE: tuple[tuple[str, str, str, str, str, str, str, int, int | None], ...] = (
    ("Herr", "", "Jörg", "Ahrens-Wiechmann", "", "05191 555-101", "", -380, 720),
    ("Frau", "", "Frauke", "Behrens", "frauke.behrens@posteo.example", "", "Harber", -380, 720),
    ("keine", "", "Deniz", "Çelik", "deniz.celik@web.example", "", "", -250, 845),
    ("Frau", "Dr.", "Maximiliane Dorothea", "Größchen", "", "05191 555-104", "Wolterdingen", -380, 720),
    ("Herr", "", "Žanis", "Ķauliņš", "z.kaulins@mail.example", "0171 5550105", "Dittmern", -250, 845),
    ("Herr", "", "Heinrich", "Lüdemann", "", "", "Tetendorf", -1055, 40),
    ("Frau", "", "Antje", "Meyer zu Bexten", "antje@mzb.example", "", "Brock", -250, 845),
    ("Frau", "Prof. Dr.", "Thị Ánh", "Nguyễn", "anh.nguyen@uni.example", "", "", -90, None),
    ("Herr", "", "Łukasz", "Wójcik-Świątek", "", "", "Marbostel", 20, 1115),
    ("Herr", "", "Wilfried", "Brammer", "", "05191 555-110", "Harber", -1600, -140),
)

# Who agreed to what: index in PEOPLE, purpose, with e-mail, with telephone, form.
CONSENTS: tuple[tuple[int, str, bool, bool, str], ...] = (
    (1, "weitergabe", True, False, "Papier"),
    (2, "weitergabe", True, False, "Papier"),
    (3, "weitergabe", False, False, "E-Mail"),
    (4, "weitergabe", True, True, "Papier"),
    (4, "vernetzung", True, False, "Papier"),
    (6, "weitergabe", True, False, "zur Niederschrift"),
    (7, "weitergabe", True, False, "Papier"),
)


def patron_texts(index: int, today: date) -> dict[str, str]:
    """The form's texts of one invented person, with dates around ``today``."""
    address, degree, given, family, email, phone, locality, begin, end = PEOPLE[index]
    begins_on = today + timedelta(days=begin)
    texts = {
        "address": address,
        "degree": degree,
        "given_name": given,
        "family_name": family,
        "email": email,
        "phone": phone,
        "locality": locality,
        "begins_on": begins_on.isoformat(),
        "ends_on": (today + timedelta(days=end)).isoformat() if end is not None else "",
        "resolution_on": (begins_on - timedelta(days=21)).isoformat(),
        "resolution_number": f"{begins_on.year}/0{index + 11}",
        "agreed_on": (begins_on - timedelta(days=30)).isoformat(),
    }
    for person, purpose, with_email, with_phone, form in CONSENTS:
        if person == index:
            texts |= {
                purpose: "ja",
                f"{purpose}_on": min(begins_on, today).isoformat(),
                f"{purpose}_form": form,
                f"{purpose}_email": "ja" if with_email else "",
                f"{purpose}_phone": "ja" if with_phone else "",
            }
    return texts


ARMS_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="240" height="280" viewBox="0 0 240 280">
<path d="M10 10h220v130c0 70-50 110-110 130C60 250 10 210 10 140z"
 fill="#1d6b45" stroke="#111111" stroke-width="6"/>
<path d="M13 150h214c-4 62-52 98-107 117C65 248 17 212 13 150z" fill="#f2efe6"/>
<path d="M20 176q25-16 50 0t50 0 50 0 50 0" fill="none" stroke="#1f5f9c" stroke-width="12"/>
<path d="M34 208q22-14 43 0t43 0 43 0 43 0" fill="none" stroke="#1f5f9c" stroke-width="12"/>
<path d="M120 36l16 34 37 5-27 26 7 37-33-18-33 18 7-37-27-26 37-5z" fill="#e8b62c"/>
</svg>
"""
