"""Feedback as files that leave the group: what stands in them, in which columns, in which form."""

from bot.domain.feedback.exporting.columns import COLUMNS, Row, Texts, row_of
from bot.domain.feedback.exporting.files import Form, new_file
from bot.domain.feedback.exporting.merging import FEWEST, told_alone
from bot.domain.feedback.exporting.splitting import Part, Splitter

__all__ = [
    "COLUMNS",
    "FEWEST",
    "Form",
    "Part",
    "Row",
    "Splitter",
    "Texts",
    "new_file",
    "row_of",
    "told_alone",
]
