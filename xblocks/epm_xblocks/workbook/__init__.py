"""The spreadsheet model of a case: cells, formula gate, engine, variants, follow-through, xlsx in and out.

`refs`, `tree`, `tokens`, `formula`, `functions`: what is written in a cell, read and written back.
`gate`, `graph`: what may reach the engine, and in which order. `engine`: the one door to it.
`model`, `structure`, `values`, `variants`, `check`: the workbook, its figures, and what its author must know.
`marking`, with `entries`, `figures`, `road`, `arithmetic`, `plan`, `followthrough`, `typed`, `behaviour`: a learner's
figures judged. Importing any of it loads no engine.
"""
