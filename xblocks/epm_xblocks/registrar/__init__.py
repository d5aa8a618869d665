"""The ledger of submissions and marks: the main Django app of the suite. registrar room; its door is `api`."""
