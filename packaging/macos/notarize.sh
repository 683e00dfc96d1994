#!/bin/sh
# notarize.sh IMAGE: has Apple look at a signed disk image and pins its answer to it. APPLE_ID, APPLE_TEAM and
# APPLE_PASSWORD (one made for this, appleid.apple.com) say who asks.
set -eu
image=$1
if [ -z "${APPLE_ID:-}" ] || [ ! -f "$RUNNER_TEMP/identity" ]; then
    echo "::notice::Not notarized: the secrets for it are not set. macOS asks before it opens the app."
    exit 0
fi
xcrun notarytool submit "$image" --wait \
    --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM" --password "$APPLE_PASSWORD"
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
