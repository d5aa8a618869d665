"""Marking without a subject: tolerances, states of an answer, points. Standard library only. GROUND."""
