"""Buildings, meters, consumption and the energy account."""
