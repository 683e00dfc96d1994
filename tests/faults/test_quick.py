"""Each fault a few times against the real agent: nothing lost, nothing twice without a reason, nothing leaked."""

from __future__ import annotations

import pytest

from faults.__main__ import load
from faults.catalogue import Fault, suffer

QUICK = [one for one in load().values() if one.quick_runs]


@pytest.mark.parametrize("one", QUICK, ids=lambda one: one.name)
@pytest.mark.timeout(300)
def test_promises_are_kept(one: Fault) -> None:
    outcome = suffer(one, range(one.quick_runs))
    assert outcome.runs == one.quick_runs
    assert outcome.promised > 0
    assert outcome.is_sound, outcome
