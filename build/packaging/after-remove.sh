#!/bin/sh
# After the package was removed; electron-builder fills in ${executable} and ${sanitizedProductName}.
# deb calls it with `remove`, `purge`, `upgrade` and others, rpm with the number of versions that stay. Only when none stays is anything done: rpm runs
# this of the old version after the new one was installed.
case "$1" in
  remove | purge | 0 | '') ;;
  *) exit 0 ;;
esac

if command -v update-alternatives > /dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
fi
if [ -L '/usr/bin/${executable}' ] && [ ! -e '/usr/bin/${executable}' ]; then
  rm -f '/usr/bin/${executable}'
fi

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if command -v apparmor_parser > /dev/null 2>&1 && ! { command -v ischroot > /dev/null 2>&1 && ischroot; }; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi

# Seats are shared: what calls and tickets left behind must not wait for the next person. As the person, never as root: a link in a
# home must not lead root's rm anywhere. LIANXIAN_PEOPLE: another list of people, for the test.
people() {
  if [ -n "$LIANXIAN_PEOPLE" ]; then cat "$LIANXIAN_PEOPLE"; else getent passwd; fi
}
as_person() {
  if [ "$(id -un)" = "$1" ]; then shift; "$@"; else person=$1; shift; runuser -u "$person" -- "$@"; fi
}
people | while IFS=: read -r name _ uid _ _ home _; do
  [ "$uid" -ge 1000 ] && [ "$uid" -ne 65534 ] && [ -d "$home" ] || continue
  case "$home" in /*/*) ;; *) continue ;; esac
  as_person "$name" rm -rf \
    "$home/.config/lianxian" \
    "$home/.config/Lianxian" \
    "$home/.cache/lianxian" \
    "$home/.cache/lianxian-updater" \
    "$home/.config/autostart/lianxian.desktop" < /dev/null || true
done
exit 0
