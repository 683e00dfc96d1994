<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>netmon</name>
    <message>
        <location filename="audit/grades.py"/>
        <source>Use a VPN here, or only sites with https.</source>
        <translation>Use aquí una VPN, o solo sitios con https.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Set the access point to WPA2 or WPA3 only.</source>
        <translation>Configure el punto de acceso solo con WPA2 o WPA3.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Ask whoever runs this network how it is secured.</source>
        <translation>Pregunte a quien gestiona esta red cómo está protegida.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Strong</source>
        <translation>Fuerte</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Good</source>
        <translation>Buena</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Weak</source>
        <translation>Débil</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Insecure</source>
        <translation>Insegura</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Unknown</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Not applicable</source>
        <translation>No aplicable</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Bluetooth links are protected by their pairing, not by a network.</source>
        <translation>Las conexiones Bluetooth las protege su emparejamiento, no una red.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>No encryption: anyone nearby can read and change what is sent over the air.</source>
        <translation>Sin cifrado: cualquiera que esté cerca puede leer y cambiar lo que se envía por el aire.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>This device joined the unencrypted half of a network that also offers encryption.</source>
        <translation>Este equipo se unió a la mitad sin cifrar de una red que también ofrece cifrado.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Update the WiFi driver or turn on Enhanced Open, then join again.</source>
        <translation>Actualice el controlador WiFi o active Enhanced Open y vuelva a conectarse.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Encrypted, but nobody proves who runs it.</source>
        <translation>Cifrada, pero nadie demuestra quién la gestiona.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Do not take its name as a proof of whose it is.</source>
        <translation>Su nombre no demuestra de quién es.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WEP is broken: its key can be found within minutes.</source>
        <translation>WEP está roto: su clave se encuentra en minutos.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WEP is broken, and its shared-key login gives the key away even faster.</source>
        <translation>WEP está roto, y su acceso con clave compartida la revela aún más rápido.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WEP is broken, also with keys that change.</source>
        <translation>WEP está roto, incluso con claves que cambian.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Ask for WPA2-Enterprise or WPA3-Enterprise.</source>
        <translation>Pida WPA2-Enterprise o WPA3-Enterprise.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA-None gives every member the same TKIP key.</source>
        <translation>WPA-None da a todos los miembros la misma clave TKIP.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Replace the ad hoc network by an access point.</source>
        <translation>Sustituya la red ad hoc por un punto de acceso.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The first WPA relies on TKIP, which has known holes and is withdrawn.</source>
        <translation>El primer WPA se basa en TKIP, que tiene fallos conocidos y está retirado.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The network still lets devices in by the first WPA, and so keeps its holes open.</source>
        <translation>La red aún admite equipos con el primer WPA, y así mantiene abiertos sus fallos.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Ask to have the first WPA turned off.</source>
        <translation>Pida que desactiven el primer WPA.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA2 with a password: safe against strangers, but whoever knows the password can read along.</source>
        <translation>WPA2 con contraseña: segura ante extraños, pero quien conoce la contraseña puede leer el tráfico.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Choose WPA3 where the access point and all devices know it.</source>
        <translation>Elija WPA3 donde el punto de acceso y todos los equipos lo admitan.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA3 is offered beside WPA2: whoever knows the password can read along with devices on WPA2.</source>
        <translation>Ofrece WPA3 junto a WPA2: quien conoce la contraseña puede leer el tráfico de los equipos con WPA2.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Turn WPA2 off once all devices know WPA3.</source>
        <translation>Desactive WPA2 cuando todos los equipos admitan WPA3.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WPA3 with a password: nobody nearby can read what you send over the air.</source>
        <translation>WPA3 con contraseña: nadie cerca puede leer lo que envía por el aire.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device has a key of its own from a login of its own.</source>
        <translation>Cada equipo tiene una clave propia de un acceso propio.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device has a key of its own, with 192-bit cryptography throughout.</source>
        <translation>Cada equipo tiene una clave propia, con criptografía de 192 bits en todo.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device has a key of its own from a login of its own (FILS).</source>
        <translation>Cada equipo tiene una clave propia de un acceso propio (FILS).</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Every device was let in with a key pair of its own (Easy Connect).</source>
        <translation>Cada equipo fue admitido con un par de claves propio (Easy Connect).</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Encrypted for signing up only: the network proves itself, this device does not.</source>
        <translation>Cifrada solo para registrarse: la red se identifica, este equipo no.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Finish signing up, then use the network that it gives you.</source>
        <translation>Termine el registro y use la red que este le da.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Cisco's own key management can stand on strong or on weak encryption.</source>
        <translation>La gestión de claves propia de Cisco puede apoyarse en un cifrado fuerte o débil.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>WAPI uses a cipher that is not judged here.</source>
        <translation>WAPI usa un cifrado que aquí no se valora.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The network is encrypted, with a key management that is not known here.</source>
        <translation>La red está cifrada, con una gestión de claves desconocida aquí.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Encrypted over the air by the mobile network, which itself can read what is not encrypted.</source>
        <translation>Cifrada en el aire por la red móvil, que sí puede leer lo que no va cifrado.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>A cable has no encryption over the air to judge.</source>
        <translation>Un cable no tiene cifrado por aire que valorar.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The port let this device in only after it proved who it is.</source>
        <translation>El puerto admitió este equipo solo después de que se identificara.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The system does not let this program see how the network is secured.</source>
        <translation>El sistema no deja ver a este programa cómo está protegida la red.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Allow it in the system's permission settings.</source>
        <translation>Permítalo en los ajustes de permisos del sistema.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>The system did not say how this network is secured.</source>
        <translation>El sistema no dijo cómo está protegida esta red.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>Look at it in the system's own settings.</source>
        <translation>Consúltelo en los ajustes del sistema.</translation>
    </message>
    <message>
        <location filename="audit/grades.py"/>
        <source>This kind of link has no security to judge.</source>
        <translation>Este tipo de enlace no tiene seguridad que valorar.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>Leave it unless you know of the change; marking the network as trusted accepts it.</source>
        <translation>Abandónela si no sabe del cambio; marcar la red como de confianza lo acepta.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It{bssid} was made by another vendor than the network's others: it was added, or it is somebody's copy.</source>
        <translation>Este{bssid} es de otro fabricante que los demás de la red: se añadió, o es la copia de alguien.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>This network</source>
        <translation>Esta red</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It was {before} and is {after} now: somebody may run a copy of it to read along.</source>
        <translation>Era {before} y ahora es {after}: alguien puede tener una copia para leer el tráfico.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It was {before} and is {after} now: its settings were changed, or somebody runs a copy of it.</source>
        <translation>Era {before} y ahora es {after}: cambiaron sus ajustes, o alguien tiene una copia.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>Another device answers in the router's place{mac}: it was replaced, or somebody redirects the traffic.</source>
        <translation>Otro equipo responde en lugar del router{mac}: fue sustituido, o alguien desvía el tráfico.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>{name} has an unknown access point</source>
        <translation>{name} tiene un punto de acceso desconocido</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>It{bssid} asks for another kind of login ({after}, the network had {before}): it may not belong to it.</source>
        <translation>Este{bssid} pide otro tipo de acceso ({after}; la red tenía {before}): quizá no le pertenezca.</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>{name} has lost its password</source>
        <translation>{name} ha perdido su contraseña</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>{name} is less secure than before</source>
        <translation>{name} es menos segura que antes</translation>
    </message>
    <message>
        <location filename="audit/telling.py"/>
        <source>The router of {name} is another device</source>
        <translation>El router de {name} es otro equipo</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>Starting at login is not available on this system yet.</source>
        <translation>El inicio con la sesión aún no está disponible en este sistema.</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>It comes with this system's support; until then add netmon-tray to the login items by hand.</source>
        <translation>Llegará con el soporte de este sistema; mientras tanto, añada netmon-tray a mano a los programas de inicio.</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>The program netmon-tray is not installed.</source>
        <translation>El programa netmon-tray no está instalado.</translation>
    </message>
    <message>
        <location filename="autostart/__init__.py"/>
        <source>Install netmon-tray first, for example with pip or pipx.</source>
        <translation>Instale primero netmon-tray, por ejemplo con pip o pipx.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>System Settings, General, Login Items &amp; Extensions</source>
        <translation>Ajustes del Sistema, General, Ítems de inicio y extensiones</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It starts at login, unless it is switched off in {place}.</source>
        <translation>Se inicia con la sesión, salvo que esté desactivado en {place}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It does not start at login.</source>
        <translation>No se inicia con la sesión.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It cannot start at login: the launch agent starts {what}, which is not there.</source>
        <translation>No puede iniciarse con la sesión: el agente de inicio arranca {what}, que no existe.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>The launch agent {agent} cannot be changed: {reason}.</source>
        <translation>El agente de inicio {agent} no se puede cambiar: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>Make its folder writable, or add netmon-tray in {place}.</source>
        <translation>Haga que su carpeta admita escritura, o añada netmon-tray en {place}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It starts at login for everybody who uses this computer; only an administrator can change that.</source>
        <translation>Se inicia con la sesión de todos en este equipo; solo un administrador puede cambiarlo.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>Switch it off for yourself in {place}.</source>
        <translation>Desactívelo para usted en {place}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>The launch agent {agent} cannot be read: {reason}.</source>
        <translation>El agente de inicio {agent} no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>Mend or remove it.</source>
        <translation>Corríjalo o elimínelo.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It does not start at login: its launch agent is off.</source>
        <translation>No se inicia con la sesión: su agente de inicio está desactivado.</translation>
    </message>
    <message>
        <location filename="autostart/launch_agent.py"/>
        <source>It does not start at login: {agent} is there, but {reason}.</source>
        <translation>No se inicia con la sesión: {agent} existe, pero {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>It does not start at login: an entry of the desktop turns it off.</source>
        <translation>No se inicia con la sesión: una entrada del escritorio lo desactiva.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>It cannot start at login: the entry starts {what}, which is not there.</source>
        <translation>No puede iniciarse con la sesión: la entrada arranca {what}, que no existe.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>It starts at login.</source>
        <translation>Se inicia con la sesión.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>The autostart entry {entry} cannot be changed: {reason}.</source>
        <translation>La entrada de inicio {entry} no se puede cambiar: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>Make its folder writable, or add netmon-tray in the desktop's own start-up settings.</source>
        <translation>Haga que su carpeta admita escritura, o añada netmon-tray en los programas de inicio del escritorio.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>{command} cannot be started by a desktop: its path holds % or =.</source>
        <translation>Un escritorio no puede iniciar {command}: su ruta contiene % o =.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>Install netmon-tray in a folder without these.</source>
        <translation>Instale netmon-tray en una carpeta sin esos caracteres.</translation>
    </message>
    <message>
        <location filename="autostart/linux.py"/>
        <source>The autostart entry {entry} cannot be read: {reason}.</source>
        <translation>La entrada de inicio {entry} no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>The registry's {hive}\{key} cannot be changed: {reason}.</source>
        <translation>{hive}\{key} del registro no se puede cambiar: {reason}.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>Use the Windows settings instead: Apps, Startup.</source>
        <translation>Use en su lugar la configuración de Windows: Aplicaciones, Inicio.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>It does not start at login: the system's settings for startup apps turn it off.</source>
        <translation>No se inicia con la sesión: los ajustes de inicio del sistema lo desactivan.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>Turn it off in the Windows settings: Apps, Startup.</source>
        <translation>Desactívelo en la configuración de Windows: Aplicaciones, Inicio.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>The command that starts at login would be {n} characters long; Windows starts {most}.</source>
        <translation>El comando de inicio tendría {n} caracteres; Windows admite {most}.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>Choose a shorter --data-dir or --config, or install netmon-tray in a folder with a shorter name.</source>
        <translation>Elija un --data-dir o --config más corto, o instale netmon-tray en una carpeta de nombre más corto.</translation>
    </message>
    <message>
        <location filename="autostart/run_key.py"/>
        <source>The registry's {hive}\{key} cannot be read: {reason}.</source>
        <translation>{hive}\{key} del registro no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Autostart</source>
        <translation>Inicio automático</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Database</source>
        <translation>Base de datos</translation>
    </message>
    <message numerus="yes">
        <location filename="diagnosis/files.py"/>
        <source>{n} records, {size}: {place}</source>
        <extracomment>for one: {n} record, {size}: {place}</extracomment>
        <translation><numerusform>{n} registro, {size}: {place}</numerusform><numerusform>{n} registros, {size}: {place}</numerusform></translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Dropped records</source>
        <translation>Registros descartados</translation>
    </message>
    <message numerus="yes">
        <location filename="diagnosis/files.py"/>
        <source>{n} settings set by your organisation</source>
        <extracomment>for one: {n} setting set by your organisation</extracomment>
        <translation><numerusform>{n} ajuste de su organización</numerusform><numerusform>{n} ajustes de su organización</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="diagnosis/files.py"/>
        <source>{n} records ({reason}, {time})</source>
        <extracomment>for one: {n} record ({reason}, {time})</extracomment>
        <translation><numerusform>{n} registro ({reason}, {time})</numerusform><numerusform>{n} registros ({reason}, {time})</numerusform></translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Data directory</source>
        <translation>Carpeta de datos</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{holder} records there</source>
        <translation>{holder} registra allí</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>nobody records there now</source>
        <translation>nadie registra allí ahora</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{place}, {size} free; {who}</source>
        <translation>{place}, {size} libres; {who}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{place} cannot be written by you. Mend that, or choose another place with --data-dir.</source>
        <translation>No puede escribir en {place}. Corríjalo, o elija otro lugar con --data-dir.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Others may look into {place}: chmod 700 {place}</source>
        <translation>Otros pueden mirar en {place}: chmod 700 {place}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Only {size} are free for {place}.</source>
        <translation>Solo quedan {size} libres para {place}.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Unknown, kept and not used: {keys}</source>
        <translation>Desconocido, se conserva y no se usa: {keys}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>{n} of yours in {place}</source>
        <translation>{n} propios en {place}</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>All defaults</source>
        <translation>Todo por defecto</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Policy</source>
        <translation>Directiva</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>Nothing is recorded yet in {place}.</source>
        <translation>Aún no hay nada registrado en {place}.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>None that was not sent.</source>
        <translation>Ninguno que no se enviara.</translation>
    </message>
    <message>
        <location filename="diagnosis/files.py"/>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>It would tell connection names, metering and login pages.</source>
        <translation>Diría nombres de conexiones, uso medido y páginas de acceso.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>It would tell details of mobile networks.</source>
        <translation>Diría detalles de las redes móviles.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>Running.</source>
        <translation>En marcha.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>Tray</source>
        <translation>Bandeja</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No StatusNotifier host; an X11 tray may still be there. The window works in any case.</source>
        <translation>No hay servicio StatusNotifier; puede que haya una bandeja X11. La ventana funciona en cualquier caso.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No display in this session; the command line needs none.</source>
        <translation>No hay pantalla en esta sesión; la línea de comandos no la necesita.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No session bus to ask; an X11 tray may still be there.</source>
        <translation>No hay bus de sesión al que preguntar; puede que haya una bandeja X11.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>This desktop shows tray icons.</source>
        <translation>Este escritorio muestra iconos en la bandeja.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>This desktop shows no tray icons. The window works.</source>
        <translation>Este escritorio no muestra iconos en la bandeja. La ventana funciona.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>The system bus does not answer: {reason}</source>
        <translation>El bus del sistema no responde: {reason}</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>Not running, and not needed.</source>
        <translation>No está en marcha, y no hace falta.</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>The session bus does not answer: {reason}</source>
        <translation>El bus de sesión no responde: {reason}</translation>
    </message>
    <message>
        <location filename="diagnosis/linux.py"/>
        <source>No system bus here, and not needed.</source>
        <translation>Aquí no hay bus del sistema, y no hace falta.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Network probe</source>
        <translation>Sonda de red</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Login page</source>
        <translation>Página de acceso</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Metered</source>
        <translation>De uso medido</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Round trips</source>
        <translation>Ida y vuelta</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Known, and recorded with {decimals} decimals.</source>
        <translation>Conocida; se registra con {decimals} decimales.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>It answers; up: {names}.</source>
        <translation>Responde; activas: {names}.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>It answers; no interface is up.</source>
        <translation>Responde; ninguna interfaz está activa.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Default route</source>
        <translation>Ruta predeterminada</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>{link}, {tunnel} above it</source>
        <translation>{link}, con {tunnel} encima</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>This network wants a login: open any page in a browser.</source>
        <translation>Esta red pide iniciar sesión: abra cualquier página en el navegador.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>The system does not check for one here.</source>
        <translation>El sistema no lo comprueba aquí.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Security</source>
        <translation>Seguridad</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Location permission</source>
        <translation>Permiso de ubicación</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Asked by connections (TCP): this system lets no user send echoes.</source>
        <translation>Se pregunta por conexiones (TCP): este sistema no deja a ningún usuario enviar ecos.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>None: this computer is offline.</source>
        <translation>Ninguna: este equipo está sin conexión.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>None in the way: the system reaches the internet.</source>
        <translation>Ninguna en medio: el sistema llega a internet.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>The system does not say.</source>
        <translation>El sistema no lo dice.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Yes, the system says so.</source>
        <translation>Sí, lo dice el sistema.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>No.</source>
        <translation>No.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Asked by unprivileged echoes (ICMP).</source>
        <translation>Se pregunta con ecos sin privilegios (ICMP).</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Not recorded, and nobody is asked for it (privacy.location is off).</source>
        <translation>No se registra, y a nadie se le pide (privacy.location está desactivado).</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>The location service told none in time; records are made without a position.</source>
        <translation>El servicio de ubicación no la dio a tiempo; los registros se hacen sin posición.</translation>
    </message>
    <message>
        <location filename="diagnosis/network.py"/>
        <source>Probe {part}</source>
        <translation>Sonda {part}</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Fine</source>
        <translation>Bien</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Not tested</source>
        <translation>Sin probar</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Allow in system settings</source>
        <translation>Permitir en los ajustes del sistema</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Open login page</source>
        <translation>Abrir la página de acceso</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Enter a token</source>
        <translation>Introducir un token</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Test the server</source>
        <translation>Probar el servidor</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Start at login</source>
        <translation>Iniciar con la sesión</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Show the data folder</source>
        <translation>Mostrar la carpeta de datos</translation>
    </message>
    <message>
        <location filename="diagnosis/rows.py"/>
        <source>Open settings</source>
        <translation>Abrir los ajustes</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Keyring</source>
        <translation>Llavero</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Clock</source>
        <translation>Reloj</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>No time service keeps it, and no server's answer is at hand to compare it with.</source>
        <translation>Ningún servicio de hora lo ajusta, y no hay respuesta del servidor con que compararlo.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>For {origin}, from {source}</source>
        <translation>Para {origin}, de {source}</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>{address} took no record yet. Ask it with: netmon token check</source>
        <translation>{address} aún no ha aceptado ningún registro. Pregunte con: netmon token check</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>It was {duration} behind the server's at {time}.</source>
        <translation>A las {time} iba {duration} por detrás del servidor.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>It was {duration} ahead of the server's at {time}.</source>
        <translation>A las {time} iba {duration} por delante del servidor.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Not needed while the upload is off.</source>
        <translation>No hace falta mientras el envío está desactivado.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>The upload is off; nothing is sent.</source>
        <translation>El envío está desactivado; no se envía nada.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>It agreed with the server's at {time}.</source>
        <translation>A las {time} coincidía con el del servidor.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>A time service keeps it, as the system says.</source>
        <translation>Un servicio de hora lo ajusta, según el sistema.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Set it, or turn on automatic time.</source>
        <translation>Ajústelo, o active la hora automática.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>No answer of the server is at hand to compare it with.</source>
        <translation>No hay respuesta del servidor con que compararlo.</translation>
    </message>
    <message>
        <location filename="diagnosis/sending.py"/>
        <source>Not needed: the token comes from elsewhere.</source>
        <translation>No hace falta: el token viene de otro sitio.</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>Asleep</source>
        <translation>En reposo</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>Not running</source>
        <translation>Sin ejecutar</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>No data</source>
        <translation>Sin datos</translation>
    </message>
    <message>
        <location filename="gui/chart.py"/>
        <source>Events</source>
        <translation>Eventos</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Picture (PNG)…</source>
        <translation>Imagen (PNG)…</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Values (CSV)…</source>
        <translation>Valores (CSV)…</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>{file} cannot be written: {reason}. Choose another place.</source>
        <translation>No se puede escribir {file}: {reason}. Elija otro lugar.</translation>
    </message>
    <message>
        <location filename="gui/chart_export.py"/>
        <source>Saved as {file}</source>
        <translation>Guardado como {file}</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>Signal chart</source>
        <translation>Gráfico de señal</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>Round trip chart</source>
        <translation>Gráfico de ida y vuelta</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>Throughput chart</source>
        <translation>Gráfico de tráfico</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>↓ Down</source>
        <translation>↓ Bajada</translation>
    </message>
    <message>
        <location filename="gui/chart_kinds.py"/>
        <source>↑ Up</source>
        <translation>↑ Subida</translation>
    </message>
    <message>
        <location filename="gui/coverage_chart.py"/>
        <source>Signal by place</source>
        <translation>Señal por lugar</translation>
    </message>
    <message>
        <location filename="gui/coverage_chart.py"/>
        <source>Median signal by place, {unit} from the middle; north is up</source>
        <translation>Señal mediana por lugar, {unit} desde el centro; el norte está arriba</translation>
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
        <translation>Sin lugares</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>No positions are recorded</source>
        <translation>No se registran posiciones</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>The signal is kept by place once recording of the location is allowed, in Settings, Privacy.</source>
        <translation>La señal se guarda por lugar cuando se permite registrar la ubicación, en Ajustes, Privacidad.</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Signal by place as a table</source>
        <translation>Señal por lugar como tabla</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>All networks</source>
        <translation>Todas las redes</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Show as table</source>
        <translation>Mostrar como tabla</translation>
    </message>
    <message>
        <location filename="gui/coverage_view.py"/>
        <source>Show as chart</source>
        <translation>Mostrar como gráfico</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Median signal</source>
        <translation>Señal mediana</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Weakest</source>
        <translation>Más débil</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Strongest</source>
        <translation>Más fuerte</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Latitude</source>
        <translation>Latitud</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Longitude</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>{network}: {median} ({weakest} to {strongest}), {time} at {latitude}, {longitude}</source>
        <translation>{network}: {median} ({weakest} a {strongest}), {time} en {latitude}, {longitude}</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/coverage_words.py"/>
        <source>{n} places</source>
        <extracomment>for one: {n} place</extracomment>
        <translation><numerusform>{n} lugar</numerusform><numerusform>{n} lugares</numerusform></translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Coverage: {places}; weakest {spot}.</source>
        <translation>Cobertura: {places}; lo más débil, {spot}.</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Point at a place or use the arrow keys to read its signal.</source>
        <translation>Señale un lugar o use las flechas para leer su señal.</translation>
    </message>
    <message>
        <location filename="gui/coverage_words.py"/>
        <source>Coverage: no places.</source>
        <translation>Cobertura: sin lugares.</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>not known</source>
        <translation>desconocido</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>no connection</source>
        <translation>sin conexión</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>this link only</source>
        <translation>solo este enlace</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>the local network; the internet was not checked</source>
        <translation>la red local; internet no se comprobó</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>the internet</source>
        <translation>internet</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Medium</source>
        <translation>Medio</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Interface</source>
        <translation>Interfaz</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Access point</source>
        <translation>Punto de acceso</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Frequency</source>
        <translation>Frecuencia</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Channel width</source>
        <translation>Ancho de canal</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal (RSSI)</source>
        <translation>Señal (RSSI)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal (RSSI, derived)</source>
        <translation>Señal (RSSI, derivada)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal (RSRP)</source>
        <translation>Señal (RSRP)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Signal to noise (SINR)</source>
        <translation>Señal a ruido (SINR)</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Noise</source>
        <translation>Ruido</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Technology</source>
        <translation>Tecnología</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Operator code</source>
        <translation>Código del operador</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Cell</source>
        <translation>Celda</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Roaming</source>
        <translation>Itinerancia</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Since {time}: {received} received, {sent} sent</source>
        <translation>Desde {time}: {received} recibidos, {sent} enviados</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Network: not connected</source>
        <translation>Red: sin conexión</translation>
    </message>
    <message>
        <location filename="gui/details.py"/>
        <source>Reaches</source>
        <translation>Alcanza</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Mon</source>
        <translation>lun</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Tue</source>
        <translation>mar</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Wed</source>
        <translation>mié</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Thu</source>
        <translation>jue</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Fri</source>
        <translation>vie</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Sat</source>
        <translation>sáb</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Sun</source>
        <translation>dom</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>over {amount} {unit}</source>
        <translation>más de {amount} {unit}</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>{date}: {total} (down {down}, up {up})</source>
        <translation>{date}: {total} (bajada {down}, subida {up})</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Usage per day since {date}: {total} on {days}, most on {peak} with {most}.</source>
        <translation>Consumo por día desde {date}: {total} en {days}; el máximo, el {peak} con {most}.</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>up to {amount}</source>
        <translation>hasta {amount}</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>Usage per day: nothing recorded.</source>
        <translation>Consumo por día: nada registrado.</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>not running</source>
        <translation>sin ejecutar</translation>
    </message>
    <message>
        <location filename="gui/heat_days.py"/>
        <source>not available</source>
        <translation>no disponible</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/heat_days.py"/>
        <source>{n} days</source>
        <extracomment>for one: {n} day</extracomment>
        <translation><numerusform>{n} día</numerusform><numerusform>{n} días</numerusform></translation>
    </message>
    <message>
        <location filename="gui/heat_map.py"/>
        <source>Usage per day</source>
        <translation>Consumo por día</translation>
    </message>
    <message>
        <location filename="gui/history_header.py"/>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <location filename="gui/history_header.py"/>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <location filename="gui/history_header.py"/>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Day</source>
        <translation>Día</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Week</source>
        <translation>Semana</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <location filename="gui/history_range.py"/>
        <source>Year</source>
        <translation>Año</translation>
    </message>
    <message>
        <location filename="gui/history_summary.py"/>
        <source>Lowest</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <location filename="gui/history_summary.py"/>
        <source>Mean</source>
        <translation>Media</translation>
    </message>
    <message>
        <location filename="gui/history_summary.py"/>
        <source>Peak</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trip, ms: {party}</source>
        <translation>Ida y vuelta, ms: {party}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>By minute</source>
        <translation>Por minuto</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>By hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>By day</source>
        <translation>Por día</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal, {unit}</source>
        <translation>Señal, {unit}</translation>
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
        <translation><numerusform>Los intervalos de hasta {n} día también se pueden mostrar exactos, por minuto.</numerusform><numerusform>Los intervalos de hasta {n} días también se pueden mostrar exactos, por minuto.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Lowest signal</source>
        <translation>Señal mínima</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Mean signal</source>
        <translation>Señal media</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Highest signal</source>
        <translation>Señal máxima</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Down</source>
        <translation>Bajada</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Up</source>
        <translation>Subida</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trip</source>
        <translation>Ida y vuelta</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Observed</source>
        <translation>Observado</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{time}: {word} {mean} ({low} to {high}), down {down}, up {up}</source>
        <translation>{time}: {word} {mean} ({low} a {high}), bajada {down}, subida {up}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal, {range}: lowest {low}, mean {mean}, highest {high}.</source>
        <translation>Señal, {range}: mínima {low}, media {mean}, máxima {high}.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trips to {party}, {range}: lowest {low}, mean {mean}, highest {high} ms; {lost} lost.</source>
        <translation>Ida y vuelta a {party}, {range}: mínimo {low}, media {mean}, máximo {high} ms; {lost} perdidos.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage, {range}: down {down}, up {up} in all; most at {time} with {most}.</source>
        <translation>Consumo, {range}: en total bajada {down}, subida {up}; el máximo, a las {time} con {most}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/history_words.py"/>
        <source>{n} outages</source>
        <extracomment>for one: {n} outage</extracomment>
        <translation><numerusform>{n} corte</numerusform><numerusform>{n} cortes</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/history_words.py"/>
        <source>{n} other events</source>
        <extracomment>for one: {n} other event</extracomment>
        <translation><numerusform>{n} evento más</numerusform><numerusform>{n} eventos más</numerusform></translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Events, {range}: {outages}, {events}: {told}.</source>
        <translation>Eventos, {range}: {outages}, {events}: {told}.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Exact</source>
        <translation>Exacto</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Aggregated</source>
        <translation>Agregado</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Minute by minute, as it was recorded.</source>
        <translation>Minuto a minuto, tal como se registró.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>From hourly values.</source>
        <translation>De valores por hora.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>From daily values.</source>
        <translation>De valores por día.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Point or use the arrow keys to read a value, drag or turn the wheel to zoom.</source>
        <translation>Señale o use las flechas para leer un valor; arrastre o gire la rueda para ampliar.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{time}: no data</source>
        <translation>{time}: sin datos</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{up}, round trip {delay} ms</source>
        <translation>{up}, ida y vuelta {delay} ms</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{time}: down {down}, up {up}</source>
        <translation>{time}: bajada {down}, subida {up}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal, {range}: nothing measured.</source>
        <translation>Señal, {range}: nada medido.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Round trips, {range}: nothing measured.</source>
        <translation>Ida y vuelta, {range}: nada medido.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage, {range}: nothing recorded.</source>
        <translation>Consumo, {range}: nada registrado.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Events, {range}: {outages}.</source>
        <translation>Eventos, {range}: {outages}.</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal per minute, {unit}: lowest, mean, highest</source>
        <translation>Señal por minuto, {unit}: mínima, media, máxima</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal per hour, {unit}: lowest, mean, highest</source>
        <translation>Señal por hora, {unit}: mínima, media, máxima</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Signal per day, {unit}: lowest, mean, highest</source>
        <translation>Señal por día, {unit}: mínima, media, máxima</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage per minute, {unit}</source>
        <translation>Consumo por minuto, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage per hour, {unit}</source>
        <translation>Consumo por hora, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Usage per day, {unit}</source>
        <translation>Consumo por día, {unit}</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>{figure} ms</source>
        <translation>{figure} ms</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Gateway</source>
        <translation>Puerta de enlace</translation>
    </message>
    <message>
        <location filename="gui/history_words.py"/>
        <source>Name server</source>
        <translation>Servidor de nombres</translation>
    </message>
    <message>
        <location filename="gui/lane_layout.py"/>
        <source>Outage</source>
        <translation>Corte</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/lane_layout.py"/>
        <source>{n} events</source>
        <extracomment>for one: {n} event</extracomment>
        <translation><numerusform>{n} evento</numerusform><numerusform>{n} eventos</numerusform></translation>
    </message>
    <message>
        <location filename="gui/live_kit.py"/>
        <source>Throughput, {unit}</source>
        <translation>Tráfico, {unit}</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Paused at</source>
        <translation>En pausa a las</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>At the cursor</source>
        <translation>En el cursor</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Signal</source>
        <translation>Señal</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Signal, last {range}: now {now}, lowest {low}, highest {high}.</source>
        <translation>Señal, últimos {range}: ahora {now}, mínima {low}, máxima {high}.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>nothing measured now</source>
        <translation>ahora nada medido</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Throughput, last {range}: {now}, peaks {down} down and {up} up.</source>
        <translation>Tráfico, últimos {range}: {now}, máximos de bajada {down} y subida {up}.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Events, last {range}: {events}.</source>
        <translation>Eventos, últimos {range}: {events}.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>{band}, channel {channel}</source>
        <translation>{band}, canal {channel}</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Signal, last {range}: nothing measured.</source>
        <translation>Señal, últimos {range}: nada medido.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>Throughput, last {range}: nothing measured.</source>
        <translation>Tráfico, últimos {range}: nada medido.</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>now {down} down and {up} up</source>
        <translation>ahora bajada {down} y subida {up}</translation>
    </message>
    <message>
        <location filename="gui/live_words.py"/>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/live_words.py"/>
        <source>{n} gaps without data.</source>
        <extracomment>for one: {n} gap without data.</extracomment>
        <translation><numerusform>{n} hueco sin datos.</numerusform><numerusform>{n} huecos sin datos.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Show in History</source>
        <translation>Mostrar en el historial</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Shown instead of the name</source>
        <translation>Se muestra en lugar del nombre</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>What the audit finds here is accepted.</source>
        <translation>Se acepta lo que la auditoría encuentra aquí.</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Its records stay on this computer, those that wait included.</source>
        <translation>Sus registros se quedan en este equipo, también los que esperan.</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Trusted</source>
        <translation>De confianza</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Never upload from here</source>
        <translation>No enviar nunca desde aquí</translation>
    </message>
    <message>
        <location filename="gui/network_detail.py"/>
        <source>Metered: as the system says</source>
        <translation>De uso medido: lo que diga el sistema</translation>
    </message>
    <message>
        <location filename="gui/networks_tree.py"/>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Last seen</source>
        <translation>Última vez</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>{n} networks</source>
        <extracomment>for one: {n} network</extracomment>
        <translation><numerusform>{n} red</numerusform><numerusform>{n} redes</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>and {n} more</source>
        <extracomment>for one: and {n} more</extracomment>
        <translation><numerusform>y {n} más</numerusform><numerusform>y {n} más</numerusform></translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Band</source>
        <translation>Banda</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Median</source>
        <translation>Mediana</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Last</source>
        <translation>Última</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Name hidden</source>
        <translation>Nombre oculto</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>No name</source>
        <translation>Sin nombre</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Today, {time}</source>
        <translation>Hoy, {time}</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Yesterday, {time}</source>
        <translation>Ayer, {time}</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>Unchanged since {date}, when it was first seen.</source>
        <translation>Sin cambios desde el {date}, cuando se vio por primera vez.</translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>not read</source>
        <translation>sin leer</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>{n} insecure</source>
        <extracomment>for one: {n} insecure</extracomment>
        <translation><numerusform>{n} insegura</numerusform><numerusform>{n} inseguras</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/networks_words.py"/>
        <source>{n} weak</source>
        <extracomment>for one: {n} weak</extracomment>
        <translation><numerusform>{n} débil</numerusform><numerusform>{n} débiles</numerusform></translation>
    </message>
    <message>
        <location filename="gui/networks_words.py"/>
        <source>not applicable</source>
        <translation>no aplicable</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/notices.py"/>
        <source>{n} things need attention</source>
        <extracomment>for one: {n} thing needs attention</extracomment>
        <translation><numerusform>{n} asunto requiere atención</numerusform><numerusform>{n} asuntos requieren atención</numerusform></translation>
    </message>
    <message>
        <location filename="gui/rail.py"/>
        <source>Quit netmon</source>
        <translation>Salir de netmon</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/rail.py"/>
        <source>{n} waiting</source>
        <extracomment>for one: {n} waiting</extracomment>
        <translation><numerusform>{n} en espera</numerusform><numerusform>{n} en espera</numerusform></translation>
    </message>
    <message>
        <location filename="gui/rail.py"/>
        <source>Recording every second</source>
        <translation>Registra cada segundo</translation>
    </message>
    <message>
        <location filename="gui/range_buttons.py"/>
        <source>Length of time in view</source>
        <translation>Duración a la vista</translation>
    </message>
    <message>
        <location filename="gui/read_out.py"/>
        <source>Very weak</source>
        <translation>Muy débil</translation>
    </message>
    <message>
        <location filename="gui/report_pdf.py"/>
        <source>{title} · page {n}</source>
        <translation>{title} · página {n}</translation>
    </message>
    <message>
        <location filename="gui/security_help.py"/>
        <source>Insecure network</source>
        <translation>Red insegura</translation>
    </message>
    <message>
        <location filename="gui/security_help.py"/>
        <source>{network} is insecure ({security}).</source>
        <translation>{network} es insegura ({security}).</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Never recorded, whatever is set: {what}.</source>
        <translation>Nunca se registra, se ajuste lo que se ajuste: {what}.</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>What this app sends</source>
        <translation>Qué envía esta app</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Copy record</source>
        <translation>Copiar el registro</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Newest record, exactly as it is sent</source>
        <translation>El registro más nuevo, tal como se envía</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Fields of a record</source>
        <translation>Campos de un registro</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Change what is sent</source>
        <translation>Cambiar lo que se envía</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Sending</source>
        <translation>Envío</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Where to</source>
        <translation>Adónde</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Newest record</source>
        <translation>El registro más nuevo</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>What it tells</source>
        <translation>Qué dice</translation>
    </message>
    <message>
        <location filename="gui/sends_dialog.py"/>
        <source>In the newest record</source>
        <translation>En el registro más nuevo</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>One record for each connection that begins, goes on, changes or ends, and nothing else: no telemetry, no update check.</source>
        <translation>Un registro por cada conexión que empieza, sigue, cambia o termina, y nada más: sin telemetría, sin búsqueda de actualizaciones.</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>No record yet. The first one is made as soon as a connection is seen.</source>
        <translation>Aún no hay registros. El primero se hace en cuanto se ve una conexión.</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>is being read</source>
        <translation>se está leyendo</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>cannot be read at the moment</source>
        <translation>no se puede leer ahora</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>left out: not measured</source>
        <translation>omitido: no medido</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>addresses that you visit, and what you send or receive</source>
        <translation>las direcciones que visita, y lo que envía o recibe</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>other networks in range, and other devices</source>
        <translation>otras redes al alcance y otros equipos</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>your name, keystrokes, or the screen</source>
        <translation>su nombre, las teclas que pulsa o la pantalla</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>as a hash</source>
        <translation>como hash</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>left out by your choice</source>
        <translation>omitido, como usted eligió</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>established</source>
        <translation>establecida</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>maintained</source>
        <translation>mantenida</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>changed</source>
        <translation>cambiada</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>terminated</source>
        <translation>terminada</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>waiting</source>
        <translation>en espera</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>sending</source>
        <translation>enviándose</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>sent</source>
        <translation>enviado</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>rejected</source>
        <translation>rechazado</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>kept here, not to be sent</source>
        <translation>se queda aquí, no se envía</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>dropped</source>
        <translation>descartado</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>{event} at {time}, {state}</source>
        <translation>{event} a las {time}, {state}</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Name of the network</source>
        <translation>Nombre de la red</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Medium: WiFi, mobile, Bluetooth or Ethernet</source>
        <translation>Medio: WiFi, móvil, Bluetooth o Ethernet</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Kind of encryption</source>
        <translation>Tipo de cifrado</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Number of the mobile operator</source>
        <translation>Número del operador móvil</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Frequency, in GHz</source>
        <translation>Frecuencia, en GHz</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>How the network lets devices in</source>
        <translation>Cómo admite la red los equipos</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Address of the access point</source>
        <translation>Dirección del punto de acceso</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Number of the mobile cell</source>
        <translation>Número de la celda móvil</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Whether the mobile network is a foreign one</source>
        <translation>Si la red móvil es ajena</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Position: latitude</source>
        <translation>Posición: latitud</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Position: longitude</source>
        <translation>Posición: longitud</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Bytes received since the record before</source>
        <translation>Bytes recibidos desde el registro anterior</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Bytes sent since the record before</source>
        <translation>Bytes enviados desde el registro anterior</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Speed of the link, in Mbit/s</source>
        <translation>Velocidad del enlace, en Mbit/s</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>What the signal is measured by</source>
        <translation>Con qué se mide la señal</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Level of the signal</source>
        <translation>Nivel de la señal</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Time of the event</source>
        <translation>Hora del evento</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>Off. Records are kept on this computer and nothing is sent.</source>
        <translation>Desactivado. Los registros se quedan en este equipo y no se envía nada.</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>none yet</source>
        <translation>aún ninguno</translation>
    </message>
    <message>
        <location filename="gui/sends_words.py"/>
        <source>On.</source>
        <translation>Activado.</translation>
    </message>
    <message>
        <location filename="gui/setting_field.py"/>
        <source>Set by your organisation</source>
        <translation>Fijado por su organización</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Version {version}</source>
        <translation>Versión {version}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Records: {place}</source>
        <translation>Registros: {place}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Settings: {place}</source>
        <translation>Ajustes: {place}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Log: {place}</source>
        <translation>Registro del programa: {place}</translation>
    </message>
    <message>
        <location filename="gui/settings_extras.py"/>
        <source>Nothing is kept from netmon: network names and access points can be recorded.</source>
        <translation>Nada se le oculta a netmon: los nombres de red y los puntos de acceso se pueden registrar.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Sampling interval</source>
        <translation>Intervalo de muestreo</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Live sampling interval</source>
        <translation>Intervalo de muestreo en directo</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Round trips to</source>
        <translation>Ida y vuelta a</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Round trips each</source>
        <translation>Ida y vuelta cada</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Heartbeat</source>
        <translation>Latido</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep records for</source>
        <translation>Conservar registros</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Most records</source>
        <translation>Máximo de registros</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Most disk space</source>
        <translation>Máximo de disco</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep minutes for</source>
        <translation>Conservar minutos</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep hours for</source>
        <translation>Conservar horas</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Keep days for</source>
        <translation>Conservar días</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send records</source>
        <translation>Enviar registros</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>At once</source>
        <translation>A la vez</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Per second</source>
        <translation>Por segundo</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>On a metered network</source>
        <translation>En una red de uso medido</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send the time</source>
        <translation>Enviar la hora</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Certificate authorities</source>
        <translation>Autoridades de certificación</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Unsafe network</source>
        <translation>Red no segura</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Weak signal</source>
        <translation>Señal débil</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Weak for</source>
        <translation>Débil durante</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Records that wait</source>
        <translation>Registros en espera</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Waiting for</source>
        <translation>En espera durante</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Used quota</source>
        <translation>Cuota consumida</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Record the position</source>
        <translation>Registrar la posición</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Decimals of a position</source>
        <translation>Decimales de la posición</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Network name</source>
        <translation>Nombre de la red</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Quota</source>
        <translation>Cuota</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Period</source>
        <translation>Periodo</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Begins on day</source>
        <translation>Empieza el día</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>What counts</source>
        <translation>Qué cuenta</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Only the network</source>
        <translation>Solo la red</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Warn at</source>
        <translation>Avisar al</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Units of rates</source>
        <translation>Unidad de las tasas</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>As it is</source>
        <translation>Tal cual</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>As a hash</source>
        <translation>Como hash</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Left out</source>
        <translation>Omitido</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send nothing</source>
        <translation>No enviar nada</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send what is made meanwhile</source>
        <translation>Enviar lo que se haga mientras tanto</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Send everything</source>
        <translation>Enviar todo</translation>
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
        <translation>Como el sistema</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Mobile networks</source>
        <translation>Redes móviles</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Mobile networks abroad</source>
        <translation>Redes móviles en el extranjero</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>{range}; usually {usual}.</source>
        <translation>{range}; lo habitual es {usual}.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>This must be a number: {range}.</source>
        <translation>Debe ser un número: {range}.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>{low} to {high} {unit}</source>
        <translation>{low} a {high} {unit}</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Monitoring</source>
        <translation>Supervisión</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Retention</source>
        <translation>Conservación</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Alerts</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Upload</source>
        <translation>Envío</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Privacy and permissions</source>
        <translation>Privacidad y permisos</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>Diagnosis</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>hours</source>
        <translation>horas</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>days</source>
        <translation>días</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>This {problem}.</source>
        <translation>Esto {problem}.</translation>
    </message>
    <message>
        <location filename="gui/settings_words.py"/>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message>
        <location filename="gui/sparkline.py"/>
        <source>peak ↓ {down} ↑ {up} {unit}</source>
        <translation>máximo ↓ {down} ↑ {up} {unit}</translation>
    </message>
    <message>
        <location filename="gui/sparkline.py"/>
        <source>now</source>
        <translation>ahora</translation>
    </message>
    <message>
        <location filename="gui/state_view.py"/>
        <source>Show less</source>
        <translation>Mostrar menos</translation>
    </message>
    <message>
        <location filename="gui/state_view.py"/>
        <source>Show {n} more</source>
        <translation>Mostrar {n} más</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Resume now</source>
        <translation>Reanudar ahora</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Don’t show again</source>
        <translation>No mostrar más</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>What to do</source>
        <translation>Qué hacer</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Enter a new token</source>
        <translation>Introducir un token nuevo</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Show the settings file</source>
        <translation>Mostrar el archivo de ajustes</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Show waiting records</source>
        <translation>Mostrar los registros en espera</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Show rejected records</source>
        <translation>Mostrar los registros rechazados</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Open Diagnosis</source>
        <translation>Abrir el diagnóstico</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/states.py"/>
        <source>The first values appear in about {n} seconds. Charts fill from the right.</source>
        <extracomment>for one: The first values appear in about {n} second. Charts fill from the right.</extracomment>
        <translation><numerusform>Los primeros valores aparecen en {n} segundo aproximadamente. Los gráficos se llenan desde la derecha.</numerusform><numerusform>Los primeros valores aparecen en unos {n} segundos. Los gráficos se llenan desde la derecha.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Recording goes on when the connection is back.</source>
        <translation>El registro sigue cuando vuelva la conexión.</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Needs attention</source>
        <translation>Requiere atención</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Good to know</source>
        <translation>Conviene saber</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Just started</source>
        <translation>Recién iniciado</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>First minute</source>
        <translation>Primer minuto</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/states.py"/>
        <source>{n} records are waiting. They are sent when the connection is back.</source>
        <extracomment>for one: {n} record is waiting. It is sent when the connection is back.</extracomment>
        <translation><numerusform>{n} registro espera. Se envía cuando vuelva la conexión.</numerusform><numerusform>{n} registros esperan. Se envían cuando vuelva la conexión.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Nothing is recorded or sent.</source>
        <translation>No se registra ni se envía nada.</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Nothing to show</source>
        <translation>Nada que mostrar</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Offline for {duration}</source>
        <translation>Sin conexión desde hace {duration}</translation>
    </message>
    <message>
        <location filename="gui/states.py"/>
        <source>Looking at {network}.</source>
        <translation>Mirando {network}.</translation>
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
        <translation>Se guarda en el llavero del sistema solo para este servidor, nunca en un archivo, y no se vuelve a mostrar.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>The token comes from {source}; one in the keyring is not used meanwhile.</source>
        <translation>El token viene de {source}; mientras tanto no se usa el del llavero.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Test</source>
        <translation>Probar</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Asks the server whether it takes the token, by an empty record.</source>
        <translation>Pregunta al servidor, con un registro vacío, si acepta el token.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Keep it all the same</source>
        <translation>Conservarlo de todos modos</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>It is in the keyring now.</source>
        <translation>Ahora está en el llavero.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>The token for {origin} is in the keyring, untested.</source>
        <translation>El token para {origin} está en el llavero, sin probar.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Give the server's address first.</source>
        <translation>Indique primero la dirección del servidor.</translation>
    </message>
    <message>
        <location filename="gui/token_field.py"/>
        <source>Asking the server…</source>
        <translation>Preguntando al servidor…</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Open netmon</source>
        <translation>Abrir netmon</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Copy network details</source>
        <translation>Copiar los detalles de la red</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Send now</source>
        <translation>Enviar ahora</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>For 15 minutes</source>
        <translation>Durante 15 minutos</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>For 1 hour</source>
        <translation>Durante 1 hora</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Until I resume</source>
        <translation>Hasta que reanude</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Insecure network: what to do</source>
        <translation>Red insegura: qué hacer</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>No notifications for 1 hour</source>
        <translation>Sin notificaciones durante 1 hora</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Show notifications again</source>
        <translation>Volver a notificar</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Settings…</source>
        <translation>Ajustes…</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>What this app sends…</source>
        <translation>Qué envía esta app…</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <location filename="gui/tray.py"/>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>very weak signal</source>
        <translation>señal muy débil</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>weak signal</source>
        <translation>señal débil</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>fair signal</source>
        <translation>señal regular</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>good signal</source>
        <translation>señal buena</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>excellent signal</source>
        <translation>señal excelente</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>very weak</source>
        <translation>muy débil</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>weak</source>
        <translation>débil</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>fair</source>
        <translation>regular</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>good</source>
        <translation>buena</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>excellent</source>
        <translation>excelente</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>strong security</source>
        <translation>seguridad fuerte</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>good security</source>
        <translation>seguridad buena</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>weak security</source>
        <translation>seguridad débil</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>insecure</source>
        <translation>insegura</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>security unknown</source>
        <translation>seguridad desconocida</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Paused until {time}</source>
        <translation>En pausa hasta las {time}</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>down {down}  up {up} {unit}</source>
        <translation>bajada {down}  subida {up} {unit}</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>{n} waiting to send</source>
        <translation>{n} por enviar</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Nothing is recorded or sent</source>
        <translation>No se registra ni se envía nada</translation>
    </message>
    <message>
        <location filename="gui/tray_words.py"/>
        <source>Resumes {time}</source>
        <translation>Se reanuda a las {time}</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Records are kept on this computer and nothing is sent.</source>
        <translation>Los registros se quedan en este equipo y no se envía nada.</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Turn it on all the same</source>
        <translation>Activarlo de todos modos</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/upload_switch.py"/>
        <source>{n} records made so far are kept here. Send them too?</source>
        <extracomment>for one: {n} record made so far is kept here. Send it too?</extracomment>
        <translation><numerusform>Hay {n} registro hecho hasta ahora. ¿Enviarlo también?</numerusform><numerusform>Hay {n} registros hechos hasta ahora. ¿Enviarlos también?</numerusform></translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Leave it off</source>
        <translation>Dejarlo desactivado</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Send them too</source>
        <translation>Enviarlos también</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>Keep them here</source>
        <translation>Conservarlos aquí</translation>
    </message>
    <message>
        <location filename="gui/upload_switch.py"/>
        <source>The upload stays off.</source>
        <translation>El envío sigue desactivado.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Records are sent as they are made</source>
        <translation>Los registros se envían según se hacen</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Nothing is lost.</source>
        <translation>No se pierde nada.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Set up sending</source>
        <translation>Configurar el envío</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>It goes on with the next connection.</source>
        <translation>Sigue con la próxima conexión.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>It goes on by itself once there is space.</source>
        <translation>Sigue solo en cuanto haya espacio.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>It goes on over another network.</source>
        <translation>Sigue por otra red.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Check the proxy in the settings, and what it allows.</source>
        <translation>Revise el proxy en los ajustes, y qué permite.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Check the certificate of the server and the clock of this computer.</source>
        <translation>Revise el certificado del servidor y el reloj de este equipo.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Look for an update of netmon, or ask who runs the server.</source>
        <translation>Busque una actualización de netmon, o pregunte a quien gestiona el servidor.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server has a fault of its own ({status})</source>
        <translation>El servidor tiene un fallo propio ({status})</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Next try at {time}.</source>
        <translation>Próximo intento a las {time}.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending {done} of {total}</source>
        <translation>Enviando {done} de {total}</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending is off</source>
        <translation>El envío está desactivado</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server cannot be reached</source>
        <translation>No se puede llegar al servidor</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>There is no connection to send over</source>
        <translation>No hay conexión por la que enviar</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Something else answers in the server’s place</source>
        <translation>Otra cosa responde en lugar del servidor</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server refused the token</source>
        <translation>El servidor rechazó el token</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>There is no token to send with</source>
        <translation>No hay token con que enviar</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The proxy does not let records through</source>
        <translation>El proxy no deja pasar los registros</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>No secure connection to the server could be made</source>
        <translation>No se pudo hacer una conexión segura con el servidor</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server does not know this address</source>
        <translation>El servidor no conoce esta dirección</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server does not take the records as they are</source>
        <translation>El servidor no acepta los registros tal como son</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server asked to wait</source>
        <translation>El servidor pidió esperar</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending stopped because its results cannot be saved</source>
        <translation>El envío se detuvo porque sus resultados no se pueden guardar</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Sending is paused</source>
        <translation>El envío está en pausa</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>This network is metered: nothing is sent over it</source>
        <translation>Esta red es de uso medido: no se envía nada por ella</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>The server is busy (503)</source>
        <translation>El servidor está ocupado (503)</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/upload_words.py"/>
        <source>{n} records are waiting.</source>
        <extracomment>for one: {n} record is waiting.</extracomment>
        <translation><numerusform>{n} registro espera.</numerusform><numerusform>{n} registros esperan.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Asking the server</source>
        <translation>Preguntando al servidor</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>Nothing leaves this computer.</source>
        <translation>Nada sale de este equipo.</translation>
    </message>
    <message>
        <location filename="gui/upload_words.py"/>
        <source>None waits.</source>
        <translation>Ninguno espera.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/upload_words.py"/>
        <source>{n} records are kept here.</source>
        <extracomment>for one: {n} record is kept here.</extracomment>
        <translation><numerusform>{n} registro se queda aquí.</numerusform><numerusform>{n} registros se quedan aquí.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>Overview</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <location filename="gui/views/__init__.py"/>
        <source>Log and upload</source>
        <translation>Registro y envío</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/diagnosis.py"/>
        <source>{n} rows need attention.</source>
        <extracomment>for one: {n} row needs attention.</extracomment>
        <translation><numerusform>{n} fila requiere atención.</numerusform><numerusform>{n} filas requieren atención.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Nothing needs attention.</source>
        <translation>Nada requiere atención.</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Copy report</source>
        <translation>Copiar el informe</translation>
    </message>
    <message>
        <location filename="gui/views/diagnosis.py"/>
        <source>Nothing was measured yet.</source>
        <translation>Aún no se ha medido nada.</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Nothing was recorded in this range. The history begins on {date}.</source>
        <translation>En este intervalo no se registró nada. El historial empieza el {date}.</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Empty</source>
        <translation>Vacío</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>No records here</source>
        <translation>Aquí no hay registros</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>No history yet</source>
        <translation>Aún sin historial</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>The first minute appears here once it is over.</source>
        <translation>El primer minuto aparece aquí en cuanto termina.</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>{dates}, all networks</source>
        <translation>{dates}, todas las redes</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Show as charts</source>
        <translation>Mostrar como gráficos</translation>
    </message>
    <message>
        <location filename="gui/views/history.py"/>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <location filename="gui/views/history_table.py"/>
        <source>Signal and usage as a table</source>
        <translation>Señal y consumo como tabla</translation>
    </message>
    <message>
        <location filename="gui/views/live.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <location filename="gui/views/live_table.py"/>
        <source>Signal and throughput as a table</source>
        <translation>Señal y tráfico como tabla</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>The log cannot be read</source>
        <translation>El registro no se puede leer</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Which records</source>
        <translation>Qué registros</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>Give up sending these {n} records?</source>
        <extracomment>for one: Give up sending this record?</extracomment>
        <translation><numerusform>¿Dejar de enviar este registro?</numerusform><numerusform>¿Dejar de enviar estos {n} registros?</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>They are never sent, and this cannot be undone. They stay in the log until their time is over.</source>
        <extracomment>for one: It is never sent, and this cannot be undone. It stays in the log until its time is over.</extracomment>
        <translation><numerusform>No se envía nunca, y esto no se puede deshacer. Sigue en el registro hasta que pase su tiempo.</numerusform><numerusform>No se envían nunca, y esto no se puede deshacer. Siguen en el registro hasta que pase su tiempo.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} records are given up.</source>
        <extracomment>for one: {n} record is given up.</extracomment>
        <translation><numerusform>{n} registro ya no se envía.</numerusform><numerusform>{n} registros ya no se envían.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} records wait to be sent.</source>
        <extracomment>for one: {n} record waits to be sent.</extracomment>
        <translation><numerusform>{n} registro espera el envío.</numerusform><numerusform>{n} registros esperan el envío.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} cannot be sent.</source>
        <extracomment>for one: {n} cannot be sent.</extracomment>
        <translation><numerusform>{n} no se puede enviar.</numerusform><numerusform>{n} no se pueden enviar.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>Writing {n} records.</source>
        <extracomment>for one: Writing {n} record.</extracomment>
        <translation><numerusform>Escribiendo {n} registro.</numerusform><numerusform>Escribiendo {n} registros.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log.py"/>
        <source>{n} records written to {file}.</source>
        <extracomment>for one: {n} record written to {file}.</extracomment>
        <translation><numerusform>{n} registro escrito en {file}.</numerusform><numerusform>{n} registros escritos en {file}.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Dates</source>
        <translation>Fechas</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Find in records</source>
        <translation>Buscar en los registros</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>No record yet</source>
        <translation>Aún sin registros</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>The first one is made as soon as a connection is seen.</source>
        <translation>El primero se hace en cuanto se ve una conexión.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>It is tried again by itself.</source>
        <translation>Se vuelve a intentar solo.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>That could not be noted: {error}</source>
        <translation>No se pudo anotar: {error}</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Writing {done} of {total}.</source>
        <translation>Escribiendo {done} de {total}.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>No record has this text</source>
        <translation>Ningún registro tiene este texto</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Names, addresses and values of records are searched.</source>
        <translation>Se buscan nombres, direcciones y valores de los registros.</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>No such record</source>
        <translation>Ningún registro así</translation>
    </message>
    <message>
        <location filename="gui/views/log.py"/>
        <source>Choose other states or dates above.</source>
        <translation>Elija arriba otros estados u otras fechas.</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Copy: {what}</source>
        <translation>Copiar: {what}</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Send after all</source>
        <translation>Enviar de todos modos</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Retry</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Copied.</source>
        <translation>Copiado.</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>No record</source>
        <translation>Ningún registro</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>No record chosen</source>
        <translation>Ningún registro elegido</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Records appear here as they are made.</source>
        <translation>Los registros aparecen aquí según se hacen.</translation>
    </message>
    <message>
        <location filename="gui/views/log_detail.py"/>
        <source>Choose one to see exactly what is sent, and what the server said.</source>
        <translation>Elija uno para ver exactamente qué se envía y qué dijo el servidor.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_detail.py"/>
        <source>Retry {n}</source>
        <extracomment>for one: Retry {n}</extracomment>
        <translation><numerusform>Reintentar {n}</numerusform><numerusform>Reintentar {n}</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_detail.py"/>
        <source>Delete {n}…</source>
        <extracomment>for one: Delete {n}…</extracomment>
        <translation><numerusform>Eliminar {n}…</numerusform><numerusform>Eliminar {n}…</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log_export.py"/>
        <source>Export records</source>
        <translation>Exportar registros</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Rejected</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Withheld</source>
        <translation>Retenido</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Dropped</source>
        <translation>Descartado</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>All dates</source>
        <translation>Todas las fechas</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Last 30 days</source>
        <translation>Últimos 30 días</translation>
    </message>
    <message>
        <location filename="gui/views/log_filter.py"/>
        <source>Kept here</source>
        <translation>Se queda aquí</translation>
    </message>
    <message>
        <location filename="gui/views/log_model.py"/>
        <source>Event</source>
        <translation>Evento</translation>
    </message>
    <message>
        <location filename="gui/views/log_model.py"/>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Established</source>
        <translation>Establecida</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Maintained</source>
        <translation>Mantenida</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Changed</source>
        <translation>Cambiada</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>Terminated</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>roam to {band}</source>
        <translation>cambio a {band}</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>roam</source>
        <translation>cambio</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>now channel {channel}</source>
        <translation>ahora canal {channel}</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>channel swap</source>
        <translation>cambio de canal</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>security</source>
        <translation>seguridad</translation>
    </message>
    <message>
        <location filename="gui/views/log_row.py"/>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <location filename="gui/views/log_strip.py"/>
        <source>Last success</source>
        <translation>Último éxito</translation>
    </message>
    <message>
        <location filename="gui/views/log_strip.py"/>
        <source>Oldest waiting</source>
        <translation>Más tiempo en espera</translation>
    </message>
    <message>
        <location filename="gui/views/log_table.py"/>
        <source>Records, newest first</source>
        <translation>Registros, los más nuevos primero</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is not sent again unless you retry.</source>
        <translation>No se vuelve a enviar a menos que usted lo reintente.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Server’s reply: {status}</source>
        <translation>Respuesta del servidor: {status}</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What will be sent</source>
        <translation>Lo que se enviará</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What is being sent</source>
        <translation>Lo que se está enviando</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What was sent</source>
        <translation>Lo que se envió</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What would be sent</source>
        <translation>Lo que se enviaría</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What would have been sent</source>
        <translation>Lo que se habría enviado</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The security of its network was not known and is never guessed, so that it has no form that can be sent.</source>
        <translation>La seguridad de su red no se conocía y nunca se adivina, así que no tiene forma que se pueda enviar.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server has no code for the security of its network.</source>
        <translation>El servidor no tiene código para la seguridad de su red.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Records of its network are never uploaded. This one is sent if you say so.</source>
        <translation>Los registros de su red no se envían nunca. Este se envía si usted lo dice.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>You chose to keep what waited then. It is sent if you say so.</source>
        <translation>Usted eligió conservar lo que esperaba entonces. Se envía si usted lo dice.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It was brought back from a damaged database that no longer tells whether it was sent. Sent again it may be stored twice.</source>
        <translation>Se recuperó de una base de datos dañada que ya no dice si se envió. Si se envía otra vez, puede guardarse dos veces.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is too large for the server.</source>
        <translation>Es demasiado grande para el servidor.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server says that it conflicts with another record.</source>
        <translation>El servidor dice que choca con otro registro.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Its request could not even be made.</source>
        <translation>Su petición ni siquiera se pudo hacer.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server failed at it, and at no other, for two days.</source>
        <translation>El servidor falló con él, y con ningún otro, durante dos días.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Its stored text is damaged.</source>
        <translation>Su texto guardado está dañado.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server took it at {time}.</source>
        <translation>El servidor lo aceptó a las {time}.</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_told.py"/>
        <source>{n} earlier tries may have reached it too.</source>
        <extracomment>for one: One earlier try may have reached it too.</extracomment>
        <translation><numerusform>Un intento anterior también pudo llegarle.</numerusform><numerusform>{n} intentos anteriores también pudieron llegarle.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>{reply}, about {fields}</source>
        <translation>{reply}, sobre {fields}</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server has it.</source>
        <translation>El servidor lo tiene.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Not sent</source>
        <translation>Sin enviar</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Rejected by the server</source>
        <translation>Rechazado por el servidor</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/log_told.py"/>
        <source>Tried {n} times.</source>
        <extracomment>for one: Tried once.</extracomment>
        <translation><numerusform>Se intentó una vez.</numerusform><numerusform>Se intentó {n} veces.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server failed at this record while it took others. It is tried again at {time}.</source>
        <translation>El servidor falló con este registro mientras aceptaba otros. Se vuelve a intentar a las {time}.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is sent in its turn.</source>
        <translation>Se envía cuando le toque.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>What failed</source>
        <translation>Qué falló</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Sending is off. It is sent once you turn it on.</source>
        <translation>El envío está desactivado. Se envía cuando usted lo active.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Waiting by itself</source>
        <translation>Espera aparte</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It was tried and not taken. It is tried again in its turn.</source>
        <translation>Se intentó y no se aceptó. Se vuelve a intentar cuando le toque.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Kept on this computer</source>
        <translation>Se queda en este equipo</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Given up</source>
        <translation>Abandonado</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>It is never sent. It stays in the log until its time is over.</source>
        <translation>No se envía nunca. Sigue en el registro hasta que pase su tiempo.</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>Being sent</source>
        <translation>Enviándose</translation>
    </message>
    <message>
        <location filename="gui/views/log_told.py"/>
        <source>The server has not answered yet.</source>
        <translation>El servidor aún no ha respondido.</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>No network yet</source>
        <translation>Aún sin redes</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>A network appears here a minute after this computer was attached to it.</source>
        <translation>Una red aparece aquí un minuto después de que este equipo se conecte a ella.</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Security is graded from what the network announces and what was negotiated, not from its name.</source>
        <translation>La seguridad se valora por lo que la red anuncia y lo que se negoció, no por su nombre.</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Find a network</source>
        <translation>Buscar una red</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Security grade</source>
        <translation>Grado de seguridad</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>All grades</source>
        <translation>Todos los grados</translation>
    </message>
    <message>
        <location filename="gui/views/networks.py"/>
        <source>Show as list</source>
        <translation>Mostrar como lista</translation>
    </message>
    <message>
        <location filename="gui/views/overview.py"/>
        <source>Latency</source>
        <translation>Latencia</translation>
    </message>
    <message>
        <location filename="gui/views/overview.py"/>
        <source>Outages today</source>
        <translation>Cortes de hoy</translation>
    </message>
    <message>
        <location filename="gui/views/overview.py"/>
        <source>Not available</source>
        <translation>No disponible</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>Throughput now</source>
        <translation>Tráfico ahora</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>{rate} down</source>
        <translation>{rate} de bajada</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>{rate} up</source>
        <translation>{rate} de subida</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>Usage</source>
        <translation>Consumo</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>today</source>
        <translation>hoy</translation>
    </message>
    <message>
        <location filename="gui/views/overview_cards.py"/>
        <source>Mark as trusted</source>
        <translation>Marcar como de confianza</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Only the router was asked.</source>
        <translation>Solo se preguntó al router.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{what} at {time}</source>
        <translation>{what} a las {time}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{time} in all.</source>
        <translation>{time} en total.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{share} of {limit} used, until {day}.</source>
        <translation>{share} de {limit} consumido, hasta el {day}.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{medium}, connected since {time}</source>
        <translation>{medium}, con conexión desde las {time}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>You are on {network}</source>
        <translation>Está en {network}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>You are connected</source>
        <translation>Está conectado</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Quick</source>
        <translation>Rápida</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Fine for calls and games.</source>
        <translation>Buena para llamadas y juegos.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Fine for calls; fast games may feel it.</source>
        <translation>Buena para llamadas; los juegos rápidos pueden notarlo.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Slow</source>
        <translation>Lenta</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Talk in calls overlaps.</source>
        <translation>En las llamadas las voces se pisan.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Very slow</source>
        <translation>Muy lenta</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Even pages open with a delay.</source>
        <translation>Hasta las páginas se abren con retraso.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nobody was asked in the last minute.</source>
        <translation>No se preguntó a nadie en el último minuto.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{share} of packets were lost in the last minute.</source>
        <translation>Se perdió el {share} de los paquetes en el último minuto.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>No packet lost.</source>
        <translation>Ningún paquete perdido.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Router</source>
        <translation>Router</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Name lookup</source>
        <translation>Resolución de nombres</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>no answer</source>
        <translation>sin respuesta</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/overview_words.py"/>
        <source>{n} changes of access point.</source>
        <extracomment>for one: {n} change of access point.</extracomment>
        <translation><numerusform>{n} cambio de punto de acceso.</numerusform><numerusform>{n} cambios de punto de acceso.</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>One goes on.</source>
        <translation>Uno continúa.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>{word} signal</source>
        <translation>Señal: {word}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>channel {n}</source>
        <translation>canal {n}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Not measured</source>
        <translation>Sin medir</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>No answer</source>
        <translation>Sin respuesta</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nobody answered in the last minute.</source>
        <translation>Nadie respondió en el último minuto.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Unsteady</source>
        <translation>Irregular</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/views/overview_words.py"/>
        <source>{n} kept here</source>
        <extracomment>for one: {n} kept here</extracomment>
        <translation><numerusform>{n} se queda aquí</numerusform><numerusform>{n} se quedan aquí</numerusform></translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Off</source>
        <translation>Desactivado</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>All sent</source>
        <translation>Todo enviado</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nothing to send</source>
        <translation>Nada que enviar</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>link {rate}</source>
        <translation>enlace {rate}</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Nothing has failed since midnight, as far as it was watched.</source>
        <translation>Nada ha fallado desde medianoche, hasta donde se ha observado.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>The quota is used up.</source>
        <translation>La cuota está agotada.</translation>
    </message>
    <message>
        <location filename="gui/views/overview_words.py"/>
        <source>Likely to end at {amount}.</source>
        <translation>Acabará probablemente en {amount}.</translation>
    </message>
    <message>
        <location filename="gui/views/settings.py"/>
        <source>Groups of settings</source>
        <translation>Grupos de ajustes</translation>
    </message>
    <message>
        <location filename="gui/views/settings.py"/>
        <source>Permissions</source>
        <translation>Permisos</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Welcome to netmon</source>
        <translation>Bienvenido a netmon</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Step {n} of {all}</source>
        <translation>Paso {n} de {all}</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Finish and send</source>
        <translation>Terminar y enviar</translation>
    </message>
    <message>
        <location filename="gui/welcome.py"/>
        <source>Finish without upload</source>
        <translation>Terminar sin envío</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Every {n} s, more often while you look</source>
        <translation>Cada {n} s, más a menudo mientras mira</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>What is recorded</source>
        <translation>Qué se registra</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Reading the network name</source>
        <translation>Leer el nombre de la red</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Upload is off</source>
        <translation>El envío está desactivado</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Network name, access point, signal, bytes</source>
        <translation>Nombre de la red, punto de acceso, señal, bytes</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Never addresses you visit, never content</source>
        <translation>Nunca direcciones visitadas, nunca contenido</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>On this computer only</source>
        <translation>Solo en este equipo</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Kept for {n} days in your user folder</source>
        <translation>Se guarda {n} días en su carpeta de usuario</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Pause it from the tray at any time</source>
        <translation>Se puede pausar desde la bandeja en cualquier momento</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>See a record</source>
        <translation>Ver un registro</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>This system shows the WiFi name only to programs that may know your location. netmon does not ask where you are.</source>
        <translation>Este sistema muestra el nombre WiFi solo a programas que puedan conocer su ubicación. netmon no pregunta dónde está.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>This system tells programs the name of the network without asking you. netmon records it.</source>
        <translation>Este sistema dice a los programas el nombre de la red sin preguntarle. netmon lo registra.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Go without</source>
        <translation>Prescindir de ello</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Signal and usage work. Networks appear without their names.</source>
        <translation>La señal y el consumo funcionan. Las redes aparecen sin sus nombres.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>netmon writes down which network you use, how strong it is and how much it moves.</source>
        <translation>netmon anota qué red usa, lo fuerte que es y cuánto mueve.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Ask the system</source>
        <translation>Preguntar al sistema</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Network names and access points are recorded. Your position is not.</source>
        <translation>Se registran los nombres de red y los puntos de acceso. Su posición, no.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Record names</source>
        <translation>Registrar los nombres</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Network names and access points are recorded, on this computer. Your position is not.</source>
        <translation>Se registran los nombres de red y los puntos de acceso, en este equipo. Su posición, no.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>You can change this later in Settings, Privacy and permissions.</source>
        <translation>Puede cambiarlo después en Ajustes, Privacidad y permisos.</translation>
    </message>
    <message>
        <location filename="gui/welcome_panes.py"/>
        <source>Records leave this computer only after you give a server and a token, and the test passes.</source>
        <translation>Los registros salen de este equipo solo cuando indique un servidor y un token, y la prueba salga bien.</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>Recording every {n} s</source>
        <translation>Registra cada {n} s</translation>
    </message>
    <message>
        <location filename="gui/window.py"/>
        <source>Recorded by another netmon</source>
        <translation>Registra otro netmon</translation>
    </message>
    <message numerus="yes">
        <location filename="gui/window.py"/>
        <source>{n} records kept here</source>
        <extracomment>for one: {n} record kept here</extracomment>
        <translation><numerusform>{n} registro se queda aquí</numerusform><numerusform>{n} registros se quedan aquí</numerusform></translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Connected to {name}</source>
        <translation>Conectado a {name}</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Disconnected from {name}</source>
        <translation>Desconectado de {name}</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Roam</source>
        <translation>Cambio de punto</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Security changed</source>
        <translation>Seguridad cambiada</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Now {name}</source>
        <translation>Ahora {name}</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>VPN on</source>
        <translation>VPN activada</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>VPN off</source>
        <translation>VPN desactivada</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Back from sleep</source>
        <translation>De vuelta del reposo</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Lost its password</source>
        <translation>Perdió su contraseña</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Less secure than before</source>
        <translation>Menos segura que antes</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Unknown access point</source>
        <translation>Punto de acceso desconocido</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Another router</source>
        <translation>Otro router</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Everything answers again</source>
        <translation>Todo responde de nuevo</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Channel changed</source>
        <translation>Canal cambiado</translation>
    </message>
    <message>
        <location filename="happenings.py"/>
        <source>Channel {n}</source>
        <translation>Canal {n}</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>Neither cable nor radio carries anything. Move closer to the access point, or check the cable.</source>
        <translation>Ni el cable ni la radio llevan nada. Acérquese al punto de acceso, o revise el cable.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The connection stands, but the router behind it is silent. Restart it, or ask whoever runs it.</source>
        <translation>La conexión existe, pero el router detrás calla. Reinícielo, o pregunte a quien lo gestiona.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The network carries traffic, but its name server is silent: addresses are reached, names are not.</source>
        <translation>La red transporta tráfico, pero su servidor de nombres calla: se llega a direcciones, no a nombres.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The router answers, the hosts that you named do not: the fault lies behind the router.</source>
        <translation>El router responde, los equipos que usted indicó no: el fallo está detrás del router.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>Since {time}.</source>
        <translation>Desde las {time}.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>{used} of {limit} ({share}) in the period that ends on {day}. Nothing is held back: it is only told.</source>
        <translation>{used} de {limit} ({share}) en el periodo que acaba el {day}. No se retiene nada: solo se avisa.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The connection works again</source>
        <translation>La conexión vuelve a funcionar</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>It failed for {length}, until {time}.</source>
        <translation>Falló durante {length}, hasta las {time}.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The signal is very weak</source>
        <translation>La señal es muy débil</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>Expect slow transfers and lost connections here. Move closer, or use another access point.</source>
        <translation>Espere aquí transferencias lentas y cortes. Acérquese, o use otro punto de acceso.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/alerts.py"/>
        <source>{n} records are not getting away</source>
        <extracomment>for one: {n} record is not getting away</extracomment>
        <translation><numerusform>{n} registro no logra salir</numerusform><numerusform>{n} registros no logran salir</numerusform></translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The oldest waits for {length}. Nothing is lost; `netmon queue list` shows why it was not sent.</source>
        <translation>El más antiguo espera desde hace {length}. No se pierde nada; `netmon queue list` muestra por qué no se envió.</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The quota is used up</source>
        <translation>La cuota está agotada</translation>
    </message>
    <message>
        <location filename="health/alerts.py"/>
        <source>The quota is nearly used up</source>
        <translation>La cuota está casi agotada</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The settings file cannot be read</source>
        <translation>El archivo de ajustes no se puede leer</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The settings {keys} are not valid</source>
        <translation>Los ajustes {keys} no son válidos</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The policies for {keys} are not valid</source>
        <translation>Las directivas para {keys} no son válidas</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>It is {duration} ahead of the server's.</source>
        <translation>Va {duration} por delante del servidor.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>It is {duration} behind the server's.</source>
        <translation>Va {duration} por detrás del servidor.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>This computer's clock is wrong</source>
        <translation>El reloj de este equipo está mal</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The organisation's policy is ignored</source>
        <translation>La directiva de la organización se ignora</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The setting {key} is not valid</source>
        <translation>El ajuste {key} no es válido</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The policy for {key} is not valid</source>
        <translation>La directiva para {key} no es válida</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>The defaults are used until it is mended.</source>
        <translation>Se usan los valores por defecto hasta que se corrija.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>Records carry its time, and secure connections may fail over it; nothing is removed for its age meanwhile. Set it, or turn on automatic time.</source>
        <translation>Los registros llevan su hora, y las conexiones seguras pueden fallar por ella; mientras tanto no se borra nada por su edad. Ajústelo, o active la hora automática.</translation>
    </message>
    <message>
        <location filename="health/configuration.py"/>
        <source>Your own settings hold until it is mended.</source>
        <translation>Sus propios ajustes valen hasta que se corrija.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>New values are shown but not being saved.</source>
        <translation>Los valores nuevos se muestran pero no se guardan.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Held in memory: {n} records.</source>
        <extracomment>for one: Held in memory: {n} record.</extracomment>
        <translation><numerusform>En memoria: {n} registro.</numerusform><numerusform>En memoria: {n} registros.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The disk is full</source>
        <translation>El disco está lleno</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The data directory cannot be written</source>
        <translation>No se puede escribir en la carpeta de datos</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The database comes from a newer version</source>
        <translation>La base de datos es de una versión más nueva</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The database cannot be used</source>
        <translation>La base de datos no se puede usar</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>It is kept as {place}, and recording goes on in a fresh one.</source>
        <translation>Se guarda como {place}, y el registro sigue en una nueva.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Check the disk and its cables; the damaged file is yours to remove.</source>
        <translation>Revise el disco y sus cables; el archivo dañado puede borrarlo usted.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>A damaged database was set aside</source>
        <translation>Se apartó una base de datos dañada</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Brought back: {n} records.</source>
        <extracomment>for one: Brought back: {n} record.</extracomment>
        <translation><numerusform>Recuperado: {n} registro.</numerusform><numerusform>Recuperados: {n} registros.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>A part of the database was removed</source>
        <translation>Se quitó una parte de la base de datos</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>{place} was removed while netmon did not run, and with it what had been recorded last. Leave the files beside the database alone: they are a part of it.</source>
        <translation>Se quitó {place} mientras netmon no estaba en marcha, y con él lo último que se registró. No toque los archivos junto a la base de datos: son parte de ella.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Dropped {n} unsent records</source>
        <extracomment>for one: Dropped {n} unsent record</extracomment>
        <translation><numerusform>{n} registro sin enviar descartado</numerusform><numerusform>{n} registros sin enviar descartados</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The limits under log.retention_days, log.max_records and log.max_bytes were reached. Raise them, or let records be sent.</source>
        <translation>Se alcanzaron los límites log.retention_days, log.max_records y log.max_bytes. Súbalos, o deje que se envíen los registros.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Whether {n} of them were sent is not known: they stay here until you send them (netmon log --state withheld, netmon queue retry).</source>
        <extracomment>for one: Whether {n} of them was sent is not known: it stays here until you send it (netmon log --state withheld, netmon queue retry).</extracomment>
        <translation><numerusform>No se sabe si {n} de ellos se envió: se queda aquí hasta que usted lo envíe (netmon log --state withheld, netmon queue retry).</numerusform><numerusform>No se sabe si {n} de ellos se enviaron: se quedan aquí hasta que usted los envíe (netmon log --state withheld, netmon queue retry).</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>Brought back so far: {n} records.</source>
        <extracomment>for one: Brought back so far: {n} record.</extracomment>
        <translation><numerusform>Recuperado hasta ahora: {n} registro.</numerusform><numerusform>Recuperados hasta ahora: {n} registros.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>The rest follows by itself.</source>
        <translation>El resto sigue solo.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>How many could not be read is not known.</source>
        <translation>No se sabe cuántos no se pudieron leer.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Saving and sending go on once there is space.</source>
        <translation>Guardar y enviar siguen en cuanto haya espacio.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Make {place} writable for you, or choose another place with --data-dir or NETMON_DATA_DIR.</source>
        <translation>Haga que usted pueda escribir en {place}, o elija otro lugar con --data-dir o NETMON_DATA_DIR.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>It is not touched.</source>
        <translation>No se toca.</translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Update the program.</source>
        <translation>Actualice el programa.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/disk.py"/>
        <source>{n} records could not be read.</source>
        <extracomment>for one: {n} record could not be read.</extracomment>
        <translation><numerusform>{n} registro no se pudo leer.</numerusform><numerusform>{n} registros no se pudieron leer.</numerusform></translation>
    </message>
    <message>
        <location filename="health/disk.py"/>
        <source>Nothing was lost.</source>
        <translation>No se perdió nada.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Everything else is recorded.</source>
        <translation>Todo lo demás se registra.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Not connected</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>WiFi is switched off</source>
        <translation>El WiFi está apagado</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>No network adapter</source>
        <translation>Ningún adaptador de red</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This computer has no connection. Recording starts by itself when there is one.</source>
        <translation>Este equipo no tiene conexión. El registro empieza solo cuando la haya.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This computer has no connection. Recording starts by itself when WiFi is switched on.</source>
        <translation>Este equipo no tiene conexión. El registro empieza solo cuando se encienda el WiFi.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Nothing to measure. Recording starts by itself when one appears.</source>
        <translation>Nada que medir. El registro empieza solo cuando aparezca uno.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>To allow it: the desktop's settings, Privacy, Location (or Location Services): turn it on, also for netmon-tray.</source>
        <translation>Para permitirlo: ajustes del escritorio, Privacidad, Ubicación (o servicios de ubicación): actívelo, también para netmon-tray.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>To allow it: Settings, Privacy &amp; security, Location: turn on Location services and "Let desktop apps access your location".</source>
        <translation>Para permitirlo: Configuración, Privacidad y seguridad, Ubicación: active los servicios de ubicación y «Permitir que las aplicaciones de escritorio accedan a la ubicación».</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>To allow it: System Settings, Privacy &amp; Security, Location Services: turn it on, also for netmon-tray.</source>
        <translation>Para permitirlo: Ajustes del Sistema, Privacidad y seguridad, Localización: actívela, también para netmon-tray.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>privacy.location is on, and the system does not let this program know where this computer is.</source>
        <translation>privacy.location está activado, y el sistema no deja saber a este programa dónde está este equipo.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell interfaces, routes and byte counters</source>
        <translation>El sistema no dice interfaces, rutas ni contadores de bytes</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Nothing can be recorded until it answers.</source>
        <translation>No se puede registrar nada hasta que responda.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell WiFi details</source>
        <translation>El sistema no dice los detalles del WiFi</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Records go on without name, signal and security of WiFi networks.</source>
        <translation>Los registros siguen sin nombre, señal ni seguridad de las redes WiFi.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell where this computer is</source>
        <translation>El sistema no dice dónde está este equipo</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Records go on without a position.</source>
        <translation>Los registros siguen sin posición.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This network wants a login</source>
        <translation>Esta red pide iniciar sesión</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Until then only its login page can be reached. Recording goes on and nothing is lost.</source>
        <translation>Hasta entonces solo se llega a su página de acceso. El registro sigue y no se pierde nada.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and nobody has been asked yet whether this program may know that.</source>
        <translation>Los nombres y puntos de acceso revelan dónde está un equipo, y aún no se ha preguntado a nadie si este programa puede saberlo.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and this program was refused to know that.</source>
        <translation>Los nombres y puntos de acceso revelan dónde está un equipo, y a este programa se le negó saberlo.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and location access is switched off for the whole computer, or by its organisation.</source>
        <translation>Los nombres y puntos de acceso revelan dónde está un equipo, y el acceso a la ubicación está desactivado para todo el equipo o por su organización.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>Names and access points tell where a computer is, and the system keeps that from this program.</source>
        <translation>Los nombres y puntos de acceso revelan dónde está un equipo, y el sistema se lo oculta a este programa.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>WiFi names are hidden by the system</source>
        <translation>El sistema oculta los nombres de las redes WiFi</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The position is withheld by the system</source>
        <translation>El sistema retiene la posición</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell connection names and details of the mobile network</source>
        <translation>El sistema no dice nombres de conexiones ni detalles de la red móvil</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell connection names and metering</source>
        <translation>El sistema no dice nombres de conexiones ni si son de uso medido</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell details of the mobile network</source>
        <translation>El sistema no dice los detalles de la red móvil</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell byte counters or routes</source>
        <translation>El sistema no dice contadores de bytes o rutas</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>What it leaves out is missing in records.</source>
        <translation>Lo que omite falta en los registros.</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell what the connection costs</source>
        <translation>El sistema no dice lo que cuesta la conexión</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell whether location access is allowed, or the position</source>
        <translation>El sistema no dice si se permite el acceso a la ubicación, o no da la posición</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>{network} is insecure</source>
        <translation>{network} es insegura</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>This network is insecure</source>
        <translation>Esta red es insegura</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>The system does not tell {part}</source>
        <translation>El sistema no dice {part}</translation>
    </message>
    <message>
        <location filename="health/networks.py"/>
        <source>It is asked again by itself.</source>
        <translation>Se vuelve a preguntar solo.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>A part of the program has stopped</source>
        <translation>Una parte del programa se ha detenido</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Restart the program.</source>
        <translation>Reinicie el programa.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Recording has stopped</source>
        <translation>El registro se ha detenido</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Nothing is recorded until the program is restarted.</source>
        <translation>No se registra nada hasta reiniciar el programa.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Sending has stopped</source>
        <translation>El envío se ha detenido</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Records are kept; they are sent after a restart of the program.</source>
        <translation>Los registros se conservan; se envían tras reiniciar el programa.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Another netmon ({who}) records into the same data directory.</source>
        <translation>Otro netmon ({who}) registra en la misma carpeta de datos.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Another netmon records into the same data directory.</source>
        <translation>Otro netmon registra en la misma carpeta de datos.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>Another process records</source>
        <translation>Registra otro proceso</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>This desktop has no tray</source>
        <translation>Este escritorio no tiene bandeja</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>netmon stays in its window. Closing it keeps recording.</source>
        <translation>netmon se queda en su ventana. Al cerrarla, el registro sigue.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>The log has the details.</source>
        <translation>Los detalles están en el registro del programa.</translation>
    </message>
    <message>
        <location filename="health/program.py"/>
        <source>This one shows what it stores and takes over when it ends.</source>
        <translation>Este muestra lo que aquel guarda y toma el relevo cuando termine.</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>The name server answers for names that don't exist</source>
        <translation>El servidor de nombres responde por nombres que no existen</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>Providers do this to show pages of their own. Answers from such addresses are not taken for those of a host that you named.</source>
        <translation>Los proveedores lo hacen para mostrar páginas propias. Las respuestas de esas direcciones no valen como las de un equipo que usted indicó.</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>{target} is not found</source>
        <translation>{target} no se encuentra</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>The name server knows no such host. It is not asked for round trips; see reachability.targets.</source>
        <translation>El servidor de nombres no conoce ese equipo. No se le piden tiempos de ida y vuelta; véase reachability.targets.</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>Round trips to {party} can't be measured</source>
        <translation>El tiempo de ida y vuelta a {party} no se puede medir</translation>
    </message>
    <message>
        <location filename="health/reach.py"/>
        <source>This system does not let netmon send echoes, and nothing answers a connection there. No loss is counted.</source>
        <translation>Este sistema no deja a netmon enviar ecos, y nadie responde allí a una conexión. No se cuentan pérdidas.</translation>
    </message>
    <message numerus="yes">
        <location filename="health/sending.py"/>
        <source>{n} records were rejected</source>
        <extracomment>for one: {n} record was rejected</extracomment>
        <translation><numerusform>{n} registro fue rechazado</numerusform><numerusform>{n} registros fueron rechazados</numerusform></translation>
    </message>
    <message>
        <location filename="health/sending.py"/>
        <source>The server does not take them as they are. `netmon queue list` shows why; `netmon queue retry` sends them again, `netmon queue drop` gives them up.</source>
        <translation>El servidor no los acepta tal como son. `netmon queue list` muestra por qué; `netmon queue retry` los reenvía, `netmon queue drop` los abandona.</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>The connection was lost</source>
        <translation>Se perdió la conexión</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>The router does not answer</source>
        <translation>El router no responde</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>Names are not resolved</source>
        <translation>Los nombres no se resuelven</translation>
    </message>
    <message>
        <location filename="outages.py"/>
        <source>The internet does not answer</source>
        <translation>Internet no responde</translation>
    </message>
    <message>
        <location filename="reports/__init__.py"/>
        <source>{since} to {until}</source>
        <translation>{since} a {until}</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Security of the networks that were used</source>
        <translation>Seguridad de las redes utilizadas</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Grade</source>
        <translation>Calificación</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Seen last</source>
        <translation>Vista por última vez</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>{grade} (trusted)</source>
        <translation>{grade} (de confianza)</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Insecure, not trusted</source>
        <translation>Inseguras, sin confianza</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>None was seen in this time.</source>
        <translation>No se vio ninguna en este tiempo.</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>None in this time.</source>
        <translation>Ninguno en este tiempo.</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <location filename="reports/audit.py"/>
        <source>What changed</source>
        <translation>Qué cambió</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>An outage is claimed after three rounds of questions without an answer, and counted from the first of them. Link: this computer had no connection. Gateway: the router did not answer. DNS: the router answered, the name server did not. Internet: the router answered, no host that was named in the settings did.</source>
        <translation>Una interrupción se declara tras tres rondas de preguntas sin respuesta y se cuenta desde la primera. Enlace: este equipo no tenía conexión. Puerta de enlace: el router no respondió. DNS: el router respondió, el servidor de nombres no. Internet: el router respondió, pero ninguno de los hosts indicados en los ajustes.</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Sleep, pauses and times in which nothing was recorded are no outages. What is counted as available is the time that was observed, less the outages of gateway, DNS and internet.</source>
        <translation>La suspensión, las pausas y el tiempo en que no se registró nada no son interrupciones. Se cuenta como disponible el tiempo observado, menos las interrupciones de puerta de enlace, DNS e internet.</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>answered again</source>
        <translation>volvió a responder</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>something else failed</source>
        <translation>falló otra cosa</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>this computer slept</source>
        <translation>este equipo entró en suspensión</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>another network was joined</source>
        <translation>se pasó a otra red</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>it was switched off</source>
        <translation>se desactivó</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>recording was paused</source>
        <translation>se pausó el registro</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>the program was stopped</source>
        <translation>se cerró el programa</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>last seen then; the program ended</source>
        <translation>visto por última vez entonces; el programa terminó</translation>
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
        <translation>Inicio</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Ended</source>
        <translation>Fin</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Lasted</source>
        <translation>Duración</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>How it ended</source>
        <translation>Cómo terminó</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Asked</source>
        <translation>Consultado</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Outages of a network connection</source>
        <translation>Interrupciones de una conexión de red</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>{network} (VPN {tunnel})</source>
        <translation>{network} (VPN {tunnel})</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Outages</source>
        <translation>Interrupciones</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Together</source>
        <translation>En total</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Longest</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>goes on</source>
        <translation>continúa</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>None were measured.</source>
        <translation>No se midió ninguno.</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Lost</source>
        <translation>Perdidas</translation>
    </message>
    <message>
        <location filename="reports/outages.py"/>
        <source>Jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Usage of the network</source>
        <translation>Uso de la red</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Nothing was recorded in this time.</source>
        <translation>No se registró nada en este tiempo.</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Received</source>
        <translation>Recibido</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>By network</source>
        <translation>Por red</translation>
    </message>
    <message>
        <location filename="reports/usage.py"/>
        <source>Days are those of this computer's calendar, and whole: a day that the range touches is counted in full.</source>
        <translation>Los días son los del calendario de este equipo, y completos: un día que el intervalo toca se cuenta entero.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>{key} is set by your organisation.</source>
        <translation>{key} lo fija su organización.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>It cannot be changed here.</source>
        <translation>No se puede cambiar aquí.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>The settings file {config_file} cannot be read: {reason}.</source>
        <translation>El archivo de ajustes {config_file} no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>Mend the file or move it away, then try again; nothing was changed.</source>
        <translation>Corrija el archivo o apártelo, e inténtelo de nuevo; no se cambió nada.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>The settings file {config_file} cannot be written: {reason}.</source>
        <translation>El archivo de ajustes {config_file} no se puede escribir: {reason}.</translation>
    </message>
    <message>
        <location filename="settings/file.py"/>
        <source>{problem}; {value} is used</source>
        <translation>{problem}; se usa {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be empty or the full path of a file</source>
        <translation>debe estar vacío o ser la ruta completa de un archivo</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be an address such as https://gate.example.com/api/v1</source>
        <translation>debe ser una dirección como https://gate.example.com/api/v1</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>There is no setting {key}.</source>
        <translation>No hay ningún ajuste {key}.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must hold neither a user name nor a query</source>
        <translation>no debe contener un nombre de usuario ni una consulta</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must begin with https:// (http:// is taken for this computer only)</source>
        <translation>debe empezar por https:// (http:// solo vale para este equipo)</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be empty, none, or an address such as http://proxy.example.com:3128</source>
        <translation>debe estar vacío, none, o ser una dirección como http://proxy.example.com:3128</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be true or false, not {value}</source>
        <translation>debe ser true o false, no {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be a {kind}, not {value}</source>
        <translation>debe ser del tipo «{kind}», no {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be from {allowed}, not {value}</source>
        <translation>debe estar en {allowed}, no {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be text, not {value}</source>
        <translation>debe ser texto, no {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be one of {allowed}, not {value}</source>
        <translation>debe ser uno de {allowed}, no {value}</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>must be one line of text</source>
        <translation>debe ser una línea de texto</translation>
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
        <source>The log is kept below this size.</source>
        <translation>El registro se mantiene por debajo de este tamaño.</translation>
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
        <source>Who is asked for round trips, with commas: `gateway`, `dns` (the system's name servers) and hosts of your choice (example.org, 192.0.2.1:443). Empty: nobody.</source>
        <translation>A quién se piden tiempos de ida y vuelta, con comas: `gateway`, `dns` (los servidores de nombres del sistema) y equipos que usted elija (example.org, 192.0.2.1:443). Vacío: a nadie.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Seconds between two such rounds; on metered networks six times as many.</source>
        <translation>Segundos entre dos de esas rondas; en redes de uso medido, seis veces más.</translation>
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
        <source>Notify of a network that is insecure, or is not as it was.</source>
        <translation>Avisar de una red que es insegura o no es como era.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify of an outage and of its end.</source>
        <translation>Avisar de un corte y de su final.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify of a signal that stays very weak.</source>
        <translation>Avisar de una señal que sigue muy débil.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>A signal counts as weak after so many seconds.</source>
        <translation>Una señal cuenta como débil después de tantos segundos.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify of records that are not getting away.</source>
        <translation>Avisar de registros que no logran salir.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>That is told when the oldest waits for so many hours.</source>
        <translation>Se avisa cuando el más antiguo espera tantas horas.</translation>
    </message>
    <message>
        <location filename="settings/schema.py"/>
        <source>Notify when the quota is nearly used up, and when it is used up.</source>
        <translation>Avisar cuando la cuota está casi agotada, y cuando se agota.</translation>
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
    <message>
        <location filename="settings/schema.py"/>
        <source>{meaning} It takes {allowed}.</source>
        <translation>{meaning} Admite {allowed}.</translation>
    </message>
    <message>
        <location filename="settings/turn.py"/>
        <source>Another netmon is changing {target} and does not come to an end.</source>
        <translation>Otro netmon está cambiando {target} y no termina.</translation>
    </message>
    <message>
        <location filename="settings/turn.py"/>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message numerus="yes">
        <location filename="units.py"/>
        <source>{n} records waiting</source>
        <extracomment>for one: {n} record waiting</extracomment>
        <translation><numerusform>{n} registro en espera</numerusform><numerusform>{n} registros en espera</numerusform></translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Fair</source>
        <translation>Regular</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Excellent</source>
        <translation>Excelente</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WiFi</source>
        <translation>WiFi</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Mobile</source>
        <translation>Móvil</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Open (OWE transition)</source>
        <translation>Abierta (transición OWE)</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WEP, shared key</source>
        <translation>WEP, clave compartida</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Dynamic WEP</source>
        <translation>WEP dinámico</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Online sign-up (OSEN)</source>
        <translation>Registro en línea (OSEN)</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WAPI, password</source>
        <translation>WAPI, contraseña</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>WAPI, certificate</source>
        <translation>WAPI, certificado</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>RSN, unknown key management</source>
        <translation>RSN, gestión de claves desconocida</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Mobile (3GPP)</source>
        <translation>Móvil (3GPP)</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Wired</source>
        <translation>Por cable</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Wired 802.1X</source>
        <translation>Por cable, 802.1X</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>hidden by the system</source>
        <translation>oculto por el sistema</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Jan</source>
        <translation>ene</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Feb</source>
        <translation>feb</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Mar</source>
        <translation>mar</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Apr</source>
        <translation>abr</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>May</source>
        <translation>may</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Jun</source>
        <translation>jun</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Jul</source>
        <translation>jul</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Aug</source>
        <translation>ago</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Sep</source>
        <translation>sep</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Oct</source>
        <translation>oct</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Nov</source>
        <translation>nov</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Dec</source>
        <translation>dic</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>Last success {time}.</source>
        <translation>Último éxito: {time}.</translation>
    </message>
    <message>
        <location filename="units.py"/>
        <source>The server took none yet.</source>
        <translation>El servidor aún no ha aceptado ninguno.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>Use an address such as https://gate.example.com/api/v1 for upload.base_url.</source>
        <translation>Use para upload.base_url una dirección como https://gate.example.com/api/v1.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address is not one.</source>
        <translation>La dirección del servidor no lo es.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address holds a user name or a password.</source>
        <translation>La dirección del servidor contiene un nombre de usuario o una contraseña.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address holds a query or a fragment.</source>
        <translation>La dirección del servidor contiene una consulta o un fragmento.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The server's address begins with http://, which would show the token to the whole network.</source>
        <translation>La dirección del servidor empieza por http://, lo que mostraría el token a toda la red.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>Use https://; http:// is taken for this computer only.</source>
        <translation>Use https://; http:// solo vale para este equipo.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>The proxy's address is not one.</source>
        <translation>La dirección del proxy no lo es.</translation>
    </message>
    <message>
        <location filename="upload/address.py"/>
        <source>Use one such as http://proxy.example.com:3128 for upload.proxy.</source>
        <translation>Use para upload.proxy una como http://proxy.example.com:3128.</translation>
    </message>
    <message>
        <location filename="upload/asking.py"/>
        <source>There is no token to use.</source>
        <translation>No hay ningún token que usar.</translation>
    </message>
    <message numerus="yes">
        <location filename="upload/circuit.py"/>
        <source>This network is metered: records are sent as they are made, and {n} older ones wait for another one (upload.on_metered)</source>
        <extracomment>for one: This network is metered: records are sent as they are made, and {n} older one waits for another one (upload.on_metered)</extracomment>
        <translation><numerusform>Esta red es de uso medido: los registros se envían según se hacen, y {n} anterior espera otra red (upload.on_metered)</numerusform><numerusform>Esta red es de uso medido: los registros se envían según se hacen, y {n} anteriores esperan otra red (upload.on_metered)</numerusform></translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Upload is off: records are kept here</source>
        <translation>El envío está desactivado: los registros se quedan aquí</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Turn on upload.enabled to send them.</source>
        <translation>Active upload.enabled para enviarlos.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>The server does not answer as it should</source>
        <translation>El servidor no responde como debe</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending goes on with the next one.</source>
        <translation>El envío sigue con la próxima.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Something else answers in the server's place</source>
        <translation>Otra cosa responde en lugar del servidor</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Open the network's login page in a browser, or ask who runs this network.</source>
        <translation>Abra la página de acceso de la red en un navegador, o pregunte a quien la gestiona.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Set a new one: netmon token set</source>
        <translation>Ponga uno nuevo: netmon token set</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Check upload.proxy and what the proxy allows.</source>
        <translation>Revise upload.proxy y lo que el proxy permite.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Check its certificate; a private authority goes into upload.ca_file.</source>
        <translation>Revise su certificado; una autoridad privada va en upload.ca_file.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Check upload.base_url.</source>
        <translation>Revise upload.base_url.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Look for an update of netmon-tray, or ask who runs the server.</source>
        <translation>Busque una actualización de netmon-tray, o pregunte a quien gestiona el servidor.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending goes on by itself.</source>
        <translation>El envío sigue solo.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending stopped because its results can't be saved</source>
        <translation>El envío se detuvo porque sus resultados no se pueden guardar</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Free or repair the disk: it goes on by itself.</source>
        <translation>Libere o repare el disco: sigue solo.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>It goes on with recording.</source>
        <translation>Sigue con el registro.</translation>
    </message>
    <message>
        <location filename="upload/circuit.py"/>
        <source>Sending goes on over another one (upload.on_metered).</source>
        <translation>El envío sigue por otra (upload.on_metered).</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>the file in NETMON_TOKEN_FILE</source>
        <translation>el archivo en NETMON_TOKEN_FILE</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>the keyring</source>
        <translation>el llavero</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Copy it again from the server, without quotes or line breaks.</source>
        <translation>Cópielo otra vez del servidor, sin comillas ni saltos de línea.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token begins with the word Bearer.</source>
        <translation>El token empieza por la palabra Bearer.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Leave that word out.</source>
        <translation>Quite esa palabra.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token holds spaces or characters that no token has.</source>
        <translation>El token contiene espacios o caracteres que ningún token tiene.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token has {n} characters, not {least} to {most}.</source>
        <translation>El token tiene {n} caracteres, no de {least} a {most}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} is not a regular file.</source>
        <translation>El archivo de token {path} no es un archivo normal.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} belongs to somebody else.</source>
        <translation>El archivo de token {path} es de otra persona.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} can be used by others.</source>
        <translation>Otros pueden usar el archivo de token {path}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Make it private: chmod 600 {path}</source>
        <translation>Hágalo privado: chmod 600 {path}</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>None is stored for {origin}. Set one: netmon token set</source>
        <translation>No hay ninguno guardado para {origin}. Ponga uno: netmon token set</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The keyring took the token and does not give it back.</source>
        <translation>El llavero aceptó el token y no lo devuelve.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>Check the keyring and try again.</source>
        <translation>Revise el llavero e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} can't be opened: {reason}.</source>
        <translation>El archivo de token {path} no se puede abrir: {reason}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>The token file {path} can't be read: {reason}.</source>
        <translation>El archivo de token {path} no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="upload/token.py"/>
        <source>{error} It came from: {source}.</source>
        <translation>{error} Venía de: {source}.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>This computer has no list of certificate authorities.</source>
        <translation>Este equipo no tiene lista de autoridades de certificación.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>Install the package ca-certificates.</source>
        <translation>Instale el paquete ca-certificates.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>The file {ca_file} holds no certificate.</source>
        <translation>El archivo {ca_file} no contiene ningún certificado.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>upload.ca_file must name certificates in PEM form.</source>
        <translation>upload.ca_file debe indicar certificados en formato PEM.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>The file {ca_file} can't be read: {reason}.</source>
        <translation>El archivo {ca_file} no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="upload/trust.py"/>
        <source>Check upload.ca_file.</source>
        <translation>Revise upload.ca_file.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>There is no keyring to keep the token in ({text}).</source>
        <translation>No hay llavero donde guardar el token ({text}).</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring failed ({name}).</source>
        <translation>El llavero falló ({name}).</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring does not answer in time.</source>
        <translation>El llavero no responde a tiempo.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>It may be waiting for your password: look for its prompt.</source>
        <translation>Quizá espera su contraseña: busque su ventana.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring does not answer.</source>
        <translation>El llavero no responde.</translation>
    </message>
    <message>
        <location filename="upload/vault.py"/>
        <source>The keyring failed.</source>
        <translation>El llavero falló.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The answer says nothing about the token.</source>
        <translation>La respuesta no dice nada del token.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server could not be asked.</source>
        <translation>No se pudo preguntar al servidor.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server accepted the token.</source>
        <translation>El servidor aceptó el token.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>It also stored the empty test record.</source>
        <translation>También guardó el registro de prueba vacío.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server accepted the token and stored nothing.</source>
        <translation>El servidor aceptó el token y no guardó nada.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>This is an inference: it refused the empty test record, and such services look at the token first.</source>
        <translation>Es una deducción: rechazó el registro de prueba vacío, y estos servicios miran primero el token.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>The server refused the token.</source>
        <translation>El servidor rechazó el token.</translation>
    </message>
    <message>
        <location filename="upload/verdict.py"/>
        <source>{words}. Set a new one with: netmon token set</source>
        <translation>{words}. Ponga uno nuevo con: netmon token set</translation>
    </message>
</context>
</TS>
