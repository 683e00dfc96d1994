<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>netmon</name>
    <message>
        <location filename="gui/rail.py"/>
        <source>Quit netmon</source>
        <translation>Salir de netmon</translation>
    </message>
    <message>
        <location filename="gui/rail.py"/>
        <source>Recording every second</source>
        <translation>Registra cada segundo</translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
</context>
</TS>
