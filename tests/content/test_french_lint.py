"""French of the shipped courses and catalogues: signs, decimal commas, accented capitals, and no calques.

Spaces and quotes are those of tests/words/test_catalogues.py, which keeps the catalogue of the suite; here, courses.
To refuse another calque, add it to CALQUES with what to write instead, a sentence that has it and one that does well.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import polib
import pytest

from epm_xblocks.package.segments import segments
from tests.words.test_catalogues import MARKUP, PLACE, SIGN, broken_rules, catalogue, said

from .course import ROOT, folder

SUITE = "locale/fr/LC_MESSAGES/django.po"
COURSES = tuple(sorted(path.parent.name for path in ROOT.glob("*/epm.toml")))

NOT_FRENCH = re.compile(r'<(code|pre|kbd|samp)\b[^>]*>.*?</\1>|<(\w+)\b[^>]*\blang="en"[^>]*>.*?</\2>', re.S)
MACHINE = re.compile(r"https?://\S+|(?<!\S)=\S+|\b[\w/-]+\.(?:csv|xlsx?|ods|xml|html|json|toml|po|png|svg|md|py)\b")
"""Addresses, formulas and names of files."""
AS_IN_A_FILE = re.compile(r"(?<=rien entre les milliers, comme )1234\.5|\b0\.05(?= ou 1%)")
"""Figures quoted as a data file or a case must hold them."""
NUMBERED = re.compile(
    r"\b(?:CC BY(?:-[A-Z]+)*|WCAG|Python|Excel|LibreOffice|[Vv]ersions?|[Ss]ections?|[Ff]igures?|[Tt]ableaux?) \d+\.\d+"
)
"""Versions and numbers of parts, whose point is no decimal point."""

ACCENTED = (
    *("Âge", "Âgé", "Âgée", "Ère", "Être", "Île", "Îlot", "Ôter", "Ôtez", "Ébauche", "Écart", "Échange"),
    *("Échantillon", "Échantillonnage", "Échéance", "Échec", "Échelle", "Échelon", "Échouer", "Éclairage"),
    *("Éclairer", "École", "Écolier", "Écolière", "Économie", "Économique", "Écran", "Écrire", "Écrit", "Écrite"),
    *("Écrivez", "Écriture", "Édité", "Éditer", "Éditeur", "Édition", "Éducatif", "Éducation", "Éducative", "Égal"),
    *("Égale", "Également", "Égalité", "Élaboration", "Élaborer", "Élargir", "Électricité", "Électronique"),
    *("Élément", "Élémentaire", "Élève", "Élevé", "Élevée", "Éliminer", "Éloigné", "Éloignement", "Émettre"),
    *("Émission", "Énergie", "Énoncé", "Énumérer", "Épargne", "Épreuve", "Équation", "Équilibre", "Équipe"),
    *("Équipement", "Équitable", "Équité", "Équivalent", "Établir", "Établissement", "Établissez", "Étage"),
    *("Étape", "État", "Été", "Éteindre", "Étendre", "Étendue", "Éthique", "Étiquette", "Étranger", "Étrangère"),
    *("Étroit", "Étude", "Étudiant", "Étudiante", "Étudier", "Étudiez", "Évaluateur", "Évaluation", "Évaluer"),
    *("Évaluez", "Événement", "Éventail", "Éventuel", "Évident", "Éviter", "Évitez", "Évolution"),
)  # fmt: skip
A_WITH_A_GRAVE = re.compile(
    r"(?:^|[.:;!?…«»(–—] ?)A (?!(?:entre|encore|guère)\b)"
    r"(?:(?:ne pas )?(?:y |en |l’|s’)?[a-zà-ÿœ]+(?:er|ir|re)\b|qu(?:i|oi|el|elle|els|elles)\b"
    r"|chaque\b|cet?\b|cette\b|vous\b|défaut\b|propos\b|condition\b|travers\b|nouveau\b|moins\b|côté\b|long terme\b"
    r"|gauche\b|droite\b|la (?:fin|suite|place|rentrée|différence|fois)\b"
    r"|l’(?:inverse|école|écran|origine|aide|issue)\b)"
)


class Calque(NamedTuple):
    """What is refused, what to write instead, a sentence that has it, and one that has it not."""

    wrong: str
    instead: str
    bad: str
    good: str


CALQUES = (
    Calque(
        r"adress(?:er|e|es|ons|ez|ent|ant|ée?s?) (?:(?:une?|la|les?|des|ce|cet|cette|ces) |l’)"
        r"(?:problème|question|enjeu|défi|difficulté|besoin)s?\b(?! (?:à|aux?)\b)",
        "traiter, aborder, répondre à",
        "Le plan adresse la question des abandons.",
        "Le plan s’adresse aux régions et pose la question ; on peut adresser une question à l’équipe.",
    ),
    Calque(
        r"au final\b", "finalement, en définitive", "Au final, le taux baisse.", "Au bout du compte, le taux baisse."
    ),
    Calque(r"basée?s? sur", "fondé sur, d’après, à partir de", "Un plan basé sur les taux.", "Un plan fondé sur eux."),
    Calque(r"benchmark\w*", "repère, comparaison", "Un benchmark régional.", "Une comparaison régionale."),
    Calque(r"challeng\w*", "défi, mettre à l’épreuve", "Le challenge est de taille.", "Le défi est de taille."),
    Calque(r"check(?:er|ez|ons|ée?s?)\b", "vérifier, contrôler", "Checkez la somme.", "Vérifiez la somme."),
    Calque(
        r"complét\w+ (?:une?|les?|la|ce|cette|ces|votre|vos|des|chaque) (?:formulaire|questionnaire|fiche)s?\b",
        "remplir",
        "L’école doit compléter un formulaire.",
        "L’école remplit un formulaire et complète sa réponse.",
    ),
    Calque(
        r"définitivement\b",
        "certainement ; pour de bon, sans retour",
        "C’est définitivement la bonne méthode.",
        "C’est certainement la version définitive.",
    ),
    Calque(r"digitalis\w*", "numériser, informatiser", "La digitalisation des écoles.", "Une empreinte digitale."),
    Calque(
        r"délivr\w+ (?:une?|les?|des|ces?) services?\b",
        "rendre, assurer un service",
        "Le district délivre un service.",
        "Le district rend un service et délivre un diplôme.",
    ),
    Calque(r"e-?mails?\b", "courriel, adresse électronique", "Écrivez un email.", "Écrivez un courriel sur l’émail."),
    Calque(
        r"(?<!exprimé )(?<!exprimée )(?<!exprimés )(?<!exprimées )en termes? d(?:es?\b|u\b|’)",
        "pour, quant à, du point de vue de",
        "La région est en retard en termes d’accès.",
        "L’écart, exprimé en termes de points, est mis fin par fin.",
    ),
    Calque(
        r"f(?:aire|ait|aisait|aisant|ont|era|eront) du sens\b", "avoir un sens", "Cela fait du sens.", "Le bon sens."
    ),
    Calque(r"feed-?backs?\b", "retour, commentaire", "Lisez le feedback.", "Lisez le retour sur votre réponse."),
    Calque(
        r"finalis(?!t)\w+", "achever, mettre au point", "Finalisez le plan.", "Les finalistes achèvent le plan final."
    ),
    Calque(
        r"impact(?!s?\b|eur)\w+",
        "toucher, peser sur, avoir un effet sur",
        "La crise impacte les effectifs.",
        "L’impact de la crise sur les effectifs.",
    ),
    Calque(
        r"implément\w*", "mettre en œuvre, appliquer", "Implémenter la réforme.", "Appliquer la réforme en supplément."
    ),
    Calque(
        r"initi(?:er|e|ez|ons|ent|ant|ait|ée?s?) une? (?!\w+ (?:à|aux?)\b)",
        "lancer, commencer, entreprendre",
        "Le ministère initie une réforme.",
        "Le stage initie un débutant à la lecture des taux.",
    ),
    Calque(r"monitoring\b", "suivi", "Le monitoring du plan.", "Le suivi du plan."),
    Calque(
        r"pr(?:endre|end|ennent|enait|endra|endront|is|ises?) place\b",
        "avoir lieu, se tenir",
        "Le recensement prend place en octobre.",
        "Le recensement a lieu sur place en octobre.",
    ),
    Calque(r"reporting\b", "compte rendu, remontée des données", "Le reporting annuel.", "Reportez le total annuel."),
    Calque(
        r"sur une base (?!d(?:e|es|u)\b|d’)",
        "chaque année, par an, de façon régulière",
        "Collectées sur une base annuelle.",
        "Calculé chaque année sur une base de données, sur une base de 100.",
    ),
    Calque(
        r"versus\b|vs\b",
        "contre, face à, par rapport à",
        "Filles vs garçons.",
        "Filles face aux garçons ; controverse.",
    ),
)


def bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def without_accent(word: str) -> str:
    """The word whose capital has lost its accent; its other accents may be there or not, in any case."""
    rest = "".join(f"[{sign}{bare(sign)}]" if bare(sign) != sign else re.escape(sign) for sign in word[1:])
    return f"{bare(word[0])}(?i:{rest}(?:e?s?|x))"


DECIMAL_POINT = re.compile(r"(?<![\w.,/:])(?<!\w-)\d+\.\d+(?!\w|\.\w|/|-\w)")
AFTER_A_BRACKET = re.compile(r"[)\]»”%\d][;!?:](?=\s|$)")
CAPITALS = re.compile(rf"(?<![\w-])(?:{'|'.join(without_accent(word) for word in ACCENTED)})(?!\w)")
WORDS = tuple((re.compile(rf"(?i)(?<![\w-]){calque.wrong}"), calque.instead) for calque in CALQUES)


def prose(text: str) -> str:
    """The words that are read: markup, code, places for values, addresses and file names apart; plain spaces."""
    words = MARKUP.sub("", NOT_FRENCH.sub("x", text))
    return " ".join(MACHINE.sub("x", SIGN.sub("x", PLACE.sub("x", words))).split())


def faults(text: str) -> list[str]:
    """What a sentence has that French has not, each with what to write instead."""
    words = prose(text)
    figures = NUMBERED.sub("x", AS_IN_A_FILE.sub("x", words))
    found = [f"{one[0]}: a comma for the decimals" for one in DECIMAL_POINT.finditer(figures)]
    found += [f"{one[0]}: a no-break space before the sign" for one in AFTER_A_BRACKET.finditer(words)]
    for rule in (CAPITALS, A_WITH_A_GRAVE):
        found += [f"{one[0].strip()}: an accent on the capital" for one in rule.finditer(words)]
    return found + [f"{one[0]}: {instead}" for rule, instead in WORDS for one in rule.finditer(words)]


def signs(text: str) -> list[str]:
    """Spaces, quotes and apostrophes of a text of a course; a unit alone in brackets needs no space."""
    return broken_rules(NOT_FRENCH.sub("x", text).replace("(%)", "x"))


def french_of(course: str) -> Iterator[tuple[str, str]]:
    """What a course says in French, with its place: its own text, or that of its French catalogue."""
    if tomllib.loads((ROOT / course / "epm.toml").read_text("utf-8"))["package"]["lang"] == "fr":
        yield from ((segment.context, segment.text) for segment in segments(folder(course)))
    path = ROOT / course / "locale" / "fr.po"
    for entry in polib.pofile(str(path)) if path.is_file() else ():
        yield from ((str(entry.msgctxt), text) for text in said(entry))


@pytest.mark.parametrize("course", COURSES)
def test_the_french_of_a_course(course: str) -> None:
    texts = list(french_of(course))
    assert len(texts) > 100
    assert [(place, fault, text) for place, text in texts for fault in (*signs(text), *faults(text))] == []


def test_the_french_of_the_suite() -> None:
    texts = [text for entry in catalogue("fr") for text in said(entry)]
    assert len(texts) > 1000
    assert [(SUITE, fault, text) for text in texts for fault in faults(text)] == []


@pytest.mark.parametrize("calque", CALQUES, ids=lambda calque: calque.instead)
def test_a_calque_is_refused_and_its_french_is_not(calque: Calque) -> None:
    assert [fault.partition(": ")[2] for fault in faults(calque.bad)] == [calque.instead]
    assert faults(calque.good) == []


@pytest.mark.parametrize("word", ACCENTED)
def test_a_capital_keeps_its_accent(word: str) -> None:
    for wrong in (bare(word[0]) + word[1:], bare(word), bare(word).upper(), f"l’{bare(word)}", f"<b>{bare(word)}</b>"):
        assert faults(f"{wrong} du pays"), wrong
    for right in (word, word.lower(), word.upper()):
        assert faults(f"{right} du pays") == [], right


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("A partir de 2024, tout change.", "À partir de 2024, tout change."),
        ("Rien. A noter\u00a0: le taux.", "Rien. À noter\u00a0: le taux."),
        ("A la fin du cours", "À la fin du cours"),
        ("A ne pas confondre", "À ne pas confondre"),
        ("A chaque région son taux", "La colonne A contient le taux"),
        ("«\u202fA vous lire\u202f»", "A encore deux essais, entre A et B"),
    ],
)
def test_a_preposition_keeps_its_accent(bad: str, good: str) -> None:
    assert faults(bad)
    assert faults(good) == []


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("Le taux est de 3.5\u00a0%.", "Le taux est de 3,5\u00a0%."),
        ("De -0.4 à 0.6.", "De −0,4 à 0,6."),
        ("Il y a 1.103 élèves.", "Licence CC BY 4.0, WCAG 2.2, version 3.11, section 1.2."),
        ("(2.5)", "Le fichier plan-2.5.xlsx, https://exemple.org/v/2.5 et le 24.11.2026."),
        ("<b>2.5</b>", '<code>2.5</code>, =A1*2.5, {n}.5, <fig of="B10" value="2.5"/>, 3.2E5, 1.2.3'),
    ],
)
def test_decimals_have_a_comma(bad: str, good: str) -> None:
    assert faults(bad)
    assert faults(good) == []


@pytest.mark.parametrize("bad", ["Le taux (TBS)?", "En 2024:", "Il dit «\u202foui\u202f»;", "9\u00a0%!"])
def test_a_sign_after_a_bracket_or_figure_has_its_space(bad: str) -> None:
    assert faults(bad)
    assert faults(re.sub(r"(?=[:;!?])", "\u202f", bad)) == faults("De 8:30 à 9:30.") == []


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("l'école", "l’école"),
        ('Le taux "net"', "Le taux «\u202fnet\u202f»"),
        ("Le taux : 3", "Le taux\u00a0: 3"),
        ("Un taux ; un autre", "Un taux\u202f; un autre"),
        ("Quoi ?", "Quoi\u202f?"),
        ("Quoi!", "Quoi\u202f!"),
        ("« net »", "«\u202fnet\u202f»"),
        ("<i>l'école</i>", "<a href=\"x\" title='y'>école</a>, <code>'x' ; \"y\"</code>"),
    ],
)
def test_signs_of_a_course_are_french(bad: str, good: str) -> None:
    assert signs(bad)
    assert signs(good) == []
