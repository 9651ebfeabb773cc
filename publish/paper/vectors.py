"""Figures stay vectors: SVG becomes PDF."""

import subprocess

from sphinx.transforms.post_transforms.images import ImageConverter


class Vectors(ImageConverter):
    """Turn SVG into PDF, which keeps lines lines."""

    conversion_rules = [("image/svg+xml", "application/pdf")]  # noqa: RUF012

    def is_available(self):
        return True

    def convert(self, source, target):
        subprocess.run(["rsvg-convert", "-f", "pdf", "-o", target, source], check=True)
        return True


def setup(app):
    app.add_post_transform(Vectors)
    return {"parallel_read_safe": True}
