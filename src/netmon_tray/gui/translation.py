"""The door through which every word reaches the window: phrases become those of the chosen language here.

The core speaks English (``words.say`` and ``words.count``) and knows no language. What a widget of ours shows goes
through ``translated``; ``gui/labels.py`` does that for all that are made from it, and a text that is handed to Qt's own
widgets is made with ``tr`` or ``tr_count``. Text that is no phrase (a network's name, an address) is never touched.

The catalogues are Qt's: ``resources/translations/LANGUAGE.ts``, compiled into a ``.qm`` beside it by
``python3 packaging/dev.py translations``, which also collects the phrases from the source. English has none.
"""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtGui import QGuiApplication

from netmon_tray.gui.resources import resource_dir
from netmon_tray.words import Number, Phrase, count, number, say

logger = logging.getLogger(__name__)

CONTEXT = "netmon"
"""One for all phrases: the same English is the same word wherever it stands."""
SOURCE_LANGUAGE = "en"
LANGUAGES = {"en": "English", "es": "Español", "de": "Deutsch"}
"""What there is, each called as its speakers call it."""
_ENGLISH_MARKS = (",", ".")
_marks = _ENGLISH_MARKS
"""Between thousands, and before decimals."""
_is_foreign = False
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""All our languages are written from left to right: "11 h 45 min" stays so where the layout is mirrored."""


def tr(template: str, /, **arguments: object) -> str:
    """``words.say`` in the chosen language."""
    return translated(say(template, **arguments))


def tr_count(amount: int, one: str, many: str, /, **arguments: object) -> str:
    """``words.count`` in the chosen language."""
    return translated(count(amount, one, many, **arguments))


def translated(text: str) -> str:
    """The text in the chosen language: a phrase in its words, a number with its marks, anything else as it is."""
    said = _said(text) if _is_foreign else text
    if isinstance(text, (Phrase, Number)) and said and QGuiApplication.isRightToLeft():
        return f"{_ISOLATE}{said}{_END}"
    return said


def _said(text: str) -> str:
    if isinstance(text, Number):
        return text.translate({ord(mark): new for mark, new in zip(_ENGLISH_MARKS, _marks, strict=True)})
    if not isinstance(text, Phrase):
        return text
    amount = -1 if text.amount is None else text.amount
    template = QCoreApplication.translate(CONTEXT, text.template, None, amount)
    if text.amount is not None and template == text.template:
        return str(text)  # not in the catalogue: the English may be in the singular
    return template.format_map({name: _argument(value) for name, value in text.arguments.items()})


def _argument(value: object) -> object:
    if isinstance(value, int):
        value = number(value)
    return _said(value) if isinstance(value, str) else value


class Languages(QObject):
    """The language of the window, followed while the app runs.

    Attributes:
        language: What is spoken now, as a key of ``LANGUAGES``.

    Signals:
        changed: Another language is spoken; what stands in the window is to be made anew.
    """

    changed = Signal()

    def __init__(self, app: QCoreApplication, setting: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []
        self.language = SOURCE_LANGUAGE
        self.apply(setting)

    def apply(self, setting: str) -> None:
        """Take over the setting ``ui.language``; nothing happens where the language is the same."""
        language = spoken_language(setting)
        if language == self.language:
            return
        self.language = language
        self._take_catalogues(language)
        _use_marks(language)
        self.changed.emit()

    def _take_catalogues(self, language: str) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators.clear()
        if language == SOURCE_LANGUAGE:
            return
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for catalogue in (qt_folder / f"qtbase_{language}.qm", resource_dir() / "translations" / f"{language}.qm"):
            translator = QTranslator(self)
            if translator.load(str(catalogue)):
                self._app.installTranslator(translator)
                self._translators.append(translator)
            else:
                logger.warning("The translation %s cannot be read.", catalogue)


def spoken_language(setting: str) -> str:
    """The language for ``ui.language``: the first of the desktop's that there is, where it says "system"."""
    if setting in LANGUAGES:
        return setting
    wanted = (name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages())
    return next((language for language in wanted if language in LANGUAGES), SOURCE_LANGUAGE)


def _use_marks(language: str) -> None:
    """Numbers as the language has them; as the desktop has them where it speaks that language too."""
    global _marks, _is_foreign
    _is_foreign = language != SOURCE_LANGUAGE
    system = QLocale.system()
    locale = system if system.name().startswith(f"{language}_") else QLocale(language)
    _marks = (locale.groupSeparator(), locale.decimalPoint()) if _is_foreign else _ENGLISH_MARKS
