"""Pages of campus, one file for each kind of user. campus room."""
