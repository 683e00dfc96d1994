<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>netmon</name>
    <message>
        <location filename="audit/grades.py"/>
        <source>Use a VPN here, or only sites with https.</source>
        <translation>Hier ein VPN nutzen oder nur Seiten mit https.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Set the access point to WPA2 or WPA3 only.</source>
        <translation>Den Access Point auf reines WPA2 oder WPA3 stellen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Ask whoever runs this network how it is secured.</source>
        <translation>Fragen Sie den Betreiber, wie dieses Netzwerk gesichert ist.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Insecure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Not applicable</source>
        <translation>Nicht anwendbar</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Bluetooth links are protected by their pairing, not by a network.</source>
        <translation>Bluetooth-Verbindungen schützt ihre Kopplung, kein Netzwerk.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>No encryption: anyone nearby can read and change what is sent over the air.</source>
        <translation>Keine Verschlüsselung: Jeder in der Nähe kann lesen und ändern, was über Funk geht.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>This device joined the unencrypted half of a network that also offers encryption.</source>
        <translation>Dieses Gerät ist der unverschlüsselten Hälfte eines Netzwerks beigetreten, das auch Verschlüsselung anbietet.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Update the WiFi driver or turn on Enhanced Open, then join again.</source>
        <translation>Den WLAN-Treiber aktualisieren oder Enhanced Open einschalten, dann neu verbinden.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Encrypted, but nobody proves who runs it.</source>
        <translation>Verschlüsselt, aber niemand beweist, wer es betreibt.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Do not take its name as a proof of whose it is.</source>
        <translation>Der Name beweist nicht, wem es gehört.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WEP is broken: its key can be found within minutes.</source>
        <translation>WEP ist gebrochen: Der Schlüssel ist in Minuten zu finden.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WEP is broken, and its shared-key login gives the key away even faster.</source>
        <translation>WEP ist gebrochen, und die Anmeldung mit gemeinsamem Schlüssel verrät ihn noch schneller.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WEP is broken, also with keys that change.</source>
        <translation>WEP ist gebrochen, auch mit wechselnden Schlüsseln.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Ask for WPA2-Enterprise or WPA3-Enterprise.</source>
        <translation>Verlangen Sie WPA2-Enterprise oder WPA3-Enterprise.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA-None gives every member the same TKIP key.</source>
        <translation>WPA-None gibt jedem Mitglied denselben TKIP-Schlüssel.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Replace the ad hoc network by an access point.</source>
        <translation>Das Ad-hoc-Netzwerk durch einen Access Point ersetzen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The first WPA relies on TKIP, which has known holes and is withdrawn.</source>
        <translation>Das erste WPA beruht auf TKIP, das bekannte Lücken hat und zurückgezogen ist.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The network still lets devices in by the first WPA, and so keeps its holes open.</source>
        <translation>Das Netzwerk lässt noch Geräte mit dem ersten WPA zu und hält so dessen Lücken offen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Ask to have the first WPA turned off.</source>
        <translation>Lassen Sie das erste WPA abschalten.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA2 with a password: safe against strangers, but whoever knows the password can read along.</source>
        <translation>WPA2 mit Passwort: sicher vor Fremden, aber wer das Passwort kennt, kann mitlesen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Choose WPA3 where the access point and all devices know it.</source>
        <translation>WPA3 wählen, wo Access Point und alle Geräte es können.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA3 is offered beside WPA2: whoever knows the password can read along with devices on WPA2.</source>
        <translation>WPA3 wird neben WPA2 angeboten: Wer das Passwort kennt, kann bei Geräten mit WPA2 mitlesen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Turn WPA2 off once all devices know WPA3.</source>
        <translation>WPA2 abschalten, sobald alle Geräte WPA3 können.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA3 with a password: nobody nearby can read what you send over the air.</source>
        <translation>WPA3 mit Passwort: Niemand in der Nähe kann lesen, was Sie über Funk senden.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device has a key of its own from a login of its own.</source>
        <translation>Jedes Gerät hat einen eigenen Schlüssel aus einer eigenen Anmeldung.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device has a key of its own, with 192-bit cryptography throughout.</source>
        <translation>Jedes Gerät hat einen eigenen Schlüssel, durchgehend mit 192-Bit-Kryptografie.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device has a key of its own from a login of its own (FILS).</source>
        <translation>Jedes Gerät hat einen eigenen Schlüssel aus einer eigenen Anmeldung (FILS).</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device was let in with a key pair of its own (Easy Connect).</source>
        <translation>Jedes Gerät wurde mit einem eigenen Schlüsselpaar zugelassen (Easy Connect).</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Encrypted for signing up only: the network proves itself, this device does not.</source>
        <translation>Nur zum Registrieren verschlüsselt: Das Netzwerk weist sich aus, dieses Gerät nicht.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Finish signing up, then use the network that it gives you.</source>
        <translation>Die Registrierung abschließen, dann das Netzwerk nutzen, das man dabei bekommt.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Cisco's own key management can stand on strong or on weak encryption.</source>
        <translation>Ciscos eigene Schlüsselverwaltung kann auf starker oder schwacher Verschlüsselung beruhen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WAPI uses a cipher that is not judged here.</source>
        <translation>WAPI nutzt ein Verfahren, das hier nicht beurteilt wird.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The network is encrypted, with a key management that is not known here.</source>
        <translation>Das Netzwerk ist verschlüsselt, mit einer hier unbekannten Schlüsselverwaltung.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Encrypted over the air by the mobile network, which itself can read what is not encrypted.</source>
        <translation>Über Funk vom Mobilfunknetz verschlüsselt, das selbst lesen kann, was nicht verschlüsselt ist.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>A cable has no encryption over the air to judge.</source>
        <translation>Ein Kabel hat keine Funkverschlüsselung zu beurteilen.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The port let this device in only after it proved who it is.</source>
        <translation>Der Anschluss ließ dieses Gerät erst zu, nachdem es sich ausgewiesen hatte.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The system does not let this program see how the network is secured.</source>
        <translation>Das System lässt dieses Programm nicht sehen, wie das Netzwerk gesichert ist.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Allow it in the system's permission settings.</source>
        <translation>Erlauben Sie es in den Berechtigungen des Systems.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The system did not say how this network is secured.</source>
        <translation>Das System hat nicht gesagt, wie dieses Netzwerk gesichert ist.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Look at it in the system's own settings.</source>
        <translation>Sehen Sie in den Einstellungen des Systems nach.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>This kind of link has no security to judge.</source>
        <translation>Diese Art von Verbindung hat keine Sicherheit zu beurteilen.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>Leave it unless you know of the change; marking the network as trusted accepts it.</source>
        <translation>Verlassen Sie es, wenn Sie nichts von der Änderung wissen; wer das Netzwerk als vertraut markiert, nimmt sie an.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It{bssid} was made by another vendor than the network's others: it was added, or it is somebody's copy.</source>
        <translation>Er{bssid} stammt von einem anderen Hersteller als die übrigen: Er kam hinzu oder ist jemandes Kopie.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>This network</source>
        <translation>Dieses Netzwerk</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It was {before} and is {after} now: somebody may run a copy of it to read along.</source>
        <translation>Es war {before} und ist jetzt {after}: Jemand betreibt vielleicht eine Kopie, um mitzulesen.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It was {before} and is {after} now: its settings were changed, or somebody runs a copy of it.</source>
        <translation>Es war {before} und ist jetzt {after}: Es wurde anders eingestellt, oder jemand betreibt eine Kopie.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>Another device answers in the router's place{mac}: it was replaced, or somebody redirects the traffic.</source>
        <translation>Ein anderes Gerät antwortet anstelle des Routers{mac}: Er wurde ersetzt, oder jemand leitet den Verkehr um.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>{name} has an unknown access point</source>
        <translation>{name} hat einen unbekannten Access Point</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It{bssid} asks for another kind of login ({after}, the network had {before}): it may not belong to it.</source>
        <translation>Er{bssid} verlangt eine andere Anmeldung ({after}, das Netzwerk hatte {before}): Er gehört vielleicht nicht dazu.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>{name} has lost its password</source>
        <translation>{name} hat sein Passwort verloren</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>{name} is less secure than before</source>
        <translation>{name} ist weniger sicher als zuvor</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>The router of {name} is another device</source>
        <translation>Der Router von {name} ist ein anderes Gerät</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>Starting at login is not available on this system yet.</source>
        <translation>Der Start bei der Anmeldung ist auf diesem System noch nicht verfügbar.</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>It comes with this system's support; until then add netmon-tray to the login items by hand.</source>
        <translation>Er kommt mit der Unterstützung dieses Systems; bis dahin tragen Sie netmon-tray von Hand bei den Anmeldeobjekten ein.</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>The program netmon-tray is not installed.</source>
        <translation>Das Programm netmon-tray ist nicht installiert.</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>Install netmon-tray first, for example with pip or pipx.</source>
        <translation>Installieren Sie zuerst netmon-tray, zum Beispiel mit pip oder pipx.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>System Settings, General, Login Items &amp; Extensions</source>
        <translation>Systemeinstellungen, Allgemein, Anmeldeobjekte &amp; Erweiterungen</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It starts at login, unless it is switched off in {place}.</source>
        <translation>Es startet bei der Anmeldung, sofern es nicht hier abgeschaltet ist: {place}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It does not start at login.</source>
        <translation>Es startet nicht bei der Anmeldung.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It cannot start at login: the launch agent starts {what}, which is not there.</source>
        <translation>Es kann nicht bei der Anmeldung starten: Der Startagent ruft {what} auf, und das gibt es nicht.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>The launch agent {agent} cannot be changed: {reason}.</source>
        <translation>Der Startagent {agent} lässt sich nicht ändern: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>Make its folder writable, or add netmon-tray in {place}.</source>
        <translation>Machen Sie seinen Ordner beschreibbar, oder tragen Sie netmon-tray hier ein: {place}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It starts at login for everybody who uses this computer; only an administrator can change that.</source>
        <translation>Es startet bei der Anmeldung für alle an diesem Computer; nur ein Administrator kann das ändern.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>Switch it off for yourself in {place}.</source>
        <translation>Schalten Sie es für sich selbst hier ab: {place}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>The launch agent {agent} cannot be read: {reason}.</source>
        <translation>Der Startagent {agent} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>Mend or remove it.</source>
        <translation>Beheben oder entfernen Sie ihn.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It does not start at login: its launch agent is off.</source>
        <translation>Es startet nicht bei der Anmeldung: Sein Startagent ist aus.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It does not start at login: {agent} is there, but {reason}.</source>
        <translation>Es startet nicht bei der Anmeldung: {agent} ist da, aber {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>It does not start at login: an entry of the desktop turns it off.</source>
        <translation>Es startet nicht bei der Anmeldung: Ein Eintrag des Desktops schaltet es ab.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>It cannot start at login: the entry starts {what}, which is not there.</source>
        <translation>Es kann nicht bei der Anmeldung starten: Der Eintrag ruft {what} auf, und das gibt es nicht.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>It starts at login.</source>
        <translation>Es startet bei der Anmeldung.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>The autostart entry {entry} cannot be changed: {reason}.</source>
        <translation>Der Autostart-Eintrag {entry} lässt sich nicht ändern: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>Make its folder writable, or add netmon-tray in the desktop's own start-up settings.</source>
        <translation>Machen Sie seinen Ordner beschreibbar, oder tragen Sie netmon-tray in den Startprogrammen des Desktops ein.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>{command} cannot be started by a desktop: its path holds % or =.</source>
        <translation>Ein Desktop kann {command} nicht starten: Der Pfad enthält % oder =.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>Install netmon-tray in a folder without these.</source>
        <translation>Installieren Sie netmon-tray in einem Ordner ohne diese Zeichen.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>The autostart entry {entry} cannot be read: {reason}.</source>
        <translation>Der Autostart-Eintrag {entry} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>The registry's {hive}\{key} cannot be changed: {reason}.</source>
        <translation>{hive}\{key} in der Registrierung lässt sich nicht ändern: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>Use the Windows settings instead: Apps, Startup.</source>
        <translation>Nutzen Sie stattdessen die Windows-Einstellungen: Apps, Autostart.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>It does not start at login: the system's settings for startup apps turn it off.</source>
        <translation>Es startet nicht bei der Anmeldung: Die Autostart-Einstellungen des Systems schalten es ab.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>Turn it off in the Windows settings: Apps, Startup.</source>
        <translation>Schalten Sie es in den Windows-Einstellungen ab: Apps, Autostart.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>The command that starts at login would be {n} characters long; Windows starts {most}.</source>
        <translation>Der Startbefehl wäre {n} Zeichen lang; Windows startet {most}.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>Choose a shorter --data-dir or --config, or install netmon-tray in a folder with a shorter name.</source>
        <translation>Wählen Sie ein kürzeres --data-dir oder --config, oder installieren Sie netmon-tray in einem Ordner mit kürzerem Namen.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>The registry's {hive}\{key} cannot be read: {reason}.</source>
        <translation>{hive}\{key} in der Registrierung lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Autostart</source>
        <translation>Autostart</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message numerus="yes">
        <location filename="diagnosis/files.py"/>
        <source>{n} records, {size}: {place}</source>
        <extracomment>for one: {n} record, {size}: {place}</extracomment>
        <translation><numerusform>{n} Eintrag, {size}: {place}</numerusform><numerusform>{n} Einträge, {size}: {place}</numerusform></translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Dropped records</source>
        <translation>Verworfene Einträge</translation>
    </message>
    <message numerus="yes">
        <location filename="diagnosis/files.py"/>
        <source>{n} settings set by your organisation</source>
        <extracomment>for one: {n} setting set by your organisation</extracomment>
        <translation><numerusform>{n} Einstellung von Ihrer Organisation</numerusform><numerusform>{n} Einstellungen von Ihrer Organisation</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="diagnosis/files.py"/>
        <source>{n} records ({reason}, {time})</source>
        <extracomment>for one: {n} record ({reason}, {time})</extracomment>
        <translation><numerusform>{n} Eintrag ({reason}, {time})</numerusform><numerusform>{n} Einträge ({reason}, {time})</numerusform></translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Data directory</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{holder} records there</source>
        <translation>{holder} zeichnet dort auf</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>nobody records there now</source>
        <translation>niemand zeichnet dort gerade auf</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{place}, {size} free; {who}</source>
        <translation>{place}, {size} frei; {who}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{place} cannot be written by you. Mend that, or choose another place with --data-dir.</source>
        <translation>Sie dürfen nicht in {place} schreiben. Beheben Sie das, oder wählen Sie mit --data-dir einen anderen Ort.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Others may look into {place}: chmod 700 {place}</source>
        <translation>Andere dürfen in {place} sehen: chmod 700 {place}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Only {size} are free for {place}.</source>
        <translation>Nur {size} sind frei für {place}.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Unknown, kept and not used: {keys}</source>
        <translation>Unbekannt, wird behalten und nicht benutzt: {keys}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{n} of yours in {place}</source>
        <translation>{n} eigene in {place}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>All defaults</source>
        <translation>Alles Standardwerte</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Nothing is recorded yet in {place}.</source>
        <translation>In {place} ist noch nichts aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>None that was not sent.</source>
        <translation>Keine, die nicht gesendet wurden.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>It would tell connection names, metering and login pages.</source>
        <translation>Er würde Namen von Verbindungen, Taktung und Anmeldeseiten nennen.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>It would tell details of mobile networks.</source>
        <translation>Er würde Einzelheiten von Mobilfunknetzen nennen.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>Running.</source>
        <translation>Läuft.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>Tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No StatusNotifier host; an X11 tray may still be there. The window works in any case.</source>
        <translation>Kein StatusNotifier-Dienst; ein X11-Infobereich ist vielleicht trotzdem da. Das Fenster geht in jedem Fall.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No display in this session; the command line needs none.</source>
        <translation>Kein Bildschirm in dieser Sitzung; die Befehlszeile braucht keinen.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No session bus to ask; an X11 tray may still be there.</source>
        <translation>Kein Sitzungsbus zu fragen; ein X11-Infobereich ist vielleicht trotzdem da.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>This desktop shows tray icons.</source>
        <translation>Dieser Desktop zeigt Symbole im Infobereich.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>This desktop shows no tray icons. The window works.</source>
        <translation>Dieser Desktop zeigt keine Symbole im Infobereich. Das Fenster geht.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>The system bus does not answer: {reason}</source>
        <translation>Der Systembus antwortet nicht: {reason}</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>Not running, and not needed.</source>
        <translation>Läuft nicht, wird nicht gebraucht.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>The session bus does not answer: {reason}</source>
        <translation>Der Sitzungsbus antwortet nicht: {reason}</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No system bus here, and not needed.</source>
        <translation>Hier gibt es keinen Systembus, und keiner wird gebraucht.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Network probe</source>
        <translation>Netzwerksonde</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Login page</source>
        <translation>Anmeldeseite</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Metered</source>
        <translation>Getaktet</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Round trips</source>
        <translation>Laufzeiten</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Known, and recorded with {decimals} decimals.</source>
        <translation>Bekannt, wird mit {decimals} Nachkommastellen aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>It answers; up: {names}.</source>
        <translation>Sie antwortet; aktiv: {names}.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>It answers; no interface is up.</source>
        <translation>Sie antwortet; keine Schnittstelle ist aktiv.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Default route</source>
        <translation>Standardroute</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>{link}, {tunnel} above it</source>
        <translation>{link}, {tunnel} darüber</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>This network wants a login: open any page in a browser.</source>
        <translation>Dieses Netzwerk verlangt eine Anmeldung: Öffnen Sie irgendeine Seite im Browser.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>The system does not check for one here.</source>
        <translation>Das System prüft hier nicht darauf.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Location permission</source>
        <translation>Standortberechtigung</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Asked by connections (TCP): this system lets no user send echoes.</source>
        <translation>Gefragt wird über Verbindungen (TCP): Dieses System lässt keinen Benutzer Echos senden.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>None: this computer is offline.</source>
        <translation>Keine: Dieser Computer ist offline.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>None in the way: the system reaches the internet.</source>
        <translation>Keine im Weg: Das System erreicht das Internet.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>The system does not say.</source>
        <translation>Das System sagt es nicht.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Yes, the system says so.</source>
        <translation>Ja, sagt das System.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>No.</source>
        <translation>Nein.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Asked by unprivileged echoes (ICMP).</source>
        <translation>Gefragt wird mit Echos ohne Sonderrechte (ICMP).</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Not recorded, and nobody is asked for it (privacy.location is off).</source>
        <translation>Wird nicht aufgezeichnet, und niemand wird danach gefragt (privacy.location ist aus).</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>The location service told none in time; records are made without a position.</source>
        <translation>Der Standortdienst nannte rechtzeitig keine; Einträge entstehen ohne Position.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Probe {part}</source>
        <translation>Sonde {part}</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Fine</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Not tested</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Allow in system settings</source>
        <translation>In den Systemeinstellungen erlauben</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Open login page</source>
        <translation>Anmeldeseite öffnen</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Enter a token</source>
        <translation>Token eingeben</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Test the server</source>
        <translation>Server testen</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Start at login</source>
        <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Show the data folder</source>
        <translation>Datenordner zeigen</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Keyring</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>No time service keeps it, and no server's answer is at hand to compare it with.</source>
        <translation>Kein Zeitdienst stellt sie, und keine Antwort des Servers liegt zum Vergleich vor.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>For {origin}, from {source}</source>
        <translation>Für {origin}, aus: {source}</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>{address} took no record yet. Ask it with: netmon token check</source>
        <translation>{address} hat noch keinen Eintrag angenommen. Fragen mit: netmon token check</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>It was {duration} behind the server's at {time}.</source>
        <translation>Sie ging um {time} gegenüber dem Server {duration} nach.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>It was {duration} ahead of the server's at {time}.</source>
        <translation>Sie ging um {time} gegenüber dem Server {duration} vor.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Not needed while the upload is off.</source>
        <translation>Nicht nötig, solange der Upload aus ist.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>The upload is off; nothing is sent.</source>
        <translation>Der Upload ist aus; nichts wird gesendet.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>It agreed with the server's at {time}.</source>
        <translation>Sie stimmte um {time} mit der des Servers überein.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>A time service keeps it, as the system says.</source>
        <translation>Ein Zeitdienst stellt sie, sagt das System.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Set it, or turn on automatic time.</source>
        <translation>Stellen Sie sie, oder schalten Sie die automatische Uhrzeit ein.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>No answer of the server is at hand to compare it with.</source>
        <translation>Keine Antwort des Servers liegt zum Vergleich vor.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Not needed: the token comes from elsewhere.</source>
        <translation>Nicht nötig: Das Token kommt von woanders.</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>Asleep</source>
        <translation>Im Schlaf</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>Not running</source>
        <translation>Nicht gelaufen</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Picture (PNG)…</source>
        <translation>Bild (PNG)…</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Values (CSV)…</source>
        <translation>Werte (CSV)…</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>{file} cannot be written: {reason}. Choose another place.</source>
        <translation>{file} lässt sich nicht schreiben: {reason}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Saved as {file}</source>
        <translation>Gespeichert als {file}</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>Signal chart</source>
        <translation>Signaldiagramm</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>Round trip chart</source>
        <translation>Laufzeitdiagramm</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>Throughput chart</source>
        <translation>Durchsatzdiagramm</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>↓ Down</source>
        <translation>↓ Empfang</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>↑ Up</source>
        <translation>↑ Senden</translation>
    </message>
    <message>
        <location filename="gui/coverage_chart.py"/>
        <source>Signal by place</source>
        <translation>Signal nach Ort</translation>
    </message>
    <message>
        <location filename="gui/coverage_chart.py"/>
        <source>Median signal by place, {unit} from the middle; north is up</source>
        <translation>Mittleres Signal nach Ort, {unit} von der Mitte; Norden ist oben</translation>
    </message>
    <message>
        <location filename="gui/coverage_plane.py"/>
        <source>km</source>
        <translation>km</translation>
    </message>
    <message>
        <location filename="gui/coverage_plane.py"/>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>No places</source>
        <translation>Keine Orte</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>No positions are recorded</source>
        <translation>Es werden keine Positionen aufgezeichnet</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>The signal is kept by place once recording of the location is allowed, in Settings, Privacy.</source>
        <translation>Das Signal wird nach Ort geführt, sobald das Aufzeichnen des Standorts erlaubt ist, in Einstellungen, Privatsphäre.</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Signal by place as a table</source>
        <translation>Signal nach Ort als Tabelle</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>All networks</source>
        <translation>Alle Netzwerke</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Show as chart</source>
        <translation>Als Diagramm zeigen</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Median signal</source>
        <translation>Mittleres Signal</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Weakest</source>
        <translation>Schwächstes</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Strongest</source>
        <translation>Stärkstes</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Latitude</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Longitude</source>
        <translation>Länge</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>{network}: {median} ({weakest} to {strongest}), {time} at {latitude}, {longitude}</source>
        <translation>{network}: {median} ({weakest} bis {strongest}), {time} bei {latitude}, {longitude}</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/coverage_words.py"/>
        <source>{n} places</source>
        <extracomment>for one: {n} place</extracomment>
        <translation><numerusform>{n} Ort</numerusform><numerusform>{n} Orte</numerusform></translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Coverage: {places}; weakest {spot}.</source>
        <translation>Abdeckung: {places}; am schwächsten {spot}.</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Point at a place or use the arrow keys to read its signal.</source>
        <translation>Zeigen Sie auf einen Ort oder nehmen Sie die Pfeiltasten, um sein Signal zu lesen.</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Coverage: no places.</source>
        <translation>Abdeckung: keine Orte.</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>this link only</source>
        <translation>nur diese Verbindung</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>the local network; the internet was not checked</source>
        <translation>das lokale Netzwerk; das Internet wurde nicht geprüft</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>the internet</source>
        <translation>das Internet</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Interface</source>
        <translation>Schnittstelle</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Access point</source>
        <translation>Access Point</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Frequency</source>
        <translation>Frequenz</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Channel width</source>
        <translation>Kanalbreite</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal (RSSI)</source>
        <translation>Signal (RSSI)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal (RSSI, derived)</source>
        <translation>Signal (RSSI, abgeleitet)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal (RSRP)</source>
        <translation>Signal (RSRP)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal to noise (SINR)</source>
        <translation>Signal zu Rauschen (SINR)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Technology</source>
        <translation>Technik</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Operator code</source>
        <translation>Anbieterkennung</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Roaming</source>
        <translation>Roaming</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Since {time}: {received} received, {sent} sent</source>
        <translation>Seit {time}: {received} empfangen, {sent} gesendet</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Network: not connected</source>
        <translation>Netzwerk: nicht verbunden</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Reaches</source>
        <translation>Erreicht</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>over {amount} {unit}</source>
        <translation>über {amount} {unit}</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>{date}: {total} (down {down}, up {up})</source>
        <translation>{date}: {total} (Empfang {down}, Senden {up})</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Usage per day since {date}: {total} on {days}, most on {peak} with {most}.</source>
        <translation>Verbrauch pro Tag seit {date}: {total} an {days}, am meisten am {peak} mit {most}.</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>up to {amount}</source>
        <translation>bis {amount}</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Usage per day: nothing recorded.</source>
        <translation>Verbrauch pro Tag: nichts aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>not running</source>
        <translation>nicht gelaufen</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/heat_days.py"/>
        <source>{n} days</source>
        <extracomment>for one: {n} day</extracomment>
        <translation><numerusform>{n} Tag</numerusform><numerusform>{n} Tagen</numerusform></translation>
    </message>
    <message>
        <location filename="gui/heat_map.py"/>
        <source>Usage per day</source>
        <translation>Verbrauch pro Tag</translation>
    </message>
    <message>
        <location filename="gui/history_header.py"/>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <location filename="gui/history_header.py"/>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <location filename="gui/history_header.py"/>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <location filename="gui/history_summary.py"/>
        <source>Lowest</source>
        <translation>Tiefstes</translation>
    </message>
    <message>
        <location filename="gui/history_summary.py"/>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="gui/history_summary.py"/>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trip, ms: {party}</source>
        <translation>Laufzeit, ms: {party}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>By minute</source>
        <translation>Pro Minute</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>By hour</source>
        <translation>Pro Stunde</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>By day</source>
        <translation>Pro Tag</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal, {unit}</source>
        <translation>Signal, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{party}, ms</source>
        <translation>{party}, ms</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/history_words.py"/>
        <source>Ranges of up to {n} days can also be shown exact, by minute.</source>
        <extracomment>for one: Ranges of up to {n} day can also be shown exact, by minute.</extracomment>
        <translation><numerusform>Bereiche bis zu {n} Tag lassen sich auch genau zeigen, pro Minute.</numerusform><numerusform>Bereiche bis zu {n} Tagen lassen sich auch genau zeigen, pro Minute.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Lowest signal</source>
        <translation>Tiefstes Signal</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Mean signal</source>
        <translation>Mittleres Signal</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Highest signal</source>
        <translation>Höchstes Signal</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Down</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Up</source>
        <translation>Senden</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trip</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Observed</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{time}: {word} {mean} ({low} to {high}), down {down}, up {up}</source>
        <translation>{time}: {word} {mean} ({low} bis {high}), Empfang {down}, Senden {up}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal, {range}: lowest {low}, mean {mean}, highest {high}.</source>
        <translation>Signal, {range}: tiefstes {low}, Mittel {mean}, höchstes {high}.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trips to {party}, {range}: lowest {low}, mean {mean}, highest {high} ms; {lost} lost.</source>
        <translation>Laufzeiten zu {party}, {range}: kürzeste {low}, Mittel {mean}, längste {high} ms; {lost} verloren.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage, {range}: down {down}, up {up} in all; most at {time} with {most}.</source>
        <translation>Verbrauch, {range}: insgesamt Empfang {down}, Senden {up}; am meisten um {time} mit {most}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/history_words.py"/>
        <source>{n} outages</source>
        <extracomment>for one: {n} outage</extracomment>
        <translation><numerusform>{n} Ausfall</numerusform><numerusform>{n} Ausfälle</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/history_words.py"/>
        <source>{n} other events</source>
        <extracomment>for one: {n} other event</extracomment>
        <translation><numerusform>{n} weiteres Ereignis</numerusform><numerusform>{n} weitere Ereignisse</numerusform></translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Events, {range}: {outages}, {events}: {told}.</source>
        <translation>Ereignisse, {range}: {outages}, {events}: {told}.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Aggregated</source>
        <translation>Zusammengefasst</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Minute by minute, as it was recorded.</source>
        <translation>Minute für Minute, wie aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>From hourly values.</source>
        <translation>Aus stündlichen Werten.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>From daily values.</source>
        <translation>Aus täglichen Werten.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Point or use the arrow keys to read a value, drag or turn the wheel to zoom.</source>
        <translation>Zeigen oder Pfeiltasten lesen einen Wert, Ziehen oder das Mausrad zoomt.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{time}: no data</source>
        <translation>{time}: keine Daten</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{up}, round trip {delay} ms</source>
        <translation>{up}, Laufzeit {delay} ms</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{time}: down {down}, up {up}</source>
        <translation>{time}: Empfang {down}, Senden {up}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal, {range}: nothing measured.</source>
        <translation>Signal, {range}: nichts gemessen.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trips, {range}: nothing measured.</source>
        <translation>Laufzeiten, {range}: nichts gemessen.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage, {range}: nothing recorded.</source>
        <translation>Verbrauch, {range}: nichts aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Events, {range}: {outages}.</source>
        <translation>Ereignisse, {range}: {outages}.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal per minute, {unit}: lowest, mean, highest</source>
        <translation>Signal pro Minute, {unit}: tiefstes, Mittel, höchstes</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal per hour, {unit}: lowest, mean, highest</source>
        <translation>Signal pro Stunde, {unit}: tiefstes, Mittel, höchstes</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal per day, {unit}: lowest, mean, highest</source>
        <translation>Signal pro Tag, {unit}: tiefstes, Mittel, höchstes</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage per minute, {unit}</source>
        <translation>Verbrauch pro Minute, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage per hour, {unit}</source>
        <translation>Verbrauch pro Stunde, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage per day, {unit}</source>
        <translation>Verbrauch pro Tag, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{figure} ms</source>
        <translation>{figure} ms</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Name server</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <location filename="gui/lane_layout.py"/>
        <source>Outage</source>
        <translation>Ausfall</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/lane_layout.py"/>
        <source>{n} events</source>
        <extracomment>for one: {n} event</extracomment>
        <translation><numerusform>{n} Ereignis</numerusform><numerusform>{n} Ereignisse</numerusform></translation>
    </message>
    <message>
        <location filename="gui/live_kit.py"/>
        <source>Throughput, {unit}</source>
        <translation>Durchsatz, {unit}</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Paused at</source>
        <translation>Angehalten um</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>At the cursor</source>
        <translation>Am Zeiger</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Signal, last {range}: now {now}, lowest {low}, highest {high}.</source>
        <translation>Signal, letzte {range}: jetzt {now}, tiefstes {low}, höchstes {high}.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>nothing measured now</source>
        <translation>jetzt nichts gemessen</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Throughput, last {range}: {now}, peaks {down} down and {up} up.</source>
        <translation>Durchsatz, letzte {range}: {now}, Spitzen Empfang {down} und Senden {up}.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Events, last {range}: {events}.</source>
        <translation>Ereignisse, letzte {range}: {events}.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>{band}, channel {channel}</source>
        <translation>{band}, Kanal {channel}</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Signal, last {range}: nothing measured.</source>
        <translation>Signal, letzte {range}: nichts gemessen.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Throughput, last {range}: nothing measured.</source>
        <translation>Durchsatz, letzte {range}: nichts gemessen.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>now {down} down and {up} up</source>
        <translation>jetzt Empfang {down} und Senden {up}</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/live_words.py"/>
        <source>{n} gaps without data.</source>
        <extracomment>for one: {n} gap without data.</extracomment>
        <translation><numerusform>{n} Lücke ohne Daten.</numerusform><numerusform>{n} Lücken ohne Daten.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Show in History</source>
        <translation>Im Verlauf zeigen</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Shown instead of the name</source>
        <translation>Wird statt des Namens gezeigt</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>What the audit finds here is accepted.</source>
        <translation>Was die Prüfung hier findet, ist angenommen.</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Its records stay on this computer, those that wait included.</source>
        <translation>Seine Einträge bleiben auf diesem Computer, auch die wartenden.</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Trusted</source>
        <translation>Vertraut</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Never upload from here</source>
        <translation>Von hier nie senden</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Metered: as the system says</source>
        <translation>Getaktet: wie das System es sagt</translation>
    </message>
    <message>
        <location filename="gui/networks_tree.py"/>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>{n} networks</source>
        <extracomment>for one: {n} network</extracomment>
        <translation><numerusform>{n} Netzwerk</numerusform><numerusform>{n} Netzwerke</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>and {n} more</source>
        <extracomment>for one: and {n} more</extracomment>
        <translation><numerusform>und {n} weiterer</numerusform><numerusform>und {n} weitere</numerusform></translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Name hidden</source>
        <translation>Name verborgen</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>No name</source>
        <translation>Kein Name</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Today, {time}</source>
        <translation>Heute, {time}</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Yesterday, {time}</source>
        <translation>Gestern, {time}</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Unchanged since {date}, when it was first seen.</source>
        <translation>Unverändert seit {date}, als es zuerst gesehen wurde.</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>{n} insecure</source>
        <extracomment>for one: {n} insecure</extracomment>
        <translation><numerusform>{n} unsicher</numerusform><numerusform>{n} unsicher</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>{n} weak</source>
        <extracomment>for one: {n} weak</extracomment>
        <translation><numerusform>{n} schwach</numerusform><numerusform>{n} schwach</numerusform></translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>not applicable</source>
        <translation>nicht anwendbar</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/notices.py"/>
        <source>{n} things need attention</source>
        <extracomment>for one: {n} thing needs attention</extracomment>
        <translation><numerusform>{n} Sache braucht Aufmerksamkeit</numerusform><numerusform>{n} Sachen brauchen Aufmerksamkeit</numerusform></translation>
    </message>
    <message>
        <location filename="gui/rail.py"/>
        <source>Quit netmon</source>
        <translation>netmon beenden</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/rail.py"/>
        <source>{n} waiting</source>
        <extracomment>for one: {n} waiting</extracomment>
        <translation><numerusform>{n} wartet</numerusform><numerusform>{n} warten</numerusform></translation>
    </message>
    <message>
        <location filename="gui/rail.py"/>
        <source>Recording every second</source>
        <translation>Zeichnet jede Sekunde auf</translation>
    </message>
    <message>
        <location filename="gui/range_buttons.py"/>
        <source>Length of time in view</source>
        <translation>Länge des gezeigten Zeitraums</translation>
    </message>
    <message>
        <location filename="gui/read_out.py"/>
        <source>Very weak</source>
        <translation>Sehr schwach</translation>
    </message>
    <message>
        <location filename="gui/report_pdf.py"/>
        <source>{title} · page {n}</source>
        <translation>{title} · Seite {n}</translation>
    </message>
    <message>
        <location filename="gui/security_help.py"/>
        <source>Insecure network</source>
        <translation>Unsicheres Netzwerk</translation>
    </message>
    <message>
        <location filename="gui/security_help.py"/>
        <source>{network} is insecure ({security}).</source>
        <translation>{network} ist unsicher ({security}).</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Never recorded, whatever is set: {what}.</source>
        <translation>Nie aufgezeichnet, was auch eingestellt ist: {what}.</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>What this app sends</source>
        <translation>Was diese App sendet</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Copy record</source>
        <translation>Eintrag kopieren</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Newest record, exactly as it is sent</source>
        <translation>Neuester Eintrag, genau wie er gesendet wird</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Fields of a record</source>
        <translation>Felder eines Eintrags</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Change what is sent</source>
        <translation>Ändern, was gesendet wird</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Sending</source>
        <translation>Senden</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Newest record</source>
        <translation>Neuester Eintrag</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>What it tells</source>
        <translation>Was es sagt</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>In the newest record</source>
        <translation>Im neuesten Eintrag</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>One record for each connection that begins, goes on, changes or ends, and nothing else: no telemetry, no update check.</source>
        <translation>Ein Eintrag für jede Verbindung, die beginnt, fortbesteht, sich ändert oder endet, und sonst nichts: keine Telemetrie, keine Suche nach Updates.</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>No record yet. The first one is made as soon as a connection is seen.</source>
        <translation>Noch kein Eintrag. Der erste entsteht, sobald eine Verbindung gesehen wird.</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>is being read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>cannot be read at the moment</source>
        <translation>lässt sich gerade nicht lesen</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>left out: not measured</source>
        <translation>weggelassen: nicht gemessen</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>addresses that you visit, and what you send or receive</source>
        <translation>Adressen, die Sie besuchen, und was Sie senden oder empfangen</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>other networks in range, and other devices</source>
        <translation>andere Netzwerke in Reichweite und andere Geräte</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>your name, keystrokes, or the screen</source>
        <translation>Ihr Name, Tastenanschläge oder der Bildschirm</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>as a hash</source>
        <translation>als Hash</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>left out by your choice</source>
        <translation>weggelassen, wie Sie es wollten</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>established</source>
        <translation>aufgebaut</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>maintained</source>
        <translation>fortbestehend</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>terminated</source>
        <translation>beendet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>sending</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>kept here, not to be sent</source>
        <translation>bleibt hier, wird nicht gesendet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>{event} at {time}, {state}</source>
        <translation>{event} um {time}, {state}</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Name of the network</source>
        <translation>Name des Netzwerks</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Medium: WiFi, mobile, Bluetooth or Ethernet</source>
        <translation>Medium: WLAN, Mobilfunk, Bluetooth oder Ethernet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Kind of encryption</source>
        <translation>Art der Verschlüsselung</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Number of the mobile operator</source>
        <translation>Nummer des Mobilfunkanbieters</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Frequency, in GHz</source>
        <translation>Frequenz in GHz</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>How the network lets devices in</source>
        <translation>Wie das Netzwerk Geräte zulässt</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Address of the access point</source>
        <translation>Adresse des Access Points</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Number of the mobile cell</source>
        <translation>Nummer der Mobilfunkzelle</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Whether the mobile network is a foreign one</source>
        <translation>Ob das Mobilfunknetz ein fremdes ist</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Position: latitude</source>
        <translation>Position: Breite</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Position: longitude</source>
        <translation>Position: Länge</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Bytes received since the record before</source>
        <translation>Empfangene Bytes seit dem Eintrag davor</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Bytes sent since the record before</source>
        <translation>Gesendete Bytes seit dem Eintrag davor</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Speed of the link, in Mbit/s</source>
        <translation>Geschwindigkeit der Verbindung in Mbit/s</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>What the signal is measured by</source>
        <translation>Woran das Signal gemessen wird</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Level of the signal</source>
        <translation>Pegel des Signals</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Time of the event</source>
        <translation>Zeit des Ereignisses</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Off. Records are kept on this computer and nothing is sent.</source>
        <translation>Aus. Einträge bleiben auf diesem Computer, nichts wird gesendet.</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>On.</source>
        <translation>Ein.</translation>
    </message>
    <message>
        <location filename="gui/setting_field.py"/>
        <source>Set by your organisation</source>
        <translation>Von Ihrer Organisation festgelegt</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Records: {place}</source>
        <translation>Einträge: {place}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Settings: {place}</source>
        <translation>Einstellungen: {place}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Log: {place}</source>
        <translation>Protokoll: {place}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Nothing is kept from netmon: network names and access points can be recorded.</source>
        <translation>Nichts wird netmon vorenthalten: Netzwerknamen und Access Points können aufgezeichnet werden.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Sampling interval</source>
        <translation>Messabstand</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Live sampling interval</source>
        <translation>Messabstand in der Liveansicht</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Round trips to</source>
        <translation>Laufzeiten zu</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Round trips each</source>
        <translation>Laufzeiten alle</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Heartbeat</source>
        <translation>Takt</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep records for</source>
        <translation>Einträge behalten</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Most records</source>
        <translation>Höchstens Einträge</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Most disk space</source>
        <translation>Höchstens Speicherplatz</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep minutes for</source>
        <translation>Minuten behalten</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep hours for</source>
        <translation>Stunden behalten</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep days for</source>
        <translation>Tage behalten</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send records</source>
        <translation>Einträge senden</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>At once</source>
        <translation>Auf einmal</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Per second</source>
        <translation>Pro Sekunde</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>On a metered network</source>
        <translation>In einem getakteten Netzwerk</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send the time</source>
        <translation>Zeit mitsenden</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Certificate authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Unsafe network</source>
        <translation>Unsicheres Netzwerk</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Weak signal</source>
        <translation>Schwaches Signal</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Weak for</source>
        <translation>Schwach seit</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Records that wait</source>
        <translation>Wartende Einträge</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Waiting for</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Used quota</source>
        <translation>Verbrauchtes Kontingent</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Record the position</source>
        <translation>Position aufzeichnen</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Decimals of a position</source>
        <translation>Nachkommastellen der Position</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Network name</source>
        <translation>Netzwerkname</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Quota</source>
        <translation>Kontingent</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Begins on day</source>
        <translation>Beginnt am Tag</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Only the network</source>
        <translation>Nur das Netzwerk</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Warn at</source>
        <translation>Warnen bei</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Units of rates</source>
        <translation>Einheit der Raten</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>As it is</source>
        <translation>Wie sie sind</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>As a hash</source>
        <translation>Als Hash</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send nothing</source>
        <translation>Nichts senden</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send what is made meanwhile</source>
        <translation>Senden, was inzwischen entsteht</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send everything</source>
        <translation>Alles senden</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Bits (Mbit/s)</source>
        <translation>Bits (Mbit/s)</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Bytes (MB/s)</source>
        <translation>Bytes (MB/s)</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Mobile networks</source>
        <translation>Mobilfunknetze</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Mobile networks abroad</source>
        <translation>Mobilfunknetze im Ausland</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>{range}; usually {usual}.</source>
        <translation>{range}; üblich ist {usual}.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>This must be a number: {range}.</source>
        <translation>Das muss eine Zahl sein: {range}.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>{low} to {high} {unit}</source>
        <translation>{low} bis {high} {unit}</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Alerts</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Upload</source>
        <translation>Upload</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Privacy and permissions</source>
        <translation>Privatsphäre und Berechtigungen</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>This {problem}.</source>
        <translation>Das {problem}.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="gui/sparkline.py"/>
        <source>peak ↓ {down} ↑ {up} {unit}</source>
        <translation>Spitze ↓ {down} ↑ {up} {unit}</translation>
    </message>
    <message>
        <location filename="gui/sparkline.py"/>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <location filename="gui/state_view.py"/>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <location filename="gui/state_view.py"/>
        <source>Show {n} more</source>
        <translation>{n} weitere zeigen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Resume now</source>
        <translation>Jetzt fortsetzen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Don’t show again</source>
        <translation>Nicht mehr zeigen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>What to do</source>
        <translation>Was tun</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Enter a new token</source>
        <translation>Neues Token eingeben</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Show the settings file</source>
        <translation>Einstellungsdatei zeigen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Show waiting records</source>
        <translation>Wartende Einträge zeigen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Show rejected records</source>
        <translation>Abgelehnte Einträge zeigen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Open Diagnosis</source>
        <translation>Diagnose öffnen</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/states.py"/>
        <source>The first values appear in about {n} seconds. Charts fill from the right.</source>
        <extracomment>for one: The first values appear in about {n} second. Charts fill from the right.</extracomment>
        <translation><numerusform>Die ersten Werte erscheinen in etwa {n} Sekunde. Die Diagramme füllen sich von rechts.</numerusform><numerusform>Die ersten Werte erscheinen in etwa {n} Sekunden. Die Diagramme füllen sich von rechts.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Recording goes on when the connection is back.</source>
        <translation>Die Aufzeichnung geht weiter, wenn die Verbindung wieder da ist.</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Stopped</source>
        <translation>Steht still</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Just started</source>
        <translation>Gerade gestartet</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>First minute</source>
        <translation>Erste Minute</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/states.py"/>
        <source>{n} records are waiting. They are sent when the connection is back.</source>
        <extracomment>for one: {n} record is waiting. It is sent when the connection is back.</extracomment>
        <translation><numerusform>{n} Eintrag wartet. Er wird gesendet, wenn die Verbindung wieder da ist.</numerusform><numerusform>{n} Einträge warten. Sie werden gesendet, wenn die Verbindung wieder da ist.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Nothing is recorded or sent.</source>
        <translation>Nichts wird aufgezeichnet oder gesendet.</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Nothing to show</source>
        <translation>Nichts zu zeigen</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Offline for {duration}</source>
        <translation>Offline seit {duration}</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Looking at {network}.</source>
        <translation>Sieht auf {network}.</translation>
    </message>
    <message>
        <location filename="gui/timeline.py"/>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <location filename="gui/timeline.py"/>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <location filename="gui/timeline.py"/>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <location filename="gui/timeline.py"/>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>It is kept in the system's keyring for this server alone, never in a file, and not shown again.</source>
        <translation>Es liegt nur für diesen Server im Schlüsselbund des Systems, nie in einer Datei, und wird nicht wieder gezeigt.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>The token comes from {source}; one in the keyring is not used meanwhile.</source>
        <translation>Das Token kommt aus: {source}; eines im Schlüsselbund wird so lange nicht benutzt.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Asks the server whether it takes the token, by an empty record.</source>
        <translation>Fragt den Server mit einem leeren Eintrag, ob er das Token annimmt.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Keep it all the same</source>
        <translation>Trotzdem behalten</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>It is in the keyring now.</source>
        <translation>Es liegt jetzt im Schlüsselbund.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>The token for {origin} is in the keyring, untested.</source>
        <translation>Das Token für {origin} liegt ungeprüft im Schlüsselbund.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Give the server's address first.</source>
        <translation>Geben Sie zuerst die Adresse des Servers an.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Open netmon</source>
        <translation>netmon öffnen</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Copy network details</source>
        <translation>Netzwerkdetails kopieren</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>For 15 minutes</source>
        <translation>Für 15 Minuten</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>For 1 hour</source>
        <translation>Für 1 Stunde</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Until I resume</source>
        <translation>Bis ich fortsetze</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Insecure network: what to do</source>
        <translation>Unsicheres Netzwerk: was tun</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>No notifications for 1 hour</source>
        <translation>1 Stunde keine Benachrichtigungen</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Show notifications again</source>
        <translation>Wieder benachrichtigen</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>What this app sends…</source>
        <translation>Was diese App sendet…</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>very weak signal</source>
        <translation>sehr schwaches Signal</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>weak signal</source>
        <translation>schwaches Signal</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>fair signal</source>
        <translation>mäßiges Signal</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>good signal</source>
        <translation>gutes Signal</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>excellent signal</source>
        <translation>ausgezeichnetes Signal</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>very weak</source>
        <translation>sehr schwach</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>excellent</source>
        <translation>ausgezeichnet</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>strong security</source>
        <translation>starke Sicherheit</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>good security</source>
        <translation>gute Sicherheit</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>weak security</source>
        <translation>schwache Sicherheit</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>insecure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>security unknown</source>
        <translation>Sicherheit unbekannt</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Paused until {time}</source>
        <translation>Pausiert bis {time}</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>down {down}  up {up} {unit}</source>
        <translation>Empfang {down}  Senden {up} {unit}</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>{n} waiting to send</source>
        <translation>{n} zu senden</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Nothing is recorded or sent</source>
        <translation>Nichts wird aufgezeichnet oder gesendet</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Resumes {time}</source>
        <translation>Geht weiter um {time}</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Records are kept on this computer and nothing is sent.</source>
        <translation>Einträge bleiben auf diesem Computer, nichts wird gesendet.</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Turn it on all the same</source>
        <translation>Trotzdem einschalten</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/upload_switch.py"/>
        <source>{n} records made so far are kept here. Send them too?</source>
        <extracomment>for one: {n} record made so far is kept here. Send it too?</extracomment>
        <translation><numerusform>{n} bisheriger Eintrag liegt hier. Auch senden?</numerusform><numerusform>{n} bisherige Einträge liegen hier. Auch senden?</numerusform></translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Leave it off</source>
        <translation>Ausgeschaltet lassen</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Send them too</source>
        <translation>Auch senden</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Keep them here</source>
        <translation>Hier behalten</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>The upload stays off.</source>
        <translation>Der Upload bleibt aus.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Records are sent as they are made</source>
        <translation>Einträge werden gesendet, wie sie entstehen</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Nothing is lost.</source>
        <translation>Nichts geht verloren.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Set up sending</source>
        <translation>Senden einrichten</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>It goes on with the next connection.</source>
        <translation>Es geht mit der nächsten Verbindung weiter.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>It goes on by itself once there is space.</source>
        <translation>Es geht von selbst weiter, sobald Platz ist.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>It goes on over another network.</source>
        <translation>Es geht über ein anderes Netzwerk weiter.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Check the proxy in the settings, and what it allows.</source>
        <translation>Prüfen Sie den Proxy in den Einstellungen, und was er erlaubt.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Check the certificate of the server and the clock of this computer.</source>
        <translation>Prüfen Sie das Zertifikat des Servers und die Uhr dieses Computers.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Look for an update of netmon, or ask who runs the server.</source>
        <translation>Suchen Sie nach einer neuen Version von netmon, oder fragen Sie den Betreiber des Servers.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server has a fault of its own ({status})</source>
        <translation>Der Server hat selbst einen Fehler ({status})</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Next try at {time}.</source>
        <translation>Nächster Versuch um {time}.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending {done} of {total}</source>
        <translation>{done} von {total} wird gesendet</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending is off</source>
        <translation>Senden ist aus</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server cannot be reached</source>
        <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>There is no connection to send over</source>
        <translation>Es gibt keine Verbindung zum Senden</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Something else answers in the server’s place</source>
        <translation>Etwas anderes antwortet anstelle des Servers</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server refused the token</source>
        <translation>Der Server hat das Token abgelehnt</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>There is no token to send with</source>
        <translation>Es gibt kein Token zum Senden</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The proxy does not let records through</source>
        <translation>Der Proxy lässt Einträge nicht durch</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>No secure connection to the server could be made</source>
        <translation>Es kam keine sichere Verbindung zum Server zustande</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server does not know this address</source>
        <translation>Der Server kennt diese Adresse nicht</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server does not take the records as they are</source>
        <translation>Der Server nimmt die Einträge so nicht an</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server asked to wait</source>
        <translation>Der Server bat zu warten</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending stopped because its results cannot be saved</source>
        <translation>Das Senden hielt an, weil seine Ergebnisse nicht gespeichert werden können</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending is paused</source>
        <translation>Senden ist pausiert</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>This network is metered: nothing is sent over it</source>
        <translation>Dieses Netzwerk ist getaktet: Darüber wird nichts gesendet</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server is busy (503)</source>
        <translation>Der Server ist beschäftigt (503)</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/upload_words.py"/>
        <source>{n} records are waiting.</source>
        <extracomment>for one: {n} record is waiting.</extracomment>
        <translation><numerusform>{n} Eintrag wartet.</numerusform><numerusform>{n} Einträge warten.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Asking the server</source>
        <translation>Der Server wird gefragt</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Nothing leaves this computer.</source>
        <translation>Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>None waits.</source>
        <translation>Keiner wartet.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/upload_words.py"/>
        <source>{n} records are kept here.</source>
        <extracomment>for one: {n} record is kept here.</extracomment>
        <translation><numerusform>{n} Eintrag bleibt hier.</numerusform><numerusform>{n} Einträge bleiben hier.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>Log and upload</source>
        <translation>Log und Upload</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/diagnosis.py"/>
        <source>{n} rows need attention.</source>
        <extracomment>for one: {n} row needs attention.</extracomment>
        <translation><numerusform>{n} Zeile braucht Aufmerksamkeit.</numerusform><numerusform>{n} Zeilen brauchen Aufmerksamkeit.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Nothing needs attention.</source>
        <translation>Nichts braucht Aufmerksamkeit.</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Nothing was measured yet.</source>
        <translation>Noch wurde nichts gemessen.</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Nothing was recorded in this range. The history begins on {date}.</source>
        <translation>In diesem Bereich wurde nichts aufgezeichnet. Der Verlauf beginnt am {date}.</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>No records here</source>
        <translation>Hier gibt es keine Einträge</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>No history yet</source>
        <translation>Noch kein Verlauf</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>The first minute appears here once it is over.</source>
        <translation>Die erste Minute erscheint hier, sobald sie vorbei ist.</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>{dates}, all networks</source>
        <translation>{dates}, alle Netzwerke</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Show as charts</source>
        <translation>Als Diagramme zeigen</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <location filename="gui/views/history_table.py"/>
        <source>Signal and usage as a table</source>
        <translation>Signal und Verbrauch als Tabelle</translation>
    </message>
    <message>
        <location filename="gui/views/live.py"/>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <location filename="gui/views/live_table.py"/>
        <source>Signal and throughput as a table</source>
        <translation>Signal und Durchsatz als Tabelle</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>The log cannot be read</source>
        <translation>Das Log lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Which records</source>
        <translation>Welche Einträge</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>Give up sending these {n} records?</source>
        <extracomment>for one: Give up sending this record?</extracomment>
        <translation><numerusform>Diesen Eintrag nicht mehr senden?</numerusform><numerusform>Diese {n} Einträge nicht mehr senden?</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>They are never sent, and this cannot be undone. They stay in the log until their time is over.</source>
        <extracomment>for one: It is never sent, and this cannot be undone. It stays in the log until its time is over.</extracomment>
        <translation><numerusform>Er wird nie gesendet, und das lässt sich nicht rückgängig machen. Er bleibt im Log, bis seine Zeit um ist.</numerusform><numerusform>Sie werden nie gesendet, und das lässt sich nicht rückgängig machen. Sie bleiben im Log, bis ihre Zeit um ist.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} records are given up.</source>
        <extracomment>for one: {n} record is given up.</extracomment>
        <translation><numerusform>{n} Eintrag wird nicht mehr gesendet.</numerusform><numerusform>{n} Einträge werden nicht mehr gesendet.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} records wait to be sent.</source>
        <extracomment>for one: {n} record waits to be sent.</extracomment>
        <translation><numerusform>{n} Eintrag wartet aufs Senden.</numerusform><numerusform>{n} Einträge warten aufs Senden.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} cannot be sent.</source>
        <extracomment>for one: {n} cannot be sent.</extracomment>
        <translation><numerusform>{n} lässt sich nicht senden.</numerusform><numerusform>{n} lassen sich nicht senden.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>Writing {n} records.</source>
        <extracomment>for one: Writing {n} record.</extracomment>
        <translation><numerusform>{n} Eintrag wird geschrieben.</numerusform><numerusform>{n} Einträge werden geschrieben.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} records written to {file}.</source>
        <extracomment>for one: {n} record written to {file}.</extracomment>
        <translation><numerusform>{n} Eintrag in {file} geschrieben.</numerusform><numerusform>{n} Einträge in {file} geschrieben.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Dates</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Find in records</source>
        <translation>In Einträgen suchen</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>No record yet</source>
        <translation>Noch kein Eintrag</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>The first one is made as soon as a connection is seen.</source>
        <translation>Der erste entsteht, sobald eine Verbindung gesehen wird.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>It is tried again by itself.</source>
        <translation>Es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>That could not be noted: {error}</source>
        <translation>Das ließ sich nicht vermerken: {error}</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Writing {done} of {total}.</source>
        <translation>{done} von {total} wird geschrieben.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>No record has this text</source>
        <translation>Kein Eintrag enthält diesen Text</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Names, addresses and values of records are searched.</source>
        <translation>Durchsucht werden Namen, Adressen und Werte der Einträge.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>No such record</source>
        <translation>Kein solcher Eintrag</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Choose other states or dates above.</source>
        <translation>Wählen Sie oben andere Zustände oder einen anderen Zeitraum.</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Copy: {what}</source>
        <translation>Kopieren: {what}</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Send after all</source>
        <translation>Doch senden</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Retry</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>No record</source>
        <translation>Kein Eintrag</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>No record chosen</source>
        <translation>Kein Eintrag gewählt</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Records appear here as they are made.</source>
        <translation>Einträge erscheinen hier, wie sie entstehen.</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Choose one to see exactly what is sent, and what the server said.</source>
        <translation>Wählen Sie einen, um genau zu sehen, was gesendet wird und was der Server sagte.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_detail.py"/>
        <source>Retry {n}</source>
        <extracomment>for one: Retry {n}</extracomment>
        <translation><numerusform>{n} erneut senden</numerusform><numerusform>{n} erneut senden</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_detail.py"/>
        <source>Delete {n}…</source>
        <extracomment>for one: Delete {n}…</extracomment>
        <translation><numerusform>{n} löschen…</numerusform><numerusform>{n} löschen…</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log_export.py"/>
        <source>Export records</source>
        <translation>Einträge exportieren</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Withheld</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>All dates</source>
        <translation>Alle Tage</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Kept here</source>
        <translation>Bleibt hier</translation>
    </message>
    <message>
        <location filename="gui/views/log_model.py"/>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <location filename="gui/views/log_model.py"/>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Established</source>
        <translation>Aufgebaut</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Maintained</source>
        <translation>Fortbestehend</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Terminated</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>roam to {band}</source>
        <translation>Wechsel zu {band}</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>roam</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>now channel {channel}</source>
        <translation>jetzt Kanal {channel}</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>channel swap</source>
        <translation>Kanalwechsel</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="gui/views/log_strip.py"/>
        <source>Last success</source>
        <translation>Letzter Erfolg</translation>
    </message>
    <message>
        <location filename="gui/views/log_strip.py"/>
        <source>Oldest waiting</source>
        <translation>Wartet am längsten</translation>
    </message>
    <message>
        <location filename="gui/views/log_table.py"/>
        <source>Records, newest first</source>
        <translation>Einträge, neueste zuerst</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is not sent again unless you retry.</source>
        <translation>Er wird nicht noch einmal gesendet, außer Sie wollen es.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Server’s reply: {status}</source>
        <translation>Antwort des Servers: {status}</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What will be sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What is being sent</source>
        <translation>Was gerade gesendet wird</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What would be sent</source>
        <translation>Was gesendet würde</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What would have been sent</source>
        <translation>Was gesendet worden wäre</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The security of its network was not known and is never guessed, so that it has no form that can be sent.</source>
        <translation>Die Sicherheit seines Netzwerks war nicht bekannt und wird nie geraten, daher hat er keine Form, die gesendet werden kann.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server has no code for the security of its network.</source>
        <translation>Der Server hat kein Kürzel für die Sicherheit seines Netzwerks.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Records of its network are never uploaded. This one is sent if you say so.</source>
        <translation>Einträge seines Netzwerks werden nie gesendet. Dieser wird gesendet, wenn Sie es sagen.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>You chose to keep what waited then. It is sent if you say so.</source>
        <translation>Sie wollten behalten, was damals wartete. Er wird gesendet, wenn Sie es sagen.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It was brought back from a damaged database that no longer tells whether it was sent. Sent again it may be stored twice.</source>
        <translation>Er kam aus einer beschädigten Datenbank zurück, die nicht mehr sagt, ob er gesendet wurde. Noch einmal gesendet steht er vielleicht doppelt da.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is too large for the server.</source>
        <translation>Er ist zu groß für den Server.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server says that it conflicts with another record.</source>
        <translation>Der Server sagt, er widerspreche einem anderen Eintrag.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Its request could not even be made.</source>
        <translation>Seine Anfrage kam gar nicht erst zustande.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server failed at it, and at no other, for two days.</source>
        <translation>Der Server scheiterte zwei Tage lang an ihm und an keinem anderen.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Its stored text is damaged.</source>
        <translation>Sein gespeicherter Text ist beschädigt.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server took it at {time}.</source>
        <translation>Der Server nahm ihn um {time} an.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_told.py"/>
        <source>{n} earlier tries may have reached it too.</source>
        <extracomment>for one: One earlier try may have reached it too.</extracomment>
        <translation><numerusform>Ein früherer Versuch kann ihn auch erreicht haben.</numerusform><numerusform>{n} frühere Versuche können ihn auch erreicht haben.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>{reply}, about {fields}</source>
        <translation>{reply}, zu {fields}</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server has it.</source>
        <translation>Der Server hat ihn.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Rejected by the server</source>
        <translation>Vom Server abgelehnt</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_told.py"/>
        <source>Tried {n} times.</source>
        <extracomment>for one: Tried once.</extracomment>
        <translation><numerusform>Einmal versucht.</numerusform><numerusform>{n}-mal versucht.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server failed at this record while it took others. It is tried again at {time}.</source>
        <translation>Der Server scheiterte an diesem Eintrag, während er andere annahm. Um {time} wird er wieder versucht.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is sent in its turn.</source>
        <translation>Er wird gesendet, wenn er an der Reihe ist.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What failed</source>
        <translation>Was misslang</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Sending is off. It is sent once you turn it on.</source>
        <translation>Senden ist aus. Er wird gesendet, sobald Sie es einschalten.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Waiting by itself</source>
        <translation>Wartet für sich</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It was tried and not taken. It is tried again in its turn.</source>
        <translation>Er wurde versucht und nicht angenommen. Er wird wieder versucht, wenn er an der Reihe ist.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Kept on this computer</source>
        <translation>Bleibt auf diesem Computer</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is never sent. It stays in the log until its time is over.</source>
        <translation>Er wird nie gesendet. Er bleibt im Log, bis seine Zeit um ist.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Being sent</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server has not answered yet.</source>
        <translation>Der Server hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>No network yet</source>
        <translation>Noch kein Netzwerk</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>A network appears here a minute after this computer was attached to it.</source>
        <translation>Ein Netzwerk erscheint hier, eine Minute nachdem dieser Computer damit verbunden war.</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Security is graded from what the network announces and what was negotiated, not from its name.</source>
        <translation>Die Sicherheit wird nach dem bewertet, was das Netzwerk ankündigt und was ausgehandelt wurde, nicht nach seinem Namen.</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Find a network</source>
        <translation>Netzwerk suchen</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Security grade</source>
        <translation>Sicherheitsstufe</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>All grades</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Show as list</source>
        <translation>Als Liste zeigen</translation>
    </message>
    <message>
        <location filename="gui/views/overview.py"/>
        <source>Latency</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <location filename="gui/views/overview.py"/>
        <source>Outages today</source>
        <translation>Ausfälle heute</translation>
    </message>
    <message>
        <location filename="gui/views/overview.py"/>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>Throughput now</source>
        <translation>Durchsatz jetzt</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>{rate} down</source>
        <translation>{rate} Empfang</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>{rate} up</source>
        <translation>{rate} Senden</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>Mark as trusted</source>
        <translation>Als vertraut markieren</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Only the router was asked.</source>
        <translation>Nur der Router wurde gefragt.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{what} at {time}</source>
        <translation>{what} um {time}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{time} in all.</source>
        <translation>Insgesamt {time}.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{share} of {limit} used, until {day}.</source>
        <translation>{share} von {limit} verbraucht, bis {day}.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{medium}, connected since {time}</source>
        <translation>{medium}, verbunden seit {time}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>You are on {network}</source>
        <translation>Sie sind in {network}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>You are connected</source>
        <translation>Sie sind verbunden</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Fine for calls and games.</source>
        <translation>Gut für Gespräche und Spiele.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Fine for calls; fast games may feel it.</source>
        <translation>Gut für Gespräche; schnelle Spiele merken es vielleicht.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Slow</source>
        <translation>Langsam</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Talk in calls overlaps.</source>
        <translation>In Gesprächen fällt man sich ins Wort.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Very slow</source>
        <translation>Sehr langsam</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Even pages open with a delay.</source>
        <translation>Selbst Seiten öffnen sich verzögert.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nobody was asked in the last minute.</source>
        <translation>In der letzten Minute wurde niemand gefragt.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{share} of packets were lost in the last minute.</source>
        <translation>{share} der Pakete gingen in der letzten Minute verloren.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>No packet lost.</source>
        <translation>Kein Paket verloren.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Router</source>
        <translation>Router</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Name lookup</source>
        <translation>Namensauflösung</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/overview_words.py"/>
        <source>{n} changes of access point.</source>
        <extracomment>for one: {n} change of access point.</extracomment>
        <translation><numerusform>{n} Wechsel des Access Points.</numerusform><numerusform>{n} Wechsel des Access Points.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>One goes on.</source>
        <translation>Einer dauert an.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{word} signal</source>
        <translation>Signal: {word}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>channel {n}</source>
        <translation>Kanal {n}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>No answer</source>
        <translation>Keine Antwort</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nobody answered in the last minute.</source>
        <translation>In der letzten Minute hat niemand geantwortet.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Unsteady</source>
        <translation>Unstet</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/overview_words.py"/>
        <source>{n} kept here</source>
        <extracomment>for one: {n} kept here</extracomment>
        <translation><numerusform>{n} bleibt hier</numerusform><numerusform>{n} bleiben hier</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>All sent</source>
        <translation>Alles gesendet</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nothing to send</source>
        <translation>Nichts zu senden</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>link {rate}</source>
        <translation>Verbindung {rate}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nothing has failed since midnight, as far as it was watched.</source>
        <translation>Seit Mitternacht ist nichts ausgefallen, soweit zugesehen wurde.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>The quota is used up.</source>
        <translation>Das Kontingent ist verbraucht.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Likely to end at {amount}.</source>
        <translation>Endet voraussichtlich bei {amount}.</translation>
    </message>
    <message>
        <location filename="gui/views/settings.py"/>
        <source>Groups of settings</source>
        <translation>Gruppen der Einstellungen</translation>
    </message>
    <message>
        <location filename="gui/views/settings.py"/>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Welcome to netmon</source>
        <translation>Willkommen bei netmon</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Step {n} of {all}</source>
        <translation>Schritt {n} von {all}</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Finish and send</source>
        <translation>Fertig und senden</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Finish without upload</source>
        <translation>Fertig ohne Upload</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Every {n} s, more often while you look</source>
        <translation>Alle {n} s, öfter, wenn Sie zusehen</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>What is recorded</source>
        <translation>Was aufgezeichnet wird</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Reading the network name</source>
        <translation>Den Netzwerknamen lesen</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Upload is off</source>
        <translation>Der Upload ist aus</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Network name, access point, signal, bytes</source>
        <translation>Netzwerkname, Access Point, Signal, Bytes</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Never addresses you visit, never content</source>
        <translation>Nie besuchte Adressen, nie Inhalte</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>On this computer only</source>
        <translation>Nur auf diesem Computer</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Kept for {n} days in your user folder</source>
        <translation>{n} Tage lang in Ihrem Benutzerordner</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Pause it from the tray at any time</source>
        <translation>Jederzeit im Infobereich zu pausieren</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>See a record</source>
        <translation>Einen Eintrag ansehen</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>This system shows the WiFi name only to programs that may know your location. netmon does not ask where you are.</source>
        <translation>Dieses System zeigt den WLAN-Namen nur Programmen, die Ihren Standort kennen dürfen. netmon fragt nicht, wo Sie sind.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>This system tells programs the name of the network without asking you. netmon records it.</source>
        <translation>Dieses System nennt Programmen den Namen des Netzwerks, ohne Sie zu fragen. netmon zeichnet ihn auf.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Go without</source>
        <translation>Ohne auskommen</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Signal and usage work. Networks appear without their names.</source>
        <translation>Signal und Verbrauch gehen. Netzwerke erscheinen ohne ihre Namen.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>netmon writes down which network you use, how strong it is and how much it moves.</source>
        <translation>netmon hält fest, welches Netzwerk Sie nutzen, wie stark es ist und wie viel es bewegt.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Ask the system</source>
        <translation>Das System fragen</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Network names and access points are recorded. Your position is not.</source>
        <translation>Netzwerknamen und Access Points werden aufgezeichnet. Ihre Position nicht.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Record names</source>
        <translation>Namen aufzeichnen</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Network names and access points are recorded, on this computer. Your position is not.</source>
        <translation>Netzwerknamen und Access Points werden auf diesem Computer aufgezeichnet. Ihre Position nicht.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>You can change this later in Settings, Privacy and permissions.</source>
        <translation>Das lässt sich später ändern: Einstellungen, Privatsphäre und Berechtigungen.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Records leave this computer only after you give a server and a token, and the test passes.</source>
        <translation>Einträge verlassen diesen Computer erst, wenn Sie Server und Token angeben und der Test gelingt.</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>Recording every {n} s</source>
        <translation>Zeichnet alle {n} s auf</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>Recorded by another netmon</source>
        <translation>Ein anderes netmon zeichnet auf</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/window.py"/>
        <source>{n} records kept here</source>
        <extracomment>for one: {n} record kept here</extracomment>
        <translation><numerusform>{n} Eintrag bleibt hier</numerusform><numerusform>{n} Einträge bleiben hier</numerusform></translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Connected to {name}</source>
        <translation>Verbunden mit {name}</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Disconnected from {name}</source>
        <translation>Getrennt von {name}</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Roam</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Security changed</source>
        <translation>Sicherheit geändert</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Now {name}</source>
        <translation>Jetzt {name}</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>VPN on</source>
        <translation>VPN ein</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>VPN off</source>
        <translation>VPN aus</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Back from sleep</source>
        <translation>Aus dem Schlaf zurück</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Lost its password</source>
        <translation>Passwort verloren</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Less secure than before</source>
        <translation>Weniger sicher als zuvor</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Unknown access point</source>
        <translation>Unbekannter Access Point</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Another router</source>
        <translation>Anderer Router</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Everything answers again</source>
        <translation>Alles antwortet wieder</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Channel changed</source>
        <translation>Kanal gewechselt</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Channel {n}</source>
        <translation>Kanal {n}</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>Neither cable nor radio carries anything. Move closer to the access point, or check the cable.</source>
        <translation>Weder Kabel noch Funk überträgt etwas. Gehen Sie näher an den Access Point, oder prüfen Sie das Kabel.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The connection stands, but the router behind it is silent. Restart it, or ask whoever runs it.</source>
        <translation>Die Verbindung steht, aber der Router dahinter schweigt. Starten Sie ihn neu, oder fragen Sie seinen Betreiber.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The network carries traffic, but its name server is silent: addresses are reached, names are not.</source>
        <translation>Das Netzwerk überträgt, aber sein Nameserver schweigt: Adressen sind erreichbar, Namen nicht.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The router answers, the hosts that you named do not: the fault lies behind the router.</source>
        <translation>Der Router antwortet, die von Ihnen genannten Rechner nicht: Der Fehler liegt hinter dem Router.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>Since {time}.</source>
        <translation>Seit {time}.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>{used} of {limit} ({share}) in the period that ends on {day}. Nothing is held back: it is only told.</source>
        <translation>{used} von {limit} ({share}) im Zeitraum, der am {day} endet. Nichts wird zurückgehalten: Es wird nur gesagt.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The connection works again</source>
        <translation>Die Verbindung geht wieder</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>It failed for {length}, until {time}.</source>
        <translation>Sie fiel {length} lang aus, bis {time}.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The signal is very weak</source>
        <translation>Das Signal ist sehr schwach</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>Expect slow transfers and lost connections here. Move closer, or use another access point.</source>
        <translation>Rechnen Sie hier mit langsamer Übertragung und Abbrüchen. Gehen Sie näher heran, oder nehmen Sie einen anderen Access Point.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/alerts.py"/>
        <source>{n} records are not getting away</source>
        <extracomment>for one: {n} record is not getting away</extracomment>
        <translation><numerusform>{n} Eintrag kommt nicht weg</numerusform><numerusform>{n} Einträge kommen nicht weg</numerusform></translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The oldest waits for {length}. Nothing is lost; `netmon queue list` shows why it was not sent.</source>
        <translation>Der älteste wartet seit {length}. Nichts ist verloren; `netmon queue list` zeigt, warum er nicht gesendet wurde.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The quota is used up</source>
        <translation>Das Kontingent ist verbraucht</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The quota is nearly used up</source>
        <translation>Das Kontingent ist fast verbraucht</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The settings file cannot be read</source>
        <translation>Die Einstellungsdatei lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The settings {keys} are not valid</source>
        <translation>Die Einstellungen {keys} sind ungültig</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The policies for {keys} are not valid</source>
        <translation>Die Richtlinien für {keys} sind ungültig</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>It is {duration} ahead of the server's.</source>
        <translation>Sie geht gegenüber dem Server {duration} vor.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>It is {duration} behind the server's.</source>
        <translation>Sie geht gegenüber dem Server {duration} nach.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>This computer's clock is wrong</source>
        <translation>Die Uhr dieses Computers geht falsch</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The organisation's policy is ignored</source>
        <translation>Die Richtlinie der Organisation wird ignoriert</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The setting {key} is not valid</source>
        <translation>Die Einstellung {key} ist ungültig</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The policy for {key} is not valid</source>
        <translation>Die Richtlinie für {key} ist ungültig</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The defaults are used until it is mended.</source>
        <translation>Bis sie in Ordnung ist, gelten die Standardwerte.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>Records carry its time, and secure connections may fail over it; nothing is removed for its age meanwhile. Set it, or turn on automatic time.</source>
        <translation>Einträge tragen ihre Zeit, und sichere Verbindungen können daran scheitern; nichts wird inzwischen seines Alters wegen entfernt. Stellen Sie sie, oder schalten Sie die automatische Uhrzeit ein.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>Your own settings hold until it is mended.</source>
        <translation>Bis sie in Ordnung ist, gelten Ihre eigenen Einstellungen.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>New values are shown but not being saved.</source>
        <translation>Neue Werte werden gezeigt, aber nicht gespeichert.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Held in memory: {n} records.</source>
        <extracomment>for one: Held in memory: {n} record.</extracomment>
        <translation><numerusform>Im Speicher gehalten: {n} Eintrag.</numerusform><numerusform>Im Speicher gehalten: {n} Einträge.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The disk is full</source>
        <translation>Die Festplatte ist voll</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The data directory cannot be written</source>
        <translation>Der Datenordner lässt sich nicht beschreiben</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The database comes from a newer version</source>
        <translation>Die Datenbank stammt von einer neueren Version</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The database cannot be used</source>
        <translation>Die Datenbank lässt sich nicht benutzen</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>It is kept as {place}, and recording goes on in a fresh one.</source>
        <translation>Sie liegt als {place} bereit, und die Aufzeichnung geht in einer frischen weiter.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Check the disk and its cables; the damaged file is yours to remove.</source>
        <translation>Prüfen Sie die Festplatte und ihre Kabel; die beschädigte Datei können Sie entfernen.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>A damaged database was set aside</source>
        <translation>Eine beschädigte Datenbank wurde beiseitegelegt</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Brought back: {n} records.</source>
        <extracomment>for one: Brought back: {n} record.</extracomment>
        <translation><numerusform>Zurückgeholt: {n} Eintrag.</numerusform><numerusform>Zurückgeholt: {n} Einträge.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>A part of the database was removed</source>
        <translation>Ein Teil der Datenbank wurde entfernt</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>{place} was removed while netmon did not run, and with it what had been recorded last. Leave the files beside the database alone: they are a part of it.</source>
        <translation>{place} wurde entfernt, während netmon nicht lief, und damit das zuletzt Aufgezeichnete. Lassen Sie die Dateien neben der Datenbank in Ruhe: Sie gehören dazu.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Dropped {n} unsent records</source>
        <extracomment>for one: Dropped {n} unsent record</extracomment>
        <translation><numerusform>{n} nicht gesendeten Eintrag verworfen</numerusform><numerusform>{n} nicht gesendete Einträge verworfen</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The limits under log.retention_days, log.max_records and log.max_bytes were reached. Raise them, or let records be sent.</source>
        <translation>Die Grenzen log.retention_days, log.max_records und log.max_bytes waren erreicht. Heben Sie sie an, oder lassen Sie Einträge senden.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Whether {n} of them were sent is not known: they stay here until you send them (netmon log --state withheld, netmon queue retry).</source>
        <extracomment>for one: Whether {n} of them was sent is not known: it stays here until you send it (netmon log --state withheld, netmon queue retry).</extracomment>
        <translation><numerusform>Ob {n} davon gesendet wurde, ist nicht bekannt: Er bleibt hier, bis Sie ihn senden (netmon log --state withheld, netmon queue retry).</numerusform><numerusform>Ob {n} davon gesendet wurden, ist nicht bekannt: Sie bleiben hier, bis Sie sie senden (netmon log --state withheld, netmon queue retry).</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Brought back so far: {n} records.</source>
        <extracomment>for one: Brought back so far: {n} record.</extracomment>
        <translation><numerusform>Bisher zurückgeholt: {n} Eintrag.</numerusform><numerusform>Bisher zurückgeholt: {n} Einträge.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The rest follows by itself.</source>
        <translation>Der Rest folgt von selbst.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>How many could not be read is not known.</source>
        <translation>Wie viele nicht lesbar waren, ist nicht bekannt.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Saving and sending go on once there is space.</source>
        <translation>Speichern und Senden gehen weiter, sobald Platz ist.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Make {place} writable for you, or choose another place with --data-dir or NETMON_DATA_DIR.</source>
        <translation>Machen Sie {place} für sich beschreibbar, oder wählen Sie mit --data-dir oder NETMON_DATA_DIR einen anderen Ort.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>It is not touched.</source>
        <translation>Sie wird nicht angerührt.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Update the program.</source>
        <translation>Aktualisieren Sie das Programm.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>{n} records could not be read.</source>
        <extracomment>for one: {n} record could not be read.</extracomment>
        <translation><numerusform>{n} Eintrag war nicht lesbar.</numerusform><numerusform>{n} Einträge waren nicht lesbar.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Nothing was lost.</source>
        <translation>Nichts ging verloren.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Everything else is recorded.</source>
        <translation>Alles andere wird aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>WiFi is switched off</source>
        <translation>WLAN ist ausgeschaltet</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>No network adapter</source>
        <translation>Kein Netzwerkadapter</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This computer has no connection. Recording starts by itself when there is one.</source>
        <translation>Dieser Computer hat keine Verbindung. Die Aufzeichnung beginnt von selbst, wenn es eine gibt.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This computer has no connection. Recording starts by itself when WiFi is switched on.</source>
        <translation>Dieser Computer hat keine Verbindung. Die Aufzeichnung beginnt von selbst, wenn das WLAN eingeschaltet wird.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Nothing to measure. Recording starts by itself when one appears.</source>
        <translation>Nichts zu messen. Die Aufzeichnung beginnt von selbst, wenn einer erscheint.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>To allow it: the desktop's settings, Privacy, Location (or Location Services): turn it on, also for netmon-tray.</source>
        <translation>So erlauben Sie es: Einstellungen des Desktops, Privatsphäre, Standort (oder Ortungsdienste): einschalten, auch für netmon-tray.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>To allow it: Settings, Privacy &amp; security, Location: turn on Location services and "Let desktop apps access your location".</source>
        <translation>So erlauben Sie es: Einstellungen, Datenschutz und Sicherheit, Standort: Ortungsdienste einschalten und „Desktop-Apps den Zugriff auf Ihren Standort erlauben“.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>To allow it: System Settings, Privacy &amp; Security, Location Services: turn it on, also for netmon-tray.</source>
        <translation>So erlauben Sie es: Systemeinstellungen, Datenschutz &amp; Sicherheit, Ortungsdienste: einschalten, auch für netmon-tray.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>privacy.location is on, and the system does not let this program know where this computer is.</source>
        <translation>privacy.location ist ein, und das System sagt diesem Programm nicht, wo dieser Computer ist.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell interfaces, routes and byte counters</source>
        <translation>Das System nennt Schnittstellen, Routen und Bytezähler nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Nothing can be recorded until it answers.</source>
        <translation>Nichts kann aufgezeichnet werden, bis es antwortet.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell WiFi details</source>
        <translation>Das System nennt Einzelheiten des WLANs nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Records go on without name, signal and security of WiFi networks.</source>
        <translation>Einträge entstehen weiter, ohne Name, Signal und Sicherheit von WLANs.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell where this computer is</source>
        <translation>Das System sagt nicht, wo dieser Computer ist</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Records go on without a position.</source>
        <translation>Einträge entstehen weiter, ohne Position.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This network wants a login</source>
        <translation>Dieses Netzwerk verlangt eine Anmeldung</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Until then only its login page can be reached. Recording goes on and nothing is lost.</source>
        <translation>Bis dahin ist nur seine Anmeldeseite erreichbar. Die Aufzeichnung geht weiter, und nichts geht verloren.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and nobody has been asked yet whether this program may know that.</source>
        <translation>Namen und Access Points verraten, wo ein Computer ist, und noch wurde niemand gefragt, ob dieses Programm das wissen darf.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and this program was refused to know that.</source>
        <translation>Namen und Access Points verraten, wo ein Computer ist, und diesem Programm wurde das verweigert.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and location access is switched off for the whole computer, or by its organisation.</source>
        <translation>Namen und Access Points verraten, wo ein Computer ist, und der Standortzugriff ist für den ganzen Computer oder von seiner Organisation abgeschaltet.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and the system keeps that from this program.</source>
        <translation>Namen und Access Points verraten, wo ein Computer ist, und das System hält das vor diesem Programm zurück.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>WiFi names are hidden by the system</source>
        <translation>Das System verbirgt die Namen von WLANs</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The position is withheld by the system</source>
        <translation>Das System hält die Position zurück</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell connection names and details of the mobile network</source>
        <translation>Das System nennt Namen von Verbindungen und Einzelheiten des Mobilfunknetzes nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell connection names and metering</source>
        <translation>Das System nennt Namen von Verbindungen und Taktung nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell details of the mobile network</source>
        <translation>Das System nennt Einzelheiten des Mobilfunknetzes nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell byte counters or routes</source>
        <translation>Das System nennt Bytezähler oder Routen nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>What it leaves out is missing in records.</source>
        <translation>Was es auslässt, fehlt in den Einträgen.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell what the connection costs</source>
        <translation>Das System sagt nicht, was die Verbindung kostet</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell whether location access is allowed, or the position</source>
        <translation>Das System sagt nicht, ob der Standortzugriff erlaubt ist, oder nennt die Position nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>{network} is insecure</source>
        <translation>{network} ist unsicher</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This network is insecure</source>
        <translation>Dieses Netzwerk ist unsicher</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell {part}</source>
        <translation>Das System nennt {part} nicht</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>It is asked again by itself.</source>
        <translation>Es wird von selbst wieder gefragt.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>A part of the program has stopped</source>
        <translation>Ein Teil des Programms steht still</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Restart the program.</source>
        <translation>Starten Sie das Programm neu.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Recording has stopped</source>
        <translation>Die Aufzeichnung steht still</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Nothing is recorded until the program is restarted.</source>
        <translation>Nichts wird aufgezeichnet, bis das Programm neu gestartet ist.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Sending has stopped</source>
        <translation>Das Senden steht still</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Records are kept; they are sent after a restart of the program.</source>
        <translation>Einträge bleiben erhalten; sie werden nach einem Neustart des Programms gesendet.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Another netmon ({who}) records into the same data directory.</source>
        <translation>Ein anderes netmon ({who}) zeichnet in denselben Datenordner auf.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Another netmon records into the same data directory.</source>
        <translation>Ein anderes netmon zeichnet in denselben Datenordner auf.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Another process records</source>
        <translation>Ein anderer Prozess zeichnet auf</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>This desktop has no tray</source>
        <translation>Dieser Desktop hat keinen Infobereich</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>netmon stays in its window. Closing it keeps recording.</source>
        <translation>netmon bleibt in seinem Fenster. Wird es geschlossen, geht die Aufzeichnung weiter.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>The log has the details.</source>
        <translation>Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>This one shows what it stores and takes over when it ends.</source>
        <translation>Dieses zeigt, was jenes speichert, und übernimmt, wenn es endet.</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>The name server answers for names that don't exist</source>
        <translation>Der Nameserver antwortet für Namen, die es nicht gibt</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>Providers do this to show pages of their own. Answers from such addresses are not taken for those of a host that you named.</source>
        <translation>Anbieter tun das, um eigene Seiten zu zeigen. Antworten von solchen Adressen gelten nicht als die eines von Ihnen genannten Rechners.</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>{target} is not found</source>
        <translation>{target} ist nicht zu finden</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>The name server knows no such host. It is not asked for round trips; see reachability.targets.</source>
        <translation>Der Nameserver kennt keinen solchen Rechner. Er wird nicht nach Laufzeiten gefragt; siehe reachability.targets.</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>Round trips to {party} can't be measured</source>
        <translation>Laufzeiten zu {party} lassen sich nicht messen</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>This system does not let netmon send echoes, and nothing answers a connection there. No loss is counted.</source>
        <translation>Dieses System lässt netmon keine Echos senden, und dort beantwortet niemand eine Verbindung. Verlust wird nicht gezählt.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/sending.py"/>
        <source>{n} records were rejected</source>
        <extracomment>for one: {n} record was rejected</extracomment>
        <translation><numerusform>{n} Eintrag wurde abgelehnt</numerusform><numerusform>{n} Einträge wurden abgelehnt</numerusform></translation>
    </message>
    <message>
        <location filename="health/sending.py"/>
        <source>The server does not take them as they are. `netmon queue list` shows why; `netmon queue retry` sends them again, `netmon queue drop` gives them up.</source>
        <translation>Der Server nimmt sie so nicht an. `netmon queue list` zeigt, warum; `netmon queue retry` sendet sie noch einmal, `netmon queue drop` gibt sie auf.</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>The connection was lost</source>
        <translation>Die Verbindung ging verloren</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>The router does not answer</source>
        <translation>Der Router antwortet nicht</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>Names are not resolved</source>
        <translation>Namen werden nicht aufgelöst</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>The internet does not answer</source>
        <translation>Das Internet antwortet nicht</translation>
    </message>
    <message>
        <location filename="reports/__init__.py"/>
        <source>{since} to {until}</source>
        <translation>{since} bis {until}</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Security of the networks that were used</source>
        <translation>Sicherheit der benutzten Netzwerke</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Grade</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Seen last</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>{grade} (trusted)</source>
        <translation>{grade} (vertraut)</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Insecure, not trusted</source>
        <translation>Unsicher, nicht vertraut</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>None was seen in this time.</source>
        <translation>In dieser Zeit wurde keines gesehen.</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>None in this time.</source>
        <translation>Keine in dieser Zeit.</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>What changed</source>
        <translation>Was sich änderte</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>An outage is claimed after three rounds of questions without an answer, and counted from the first of them. Link: this computer had no connection. Gateway: the router did not answer. DNS: the router answered, the name server did not. Internet: the router answered, no host that was named in the settings did.</source>
        <translation>Ein Ausfall wird nach drei Fragerunden ohne Antwort festgestellt und ab der ersten gezählt. Verbindung: Dieser Computer hatte keine Verbindung. Gateway: Der Router antwortete nicht. DNS: Der Router antwortete, der Nameserver nicht. Internet: Der Router antwortete, aber keiner der in den Einstellungen genannten Hosts.</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Sleep, pauses and times in which nothing was recorded are no outages. What is counted as available is the time that was observed, less the outages of gateway, DNS and internet.</source>
        <translation>Ruhezustand, Pausen und Zeiten, in denen nichts aufgezeichnet wurde, sind keine Ausfälle. Als verfügbar zählt die beobachtete Zeit abzüglich der Ausfälle von Gateway, DNS und Internet.</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>answered again</source>
        <translation>antwortete wieder</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>something else failed</source>
        <translation>etwas anderes fiel aus</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>this computer slept</source>
        <translation>dieser Computer schlief</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>another network was joined</source>
        <translation>ein anderes Netzwerk wurde gewählt</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>it was switched off</source>
        <translation>es wurde ausgeschaltet</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>recording was paused</source>
        <translation>die Aufzeichnung wurde angehalten</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>the program was stopped</source>
        <translation>das Programm wurde beendet</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>last seen then; the program ended</source>
        <translation>zuletzt da gesehen; das Programm endete</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Lasted</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Failed</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>How it ended</source>
        <translation>Wie es endete</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Outages of a network connection</source>
        <translation>Ausfälle einer Netzwerkverbindung</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>{network} (VPN {tunnel})</source>
        <translation>{network} (VPN {tunnel})</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Outages</source>
        <translation>Ausfälle</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Longest</source>
        <translation>Am längsten</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>goes on</source>
        <translation>dauert an</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>None were measured.</source>
        <translation>Keine wurden gemessen.</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Usage of the network</source>
        <translation>Nutzung des Netzwerks</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Nothing was recorded in this time.</source>
        <translation>In dieser Zeit wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>By network</source>
        <translation>Nach Netzwerk</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Days are those of this computer's calendar, and whole: a day that the range touches is counted in full.</source>
        <translation>Tage sind die des Kalenders dieses Computers, und ganze: Ein Tag, den der Zeitraum berührt, zählt voll.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>{key} is set by your organisation.</source>
        <translation>{key} ist von Ihrer Organisation festgelegt.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>It cannot be changed here.</source>
        <translation>Hier lässt es sich nicht ändern.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>The settings file {config_file} cannot be read: {reason}.</source>
        <translation>Die Einstellungsdatei {config_file} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>Mend the file or move it away, then try again; nothing was changed.</source>
        <translation>Beheben Sie die Datei oder räumen Sie sie weg und versuchen Sie es noch einmal; nichts wurde geändert.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>The settings file {config_file} cannot be written: {reason}.</source>
        <translation>Die Einstellungsdatei {config_file} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>{problem}; {value} is used</source>
        <translation>{problem}; benutzt wird {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be empty or the full path of a file</source>
        <translation>muss leer sein oder der volle Pfad einer Datei</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be an address such as https://gate.example.com/api/v1</source>
        <translation>muss eine Adresse sein wie https://gate.example.com/api/v1</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>There is no setting {key}.</source>
        <translation>Es gibt keine Einstellung {key}.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must hold neither a user name nor a query</source>
        <translation>darf weder einen Benutzernamen noch eine Abfrage enthalten</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must begin with https:// (http:// is taken for this computer only)</source>
        <translation>muss mit https:// beginnen (http:// gilt nur für diesen Computer)</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be empty, none, or an address such as http://proxy.example.com:3128</source>
        <translation>muss leer sein, none, oder eine Adresse wie http://proxy.example.com:3128</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be true or false, not {value}</source>
        <translation>muss true oder false sein, nicht {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be a {kind}, not {value}</source>
        <translation>muss vom Typ „{kind}“ sein, nicht {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be from {allowed}, not {value}</source>
        <translation>muss im Bereich {allowed} liegen, nicht {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be text, not {value}</source>
        <translation>muss Text sein, nicht {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be one of {allowed}, not {value}</source>
        <translation>muss eines von {allowed} sein, nicht {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be one line of text</source>
        <translation>muss eine Zeile Text sein</translation>
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
        <source>The log is kept below this size.</source>
        <translation>Das Log bleibt kleiner als das.</translation>
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
        <source>Who is asked for round trips, with commas: `gateway`, `dns` (the system's name servers) and hosts of your choice (example.org, 192.0.2.1:443). Empty: nobody.</source>
        <translation>Wer nach Laufzeiten gefragt wird, mit Kommas: `gateway`, `dns` (die Nameserver des Systems) und Rechner Ihrer Wahl (example.org, 192.0.2.1:443). Leer: niemand.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Seconds between two such rounds; on metered networks six times as many.</source>
        <translation>Sekunden zwischen zwei solchen Runden; in getakteten Netzwerken sechsmal so viele.</translation>
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
        <source>Notify of a network that is insecure, or is not as it was.</source>
        <translation>Vor einem Netzwerk warnen, das unsicher ist oder nicht mehr ist, wie es war.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify of an outage and of its end.</source>
        <translation>Einen Ausfall und sein Ende melden.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify of a signal that stays very weak.</source>
        <translation>Ein Signal melden, das sehr schwach bleibt.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>A signal counts as weak after so many seconds.</source>
        <translation>Nach so vielen Sekunden gilt ein Signal als schwach.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify of records that are not getting away.</source>
        <translation>Einträge melden, die nicht wegkommen.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>That is told when the oldest waits for so many hours.</source>
        <translation>Das wird gesagt, wenn der älteste so viele Stunden wartet.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify when the quota is nearly used up, and when it is used up.</source>
        <translation>Melden, wenn das Kontingent fast verbraucht und wenn es verbraucht ist.</translation>
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
    <message>
        <location filename="settings/schema.py"/>
        <source>{meaning} It takes {allowed}.</source>
        <translation>{meaning} Erlaubt: {allowed}.</translation>
    </message>
    <message>
        <location filename="settings/turn.py"/>
        <source>Another netmon is changing {target} and does not come to an end.</source>
        <translation>Ein anderes netmon ändert {target} und kommt nicht zum Ende.</translation>
    </message>
    <message>
        <location filename="settings/turn.py"/>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message numerus="yes">
        <location filename="units.py"/>
        <source>{n} records waiting</source>
        <extracomment>for one: {n} record waiting</extracomment>
        <translation><numerusform>{n} Eintrag wartet</numerusform><numerusform>{n} Einträge warten</numerusform></translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Fair</source>
        <translation>Mäßig</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Excellent</source>
        <translation>Ausgezeichnet</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WiFi</source>
        <translation>WLAN</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Mobile</source>
        <translation>Mobilfunk</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Open (OWE transition)</source>
        <translation>Offen (OWE-Übergang)</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WEP, shared key</source>
        <translation>WEP, gemeinsamer Schlüssel</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Dynamic WEP</source>
        <translation>Dynamisches WEP</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Online sign-up (OSEN)</source>
        <translation>Online-Registrierung (OSEN)</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WAPI, password</source>
        <translation>WAPI, Passwort</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WAPI, certificate</source>
        <translation>WAPI, Zertifikat</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>RSN, unknown key management</source>
        <translation>RSN, unbekannte Schlüsselverwaltung</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Mobile (3GPP)</source>
        <translation>Mobilfunk (3GPP)</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Wired</source>
        <translation>Kabel</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Wired 802.1X</source>
        <translation>Kabel, 802.1X</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>hidden by the system</source>
        <translation>vom System verborgen</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Jan</source>
        <translation>Jan.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Feb</source>
        <translation>Feb.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Mar</source>
        <translation>März</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Apr</source>
        <translation>Apr.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Jun</source>
        <translation>Juni</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Jul</source>
        <translation>Juli</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Aug</source>
        <translation>Aug.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Sep</source>
        <translation>Sept.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Oct</source>
        <translation>Okt.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Nov</source>
        <translation>Nov.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Dec</source>
        <translation>Dez.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Last success {time}.</source>
        <translation>Letzter Erfolg {time}.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>The server took none yet.</source>
        <translation>Der Server hat noch keinen angenommen.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>Use an address such as https://gate.example.com/api/v1 for upload.base_url.</source>
        <translation>Nehmen Sie für upload.base_url eine Adresse wie https://gate.example.com/api/v1.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address is not one.</source>
        <translation>Die Adresse des Servers ist keine.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address holds a user name or a password.</source>
        <translation>Die Adresse des Servers enthält einen Benutzernamen oder ein Passwort.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address holds a query or a fragment.</source>
        <translation>Die Adresse des Servers enthält eine Abfrage oder ein Fragment.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address begins with http://, which would show the token to the whole network.</source>
        <translation>Die Adresse des Servers beginnt mit http://, was das Token dem ganzen Netzwerk zeigen würde.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>Use https://; http:// is taken for this computer only.</source>
        <translation>Nehmen Sie https://; http:// gilt nur für diesen Computer.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The proxy's address is not one.</source>
        <translation>Die Adresse des Proxys ist keine.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>Use one such as http://proxy.example.com:3128 for upload.proxy.</source>
        <translation>Nehmen Sie für upload.proxy eine wie http://proxy.example.com:3128.</translation>
    </message>
    <message>
        <location filename="upload/asking.py"/>
        <source>There is no token to use.</source>
        <translation>Es gibt kein Token, das benutzt werden könnte.</translation>
    </message>
    <message numerus="yes">
        <location filename="upload/circuit.py"/>
        <source>This network is metered: records are sent as they are made, and {n} older ones wait for another one (upload.on_metered)</source>
        <extracomment>for one: This network is metered: records are sent as they are made, and {n} older one waits for another one (upload.on_metered)</extracomment>
        <translation><numerusform>Dieses Netzwerk ist getaktet: Einträge werden gesendet, wie sie entstehen, und {n} älterer wartet auf ein anderes (upload.on_metered)</numerusform><numerusform>Dieses Netzwerk ist getaktet: Einträge werden gesendet, wie sie entstehen, und {n} ältere warten auf ein anderes (upload.on_metered)</numerusform></translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Upload is off: records are kept here</source>
        <translation>Der Upload ist aus: Einträge bleiben hier</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Turn on upload.enabled to send them.</source>
        <translation>Schalten Sie upload.enabled ein, um sie zu senden.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>The server does not answer as it should</source>
        <translation>Der Server antwortet nicht, wie er sollte</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending goes on with the next one.</source>
        <translation>Mit der nächsten geht das Senden weiter.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Something else answers in the server's place</source>
        <translation>Etwas anderes antwortet anstelle des Servers</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Open the network's login page in a browser, or ask who runs this network.</source>
        <translation>Öffnen Sie die Anmeldeseite des Netzwerks im Browser, oder fragen Sie seinen Betreiber.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Set a new one: netmon token set</source>
        <translation>Setzen Sie ein neues: netmon token set</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Check upload.proxy and what the proxy allows.</source>
        <translation>Prüfen Sie upload.proxy, und was der Proxy erlaubt.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Check its certificate; a private authority goes into upload.ca_file.</source>
        <translation>Prüfen Sie sein Zertifikat; eine private Stelle gehört in upload.ca_file.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Check upload.base_url.</source>
        <translation>Prüfen Sie upload.base_url.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Look for an update of netmon-tray, or ask who runs the server.</source>
        <translation>Suchen Sie nach einer neuen Version von netmon-tray, oder fragen Sie den Betreiber des Servers.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending goes on by itself.</source>
        <translation>Das Senden geht von selbst weiter.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending stopped because its results can't be saved</source>
        <translation>Das Senden hielt an, weil seine Ergebnisse nicht gespeichert werden können</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Free or repair the disk: it goes on by itself.</source>
        <translation>Schaffen Sie Platz oder reparieren Sie die Festplatte: Es geht von selbst weiter.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>It goes on with recording.</source>
        <translation>Es geht mit der Aufzeichnung weiter.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending goes on over another one (upload.on_metered).</source>
        <translation>Über ein anderes geht das Senden weiter (upload.on_metered).</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>the file in NETMON_TOKEN_FILE</source>
        <translation>die Datei in NETMON_TOKEN_FILE</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>the keyring</source>
        <translation>der Schlüsselbund</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Copy it again from the server, without quotes or line breaks.</source>
        <translation>Kopieren Sie es noch einmal vom Server, ohne Anführungszeichen oder Zeilenumbrüche.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token begins with the word Bearer.</source>
        <translation>Das Token beginnt mit dem Wort Bearer.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Leave that word out.</source>
        <translation>Lassen Sie dieses Wort weg.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token holds spaces or characters that no token has.</source>
        <translation>Das Token enthält Leerzeichen oder Zeichen, die kein Token hat.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token has {n} characters, not {least} to {most}.</source>
        <translation>Das Token hat {n} Zeichen, nicht {least} bis {most}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} is not a regular file.</source>
        <translation>Die Tokendatei {path} ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} belongs to somebody else.</source>
        <translation>Die Tokendatei {path} gehört jemand anderem.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} can be used by others.</source>
        <translation>Andere können die Tokendatei {path} benutzen.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Make it private: chmod 600 {path}</source>
        <translation>Machen Sie sie privat: chmod 600 {path}</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>None is stored for {origin}. Set one: netmon token set</source>
        <translation>Für {origin} ist keines hinterlegt. Setzen Sie eines: netmon token set</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The keyring took the token and does not give it back.</source>
        <translation>Der Schlüsselbund nahm das Token und gibt es nicht zurück.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Check the keyring and try again.</source>
        <translation>Prüfen Sie den Schlüsselbund, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} can't be opened: {reason}.</source>
        <translation>Die Tokendatei {path} lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} can't be read: {reason}.</source>
        <translation>Die Tokendatei {path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>{error} It came from: {source}.</source>
        <translation>{error} Es kam aus: {source}.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>This computer has no list of certificate authorities.</source>
        <translation>Dieser Computer hat keine Liste von Zertifizierungsstellen.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>Install the package ca-certificates.</source>
        <translation>Installieren Sie das Paket ca-certificates.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>The file {ca_file} holds no certificate.</source>
        <translation>Die Datei {ca_file} enthält kein Zertifikat.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>upload.ca_file must name certificates in PEM form.</source>
        <translation>upload.ca_file muss Zertifikate in PEM-Form nennen.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>The file {ca_file} can't be read: {reason}.</source>
        <translation>Die Datei {ca_file} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>Check upload.ca_file.</source>
        <translation>Prüfen Sie upload.ca_file.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>There is no keyring to keep the token in ({text}).</source>
        <translation>Es gibt keinen Schlüsselbund, in dem das Token liegen könnte ({text}).</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring failed ({name}).</source>
        <translation>Der Schlüsselbund hat versagt ({name}).</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring does not answer in time.</source>
        <translation>Der Schlüsselbund antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>It may be waiting for your password: look for its prompt.</source>
        <translation>Vielleicht wartet er auf Ihr Passwort: Suchen Sie seine Rückfrage.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring does not answer.</source>
        <translation>Der Schlüsselbund antwortet nicht.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring failed.</source>
        <translation>Der Schlüsselbund hat versagt.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The answer says nothing about the token.</source>
        <translation>Die Antwort sagt nichts über das Token.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server could not be asked.</source>
        <translation>Der Server konnte nicht gefragt werden.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server accepted the token.</source>
        <translation>Der Server hat das Token angenommen.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>It also stored the empty test record.</source>
        <translation>Er hat auch den leeren Testeintrag gespeichert.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server accepted the token and stored nothing.</source>
        <translation>Der Server hat das Token angenommen und nichts gespeichert.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>This is an inference: it refused the empty test record, and such services look at the token first.</source>
        <translation>Das ist ein Schluss: Er lehnte den leeren Testeintrag ab, und solche Dienste sehen zuerst auf das Token.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server refused the token.</source>
        <translation>Der Server hat das Token abgelehnt.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>{words}. Set a new one with: netmon token set</source>
        <translation>{words}. Setzen Sie ein neues mit: netmon token set</translation>
    </message>
</context>
</TS>
