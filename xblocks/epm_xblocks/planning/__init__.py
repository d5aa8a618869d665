"""EPM mathematics. GROUND, standard library only: pure functions over values, no framework, no rounding on the way.

Each module is a door of its own (its `__all__`): values, rounding, whole; indicators, life_expectancy, parity; flows,
inconsistent_flows, within_year, cohort, efficiency; teachers, rooms, deployment, regression; population, sprague;
paths, intake, projection, scenarios; costing, finance; equity, location; mapping; emis; priorities.
docs/planning.md says which function answers which method.
"""
