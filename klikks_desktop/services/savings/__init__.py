"""Savings potentials (Einsparpotenziale), what they add up to, and the factors they rest on."""
