"""EPM mathematics. GROUND, standard library only: pure functions over values, no framework, no rounding on the way.

Each module is a door of its own (its `__all__`): values, rounding, indicators, life_expectancy, parity, flows,
inconsistent_flows, within_year, cohort, efficiency.
"""
