"""Each goal figure beside its peer; `make bench` runs it."""
