#!/usr/bin/env bash
# Puts FaceLab into the menu of the desktop and makes it open .facelab files, for the current user.
#   install.sh [PROGRAM]   PROGRAM: the facelab to start; found on PATH if left out
#   install.sh --remove    takes all of it away again
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
id=org.facelab.FaceLab

declare -A places=( # file here: where it goes
    [$id.desktop]=applications/$id.desktop
    [$id.metainfo.xml]=metainfo/$id.metainfo.xml
    [$id.mime.xml]=mime/packages/$id.xml
    [$id.svg]=icons/hicolor/scalable/apps/$id.svg
    [application-x-facelab.svg]=icons/hicolor/scalable/mimetypes/application-x-facelab.svg
)
for size in 16 24 32 48 64 128 256; do
    places[hicolor/${size}x$size/apps/$id.png]=icons/hicolor/${size}x$size/apps/$id.png
done

if [ "${1:-}" = --remove ]; then
    rm -f "${places[@]/#/$data/}"
else
    if ! program=$(type -P -- "${1:-facelab}"); then
        echo "install.sh: There is no program ${1:-facelab}; name it." >&2
        exit 2
    fi
    program=$(cd "$(dirname -- "$program")" && pwd)/$(basename -- "$program")
    for file in "${!places[@]}"; do
        install -Dm644 "$here/$file" "$data/${places[$file]}"
    done
    # A path may hold anything: escaped as a quoted argument, then as a value, then for the field codes.
    exec=$(sed 's/["`$\\]/\\&/g; s/\\/\\\\/g; s/%/%%/g' <<<"$program")
    line="Exec=\"$exec\" %f" awk '/^Exec=/ { $0 = ENVIRON["line"] } 1' "$here/$id.desktop" \
        >"$data/${places[$id.desktop]}"
fi

# Whatever keeps an index of these is told, where it is there.
tell() { ! command -v "$1" >/dev/null || [ ! -d "${!#}" ] || "$@" || true; }
tell update-desktop-database -q "$data/applications"
tell update-mime-database "$data/mime"
tell gtk-update-icon-cache -qtf "$data/icons/hicolor"
