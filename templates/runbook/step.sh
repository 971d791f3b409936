# ---- One step ------------------------------------------------------------------------------

# Whether --yes-irreversible has named step rb_at; check_agreed has seen to its target.
is_agreed() {
    case "$rb_agreed " in
    *" $rb_at "*) ;;
    *) return 1 ;;
    esac
}

# Whether the step is begun without a question; what may have run once never is, unless it can
# be run twice.
is_free() {
    [ -n "$rb_yes" ] || return 1
    [ -z "$rb_confirm" ] || is_agreed || return 1
    case $rb_kind in
    run | call)
        state "$rb_at"
        case $rb_state_of in
        '' | unmet | unasked) return 0 ;;
        *) [ -n "$rb_idempotent" ] || [ "$rb_kind" = call ] ;;
        esac
        ;;
    wait | check) return 0 ;;
    *) return 1 ;;
    esac
}

# Whether the step may have been run before, in this run or in one that it goes on with.
ran_before() {
    state "$rb_at"
    case $rb_state_of in
    '' | unmet | unasked) return 1 ;;
    esac
    [ "$rb_kind" = run ] && [ -z "$rb_idempotent" ]
}

say_before() {
    case $rb_state_of in
    open) say "  ITS COMMAND WAS BEGUN BEFORE, and was not seen to end." ;;
    undone) say "  Its command was run before, and undone." ;;
    stale) say "  Its command was run before; since then a step before it was undone." ;;
    *) say "  ITS COMMAND WAS RUN BEFORE, and has not ended well." ;;
    esac
    say "  Look at what it has done, then choose."
}

# say_begun: the same of what a person does.
say_begun() {
    state "$rb_at"
    case $rb_state_of in
    open | again) say "  IT WAS BEGUN BEFORE, and was not seen to end." ;;
    stale) say "  It was done before; since then a step before it was undone." ;;
    undone) say "  It was done before, and undone." ;;
    esac
}

# choose_begin: rb_choice is go, skip, or done when it had been done before.
choose_begin() {
    rb_keys="r run  s skip"
    rb_done=
    case $rb_kind in
    manual | checklist | notify) rb_keys="r begin  s skip" ;;
    esac
    if ran_before; then
        say_before
        rb_done=d
        rb_keys="r run again  d done  s skip"
    fi
    while :; do
        ask_choice "$rb_keys"
        case $rb_answer in
        r | run | 'run again' | begin) rb_choice=go ;;
        s | skip) rb_choice=skip ;;
        d | done)
            if [ -z "$rb_done" ]; then
                not_understood
                continue
            fi
            rb_choice='done'
            ;;
        *)
            not_understood
            continue
            ;;
        esac
        return 0
    done
}

# What a person did: rb_choice is good, skip or failed.
choose_done() {
    while :; do
        ask_choice "d done  s skip  f failed"
        case $rb_answer in
        d | done) rb_choice=good ;;
        s | skip) rb_choice=skip ;;
        f | fail | failed) rb_choice=failed ;;
        *)
            not_understood
            continue
            ;;
        esac
        return 0
    done
}

# confirm_target: what cannot be undone is begun by typing its target.
confirm_target() {
    [ -n "$rb_irreversible" ] || return 0
    rb_target=${rb_target:-$rb_id}
    say "  IRREVERSIBLE: $rb_irreversible"
    if is_agreed; then
        log note text "agreed to beforehand, by --yes-irreversible: $rb_target" step "$rb_id" \
            by "$rb_operator"
        return 0
    fi
    ask "  Type $rb_target to go on"
    [ "$rb_answer" != "$rb_target" ] || return 0
    say "  That is not $rb_target; it was not begun."
    return 1
}

begin_step() {
    [ "$rb_open" != step ] || return 0
    eval "rb_tries_$rb_at=\$((rb_tries_$rb_at + 1)) rb_tries=\$rb_tries_$rb_at"
    [ "$rb_tries" -gt 1 ] || rb_tries=
    hold
    log step-begin step "$rb_id" attempt "$rb_tries"
    set_state "$rb_at" open
    rb_open=step
    rb_began=$rb_now
    release
}

# end_step OUTCOME STATUS NOTE [STATE]
end_step() {
    hold
    rb_open=
    settle_output
    set_state "$rb_at" "${4:-$1}"
    log step-end step "$rb_id" outcome "$1" status "$2" attempt "$rb_tries" by "$rb_operator" \
        note "$3" output "$rb_output" output-hash "$rb_output_hash"
    since "$rb_began"
    say_end "$1" "$3"
    release
}

# say_end OUTCOME NOTE: of the step that has taken rb_since; also for the summary.
say_end() {
    words "$rb_since"
    rb_line="  $1  $rb_id  $rb_words"
    if [ -n "$rb_planned" ] && [ "$rb_since" -gt "$rb_planned" ]; then
        words $((rb_since - rb_planned))
        rb_line="$rb_line, $rb_words over"
    fi
    mask "$2"
    clean "$rb_masked"
    rb_line="$rb_line${rb_clean:+  ($rb_clean)}"
    say "$rb_line"
    rb_summary=$rb_summary$rb_line$rb_newline
}

# failed STATUS NOTE [STATE]: ends the step, and settles what follows.
failed() {
    end_step failed "$1" "$2" "${3:-failed}"
    case $rb_on_failure in
    continue) return 0 ;;
    go)
        go_elsewhere
        return 0
        ;;
    roll-back)
        say "  It has failed: the steps done so far are rolled back."
        roll_back "$rb_at"
        conclude
        ;;
    esac
    [ "${3-}" = unmet ] || block "To undo it (not run)" "${rb_rollback_shown:-$rb_rollback}"
    if [ -n "$rb_yes" ] || [ ! -t 0 ]; then
        conclude
    fi
    choose_after_failure
}

# After the failure of the loaded step.
go_elsewhere() {
    rb_next=$rb_go
    pass_over $((rb_at + 1)) $((rb_go - 1)) "not on the way after the failure of $rb_id" off
}

choose_after_failure() {
    while :; do
        rb_keys="r try again  s skip  e end"
        ask_choice "$rb_keys"
        case $rb_answer in
        r | run | 'try again') rb_retry=yes rb_told=yes ;;
        s | skip) skipped ;;
        e | end) conclude ;;
        *)
            not_understood
            continue
            ;;
        esac
        return 0
    done
}

skipped() {
    ask_reason "Why is it skipped?"
    leave_out_now "$rb_answer" skipped
}

# leave_out_now NOTE STATE: the loaded step, and all that belongs to a call.
leave_out_now() {
    rb_why=$1
    begin_step
    end_step skipped '' "$rb_why" "$2"
    [ -z "$rb_span" ] || pass_over $((rb_at + 1)) "$rb_span" "$rb_why" "$2"
}

# pass_over FIRST LAST NOTE STATE: steps that are not done, and have not been.
pass_over() {
    rb_here=$rb_at
    rb_why=$3
    rb_at=$1
    rb_tries=''
    rb_out=''
    while [ "$rb_at" -le "$2" ] && load "$rb_at"; do
        state "$rb_at"
        case $rb_state_of in
        passed | already | skipped | off | unasked) ;;
        *)
            log step-begin step "$rb_id"
            rb_began=$rb_now
            end_step skipped '' "$rb_why" "$4"
            ;;
        esac
        rb_at=$((rb_at + 1))
    done
    rb_at=$rb_here
    load "$rb_at"
}

# passed STATUS NOTE [STATE]. What comes from it is logged first: killed in between, the step is
# looked at again, and nothing is lost.
passed() {
    if [ -n "$rb_business" ] && [ -z "$rb_back" ]; then
        log service-back
        rb_back=$rb_now rb_back_at=$rb_at
        say "  The service is back."
    fi
    end_step passed "$1" "$2" "${3:-passed}"
}

# check_step: runs the verification, if there is one, and ends the step.
check_step() {
    if [ -n "$rb_verify" ]; then
        say "  Verifying ..."
        rb_before_status=$rb_status
        try_again "$rb_verify"
        if [ "$rb_status" -ne 0 ]; then
            failed "$rb_status" "the verification failed" unverified
            return 0
        fi
        rb_status=$rb_before_status
    fi
    passed "$rb_status" "$rb_remark"
}

# try_again TEXT: runs it, and again after a while, as often as the step says.
try_again() {
    rb_try=1
    while :; do
        run_body "$1" "$rb_limit"
        if [ "$rb_status" -eq 0 ] || [ "$rb_try" -gt "$rb_retries" ]; then
            return 0
        fi
        words "$rb_interval"
        say "  Try $rb_try of $((rb_retries + 1)) failed with status $rb_status;" \
            "the next one in $rb_words."
        nap "$rb_interval"
        rb_try=$((rb_try + 1))
    done
}

# try_until TEXT: runs it again and again until it succeeds, or the time limit has passed.
try_until() {
    now
    rb_wait_began=${rb_mono:-$rb_now}
    rb_left_time=$rb_limit
    while :; do
        run_body "$1" "$rb_left_time"
        [ "$rb_status" -ne 0 ] || return 0
        now
        rb_left_time=$((rb_limit - (${rb_mono:-$rb_now} - rb_wait_began)))
        if [ "$rb_left_time" -le 0 ]; then
            rb_late=yes rb_status=124
            return 0
        fi
        words "$rb_left_time"
        say "  Not yet (status $rb_status); it may take another $rb_words."
        [ "$rb_interval" -le "$rb_left_time" ] || rb_interval=$rb_left_time
        nap "$rb_interval"
        rb_left_time=$((rb_left_time - rb_interval))
        [ "$rb_left_time" -gt 0 ] || rb_left_time=1
    done
}

# is_done_already, is_allowed: what is asked of the system before the step is begun.
is_done_already() {
    [ -n "$rb_unless" ] || return 1
    say "  Looking whether it is done already ..."
    run_body "$rb_unless" "$rb_limit"
    [ "$rb_status" -eq 0 ] || return 1
    begin_step
    passed '' "done already" already
    [ -z "$rb_span" ] || pass_over $((rb_at + 1)) "$rb_span" "done already" off
}

is_allowed() {
    [ -n "$rb_require" ] || return 0
    say "  Looking whether it can be begun ..."
    run_body "$rb_require" "$rb_limit"
    [ "$rb_status" -ne 0 ] || return 0
    state "$rb_at"
    rb_how=failed
    case $rb_state_of in
    '' | unmet | unasked) rb_how=unmet ;;
    esac
    begin_step
    failed "$rb_status" "its precondition does not hold; it was not begun" "$rb_how"
    return 1
}

run_command() {
    begin_step
    rb_status=
    if [ "$rb_kind" = wait ]; then
        say "  Waiting ..."
        try_until "$rb_run"
    elif [ -n "$rb_run" ]; then
        say "  Running ..."
        try_again "$rb_run"
    fi
    if [ -z "$rb_status" ] || [ "$rb_status" -eq 0 ]; then
        check_step
    elif [ -n "$rb_late" ]; then
        failed 124 "stopped after its time limit of $rb_limit_words"
    else
        failed "$rb_status" "the command ended with status $rb_status"
    fi
}

# A step that is a command, or a call of another runbook.
do_command() {
    rb_choice=
    if is_free || [ -n "$rb_told" ]; then
        rb_choice=go
    fi
    while :; do
        [ -n "$rb_choice" ] || choose_begin
        case $rb_choice in
        skip) skipped && return 0 ;;
        done)
            begin_step
            rb_status=
            rb_remark="done before, as the operator says"
            check_step
            return 0
            ;;
        esac
        ! is_done_already || return 0
        is_allowed || return 0
        ! confirm_target || break
        rb_choice=
    done
    run_command
}

# A step that a person does.
do_by_hand() {
    ! is_done_already || return 0
    is_allowed || return 0
    [ -n "$rb_told" ] || say_begun
    rb_choice=go
    if [ -n "$rb_irreversible" ]; then
        choose_begin
        while [ "$rb_choice" = go ] && ! confirm_target; do
            choose_begin
        done
    fi
    if [ "$rb_choice" = go ]; then
        begin_step
        choose_done
    fi
    rb_status=
    case $rb_choice in
    skip) skipped ;;
    failed)
        ask_reason "What went wrong?"
        failed '' "$rb_answer"
        ;;
    *) check_step ;;
    esac
}

# A question, of which the answer says how it goes on.
do_decide() {
    ! is_done_already || return 0
    is_allowed || return 0
    begin_step
    rb_status=
    forget_ways
    rb_n=
    while [ -z "$rb_n" ]; do
        ask_choice "Number of the answer"
        find_choice "$rb_answer" || not_understood
    done
    line "$rb_n" "$rb_choices"
    rb_answer=$rb_line
    line "$rb_n" "$rb_ways"
    rb_way=$rb_line
    name_way
    log decided step "$rb_id" answer "$rb_answer" go "$rb_way_name"
    if [ "$rb_way" -eq 0 ]; then
        rb_remark="$rb_answer: the run ends here"
        check_step
        stop 4 "decided at $rb_id: $rb_answer"
    fi
    rb_remark=$rb_answer
    pass_over $((rb_at + 1)) $((rb_way - 1)) "not on the way chosen at $rb_id: $rb_answer" off
    rb_open=step
    rb_next=$rb_way
    check_step
}

# find_choice ANSWER: rb_n is its number; empty, and the status 1, when there is none.
find_choice() {
    rb_n=1
    while line "$rb_n" "$rb_choices"; do
        if [ "$1" = "$rb_n" ] || [ "$1" = "$rb_line" ]; then
            return 0
        fi
        rb_n=$((rb_n + 1))
    done
    rb_n=
    return 1
}

# forget_ways: asked again, the question opens the ways that an answer before has closed.
forget_ways() {
    rb_last_way=$rb_at
    for rb_way in $rb_ways; do
        [ "$rb_way" -le "$rb_last_way" ] || rb_last_way=$rb_way
    done
    rb_n=$rb_at
    while rb_n=$((rb_n + 1)) && [ "$rb_n" -lt "$rb_last_way" ]; do
        state "$rb_n"
        [ "$rb_state_of" != off ] || set_state "$rb_n" ''
    done
}

# rb_way_name: the id of step rb_way; empty where the run only goes on.
name_way() {
    rb_way_name=
    if [ "$rb_way" -eq 0 ]; then
        rb_way_name=stop
    elif [ "$rb_way" -ne $((rb_at + 1)) ] && load "$rb_way"; then
        rb_way_name=$rb_id
        load "$rb_at"
    fi
}

# The steps of a call are behind it; a check stands at their end.
do_gate() {
    begin_step
    rb_status=
    check_step
}

# say_meanwhile: what a second person can do while this step is done.
say_meanwhile() {
    rb_ties_left=$rb_ties
    while [ -n "$rb_ties_left" ]; do
        rb_line=${rb_ties_left%%"$rb_newline"*}
        rb_ties_left=${rb_ties_left#*"$rb_newline"}
        rb_n=${rb_line%% *}
        if [ "$rb_n" -gt "$rb_at" ] && is_ready "${rb_line#"$rb_n"}"; then
            load "$rb_n"
            say "  A second person can meanwhile do $rb_id: $rb_step_title"
            load "$rb_at"
        fi
    done
}

# is_ready NUMBERS: all of them are done, and so is nothing of step rb_n.
is_ready() {
    state "$rb_n"
    [ -z "$rb_state_of" ] || return 1
    for rb_one in $1; do
        state "$rb_one"
        case $rb_state_of in
        passed | already | skipped | off | unasked) ;;
        *) return 1 ;;
        esac
    done
}

do_step() {
    rb_next=$((rb_at + 1))
    rb_retry=yes rb_told=''
    while [ -n "$rb_retry" ]; do
        rb_retry='' rb_remark='' rb_late='' rb_open='' rb_tries=''
        prepare_output "$rb_file"
        show_step "$rb_at"
        say_meanwhile
        ! is_free || say_clock
        case $rb_kind in
        run | wait | call) do_command ;;
        check) do_gate ;;
        decide) do_decide ;;
        *) do_by_hand ;;
        esac
        check_overrun
    done
}
