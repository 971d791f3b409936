# ---- The seal ------------------------------------------------------------------------------
# The last field of an event, chain=, is the SHA-256 of the value before it and of all lines since
# then: a line that is changed or taken out later shows, and so does one that is added.

# find_sum: rb_sum is what gives the SHA-256 of its standard input, found out on an empty one.
find_sum() {
    for rb_sum in sha256sum 'busybox sha256sum' 'shasum -a 256' 'openssl dgst -sha256 -r'; do
        has "${rb_sum%% *}" || continue
        # shellcheck disable=SC2086 # a program and its options
        rb_read=$($rb_sum </dev/null 2>/dev/null)
        case $rb_read in
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855*) return 0 ;;
        esac
    done
    rb_sum=
    return 1
}

# hash_of FILE: rb_hash_of; empty where nothing can tell. Names of files stay out of it.
hash_of() {
    rb_hash_of=
    [ -n "$rb_sum" ] || return 0
    # shellcheck disable=SC2086 # a program and its options
    rb_hash_of=$($rb_sum <"$1" 2>/dev/null) || rb_hash_of=
    rb_hash_of=${rb_hash_of%% *}
}

# seal LINE: rb_sealed is LINE with its seal; without one as soon as nothing can make it.
seal() {
    rb_sealed=$1
    [ -n "$rb_sealing" ] || return 0
    # A key that interrupts the script reaches its programs, too; this one has to get to its end.
    # shellcheck disable=SC2086 # a program and its options
    rb_read=$(
        trap '' INT TERM HUP
        to_seal "$1" | $rb_sum 2>/dev/null
    )
    rb_read=${rb_read%% *}
    if [ ${#rb_read} -ne 64 ]; then
        rb_sealing=
        return 0
    fi
    rb_chain=$rb_read
    rb_covered=
    rb_sealed=$1${rb_tab}chain=$rb_chain
}

# to_seal LINE: what the seal of LINE is taken of.
to_seal() {
    printf '%s\n' "$rb_chain"
    [ -z "$rb_covered" ] || open_lines
    printf '%s\n' "$1"
}

# open_lines: the events in the log behind its line rb_covered.
open_lines() {
    rb_left=$rb_covered
    while IFS= read -r rb_text; do
        rb_left=$((rb_left - 1))
        [ "$rb_left" -lt 0 ] || continue
        rb_text=${rb_text%"$rb_return"}
        ! is_event "$rb_text" || printf '%s\n' "$rb_text"
    done <"$rb_log"
}

# is_event LINE: the others are empty, or comments.
is_event() {
    case $1 in
    '#'*) return 1 ;;
    *[!" $rb_tab"]*) ;;
    *) return 1 ;;
    esac
}

# rb_text: the beginning of the seal, short enough to be written down.
name_seal() {
    if [ -z "$rb_sealing" ]; then
        rb_text="The log is not sealed: there is no program for SHA-256 here"
    else
        rb_text="Seal of the log: ${rb_seal%"${rb_seal#????????????????}"}"
    fi
}
