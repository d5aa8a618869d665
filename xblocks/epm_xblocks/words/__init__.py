"""Sentences for people: findings and marks, as English templates that a catalogue translates. words room (GROUND)."""

from epm_xblocks.words.findings import Clause, Said, sentence
from epm_xblocks.words.text import ENGLISH, N_, Translate

__all__ = ["ENGLISH", "N_", "Clause", "Said", "Translate", "sentence"]
