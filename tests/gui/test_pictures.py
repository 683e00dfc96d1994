"""The SVG masters: our reading equals Qt's own, and the tray icon is what the design says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from netmon_tray.gui.resources import read_master, resource_dir
from netmon_tray.gui.svg_shapes import load_master, parse_master
from netmon_tray.gui.tray_icon import PANEL_INK, SIZES, tray_icon, tray_pixmap
from netmon_tray.gui.tray_words import Badge, Face, Glyph

MASTERS = sorted(path.relative_to(resource_dir()).with_suffix("").as_posix() for path in resource_dir().rglob("*.svg"))
INK = "#1A1D21"


def blank(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def alpha(image: QImage, x: int, y: int) -> int:
    return image.pixelColor(x, y).alpha()


@pytest.mark.parametrize("name", MASTERS)
def test_our_reading_of_a_master_equals_qts(qapp: QApplication, name: str) -> None:
    ours, theirs = blank(64), blank(64)
    master = load_master(name)
    with QPainter(ours) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(64 / master.size, 64 / master.size)
        for shape in master.shapes:
            shape.paint(painter, QColor(INK))
    with QPainter(theirs) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = read_master(name).replace("currentColor", INK)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, 64, 64))
    different = [(x, y) for x in range(64) for y in range(64) if abs(alpha(ours, x, y) - alpha(theirs, x, y)) > 24]
    assert different == []
    assert any(alpha(ours, x, y) > 200 for x in range(64) for y in range(64))


def test_nothing_touches_the_edge_of_a_tray_glyph(qapp: QApplication) -> None:
    for name in MASTERS:
        master = load_master(name)
        if name.startswith("tray/"):
            for shape in master.shapes:
                box = shape.path.boundingRect()
                half = shape.stroke_width / 2 * 0.75  # a slanted end reaches less far than half its width
                assert min(box.left(), box.top()) - half >= 0, name
                assert max(box.right(), box.bottom()) + half <= master.size, name


CURVED = '<svg viewBox="0 0 16 16"><path d="M 1 1 Q 2 2 3 3" fill="currentColor"/></svg>'
CROOKED = '<svg viewBox="0 0 16 16"><path d="M 1 1 L 2" fill="currentColor"/></svg>'


@pytest.mark.parametrize(("text", "reason"), [("<svg/>", "viewBox"), (CURVED, "Q"), (CROOKED, "L with 1 numbers")])
def test_a_master_that_uses_more_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_master(text)


def test_the_icon_has_every_size_of_a_panel(qapp: QApplication) -> None:
    icon = tray_icon(Face(Glyph.WIFI, 3), is_dark_panel=False)
    assert sorted(size.width() for size in icon.availableSizes()) == sorted(SIZES)
    assert icon.isMask()


@pytest.mark.parametrize("is_dark", [False, True])
def test_one_colour_for_the_panel(qapp: QApplication, is_dark: bool) -> None:
    image = tray_pixmap(Face(Glyph.ETHERNET), 64, is_dark_panel=is_dark).toImage()
    seen = {
        image.pixelColor(x, y).name().upper()
        for x in range(64)
        for y in range(64)
        if image.pixelColor(x, y).alpha() > 250
    }
    assert seen == {PANEL_INK[is_dark]}


def test_unreached_arcs_are_faint(qapp: QApplication) -> None:
    weak = tray_pixmap(Face(Glyph.WIFI, 1), 32, is_dark_panel=False).toImage()
    full = tray_pixmap(Face(Glyph.WIFI, 4), 32, is_dark_panel=False).toImage()
    assert alpha(full, 16, 5) == 255
    assert alpha(weak, 16, 5) == pytest.approx(0.35 * 255, abs=3)
    assert alpha(weak, 16, 25) == 255


def test_a_badge_is_cut_out_of_the_glyph(qapp: QApplication) -> None:
    plain = tray_pixmap(Face(Glyph.NONE), 64, is_dark_panel=False).toImage()
    badged = tray_pixmap(Face(Glyph.NONE, badge=Badge.WAITING), 64, is_dark_panel=False).toImage()
    ring = (int(8 * 4 + 6.2 * 4 * 0.707), int(8 * 4 + 6.2 * 4 * 0.707))
    assert alpha(plain, *ring) == 255
    assert alpha(badged, 50, 50) == 255
    gap = [alpha(badged, 50 - round(3.6 * 4), 50 + step) for step in range(-4, 5)]
    assert max(gap) == 0


def test_offline_is_a_slash_over_a_faint_glyph(qapp: QApplication) -> None:
    image = tray_pixmap(Face(Glyph.ETHERNET, badge=Badge.OFFLINE), 64, is_dark_panel=False).toImage()
    assert alpha(image, 32, 32) == 255
    assert alpha(image, 44, 24) == pytest.approx(0.35 * 255, abs=3)


@pytest.mark.parametrize("glyph", Glyph)
@pytest.mark.parametrize("badge", [None, *Badge])
def test_every_face_can_be_painted_in_every_size(qapp: QApplication, glyph: Glyph, badge: Badge | None) -> None:
    for size in SIZES:
        pixmap = tray_pixmap(Face(glyph, 2, badge), size, is_dark_panel=True)
        assert pixmap.width() == pixmap.height() == size


def test_the_pictures_are_found_beside_a_source_checkout() -> None:
    assert (resource_dir() / "app" / "netmon-tray.svg").is_file()
    assert isinstance(resource_dir(), Path)
