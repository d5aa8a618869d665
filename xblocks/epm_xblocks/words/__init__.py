"""Sentences for people: findings and marks, as English templates that a catalogue translates. words room (GROUND).

Nothing is imported here: a platform loads every block type when it starts, and the tables of sentences only when
something is said.
"""
