"""Metadata, entry points and package data of epm-xblocks; no logic."""

import os
import sys

from setuptools import find_packages, setup

ROOT = "xblocks/epm_xblocks"


def files_under(folder: str) -> list[str]:
    """Every file below a folder of the package, links followed, as package data wants it.

    Where a checkout holds its links as text files, languages and pages would be missing without a word.
    """
    place, found = os.path.join(ROOT, folder), []
    if not os.path.isdir(place):
        sys.exit(
            f"{place} should be a link to a folder, and is none. Check out again on a file system with links "
            "(git config core.symlinks true, then git checkout -- xblocks), or copy the folder it names to its place."
        )
    for base, dirs, names in os.walk(place, followlinks=True):
        dirs[:] = sorted(set(dirs) - {"node_modules", "__pycache__"})  # the tools of the bundles stay at home
        found += [os.path.relpath(os.path.join(base, name), ROOT) for name in names]
    return sorted(name for name in found if not name.endswith((".pyc", ".py")))


with open("README.md", encoding="utf-8") as readme:
    LONG_DESCRIPTION = readme.read()

CAMPUS = ["whitenoise>=6.6", "waitress>=3.0", "dj-database-url>=2.1"]
DATABASES = ["PyMySQL>=1.1", "psycopg[binary]>=3.1"]
TEST = [
    "pytest>=8",
    "pytest-django>=4.8",
    "pytest-xdist>=3.6",
    "hypothesis>=6.100",
    "playwright>=1.50",
    "axe-playwright-python>=0.1.4",
    "import-linter>=2.0",
    "ruff>=0.6",
    "mypy>=1.11",
    "lxml-stubs>=0.5",
    "codespell>=2.3",
    "requests>=2.31",
    "setuptools>=70.1,<81",  # builds the wheel that the journeys install; fs still imports pkg_resources
    "xblock-drag-and-drop-v2>=5.0",
]

setup(
    name="epm-xblocks",
    version="0.1.0",
    description="Case exercises and certification for educational planning and management, as Open edX XBlocks",
    long_description=LONG_DESCRIPTION,
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    package_dir={"": "xblocks"},
    packages=find_packages("xblocks"),
    package_data={
        "epm_xblocks": [
            *files_under("translations"),
            *files_under("locale"),
            *files_under("blocks/public"),
            *files_under("campus/templates"),
            *files_under("campus/static"),
            "py.typed",
        ]
    },
    install_requires=[
        "XBlock>=6.1,<7",
        'web-fragments>=2.0,<5; python_version < "3.12"',
        "Django>=5.2,<6",
        "lxml>=5.3,<7",
        "ironcalc==0.9.1",
        "XlsxWriter>=3.2",
        "nh3>=0.2.18",
        "Babel>=2.14",
        "polib>=1.2",
        "click>=8.1",
    ],
    extras_require={
        "campus": CAMPUS,
        "databases": DATABASES,
        "test": TEST + CAMPUS + DATABASES,
    },
    entry_points={
        "xblock.v1": ["epm_case = epm_xblocks.blocks.case:CaseBlock"],
        "lms.djangoapp": ["epm_registrar = epm_xblocks.registrar.apps:RegistrarConfig"],
        "cms.djangoapp": ["epm_registrar = epm_xblocks.registrar.apps:RegistrarConfig"],
        "console_scripts": ["epm = epm_xblocks.cli:main"],
    },
    classifiers=[
        "Framework :: Django :: 5.2",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)
