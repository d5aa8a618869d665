"""Campus: a Django project that runs the suite on a laptop or a small server. campus room."""
