#!/usr/bin/env bash
# Installs the Debian packages that rawi needs and that are missing; touches nothing, and needs no network, when all are there.
#
#   tools/packages.sh          what building and running rawi takes
#   tools/packages.sh --tests  what the tests take beside it
set -euo pipefail

# What CMakeLists.txt looks for; Boost.Graph is headers only. librocksdb-dev brings what its own CMake file asks for.
needed=(g++ cmake ninja-build
        libboost-dev libicu-dev libxml2-dev zlib1g-dev libzstd-dev liblzma-dev libxxhash-dev libcld2-dev
        libdnnl-dev libsentencepiece-dev
        librocksdb-dev nlohmann-json3-dev libexpected-dev libcli11-dev)
needed_by_tests=(catch2 libvalijson-dev)

say() { echo "packages: $*" >&2; }
die() { say "$*"; exit 1; }

case "${1-}" in
  "") ;;
  --tests) needed+=("${needed_by_tests[@]}") ;;
  *) die "unknown argument '$1'; use --tests or nothing" ;;
esac

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
  die "this is no Debian: install the likes of ${needed[*]} by hand, then run cmake --preset release"

is_installed() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=()
for package in "${needed[@]}"; do is_installed "$package" || missing+=("$package"); done
if [ ${#missing[@]} -eq 0 ]; then
  say "all ${#needed[@]} are installed"
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || die "not root and no sudo; as root run: apt-get install --no-install-recommends ${missing[*]}"
  as_root=(sudo)
fi

say "installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}" \
    >"$log" 2>&1 </dev/null
}
update() { "${as_root[@]}" apt-get update --quiet >"$log" 2>&1; }
# The package lists at hand may be missing or old: fetch new ones only then.
install || { say "fetching new package lists" && update && install; } || {
  tail -n 5 "$log" >&2
  die "apt-get could not install them (see above); is there a network, and does /etc/apt list Debian 12's main?"
}
say "installed ${#missing[@]}"
