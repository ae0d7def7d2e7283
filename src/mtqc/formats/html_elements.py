"""The elements and attributes of HTML, by what they mean for a text (HTML Living Standard, sections 4, 13 and 15)."""

from __future__ import annotations

BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    }
)
"""Elements whose text stands by itself: blocks, and the parts of forms and tables. All others stand within a text."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements without content and end tag."""

UNSEEN = frozenset({"base", "link", "meta", "param", "source", "track", "wbr"})
"""Void elements that leave no trace between words."""

HIDDEN = frozenset({"applet", "canvas", "math", "object", "pre", "svg"})
"""Elements whose text is no prose."""

WHOLE_PAGE = frozenset({"body", "html"})

READ_ATTRIBUTES = frozenset({"alt", "aria-description", "aria-label", "placeholder", "title"})
"""Attributes that are shown or read out."""

READ_METADATA = frozenset({"description", "og:description", "og:title", "twitter:description", "twitter:title"})
"""The names of ``<meta>`` elements whose content search results and link previews show."""

BUTTONS = frozenset({"button", "reset", "submit"})
"""The types of ``<input>`` that show their value."""

RAW_TEXT = frozenset({"iframe", "noembed", "noframes", "script", "style", "xmp"})
"""Elements in which nothing is markup, and nothing is prose."""

TEXT_ONLY = frozenset({"textarea", "title"})
"""Elements in which nothing but character references is markup."""
