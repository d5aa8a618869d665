"""Makes the files of the fictional country Kalembu (data pack): `python3 generate.py [--out DIR] [--check] [--report]`.

Standard library only; the same bytes on Python 3.11 and 3.12. Exit status 0 if every check holds, 1 if one fails.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from kalembu_model.identities import failures  # noqa: E402 — because the folder is a data pack, not a package
from kalembu_model.pack import Pack  # noqa: E402
from kalembu_model.picture import picture  # noqa: E402
from kalembu_model.plausibility import outside  # noqa: E402
from kalembu_model.tables import write  # noqa: E402

__all__ = ["main"]


def main(arguments: list[str]) -> int:
    """Writes the files unless only a check or a report is asked for, and then checks them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder of the CSV files (default: this one)")
    parser.add_argument("--check", action="store_true", help="write nothing, check the files that are there")
    parser.add_argument("--report", action="store_true", help="write nothing, print the picture of every year")
    parser.add_argument("--last", action="store_true", help="with --report: the last pair of years only")
    options = parser.parse_args(arguments)
    if not (options.check or options.report):
        options.out.mkdir(parents=True, exist_ok=True)
        write(options.out)
    pack = Pack(options.out)
    if options.report:
        sys.stdout.write(picture(pack, whole=not options.last))
        return 0
    found = failures(pack) + outside(pack)
    sys.stderr.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
