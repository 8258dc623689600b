"""Files that are no content: what systems and editors leave behind, and what people put there."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from build_tools.issues import Issue, SourceSpan

_LITTER = re.compile(
    r"(thumbs\.db|ehthumbs(_vista)?\.db|desktop\.ini|icon\r?|readme(\.md)?|licen[cs]e(\.md)?"
    r"|~\$.*|~wrl\d+\.tmp|.*~|#.*#|.*\.(swp|swo|tmp|crdownload|part))",
    re.IGNORECASE,
)
"""`README.md` is for those who open the folder on GitHub; no section can have its name."""
_FOLDERS = frozenset({"__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information"})

_PICTURE = "Save it as PNG or JPEG, put that here, and remove this file."
_WORDS = "Write its words as Markdown, in a file that ends in .md, and remove this one."
_REMEDIES = {
    **dict.fromkeys(
        (".webp", ".gif", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".raw", ".psd"),
        _PICTURE,
    ),
    **dict.fromkeys((".eps", ".ai", ".svgz", ".emf", ".wmf", ".drawio"), "Export it as plain SVG."),
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pdf", ".pptx", ".html"), _WORDS),
    **dict.fromkeys(
        (".xlsx", ".xls", ".ods", ".csv"), "Write its figures as a table or a measure."
    ),
    **dict.fromkeys((".markdown", ".txt", ".mdown"), "Let its name end in .md."),
    ".yaml": "Let its name end in .yml.",
    ".jpe": "Let its name end in .jpg.",
    ".jfif": "Let its name end in .jpg.",
}


def is_litter(path: str) -> bool:
    """Whether a file is one that nobody means as content, by its path below the folder."""
    *folders, name = PurePosixPath(path).parts
    return bool(_LITTER.fullmatch(name)) or not _FOLDERS.isdisjoint(folders)


def out_of_place(span: SourceSpan, kind: str) -> Issue:
    """Return FILE-002 for a file of a kind that content does not have, by its ending or name."""
    return Issue(
        "FILE-002",
        span,
        f"Files of the kind '{kind}' have no place in the content.",
        f"{_REMEDIES.get(kind, 'Move or remove the file.')}\n"
        "Allowed: .jpeg, .jpg, .md, .png, .svg, .yml.",
    )
