"""Lists of records in tables that somebody sends: which column is what, and each row as texts."""
