"""What a quantity looks like: columns of them stand to the right, in every edition with pages."""

from __future__ import annotations

import re

QUANTITY = re.compile(r"[−–+]?[£€$]?\d[\d,.\s]*[%½¼¾]?|[–—-]?")
