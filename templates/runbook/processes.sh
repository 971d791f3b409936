# ---- Processes -----------------------------------------------------------------------------
# A command runs in the background and is waited for, so that a signal or a time limit is
# answered at once. It is in the script's own process group: it can read from the terminal.

# state_of PID: rb_state and rb_parent, from /proc; fails when there is none.
state_of() {
    rb_state='' rb_parent=''
    {
        while read -r rb_key rb_value rb_rest; do
            case $rb_key in
            State:) rb_state=$rb_value ;;
            PPid:)
                rb_parent=$rb_value
                break
                ;;
            esac
        done <"/proc/$1/status"
    } 2>/dev/null
    [ -n "$rb_parent" ]
}

# Whether PID runs; one that has ended and was not waited for yet does not.
is_running() {
    if [ -r /proc/self/status ]; then
        state_of "$1" && [ "$rb_state" != Z ] && [ "$rb_state" != X ]
    else
        kill -0 "$1" 2>/dev/null
    fi
}

# ticks_of PID: rb_ticks is when it was started, by /proc; empty where that is not known.
# Together with the PID it names a process once and for all.
ticks_of() {
    rb_ticks=
    { read -r rb_line <"/proc/$1/stat"; } 2>/dev/null || return 0
    rb_line=${rb_line##*") "}
    rb_left=19
    while [ "$rb_left" -gt 0 ]; do
        rb_line=${rb_line#* }
        rb_left=$((rb_left - 1))
    done
    rb_ticks=${rb_line%% *}
}

# tree PIDS: rb_tree is PIDS, between spaces, and all that descends from them.
tree() {
    rb_tree=$1
    rb_pairs=
    if [ -r /proc/self/status ]; then
        for rb_dir in /proc/[0-9]*; do
            rb_pid=${rb_dir#/proc/}
            state_of "$rb_pid" && rb_pairs="$rb_pairs $rb_pid:$rb_parent"
        done
    else
        rb_pairs=$(ps -A -o pid= -o ppid= 2>/dev/null | while read -r rb_one rb_two; do
            printf ' %s:%s' "$rb_one" "$rb_two"
        done)
    fi
    rb_grows=yes
    while [ -n "$rb_grows" ]; do
        rb_grows=
        for rb_pair in $rb_pairs; do
            case $rb_tree in
            *" ${rb_pair%:*} "*) continue ;;
            *" ${rb_pair#*:} "*)
                rb_tree="$rb_tree${rb_pair%:*} "
                rb_grows=yes
                ;;
            esac
        done
    done
}

# signal NAME: to all of rb_tree.
signal() {
    for rb_pid in $rb_tree; do
        kill -s "$1" "$rb_pid" 2>/dev/null
    done
}

# freeze: stops all of rb_tree, until nothing is left in it that could start more.
freeze() {
    rb_frozen=
    while [ "$rb_frozen" != "$rb_tree" ]; do
        rb_frozen=$rb_tree
        signal STOP
        tree "$rb_tree"
    done
}

# end_tree PID: ends it and all that it has started: asks first, insists 3 s later.
end_tree() {
    # A process that was waited for has given its number back.
    ! state_of "$1" || [ "$rb_parent" = "$$" ] || return 0
    rb_tree=" $1 "
    tree "$rb_tree"
    freeze
    signal TERM
    signal CONT
    rb_left=30
    while [ "$rb_left" -gt 0 ]; do
        rb_alive=
        for rb_pid in $rb_tree; do
            ! is_running "$rb_pid" || rb_alive=yes
        done
        [ -n "$rb_alive" ] || return 0
        sleep 0.1 2>/dev/null || { sleep 1 && rb_left=$((rb_left - 9)); }
        rb_left=$((rb_left - 1))
    done
    freeze
    signal KILL
}

# watch SECONDS: then rings the alarm until it is heard, should this script be there still. It
# sleeps in short pieces, for what it sleeps in outlives it.
watch() {
    ticks_of "$$"
    (
        rb_left=$1
        while [ "$rb_left" -gt 0 ]; do
            sleep 1
            rb_left=$((rb_left - 1))
        done
        rb_start=$rb_ticks
        while ticks_of "$$" && [ "$rb_ticks" = "$rb_start" ]; do
            kill -s USR1 "$$" || exit 0
            sleep 1
        done
    ) </dev/null >/dev/null 2>&1 3<&- &
    rb_watch=$!
}

# KILL, for a shell that has just been forked may lose any other signal.
unwatch() {
    kill -s KILL "$rb_watch" 2>/dev/null
    wait "$rb_watch" 2>/dev/null
    rb_alarm=
}

# await PID: rb_status is its exit status; 124, with rb_late, when the alarm has ended it.
await() {
    while :; do
        rb_status=0
        wait "$1" 2>/dev/null || rb_status=$?
        if [ -z "$rb_alarm" ] || [ "$rb_status" -le 128 ]; then
            return 0
        fi
        rb_alarm=
        if is_running "$1"; then
            end_tree "$1"
            rb_late=yes
        fi
        rb_result=0
        wait "$1" 2>/dev/null || rb_result=$?
        [ "$rb_result" -eq 127 ] || rb_status=$rb_result
        [ -z "$rb_late" ] || rb_status=124
        return 0
    done
}

nap() {
    sleep "$1" 3<&- &
    rb_child=$!
    wait "$rb_child"
    rb_child=
}

# run_body TEXT LIMIT: as a shell of its own; its status is rb_status. What it prints goes to
# the terminal and is kept.
run_body() {
    rb_status=0 rb_late='' rb_alarm=''
    if [ -n "$rb_interactive" ]; then
        sh -eu -c -- "$1" "$rb_id" <&3 3<&- || rb_status=$?
        return 0
    fi
    open_output
    if [ -n "$rb_pipe" ]; then
        sh -eu -c -- "$1" "$rb_id" <&3 3<&- >"$rb_pipe" 2>&1 &
    elif [ -n "$rb_out" ]; then
        sh -eu -c -- "$1" "$rb_id" <&3 3<&- >>"$rb_out.raw" 2>&1 &
    else
        sh -eu -c -- "$1" "$rb_id" </dev/null 3<&- >/dev/null 2>&1 &
    fi
    rb_child=$!
    note_child
    [ -z "$2" ] || watch "$2"
    await "$rb_child"
    rb_child=
    [ -z "$2" ] || unwatch
    rb_result=$rb_status
    drain_output
    rb_status=$rb_result
}
