# ---- The state -----------------------------------------------------------------------------
# Of a step: empty (not done), passed, already (done before), skipped, off (not on the way that
# was chosen), unasked, failed, unverified, unmet (it failed before anything was done), open (begun,
# and not ended), again (interrupted), undone, stale (passed, before a step above it was undone).

state() {
    eval "rb_state_of=\$rb_was_$1"
}

set_state() {
    eval "rb_was_$1=\$2"
}

forget_states() {
    rb_left=$rb_count
    while [ "$rb_left" -gt 0 ]; do
        eval "rb_was_$rb_left='' rb_ran_$rb_left='' rb_tries_$rb_left=0"
        rb_left=$((rb_left - 1))
    done
}

# count_states: how many steps are in which state.
count_states() {
    rb_passed=0 rb_skipped=0 rb_unasked=0 rb_off=0 rb_failed=0 rb_unverified=0 rb_taken_back=0
    rb_left=$rb_count
    while [ "$rb_left" -gt 0 ]; do
        state "$rb_left"
        case $rb_state_of in
        passed | already) rb_passed=$((rb_passed + 1)) ;;
        skipped) rb_skipped=$((rb_skipped + 1)) ;;
        unasked)
            rb_skipped=$((rb_skipped + 1))
            rb_unasked=$((rb_unasked + 1))
            ;;
        off) rb_off=$((rb_off + 1)) ;;
        failed | unmet | again | open | stale) rb_failed=$((rb_failed + 1)) ;;
        undone) rb_taken_back=$((rb_taken_back + 1)) ;;
        unverified)
            rb_failed=$((rb_failed + 1))
            rb_unverified=$((rb_unverified + 1))
            ;;
        esac
        rb_left=$((rb_left - 1))
    done
}

# take_fields LINE: rb_event, and a field in rb_f_ each.
take_fields() {
    rb_f_step='' rb_f_outcome='' rb_f_note='' rb_f_run='' rb_f_plan='' rb_f_runbook=''
    rb_f_hash='' rb_f_kind='' rb_f_exercise='' rb_f_incident='' rb_f_at='' rb_f_text=''
    rb_f_status='' rb_f_chain=''
    rb_rest=$1$rb_tab
    rb_event_time=${rb_rest%%"$rb_tab"*}
    rb_rest=${rb_rest#*"$rb_tab"}
    rb_event=${rb_rest%%"$rb_tab"*}
    rb_rest=${rb_rest#*"$rb_tab"}
    while [ -n "$rb_rest" ]; do
        rb_word=${rb_rest%%"$rb_tab"*}
        rb_rest=${rb_rest#*"$rb_tab"}
        case $rb_word in
        step=*) rb_f_step=${rb_word#*=} ;;
        outcome=*) rb_f_outcome=${rb_word#*=} ;;
        note=*) rb_f_note=${rb_word#*=} ;;
        run=*) rb_f_run=${rb_word#*=} ;;
        plan=*) rb_f_plan=${rb_word#*=} ;;
        runbook=*) rb_f_runbook=${rb_word#*=} ;;
        hash=*) rb_f_hash=${rb_word#*=} ;;
        kind=*) rb_f_kind=${rb_word#*=} ;;
        exercise=*) rb_f_exercise=${rb_word#*=} ;;
        incident=*) rb_f_incident=${rb_word#*=} ;;
        status=*) rb_f_status=${rb_word#*=} ;;
        at=*) rb_f_at=${rb_word#*=} ;;
        text=*) rb_f_text=${rb_word#*=} ;;
        chain=*) rb_f_chain=${rb_word#*=} ;;
        esac
    done
}

# read_log FILE: its run and the states of the steps. Fails when it is no log.
read_log() {
    forget_states
    rb_l_run='' rb_l_plan='' rb_l_runbook='' rb_l_hash='' rb_l_kind='' rb_l_exercise=''
    rb_l_incident='' rb_l_begin='' rb_l_declared='' rb_l_back='' rb_l_end='' rb_l_called=''
    rb_l_torn='' rb_l_last='' rb_l_recovered='' rb_l_verified='' rb_l_status=''
    rb_l_chain='' rb_l_covered=1 rb_l_open='' rb_l_lines=1 rb_l_summary='' rb_l_began=''
    rb_l_at=$rb_count rb_l_back_at=0 rb_l_undone=''
    [ -r "$1" ] || return 1
    {
        IFS= read -r rb_text || return 1
        [ "$rb_text" = 'redbinder-log 1' ] || return 1
        while IFS= read -r rb_text; do
            rb_l_lines=$((rb_l_lines + 1))
            if is_event "$rb_text"; then
                take_event "${rb_text%"$rb_return"}"
                list_event
            fi
        done
    } <"$1"
    rb_l_torn=$rb_text
    loosen_steps
}

take_event() {
    take_fields "$1"
    rb_l_last=$rb_event_time
    rb_l_open=yes
    if [ -n "$rb_f_chain" ]; then
        rb_l_chain=$rb_f_chain rb_l_covered=$rb_l_lines rb_l_open=''
    fi
    case $rb_event in
    run-begin)
        rb_l_run=$rb_f_run rb_l_plan=$rb_f_plan rb_l_runbook=$rb_f_runbook
        rb_l_hash=$rb_f_hash rb_l_kind=$rb_f_kind rb_l_exercise=$rb_f_exercise
        rb_l_incident=$rb_f_incident rb_l_begin=$rb_event_time
        ;;
    resumed)
        rb_l_end=
        rb_l_hash=${rb_f_hash:-$rb_l_hash}
        loosen_steps
        ;;
    declared) rb_l_declared=${rb_f_at:-$rb_event_time} ;;
    service-back) rb_l_back=${rb_f_at:-$rb_event_time} rb_l_back_at=$rb_l_at ;;
    service-lost) rb_l_back='' rb_l_verified='' rb_l_recovered='' ;;
    recovered-to) rb_l_recovered=$rb_f_at ;;
    verified) rb_l_verified=yes ;;
    run-end)
        rb_l_end=$rb_f_outcome
        rb_l_status=$rb_f_status
        ;;
    note)
        # What a person notes belongs to a step.
        case $rb_f_step$rb_f_text in
        'calls '*) rb_l_called=${rb_f_text#calls } ;;
        esac
        ;;
    step-begin | step-end | rollback-begin | rollback-end)
        ! number_of "$rb_f_step" || take_step_event
        ;;
    esac
}

take_step_event() {
    case $rb_event.$rb_f_outcome in
    step-begin.*)
        state "$rb_number"
        case $rb_state_of in
        '' | unmet | unasked | skipped | off) ;;
        *) eval "rb_ran_$rb_number=failed" ;;
        esac
        set_state "$rb_number" open
        rb_l_at=$rb_number
        eval "rb_tries_$rb_number=\$((rb_tries_$rb_number + 1))"
        ;;
    rollback-begin.*) set_state "$rb_number" again ;;
    rollback-end.passed)
        set_state "$rb_number" undone
        [ -n "$rb_l_undone" ] && [ "$rb_l_undone" -le "$rb_number" ] || rb_l_undone=$rb_number
        ;;
    rollback-end.*) set_state "$rb_number" again ;;
    *)
        case $rb_f_outcome.$rb_f_note in
        passed.'done already'*) set_state "$rb_number" already ;;
        # The run was ended by it; one that goes on after all has to be told where to.
        passed.*': the run ends here') set_state "$rb_number" '' ;;
        passed.*) set_state "$rb_number" passed ;;
        skipped.'not on the way '*) set_state "$rb_number" off ;;
        skipped.'not asked for') set_state "$rb_number" unasked ;;
        skipped.*) set_state "$rb_number" skipped ;;
        *.'interrupted by '* | *.'aborted '* | *.'the input has ended') set_state "$rb_number" again ;;
        *.'its precondition '*) take_unmet ;;
        *.'the verification failed'*) set_state "$rb_number" unverified ;;
        *) set_state "$rb_number" failed ;;
        esac
        ;;
    esac
}

# loosen_steps: what came behind a step that was undone has to be looked at again: it may rest on it.
loosen_steps() {
    [ -n "$rb_l_undone" ] || return 0
    rb_number=$rb_l_undone
    rb_l_undone=
    while rb_number=$((rb_number + 1)) && [ "$rb_number" -le "$rb_count" ]; do
        state "$rb_number"
        case $rb_state_of in
        passed) set_state "$rb_number" stale ;;
        already | off) set_state "$rb_number" '' ;;
        esac
    done
}

# When it was begun before this, it may have done something.
take_unmet() {
    eval "rb_word=\$rb_ran_$rb_number"
    set_state "$rb_number" "${rb_word:-unmet}"
}

# list_event: what has ended is told again in the summary of a run that goes on.
list_event() {
    case $rb_event in
    resumed)
        clean "  resumed at $rb_event_time"
        rb_l_summary=$rb_l_summary$rb_clean$rb_newline
        return 0
        ;;
    step-begin | rollback-begin)
        rb_l_began=$rb_event_time
        return 0
        ;;
    step-end) rb_text="  $rb_f_outcome" ;;
    rollback-end) rb_text="  undo $rb_f_outcome" ;;
    *) return 0 ;;
    esac
    rb_since=0
    if seconds_of "$rb_l_began"; then
        rb_since=$rb_seconds
        seconds_of "$rb_event_time" || rb_seconds=$rb_since
        rb_since=$((rb_seconds - rb_since))
    fi
    words "$rb_since"
    clean "$rb_text  $rb_f_step  $rb_words${rb_f_note:+  ($rb_f_note)}"
    rb_l_summary=$rb_l_summary$rb_clean$rb_newline
}

# Whether a run of this runbook was killed or interrupted here; asks what to do about it.
check_unfinished() {
    rb_l_run='' rb_l_end='' rb_l_status=''
    newest_log
    [ -z "$rb_found" ] || read_log "$rb_found"
    forget_states
    if [ -z "$rb_l_run" ] || { [ -n "$rb_l_end" ] && [ "$rb_l_status" != 5 ]; }; then
        return 0
    fi
    say ""
    clean "A run of this runbook has not ended: begun $rb_l_begin, last sign $rb_l_last."
    say "$rb_clean"
    is_ours "$rb_found" || say "Its log is another user's."
    say_resume "$rb_found"
    while :; do
        ask "  g go on  n begin anew  a abort"
        case $rb_answer in
        g | go)
            take_up_found
            return 0
            ;;
        n | new) return 0 ;;
        a | abort) declined "aborted by the operator" ;;
        *) say "  Answer g, n or a." ;;
        esac
    done
}

# take_up_found: the run of rb_found, which may stand in another folder than a new log would.
take_up_found() {
    rb_resume=yes
    rb_log=$rb_found
    rb_place=$rb_folder
    name_log
    [ "$rb_folder" = "$rb_place" ] || take_lock "$rb_folder/.$rb_name.lock"
}

# say_resume LOG: how to go on with that run.
say_resume() {
    quoted "$0"
    rb_line="sh $rb_quoted --resume --log"
    quoted "$1"
    say "To go on with it:"
    say_whole "  $rb_line $rb_quoted"
}

# resume: takes up the run of rb_log.
resume() {
    read_log "$rb_log" || refuse "$rb_log is not a run log that can be read"
    [ "$rb_l_plan/$rb_l_runbook" = "$rb_plan/$rb_runbook" ] ||
        refuse "$rb_log is the log of $rb_l_plan/$rb_l_runbook, not of $rb_plan/$rb_runbook"
    [ "$rb_l_end" != passed ] || refuse "the run in $rb_log has ended well; nothing is left to do"
    if [ "$rb_l_hash" != "$rb_hash" ] || [ "$rb_l_called" != "$rb_called" ]; then
        [ -n "$rb_force" ] ||
            refuse "the runbook has changed since this run was begun; look at what has changed," \
                "then go on with --force-plan-change"
        say "The runbook has changed since this run was begun."
    fi
    rb_run_kind=${rb_l_kind:-drill} rb_drill=$rb_l_exercise rb_incident=$rb_l_incident
    rb_declared=$rb_l_declared
    seconds_of "${rb_declared:-$rb_l_begin}" || refuse "the times in $rb_log cannot be read"
    rb_zero=$rb_seconds
    if [ -n "$rb_l_back" ] && seconds_of "$rb_l_back"; then
        rb_back=$rb_seconds rb_back_at=$rb_l_back_at
    fi
    rb_summary=$rb_l_summary
    rb_chain=$rb_l_chain
    [ -z "$rb_l_open" ] || rb_covered=$rb_l_covered
    rb_verified=$rb_l_verified
    rb_told_recovered=$rb_l_recovered
    rb_recovered=${rb_l_recovered:-$rb_recovered}
    [ -z "$rb_l_torn" ] || cut_torn
    [ -w "$rb_log" ] || refuse "the log $rb_log cannot be written"
    open_folder
    rb_logging=yes
}

# The last line was not written whole, for want of space perhaps. It is no event; the log is
# written anew without it, and tells of it.
cut_torn() {
    (
        umask 077
        while IFS= read -r rb_text; do
            printf '%s\n' "$rb_text" || exit 1
        done <"$rb_log" >"$rb_log.new" && mv "$rb_log.new" "$rb_log"
    ) 2>/dev/null || refuse "the log $rb_log cannot be written"
}
