"""Formulas of the kind planners write, over one small table, for LibreOffice and our engine to agree on."""

from __future__ import annotations

DATA: dict[str, float | str] = {}
for _row, (_grade, _enrolled, _repeaters, _rate, _region) in enumerate(
    [
        ("1", 151110.0, 14340.0, 0.873, "Nord"),
        ("2", 137198.0, 9673.0, 0.903, "Sud"),
        ("3", 127434.0, 7727.0, 0.913, "Nord"),
        ("4", 118835.0, 6551.0, 0.913, "Est"),
        ("5", 109950.0, 6280.0, 0.893, "Sud"),
        ("6", 99103.0, 9686.0, 0.81, "Nord"),
    ],
    1,
):
    DATA |= {
        f"A{_row}": float(_grade),
        f"B{_row}": _enrolled,
        f"C{_row}": _repeaters,
        f"D{_row}": _rate,
        f"E{_row}": _region,
    }
DATA |= {"A8": -12.5, "B8": 0.0, "C8": 2.5, "D8": -2.5, "E8": "Diplômés", "A9": 1234567.891, "B9": 12.0, "C9": 0.05}

CASES = """
=D!B2/D!B1*100
=(D!B2-D!C2)/D!B1*100
=100-87.3-9.4
=SUM(D!B1:B6)
=SUM(D!B1:B6)/D!B1
=AVERAGE(D!D1:D6)
=MEDIAN(D!B1:B6)
=MIN(D!B1:B6)
=MAX(D!B1:B6)
=LARGE(D!B1:B6,2)
=SMALL(D!C1:C6,3)
=COUNT(D!A1:E8)
=COUNTA(D!E1:E8)
=COUNTBLANK(D!E1:E8)
=COUNTIF(D!B1:B6,">120000")
=COUNTIF(D!E1:E6,"Nord")
=COUNTIFS(D!E1:E6,"Nord",D!B1:B6,">120000")
=SUMIF(D!E1:E6,"Nord",D!B1:B6)
=SUMIFS(D!B1:B6,D!E1:E6,"Sud",D!C1:C6,"<9000")
=AVERAGEIF(D!E1:E6,"Nord",D!D1:D6)
=AVERAGEIFS(D!D1:D6,D!E1:E6,"Sud",D!B1:B6,">0")
=SUMPRODUCT(D!B1:B6,D!D1:D6)
=SUMPRODUCT(D!B1:B6,D!D1:D6)/SUM(D!B1:B6)
=SUMSQ(D!D1:D6)
=PRODUCT(D!D1:D6)
=ROUND(D!D1*100,1)
=ROUND(D!D8,0)
=ROUND(D!C8,0)
=ROUND(D!A9,-3)
=ROUNDUP(D!A9,1)
=ROUNDDOWN(D!A8,0)
=MROUND(D!A9,50)
=INT(D!A8)
=TRUNC(D!A8)
=CEILING(D!B1/45,1)
=FLOOR(D!B1/45,1)
=EVEN(D!C8)
=ODD(D!C8)
=MOD(D!B1,45)
=MOD(D!A8,5)
=QUOTIENT(D!B1,45)
=ABS(D!A8)
=SIGN(D!A8)
=SQRT(D!B1)
=EXP(D!C9)
=LN(D!B1)
=LOG(D!B1,2)
=LOG10(D!B1)
=POWER(D!B1/D!B6,1/5)-1
=(D!B1/D!B6)^(1/5)-1
=-2^2
=2^3^2
=PI()*2
=IF(D!B1>D!B2,"recul","hausse")
=IF(AND(D!B1>0,OR(D!C1>1,D!C2>1),NOT(FALSE)),1,0)
=IFS(D!B8>0,1,D!B8=0,2)
=SWITCH(D!B9,12,"an",4,"trimestre","?")
=IFERROR(D!B1/D!B8,0)
=D!B1/D!B8
=ISNUMBER(D!E1)
=ISTEXT(D!E1)
=ISBLANK(D!E7)
=ISERROR(D!B1/D!B8)
=VLOOKUP(4,D!A1:D6,3,FALSE)
=HLOOKUP(1,D!A1:D6,3,FALSE)
=INDEX(D!B1:D6,2,3)
=MATCH("Est",D!E1:E6,0)
=INDEX(D!B1:B6,MATCH(5,D!A1:A6,0))
=CHOOSE(2,D!B1,D!B2,D!B3)
=LOOKUP(3,D!A1:A6,D!D1:D6)
=ROWS(D!A1:C6)
=COLUMNS(D!A1:C6)
=RANK(D!B2,D!B1:B6)
=PERCENTILE(D!B1:B6,0.25)
=QUARTILE(D!B1:B6,3)
=STDEV(D!B1:B6)
=STDEV.S(D!B1:B6)
=STDEVP(D!B1:B6)
=VAR(D!B1:B6)
=VARP(D!B1:B6)
=CORREL(D!A1:A6,D!B1:B6)
=SLOPE(D!B1:B6,D!A1:A6)
=INTERCEPT(D!B1:B6,D!A1:A6)
=RSQ(D!B1:B6,D!A1:A6)
=FORECAST(7,D!B1:B6,D!A1:A6)
=FORECAST.LINEAR(7,D!B1:B6,D!A1:A6)
=PEARSON(D!A1:A6,D!B1:B6)
=STEYX(D!B1:B6,D!A1:A6)
=CEILING.MATH(D!B2/7)
=CEILING.MATH(D!B2/7,5)
=FLOOR.MATH(D!B2/7,5)
=GEOMEAN(D!D1:D6)
=HARMEAN(D!D1:D6)
=AVEDEV(D!B1:B6)
=DEVSQ(D!D1:D6)
=PMT(D!C9/12,D!B9,-100000)
=FV(D!C9,10,-1000)
=PV(D!C9,10,-1000)
=NPV(D!C9,D!B1:B3)
=CONCATENATE("Total : ",D!E1)
=LEFT(D!E1,2)&"-"&RIGHT(D!E2,1)
=LEN(D!E8)
=UPPER(D!E1)
=TRIM("  a  b ")
=MAX(0,MIN(1,D!D1+0.5))
=1/(1-D!D1)
=D!B1*(1-D!D1)*(1-D!D2)
=50%*D!B1
=D!B1>=D!B2
""".split("\n")
CASES = [line for line in CASES if line]
