#!/bin/sh
# image.sh APP IMAGE: a disk image with the application and the way to where it belongs, signed where an identity is.
set -eu
app=$1 image=$2
identity=$(cat "$RUNNER_TEMP/identity" 2> /dev/null || true)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -n "$identity" ]; then
    codesign --verify --strict --verbose=2 "$app"
fi
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
hdiutil create -volname netmon-tray -srcfolder "$folder" -ov -format UDZO "$image"
if [ -n "$identity" ]; then
    codesign --sign "$identity" --timestamp "$image"
else
    echo "::notice::The disk image is not signed: there is no identity to sign with."
fi
