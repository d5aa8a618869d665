"""The functions a formula may use, what each does with ranges, and their names in other languages. workbook room.

The list is closed. Left out on purpose: what changes by itself (RAND, NOW, TODAY), reads what it was not given
(INDIRECT, OFFSET, CELL, FORMULATEXT, ROW, COLUMN), can run for ever or fill memory on an argument a learner types
(FACT, COMBIN, PERMUT, REPT, SEQUENCE, SUBSTITUTE, TEXTJOIN, CUMIPMT, DDB …), defines functions (LET, LAMBDA), depends
on the reader's language (TEXT, VALUE) or answers with a whole table (TREND, MMULT, TRANSPOSE …).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

__all__ = ["FUNCTIONS", "LANGUAGES", "Function", "folded", "function_named", "local_name"]

LANGUAGES = ("en", "fr", "es", "pt")
"""Languages with names of their own here; names in English are read in all."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: fewest and most arguments, and what each argument is.

    arguments: one letter each, the last repeats. `r`: a range is taken whole; `s`: one value. lifts: a range in the
    place of one value gives a table of results, as in a spreadsheet; elsewhere the engine answers with one row's
    value or 0 and says nothing, so a range is refused. joins: its text is as long as all its arguments together.
    """

    name: str
    least: int
    most: int
    arguments: str
    lifts: bool = False
    joins: bool = False

    def takes(self, index: int) -> str:
        """What the argument with this index (from 0) is: `r` or `s`."""
        return self.arguments[min(index, len(self.arguments) - 1)]


# English | French | Spanish | Portuguese | fewest, most, kinds of arguments. After a slash: other names that are read.
_TABLE = """
ABS|ABS|ABS|ABS|1 1 s
AND|ET|Y|E|1 99 r
AVEDEV|ECART.MOYEN|DESVPROM|DESV.MÉDIO|1 99 r
AVERAGE|MOYENNE|PROMEDIO|MÉDIA|1 99 r
AVERAGEIF|MOYENNE.SI|PROMEDIO.SI|MÉDIA.SE/MÉDIASE|2 3 rsr
AVERAGEIFS|MOYENNE.SI.ENS|PROMEDIO.SI.CONJUNTO|MÉDIA.SE.S/MÉDIASES|3 3 rrs
CEILING|PLAFOND|MULTIPLO.SUPERIOR|ARRED.EXCESSO/TETO|2 2 s
CEILING.MATH|PLAFOND.MATH|MULTIPLO.SUPERIOR.MAT|ARRED.EXCESSO.MAT/TETO.MAT|1 3 s
CHOOSE|CHOISIR|ELEGIR|SELECIONAR/ESCOLHER|2 99 s
COLUMNS|COLONNES|COLUMNAS|COLS/COLUNAS|1 1 r
CONCAT|CONCAT|CONCAT|CONCAT|1 99 r joins
CONCATENATE|CONCATENER|CONCATENAR|CONCATENAR|1 99 s joins
CORREL|COEFFICIENT.CORRELATION|COEF.DE.CORREL|CORREL|2 2 r
COUNT|NB|CONTAR|CONTAR/CONT.NÚM|1 99 r
COUNTA|NBVAL|CONTARA|CONTAR.VAL/CONT.VALORES|1 99 r
COUNTBLANK|NB.VIDE|CONTAR.BLANCO|CONTAR.VAZIO/CONTAR.VAZIO|1 1 r
COUNTIF|NB.SI|CONTAR.SI|CONTAR.SE/CONT.SE|2 2 rs
COUNTIFS|NB.SI.ENS|CONTAR.SI.CONJUNTO|CONTAR.SE.S/CONT.SES|2 2 rs
DEVSQ|SOMME.CARRES.ECARTS|DESVIA2|DESVQ|1 99 r
EVEN|PAIR|REDONDEA.PAR|PAR|1 1 s
EXACT|EXACT|IGUAL|EXACTO/EXATO|2 2 s
EXP|EXP|EXP|EXP|1 1 s
FLOOR|PLANCHER|MULTIPLO.INFERIOR|ARRED.DEFEITO/ARREDMULTB|2 2 s
FLOOR.MATH|PLANCHER.MATH|MULTIPLO.INFERIOR.MAT|ARRED.DEFEITO.MAT/ARREDMULTB.MAT|1 3 s
FORECAST|PREVISION|PRONOSTICO|PREVISÃO|3 3 srr
FORECAST.LINEAR|PREVISION.LINEAIRE|PRONOSTICO.LINEAL|PREVISÃO.LINEAR|3 3 srr
FV|VC|VF|VF|3 5 s
GEOMEAN|MOYENNE.GEOMETRIQUE|MEDIA.GEOM|MÉDIA.GEOMÉTRICA|1 99 r
HARMEAN|MOYENNE.HARMONIQUE|MEDIA.ARMO|MÉDIA.HARMÓNICA/MÉDIA.HARMÔNICA|1 99 r
HLOOKUP|RECHERCHEH|BUSCARH|PROCH|3 4 srs
IF|SI|SI|SE|2 3 s
IFERROR|SIERREUR|SI.ERROR|SE.ERRO/SEERRO|2 2 s
IFNA|SI.NON.DISP|SI.ND|SE.ND/SENÃODISP|2 2 s
IFS|SI.CONDITIONS|SI.CONJUNTO|SE.S/SES|2 99 s
INDEX|INDEX|INDICE|ÍNDICE|2 3 rs
INT|ENT|ENTERO|INT|1 1 s
INTERCEPT|ORDONNEE.ORIGINE|INTERSECCION.EJE|INTERCETAR/INTERCEPÇÃO|2 2 r
IPMT|INTPER|PAGOINT|IPGTO|4 6 s
IRR|TRI|TIR|TIR|1 2 rs
ISBLANK|ESTVIDE|ESBLANCO|É.CÉL.VAZIA/ÉCÉL.VAZIA|1 1 s
ISERR|ESTERR|ESERR|É.ERROS/ÉERRO|1 1 s
ISERROR|ESTERREUR|ESERROR|É.ERRO/ÉERROS|1 1 s
ISEVEN|EST.PAIR|ES.PAR|ÉPAR|1 1 s
ISNA|ESTNA|ESNOD|É.NÃO.DISP/É.NÃO.DISP|1 1 s
ISNUMBER|ESTNUM|ESNUMERO|É.NÚM/ÉNÚM|1 1 s
ISODD|EST.IMPAIR|ES.IMPAR|ÉÍMPAR|1 1 s
ISTEXT|ESTTEXTE|ESTEXTO|É.TEXTO/ÉTEXTO|1 1 s
LARGE|GRANDE.VALEUR|K.ESIMO.MAYOR|MAIOR|2 2 rs
LEFT|GAUCHE|IZQUIERDA|ESQUERDA|1 2 s
LEN|NBCAR|LARGO|NÚM.CARAT/NÚM.CARACT|1 1 s
LN|LN|LN|LN|1 1 s
LOG|LOG|LOG|LOG|1 2 s
LOG10|LOG10|LOG10|LOG10|1 1 s
LOOKUP|RECHERCHE|BUSCAR|PROC|2 3 srr
LOWER|MINUSCULE|MINUSC|MINÚSCULAS/MINÚSCULA|1 1 s
MATCH|EQUIV|COINCIDIR|CORRESP|2 3 srs
MAX|MAX|MAX|MÁXIMO|1 99 r
MAXIFS|MAX.SI/MAX.SI.ENS|MAX.SI.CONJUNTO|MÁXIMO.SE.S/MÁXIMOSES|3 3 rrs
MEDIAN|MEDIANE|MEDIANA|MED|1 99 r
MID|STXT|EXTRAE|SEG.TEXTO/EXT.TEXTO|3 3 s
MIN|MIN|MIN|MÍNIMO|1 99 r
MINIFS|MIN.SI/MIN.SI.ENS|MIN.SI.CONJUNTO|MÍNIMO.SE.S/MÍNIMOSES|3 3 rrs
MOD|MOD|RESIDUO|RESTO/MOD|2 2 s
MROUND|ARRONDI.AU.MULTIPLE|REDOND.MULT|MARRED|2 2 s
NOT|NON|NO|NÃO|1 1 s
NPER|NPM|NPER|NPER|3 5 s
NPV|VAN|VNA|VAL/VPL|2 99 sr
ODD|IMPAIR|REDONDEA.IMPAR|ÍMPAR|1 1 s
OR|OU|O|OU|1 99 r
PDURATION|PDUREE|P.DURACION|PDURAÇÃO/DURAÇÃOP|3 3 s
PEARSON|PEARSON|PEARSON|PEARSON|2 2 r
PERCENTILE|CENTILE|PERCENTIL|PERCENTIL|2 2 rs
PERCENTILE.INC|CENTILE.INCLURE|PERCENTIL.INC|PERCENTIL.INC|2 2 rs
PI|PI|PI|PI|0 0 s
PMT|VPM|PAGO|PGTO|3 5 s
POWER|PUISSANCE|POTENCIA|POTÊNCIA|2 2 s
PPMT|PRINCPER|PAGOPRIN|PPGTO|4 6 s
PRODUCT|PRODUIT|PRODUCTO|PRODUTO/MULT|1 99 r
PV|VA|VA|VA/VP|3 5 s
QUARTILE|QUARTILE|CUARTIL|QUARTIL|2 2 rs
QUARTILE.INC|QUARTILE.INCLURE|CUARTIL.INC|QUARTIL.INC|2 2 rs
QUOTIENT|QUOTIENT|COCIENTE|QUOCIENTE|2 2 s
RANK|RANG|JERARQUIA|ORDEM|2 3 srs
RANK.AVG|MOYENNE.RANG|JERARQUIA.MEDIA|ORDEM.MÉD|2 3 srs
RANK.EQ|EQUATION.RANG|JERARQUIA.EQV|ORDEM.EQ|2 3 srs
RATE|TAUX|TASA|TAXA|3 6 s
RIGHT|DROITE|DERECHA|DIREITA|1 2 s
ROUND|ARRONDI|REDONDEAR|ARRED|2 2 s
ROUNDDOWN|ARRONDI.INF|REDONDEAR.MENOS|ARRED.PARA.BAIXO/ARREDONDAR.PARA.BAIXO|2 2 s
ROUNDUP|ARRONDI.SUP|REDONDEAR.MAS|ARRED.PARA.CIMA/ARREDONDAR.PARA.CIMA|2 2 s
ROWS|LIGNES|FILAS|LINS/LINHAS|1 1 r
RRI|TAUX.INT.EQUIV|RRI|DEVOLVERTAXAJUROS/TAXAJURO|3 3 s
RSQ|COEFFICIENT.DETERMINATION|COEFICIENTE.R2|RQUAD|2 2 r
SIGN|SIGNE|SIGNO|SINAL|1 1 s
SLN|AMORLIN|SLN|AMORT/DPD|3 3 s
SLOPE|PENTE|PENDIENTE|DECLIVE/INCLINAÇÃO|2 2 r
SMALL|PETITE.VALEUR|K.ESIMO.MENOR|MENOR|2 2 rs
SQRT|RACINE|RAIZ|RAIZQ/RAIZ|1 1 s
STDEV|ECARTYPE|DESVEST|DESVPAD|1 99 r
STDEV.P|ECARTYPE.PEARSON|DESVEST.P|DESVPAD.P|1 99 r
STDEV.S|ECARTYPE.STANDARD|DESVEST.M|DESVPAD.S/DESVPAD.A|1 99 r
STDEVP|ECARTYPEP|DESVESTP|DESVPADP|1 99 r
STEYX|ERREUR.TYPE.XY|ERROR.TIPICO.XY|EPADYX|2 2 r
SUM|SOMME|SUMA|SOMA|1 99 r
SUMIF|SOMME.SI|SUMAR.SI|SOMA.SE/SOMASE|2 3 rsr
SUMIFS|SOMME.SI.ENS|SUMAR.SI.CONJUNTO|SOMA.SE.S/SOMASES|3 3 rrs
SUMPRODUCT|SOMMEPROD|SUMAPRODUCTO|SOMARPRODUTO|1 99 r
SUMSQ|SOMME.CARRES|SUMA.CUADRADOS|SOMARQUAD/SOMAQUAD|1 99 r
SWITCH|SI.MULTIPLE|CAMBIAR|PARÂMETRO|3 99 s
TRIM|SUPPRESPACE|ESPACIOS|COMPACTAR/ARRUMAR|1 1 s
TRUNC|TRONQUE|TRUNCAR|TRUNCAR|1 2 s
UPPER|MAJUSCULE|MAYUSC|MAIÚSCULAS/MAIÚSCULA|1 1 s
VAR|VAR|VAR|VAR|1 99 r
VAR.P|VAR.P.N|VAR.P|VAR.P|1 99 r
VAR.S|VAR.S|VAR.S|VAR.S|1 99 r
VARP|VAR.P|VARP|VARP|1 99 r
VLOOKUP|RECHERCHEV|BUSCARV|PROCV|3 4 srs
XLOOKUP|RECHERCHEX|BUSCARX|PROCX|3 6 srrs
XOR|OUX|XO|XOU/XOR|1 99 r
"""

_PAIRED = {"AVERAGEIFS": 1, "COUNTIFS": 0, "MAXIFS": 1, "MINIFS": 1, "SUMIFS": 1}
"""Functions with pairs of range and criterion after this many arguments."""

_LIFTING = frozenset("ABS EVEN EXP IF INT LEFT LEN LN LOG10 MID ODD POWER RIGHT SIGN SQRT SUMIF".split())
"""Functions measured to give, over a range in the place of one value, each cell's own result."""

_WORDS = {"TRUE": ("VRAI", "VERDADERO", "VERDADEIRO"), "FALSE": ("FAUX", "FALSO", "FALSO")}


def folded(name: str) -> str:
    """A function name in capitals and without accents, as names are compared."""
    plain = unicodedata.normalize("NFD", name.upper())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _read_table() -> tuple[dict[str, Function], dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    functions: dict[str, Function] = {}
    local: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    english: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    for line in _TABLE.strip().splitlines():
        *names, spec = line.split("|")
        name, (least, most, kinds, *joins) = names[0], spec.split()
        pairs = _PAIRED.get(name)
        if pairs is not None:
            kinds, most = "r" * pairs + "rs" * 20, str(pairs + 40)
        functions[name] = Function(name, int(least), int(most), kinds, name in _LIFTING, bool(joins))
        for lang, written in zip(LANGUAGES, names, strict=True):
            first, *others = written.split("/")
            local[lang][name] = first
            for known in (first, *others):
                english[lang].setdefault(folded(known), name)
    for word, others_ in _WORDS.items():
        for lang, written in zip(LANGUAGES, (word, *others_), strict=True):
            local[lang][word] = written
            english[lang][folded(written)] = word
    return functions, local, english


FUNCTIONS, _LOCAL, _ENGLISH = _read_table()
"""Every admitted function by its English name."""


def function_named(name: str, lang: str = "en") -> str:
    """The English name of a function or truth word written in `lang` or in English; itself in capitals if unknown."""
    key = folded(name)
    return _ENGLISH.get(lang[:2], {}).get(key) or _ENGLISH["en"].get(key) or name.upper()


def local_name(name: str, lang: str) -> str:
    """A function's or truth word's name as spreadsheets write it in `lang`; the English one where we have none."""
    return _LOCAL.get(lang[:2], {}).get(name, name)
