#!/usr/bin/env bash
# Puts FaceLab into the menu of the desktop and makes it open .facelab files, for the current user.
#   install.sh [PROGRAM]   PROGRAM: the facelab to start; found on PATH if left out
#   install.sh --remove    takes all of it away again
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
id=org.facelab.FaceLab
sizes=(16 24 32 48 64 128 256)

targets=("$data/applications/$id.desktop" "$data/metainfo/$id.metainfo.xml" "$data/mime/packages/$id.xml"
    "$data/icons/hicolor/scalable/apps/$id.svg" "$data/icons/hicolor/scalable/mimetypes/application-x-facelab.svg")
for size in "${sizes[@]}"; do
    targets+=("$data/icons/hicolor/${size}x${size}/apps/$id.png")
done

if [ "${1:-}" = --remove ]; then
    rm -f "${targets[@]}"
else
    program=$(command -v "${1:-facelab}") || { echo "install.sh: There is no program ${1:-facelab}; name it." >&2; exit 2; }
    program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
    for target in "${targets[@]}"; do
        mkdir -p "$(dirname "$target")"
    done
    while IFS= read -r line; do # a path may hold anything: quoted as the desktop entry specification says
        [ "$line" = "Exec=facelab %f" ] && line="Exec=\"${program//\"/\\\"}\" %f"
        printf '%s\n' "$line"
    done <"$here/$id.desktop" >"${targets[0]}"
    cp "$here/$id.metainfo.xml" "${targets[1]}"
    cp "$here/$id.mime.xml" "${targets[2]}"
    cp "$here/$id.svg" "${targets[3]}"
    cp "$here/application-x-facelab.svg" "${targets[4]}"
    for size in "${sizes[@]}"; do
        cp "$here/icons/$size.png" "$data/icons/hicolor/${size}x${size}/apps/$id.png"
    done
fi

# What keeps lists of these is told, where it is there.
! command -v update-desktop-database >/dev/null || update-desktop-database -q "$data/applications" || true
! command -v update-mime-database >/dev/null || [ ! -d "$data/mime" ] || update-mime-database "$data/mime" || true
! command -v gtk-update-icon-cache >/dev/null || gtk-update-icon-cache -qtf "$data/icons/hicolor" || true
