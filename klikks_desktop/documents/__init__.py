"""Everything that becomes a PDF: tagged canvas, certificate, forms."""
