"""Chapter 9, automatic differentiation, shows no explorer of its own."""
