"""Template tags of campus. campus room."""
