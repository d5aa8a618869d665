"""Tests of the planning room: published figures, hand-worked cases, laws."""
