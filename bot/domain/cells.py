"""Cells of a spreadsheet: texts that stay texts."""

# The four signs also in full width, which spreadsheets take for the same in some languages.
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")


def as_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Source: OWASP, "CSV Injection": a leading apostrophe turns a formula into text. A space
    before the sign doesn't stop every spreadsheet, so the first visible character counts.
    """
    risky = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if risky else text
