"""The website, the slides and the PDF, as they are built."""
