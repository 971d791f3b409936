# ---- From here on all runbook scripts are alike --------------------------------------------
# POSIX sh and `date`, nothing else. Variables of this script begin with rb_, so that those
# which the commands of the steps find in the environment stay as they are.
# Exit statuses: see help().

set -u

rb_newline='
'
rb_tab=$(printf '\t')
rb_mode=guided
rb_run_kind=drill
rb_drill='' rb_incident='' rb_operator=${LOGNAME:-${USER:-}} rb_log=''
rb_declared='' rb_recovered='' rb_from='' rb_only='' rb_yes=''
rb_show_needs='' rb_missing='' rb_logging='' rb_open='' rb_summary='' rb_answer=''
rb_id='' rb_back='' rb_passed=0 rb_skipped=0 rb_failed=0 rb_unverified=0 rb_now=0

help() {
    printf '%s\n' "$rb_title" "A runbook of the plan: $rb_plan_title" "
Usage: sh ${0##*/} [option ...]

Without options it leads through the steps, and asks before each of them.

  --list                 the steps, and end
  --dry-run              what would be run, without touching anything, and end
  --help                 this text, and end
  --yes                  run commands without asking; steps that are irreversible, marked
                         to be confirmed, or done by hand are asked for all the same
  --drill EXERCISE       it is a drill: the exercise of the plan that it belongs to
  --incident NAME        it is real; without this it counts as a drill
  --operator NAME        who does it (now: ${rb_operator:-nobody})
  --declared-at TIME     when the incident or drill was declared, if before now
  --recovered-to TIME    time of the newest data that is recovered
  --from STEP            begin with this step
  --only STEP            do this step alone
  --log FILE             a new file for the log
                         (else ./$rb_name-<UTC time>.log)

A TIME is in UTC: 2026-08-14T09:00Z. A STEP is an id of --list. Time limits of steps are
advisory: a command that takes longer is not stopped, but the log says so. TERM and HUP
take effect when the running command has ended.

What a step requires is checked just before it is begun; without that it is not begun.

Exit status: 0 all done; 1 a step failed; 2 wrong usage; 3 not started because something is
missing, or the log cannot be written; 4 declined, or a question without a terminal to
answer it on; 5 interrupted by a signal; 6 a verification failed, and nothing else."
}

# ---- Text ----------------------------------------------------------------------------------

say() {
    printf '%s\n' "$*"
}

complain() {
    clean "$*"
    printf '%s: %s\n' "${0##*/}" "$rb_clean" >&2
}

usage_error() {
    complain "$*"
    complain "--help tells how it is used"
    exit 2
}

# clean TEXT: rb_clean is TEXT on one line and in UTF-8: a space stands for each control
# character, a question mark for each byte that is none of a character.
clean() {
    rb_clean=$1
    case $1 in
    *[!' '-~]*) rb_clean=$(cleaned "$1") ;;
    esac
}

# Reads bytes, in a subshell of its own, since LC_ALL would reach the commands. The shells
# differ in what they take for a character everywhere but in the C locale.
cleaned() {
    LC_ALL=C
    export LC_ALL
    rb_80=$(printf '\200') rb_8f=$(printf '\217') rb_90=$(printf '\220') rb_9f=$(printf '\237')
    rb_a0=$(printf '\240') rb_bf=$(printf '\277') rb_c2=$(printf '\302') rb_df=$(printf '\337')
    rb_e0=$(printf '\340') rb_ed=$(printf '\355') rb_ef=$(printf '\357') rb_f0=$(printf '\360')
    rb_f4=$(printf '\364')
    rb_rest=$1
    while :; do
        rb_plain=${rb_rest%%[!' '-~]*}
        printf %s "$rb_plain"
        rb_rest=${rb_rest#"$rb_plain"}
        rb_word=
        case $rb_rest in
        '') return ;;
        [[:cntrl:]]*) rb_word=' ' rb_next=${rb_rest#?} ;;
        "$rb_c2"["$rb_80"-"$rb_9f"]*) rb_word=' ' rb_next=${rb_rest#??} ;;
        ["$rb_c2"-"$rb_df"]["$rb_80"-"$rb_bf"]*) rb_next=${rb_rest#??} ;;
        "$rb_e0"["$rb_80"-"$rb_9f"]* | "$rb_ed"["$rb_a0"-"$rb_bf"]* | \
            "$rb_f0"["$rb_80"-"$rb_8f"]* | "$rb_f4"["$rb_90"-"$rb_bf"]*)
            rb_word='?' rb_next=${rb_rest#?}
            ;;
        ["$rb_e0"-"$rb_ef"]["$rb_80"-"$rb_bf"]["$rb_80"-"$rb_bf"]*) rb_next=${rb_rest#???} ;;
        ["$rb_f0"-"$rb_f4"]["$rb_80"-"$rb_bf"]["$rb_80"-"$rb_bf"]["$rb_80"-"$rb_bf"]*)
            rb_next=${rb_rest#????}
            ;;
        *) rb_word='?' rb_next=${rb_rest#?} ;;
        esac
        printf %s "${rb_word:-"${rb_rest%"$rb_next"}"}"
        rb_rest=$rb_next
    done
}

# quoted TEXT: rb_quoted is TEXT as a word for the shell.
quoted() {
    rb_quoted=$1
    case $1 in
    *[!A-Za-z0-9_./-]*) ;;
    *) return ;;
    esac
    rb_quoted=
    rb_rest=$1
    while [ "$rb_rest" != "${rb_rest#*"'"}" ]; do
        rb_quoted="$rb_quoted${rb_rest%%"'"*}'\\''"
        rb_rest=${rb_rest#*"'"}
    done
    rb_quoted="'$rb_quoted$rb_rest'"
}

# indented PREFIX TEXT: prints each line of TEXT behind PREFIX.
indented() {
    rb_rest=$2
    while [ "$rb_rest" != "${rb_rest#*"$rb_newline"}" ]; do
        rb_line=${rb_rest%%"$rb_newline"*}
        printf '%s\n' "${rb_line:+$1}$rb_line"
        rb_rest=${rb_rest#*"$rb_newline"}
    done
    [ -z "$rb_rest" ] || printf '%s%s\n' "$1" "$rb_rest"
}

# labelled LABEL TEXT: prints a line when there is a TEXT.
labelled() {
    [ -z "$2" ] || printf '  %s: %s\n' "$1" "$2"
}

# block LABEL TEXT: the same for several lines.
block() {
    [ -n "$2" ] || return 0
    printf '  %s:\n' "$1"
    indented '    ' "$2"
}

# ---- Time ----------------------------------------------------------------------------------

# seconds_of TIME: rb_time is TIME with its seconds, rb_seconds counts from 1970. Fails when
# TIME is no time in UTC.
seconds_of() {
    rb_time=$1
    case $rb_time in
    *T[0-9][0-9]:[0-9][0-9]Z) rb_time=${rb_time%Z}:00Z ;;
    esac
    case $rb_time in
    [12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z) ;;
    *) return 1 ;;
    esac
    rb_year=${rb_time%%-*}
    rb_rest=${rb_time#*-}
    rb_month=${rb_rest%%-*}
    rb_rest=${rb_rest#*-}
    rb_day=${rb_rest%%T*}
    rb_rest=${rb_rest#*T}
    rb_hour=${rb_rest%%:*}
    rb_rest=${rb_rest#*:}
    rb_minute=${rb_rest%%:*}
    rb_rest=${rb_rest#*:}
    rb_second=${rb_rest%Z}
    # A leading zero would make the number octal.
    rb_month=${rb_month#0} rb_day=${rb_day#0} rb_hour=${rb_hour#0}
    rb_minute=${rb_minute#0} rb_second=${rb_second#0}
    is_day || return 1
    [ "$rb_hour" -lt 24 ] || return 1
    days_since_1970
    rb_seconds=$((rb_days * 86400 + rb_hour * 3600 + rb_minute * 60 + rb_second))
}

# Whether rb_year, rb_month and rb_day are a day of the calendar.
is_day() {
    rb_length=31
    case $rb_month in
    4 | 6 | 9 | 11) rb_length=30 ;;
    2)
        rb_length=28
        if [ $((rb_year % 4)) -eq 0 ] && [ $((rb_year % 100)) -ne 0 ] ||
            [ $((rb_year % 400)) -eq 0 ]; then
            rb_length=29
        fi
        ;;
    esac
    [ "$rb_month" -ge 1 ] && [ "$rb_month" -le 12 ] &&
        [ "$rb_day" -ge 1 ] && [ "$rb_day" -le "$rb_length" ]
}

# rb_days: of rb_year, rb_month, rb_day. The year begins in March, so that a leap day ends it.
days_since_1970() {
    rb_shifted=$(((rb_month + 9) % 12))
    rb_years=$((rb_year - rb_shifted / 10))
    rb_leaps=$((rb_years / 4 - rb_years / 100 + rb_years / 400))
    rb_days=$((rb_years * 365 + rb_leaps + (rb_shifted * 306 + 5) / 10 + rb_day - 719469))
}

# rb_stamp and rb_now: this moment as text and in seconds. Keeps the last when date fails.
now() {
    rb_read=$(date -u +%Y-%m-%dT%H:%M:%SZ 2>/dev/null) || return 1
    seconds_of "$rb_read" || return 1
    rb_stamp=$rb_time
    rb_now=$rb_seconds
}

# words SECONDS: rb_words is the length for people.
words() {
    if [ "$1" -lt 60 ]; then
        rb_words="$1 s"
    elif [ "$1" -lt 3600 ]; then
        rb_words="$(($1 / 60)) min"
    elif [ $(($1 % 3600 / 60)) -eq 0 ]; then
        rb_words="$(($1 / 3600)) h"
    else
        rb_words="$(($1 / 3600)) h $(($1 % 3600 / 60)) min"
    fi
}

# since MOMENT: rb_since is how many seconds ago it was; 0 when the clock was set back.
since() {
    rb_since=$((rb_now - $1))
    [ "$rb_since" -ge 0 ] || rb_since=0
}

# How much time has gone, and how much of the RTO is left.
say_clock() {
    now
    since "$rb_zero"
    words "$rb_since"
    rb_line="$rb_words since declaration"
    [ -n "$rb_declared" ] || rb_line="$rb_words since the start"
    if [ -n "$rb_rto" ] && [ "$rb_since" -le "$rb_rto" ]; then
        words $((rb_rto - rb_since))
        rb_line="$rb_line, $rb_words of the RTO left"
    elif [ -n "$rb_rto" ]; then
        words $((rb_since - rb_rto))
        rb_line="$rb_line, the RTO was passed $rb_words ago"
    fi
    say "  ($rb_line)"
}

# ---- What is needed ------------------------------------------------------------------------

missing() {
    clean "$*"
    rb_missing="$rb_missing  - $rb_clean$rb_newline"
    [ "$rb_mode" != dry-run ] || say "  missing: $rb_clean"
}

# set_variable NAME ABOUT [DEFAULT]: exports it; rb_value is its value, rb_source whence.
# The generator lets nothing but a name through.
set_variable() {
    eval "rb_value=\${$1-}"
    rb_source=
    if [ -z "$rb_value" ] && [ $# -gt 2 ]; then
        rb_value=$3
        rb_source=' (default)'
        eval "$1=\$rb_value"
    fi
    if [ -z "$rb_value" ]; then
        missing "the variable $1${2:+: $2}"
        return 1
    fi
    eval "export $1"
}

# need WHAT NAME [ABOUT [DEFAULT]]
need() {
    case $1 in
    clock) now || missing "the program date, for the times in the log" ;;
    # Asked of a fresh shell: this one would take its own functions for programs.
    tool) sh -c 'command -v -- "$1" >/dev/null 2>&1' sh "$2" || missing "the program $2" ;;
    variable | secret) need_variable "$@" ;;
    *) missing "a variable that the plan calls '$2', which is no usable name" ;;
    esac
}

need_variable() {
    rb_secret=$1
    shift
    set_variable "$@" || return 0
    rb_line="$1 is set (secret)$rb_source"
    [ "$rb_secret" = secret ] || rb_line="$1=$rb_value$rb_source"
    clean "$rb_line"
    [ -z "$rb_show_needs" ] || say "  $rb_clean"
}

preflight() {
    rb_missing=
    needs
    [ -n "$rb_missing" ] || return 0
    complain "not started; nothing was touched. Missing:"
    printf '%s' "$rb_missing" >&2
    exit 3
}

# ---- The log: docs/run-log.md of redbinder says what stands in it -----------------------------

open_log() {
    if [ -z "$rb_log" ]; then
        rb_log=./$rb_name-$rb_compact.log
    fi
    if [ -e "$rb_log" ] || [ -h "$rb_log" ]; then
        complain "not started: the log $rb_log is there already; name a new one by --log"
        exit 3
    fi
    # In a subshell, so that the steps run with the umask of whoever called.
    if ! (umask 077 && set -C && printf 'redbinder-log 1\n' >"$rb_log") 2>/dev/null; then
        complain "not started: the log $rb_log cannot be written; name another by --log"
        exit 3
    fi
    rb_logging=yes
}

# log EVENT [NAME VALUE ...]: appends a line; an empty VALUE is left out.
log() {
    now
    rb_line=$rb_stamp$rb_tab$1
    shift
    while [ $# -gt 0 ]; do
        if [ -n "$2" ]; then
            clean "$2"
            rb_line=$rb_line$rb_tab$1=$rb_clean
        fi
        shift 2
    done
    { printf '%s\n' "$rb_line" >>"$rb_log"; } 2>/dev/null || log_lost
}

log_lost() {
    complain "stopped: the log $rb_log cannot be written any more"
    complain "last line: $rb_line"
    [ -z "$rb_id" ] || complain "go on with --from $rb_id --log FILE in another place"
    exit 3
}

# ---- Questions -----------------------------------------------------------------------------

# ask QUESTION: rb_answer is the line typed. Nothing but a terminal can answer.
ask() {
    [ -t 0 ] || declined "there is no terminal to answer on"
    printf '%s> ' "$1"
    if ! read -r rb_answer; then
        printf '\n'
        declined "the input has ended"
    fi
}

# ask_reason QUESTION: the same until something is said.
ask_reason() {
    rb_answer=
    while [ -z "$rb_answer" ]; do
        ask "  $1"
    done
}

# stop STATUS OUTCOME REASON: ends the run before its time; OUTCOME is that of an open step.
stop() {
    trap '' INT TERM HUP
    if [ -n "$rb_logging" ]; then
        [ -z "$rb_open" ] || end_step "$2" '' "$3"
        log run-end outcome aborted
    fi
    complain "stopped: $3"
    finish "$1"
}

declined() {
    stop 4 skipped "$1"
}

# ---- Showing -------------------------------------------------------------------------------

# load NUMBER: the rb_ variables of that step; fails when there is none.
load() {
    rb_id='' rb_step_title='' rb_kind='' rb_who='' rb_where='' rb_takes='' rb_limit=''
    rb_limit_words='' rb_irreversible='' rb_confirm='' rb_goes_on='' rb_note='' rb_task=''
    rb_require='' rb_require_shown='' rb_run='' rb_run_shown='' rb_verify='' rb_verify_shown=''
    rb_expect='' rb_rollback=''
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
    block "Stop and ask when" "$rb_stop_when"
    block "You need the right to" "$rb_access"
}

show_step() {
    say ""
    say "[$1/$rb_count] $rb_id: $rb_step_title"
    labelled "Who" "$rb_who"
    labelled "Where" "$rb_where"
    labelled "Takes" "$rb_takes"
    labelled "Time limit (advisory)" "$rb_limit_words"
    labelled "IRREVERSIBLE" "$rb_irreversible"
    block "Note" "$rb_note"
    block "Only when this succeeds" "${rb_require_shown:-$rb_require}"
    block "Do" "$rb_task"
    block "Run" "${rb_run_shown:-$rb_run}"
    block "Verify by" "${rb_verify_shown:-$rb_verify}"
    labelled "Expect" "$rb_expect"
    [ -z "$rb_goes_on" ] || say "  When it fails, the next step follows."
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
    rb_at=1
    while load "$rb_at"; do
        say ""
        say "$rb_at. $rb_id: $rb_step_title"
        labelled "Kind" "$rb_kind"
        labelled "Who" "$rb_who"
        labelled "Takes" "$rb_takes"
        labelled "Time limit (advisory)" "$rb_limit_words"
        labelled "IRREVERSIBLE" "$rb_irreversible"
        rb_at=$((rb_at + 1))
    done
}

dry_run() {
    rb_show_needs=yes
    show_head
    say ""
    say "Needs:"
    needs
    rb_at=$rb_first
    while [ "$rb_at" -le "$rb_last" ] && load "$rb_at"; do
        show_step "$rb_at"
        block "To undo it" "$rb_rollback"
        rb_at=$((rb_at + 1))
    done
    say ""
    say "A dry run: nothing was run, nothing was written."
}

# ---- One step ------------------------------------------------------------------------------

# Whether the step is begun without a question.
is_free() {
    [ -n "$rb_yes" ] && [ "$rb_kind" = run ] && [ -z "$rb_confirm" ]
}

# begin: rb_choice is go or skip.
begin() {
    rb_choice=
    if is_free; then
        rb_choice=go
    fi
    while :; do
        [ -n "$rb_choice" ] || choose_begin
        if [ "$rb_choice" = skip ] || [ -z "$rb_irreversible" ]; then
            return 0
        fi
        ask "  IRREVERSIBLE: $rb_irreversible. Type $rb_id to go on"
        [ "$rb_answer" != "$rb_id" ] || return 0
        say "  That is not $rb_id; it was not begun."
        rb_choice=
    done
}

choose_begin() {
    while :; do
        say_clock
        ask "  r = run, s = skip, a = abort"
        case $rb_answer in
        r | run) rb_choice=go ;;
        s | skip) rb_choice=skip ;;
        a | abort) declined "aborted by the operator" ;;
        *)
            say "  Answer r, s or a."
            continue
            ;;
        esac
        return 0
    done
}

# What a person did: rb_choice is good, skip or failed.
choose_done() {
    while :; do
        say_clock
        ask "  d = done, s = skip, f = failed, a = abort"
        case $rb_answer in
        d | done) rb_choice=good ;;
        s | skip) rb_choice=skip ;;
        f | fail | failed) rb_choice=failed ;;
        a | abort) declined "aborted by the operator" ;;
        *)
            say "  Answer d, s, f or a."
            continue
            ;;
        esac
        return 0
    done
}

# end_step OUTCOME STATUS NOTE
end_step() {
    rb_open=
    log step-end step "$rb_id" outcome "$1" status "$2" by "$rb_operator" note "$3"
    since "$rb_began"
    words "$rb_since"
    clean "$3"
    rb_line="  $1  $rb_id  $rb_words${rb_clean:+  ($rb_clean)}"
    say "$rb_line"
    rb_summary=$rb_summary$rb_line$rb_newline
    case $1 in
    passed) rb_passed=$((rb_passed + 1)) ;;
    skipped) rb_skipped=$((rb_skipped + 1)) ;;
    failed) rb_failed=$((rb_failed + 1)) ;;
    esac
}

# failed STATUS NOTE: ends the step, and the run unless the step says otherwise.
failed() {
    end_step failed "$1" "$2"
    block "To undo it (not run)" "$rb_rollback"
    [ -n "$rb_goes_on" ] || conclude
}

skipped() {
    ask_reason "Why is it skipped?"
    end_step skipped '' "$rb_answer"
}

# body TEXT: runs it in a shell of its own, in the foreground; its status is rb_status.
body() {
    rb_status=0
    sh -eu -c -- "$1" "$rb_id" || rb_status=$?
}

# meet_requirement: whether the step may be begun. A failure is tried again, or ends the step.
meet_requirement() {
    [ -n "$rb_require" ] || return 0
    while :; do
        say "  Checking what it requires ..."
        body "$rb_require"
        [ "$rb_status" -ne 0 ] || return 0
        log note text "step $rb_id was not begun: what it requires ended with status $rb_status"
        say "  Not begun: what it requires ended with status $rb_status."
        rb_choice=failed
        is_free || choose_unmet
        case $rb_choice in
        skip) skipped ;;
        failed)
            end_step failed "$rb_status" "not begun: its requirement is not met"
            [ -n "$rb_goes_on" ] || conclude
            ;;
        again) continue ;;
        esac
        return 1
    done
}

# What follows a requirement that is not met: rb_choice is again, skip or failed.
choose_unmet() {
    while :; do
        say_clock
        ask "  t = try again, s = skip, f = failed, a = abort"
        case $rb_answer in
        t | try) rb_choice=again ;;
        s | skip) rb_choice=skip ;;
        f | fail | failed) rb_choice=failed ;;
        a | abort) declined "aborted by the operator" ;;
        *)
            say "  Answer t, s, f or a."
            continue
            ;;
        esac
        return 0
    done
}

# check_step: runs the verification, if there is one, and ends the step.
check_step() {
    if [ -n "$rb_verify" ]; then
        say "  Verifying ..."
        rb_before=$rb_status
        body "$rb_verify"
        if [ "$rb_status" -ne 0 ]; then
            rb_unverified=$((rb_unverified + 1))
            failed "$rb_status" "the verification failed"
            return
        fi
        rb_status=$rb_before
    fi
    end_step passed "$rb_status" ''
}

run_command() {
    say "  Running ..."
    body "$rb_run"
    now
    since "$rb_started"
    if [ -n "$rb_limit" ] && [ "$rb_since" -gt "$rb_limit" ]; then
        log note text "step $rb_id took $rb_since s, its time limit is $rb_limit s"
        say "  It took longer than its time limit of $rb_limit_words."
    fi
    if [ "$rb_status" -ne 0 ]; then
        failed "$rb_status" "the command ended with status $rb_status"
    else
        check_step
    fi
}

# A step that a person does.
do_by_hand() {
    choose_done
    rb_status=
    case $rb_choice in
    good) check_step ;;
    skip) skipped ;;
    failed)
        ask_reason "What went wrong?"
        failed '' "$rb_answer"
        ;;
    esac
}

do_step() {
    log step-begin step "$rb_id"
    rb_open=$rb_id
    rb_began=$rb_now
    show_step "$rb_at"
    ! is_free || say_clock
    rb_choice=go
    if [ "$rb_kind" = run ] || [ -n "$rb_irreversible" ]; then
        begin
    fi
    if [ "$rb_choice" = skip ]; then
        skipped
        return
    fi
    meet_requirement || return 0
    now
    rb_started=$rb_now
    if [ "$rb_kind" = run ]; then
        run_command
    else
        do_by_hand
    fi
}

# A step that --from or --only leaves out.
leave_out() {
    log step-begin step "$rb_id"
    rb_began=$rb_now
    end_step skipped '' "not asked for"
}

# ---- The run -------------------------------------------------------------------------------

# conclude: the steps are over, or one has stopped them.
conclude() {
    rb_outcome=passed
    rb_exit=0
    if [ "$rb_failed" -gt 0 ]; then
        rb_outcome=failed
        rb_exit=1
        [ "$rb_failed" -gt "$rb_unverified" ] || rb_exit=6
    elif [ "$rb_passed" -eq "$rb_count" ] && [ -n "$rb_recovers" ]; then
        log service-back
        rb_back=$rb_now
    fi
    if [ "$rb_outcome" = passed ]; then
        [ -z "$rb_back" ] || ask_recovered
        [ -z "$rb_recovered" ] || log recovered-to at "$rb_recovered"
    fi
    log run-end outcome "$rb_outcome"
    finish "$rb_exit"
}

# The newest data is known only now. An empty answer leaves it open.
ask_recovered() {
    if [ -z "$rb_recovers_data" ] || [ -n "$rb_recovered$rb_yes" ] || [ ! -t 0 ]; then
        return 0
    fi
    say ""
    while :; do
        printf 'UTC time of the newest recovered data (2026-08-14T09:00Z; Enter: not known)> '
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
    trap - INT TERM HUP
    [ -n "$rb_logging" ] || exit "$1"
    now
    since "$rb_zero"
    words "$rb_since"
    say ""
    say "Summary: $rb_passed passed, $rb_failed failed, $rb_skipped skipped of $rb_count, $rb_words"
    printf '%s' "$rb_summary"
    [ -z "$rb_back" ] || say_recovered $((rb_back - rb_zero))
    quoted "$rb_log"
    say "Take it into the history: redbinder record --library PLANS $rb_quoted"
    exit "$1"
}

# A question that cannot be answered must not come up half-way.
check_terminal() {
    [ ! -t 0 ] || return 0
    rb_at=$rb_first
    while [ "$rb_at" -le "$rb_last" ] && load "$rb_at"; do
        if ! is_free || [ -n "$rb_irreversible" ]; then
            complain "not started: step $rb_id must be asked for, and there is no terminal"
            exit 4
        fi
        rb_at=$((rb_at + 1))
    done
}

guided() {
    show_head
    say_kind
    check_terminal
    rb_show_needs=yes
    say ""
    say "Needs:"
    preflight
    rb_zero=$rb_now
    rb_id=
    rb_compact=$(date -u +%Y%m%dT%H%M%SZ)
    if [ -n "$rb_declared" ]; then
        seconds_of "$rb_declared"
        rb_zero=$rb_seconds
    fi
    open_log
    trap 'stop 5 failed "interrupted by INT"' INT
    trap 'stop 5 failed "interrupted by TERM"' TERM
    trap 'stop 5 failed "interrupted by HUP"' HUP
    log run-begin run "$rb_name-$rb_compact-$$" plan "$rb_plan" runbook "$rb_runbook" \
        hash "$rb_hash" kind "$rb_run_kind" exercise "$rb_drill" incident "$rb_incident" \
        title "$rb_title" operator "$rb_operator"
    [ -z "$rb_declared" ] || log declared at "$rb_declared"
    clean "$rb_log"
    say "  log: $rb_clean"
    rb_at=1
    while load "$rb_at"; do
        if [ "$rb_at" -lt "$rb_first" ] || [ "$rb_at" -gt "$rb_last" ]; then
            leave_out
        else
            do_step
        fi
        rb_at=$((rb_at + 1))
    done
    conclude
}

# ---- The command line ----------------------------------------------------------------------

# number_of STEP: rb_number is its place.
number_of() {
    rb_number=1
    while load "$rb_number"; do
        [ "$rb_id" != "$1" ] || return 0
        rb_number=$((rb_number + 1))
    done
    usage_error "there is no step '$1'; --list names them"
}

# value_option NAME VALUE
value_option() {
    [ -n "$2" ] || usage_error "$1 needs a value"
    case $1 in
    --drill) rb_run_kind=drill rb_drill=$2 ;;
    --incident) rb_run_kind=incident rb_incident=$2 ;;
    --operator) rb_operator=$2 ;;
    --log) rb_log=$2 ;;
    --from) rb_from=$2 ;;
    --only) rb_only=$2 ;;
    --declared-at | --recovered-to)
        now
        seconds_of "$2" || usage_error "'$2' is no time in UTC such as 2026-08-14T09:00Z"
        [ "$rb_now" -eq 0 ] || [ "$rb_seconds" -le "$rb_now" ] || usage_error "'$2' lies ahead"
        case $1 in
        --declared-at) rb_declared=$rb_time ;;
        *) rb_recovered=$rb_time ;;
        esac
        ;;
    esac
}

read_options() {
    while [ $# -gt 0 ]; do
        case $1 in
        --list) rb_mode=list ;;
        --dry-run) rb_mode=dry-run ;;
        --help | -h)
            help
            exit 0
            ;;
        --yes) rb_yes=yes ;;
        --drill | --incident | --operator | --log | --from | --only | --declared-at | --recovered-to)
            # An option in place of the value means that the value was forgotten.
            case ${2-} in
            --*) usage_error "$1 needs a value" ;;
            esac
            value_option "$1" "${2-}"
            shift
            ;;
        --drill=* | --incident=* | --operator=* | --log=* | --from=* | --only=* | \
            --declared-at=* | --recovered-to=*)
            value_option "${1%%=*}" "${1#*=}"
            ;;
        *) usage_error "'$1' is not known" ;;
        esac
        shift
    done
}

check_options() {
    [ -z "$rb_drill" ] || [ -z "$rb_incident" ] ||
        usage_error "it is either a drill or an incident"
    [ -z "$rb_from" ] || [ -z "$rb_only" ] || usage_error "--from and --only exclude each other"
    if [ -n "$rb_drill" ]; then
        case "$rb_exercises " in
        *" $rb_drill "*) ;;
        *) usage_error "the plan has no exercise '$rb_drill'; it has:${rb_exercises:- none}" ;;
        esac
    fi
    rb_first=1
    rb_last=$rb_count
    if [ -n "$rb_from$rb_only" ]; then
        number_of "$rb_from$rb_only"
        rb_first=$rb_number
        [ -z "$rb_only" ] || rb_last=$rb_number
    fi
}

main() {
    read_options "$@"
    check_options
    case $rb_mode in
    list) list ;;
    dry-run) dry_run ;;
    guided)
        if [ "$rb_count" -eq 0 ]; then
            complain "not started: this runbook has no steps"
            exit 3
        fi
        guided
        ;;
    esac
    exit 0
}

main "$@"
