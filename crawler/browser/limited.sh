#!/bin/sh
# Starts a browser none of whose processes takes more memory of its own than so many kilobytes, or leaves an image of it on the disk.
ulimit -c 0
ulimit -d 1310720
program=$GONGKAI_PROGRAM
unset GONGKAI_PROGRAM
exec "$program" "$@"
