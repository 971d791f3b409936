# ---- The lock ------------------------------------------------------------------------------

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

# read_holder FOLDER: who holds the lock.
read_holder() {
    rb_holder='' rb_holder_ticks='' rb_holder_host='' rb_holder_since=''
    {
        IFS=$rb_tab read -r rb_holder rb_holder_ticks rb_holder_since rb_holder_host \
            <"$1/holder"
    } 2>/dev/null
    [ "$rb_holder_ticks" != - ] || rb_holder_ticks=
    case $rb_holder in
    *[!0-9]*) rb_holder= ;;
    esac
}

take_lock() {
    rb_lock=$rb_folder/.$rb_name.lock
    if ! (umask 077 && mkdir "$rb_lock") 2>/dev/null; then
        [ -d "$rb_lock" ] || refuse "the lock $rb_lock cannot be made"
        take_over
    fi
    rb_locked=yes
    ticks_of "$$"
    now
    (
        umask 077
        printf '%s\t%s\t%s\t%s\n' "$$" "${rb_ticks:--}" "$rb_stamp" "$rb_host" >"$rb_lock/holder"
    ) 2>/dev/null || refuse "the lock $rb_lock cannot be written"
}

refuse() {
    complain "not started: $*"
    leave 3
}

# take_over: the lock is there already; whoever held it may have been killed.
take_over() {
    read_holder "$rb_lock"
    if [ -z "$rb_holder" ]; then
        sleep 1
        read_holder "$rb_lock"
    fi
    if [ -n "$rb_holder" ]; then
        [ "$rb_holder_host" = "$rb_host" ] ||
            refuse "it runs on $rb_holder_host since $rb_holder_since, process $rb_holder;" \
                "when that is not so, remove $rb_lock"
        ! same_process "$rb_holder" "$rb_holder_ticks" ||
            refuse "it runs already, since $rb_holder_since, as process $rb_holder"
    fi
    check_left_child
    # Two that take over at the same time: mv lets one of them have it.
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
    say "The run of process ${rb_expected:-unknown} was killed; its lock is taken over."
    (umask 077 && mkdir "$rb_lock") 2>/dev/null || refuse "somebody else has just started it"
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
    [ -n "$rb_locked" ] || return 0
    ticks_of "$rb_child"
    { printf '%s %s\n' "$rb_child" "$rb_ticks" >"$rb_lock/child"; } 2>/dev/null
}

# leave STATUS: the only way out once the lock may be held.
leave() {
    if [ -n "$rb_locked" ]; then
        rm -f "$rb_lock/holder" "$rb_lock/child"
        rmdir "$rb_lock" 2>/dev/null
    fi
    exit "$1"
}
