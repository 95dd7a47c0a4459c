#!/bin/sh
# Install the programs that the fuller tests use, or say in one line how to. Fails only in CI, where no test may skip.
# Usage: tests/install-tools.sh [PYTHON], with the Python that has WeasyPrint.
set -eu

python=${1:-python3}
packages='' formulas=''

want() { # want DEBIAN-PACKAGE HOMEBREW-FORMULA PROBE...
    package=$1 formula=$2
    shift 2
    "$@" >/dev/null 2>&1 && return
    packages="$packages $package"
    case " $formulas " in *" $formula "*) ;; *) formulas="$formulas $formula" ;; esac
}

has_font() { # Without a font WeasyPrint draws nothing, and says nothing.
    fc-list | grep -q "$1"
}

want texlive-latex-base          texlive   command -v pdflatex
want texlive-xetex               texlive   command -v xelatex
want texlive-luatex              texlive   command -v lualatex
want texlive-latex-recommended   texlive   kpsewhich fontspec.sty
want texlive-latex-extra         texlive   kpsewhich enumitem.sty
want texlive-fonts-recommended   texlive   kpsewhich phvr8t.tfm
want lmodern                     texlive   kpsewhich lmodern.sty
want texlive-binaries            texlive   command -v bibtex
want poppler-utils               poppler   command -v pdftotext
want chromium                    chromium  command -v chromium
want fontconfig                  fontconfig command -v fc-list
want fonts-dejavu-core           font-dejavu has_font DejaVu
want fonts-droid-fallback        font-noto-sans-cjk has_font 'Droid Sans Fallback'
want 'libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' pango "$python" -c 'import weasyprint'

[ -n "$packages" ] || exit 0

# $packages is a list: its words are the arguments.
# shellcheck disable=SC2086
if command -v apt-get >/dev/null; then
    "$(dirname "$0")/../.ci/apt-install" 'tools for the tests' $packages && exit
elif command -v brew >/dev/null; then
    echo "tools for the tests: run \`brew install$formulas\`; what needs them is skipped until then" >&2
else
    echo "tools for the tests are missing, and what needs them is skipped; on Debian they are:$packages" >&2
fi
[ -z "${CI:-}" ]
