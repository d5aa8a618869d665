"""One module a case: its keys worked out again from the data packs alone, and what its story needs."""
