# ---- The run -------------------------------------------------------------------------------

# conclude: the steps are over, or one has stopped them.
conclude() {
    count_states
    rb_outcome=passed
    rb_exit=0
    if [ -n "$rb_rolled" ]; then
        rb_outcome=failed
        rb_exit=7
        [ -z "$rb_unrolled" ] || rb_exit=1
    elif [ "$rb_failed" -gt 0 ]; then
        rb_outcome=failed
        rb_exit=1
        [ "$rb_failed" -gt "$rb_unverified" ] || rb_exit=6
    elif [ "$rb_skipped" -eq 0 ] && [ $((rb_passed + rb_off)) -eq "$rb_count" ]; then
        if [ -z "$rb_back" ] && [ -n "$rb_recovers" ]; then
            log service-back
            rb_back=$rb_now rb_back_at=$rb_count
        fi
        [ -z "$rb_back" ] || [ -n "$rb_verified" ] || log verified
    fi
    [ -z "$rb_aborted" ] || rb_outcome=aborted
    if [ "$rb_outcome" = passed ]; then
        [ -z "$rb_back" ] || ask_recovered
    fi
    if [ "$rb_outcome" = passed ] || [ -n "$rb_back" ]; then
        [ -z "$rb_recovered" ] || [ -n "$rb_told_recovered" ] ||
            log recovered-to at "$rb_recovered"
    fi
    # Whatever is true of a part does not show that the runbook works.
    if [ "$rb_outcome" = passed ] && { [ "$rb_unasked" -gt 0 ] || [ "$rb_passed" -eq 0 ]; }; then
        rb_outcome=aborted
        say "Only a part was done: it does not count as a run that has passed."
    fi
    log run-end outcome "$rb_outcome" status "$rb_exit"
    finish "$rb_exit"
}

# The newest data is known only now. An empty answer leaves it open.
ask_recovered() {
    if [ -z "$rb_recovers_data" ] || [ -n "$rb_recovered$rb_yes" ] || [ ! -t 0 ]; then
        return 0
    fi
    say ""
    say "UTC time of the newest recovered data,"
    mend_terminal
    while :; do
        printf 'as 2026-08-14T09:00Z (Enter: not known)> '
        read -r rb_answer || rb_answer=
        [ -n "$rb_answer" ] || return 0
        if seconds_of "$rb_answer" && [ "$rb_seconds" -le "$rb_now" ]; then
            rb_recovered=$rb_time
            return 0
        fi
        say "That is not a time in UTC up to now."
    done
}

# say_recovered SECONDS
say_recovered() {
    if [ "$1" -lt 0 ]; then
        say "The clock was set back: how long it took is not known."
        return 0
    fi
    words "$1"
    if [ -z "$rb_rto" ]; then
        say "Recovered after $rb_words"
    elif [ "$1" -le "$rb_rto" ]; then
        say "Recovered after $rb_words, within the RTO of $rb_rto_words"
    else
        say "Recovered after $rb_words, later than the RTO of $rb_rto_words"
    fi
}

# finish STATUS: the summary and the end. The log is closed already.
finish() {
    [ -n "$rb_logging" ] || leave "$1"
    trap '' INT TERM HUP PIPE
    now
    since "$rb_zero"
    words "$rb_since"
    count_states
    say ""
    rb_text="Summary: $rb_passed passed, $rb_failed failed, $rb_skipped skipped"
    [ "$rb_taken_back" -eq 0 ] || rb_text="$rb_text, $rb_taken_back undone"
    say "$rb_text of $rb_count, $rb_words"
    [ -z "$rb_summary" ] || say "${rb_summary%"$rb_newline"}"
    [ -z "$rb_back" ] || say_recovered $((rb_back - rb_zero))
    rmdir "$rb_log.d" 2>/dev/null
    case $1 in
    0 | 7) ;;
    *) say_resume "$rb_log" ;;
    esac
    name_seal
    printf '%s\n' "$rb_text"
    quoted "$rb_log"
    say "Take it into the history:"
    say_whole "  redbinder record --library PLANS $rb_quoted"
    leave "$1"
}

# What was agreed to beforehand must be just what the step would do now.
check_agreed() {
    for rb_at in $rb_agreed; do
        load "$rb_at"
        eval "rb_word=\$rb_agreed_$rb_at"
        if [ "$rb_word" != "${rb_target:-$rb_id}" ]; then
            complain "not started: the target of step $rb_id is ${rb_target:-$rb_id}, and not" \
                "what --yes-irreversible names"
            leave 4
        fi
    done
}

# Whether somebody has to type the target of the loaded step.
must_type() {
    [ -n "$rb_irreversible" ] && ! is_agreed
}

# A question that cannot be answered must not come up half-way.
check_terminal() {
    [ ! -t 0 ] || return 0
    rb_at=1
    while [ "$rb_at" -le "$rb_last" ]; do
        if is_due && load "$rb_at" && { ! is_free || must_type; }; then
            complain "not started: step $rb_id must be asked for, and there is no terminal"
            leave 4
        fi
        rb_at=$((rb_at + 1))
    done
}

# Whether --from, --to, --only, --tag and --skip leave step rb_at in.
is_asked_for() {
    [ "$rb_at" -ge "$rb_first" ] && [ "$rb_at" -le "$rb_last" ] || return 1
    case $rb_tagged in
    '' | *" $rb_at "*) ;;
    *) return 1 ;;
    esac
    case $rb_skipping in
    *"$rb_newline$rb_at$rb_tab"*) return 1 ;;
    esac
}

# Whether step rb_at is still to be done.
is_due() {
    state "$rb_at"
    case $rb_state_of in
    passed | already | skipped | off) return 1 ;;
    unasked) [ -n "$rb_from$rb_to$rb_only$rb_tagged" ] || return 1 ;;
    esac
    is_asked_for
}

# A step that is left out by an option. Those behind a call are asked for, or not, each by itself.
leave_out() {
    rb_why='not asked for' rb_how=unasked
    case $rb_skipping in
    *"$rb_newline$rb_at$rb_tab"*)
        rb_why=${rb_skipping#*"$rb_newline$rb_at$rb_tab"}
        rb_why=${rb_why%%"$rb_newline"*}
        rb_how=skipped
        ;;
    esac
    rb_out=''
    begin_step
    end_step skipped '' "$rb_why" "$rb_how"
}

# Whether step rb_at is left out by an option. One that was begun before stays what it became, lest
# a run that has failed end well; but for --skip, which gives a reason.
is_left_out() {
    state "$rb_at"
    case $rb_state_of in
    '') return 0 ;;
    passed | already | skipped | off | unasked) return 1 ;;
    esac
    case $rb_skipping in
    *"$rb_newline$rb_at$rb_tab"*) return 0 ;;
    *) return 1 ;;
    esac
}

# A step that failed before the run was broken off, after which it had gone on all the same.
is_settled() {
    state "$rb_at"
    case $rb_state_of in
    failed | unverified | unmet)
        load "$rb_at"
        [ "$rb_on_failure" = continue ] || [ "$rb_on_failure" = go ]
        ;;
    *) return 1 ;;
    esac
}

do_steps() {
    rb_at=1
    while [ "$rb_at" -le "$rb_count" ]; do
        rb_next=$((rb_at + 1))
        if is_due && is_settled; then
            [ "$rb_on_failure" != go ] || go_elsewhere
        elif is_due; then
            load "$rb_at"
            do_step
        elif is_left_out; then
            load "$rb_at"
            leave_out
        fi
        rb_at=$rb_next
    done
}

# find_log: rb_log is what --resume goes on with when --log does not say. Everybody can put a log
# where it would be looked for; it is not followed unasked.
find_log() {
    newest_log
    [ -n "$rb_found" ] ||
        refuse "there is no log of this runbook here, nor in the other places that --help names;" \
            "name it by --log"
    is_ours "$rb_found" ||
        refuse "the newest log, $rb_found, is another user's; name it by --log to go on with it"
    rb_log=$rb_found
}

# prepare: all that comes before the first line of the log.
prepare() {
    rb_compact=
    now && rb_compact=$(date -u +%Y%m%dT%H%M%SZ)
    host_name
    if [ -n "$rb_resume" ] && [ -z "$rb_log" ]; then
        find_log
    fi
    settle_folder
    if [ -z "$rb_given" ]; then
        rb_log=$rb_folder/$rb_name-$rb_compact.log
        name_log
    fi
    forget_states
    [ -n "$rb_resume" ] || check_terminal
    rb_show_needs=yes
    say ""
    say "Needs:"
    preflight
    check_agreed
    make_folder
    take_locks
    if [ -z "$rb_resume$rb_given" ]; then
        check_unfinished
    fi
}

log_begin() {
    open_log
    gather
    log run-begin run "$rb_name-$rb_compact-$$" plan "$rb_plan" runbook "$rb_runbook" \
        hash "$rb_hash" version "$rb_version" commit "$rb_commit" kind "$rb_run_kind" \
        exercise "$rb_drill" incident "$rb_incident" title "$rb_title" \
        operator "$rb_operator" host "$rb_host" script "$rb_script"
    [ -z "$rb_declared" ] || log declared at "$rb_declared"
    [ -z "$rb_called" ] || log note text "calls $rb_called"
    write_gathered
}

log_resumed() {
    resume
    check_terminal
    log resumed operator "$rb_operator" host "$rb_host" script "$rb_script" hash "$rb_hash"
    [ "$rb_l_called" = "$rb_called" ] || log note text "calls $rb_called"
    rb_summary="$rb_summary  resumed at $rb_stamp$rb_newline"
    [ -z "$rb_l_torn" ] || log note text "a line that was cut off was removed: $rb_l_torn"
    clean "$rb_l_begin"
    say "It goes on with the run of $rb_clean; steps that are done are not repeated."
}

guided() {
    show_head
    say_kind
    catch_signals
    prepare
    check_self
    [ "$rb_script" != modified ] ||
        say "THIS SCRIPT WAS CHANGED since it was made; the log says so."
    rb_zero=$rb_now
    rb_id=
    if [ -n "$rb_declared" ]; then
        seconds_of "$rb_declared"
        rb_zero=$rb_seconds
    fi
    if [ -n "$rb_resume" ]; then
        log_resumed
    else
        log_begin
    fi
    clean "$rb_log"
    say "  log: $rb_clean"
    do_steps
    conclude
}
