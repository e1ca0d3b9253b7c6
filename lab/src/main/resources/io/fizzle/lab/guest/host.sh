# Runs on the host, as the first process of namespaces of its own.
# Arguments: the control folder, the kernel and its arguments.
set -e
# The kernel keeps the guest's memory in a file: here it vanishes with the namespace.
mount -t tmpfs -o mode=1777,size=100% tmpfs /dev/shm
export TMPDIR=/dev/shm
# In the guest, a setuid mount would lose root where root is not the host's.
cp "$(command -v mount)" "$1/mount"
shift
ulimit -c 0
# The kernel holds one file open for each that the guest has open.
ulimit -n "$(ulimit -Hn)"
cd /
exec "$@"
