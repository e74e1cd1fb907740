"""Programme packs (Programmpakete): drafted and written by a region, looked at and accepted by a town."""
