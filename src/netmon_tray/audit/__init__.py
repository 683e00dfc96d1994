"""Security audit: how well a network protects what is sent, and what of it is not as it was (pure)."""

from netmon_tray.audit.addresses import vendor
from netmon_tray.audit.changes import FINDINGS, Finding, Known, Router, Seen, judge, learn
from netmon_tray.audit.grades import GRADE_WORDS, Assessment, Grade, grade
from netmon_tray.audit.telling import Explanation, explain

__all__ = [
    "FINDINGS",
    "GRADE_WORDS",
    "Assessment",
    "Explanation",
    "Finding",
    "Grade",
    "Known",
    "Router",
    "Seen",
    "explain",
    "grade",
    "judge",
    "learn",
    "vendor",
]
