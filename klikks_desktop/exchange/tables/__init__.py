"""Tables in and out: CSV and XLSX as German Excel reads and writes them."""
