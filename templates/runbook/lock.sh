# ---- The locks -----------------------------------------------------------------------------
# Two copies of a runbook must not run side by side. One lock lies beside the log, for a folder that
# two machines share; the other in the temporary folder, which all copies on a machine look at,
# wherever their logs are.

# same_process PID TICKS: whether that very process runs.
same_process() {
    is_running "$1" || return 1
    ticks_of "$1"
    [ -z "$2" ] || [ -z "$rb_ticks" ] || [ "$rb_ticks" = "$2" ]
}

host_name() {
    rb_host=
    { read -r rb_host </proc/sys/kernel/hostname; } 2>/dev/null ||
        rb_host=$(uname -n 2>/dev/null)
}

refuse() {
    complain "not started: $*"
    leave 3
}

# take_locks: both. The temporary folder is the same for everybody, so it is not that of TMPDIR.
take_locks() {
    take_lock "$rb_folder/.$rb_name.lock"
    rb_lock=${REDBINDER_LOCKS:-/tmp}
    if [ -d "$rb_lock" ] && can_write "$rb_lock"; then
        take_lock "${rb_lock%/}/.redbinder-$rb_name.lock"
    else
        say "  no lock in $rb_lock: a copy with its log in another folder is not noticed"
    fi
}

# take_lock FOLDER: makes it. What it holds can be read by all, who might be told to wait for it.
take_lock() {
    rb_lock=$1
    hold
    if ! make_lock; then
        [ -e "$rb_lock" ] || [ -h "$rb_lock" ] || refuse "the lock $rb_lock cannot be made"
        take_over
    fi
    rb_locks=$((rb_locks + 1))
    eval "rb_lock_$rb_locks=\$rb_lock"
    ticks_of "$$"
    now
    (
        umask 022
        printf '%s\t%s\t%s\t%s\n' "$$" "${rb_ticks:--}" "$rb_stamp" "$rb_host" >"$rb_lock/holder"
    ) 2>/dev/null || refuse "the lock $rb_lock cannot be written"
    release
}

make_lock() {
    (umask 022 && mkdir "$rb_lock") 2>/dev/null
}

# read_holder FOLDER: who holds the lock. In a folder of all, somebody may have put anything there.
read_holder() {
    rb_holder='' rb_holder_ticks='' rb_holder_host='' rb_holder_since=''
    if [ ! -f "$1/holder" ] || [ -h "$1/holder" ] || [ -h "$1" ]; then
        return 0
    fi
    {
        IFS=$rb_tab read -r rb_holder rb_holder_ticks rb_holder_since rb_holder_host \
            <"$1/holder"
    } 2>/dev/null
    [ "$rb_holder_ticks" != - ] || rb_holder_ticks=
    case $rb_holder in
    *[!0-9]*) rb_holder= ;;
    esac
}

# take_over: the lock is there already; whoever held it may have been killed.
take_over() {
    read_holder "$rb_lock"
    if [ -z "$rb_holder" ]; then
        sleep 1
        read_holder "$rb_lock"
    fi
    quoted "$rb_lock"
    if [ -n "$rb_holder" ]; then
        [ "$rb_holder_host" = "$rb_host" ] ||
            refuse "it runs on $rb_holder_host since $rb_holder_since, process $rb_holder;" \
                "when that is not so: rm -r $rb_quoted"
        ! same_process "$rb_holder" "$rb_holder_ticks" ||
            refuse "it runs already, since $rb_holder_since, as process $rb_holder"
    fi
    is_ours "$rb_lock" ||
        refuse "the lock $rb_lock is another user's, whose run has not ended in order;" \
            "look at its log, then have it removed by that user or root: rm -r $rb_quoted"
    check_left_child
    replace_lock
    # It has left two of them.
    [ "$rb_taken" = "$rb_expected" ] ||
        say "The run of process ${rb_expected:-unknown} was killed; its lock is taken over."
    rb_taken=$rb_expected
}

# replace_lock: of two that take over at the same time, mv lets one have it.
replace_lock() {
    rb_old=$rb_lock.$$
    rb_expected=$rb_holder
    mv "$rb_lock" "$rb_old" 2>/dev/null || refuse "somebody else has just started it"
    read_holder "$rb_old"
    if [ "$rb_holder" != "$rb_expected" ]; then
        mv "$rb_old" "$rb_lock"
        refuse "somebody else has just started it"
    fi
    rm -f "$rb_old/holder" "$rb_old/child"
    rmdir "$rb_old"
    make_lock || refuse "somebody else has just started it"
}

# A command that outlives its script must not meet a second one.
check_left_child() {
    rb_left_child='' rb_left_ticks=''
    { read -r rb_left_child rb_left_ticks <"$rb_lock/child"; } 2>/dev/null || return 0
    [ -n "$rb_left_child" ] || return 0
    ! same_process "$rb_left_child" "$rb_left_ticks" || sleep 1
    ! same_process "$rb_left_child" "$rb_left_ticks" ||
        refuse "a command of the run that was killed still runs, as process $rb_left_child;" \
            "wait until it has ended, or end it"
}

# note_child: for check_left_child.
note_child() {
    [ "$rb_locks" -gt 0 ] || return 0
    ticks_of "$rb_child"
    rb_lock_at=0
    while held_lock; do
        { printf '%s %s\n' "$rb_child" "$rb_ticks" >"$rb_lock/child"; } 2>/dev/null
    done
}

# held_lock: rb_lock is the one after number rb_lock_at; fails when no more are held.
held_lock() {
    [ "$rb_lock_at" -lt "$rb_locks" ] || return 1
    rb_lock_at=$((rb_lock_at + 1))
    eval "rb_lock=\$rb_lock_$rb_lock_at"
}

# leave STATUS: the only way out once a lock may be held.
leave() {
    rb_lock_at=0
    while held_lock; do
        rm -f "$rb_lock/holder" "$rb_lock/child"
        rmdir "$rb_lock" 2>/dev/null
    done
    exit "$1"
}
