"""What the charts of the History view are made of."""

from __future__ import annotations

from netmon_tray.gui import history_words
from netmon_tray.gui.chart_bars import RangeBars, SolidBars
from netmon_tray.gui.chart_kinds import DelayKit
from netmon_tray.gui.chart_scale import amount_scale
from netmon_tray.gui.chart_stack import ChartKit
from netmon_tray.gui.history_line import HistoryLine


def history_kit(line: HistoryLine) -> ChartKit:
    """Bars over the steps of a line."""
    return ChartKit(
        signal=RangeBars(line.signal),
        down=SolidBars(line.down),
        up=SolidBars(line.up),
        signal_title=lambda scale: history_words.signal_title(line.answer.span, scale.unit),
        traffic_title=lambda scale: history_words.usage_title(line.answer.span, scale.unit.text),
        is_dense=True,
        traffic_scale=lambda down, up, height_px: amount_scale(down, up, height_px=height_px),
        summaries=lambda: (
            history_words.signal_summary(line),
            history_words.usage_summary(line),
            history_words.events_summary(line),
            history_words.delay_summary(line),
        ),
        delay=DelayKit(RangeBars(line.delay), lambda: history_words.delay_title(line), line.cursor_delay),
    )
