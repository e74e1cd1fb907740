"""What the stored files of each schema say: tests/exchange/data/wire-1.klikks and wire-2.klikks.

Neither file nor content may ever change: they are what towns have sent.
"""

from __future__ import annotations

import copy
from typing import Any


def uid(number: int) -> str:
    return f"01930000-0000-7000-8000-{number:012x}"


def schema_1() -> dict[str, Any]:
    return {
        "format": "klikks-sync",
        "schema": 1,
        "program": "KlikKS Desktop 1.0",
        "created": "2026-11-22T12:00:00Z",
        "places": [
            {
                "key": "03358021",
                "name": "Soltau",
                "designation": "Stadt Soltau",
                "kind": "Stadt",
                "county": "Heidekreis",
                "state": "Niedersachsen",
                "contact": {"function": "Umwelt", "email": "umwelt@soltau.example", "phone": "05191 0"},
                "resolution_on": "2024-03-14",
                "agreement_on": None,
                "localities": [{"id": uid(1), "name": "Harber", "genitive": "des Ortsteils Harber"}],
                "counts": {"in_office": 3, "named": 1, "ended": 0},
                "patrons": [
                    {
                        "id": uid(2),
                        "address": "f",
                        "degree": "Dr.",
                        "given_name": "Łucja Đorđević",
                        "family_name": "Şahin-Müller",
                        "email": "l@example.org",
                        "phone": None,
                        "appointments": [
                            {
                                "id": uid(3),
                                "locality_id": uid(1),
                                "begins_on": "2024-04-01",
                                "ends_on": None,
                                "ended_on": None,
                            }
                        ],
                        "consents": [
                            {
                                "id": uid(4),
                                "purpose": "weitergabe",
                                "text_version": "1",
                                "given_on": "2024-04-01",
                                "with_email": True,
                                "with_phone": False,
                                "with_photo": False,
                            }
                        ],
                    }
                ],
            }
        ],
    }


EFFECT = {
    "stage": "erreicht",
    "year": 2026,
    "wh": 28_345_678,
    "co2e_g": 15_873_580,
    "saved_cents": 850_370,
    "feed_in_g": -5,
    "sink_g": 7,
    "budget_relevant": False,
    "measured": True,
}
ECONOMICS = {"payback_years": "7.25", "annuity": "1234.56", "npv": "-12.5", "avoidance_cost": "-85.07"}
PROJECT = {
    "id": uid(10),
    "title": "LED im Rathaus",
    "kind": "Beleuchtung",
    "description": "Alle Leuchten.\nIm Erdgeschoss zuerst.",
    "state": "abgeschlossen",
    "locality_id": uid(1),
    "latitude": "52.98765",
    "longitude": "9.84321",
    "begins_on": "2026-01-07",
    "ends_on": "2026-08-31",
    "contract_on": "2026-02-01",
    "planned_cents": 4_800_000,
    "actual_cents": 4_712_345,
    "contact_shared": True,
    "patrons": [{"id": uid(11), "patron_id": uid(2)}],
    "activities": [
        {
            "id": uid(12),
            "held_on": "2026-05-05",
            "kind": "Rundgang",
            "title": "Rundgang mit Taschenlampe",
            "people": 23,
            "hours": "4.5",
        }
    ],
    "indicators": [
        {
            "id": uid(13),
            "kind": "Wirkung",
            "title": "Leuchten getauscht",
            "unit": "Stück",
            "target": "180",
            "actual": "176.5",
        }
    ],
    "achievements": [
        {
            "id": uid(14),
            "year": 2026,
            "carrier": "electricity",
            "kwh": "28345.678",
            "saved_cents": 850_370,
            "co2e_kg": "15873.58",
            "factor_set": "geg-2020",
            "grade": "abgelesen",
        }
    ],
    "funding": [
        {
            "id": uid(15),
            "programme": "kommunalrichtlinie",
            "title": "Innenbeleuchtung",
            "state": "abgeschlossen",
            "rate": "0.25",
            "eligible_cents": 4_700_000,
            "amount_cents": 1_175_000,
            "called_cents": 1_174_999,
            "resolution_on": "2025-09-01",
            "applied_on": "2025-09-15",
            "granted_on": "2025-12-01",
            "objection_until": "2026-01-02",
            "period_from": "2026-01-01",
            "period_to": "2026-12-31",
            "awarded_on": "2026-02-01",
            "called_on": "2026-09-15",
            "proof_due": "2027-02-28",
            "proof_sent_on": "2026-10-01",
            "closed_on": "2026-11-02",
            "bound_until": "2031-12-31",
            "keep_until": "2036-12-31",
        }
    ],
    "tasks": [
        {"id": uid(16), "title": "Bericht lesen", "due_on": "2026-12-01", "done_on": "2026-11-20"},
    ],
    "effect": EFFECT,
}
POTENTIAL = {
    "id": uid(20),
    "title": "LED in der Turnhalle",
    "measure": "LED_INDOOR",
    "priority": "hoch",
    "state": "umgesetzt",
    "locality_id": uid(1),
    "project_id": uid(10),
    "factor_set": "geg-2020",
    "calculated_on": "2026-10-30",
    "result": {
        "co2_basis": "CO2e",
        "energy": {"electricity": "28345.6789012345678901234567", "lpg": "-1.5"},
        "co2e": "15.87358018469135801846913580",
        "feed_in": "0.25",
        "sink": "-0.125",
        "eur": "8503.70367037037036703703701",
        "budget_relevant": False,
        "investment": "48000",
        "grant": "12000",
        "without_grant": ECONOMICS,
        "with_grant": {**ECONOMICS, "payback_years": "5.5"},
        "indicators": {"Bäume (Stück)": "12"},
        "grade": "gemessen",
    },
    "effect": EFFECT,
}


def schema_2() -> dict[str, Any]:
    """Every field of schema 2 with a value that is not its default."""
    raw = schema_1()
    raw |= {"schema": 2, "program": "KlikKS Desktop 1.1"}
    (place,) = raw["places"]
    place |= {
        "agreement_on": "2024-05-02",
        "contact_on": "2023-11-05",
        "call_on": "2024-05-20",
        "appointment_on": "2024-09-01",
        "onboarding_on": "2024-10-12",
        "analysis_on": "2025-02-01",
        "workshop_on": "2025-03-15",
        "projects_on": "2025-06-01",
        "networking_on": "2026-01-20",
        "projects": [
            PROJECT,
            {"id": uid(30), "title": "Nur ein Titel", "kind": "Sonstiges", "state": "Idee"},
        ],
        "potentials": [
            POTENTIAL,
            {
                "id": uid(21),
                "title": "Variante mit Meldern",
                "measure": "LED_INDOOR",
                "priority": "niedrig",
                "state": "Idee",
                "variant_of": uid(20),
                "result": {"grade": "Richtwert"},
            },
        ],
        "tasks": [{"id": uid(40), "title": "Termin mit der Region", "due_on": "2027-01-15"}],
        "energy": [
            {
                "year": 2025,
                "buildings": 17,
                "area_m2": "18250.5",
                "heat_kwh": 1_750_000,
                "power_kwh": 410_000,
                "cents": 31_250_075,
                "co2e_kg": 652_300,
                "factor_set": "geg-2020",
                "complete": True,
            }
        ],
        "remarks": [
            {
                "id": uid(50),
                "place_key": "03358021",
                "kind": "Unterstützung gesucht",
                "about": uid(10),
                "about_title": "LED im Rathaus",
                "text": "Wer hat Erfahrung mit Bewegungsmeldern?\nUns fehlt ein Angebot.",
                "due_on": "2026-12-31",
                "done_on": "2026-12-01",
                "made_on": "2026-11-20",
            }
        ],
        "factor_set": "geg-2020",
        "left_out": 3,
    }
    return copy.deepcopy(raw)
