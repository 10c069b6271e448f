#!/bin/sh
# Installs the Chromium that the end-to-end tests drive, from Debian's or Ubuntu's packages. Nothing is done where one
# is found already (or named by CHROMIUM).
set -e
for browser in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
  if [ -n "$browser" ] && [ -x "$browser" ]; then
    echo "found $browser"
    exit 0
  fi
done
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation
