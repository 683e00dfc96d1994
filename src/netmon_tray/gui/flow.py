"""A row that breaks into several where it does not fit: large text and narrow windows keep everything reachable."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items from left to right (mirrored in right-to-left), row after row.

    While all of them fit into one row, those from ``pushed_from`` on stand at its far end.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing_px: int, pushed_from: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._spacing_px = spacing_px
        self._pushed_from = pushed_from
        self.setContentsMargins(0, 0, 0, 0)

    def set_spacing(self, spacing_px: int) -> None:
        """Space between items."""
        if spacing_px != self._spacing_px:
            self._spacing_px = spacing_px
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The item at a place, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Remove and return the item at a place, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Sideways only."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of all rows at a width."""
        return self._place(QRect(0, 0, width, 0), is_dry=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Everything in one row."""
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self._spacing_px * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """The largest item."""
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, is_dry=False)

    def _place(self, rect: QRect, *, is_dry: bool) -> int:
        spare_px = rect.width() - self.sizeHint().width()
        x, y, row_height = 0, 0, 0
        for place, item in enumerate(self._items):
            size = item.sizeHint()
            if x > 0 and x + size.width() > rect.width():
                x, y, row_height = 0, y + row_height + self._spacing_px // 2, 0
            if place == self._pushed_from and spare_px > 0:
                x += spare_px
            if not is_dry:
                self._put(item, QRect(QPoint(rect.x() + x, rect.y() + y), size), rect)
            x += size.width() + self._spacing_px
            row_height = max(row_height, size.height())
        return y + row_height

    def _put(self, item: QLayoutItem, place: QRect, within: QRect) -> None:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveRight(within.right() - (place.left() - within.left()))
        item.setGeometry(place)
