"""Documents: values and a template become a tagged PDF with Typst; no database, no request."""

from awards.core.typesetting.compiling import FONTS, TypesettingError
from awards.core.typesetting.printed import PrintedPhoto, paragraphs_of
from awards.core.typesetting.setting import TEMPLATES, Job, Picture, Typeset, set_in_type
from awards.core.typesetting.shelf import shelf

__all__ = [
    "FONTS",
    "TEMPLATES",
    "Job",
    "Picture",
    "PrintedPhoto",
    "Typeset",
    "TypesettingError",
    "paragraphs_of",
    "set_in_type",
    "shelf",
]
