import pytest

from klikks_desktop.domain.place_naming import grammatical_forms, short_county, within_county


@pytest.mark.parametrize(
    ("place", "forms"),
    [
        (
            ("Stadt", "Stadt", "Soltau"),
            ("Stadt Soltau", "die Stadt Soltau", "der Stadt Soltau", "in der Stadt Soltau"),
        ),
        (
            ("Flecken", "Gemeinde", "Langwedel"),
            ("Flecken Langwedel", "der Flecken Langwedel", "des Fleckens Langwedel", "im Flecken Langwedel"),
        ),
        (
            ("Markt", "Markt", "Schwaben"),
            ("Markt Schwaben", "der Markt Schwaben", "des Marktes Schwaben", "im Markt Schwaben"),
        ),
        (
            ("Markt", "Markt", "Markt Schwaben"),
            ("Markt Schwaben", "der Markt Schwaben", "des Marktes Schwaben", "im Markt Schwaben"),
        ),
        (("Amt", "Amt", "Eider"), ("Amt Eider", "das Amt Eider", "des Amtes Eider", "im Amt Eider")),
        (
            ("Samtgemeinde", "Samtgemeinde", "Brome"),
            (
                "Samtgemeinde Brome",
                "die Samtgemeinde Brome",
                "der Samtgemeinde Brome",
                "in der Samtgemeinde Brome",
            ),
        ),
        (
            ("Gemeindeverwaltungsverband", "Verwaltungsverband", "Höri"),
            (
                "Gemeindeverwaltungsverband Höri",
                "der Gemeindeverwaltungsverband Höri",
                "des Gemeindeverwaltungsverbandes Höri",
                "im Gemeindeverwaltungsverband Höri",
            ),
        ),
        (
            ("Freie und Hansestadt", "Kreisfreie Stadt", "Hamburg"),
            (
                "Freie und Hansestadt Hamburg",
                "die Freie und Hansestadt Hamburg",
                "der Freien und Hansestadt Hamburg",
                "in der Freien und Hansestadt Hamburg",
            ),
        ),
    ],
)
def test_the_four_forms(place: tuple[str, str, str], forms: tuple[str, str, str, str]) -> None:
    assert grammatical_forms(*place) == forms


@pytest.mark.parametrize(
    ("place", "genitive"),
    [
        (("Hansestadt", "Kreisfreie Stadt", "Lübeck"), "der Hansestadt Lübeck"),
        (("Landeshauptstadt", "Kreisfreie Stadt", "Kiel"), "der Landeshauptstadt Kiel"),
        (("Große Kreisstadt", "Große Kreisstadt", "Pirna"), "der Großen Kreisstadt Pirna"),
        (("Kreisfreie Stadt", "Kreisfreie Stadt", "Ulm"), "der Stadt Ulm"),
        (("", "Stadtkreis", "Ulm"), "der Stadt Ulm"),
        (("Gemeinde", "Gemeinde", "Loitz, Stadt"), "der Stadt Loitz"),
        (("Samtgemeinde", "Samtgemeinde", "Rethem, Stadt"), "der Samtgemeinde Rethem"),
        (("Stadt, Hochschulstadt / Wysokošulske město", "Stadt", "Zittau"), "der Stadt Zittau"),
        (("Ostseebad, Stadt", "Stadt", "Kühlungsborn"), "der Stadt Kühlungsborn"),
        (("Stadt der Osterräder", "Stadt", "Lügde"), "der Stadt Lügde"),
        (("Hansestadt an der Ruhr", "Stadt", "Hattingen"), "der Stadt Hattingen"),
        (("Die Mähdrescherstadt", "Stadt", "Harsewinkel"), "der Mähdrescherstadt Harsewinkel"),
        (("documenta-Stadt", "Kreisfreie Stadt", "Kassel"), "der documenta-Stadt Kassel"),
        (("Tor zur Eifel", "Gemeinde", "Langerwehe"), "der Gemeinde Langerwehe"),
        (("NRW-Klimakommune", "Gemeinde", "Saerbeck"), "der Gemeinde Saerbeck"),
        (("Inselgemeinde", "Gemeinde", "Juist"), "der Inselgemeinde Juist"),
        (("Klosterflecken", "Gemeinde", "Ebstorf"), "des Klosterfleckens Ebstorf"),
        (
            ("Kirchspielslandgemeinde", "Kirchspielslandgemeinde", "Eider"),
            "der Kirchspielslandgemeinde Eider",
        ),
        (
            ("Verwaltungsgemeinschaft der Stadt", "Verwaltungsgemeinschaft", "Herrenberg"),
            "der Verwaltungsgemeinschaft der Stadt Herrenberg",
        ),
        (("Stadt", "Erfüllende Gemeinde", "Geisa"), "der Stadt Geisa"),
        (("", "", "Neuort"), "der Gemeinde Neuort"),
    ],
)
def test_genitives_of_special_designations(place: tuple[str, str, str], genitive: str) -> None:
    assert grammatical_forms(*place).genitive == genitive


@pytest.mark.parametrize(
    ("county", "phrase"),
    [
        ("Heidekreis", "im Heidekreis"),
        ("Landkreis Uelzen", "im Landkreis Uelzen"),
        ("Region Hannover", "in der Region Hannover"),
        ("Städteregion Aachen", "in der Städteregion Aachen"),
        ("Märkischer Kreis", "im Märkischen Kreis"),
        ("Rhein-Kreis Neuss", "im Rhein-Kreis Neuss"),
        ("Regionalverband Saarbrücken", "im Regionalverband Saarbrücken"),
        ("Osnabrück, Stadt", ""),
        ("Trier, kreisfreie Stadt", ""),
        ("Ulm, Stadtkreis", ""),
    ],
)
def test_the_county_of_a_place_is_named_in_a_sentence(county: str, phrase: str) -> None:
    assert within_county(county) == phrase


@pytest.mark.parametrize(
    ("county", "short"),
    [
        ("Landkreis Uelzen", "Uelzen"),
        ("Kreis Dithmarschen", "Dithmarschen"),
        ("Westerwaldkreis", "Westerwaldkreis"),
        ("Heilbronn, Stadt", "Heilbronn, Stadt"),
        ("Region Hannover", "Region Hannover"),
    ],
)
def test_a_county_in_the_width_of_a_column(county: str, short: str) -> None:
    assert short_county(county) == short
