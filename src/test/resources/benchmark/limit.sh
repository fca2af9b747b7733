#!/usr/bin/env bash
# The least that can be done: one curl reads, another writes. Arguments: the vendor's address, and one that may be written to.
# The length is given, since the server would gather a body of unknown length in its memory.
curl -s "$1" | curl -sf -T - -H 'Transfer-Encoding:' -H "Content-Length: $BYTES" "$2"
