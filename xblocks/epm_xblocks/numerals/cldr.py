"""Marks, digits and signs by locale: CLDR 47, through Babel. Room: numerals (GROUND).

Made by tests/numerals/cldr_table.py; not to be edited. Licence of the data: Unicode-3.0.
"""

__all__ = ["LOCALES", "SHAPES"]

# decimal, group, (both, between Western digits), (both, between the locale's digits), zero, per cent, minus,
# digits of further groups, minimum digits before a group mark
SHAPES: tuple[tuple[str, str, tuple[str, str], tuple[str, str], str, str, str, int, int], ...] = (
    (".", ",", (".", ","), (".", ","), "0", "#%", "\u2212", 3, 1),
    (",", ".", (",", "."), (",", "."), "0", "#%", "\u2212", 3, 1),
    (",", "\xa0", (",", "\xa0"), (",", "\xa0"), "0", "#%", "\u2212", 3, 1),
    (",", "\xa0", (",", "\xa0"), (",", "\xa0"), "0", "#\xa0%", "\u2212", 3, 1),
    ("\u066b", "\u066c", (".", ","), ("\u066b", "\u066c"), "\u0660", "#\u066a\u061c", "\u061c\u2212", 3, 1),
    (",", "\xa0", (",", "\xa0"), (",", "\xa0"), "0", "#%", "\u2212", 3, 2),
    (",", ".", (",", "."), (",", "."), "0", "#\xa0%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "0", "#%", "\u2212", 2, 1),
    (".", ",", (".", ","), (".", ","), "0", "#\xa0%", "\u2212", 3, 1),
    (".", "\xa0", (".", "\xa0"), (".", "\xa0"), "0", "#%", "\u2212", 3, 1),
    (",", ".", (",", "."), (",", "."), "0", "#\u200e%\u200e", "\u200e\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\u0966", "#%", "\u2212", 3, 1),
    (".", "\u2019", (".", "\u2019"), (".", "\u2019"), "0", "#%", "\u2212", 3, 1),
    ("\u066b", "\u066c", (".", ","), ("\u066b", "\u066c"), "\u06f0", "#\u066a", "\u200e\u2212\u200e", 3, 1),
    (",", "\u202f", (",", "\u202f"), (",", "\u202f"), "0", "#%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\u0966", "#%", "\u2212", 2, 1),
    (",", ".", (",", "."), (",", "."), "0", "#\xa0%", "\u2212", 3, 2),
    (",", ".", (",", "."), (",", "."), "0", "%#", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "0", "#%", "\u200e\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\u09e6", "#%", "\u2212", 2, 1),
    (".", "\u2019", (".", "\u2019"), (".", "\u2019"), "0", "#\xa0%", "\u2212", 3, 1),
    ("\u066b", "\u066c", (",", "."), ("\u066b", "\u066c"), "\u0660", "#\u066a\u061c", "\u061c\u2212", 3, 1),
    ("\u066b", "\u066c", (",", "."), ("\u066b", "\u066c"), "\u06f0", "#\u066a", "\u200e\u2212\u200e", 3, 1),
    (",", ".", (",", "."), (",", "."), "0", "#%", "\u2212", 3, 2),
    (",", ".", (",", "."), (",", "."), "0", "%\xa0#", "\u2212", 3, 1),
    (",", "\xa0", (",", "\xa0"), (",", "\xa0"), "0", "#\xa0%", "\u2212", 3, 2),
    (",", "\xa0", (",", "\xa0"), (",", "\xa0"), "0", "%\xa0#", "\u2212", 3, 1),
    (",", "\u202f", (",", "\u202f"), (",", "\u202f"), "0", "#\xa0%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "0", "#%", "\u2212", 3, 2),
    (".", ",", (".", ","), (".", ","), "0", "#\u200e%\u200e", "\u200e\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "0", "#\u202f%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\u09e6", "#%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\u0f20", "#\xa0%", "\u2212", 2, 1),
    (".", ",", (".", ","), (".", ","), "\u1040", "#%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\u1c50", "#%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\uabf0", "#%", "\u2212", 3, 1),
    (".", ",", (".", ","), (".", ","), "\U00011136", "#%", "\u2212", 2, 1),
    (".", ",", (".", ","), (".", ","), "\U0001e140", "#%", "\u2212", 3, 1),
    (".", "\u060c", (".", "\u060c"), (".", "\u060c"), "\u07c0", "#%", "\u2212", 3, 1),
    (".", "\u2019", (".", "\u2019"), (".", "\u2019"), "0", "#%", "\u2212", 3, 2),
    (".", "\u2e41", (".", ","), (".", ","), "\U0001e950", "#%", "\u2212", 3, 1),
    ("\u066b", "\u066c", (".", ","), ("\u066b", "\u066c"), "\u0660", "#\u066a", "\u200f\u2212", 3, 1),
    ("\u066b", "\u066c", (".", ","), ("\u066b", "\u066c"), "\u06f0", "#%", "\u200e\u2212\u200e", 3, 1),
    ("\u066b", "\u066c", (".", ","), ("\u066b", "\u066c"), "\u06f0", "#\u066a", "\u200e\u2212", 3, 1),
    ("\u066b", "\u066c", (".", "\u060c"), ("\u066b", "\u066c"), "\u06f0", "#\u066a", "\u200e\u2212\u200e", 3, 1),
    ("\u066b", "\u066c", ("\u066b", "\u060c"), ("\u066b", "\u066c"), "\u06f0", "#\u066a", "\u200e\u2212\u200e", 3, 1),
)  # fmt: skip

# locale=place in SHAPES; a locale that is not here is as its parent is
LOCALES = """
    aa=0 ab=8 af=2 agq=2 ak=0 am=0 an=0 ann=0 apc=0 ar=29 ar-bh=4 ar-dj=4 ar-dz=10 ar-eg=4 ar-er=4 ar-il=4
    ar-iq=4 ar-jo=4 ar-km=4 ar-kw=4 ar-lb=21 ar-ly=10 ar-ma=10 ar-mr=21 ar-om=4 ar-ps=4 ar-qa=4 ar-sa=4 ar-sd=4
    ar-so=4 ar-ss=4 ar-sy=4 ar-td=4 ar-tn=10 ar-ye=4 arn=0 as=19 asa=0 ast=1 az=1 az-arab=13 az-cyrl=0 ba=0
    bal=0 bas=3 be=25 bem=0 bew=0 bez=0 bg=5 bgc=11 bgn=45 bho=11 blo=26 blt=0 bm=0 bn=19 bo=0 br=3 brx=7 bs=1
    bss=0 byn=0 ca=6 cad=0 cch=0 ccp=36 ce=8 ceb=0 cgg=0 cho=0 chr=0 cic=0 ckb=41 co=8 cop=0 cs=3 csw=0 cu=8
    cv=3 cy=0 da=6 dav=0 de=6 de-ch=12 de-li=12 dje=9 doi=0 dsb=6 dua=3 dv=7 dyo=2 dz=32 ebu=0 ee=28 el=1 en=0
    en-at=6 en-be=1 en-ch=12 en-cz=2 en-de=6 en-dk=6 en-es=1 en-fi=3 en-fr=14 en-hu=2 en-id=1 en-in=7 en-it=1
    en-nl=1 en-no=3 en-pl=1 en-pt=2 en-ro=1 en-se=3 en-si=1 en-sk=2 en-za=2 eo=2 es=16 es-419=0 es-ar=1 es-bo=1
    es-br=0 es-bz=0 es-cl=1 es-co=1 es-cr=2 es-cu=0 es-do=0 es-ec=1 es-gt=0 es-hn=0 es-mx=0 es-ni=0 es-pa=0
    es-pe=0 es-pr=0 es-py=1 es-sv=0 es-us=0 es-uy=1 es-ve=1 et=5 eu=24 ewo=2 fa=43 ff=2 ff-adlm=40 fi=3 fil=0
    fo=6 fr=27 fr-ca=3 fr-ch=14 fr-lu=6 frr=0 fur=0 fy=1 ga=0 gaa=0 gd=0 gez=0 gl=6 gn=0 gsw=20 gu=7 guz=0 gv=0
    ha=0 haw=0 he=18 hi=7 hnj=37 hr=6 hsb=6 ht=3 hu=5 hy=5 ia=1 id=1 ie=2 ig=0 ii=0 io=0 is=1 it=23 it-ch=39
    iu=0 ja=0 jbo=0 jgo=1 jmc=0 jv=1 ka=5 kaa=0 kab=2 kaj=0 kam=0 kcg=0 kde=0 kea=2 ken=0 kgp=1 khq=9 ki=0 kk=2
    kk-arab=0 kkj=1 kl=6 kln=0 km=0 kn=0 ko=0 kok=0 kok-latn=7 kpe=0 ks=44 ks-deva=0 ksb=0 ksf=2 ksh=8 ku=17
    kw=0 kxv=7 ky=2 la=0 lag=0 lb=6 lg=0 lij=1 lkt=0 lld=1 lmo=0 ln=1 lo=1 lrc=13 lt=3 ltg=0 lu=1 luo=0 luy=0
    lv=5 mai=0 mas=0 mdf=0 mer=0 mfe=9 mg=0 mgh=1 mgo=0 mhn=0 mi=0 mic=0 mk=6 ml=7 mn=0 mni=31 mni-mtei=35 moh=0
    mr=15 ms=0 ms-arab-bn=1 ms-bn=1 ms-id=1 mt=0 mua=1 mus=0 my=33 myv=0 mzn=13 naq=0 nb=3 nd=0 nds=8 ne=15 nl=1
    nmg=2 nn=3 nnh=1 no=3 nqo=38 nr=2 nso=9 nus=0 nv=0 ny=0 nyn=0 oc=30 om=0 or=7 os=0 osa=0 pa=7 pa-arab=13
    pap=0 pcm=0 pis=0 pl=5 prg=0 ps=22 pt=1 pt-ao=5 pt-ch=5 pt-cv=5 pt-gq=5 pt-gw=5 pt-lu=5 pt-mo=5 pt-mz=5
    pt-pt=5 pt-st=5 pt-tl=5 qu=8 qu-bo=6 quc=0 raj=11 rhg=0 rif=0 rm=20 rn=6 ro=6 rof=0 ru=3 rw=1 rwk=0 sa=15
    sah=2 saq=0 sat=34 sat-deva=11 sbp=0 sc=1 scn=0 sd=4 sd-deva=0 sdh=4 se=3 seh=1 ses=9 sg=1 shi=2 shn=0 si=0
    sid=0 sk=3 skr=0 sl=16 sma=0 smj=0 smn=3 sms=0 sn=0 so=0 sq=5 sr=1 ss=2 ssy=0 st=0 su=1 sv=3 sw=0 sw-cd=1
    syr=0 szl=0 ta=7 ta-my=0 ta-sg=0 te=7 teo=0 tg=2 th=0 ti=0 tig=0 tk=3 tn=12 to=0 tpi=0 tr=17 trv=0 trw=0
    ts=2 tt=3 twq=9 tyv=0 tzm=2 ug=0 uk=2 ur=18 ur-in=42 uz=2 uz-arab=22 vai=0 ve=2 vec=14 vi=1 vmw=0 vo=0 vun=0
    wa=0 wae=0 wal=0 wbp=0 wo=1 xh=9 xnr=7 xog=0 yav=2 yi=0 yo=0 yrl=1 yue=0 za=0 zgh=3 zh=0 zu=0
"""
