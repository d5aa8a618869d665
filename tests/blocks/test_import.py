"""Importing the blocks is cheap: a platform does it in every process, whether or not a course has a case."""

import subprocess
import sys

PROGRAM = """
import sys
import django
from django.conf import settings
settings.configure()
django.setup()
import xblock.core, xblock.completable, xblock.scorable, webob
before = set(sys.modules)
import epm_xblocks.blocks.case
print("\\n".join(sorted(set(sys.modules) - before)))
"""
HEAVY = ("ironcalc", "xlsxwriter", "babel", "nh3", "epm_xblocks.workbook", "epm_xblocks.kinds", "epm_xblocks.case",
         "epm_xblocks.numerals", "epm_xblocks.registrar.models", "epm_xblocks.campus")  # fmt: skip


def test_nothing_heavy_is_imported_with_the_blocks():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "epm_xblocks.blocks.case" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []
    assert len(loaded) < 60
