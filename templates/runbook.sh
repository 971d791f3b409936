# ---- From here on all runbook scripts are alike --------------------------------------------
# POSIX sh and `date`, nothing else; what else is there (tee, mkfifo, awk, sync, sha256sum,
# /proc) is made use of. Variables of this script begin with rb_, so that those which the
# commands of the steps find in the environment stay as they are.
# Exit statuses: see help().

set -u

rb_newline='
'
rb_tab=$(printf '\t')
IFS=" $rb_tab$rb_newline"
rb_mode=guided
rb_run_kind=drill
rb_drill='' rb_incident='' rb_operator=${LOGNAME:-${USER:-}} rb_log=''
rb_declared='' rb_recovered='' rb_from='' rb_to='' rb_only='' rb_show='' rb_yes=''
rb_resume='' rb_force='' rb_skipping='' rb_reason_for=''
rb_show_needs='' rb_only_secrets='' rb_missing='' rb_logging='' rb_locked='' rb_open='' rb_summary='' rb_answer=''
rb_id='' rb_at=0 rb_number=0 rb_now=0 rb_zero=0 rb_mono='' rb_stamp='' rb_entries='' rb_gathering=''
rb_back='' rb_verified='' rb_told_recovered='' rb_rolled='' rb_unrolled='' rb_aborted=''
rb_secrets='' rb_awk='' rb_child='' rb_alarm='' rb_late='' rb_critical='' rb_caught=''
rb_out='' rb_folder=. rb_base='' rb_called_out=never rb_script='' rb_host='' rb_ticks=''
rb_most=1048576 # bytes that are kept of what one step prints

help() {
    printf '%s\n' "$rb_title" "A runbook of the plan: $rb_plan_title" "
Usage: sh ${0##*/} [option ...]

Without options it leads through the steps, and
asks before each of them.

  --list            the steps, and end
  --show STEP       all about one step, and end
  --dry-run         what would be run, without
                    touching anything, and end
  --check           whether all that is needed is
                    there, and end
  --version         what it was made from, and end
  --help            this text, and end

  --from STEP       begin with this step
  --to STEP         end with this step
  --only STEP       do this step alone
  --skip STEP --reason TEXT
                    leave this step out; may be
                    given several times
  --resume          go on with a run that was
                    broken off: the newest here,
                    or that of --log FILE
  --force-plan-change
                    go on although the runbook has
                    changed since
  --yes             run commands without asking;
                    steps that are irreversible,
                    marked to be confirmed, or done
                    by hand are asked for all the
                    same

  --drill EXERCISE  it is a drill: the exercise of
                    the plan that it belongs to
  --incident NAME   it is real; without this it
                    counts as a drill
  --operator NAME   who does it
                    (now: ${rb_operator:-nobody})
  --declared-at TIME
                    when the incident or drill was
                    declared, if before now
  --recovered-to TIME
                    time of the newest data that is
                    recovered
  --log FILE        a new file for the log (else
                    ./$rb_name-<UTC time>.log); what
                    the commands print is kept in
                    the folder FILE.d

A TIME is in UTC: 2026-08-14T09:00Z. A STEP is an id
of --list. A command that takes longer than its time
limit is ended, with all that it has started. Values
of secret variables are shown and kept as ***.

Exit status:
  0  all done
  1  a step failed
  2  wrong usage
  3  not started because something is missing, or
     the log cannot be written
  4  declined, or a question without a terminal to
     answer it on
  5  interrupted by a signal; --resume goes on
  6  a verification failed, and nothing else
  7  rolled back"
}

# ---- Text ----------------------------------------------------------------------------------

# say TEXT ...: a line for the person.
say() {
    if [ -n "$rb_secrets" ]; then
        mask "$*"
        printf '%s\n' "$rb_masked"
    else
        printf '%s\n' "$*"
    fi
}

complain() {
    mask "$*"
    clean "$rb_masked"
    printf '%s: %s\n' "${0##*/}" "$rb_clean" >&2
}

usage_error() {
    complain "$*"
    complain "--help tells how it is used"
    exit 2
}

# mask TEXT: rb_masked is TEXT with *** in the place of every secret.
mask() {
    rb_masked=$1
    rb_mask_left=$rb_secrets
    while [ -n "$rb_mask_left" ]; do
        rb_mask_word=${rb_mask_left%%"$rb_newline"*}
        rb_mask_left=${rb_mask_left#*"$rb_newline"}
        rb_mask_rest=$rb_masked
        rb_masked=
        while :; do
            case $rb_mask_rest in
            *"$rb_mask_word"*) ;;
            *) break ;;
            esac
            rb_masked="$rb_masked${rb_mask_rest%%"$rb_mask_word"*}***"
            rb_mask_rest=${rb_mask_rest#*"$rb_mask_word"}
        done
        rb_masked=$rb_masked$rb_mask_rest
    done
}

# add_secret VALUE: each of its lines is masked from now on; the longest first, lest a part of
# one be left when another is its beginning.
add_secret() {
    rb_rest=$1$rb_newline
    while [ -n "$rb_rest" ]; do
        rb_word=${rb_rest%%"$rb_newline"*}
        rb_rest=${rb_rest#*"$rb_newline"}
        [ -z "$rb_word" ] || insert_secret "$rb_word"
    done
}

insert_secret() {
    rb_before=
    rb_after=$rb_secrets
    while [ -n "$rb_after" ]; do
        rb_line=${rb_after%%"$rb_newline"*}
        [ ${#rb_line} -ge ${#1} ] || break
        [ "$rb_line" != "$1" ] || return 0
        rb_before=$rb_before$rb_line$rb_newline
        rb_after=${rb_after#*"$rb_newline"}
    done
    rb_secrets=$rb_before$1$rb_newline$rb_after
}

# clean TEXT: rb_clean is TEXT on one line and in UTF-8: a space stands for each control
# character, a question mark for each byte that is none of a character.
clean() {
    rb_clean=$1
    if [ ${#rb_clean} -gt 1000 ]; then
        rb_clean="$(printf '%.1000s' "$1") [cut]"
    fi
    case $rb_clean in
    *[!' '-~]*) rb_clean=$(cleaned "$rb_clean") ;;
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
    [ -z "$2" ] || say "  $1: $2"
}

# block LABEL TEXT: the same for several lines.
block() {
    [ -n "$2" ] || return 0
    printf '  %s:\n' "$1"
    mask "$2"
    indented '    ' "$rb_masked"
}

# line NUMBER TEXT: rb_line is that line of TEXT, counted from 1; fails when there is none.
line() {
    rb_rest=$2
    rb_left=$1
    while [ -n "$rb_rest" ]; do
        rb_line=${rb_rest%%"$rb_newline"*}
        rb_rest=${rb_rest#*"$rb_newline"}
        rb_left=$((rb_left - 1))
        [ "$rb_left" -gt 0 ] || return 0
    done
    return 1
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

# rb_stamp and rb_now: this moment as text and in seconds; rb_mono: seconds of a clock that
# nobody sets, where there is one. Keeps the last when date fails.
now() {
    if [ -r /proc/uptime ]; then
        read -r rb_mono rb_rest </proc/uptime
        rb_mono=${rb_mono%%.*}
    fi
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

# How much time has gone, and how much of the RTO is left; whom to call when it is passed.
say_clock() {
    now
    since "$rb_zero"
    words "$rb_since"
    rb_text="$rb_words since declaration"
    [ -n "$rb_declared" ] || rb_text="$rb_words since the start"
    if [ -n "$rb_rto" ] && [ "$rb_since" -le "$rb_rto" ]; then
        words $((rb_rto - rb_since))
        rb_text="$rb_text, $rb_words of the RTO left"
    elif [ -n "$rb_rto" ]; then
        words $((rb_since - rb_rto))
        rb_text="$rb_text, the RTO was passed $rb_words ago"
    fi
    say "  ($rb_text)"
    check_overrun
}

# check_overrun: the RTO has passed, or the next of whom to call is due: says so, once each.
check_overrun() {
    since "$rb_zero"
    if [ -z "$rb_rto" ] || [ "$rb_since" -le "$rb_rto" ]; then
        return 0
    fi
    rb_caller=
    rb_rest=$rb_callers
    while [ -n "$rb_rest" ]; do
        rb_line=${rb_rest%%"$rb_newline"*}
        rb_rest=${rb_rest#*"$rb_newline"}
        if [ -z "$rb_caller" ] || [ "${rb_line%%"$rb_tab"*}" -le "$rb_since" ]; then
            rb_caller=$rb_line
        fi
    done
    rb_caller=${rb_caller#*"$rb_tab"}
    [ "$rb_caller" != "$rb_called_out" ] || return 0
    rb_called_out=$rb_caller
    words $((rb_since - rb_rto))
    say "  *** RTO passed $rb_words ago ***"
    if [ -n "$rb_caller" ]; then
        say "  Call next: ${rb_caller%%"$rb_tab"*} ${rb_caller#*"$rb_tab"}"
    fi
    [ -z "$rb_logging" ] || log note text "RTO passed; to call: ${rb_caller%%"$rb_tab"*}"
}

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

# ---- Captured output -----------------------------------------------------------------------

# Two pipes, so that what is kept is cut while it comes: the command writes into the first; tee
# shows it and hands it to the second.
open_output() {
    rb_pipe=
    if [ -z "$rb_out" ] || [ -z "$rb_pipes" ]; then
        return 0
    fi
    rm -f "$rb_out.in" "$rb_out.keep"
    if ! (umask 077 && mkfifo "$rb_out.in" "$rb_out.keep") 2>/dev/null; then
        return 0
    fi
    rb_pipe=$rb_out.in
    rb_size=0
    [ ! -s "$rb_out" ] || rb_size=$(($(wc -c <"$rb_out")))
    (
        trap '' INT TERM HUP
        if [ -n "$rb_secrets" ]; then
            mask_stream <"$rb_out.in" | tee "$rb_out.keep"
        else
            exec tee "$rb_out.keep" <"$rb_out.in"
        fi
    ) 3<&- &
    rb_shower=$!
    (
        trap '' INT TERM HUP
        umask 077
        # A limit on the file cuts it at once; `head` would hold back what it has read.
        trap '' XFSZ
        ulimit -f $((rb_most / 512 + 1))
        [ "$rb_size" -gt "$rb_most" ] || cat >>"$rb_out"
        exec cat >/dev/null
    ) <"$rb_out.keep" >/dev/null 2>&1 3<&- &
    rb_keeper=$!
}

# Waits until all is shown and kept; but not for a service that the command has started and that
# has kept the pipe: it may go on writing to the terminal.
drain_output() {
    if [ -n "$rb_pipe" ]; then
        watch 3
        wait "$rb_shower" 2>/dev/null
        [ -n "$rb_alarm" ] || wait "$rb_keeper" 2>/dev/null
        [ -z "$rb_alarm" ] || rb_lingers=yes
        unwatch
        # It would wait for ever when the pipe was taken away before both had found it.
        is_running "$rb_shower" || kill -s KILL "$rb_keeper" 2>/dev/null
        rm -f "$rb_out.in" "$rb_out.keep"
    elif [ -n "$rb_out" ] && [ -e "$rb_out.raw" ]; then
        (umask 077 && mask_stream <"$rb_out.raw" >>"$rb_out")
        mask_stream <"$rb_out.raw"
        rm -f "$rb_out.raw"
    fi
}

# mask_stream: the standard input with *** in the place of every secret.
mask_stream() {
    if [ -z "$rb_secrets" ]; then
        cat
    elif [ -n "$rb_awk" ]; then
        # shellcheck disable=SC2016,SC2086 # awk's own words; a program and its option
        rb_words=$rb_secrets LC_ALL=C exec $rb_awk '
            BEGIN { n = split(ENVIRON["rb_words"], word, "\n") }
            {
                for (i = 1; i <= n; i++) {
                    if (word[i] == "") continue
                    done = ""
                    while ((at = index($0, word[i])) > 0) {
                        done = done substr($0, 1, at - 1) "***"
                        $0 = substr($0, at + length(word[i]))
                    }
                    $0 = done $0
                }
                print
                fflush()
            }'
    else
        while IFS= read -r rb_text || [ -n "$rb_text" ]; do
            mask "$rb_text"
            printf '%s\n' "$rb_masked"
        done
    fi
}

# find_tools: what there is to capture, mask and measure with.
find_tools() {
    rb_pipes='' rb_awk='' rb_sum='' rb_sync=''
    if has mkfifo && has tee && has cat; then
        rb_pipes=yes
    fi
    if has awk; then
        rb_awk='awk'
        # It would wait for a whole block otherwise.
        case $(awk -W version 2>&1 </dev/null) in
        mawk*) rb_awk='awk -W interactive' ;;
        esac
    fi
    if has sha256sum; then
        rb_sum=sha256sum
    elif has openssl; then
        rb_sum='openssl dgst -sha256 -r'
    fi
    ! has sync || rb_sync=yes
}

# has PROGRAM: whether it is there; no function of this script is called like it.
has() {
    command -v -- "$1" >/dev/null 2>&1
}

# hash_of FILE: rb_hash_of; empty where nothing can tell. Names of files stay out of it.
hash_of() {
    rb_hash_of=
    [ -n "$rb_sum" ] || return 0
    # shellcheck disable=SC2086 # a program and its options
    rb_hash_of=$($rb_sum <"$1" 2>/dev/null) || rb_hash_of=
    rb_hash_of=${rb_hash_of%% *}
}

# prepare_output NAME: what is run from now on is kept in a new file of that name.
prepare_output() {
    rb_lingers=''
    rb_out=$rb_log.d/$1.out
    rb_left=2
    while [ -e "$rb_out" ]; do
        rb_out=$rb_log.d/$1-$rb_left.out
        rb_left=$((rb_left + 1))
    done
}

# settle_output: cuts it, and says in rb_output and rb_output_hash what there is.
settle_output() {
    rb_file_out=$rb_out
    rb_out='' rb_output='' rb_output_hash=''
    if [ ! -s "$rb_file_out" ]; then
        [ ! -e "$rb_file_out" ] || rm -f "$rb_file_out"
        return 0
    fi
    rb_size=0
    ! has wc || rb_size=$(($(wc -c <"$rb_file_out")))
    if [ -n "$rb_lingers" ] || [ "$rb_size" -gt "$rb_most" ]; then
        (
            umask 077
            head -c "$rb_most" <"$rb_file_out" >"$rb_file_out.cut" || exit 1
            [ "$rb_size" -le "$rb_most" ] ||
                printf '\n[cut here: no more than %s bytes are kept]\n' "$rb_most" \
                    >>"$rb_file_out.cut"
            mv "$rb_file_out.cut" "$rb_file_out"
        ) 2>/dev/null
    fi
    rb_output=$rb_base.d/${rb_file_out##*/}
    hash_of "$rb_file_out"
    rb_output_hash=$rb_hash_of
}

# ---- What is needed ------------------------------------------------------------------------

missing() {
    mask "$*"
    clean "$rb_masked"
    rb_missing="$rb_missing  - $rb_clean$rb_newline"
    [ -z "$rb_show_needs" ] || say "  missing: $rb_clean"
}

# present TEXT: is said where needs are shown.
present() {
    [ -n "$rb_show_needs" ] || return 0
    mask "$1"
    clean "$rb_masked"
    say "  $rb_clean"
}

# need WHAT [WORD ...]: the script's own function `needs` calls it for each thing.
need() {
    rb_what=$1
    shift
    if [ -n "$rb_only_secrets" ]; then
        [ "$rb_what" != secret ] || need_variable "$@"
        return 0
    fi
    case $rb_what in
    clock) need_clock ;;
    tool)
        # Asked of a fresh shell: this one would take its own functions for programs.
        sh -c 'command -v -- "$1" >/dev/null 2>&1' sh "$1" || missing "the program $1"
        ;;
    file) [ -r "$1" ] || missing "the file $1, or the right to read it" ;;
    access) need_access "$@" ;;
    variable | secret) need_variable "$@" ;;
    *) missing "a variable that the plan calls '$1', which is no usable name" ;;
    esac
}

need_clock() {
    if ! now; then
        missing "the program date, for the times in the log"
    elif [ "${rb_stamp%%-*}" -lt "${rb_as_of%%-*}" ]; then
        missing "the right time: the clock says $rb_stamp, the plan is of $rb_as_of"
    fi
}

# need_access ABOUT COMMANDS SHOWN: a right, tried out where that is allowed.
need_access() {
    case $rb_mode in
    check | guided) ;;
    *)
        present "the right to: $1 (checked before it starts)"
        return 0
        ;;
    esac
    rb_interactive=''
    run_body "$2" 60
    if [ "$rb_status" -eq 0 ]; then
        present "the right to: $1"
    else
        missing "the right to: $1"
    fi
}

# need_variable NAME ABOUT PATTERN [DEFAULT]: exports it. The generator lets nothing but a
# name through.
need_variable() {
    eval "rb_value=\${$1-}"
    rb_source=
    if [ -z "$rb_value" ] && [ $# -gt 3 ]; then
        rb_value=$4
        rb_source=' (default)'
        eval "$1=\$rb_value"
    fi
    if [ -z "$rb_value" ]; then
        missing "the variable $1${2:+: $2}"
        return 0
    fi
    eval "export $1"
    rb_shown="=$rb_value"
    if [ "$rb_what" = secret ]; then
        add_secret "$rb_value"
        rb_shown=' is set (secret)'
    fi
    if [ -n "$3" ]; then
        # shellcheck disable=SC2254 # it is a pattern
        case $rb_value in
        $3) ;;
        *)
            [ "$rb_what" = secret ] || rb_shown=", which is '$rb_value'"
            missing "a value for $1$rb_shown: it must match $3"
            return 0
            ;;
        esac
    fi
    present "$1$rb_shown$rb_source"
}

# need_room: where the log is to stand.
need_room() {
    if [ ! -d "$rb_folder" ] || [ ! -w "$rb_folder" ]; then
        missing "the right to write to $rb_folder, where the log is to stand; or --log FILE"
        return 0
    fi
    rb_free=$(df -Pk "$rb_folder" 2>/dev/null |
        while read -r rb_rest rb_rest rb_rest rb_free rb_rest; do
            echo "$rb_free"
        done)
    rb_free=${rb_free##*"$rb_newline"}
    case $rb_free in
    '' | *[!0-9]*) ;;
    *)
        [ "$rb_free" -ge 1024 ] ||
            missing "space: $rb_free KiB are free in $rb_folder; the log needs 1024"
        ;;
    esac
}

preflight() {
    rb_missing=
    needs
    need_room
    [ -n "$rb_missing" ] || return 0
    complain "not started; nothing was touched. Missing:"
    printf '%s' "$rb_missing" >&2
    exit 3
}

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

# ---- The log: docs/run-log.md of redbinder says what stands in it -----------------------------
# It is also the state: --resume reads it, and nothing else is kept.

# name_log: rb_folder and rb_base are its folder and its name within.
name_log() {
    case $rb_log in
    */*)
        rb_folder=${rb_log%/*}
        rb_folder=${rb_folder:-/}
        rb_base=${rb_log##*/}
        ;;
    *) rb_folder=. rb_base=$rb_log ;;
    esac
    case $rb_log in
    -*) rb_log=./$rb_log ;;
    esac
}

open_log() {
    if [ -e "$rb_log" ] || [ -h "$rb_log" ]; then
        complain "not started: the log $rb_log is there already;" \
            "go on with it by --resume, or name a new one by --log"
        leave 3
    fi
    # In a subshell, so that the steps run with the umask of whoever called.
    if ! (umask 077 && set -C && printf 'redbinder-log 1\n' >"$rb_log") 2>/dev/null; then
        complain "not started: the log $rb_log cannot be written; name another by --log"
        leave 3
    fi
    rb_logging=yes
    open_folder
}

open_folder() {
    [ ! -d "$rb_log.d" ] || [ -n "$rb_resume" ] ||
        refuse "the folder $rb_log.d is there already; name another log by --log"
    # What a script that was killed has left: not masked yet.
    rm -f "$rb_log.d"/*.raw
    [ -d "$rb_log.d" ] || (umask 077 && mkdir "$rb_log.d") 2>/dev/null ||
        refuse "the folder $rb_log.d cannot be made; name another log by --log"
}

# log EVENT [NAME VALUE ...]: appends a line; an empty VALUE is left out. What the script reads
# again itself is not masked. A signal waits until the line is written.
log() {
    hold
    now
    rb_entry=$rb_stamp$rb_tab$1
    shift
    while [ $# -gt 0 ]; do
        if [ -n "$2" ]; then
            rb_masked=$2
            case $1 in
            run | plan | runbook | hash | kind | exercise | step | go | outcome | status | at) ;;
            *) mask "$2" ;;
            esac
            clean "$rb_masked"
            rb_entry=$rb_entry$rb_tab$1=$rb_clean
        fi
        shift 2
    done
    rb_entries=$rb_entries$rb_entry${rb_mono:+${rb_tab}mono=$rb_mono}
    if [ -n "$rb_gathering" ]; then
        rb_entries=$rb_entries$rb_newline
    else
        write_entries
    fi
    release
}

# In one piece: a script that is killed has written all of them, or none.
write_entries() {
    { printf '%s\n' "$rb_entries" >>"$rb_log"; } 2>/dev/null || log_lost
    rb_entries=
    [ -z "$rb_sync" ] || sync "$rb_log" 2>/dev/null
}

log_lost() {
    trap '' INT TERM HUP
    complain "stopped: the log $rb_log cannot be written any more"
    complain "the line that is missing: $rb_entries"
    complain "when there is room again: --resume --log $rb_log"
    leave 3
}

# hold, release: a signal in between takes effect at the end.
hold() {
    rb_critical=$rb_critical+
}

release() {
    rb_critical=${rb_critical%+}
    if [ -z "$rb_critical" ] && [ -n "$rb_caught" ]; then
        stop 5 "interrupted by $rb_caught"
    fi
}

# catch_signals: from here on they end it in order, with all that it has started.
catch_signals() {
    find_tools
    trap 'rb_alarm=yes' USR1
    trap 'rb_caught=INT; [ -n "$rb_critical" ] || stop 5 "interrupted by INT"' INT
    trap 'rb_caught=TERM; [ -n "$rb_critical" ] || stop 5 "interrupted by TERM"' TERM
    trap 'rb_caught=HUP; [ -n "$rb_critical" ] || stop 5 "interrupted by HUP"' HUP
}

# ---- The state -----------------------------------------------------------------------------
# Of a step: empty (not done), passed, already (done before), skipped, off (not on the way that
# was chosen), failed, unverified, open (begun, and not ended), again (interrupted), undone.

state() {
    eval "rb_state_of=\$rb_was_$1"
}

set_state() {
    eval "rb_was_$1=\$2"
}

forget_states() {
    rb_left=$rb_count
    while [ "$rb_left" -gt 0 ]; do
        eval "rb_was_$rb_left='' rb_tries_$rb_left=0"
        rb_left=$((rb_left - 1))
    done
}

# count_states: how many steps are in which state.
count_states() {
    rb_passed=0 rb_skipped=0 rb_off=0 rb_failed=0 rb_unverified=0 rb_taken_back=0
    rb_left=$rb_count
    while [ "$rb_left" -gt 0 ]; do
        state "$rb_left"
        case $rb_state_of in
        passed | already) rb_passed=$((rb_passed + 1)) ;;
        skipped | unasked) rb_skipped=$((rb_skipped + 1)) ;;
        off) rb_off=$((rb_off + 1)) ;;
        failed | again | open) rb_failed=$((rb_failed + 1)) ;;
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
    rb_f_hash='' rb_f_kind='' rb_f_exercise='' rb_f_incident='' rb_f_at='' rb_f_text='' rb_f_status=''
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
        esac
    done
}

# read_log FILE: its run and the states of the steps. Fails when it is no log.
read_log() {
    forget_states
    rb_l_run='' rb_l_plan='' rb_l_runbook='' rb_l_hash='' rb_l_kind='' rb_l_exercise=''
    rb_l_incident='' rb_l_begin='' rb_l_declared='' rb_l_back='' rb_l_end='' rb_l_called=''
    rb_l_torn='' rb_l_last='' rb_l_recovered='' rb_l_verified='' rb_l_status=''
    [ -r "$1" ] || return 1
    {
        IFS= read -r rb_text || return 1
        [ "$rb_text" = 'redbinder-log 1' ] || return 1
        while IFS= read -r rb_text; do
            case $rb_text in
            '' | '#'*) ;;
            *) take_event "$rb_text" ;;
            esac
        done
    } <"$1"
    rb_l_torn=$rb_text
}

take_event() {
    take_fields "$1"
    rb_l_last=$rb_event_time
    case $rb_event in
    run-begin)
        rb_l_run=$rb_f_run rb_l_plan=$rb_f_plan rb_l_runbook=$rb_f_runbook
        rb_l_hash=$rb_f_hash rb_l_kind=$rb_f_kind rb_l_exercise=$rb_f_exercise
        rb_l_incident=$rb_f_incident rb_l_begin=$rb_event_time
        ;;
    resumed)
        rb_l_end=
        rb_l_hash=${rb_f_hash:-$rb_l_hash}
        ;;
    declared) rb_l_declared=${rb_f_at:-$rb_event_time} ;;
    service-back) rb_l_back=${rb_f_at:-$rb_event_time} ;;
    recovered-to) rb_l_recovered=$rb_f_at ;;
    verified) rb_l_verified=yes ;;
    run-end)
        rb_l_end=$rb_f_outcome
        rb_l_status=$rb_f_status
        ;;
    note)
        case $rb_f_text in
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
        set_state "$rb_number" open
        eval "rb_tries_$rb_number=\$((rb_tries_$rb_number + 1))"
        ;;
    rollback-begin.*) set_state "$rb_number" again ;;
    rollback-end.passed) set_state "$rb_number" undone ;;
    rollback-end.*) set_state "$rb_number" again ;;
    *)
        case $rb_f_outcome.$rb_f_note in
        passed.'done already'*) set_state "$rb_number" already ;;
        passed.*) set_state "$rb_number" passed ;;
        skipped.'not on the way '*) set_state "$rb_number" off ;;
        skipped.'not asked for') set_state "$rb_number" unasked ;;
        skipped.*) set_state "$rb_number" skipped ;;
        *.'interrupted by '* | *.'aborted '*) set_state "$rb_number" again ;;
        *.'the verification failed'*) set_state "$rb_number" unverified ;;
        *) set_state "$rb_number" failed ;;
        esac
        ;;
    esac
}

# newest_log: rb_found is the newest log of this runbook in the folder; empty when there is none.
newest_log() {
    rb_found=
    for rb_path in "$rb_folder/$rb_name"-[0-9]*T[0-9]*Z.log; do
        [ ! -f "$rb_path" ] || rb_found=$rb_path
    done
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
    clean "$rb_found"
    say "A run of this runbook has not ended: begun $rb_l_begin, last sign $rb_l_last."
    say_resume "$rb_found"
    while :; do
        ask "  g go on with it  n begin anew  a abort"
        case $rb_answer in
        g | go)
            rb_resume=yes
            rb_log=$rb_found
            name_log
            return 0
            ;;
        n | new) return 0 ;;
        a | abort) declined "aborted by the operator" ;;
        *) say "  Answer g, n or a." ;;
        esac
    done
}

# say_resume LOG: how to go on with that run.
say_resume() {
    quoted "$0"
    rb_line="sh $rb_quoted --resume --log"
    quoted "$1"
    say "To go on with it: $rb_line $rb_quoted"
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
        rb_back=$rb_seconds
    fi
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

# ---- Questions -----------------------------------------------------------------------------

# ask QUESTION: rb_answer is the line typed. Nothing but a terminal can answer.
ask() {
    [ -t 0 ] || declined "there is no terminal to answer on"
    mask "$1"
    printf '%s> ' "$rb_masked"
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
            log note text "$rb_answer" step "$rb_id" by "$rb_operator"
            ;;
        h | 'hand over') hand_over ;;
        b | 'roll back') roll_back_now ;;
        a | abort) declined "aborted by the operator" ;;
        *) return 0 ;;
        esac
    done
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
    trap '' INT TERM HUP
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

# ---- Showing -------------------------------------------------------------------------------

# load NUMBER: the rb_ variables of that step; fails when there is none.
load() {
    rb_id='' rb_step_title='' rb_kind='' rb_file='' rb_who='' rb_where='' rb_takes=''
    rb_limit='' rb_limit_words='' rb_irreversible='' rb_target='' rb_target_shown=''
    rb_confirm='' rb_on_failure='' rb_go='' rb_note='' rb_task='' rb_retries=0 rb_interval=10
    rb_idempotent='' rb_interactive='' rb_business='' rb_choices='' rb_abouts='' rb_ways=''
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
    block "Stop and ask when" "$rb_stop_when"
    block "Give up when" "$rb_abort_when"
    block "You need the right to" "$rb_access"
}

show_step() {
    say ""
    say "[$1/$rb_count] $rb_id: $rb_step_title"
    labelled "Who" "$rb_who"
    labelled "Where" "$rb_where"
    labelled "Takes" "$rb_takes"
    if [ "$rb_kind" = wait ]; then
        labelled "Waits at most" "$rb_limit_words"
    else
        labelled "Time limit" "$rb_limit_words"
    fi
    labelled "IRREVERSIBLE" "$rb_irreversible"
    block "Note" "$rb_note"
    block "Done already when" "${rb_unless_shown:-$rb_unless}"
    block "Only if" "${rb_require_shown:-$rb_require}"
    block "Do" "$rb_task"
    [ -z "$rb_choices" ] || show_choices
    if [ "$rb_kind" = wait ]; then
        words "$rb_interval"
        block "Wait until (tried every $rb_words)" "${rb_run_shown:-$rb_run}"
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
    while rb_at=$((rb_at + 1)) rb_who='' rb_takes='' rb_limit_words='' rb_irreversible='' &&
        step "$rb_at"; do
        rb_text="$rb_newline$rb_at. $rb_id: $rb_step_title$rb_newline  Kind: $rb_kind"
        rb_text=$rb_text${rb_who:+"$rb_newline  Who: $rb_who"}
        rb_text=$rb_text${rb_takes:+"$rb_newline  Takes: $rb_takes"}
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
    if has sha256sum; then
        rb_read=$(sed '1,/^rb_self=/s/^rb_self=.*/rb_self=/' <"$0" | sha256sum)
    elif has openssl; then
        rb_read=$(sed '1,/^rb_self=/s/^rb_self=.*/rb_self=/' <"$0" | openssl dgst -sha256 -r)
    else
        return 0
    fi
    rb_script=modified
    [ "${rb_read%% *}" != "$rb_self" ] || rb_script=intact
}

# ---- One step ------------------------------------------------------------------------------

# Whether the step is begun without a question; what may have run once never is, unless it can
# be run twice.
is_free() {
    [ -n "$rb_yes" ] && [ -z "$rb_confirm" ] || return 1
    case $rb_kind in
    run | call)
        state "$rb_at"
        case $rb_state_of in
        '') return 0 ;;
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
    [ -n "$rb_state_of" ] && [ "$rb_kind" = run ] && [ -z "$rb_idempotent" ]
}

say_before() {
    case $rb_state_of in
    open) say "  ITS COMMAND WAS BEGUN BEFORE, and was not seen to end." ;;
    undone) say "  Its command was run before, and undone." ;;
    *) say "  ITS COMMAND WAS RUN BEFORE, and has not ended well." ;;
    esac
    say "  Look at what it has done, then choose."
}

# choose_begin: rb_choice is go, skip, or done when it had been done before.
choose_begin() {
    rb_keys="r run  s skip"
    rb_done=
    if ran_before; then
        say_before
        rb_done=d
        rb_keys="r run again  d done  s skip"
    fi
    while :; do
        ask_choice "$rb_keys"
        case $rb_answer in
        r | run | 'run again') rb_choice=go ;;
        s | skip) rb_choice=skip ;;
        d | done)
            [ -n "$rb_done" ] || continue
            rb_choice='done'
            ;;
        *) continue ;;
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
        *) continue ;;
        esac
        return 0
    done
}

# confirm_target: what cannot be undone is begun by typing its target.
confirm_target() {
    [ -n "$rb_irreversible" ] || return 0
    rb_target=${rb_target:-$rb_id}
    say "  IRREVERSIBLE: $rb_irreversible"
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
    words "$rb_since"
    mask "$3"
    clean "$rb_masked"
    rb_line="  $1  $rb_id  $rb_words${rb_clean:+  ($rb_clean)}"
    say "$rb_line"
    rb_summary=$rb_summary$rb_line$rb_newline
    release
}

# failed STATUS NOTE [STATE]: ends the step, and settles what follows.
failed() {
    end_step failed "$1" "$2" "${3:-failed}"
    case $rb_on_failure in
    continue) return 0 ;;
    go)
        pass_over $((rb_at + 1)) $((rb_go - 1)) "not on the way after the failure of $rb_id" off
        rb_next=$rb_go
        return 0
        ;;
    roll-back)
        say "  It has failed: the steps done so far are rolled back."
        roll_back "$rb_at"
        conclude
        ;;
    esac
    block "To undo it (not run)" "${rb_rollback_shown:-$rb_rollback}"
    if [ -n "$rb_yes" ] || [ ! -t 0 ]; then
        conclude
    fi
    choose_after_failure
}

choose_after_failure() {
    while :; do
        rb_keys="r try again  s skip  e end"
        ask_choice "$rb_keys"
        case $rb_answer in
        r | run | 'try again') rb_retry=yes rb_told=yes ;;
        s | skip) skipped ;;
        e | end) conclude ;;
        *) continue ;;
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
        rb_back=$rb_now
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
    begin_step
    failed "$rb_status" "its precondition does not hold; it was not begun"
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
    rb_n=
    while [ -z "$rb_n" ]; do
        ask_choice "Number of the answer"
        find_choice "$rb_answer"
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

# find_choice ANSWER: rb_n is its number; empty when there is none.
find_choice() {
    rb_n=1
    while line "$rb_n" "$rb_choices"; do
        if [ "$1" = "$rb_n" ] || [ "$1" = "$rb_line" ]; then
            return 0
        fi
        rb_n=$((rb_n + 1))
    done
    rb_n=
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
        passed | failed | unverified | again | open)
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

# end_rollback OUTCOME STATUS NOTE
end_rollback() {
    hold
    rb_open=
    settle_output
    case $1 in
    passed) set_state "$rb_at" undone ;;
    *) set_state "$rb_at" again ;;
    esac
    log rollback-end step "$rb_id" outcome "$1" status "$2" by "$rb_operator" note "$3"         output "$rb_output" output-hash "$rb_output_hash"
    since "$rb_began"
    words "$rb_since"
    rb_line="  undo $1  $rb_id  $rb_words${3:+  ($3)}"
    say "$rb_line"
    rb_summary=$rb_summary$rb_line$rb_newline
    release
}

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
            rb_back=$rb_now
        fi
        [ -z "$rb_back" ] || [ -n "$rb_verified" ] || log verified
    fi
    [ -z "$rb_aborted" ] || rb_outcome=aborted
    if [ "$rb_outcome" = passed ]; then
        [ -z "$rb_back" ] || ask_recovered
        [ -z "$rb_recovered" ] || [ -n "$rb_told_recovered" ] ||
            log recovered-to at "$rb_recovered"
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
    trap '' INT TERM HUP
    now
    since "$rb_zero"
    words "$rb_since"
    count_states
    say ""
    rb_text="Summary: $rb_passed passed, $rb_failed failed, $rb_skipped skipped"
    [ "$rb_taken_back" -eq 0 ] || rb_text="$rb_text, $rb_taken_back undone"
    say "$rb_text of $rb_count, $rb_words"
    mask "$rb_summary"
    printf '%s' "$rb_masked"
    [ -z "$rb_back" ] || say_recovered $((rb_back - rb_zero))
    rmdir "$rb_log.d" 2>/dev/null
    case $1 in
    0 | 7) ;;
    *) say_resume "$rb_log" ;;
    esac
    quoted "$rb_log"
    say "Take it into the history: redbinder record --library PLANS $rb_quoted"
    leave "$1"
}

# A question that cannot be answered must not come up half-way.
check_terminal() {
    [ ! -t 0 ] || return 0
    rb_at=1
    while [ "$rb_at" -le "$rb_last" ]; do
        if is_due && load "$rb_at" && { ! is_free || [ -n "$rb_irreversible" ]; }; then
            complain "not started: step $rb_id must be asked for, and there is no terminal"
            leave 4
        fi
        rb_at=$((rb_at + 1))
    done
}

# Whether --from, --to, --only and --skip leave step rb_at in.
is_asked_for() {
    [ "$rb_at" -ge "$rb_first" ] && [ "$rb_at" -le "$rb_last" ] || return 1
    case $rb_skipping in
    *"$rb_newline$rb_at$rb_tab"*) return 1 ;;
    esac
}

# Whether step rb_at is still to be done.
is_due() {
    state "$rb_at"
    case $rb_state_of in
    passed | already | skipped | off) return 1 ;;
    unasked) [ -n "$rb_from$rb_to$rb_only" ] || return 1 ;;
    esac
    is_asked_for
}

# A step that is left out by an option.
leave_out() {
    rb_why='not asked for' rb_how=unasked
    case $rb_skipping in
    *"$rb_newline$rb_at$rb_tab"*)
        rb_why=${rb_skipping#*"$rb_newline$rb_at$rb_tab"}
        rb_why=${rb_why%%"$rb_newline"*}
        rb_how=skipped
        ;;
    esac
    rb_tries='' rb_out=''
    leave_out_now "$rb_why" "$rb_how"
}

# What was settled before a run was broken off is not settled again.
is_settled() {
    state "$rb_at"
    case $rb_state_of in
    passed | already | skipped | off | unasked) return 0 ;;
    failed | unverified)
        load "$rb_at"
        [ "$rb_on_failure" = continue ]
        ;;
    *) return 1 ;;
    esac
}

do_steps() {
    rb_at=1
    while [ "$rb_at" -le "$rb_count" ]; do
        rb_next=$((rb_at + 1))
        if is_due && ! is_settled_failure; then
            load "$rb_at"
            do_step
        elif ! is_settled; then
            load "$rb_at"
            leave_out
        fi
        rb_at=$rb_next
    done
}

# A step that failed, after which the run went on all the same.
is_settled_failure() {
    case $rb_state_of in
    failed | unverified) is_settled ;;
    *) return 1 ;;
    esac
}

# prepare: all that comes before the first line of the log.
prepare() {
    rb_compact=
    now && rb_compact=$(date -u +%Y%m%dT%H%M%SZ)
    host_name
    if [ -n "$rb_resume" ] && [ -z "$rb_log" ]; then
        newest_log
        [ -n "$rb_found" ] || refuse "there is no log of this runbook here; name it by --log"
        rb_log=$rb_found
    fi
    rb_given=$rb_log
    [ -n "$rb_log" ] || rb_log=./$rb_name-$rb_compact.log
    name_log
    forget_states
    [ -n "$rb_resume" ] || check_terminal
    rb_show_needs=yes
    say ""
    say "Needs:"
    preflight
    take_lock
    if [ -z "$rb_resume$rb_given" ]; then
        check_unfinished
    fi
}

log_begin() {
    open_log
    hold
    rb_gathering=yes
    log run-begin run "$rb_name-$rb_compact-$$" plan "$rb_plan" runbook "$rb_runbook"         hash "$rb_hash" version "$rb_version" commit "$rb_commit" kind "$rb_run_kind"         exercise "$rb_drill" incident "$rb_incident" title "$rb_title"         operator "$rb_operator" host "$rb_host" script "$rb_script"
    [ -z "$rb_declared" ] || log declared at "$rb_declared"
    [ -z "$rb_called" ] || log note text "calls $rb_called"
    rb_gathering=
    rb_entries=${rb_entries%"$rb_newline"}
    write_entries
    release
}

log_resumed() {
    resume
    check_terminal
    log resumed operator "$rb_operator" host "$rb_host" script "$rb_script" hash "$rb_hash"
    [ -z "$rb_l_torn" ] || log note text "a line that was cut off was removed: $rb_l_torn"
    say "It goes on with the run of $rb_l_begin; steps that are done are not repeated."
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

# ---- The command line ----------------------------------------------------------------------

# place_of STEP: rb_number is its place; ends the script when there is none.
place_of() {
    number_of "$1" && return 0
    near "$1"
    if [ -n "$rb_near" ]; then
        usage_error "there is no step '$1'; did you mean '$rb_near'? --list names them"
    fi
    usage_error "there is no step '$1'; --list names them"
}

# near WORD: rb_near is the step whose id has most in common with it at both ends; empty when
# that is less than half.
near() {
    rb_near='' rb_near_length=0 rb_n=1
    while load "$rb_n"; do
        common "$1" "$rb_id"
        if [ $((rb_common * 2)) -ge ${#rb_id} ] && [ $((rb_common * 2)) -ge ${#1} ] &&
            [ "$rb_common" -gt "$rb_near_length" ]; then
            rb_near=$rb_id
            rb_near_length=$rb_common
        fi
        rb_n=$((rb_n + 1))
    done
}

# common ONE OTHER: rb_common is how many characters they share at the start, and then at the end.
common() {
    rb_one=$1 rb_two=$2 rb_common=0
    while [ -n "$rb_one" ] && [ -n "$rb_two" ] && [ "${rb_one%"${rb_one#?}"}" = "${rb_two%"${rb_two#?}"}" ]; do
        rb_one=${rb_one#?} rb_two=${rb_two#?}
        rb_common=$((rb_common + 1))
    done
    while [ -n "$rb_one" ] && [ -n "$rb_two" ] && [ "${rb_one#"${rb_one%?}"}" = "${rb_two#"${rb_two%?}"}" ]; do
        rb_one=${rb_one%?} rb_two=${rb_two%?}
        rb_common=$((rb_common + 1))
    done
}

# skip_all NUMBER: notes that the step, and what belongs to it, is skipped for rb_clean.
skip_all() {
    load "$1"
    rb_n=$1
    while [ "$rb_n" -le "${rb_span:-$1}" ]; do
        rb_skipping="${rb_skipping:-$rb_newline}$rb_n$rb_tab$rb_clean$rb_newline"
        rb_n=$((rb_n + 1))
    done
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
    --to) rb_to=$2 ;;
    --only) rb_only=$2 ;;
    --show)
        rb_mode=show
        rb_show=$2
        ;;
    --skip)
        [ -z "$rb_reason_for" ] || usage_error "--skip $rb_reason_for needs a --reason"
        rb_reason_for=$2
        ;;
    --reason)
        [ -n "$rb_reason_for" ] || usage_error "--reason belongs behind a --skip"
        place_of "$rb_reason_for"
        clean "$2"
        skip_all "$rb_number"
        rb_reason_for=
        ;;
    --declared-at | --recovered-to)
        now
        seconds_of "$2" || usage_error "'$2' is no time in UTC such as 2026-08-14T09:00Z"
        [ "$rb_now" -eq 0 ] || [ "$rb_seconds" -le "$rb_now" ] || usage_error "'$2' lies ahead"
        case $1 in
        --declared-at) rb_declared=$rb_time ;;
        *) rb_recovered=$rb_time ;;
        esac
        ;;
    *) usage_error "'$1' takes no value" ;;
    esac
}

read_options() {
    while [ $# -gt 0 ]; do
        case $1 in
        --list) rb_mode=list ;;
        --dry-run) rb_mode=dry-run ;;
        --check) rb_mode=check ;;
        --version) rb_mode=version ;;
        --help | -h)
            help
            exit 0
            ;;
        --yes) rb_yes=yes ;;
        --resume) rb_resume=yes ;;
        --force-plan-change) rb_force=yes ;;
        --drill | --incident | --operator | --log | --from | --to | --only | --show | --skip |             --reason | --declared-at | --recovered-to)
            # An option in place of the value means that the value was forgotten.
            case ${2-} in
            --*) usage_error "$1 needs a value" ;;
            esac
            value_option "$1" "${2-}"
            shift
            ;;
        --*=*) value_option "${1%%=*}" "${1#*=}" ;;
        *) usage_error "'$1' is not known" ;;
        esac
        shift
    done
}

check_options() {
    [ -z "$rb_reason_for" ] || usage_error "--skip $rb_reason_for needs a --reason"
    [ -z "$rb_drill" ] || [ -z "$rb_incident" ] ||
        usage_error "it is either a drill or an incident"
    [ -z "$rb_from$rb_to" ] || [ -z "$rb_only" ] ||
        usage_error "--only excludes --from and --to"
    [ -z "$rb_resume" ] || [ -z "$rb_drill$rb_incident$rb_declared" ] ||
        usage_error "with --resume, the log says what the run is"
    if [ -n "$rb_drill" ]; then
        case "$rb_exercises " in
        *" $rb_drill "*) ;;
        *) usage_error "the plan has no exercise '$rb_drill'; it has:${rb_exercises:- none}" ;;
        esac
    fi
    choose_steps
}

choose_steps() {
    rb_first=1
    rb_last=$rb_count
    if [ -n "$rb_from$rb_only$rb_show" ]; then
        place_of "$rb_from$rb_only$rb_show"
        rb_first=$rb_number
    fi
    if [ -n "$rb_to$rb_only" ]; then
        place_of "$rb_to$rb_only"
        load "$rb_number"
        rb_last=${rb_span:-$rb_number}
        [ "$rb_first" -le "$rb_last" ] || usage_error "--to $rb_to comes before --from $rb_from"
    fi
}

main() {
    read_options "$@"
    check_options
    case $rb_mode in
    list) list ;;
    version) version ;;
    show)
        know_secrets
        load "$rb_first"
        show_all "$rb_first"
        ;;
    dry-run) dry_run ;;
    check)
        name_log
        check
        ;;
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

# Whoever started it may have closed these.
( : <&0) 2>/dev/null || exec </dev/null
( : >&1) 2>/dev/null || exec >/dev/null
( : >&2) 2>/dev/null || exec 2>/dev/null
exec 3<&0
main "$@"
