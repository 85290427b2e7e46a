"""One self-contained HTML page of texts with their records marked in place.

`views` says what a page shows as plain values, `spans` marks a text, `timeline` draws periods, `render` fills the
template (``page.html``, ``style.css``, ``script.js`` beside it). Nothing is loaded from anywhere; all text is escaped.
"""
