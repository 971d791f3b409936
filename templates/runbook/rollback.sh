# ---- Rolling back --------------------------------------------------------------------------

# roll_back LAST: undoes what was done, from step LAST back to the first, each asked for. Fails
# when nothing was undone.
roll_back() {
    rb_here=$rb_at
    rb_at=$1
    rb_undone=
    while [ "$rb_at" -ge 1 ]; do
        state "$rb_at"
        case $rb_state_of in
        passed | stale | failed | unverified | again | open)
            load "$rb_at"
            undo
            ;;
        esac
        rb_at=$((rb_at - 1))
    done
    rb_at=$rb_here
    [ -n "$rb_undone" ]
}

undo() {
    if [ -z "$rb_rollback" ]; then
        case $rb_kind in
        run | manual | checklist) say "  Nothing is known that undoes $rb_id." ;;
        esac
        return 0
    fi
    say ""
    say "  Undo $rb_id: $rb_step_title"
    block "Run" "${rb_rollback_shown:-$rb_rollback}"
    if [ -z "$rb_yes" ] || [ -n "$rb_confirm$rb_irreversible" ]; then
        if [ ! -t 0 ]; then
            say "  It must be asked for, and there is no terminal: it is left."
            rb_unrolled=yes
            return 0
        fi
        choose_undo || return 0
    fi
    run_undo
}

# Whether it is to be undone.
choose_undo() {
    while :; do
        ask "  u undo it  l leave it  a abort"
        case $rb_answer in
        u | undo) return 0 ;;
        l | leave) return 1 ;;
        a | abort) declined "aborted by the operator" ;;
        *) not_understood ;;
        esac
    done
}

run_undo() {
    prepare_output "$rb_file.rollback"
    hold
    log rollback-begin step "$rb_id"
    rb_open=rollback
    rb_began=$rb_now
    release
    rb_undone=yes rb_rolled=yes
    run_body "$rb_rollback" "$rb_limit"
    if [ "$rb_status" -eq 0 ]; then
        end_rollback passed 0 ''
    else
        rb_unrolled=yes
        end_rollback failed "$rb_status" "the rollback ended with status $rb_status"
    fi
}

# lose_service: what was back does not outlive a step that had led to it.
lose_service() {
    if [ -n "$rb_back" ] && [ "$rb_at" -le "$rb_back_at" ]; then
        log service-lost
        rb_back='' rb_verified='' rb_told_recovered=''
        say "  The service is not back any more."
    fi
}

# end_rollback OUTCOME STATUS NOTE
end_rollback() {
    hold
    rb_open=
    settle_output
    case $1 in
    passed) set_state "$rb_at" undone ;;
    *) set_state "$rb_at" again ;;
    esac
    gather
    log rollback-end step "$rb_id" outcome "$1" status "$2" by "$rb_operator" note "$3" \
        output "$rb_output" output-hash "$rb_output_hash"
    [ "$1" != passed ] || lose_service
    write_gathered
    since "$rb_began"
    words "$rb_since"
    rb_line="  undo $1  $rb_id  $rb_words${3:+  ($3)}"
    say "$rb_line"
    rb_summary=$rb_summary$rb_line$rb_newline
    release
}
