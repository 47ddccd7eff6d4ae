# Sourced by the scripts in this folder: where tools are kept (outside the project, so that a second
# clone does not install them again) and the path on which they are found.
TOOLS="${NIANBAO_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/nianbao-tools}"
export PATH="$TOOLS/bin:$PWD/tools/node_modules/.bin:$PATH"
