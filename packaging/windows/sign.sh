#!/bin/sh
# Signs a Windows program or installer in place: NETMON_CERTIFICATE is a PKCS #12 file, its password in FILE.password.
# NETMON_TIMESTAMP names a time-stamping service; without one the signature ends with the certificate.
set -eu
osslsigncode sign -pkcs12 "$NETMON_CERTIFICATE" -readpass "$NETMON_CERTIFICATE.password" -h sha256 -n netmon-tray \
    ${NETMON_TIMESTAMP:+-ts "$NETMON_TIMESTAMP"} -in "$1" -out "$1.signed" >&2
mv "$1.signed" "$1"
