"""Says how a run log is sealed, by docs/run-log.md and not by the script's own words.

seal.py LOG: one line, `sealed HEX`, `unsealed`, `open HEX` (events follow the last seal) or
`broken N` (the seal of line N is wrong).
"""
import hashlib
import sys


def state(data):
    chain, since, seals = b"", b"", 0
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        line = line.removesuffix(b"\r")
        if number == 1 or not line.strip(b" \t") or line.startswith(b"#"):
            continue
        event, mark, value = line.rpartition(b"\tchain=")
        if not mark:
            since += line + b"\n"
            continue
        since += event + b"\n"
        if hashlib.sha256(chain + b"\n" + since).hexdigest().encode() != value:
            return "broken %d" % number
        chain, since, seals = value, b"", seals + 1
    if seals == 0:
        return "unsealed"
    return "%s %s" % ("open" if since else "sealed", chain.decode())


with open(sys.argv[1], "rb") as log:
    print(state(log.read()))
