<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>netmon</name>
    <message>
        <location filename="gui/rail.py"/>
        <source>Quit netmon</source>
        <translation>netmon beenden</translation>
    </message>
    <message>
        <location filename="gui/rail.py"/>
        <source>Recording every second</source>
        <translation>Zeichnet jede Sekunde auf</translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>Live</source>
        <translation>Live</translation>
    </message>
</context>
</TS>
