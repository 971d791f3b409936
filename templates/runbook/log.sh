# ---- The log: docs/run-log.md of redbinder says what stands in it -----------------------------
# It is also the state: --resume reads it, and nothing else is kept.

open_log() {
    if [ -e "$rb_log" ] || [ -h "$rb_log" ]; then
        complain "not started: the log $rb_log is there already;" \
            "go on with it by --resume, or name a new one by --log"
        leave 3
    fi
    rmdir "$rb_log.d" 2>/dev/null
    [ ! -e "$rb_log.d" ] || refuse "$rb_log.d is there already; name another log by --log"
    open_folder
    # In a subshell, so that the steps run with the umask of whoever called.
    if ! (umask 077 && set -C && printf 'redbinder-log 1\n' >"$rb_log") 2>/dev/null; then
        rmdir "$rb_log.d" 2>/dev/null
        complain "not started: the log $rb_log cannot be written; name another by --log"
        leave 3
    fi
    rb_logging=yes
}

open_folder() {
    # What a script that was killed has left: not masked yet.
    rm -f "$rb_log.d"/*.raw
    [ -d "$rb_log.d" ] || (umask 077 && mkdir "$rb_log.d") 2>/dev/null ||
        refuse "the folder $rb_log.d cannot be made; name another log by --log"
}

# log EVENT [NAME VALUE ...]: appends a line; an empty VALUE is left out. What the script reads
# again itself is not masked. A signal waits until the line is written.
log() {
    hold
    now
    rb_entry=$rb_stamp$rb_tab$1
    shift
    while [ $# -gt 0 ]; do
        if [ -n "$2" ]; then
            rb_masked=$2
            case $1 in
            run | plan | runbook | hash | kind | exercise | step | go | outcome | status | at) ;;
            *) mask "$2" ;;
            esac
            clean "$rb_masked"
            rb_entry=$rb_entry$rb_tab$1=$rb_clean
        fi
        shift 2
    done
    seal "$rb_entry${rb_mono:+${rb_tab}mono=$rb_mono}"
    rb_entries=$rb_entries$rb_sealed
    if [ -n "$rb_gathering" ]; then
        rb_entries=$rb_entries$rb_newline
    else
        write_entries
    fi
    release
}

# In one piece: a script that is killed has written all of them, or none.
write_entries() {
    { printf '%s\n' "$rb_entries" >>"$rb_log"; } 2>/dev/null || log_lost
    rb_entries=
    rb_seal=$rb_chain
    [ -z "$rb_sync" ] || sync "$rb_log" 2>/dev/null
}

# gather: what is logged from now on is written by write_gathered.
gather() {
    hold
    rb_gathering=yes
}

write_gathered() {
    rb_gathering=
    rb_entries=${rb_entries%"$rb_newline"}
    write_entries
    release
}

log_lost() {
    trap '' INT TERM HUP PIPE
    complain "stopped: the log $rb_log cannot be written any more"
    complain "the line that is missing: $rb_entries"
    name_seal
    [ -z "$rb_seal" ] || complain "$rb_text"
    complain "when there is room again: --resume --log $rb_log"
    leave 3
}

# hold, release: a signal in between takes effect at the end.
hold() {
    rb_critical=$rb_critical+
}

release() {
    rb_critical=${rb_critical%+}
    if [ -z "$rb_critical" ] && [ -n "$rb_caught" ]; then
        stop 5 "interrupted by $rb_caught"
    fi
}

# catch_signals: from here on they end it in order, with all that it has started.
catch_signals() {
    find_tools
    trap 'rb_alarm=yes' USR1
    trap 'rb_caught=INT; [ -n "$rb_critical" ] || stop 5 "interrupted by INT"' INT
    trap 'rb_caught=TERM; [ -n "$rb_critical" ] || stop 5 "interrupted by TERM"' TERM
    trap 'rb_caught=HUP; [ -n "$rb_critical" ] || stop 5 "interrupted by HUP"' HUP
    # Nobody sees any more what it prints.
    trap 'rb_caught=PIPE; [ -n "$rb_critical" ] || stop 5 "interrupted by PIPE"' PIPE
}
