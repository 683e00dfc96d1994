"""Phrases: English as it is, with what another language is made of."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from netmon_tray.words import Number, Phrase, count, joined, number, say


def test_a_phrase_is_its_english() -> None:
    phrase = say("{name} is insecure", name="Caf\u00e9 {x}")
    assert phrase == "Caf\u00e9 {x} is insecure"
    assert json.dumps(phrase) == json.dumps("Caf\u00e9 {x} is insecure")
    assert (phrase.template, phrase.arguments) == ("{name} is insecure", {"name": "Caf\u00e9 {x}"})


@pytest.mark.parametrize(
    ("amount", "english"), [(0, "0 records"), (1, "1 record"), (2, "2 records"), (2418, "2,418 records")]
)
def test_a_count_takes_the_word_that_fits(amount: int, english: str) -> None:
    phrase = count(amount, "{n} record", "{n} records")
    assert phrase == english
    assert (phrase.template, phrase.amount) == ("{n} records", amount)


def test_numbers_know_that_they_are_some() -> None:
    assert number(1234567) == "1,234,567"
    assert isinstance(number(1), Number)
    assert say("{n} of {total}", n=2, total=1000) == "2 of 1,000"


def test_a_name_that_was_not_given_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("{name} is insecure")


def test_parts_stand_one_after_the_other() -> None:
    first, second = say("One."), say("Two.")
    both = joined([first, "", "Foreign {text}.", second])
    assert both == "One. Foreign {text}. Two."
    assert list(both.arguments.values()) == [first, "Foreign {text}.", second]
    assert joined(["", first]) is first
    assert joined([]) == ""
    assert joined(["a", "b"], ", ") == "a, b"


@pytest.mark.parametrize("phrase", [say("{name} is {{insecure}}", name="{x}"), count(1, "{n} record", "{n} records")])
def test_a_copy_has_the_same_origin(phrase: Phrase) -> None:
    for twin in (copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):
        assert isinstance(twin, Phrase)
        assert twin == phrase
        assert (twin.template, twin.arguments, twin.amount) == (phrase.template, phrase.arguments, phrase.amount)


def test_what_is_foreign_in_a_phrase_can_be_cleaned() -> None:
    phrase = say("{n} of {what}", n=3, what=joined([say("the {name}", name="a\nb"), "c\nd", Number("1,000")]))
    cleaned = phrase.cleaned(lambda text: text.replace("\n", "|").replace(",", ";"))
    assert cleaned == "3 of the a|b c|d 1,000"
    assert cleaned.template == phrase.template
    assert count(1, "{n} of {name}", "{n} in {name}", name="\n").cleaned(str.strip) == "1 of "
