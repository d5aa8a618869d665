"""Regions, districts, sexes, levels and years of Kalembu (data pack). Every name is invented."""

from dataclasses import dataclass

__all__ = ["AGES_SHOWN", "DISTRICTS", "LEVELS", "REGIONS", "SEXES", "YEARS", "District", "Level", "Place", "school_age"]

SEXES = ("F", "M")
YEARS = tuple(range(2019, 2025))
AGES_SHOWN = range(25)


@dataclass(frozen=True)
class Place:
    """A region: its code, its two names and the kind of country it stands for."""

    code: str
    name_fr: str
    name_en: str
    kind: str


@dataclass(frozen=True)
class District:
    """A district: its code, its region and its two names."""

    code: str
    region: str
    name_fr: str
    name_en: str


@dataclass(frozen=True)
class Level:
    """A level of schooling: its grades, numbered from 1, and the official age of the first."""

    code: str
    grades: int
    entry_age: int
    first: int  # position of its first grade among all grades taught, from 0

    @property
    def official_ages(self) -> range:
        return range(self.entry_age, self.entry_age + self.grades)


LEVELS = (Level("primary", 6, 6, 0), Level("lower_secondary", 4, 12, 6))

REGIONS = (
    Place("R1", "Luvéka", "Luveka", "capital"),
    Place("R2", "Côte de Samoré", "Samore Coast", "coast"),
    Place("R3", "Plateau de Hakandi", "Hakandi Plateau", "plateau"),
    Place("R4", "Forêt de Ngolué", "Ngolue Forest", "forest"),
    Place("R5", "Savane d’Oubrani", "Oubrani Savanna", "savanna"),
    Place("R6", "Désert de Tazmeur", "Tazmeur Desert", "desert"),
)

_NAMES = {
    "R1": (
        ("Luvéka-Centre", "Central Luveka"),
        ("Luvéka-Nord", "North Luveka"),
        ("Basse-Zimoa", "Lower Zimoa"),
        ("Kintavo", "Kintavo"),
    ),
    "R2": (
        ("Port-Samoré", "Port Samore"),
        ("Ambézo", "Ambezo"),
        ("Lagunes de Mirouba", "Mirouba Lagoons"),
        ("Cap-Belondra", "Cape Belondra"),
    ),
    "R3": (
        ("Hakandi-Est", "East Hakandi"),
        ("Mont-Sarekou", "Mount Sarekou"),
        ("Fodjaro", "Fodjaro"),
        ("Tchimbera", "Tchimbera"),
    ),
    "R4": (
        ("Rives de Ngolué", "Ngolue Banks"),
        ("Bakelindi", "Bakelindi"),
        ("Moussandé", "Moussande"),
        ("Haute-Doyélé", "Upper Doyele"),
    ),
    "R5": (
        ("Oubrani-Centre", "Central Oubrani"),
        ("Garankolé", "Garankole"),
        ("Sirabélo", "Sirabelo"),
        ("Dafinké", "Dafinke"),
    ),
    "R6": (
        ("Tazmeur-Oasis", "Tazmeur Oasis"),
        ("Oued Nahiri", "Wadi Nahiri"),
        ("Aïn Teghrar", "Ain Teghrar"),
        ("Puits de Zelouf", "Zelouf Wells"),
    ),
}

DISTRICTS = tuple(
    District(f"D{region[1]}{number}", region, name_fr, name_en)
    for region, names in _NAMES.items()
    for number, (name_fr, name_en) in enumerate(names, 1)
)


def school_age(age: int) -> str:
    """The level for which an age (completed years) is official, or `before` or `after` them all."""
    for level in LEVELS:
        if age in level.official_ages:
            return level.code
    return "before" if age < LEVELS[0].entry_age else "after"
