"""The peers: the least that a Python program needs to do a comparable thing."""

PLAIN = "import threading; threading.Event().wait()"
"""A Python that does nothing: what any program in this language costs."""

COUNTER_LOOP = """
import sys, threading, psutil
interval_s = float(sys.argv[1])
while not threading.Event().wait(interval_s):
    psutil.net_io_counters(pernic=True, nowrap=False)
"""
"""Reads all byte counters each interval and forgets them."""

FIRST_COUNTERS = """
import psutil
print(psutil.net_io_counters(pernic=True, nowrap=False), flush=True)
"""
"""Prints one reading."""

TRAY = """
import sys, psutil
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
app = QApplication(["peer-tray"])
app.setQuitOnLastWindowClosed(False)
pixmap = QPixmap(22, 22)
pixmap.fill("black")
menu = QMenu()
menu.addAction("Quit")
icon = QSystemTrayIcon(QIcon(pixmap))
icon.setContextMenu(menu)
icon.show()
timer = QTimer()
timer.timeout.connect(lambda: psutil.net_io_counters(pernic=True, nowrap=False))
timer.start(int(float(sys.argv[1]) * 1000))
app.exec()
"""
"""An icon with a menu in the tray that reads all byte counters each interval."""

POSTS = """
import sys, threading, requests
address, payload, count, loops = sys.argv[1:]
def post():
    with requests.Session() as session:
        for _ in range(int(count) // int(loops)):
            session.post(address, data=payload, headers={"Authorization": "Bearer peer"}, timeout=10)
threads = [threading.Thread(target=post) for _ in range(int(loops))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
"""Posts a text so many times, in so many loops side by side with a kept connection each, and keeps no record of it."""

NOTED_POSTS = """
import sqlite3, sys, requests
address, payload, count, place = sys.argv[1:]
connection = sqlite3.connect(place, isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=FULL")
connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, state INTEGER)")
connection.execute("BEGIN")
connection.executemany("INSERT INTO record (id, state) VALUES (?, 0)", ((id_,) for id_ in range(int(count))))
connection.execute("COMMIT")
with requests.Session() as session:
    for id_ in range(int(count)):
        session.post(address, data=payload, headers={"Authorization": "Bearer peer"}, timeout=10)
        connection.execute("UPDATE record SET state = 1 WHERE id = ?", (id_,))
"""
"""Posts a text so many times over one kept connection, and notes each on the disk before the next."""

RETRIES = """
import sys, time, requests
address, payload, pause_s = sys.argv[1:]
while True:
    try:
        answer = requests.post(address, data=payload, headers={"Authorization": "Bearer peer"}, timeout=10)
        if answer.status_code == 201:
            break
    except requests.RequestException:
        pass
    time.sleep(float(pause_s))
"""
"""Posts a text again and again, with the same pause each time, until it is taken."""
