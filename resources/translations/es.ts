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
        <location filename="gui/tray.py"/>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Seconds between two samples while nobody looks.</source>
        <translation>Segundos entre dos mediciones mientras nadie mira.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Seconds between two samples while a live view is open.</source>
        <translation>Segundos entre dos mediciones mientras hay una vista en directo abierta.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>A `maintained` record this often, in seconds.</source>
        <translation>Cada cuánto se crea un registro `maintained`, en segundos.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Records older than this are removed.</source>
        <translation>Los registros más antiguos se eliminan.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>More records than this are not kept.</source>
        <translation>No se conservan más registros que estos.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>The log is kept below this size, in bytes.</source>
        <translation>El registro se mantiene por debajo de este tamaño, en bytes.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Sums per minute are kept this long.</source>
        <translation>Tiempo que se conservan las sumas por minuto.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Sums per hour are kept this long.</source>
        <translation>Tiempo que se conservan las sumas por hora.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Sums per day are kept this long; 0 is for ever.</source>
        <translation>Tiempo que se conservan las sumas por día; 0 es para siempre.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Send records to the server.</source>
        <translation>Enviar registros al servidor.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Address of the Gate; http:// is taken for this computer only.</source>
        <translation>Dirección del Gate; http:// solo se acepta para este equipo.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Send at most this many records at once, to catch up.</source>
        <translation>Enviar como máximo estos registros a la vez, para ponerse al día.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Send at most this many records per second.</source>
        <translation>Enviar como máximo estos registros por segundo.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>On a metered network: send nothing, only as much as is made meanwhile, or all.</source>
        <translation>En una red de uso medido: no enviar nada, solo lo que se crea entretanto, o todo.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Add the time of the event, for servers that take it.</source>
        <translation>Añadir la hora del suceso, para servidores que la aceptan.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>One more file of certificate authorities (PEM) to trust.</source>
        <translation>Otro archivo de autoridades de certificación (PEM) en las que confiar.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Proxy to send through. Empty: the one in the network settings of Windows or macOS (no PAC script), on Linux none. `none`: none anywhere. No environment variable is asked.</source>
        <translation>Proxy por el que se envía. Vacío: el de los ajustes de red de Windows o macOS (sin script PAC), en Linux ninguno. `none`: ninguno. No se consulta ninguna variable de entorno.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Record where this computer is, as the system's own location service tells.</source>
        <translation>Registrar dónde está este equipo, según el servicio de ubicación del sistema.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Decimals of a position (3 is about 100 m).</source>
        <translation>Decimales de una posición (3 son unos 100 m).</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>The access point's address: as it is, as a hash, or left out.</source>
        <translation>La dirección del punto de acceso: tal cual, como hash u omitida.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>The network's name: as it is, as a hash, or left out.</source>
        <translation>El nombre de la red: tal cual, como hash u omitido.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>So many bytes, down and up together, may move in a period; 0 is no quota.</source>
        <translation>Tantos bytes, de bajada y subida juntos, pueden pasar en un período; 0 es sin cuota.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>How long a period is.</source>
        <translation>Cuánto dura un período.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Day on which a period begins: of the month, or of the week (1 is Monday).</source>
        <translation>Día en que empieza un período: del mes o de la semana (1 es lunes).</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Which networks count; roaming is mobile abroad.</source>
        <translation>Qué redes cuentan; roaming es la red móvil en el extranjero.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Only this network counts, by its name or its key. Empty: all of them.</source>
        <translation>Solo cuenta esta red, por su nombre o su clave. Vacío: todas.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Warn at so many percent of the quota; again when it is used up.</source>
        <translation>Avisar a este porcentaje de la cuota; y otra vez cuando se agote.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Rates in bits or in bytes per second.</source>
        <translation>Velocidades en bits o en bytes por segundo.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Colours of the window.</source>
        <translation>Colores de la ventana.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Language of the window and the tray.</source>
        <translation>Idioma de la ventana y de la bandeja.</translation>
    </message>
</context>
</TS>
