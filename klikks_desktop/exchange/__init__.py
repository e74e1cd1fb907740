"""The sync file (envelope, keys, wire format) and tables in and out (XLSX, CSV)."""
