#!/usr/bin/env bash
# Finds what is said in the sources, and makes the files that the window loads. Translate between the two steps, in
# facelab_ru.ts, with Qt Linguist or any editor; what is new there is marked as unfinished. The first context, without
# a name, holds the sentences of the core, taken from where they are raised; the command line's own are left out.
set -euo pipefail
cd "$(dirname "$0")"
bin=${FACELAB_VENV:-../../.venv}/bin
mapfile -t sources < <(find ../../facelab/ -name '*.py' -not -path '*/cli/*' | sort)
sentences=(Message FaceLabError PhotoError RefusedError FaceError WeightsError EditError ArrayError OutputError Cancelled DataError
    SourceError)
aliases=$(printf 'tr+=%s,' "${sentences[@]}")
common=(-source-language en -no-obsolete -locations none -tr-function-alias "${aliases%,}")
"$bin/pyside6-lupdate" "${sources[@]}" -ts facelab_ru.ts -target-language ru "${common[@]}"
"$bin/pyside6-lupdate" "${sources[@]}" -ts facelab_en.ts -target-language en -pluralonly "${common[@]}"
"$bin/pyside6-lrelease" facelab_ru.ts facelab_en.ts
