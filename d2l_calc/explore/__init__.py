"""Explorers: pictures with controls, one module per chapter, all on one stage."""
