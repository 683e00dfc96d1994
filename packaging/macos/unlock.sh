#!/bin/sh
# Makes the certificate usable for codesign, in a keychain of its own, and tells which identity signs: the file "identity"
# in RUNNER_TEMP. CERTIFICATE is a PKCS #12 file in base64, PASSWORD its password, IDENTITY the name in it.
set -eu
if [ -z "${CERTIFICATE:-}" ]; then
    echo "::notice::Not signed and not notarized: the secret MACOS_CERTIFICATE is not set."
    exit 0
fi
keychain="$RUNNER_TEMP/signing.keychain-db"
file="$RUNNER_TEMP/certificate.p12"
secret=$(uuidgen)
trap 'rm -f "$file"' EXIT
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 3600 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
(umask 077 && printf %s "$CERTIFICATE" | base64 --decode > "$file")
security import "$file" -k "$keychain" -P "$PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$secret" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
printf %s "$IDENTITY" > "$RUNNER_TEMP/identity"
