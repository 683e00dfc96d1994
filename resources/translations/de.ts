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
        <location filename="gui/tray.py"/>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Seconds between two samples while nobody looks.</source>
        <translation>Sekunden zwischen zwei Messungen, solange niemand hinsieht.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Seconds between two samples while a live view is open.</source>
        <translation>Sekunden zwischen zwei Messungen, solange eine Live-Ansicht offen ist.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>A `maintained` record this often, in seconds.</source>
        <translation>So oft entsteht ein `maintained`-Eintrag, in Sekunden.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Records older than this are removed.</source>
        <translation>Ältere Einträge werden entfernt.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>More records than this are not kept.</source>
        <translation>Mehr Einträge als diese werden nicht aufbewahrt.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>The log is kept below this size, in bytes.</source>
        <translation>Das Protokoll wird unter dieser Größe gehalten, in Bytes.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Sums per minute are kept this long.</source>
        <translation>So lange werden Summen pro Minute aufbewahrt.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Sums per hour are kept this long.</source>
        <translation>So lange werden Summen pro Stunde aufbewahrt.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Sums per day are kept this long; 0 is for ever.</source>
        <translation>So lange werden Summen pro Tag aufbewahrt; 0 heißt für immer.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Send records to the server.</source>
        <translation>Einträge an den Server senden.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Address of the Gate; http:// is taken for this computer only.</source>
        <translation>Adresse des Gate; http:// gilt nur für diesen Computer.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Send at most this many records at once, to catch up.</source>
        <translation>Höchstens so viele Einträge gleichzeitig senden, um aufzuholen.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Send at most this many records per second.</source>
        <translation>Höchstens so viele Einträge pro Sekunde senden.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>On a metered network: send nothing, only as much as is made meanwhile, or all.</source>
        <translation>In einem getakteten Netz: nichts senden, nur so viel wie inzwischen entsteht, oder alles.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Add the time of the event, for servers that take it.</source>
        <translation>Die Zeit des Ereignisses mitsenden, für Server, die sie annehmen.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>One more file of certificate authorities (PEM) to trust.</source>
        <translation>Eine weitere Datei mit Zertifizierungsstellen (PEM), denen vertraut wird.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Proxy to send through. Empty: the one in the network settings of Windows or macOS (no PAC script), on Linux none. `none`: none anywhere. No environment variable is asked.</source>
        <translation>Proxy, über den gesendet wird. Leer: der aus den Netzwerkeinstellungen von Windows oder macOS (kein PAC-Skript), unter Linux keiner. `none`: nirgends einer. Umgebungsvariablen werden nicht beachtet.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Record where this computer is, as the system's own location service tells.</source>
        <translation>Aufzeichnen, wo dieser Computer ist, wie es der Ortungsdienst des Systems sagt.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Decimals of a position (3 is about 100 m).</source>
        <translation>Nachkommastellen einer Position (3 sind etwa 100 m).</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>The access point's address: as it is, as a hash, or left out.</source>
        <translation>Die Adresse des Zugangspunkts: wie sie ist, als Hash oder gar nicht.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>The network's name: as it is, as a hash, or left out.</source>
        <translation>Der Name des Netzes: wie er ist, als Hash oder gar nicht.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>So many bytes, down and up together, may move in a period; 0 is no quota.</source>
        <translation>So viele Bytes dürfen in einem Zeitraum übertragen werden, beide Richtungen zusammen; 0 heißt kein Limit.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>How long a period is.</source>
        <translation>Wie lang ein Zeitraum ist.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Day on which a period begins: of the month, or of the week (1 is Monday).</source>
        <translation>Tag, an dem ein Zeitraum beginnt: des Monats oder der Woche (1 ist Montag).</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Which networks count; roaming is mobile abroad.</source>
        <translation>Welche Netze zählen; roaming ist Mobilfunk im Ausland.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Only this network counts, by its name or its key. Empty: all of them.</source>
        <translation>Nur dieses Netz zählt, nach Name oder Schlüssel. Leer: alle.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Warn at so many percent of the quota; again when it is used up.</source>
        <translation>Bei so viel Prozent des Datenvolumens warnen; und noch einmal, wenn es aufgebraucht ist.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Rates in bits or in bytes per second.</source>
        <translation>Raten in Bit oder in Byte pro Sekunde.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Colours of the window.</source>
        <translation>Farben des Fensters.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Language of the window and the tray.</source>
        <translation>Sprache des Fensters und des Infobereichs.</translation>
    </message>
</context>
</TS>
