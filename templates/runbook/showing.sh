# ---- Showing -------------------------------------------------------------------------------

# load NUMBER: the rb_ variables of that step; fails when there is none.
load() {
    rb_id='' rb_step_title='' rb_kind='' rb_file='' rb_who='' rb_where='' rb_takes=''
    rb_call='' rb_planned='' rb_limit='' rb_limit_words='' rb_irreversible='' rb_target=''
    rb_target_shown='' rb_confirm='' rb_on_failure='' rb_go='' rb_note='' rb_task='' rb_retries=0 rb_interval=10
    rb_idempotent='' rb_interactive='' rb_business='' rb_choices='' rb_abouts='' rb_ways='' rb_tags=''
    rb_span='' rb_run='' rb_run_shown='' rb_verify='' rb_verify_shown='' rb_expect=''
    rb_unless='' rb_unless_shown='' rb_require='' rb_require_shown=''
    rb_rollback='' rb_rollback_shown=''
    step "$1"
}

show_head() {
    say "$rb_plan_title"
    say "$rb_title"
    say "Runbook $rb_plan/$rb_runbook${rb_short_hash:+, $rb_short_hash}"
    say "As of $rb_as_of, made by $rb_generator"
    [ -z "$rb_estimate$rb_rto_words" ] ||
        say "Estimate ${rb_estimate:-unknown}, RTO ${rb_rto_words:-none}"
    labelled "Start it when" "$rb_trigger"
    prose "Stop and ask when" "$rb_stop_when"
    prose "Give up when" "$rb_abort_when"
    prose "You need the right to" "$rb_access"
}

show_step() {
    say ""
    say "[$1/$rb_count] $rb_id: $rb_step_title"
    labelled "Who" "$rb_who"
    labelled "Call" "$rb_call"
    labelled "Where" "$rb_where"
    labelled "Tags" "$rb_tags"
    labelled "Takes" "$rb_takes"
    if [ "$rb_kind" = wait ]; then
        labelled "Waits at most" "$rb_limit_words"
    else
        labelled "Time limit" "$rb_limit_words"
    fi
    labelled "IRREVERSIBLE" "$rb_irreversible"
    prose "Note" "$rb_note"
    block "Done already when" "${rb_unless_shown:-$rb_unless}"
    block "Only if" "${rb_require_shown:-$rb_require}"
    prose "Do" "$rb_task"
    [ -z "$rb_choices" ] || show_choices
    if [ "$rb_kind" = wait ]; then
        words "$rb_interval"
        labelled "Tried every" "$rb_words"
        block "Wait until" "${rb_run_shown:-$rb_run}"
    else
        block "Run" "${rb_run_shown:-$rb_run}"
    fi
    [ "$rb_retries" -eq 0 ] || labelled "Tried again" "$rb_retries times"
    block "Verify by" "${rb_verify_shown:-$rb_verify}"
    labelled "Expect" "$rb_expect"
    case $rb_on_failure in
    continue) say "  When it fails, the next step follows." ;;
    roll-back) say "  When it fails, all is rolled back." ;;
    go) say "  When it fails, it goes on elsewhere." ;;
    esac
}

show_choices() {
    rb_n=1
    while line "$rb_n" "$rb_choices"; do
        rb_text=$rb_line
        line "$rb_n" "$rb_abouts" || rb_line=
        say "    $rb_n  $rb_text${rb_line:+: $rb_line}"
        rb_n=$((rb_n + 1))
    done
}

say_kind() {
    if [ -n "$rb_incident" ]; then
        clean "It counts as the incident $rb_incident"
    else
        clean "It counts as a drill${rb_drill:+: $rb_drill} (--incident NAME: it is real)"
    fi
    say "$rb_clean"
}

list() {
    show_head
    rb_at=0
    # No more is taken back than is shown: it is quick with hundreds of steps, too.
    while rb_at=$((rb_at + 1)) && rb_who='' rb_takes='' rb_limit_words='' rb_irreversible='' &&
        rb_tags='' && step "$rb_at"; do
        rb_text="$rb_newline$rb_at. $rb_id: $rb_step_title$rb_newline  Kind: $rb_kind"
        rb_text=$rb_text${rb_who:+"$rb_newline  Who: $rb_who"}
        rb_text=$rb_text${rb_takes:+"$rb_newline  Takes: $rb_takes"}
        rb_text=$rb_text${rb_tags:+"$rb_newline  Tags: $rb_tags"}
        rb_text=$rb_text${rb_limit_words:+"$rb_newline  Time limit: $rb_limit_words"}
        say "$rb_text${rb_irreversible:+"$rb_newline  IRREVERSIBLE: $rb_irreversible"}"
    done
}

# show_all NUMBER: a step with all there is to it.
show_all() {
    show_step "$1"
    [ -z "$rb_target_shown" ] || labelled "To be typed" "$rb_target_shown"
    block "To undo it" "${rb_rollback_shown:-$rb_rollback}"
}

# So that no secret is shown.
know_secrets() {
    rb_only_secrets=yes
    needs
    rb_only_secrets=
}

dry_run() {
    know_secrets
    rb_show_needs=yes
    show_head
    say ""
    say "Needs:"
    needs
    rb_at=1
    while [ "$rb_at" -le "$rb_last" ]; do
        is_asked_for && load "$rb_at" && show_all "$rb_at"
        rb_at=$((rb_at + 1))
    done
    say ""
    say "A dry run: nothing was run, nothing was written."
}

check() {
    rb_show_needs=yes
    show_head
    say ""
    say "Needs:"
    catch_signals
    host_name
    preflight
    check_agreed
    say "All is there: it can be started."
}

version() {
    say "$rb_plan/$rb_runbook"
    say "Plan: $rb_plan_title${rb_version:+, version $rb_version}"
    say "Runbook: $rb_title"
    labelled "SHA-256 of its source" "$rb_hash"
    labelled "It calls" "$rb_called"
    labelled "Commit" "$rb_commit"
    say "As of $rb_as_of, made by $rb_generator"
    check_self
    case $rb_script in
    intact) say "This script is as it was made." ;;
    modified) say "THIS SCRIPT WAS CHANGED since it was made." ;;
    esac
    if now && seconds_of "${rb_as_of}T00:00:00Z"; then
        since "$rb_seconds"
        say "The plan is $((rb_since / 86400)) days old."
    fi
}

# check_self: rb_script is intact or modified; empty where that cannot be told.
check_self() {
    rb_script=
    if [ -z "$rb_self" ] || [ ! -r "$0" ] || ! has sed; then
        return 0
    fi
    [ -n "$rb_sum" ] || find_sum || return 0
    # shellcheck disable=SC2086 # a program and its options
    rb_read=$(sed '1,/^rb_self=/s/^rb_self=[0-9a-f]*$/rb_self=/' <"$0" | $rb_sum)
    rb_script=modified
    [ "${rb_read%% *}" != "$rb_self" ] || rb_script=intact
}
