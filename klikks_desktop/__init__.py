"""KlikKS Desktop: climate patrons, their certificates and the report to the region, without a network."""

__version__ = "0.1.0"
