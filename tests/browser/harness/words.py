"""The sentences of the harness case in three languages: what a server would have put into the view. tests/browser."""

WORDS = {
    "fr": {
        "title": "Taux de flux et cohorte reconstituée",
        "due": "À remettre avant le vendredi 4 décembre 2026, 23 h 59",
        "brief": "<p>En 2023, le primaire du Kalembu comptait <bdi class='epm-fig'>743 630</bdi> élèves, dont "
        "<bdi class='epm-fig'>54 257</bdi> redoublants. Le ministère demande combien d’élèves, sur mille qui entrent en première "
        "année, finiront le cycle, et combien d’années le pays paie pour chacun d’eux.</p>",
        "formulas": "<p><i>p<sub>g</sub></i> = <i>N<sub>g+1, t+1</sub></i> / <i>E<sub>g, t</sub></i> &nbsp;&nbsp; "
        "<i>r<sub>g</sub></i> = <i>R<sub>g, t+1</sub></i> / <i>E<sub>g, t</sub></i></p><p><i>d<sub>g</sub></i> = 1 − <i>p<sub>g</sub></i> − <i>r<sub>g</sub></i></p>",
        "data": (
            "Effectifs et redoublants par année d’études",
            "Kalembu, primaire public et privé, ensemble des régions",
        ),
        "source": "annuaire statistique du Kalembu, 2024 (données fictives, CC BY 4.0).",
        "columns": ("Année d’études", "Effectifs 2023", "Redoublants 2023", "Effectifs 2024", "Redoublants 2024"),
        "total": "Total",
        "conventions": (
            ("Taux", "entre deux années, 2023 → 2024"),
            ("Redoublements", "sans limite"),
            ("Diplômés", "comptés à la fin de 2023"),
        ),
        "steps": ("Lire les données", "Calculer les taux et la cohorte", "Interpréter"),
        "rates": (
            "Taux de flux, 2023 → 2024",
            "En pour cent, une décimale. E = effectifs, R = redoublants, N = nouveaux.",
        ),
        "heads": ("Promotion", "Redoublement", "Abandon"),
        "cohort": (
            "Cohorte reconstituée de 1 000 élèves",
            "Sans décimale ; une pour le coefficient, deux pour la dernière ligne.",
        ),
        "flow": ("Entrants", "Années-élèves"),
        "last": ("Diplômés", "Coefficient d’efficacité (%)", "Années-élèves par diplômé"),
        "choice": "<p>Entre quelles années d’études le Kalembu perd-il le plus d’élèves ?</p>",
        "options": (
            "Après la première année, <i>d</i> = 3,3 %",
            "Après la sixième année, <i>d</i> = 8,6 %",
            "La perte est la même partout",
        ),
        "why": (
            "<p>La sixième année perd bien davantage : relisez la dernière ligne.</p>",
            "<p>La dernière année du cycle perd le plus, ce que le taux d’achèvement cache.</p>",
            "",
        ),
        "memo": "<p>En cent mots, dites à la directrice de la planification ce que coûte le redoublement et par où commencer.</p>",
        "guidance": "<p>Citez au moins deux chiffres de votre feuille.</p>",
        "lead": "C’est ici que le chemin a dévié.",
        "slip": "<p>Vous avez rapporté les redoublants de 2023 aux effectifs de 2023 : c’est le <b>pourcentage de redoublants</b>. Le taux de redoublement rapporte les redoublants de 2024 aux effectifs de 2023.</p>",
        "foot": "Erreur reconnue · 0,5 point sur 1",
        "notes": {
            "D5": ("Méthode juste, avec votre 7,1.", "<p>100 − 90,3 − 7,1 = 2,6.</p>"),
            "B9": (
                "Faux.",
                "<p>Vous avez écrit 83,1. Aucune erreur connue n’explique ce chiffre : relisez la ligne « Diplômés à la fin de 2023 ».</p>",
            ),
            "C9": (
                "Non lu.",
                "<p>« 10.3.4 » contient deux points décimaux. Gardez un seul séparateur, comme dans 7,5.</p>",
            ),
            "D9": ("Sans réponse.", "<p>La suite du calcul n’en est pas bloquée.</p>"),
            "B13 à C16": (
                "Méthode juste, avec votre 7,1",
                "<p>(<bdi>C5</bdi>), de <bdi>C12</bdi> à <bdi>C16</bdi> et dans les entrants que vous en tirez.</p>",
            ),
            "B17 à B19": (
                "Méthode juste, avec votre 83,1",
                "<p>(<bdi>B9</bdi>). La cellule <bdi>C9</bdi>, non lue, est remplacée par la valeur du corrigé, sans vous la montrer.</p>",
            ),
        },
        "submitted": "Essai 1 soumis le 23 novembre à 14 h 47. Il vous reste 2 essais.",  # codespell:ignore reste
        "reason": "Corrigé disponible après la date limite",
        "damaged": "L’étape 3 ne peut pas être montrée : la cellule B18 lit B21, qui n’existe pas.",
    },
    "en": {
        "title": "Flow rates and reconstructed cohort",
        "due": "Due by Friday 4 December 2026, 23:59",
        "brief": "<p>In 2023 primary schools in Kalembu had <bdi class='epm-fig'>743,630</bdi> pupils, "
        "<bdi class='epm-fig'>54,257</bdi> of them repeaters. The ministry asks how many of a thousand who enter grade 1 will "
        "finish the cycle, and how many pupil-years the country pays for each of them.</p>",
        "formulas": "<p><i>p<sub>g</sub></i> = <i>N<sub>g+1, t+1</sub></i> / <i>E<sub>g, t</sub></i> &nbsp;&nbsp; "
        "<i>r<sub>g</sub></i> = <i>R<sub>g, t+1</sub></i> / <i>E<sub>g, t</sub></i></p><p><i>d<sub>g</sub></i> = 1 − <i>p<sub>g</sub></i> − <i>r<sub>g</sub></i></p>",
        "data": ("Enrolment and repeaters by grade", "Kalembu, public and private primary, all regions"),
        "source": "Statistical yearbook of Kalembu, 2024 (fictional data, CC BY 4.0).",
        "columns": ("Grade", "Enrolment 2023", "Repeaters 2023", "Enrolment 2024", "Repeaters 2024"),
        "total": "Total",
        "conventions": (
            ("Rates", "between two years, 2023 → 2024"),
            ("Repetitions", "no limit"),
            ("Graduates", "counted at the end of 2023"),
        ),
        "steps": ("Read the data", "Work out the rates and the cohort", "Interpret"),
        "rates": (
            "Flow rates, 2023 → 2024",
            "In per cent, one decimal. E = enrolment, R = repeaters, N = new entrants.",
        ),
        "heads": ("Promotion", "Repetition", "Dropout"),
        "cohort": (
            "Reconstructed cohort of 1,000 pupils",
            "No decimals; one for the coefficient, two for the last row.",
        ),
        "flow": ("Entrants", "Pupil-years"),
        "last": ("Graduates", "Coefficient of efficiency (%)", "Pupil-years per graduate"),
        "choice": "<p>After which grade does Kalembu lose the most pupils?</p>",
        "options": (
            "After grade 1, <i>d</i> = 3.3%",
            "After grade 6, <i>d</i> = 8.6%",
            "The loss is the same everywhere",
        ),
        "why": (
            "<p>Grade 6 loses far more: read the last row again.</p>",
            "<p>The last grade loses most, which the completion rate hides.</p>",
            "",
        ),
        "memo": "<p>In a hundred words, tell the director of planning what repetition costs and where to begin.</p>",
        "guidance": "<p>Name at least two figures of your sheet.</p>",
        "lead": "This is where the path left the road.",
        "slip": "<p>You divided the repeaters of 2023 by the enrolment of 2023: that is the <b>percentage of repeaters</b>. The repetition rate divides the repeaters of 2024 by the enrolment of 2023.</p>",
        "foot": "Known slip · 0.5 of 1 point",
        "notes": {
            "D5": ("Right method, with your 7.1.", "<p>100 − 90.3 − 7.1 = 2.6.</p>"),
            "B9": (
                "Wrong.",
                "<p>You wrote 83.1. No known slip explains this figure: read the row “Graduates at the end of 2023” again.</p>",
            ),
            "C9": ("Could not be read.", "<p>“10.3.4” has two decimal points. Keep one separator, as in 7.5.</p>"),
            "D9": ("Not answered.", "<p>What follows is not held up by it.</p>"),
            "B13 to C16": (
                "Right method, with your 7.1",
                "<p>(<bdi>C5</bdi>), from <bdi>C12</bdi> to <bdi>C16</bdi> and in the entrants you draw from them.</p>",
            ),
            "B17 to B19": (
                "Right method, with your 83.1",
                "<p>(<bdi>B9</bdi>). Cell <bdi>C9</bdi>, unread, is replaced by the value of the key, without showing it.</p>",
            ),
        },
        "submitted": "Attempt 1 submitted on 23 November at 14:47. You have 2 attempts left.",
        "reason": "Key available after the due date",
        "damaged": "Step 3 cannot be shown: cell B18 reads B21, which does not exist.",
    },
    "ar": {
        "title": "معدلات التدفق والفوج المعاد تركيبه",
        "due": "آخر موعد: الجمعة ٤ ديسمبر ٢٠٢٦، الساعة ٢٣:٥٩",
        "brief": "<p>في سنة ٢٠٢٣ كان في التعليم الابتدائي في كالمبو <bdi class='epm-fig'>٧٤٣٬٦٣٠</bdi> تلميذًا، منهم "
        "<bdi class='epm-fig'>٥٤٬٢٥٧</bdi> معيدًا. تسأل الوزارة كم من ألف تلميذ يدخلون الصف الأول سيُنهون المرحلة.</p>",
        "formulas": "<p dir='ltr'><i>p<sub>g</sub></i> = <i>N<sub>g+1, t+1</sub></i> / <i>E<sub>g, t</sub></i> &nbsp;&nbsp; "
        "<i>r<sub>g</sub></i> = <i>R<sub>g, t+1</sub></i> / <i>E<sub>g, t</sub></i></p><p dir='ltr'><i>d<sub>g</sub></i> = 1 − <i>p<sub>g</sub></i> − <i>r<sub>g</sub></i></p>",
        "data": ("المسجلون والمعيدون حسب الصف", "كالمبو، التعليم الابتدائي العام والخاص، جميع المناطق"),
        "source": "الكتاب الإحصائي السنوي لكالمبو، ٢٠٢٤ (بيانات خيالية، CC BY 4.0).",
        "columns": ("الصف", "المسجلون ٢٠٢٣", "المعيدون ٢٠٢٣", "المسجلون ٢٠٢٤", "المعيدون ٢٠٢٤"),
        "total": "المجموع",
        "conventions": (
            ("المعدلات", "بين سنتين، ٢٠٢٣ ← ٢٠٢٤"),
            ("الإعادة", "بلا حد"),
            ("الخريجون", "يُحتسبون في نهاية ٢٠٢٣"),
        ),
        "steps": ("قراءة البيانات", "حساب المعدلات والفوج", "التفسير"),
        "rates": ("معدلات التدفق، ٢٠٢٣ ← ٢٠٢٤", "بالمئة، بمنزلة عشرية واحدة."),
        "heads": ("الترفيع", "الإعادة", "التسرّب"),
        "cohort": ("الفوج المعاد تركيبه لألف تلميذ", "بلا منازل عشرية؛ منزلة للمعامل ومنزلتان للسطر الأخير."),
        "flow": ("الداخلون", "سنوات-تلميذ"),
        "last": ("الخريجون", "معامل الكفاءة (٪)", "سنوات الدراسة لكل خرّيج"),
        "choice": "<p>بعد أي صف تفقد كالمبو أكبر عدد من التلاميذ؟</p>",
        "options": ("بعد الصف الأول", "بعد الصف السادس", "الفقدان واحد في كل مكان"),
        "why": ("<p>الصف السادس يفقد أكثر بكثير: راجع السطر الأخير.</p>", "<p>الصف الأخير هو الذي يفقد أكثر.</p>", ""),
        "memo": "<p>في مئة كلمة، قل لمديرة التخطيط ما كلفة الإعادة ومن أين نبدأ.</p>",
        "guidance": "<p>اذكر رقمين على الأقل من ورقتك.</p>",
        "lead": "هنا انحرف المسار.",
        "slip": "<p>قسمتَ معيدي ٢٠٢٣ على مسجلي ٢٠٢٣، وهذه <b>نسبة المعيدين</b>. أما معدل الإعادة فيقسم معيدي ٢٠٢٤ على مسجلي ٢٠٢٣.</p>",
        "foot": "خطأ معروف · ٠٫٥ نقطة من ١",
        "notes": {
            "D5": ("طريقة صحيحة، برقمك ٧٫١.", "<p><bdi dir='ltr'>١٠٠ − ٩٠٫٣ − ٧٫١ = ٢٫٦</bdi></p>"),
            "B9": ("خطأ.", "<p>كتبتَ ٨٣٫١، ولا يفسّره أي خطأ معروف. راجع سطر «الخريجون في نهاية ٢٠٢٣».</p>"),
            "C9": (
                "تعذّرت القراءة.",
                "<p>في «<bdi dir='ltr'>10.3.4</bdi>» فاصلتان عشريتان. اكتب فاصلة واحدة، مثل ٧٫٥.</p>",
            ),
            "D9": ("بلا إجابة.", "<p>لا يتوقف عليها باقي الحساب.</p>"),
            "B13:C16": ("طريقة صحيحة، برقمك ٧٫١", "<p>(<bdi>C5</bdi>).</p>"),
            "B17:B19": (
                "طريقة صحيحة، برقمك ٨٣٫١",
                "<p>(<bdi>B9</bdi>). حلّت قيمة الحل محل <bdi>C9</bdi> دون إظهارها.</p>",
            ),
        },
        "submitted": "أُرسلت المحاولة ١ يوم ٢٣ نوفمبر الساعة ١٤:٤٧. بقيت لك محاولتان.",
        "reason": "الحل النموذجي متاح بعد آخر موعد",
        "damaged": "لا يمكن عرض المرحلة ٣: الخلية B18 تقرأ B21، وهي غير موجودة.",
    },
}
