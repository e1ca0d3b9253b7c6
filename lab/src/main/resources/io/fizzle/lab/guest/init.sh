# Runs in the guest, as its first process, after the settings: $control, $begin, $end, and the
# functions mount_folders and run_command. It must never end by itself: that is a kernel panic.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
exec </dev/null >/dev/tty0 2>&1

power_off() {
  sync
  echo o > /proc/sysrq-trigger
  while :; do sleep 1; done
}

give_up() {
  echo "guest: $1"
  power_off
}

"$control/mount" -t proc proc /proc
"$control/mount" -t tmpfs tmpfs /run || give_up "cannot mount /run"
# /tmp, in which the control folder may be, is about to be covered
cp "$control/mount" /run/mount || give_up "cannot copy mount"
mount=/run/mount
$mount -t sysfs sysfs /sys || give_up "cannot mount /sys"
$mount -t cgroup2 cgroup2 /sys/fs/cgroup || give_up "cannot mount cgroup v2"
echo +memory > /sys/fs/cgroup/cgroup.subtree_control || give_up "this kernel has no memory cgroups"
mkdir -p /dev/shm /dev/pts
$mount -t tmpfs -o mode=1777 tmpfs /dev/shm
$mount -t devpts devpts /dev/pts
ln -s /proc/self/fd /dev/fd
echo localhost > /proc/sys/kernel/hostname
ip link set lo up || ifconfig lo 127.0.0.1 up || give_up "no loopback: neither ip nor ifconfig"

# /tmp is the guest's own, but the host's folders in it stay visible, read-only
for folder in /tmp/*/; do
  if [ -d "$folder" ] && [ ! -L "${folder%/}" ]; then echo "$folder"; fi
done > /run/folders
$mount -t tmpfs -o mode=1777 tmpfs /tmp || give_up "cannot mount /tmp"
while read -r folder; do
  mkdir "$folder" && $mount -t hostfs -o "ro,$folder" host "$folder"
done < /run/folders
mount_folders || give_up "cannot mount the writable folders"

# the file of messages tells what the command did, not how the guest booted, nor its command line
dmesg --clear
echo "$begin"
run_command
status=$?
echo
echo "$end"
dmesg > "$control/dmesg"
kill -9 -1
echo "$status" > "$control/status"
power_off
