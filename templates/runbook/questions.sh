# ---- Questions -----------------------------------------------------------------------------

# ask QUESTION: rb_answer is the line typed. Nothing but a terminal can answer.
ask() {
    [ -t 0 ] || declined "there is no terminal to answer on"
    mend_terminal
    mask "$1"
    printf '%s> ' "$rb_masked"
    if ! read -r rb_answer; then
        printf '\n'
        declined "the input has ended"
    fi
}

# A command may have left the terminal such that no answer is seen, or none gets to its end.
mend_terminal() {
    ! has stty || stty icanon echo isig icrnl opost onlcr 2>/dev/null
}

# ask_reason QUESTION: the same until something is said.
ask_reason() {
    rb_answer=
    while [ -z "$rb_answer" ]; do
        ask "  $1"
    done
}

# ask_choice KEYS: one of the step's own KEYS, or one that is understood everywhere; comes back
# with the former in rb_answer. KEYS: what is shown, such as "r run  s skip".
ask_choice() {
    while :; do
        say_clock
        say "  $1  ? show  a abort"
        ask "  n note  h hand over  b roll back"
        case $rb_answer in
        \?) show_step "$rb_at" ;;
        n | note)
            ask_reason "Note"
            take_note
            ;;
        n\ ?*)
            rb_answer=${rb_answer#* }
            take_note
            ;;
        h | 'hand over') hand_over ;;
        b | 'roll back') roll_back_now ;;
        a | abort) declined "aborted by the operator" ;;
        *) return 0 ;;
        esac
    done
}

take_note() {
    log note text "$rb_answer" step "$rb_id" by "$rb_operator"
}

# What was typed is no answer: says so, for a tired eye takes the same question for a new one.
not_understood() {
    [ -n "$rb_answer" ] || return 0
    clean "$rb_answer"
    say "  '$rb_clean' is no answer here."
}

hand_over() {
    ask_reason "To whom"
    log handover to "$rb_answer"
    rb_operator=$rb_answer
    clean "$rb_operator"
    say "  $rb_clean goes on."
    show_step "$rb_at"
}

# The operator wants no more, and back to where it began.
roll_back_now() {
    if ! roll_back $((rb_at - 1)); then
        say "  Nothing was undone; the run goes on."
        load "$rb_at"
        return 0
    fi
    rb_aborted=yes
    conclude
}

# stop STATUS REASON: ends the run before its time. What is open can be taken up by --resume.
stop() {
    trap '' INT TERM HUP PIPE
    rb_critical=+
    rb_reason=$2
    if [ -n "$rb_child" ]; then
        end_tree "$rb_child"
        wait "$rb_child" 2>/dev/null
        rb_child=
        drain_output
    fi
    if [ -n "$rb_logging" ]; then
        case $rb_open in
        step) end_step failed '' "$rb_reason" again ;;
        rollback) end_rollback failed '' "$rb_reason" ;;
        *) log note text "$rb_reason" by "$rb_operator" ;;
        esac
        log run-end outcome aborted status "$1"
    fi
    complain "stopped: $rb_reason"
    finish "$1"
}

declined() {
    stop 4 "$1"
}
