"""Reports and letters as PDF/A-3a and PDF/UA-1."""
