# The cases of run.sh, which says what the words mean. Sourced, one function per case.
# shellcheck shell=sh disable=SC2154,SC2016 # variables of run.sh; text that is not expanded

# on_terminal SCRIPT [ARGUMENT ...], with the answers in $answers, one a line.
on_terminal() {
    name=$1
    shift
    old_ifs=$IFS
    IFS='
'
    # shellcheck disable=SC2086 # one answer a line
    set -- $answers -- "$@"
    IFS=$old_ifs
    split_at_shell "$name" "$@"
}

# Puts the shell and the script behind the "--" among the answers and arguments.
split_at_shell() {
    file=$scripts/$1.sh
    shift
    n=$#
    while [ "$n" -gt 0 ]; do
        word=$1
        shift
        n=$((n - 1))
        set -- "$@" "$word"
        if [ "$word" = -- ]; then
            for part in $shell "$file"; do
                set -- "$@" "$part"
            done
        fi
    done
    type_to "$@"
}

hash=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

case_list() {
    run full --list
    ends_with 0
    shows 'Docs Assistant' 'Restore the documents database' 'Runbook docs/full, 0123456789ab' \
        'As of 2026-06-30, made by redbinder 0.1.0' "1. look: Look 'round" \
        'Who: Database administrator' 'Takes: 10 min' 'IRREVERSIBLE: overwrites the database' \
        'Time limit: 1 h' '5. tell: Tell them'
    nothing_happened
}

case_help() {
    run full --help
    ends_with 0
    shows '--dry-run' '--operator NAME' '  0  all done'
    sed '1,/^Usage/d' out | grep '.\{41\}' >long && fail "too wide for a small console: $(cat long)"
    rm long
    nothing_happened
}

case_dry_run() {
    run full --dry-run
    ends_with 0
    shows "DB_HOST=it's \`db\` (default)" 'PGPASSWORD is set (secret)' '    echo "host $DB_HOST"' \
        "    printf '%s\\n' 'it''s' \\" '    grep -qx restored "$PROOF"' '    Turn the *key*.' \
        '        [ ] DNS answers' 'Tell: staff, users' "it's \$(date) and \`we\` are \"down\"." \
        'To undo it:' '    echo undone' 'nothing was run'
    hides s3cr3t-value
    nothing_happened
}

case_dry_run_shows_what_is_missing() {
    PGPASSWORD='' run needy --dry-run
    ends_with 0
    shows 'missing: the program step' 'missing: the variable PGPASSWORD: password'
    nothing_happened
}

case_tells_whom_to_ring_up() {
    run full --show look
    shows 'Who: Database administrator' 'Call: Maria Silva, +351 555 0100'
    run full --show by-hand
    hides 'Call:'
}

case_dry_run_of_one_step() {
    run full --dry-run --only restore
    ends_with 0
    shows '[2/5] restore: Restore it'
    hides '[1/5]' '[3/5]'
    nothing_happened
}

case_wrong_usage() {
    for wrong in --nonsense word --only=nothing --from=nothing --log --log= --declared-at=yesterday \
        --declared-at=2026-02-29T10:00Z --declared-at=2999-01-01T00:00Z --recovered-to=24:00 \
        --drill=unknown --list=x; do
        run plain --yes "$wrong"
        ends_with 2
        shows '--help tells how it is used'
    done
    run plain --yes --drill quarterly-test --incident fire
    ends_with 2
    run plain --from first --only first
    ends_with 2
    run plain --operator --yes
    ends_with 2
    nothing_happened
}

case_preflight_reports_all() {
    PGPASSWORD='' run needy --yes --log log
    ends_with 3
    shows 'the program step' 'the variable PGPASSWORD: password' "calls 'x;touch /tmp/pwned'" \
        "calls 'rb_run'" 'nothing was touched'
    nothing_happened
}

case_no_steps() {
    run empty --yes
    ends_with 3
    nothing_happened
}

case_without_terminal_it_refuses() {
    run plain
    ends_with 4
    shows 'step first must be asked for, and there is no terminal'
    run full --yes --from by-hand
    ends_with 4
    run full --yes
    ends_with 4
    shows 'step restore must be asked for'
    run confirmed --yes
    ends_with 4
    nothing_happened
}

case_unattended() {
    (umask 022 && run plain --yes --log log --operator 'Ana' && ends_with 0)
    proof_is first 'second umask 0022'
    logged "run-begin | run=R | plan=docs | runbook=plain | hash=$hash | kind=drill | title=Plain | operator=Ana" \
        'step-begin | step=first' 'step-end | step=first | outcome=passed | status=0 | by=Ana' \
        'step-begin | step=second' 'step-end | step=second | outcome=passed | status=0 | by=Ana' \
        'service-back' 'verified' 'run-end | outcome=passed | status=0'
    [ "$(stat -c %a log)" = 600 ] || fail "the log can be read by others"
}

case_options_reach_the_log() {
    run plain --yes --log="my log's" --incident "$(printf 'fire\t\033\nx')" --only second \
        --declared-at 2024-02-29T08:09Z --recovered-to 2024-02-28T23:59:08Z
    ends_with 0
    shows 'since declaration' "redbinder record --library PLANS 'my log'\\''s'"
    mv "my log's" log
    logged "run-begin | run=R | plan=docs | runbook=plain | hash=$hash | kind=incident | incident=fire   x | title=Plain" \
        'declared | at=2024-02-29T08:09:00Z' \
        'step-begin | step=first' 'step-end | step=first | outcome=skipped | note=not asked for' \
        'step-begin | step=second' 'step-end | step=second | outcome=passed | status=0' \
        'recovered-to | at=2024-02-28T23:59:08Z' 'run-end | outcome=aborted | status=0'
    proof_is 'second umask 0022'
}

case_default_log() {
    run plain --yes
    ends_with 0
    set -- ./docs-plain-20[0-9]*T[0-9]*Z.log
    [ -f "$1" ] || fail "no log of the default name"
    shows "redbinder record --library PLANS $1"
}

case_existing_log_is_refused() {
    echo precious >log
    run plain --yes --log log
    ends_with 3
    [ "$(cat log)" = precious ] || fail "the old log was touched"
    [ ! -e proof ] || fail "a command was run"
    rm log
    ln -s nowhere log
    run plain --yes --log log
    ends_with 3
    rm log
    run plain --yes --log no/such/folder/log
    ends_with 3
    nothing_happened
}

case_lost_log_stops() {
    mkdir branch
    BRANCH=branch run lost-log --yes --log branch/log
    ends_with 3
    shows 'cannot be written any more' '--resume --log branch/log'
    [ ! -e proof ] || fail "it went on"
}

case_failure_stops() {
    run failing --yes --log log
    ends_with 1
    shows 'the command ended with status 1' 'To undo it (not run):' 'echo undo it' \
        '0 passed, 1 failed, 0 skipped of 2'
    logged "run-begin | run=R | plan=docs | runbook=failing | hash=$hash | kind=drill | title=Failing" \
        'step-begin | step=broken' \
        'step-end | step=broken | outcome=failed | status=1 | note=the command ended with status 1' \
        'run-end | outcome=failed | status=1'
    [ ! -e proof ] || fail "it went on"
}

case_failure_goes_on() {
    run going-on --yes --log log
    ends_with 1
    proof_is 'second umask 0022'
    logged 'run-begin | run=R | plan=docs | runbook=going-on | kind=drill | title=Going on' \
        'step-begin | step=broken' \
        'step-end | step=broken | outcome=failed | status=7 | note=the command ended with status 7' \
        'step-begin | step=second' 'step-end | step=second | outcome=passed | status=0' \
        'run-end | outcome=failed | status=1'
}

case_verification_decides() {
    run unverified --yes --log log
    ends_with 6
    logged 'run-begin | run=R | plan=docs | runbook=unverified | kind=drill | title=Unverified' \
        'step-begin | step=doubtful' \
        'step-end | step=doubtful | outcome=failed | status=3 | note=the verification failed' \
        'step-begin | step=second' 'step-end | step=second | outcome=passed | status=0' \
        'run-end | outcome=failed | status=6'
}

case_requirement_is_shown() {
    run requiring --dry-run
    ends_with 0
    shows 'Only if:' '    test -e ready || exit 5' 'test -e ready # <U+001B>[2J'
    nothing_happened
}

case_requirement_decides() {
    run requiring --yes --only ready --log log
    ends_with 1
    proof_is asked
    shows 'its precondition does not hold; it was not begun'
    grep -q 'step-end.step=ready.outcome=failed.status=5' log || fail "not failed"
    rm log proof
    : >ready
    run requiring --yes --only ready --log log
    ends_with 0
    proof_is asked run
    grep -q 'step-end.step=ready.outcome=passed.status=0' log || fail "not passed"
}

# What is missing can be put right while the script waits.
case_requirement_is_met_in_time() {
    answers='r
!touch ready
r
r
d
r
final'
    on_terminal requiring --log log
    ends_with 0
    proof_is asked asked run final
    grep -q 'run-end.outcome=passed' log || fail "not passed"
}

# A step that is skipped asks for nothing.
case_requirement_of_a_skipped_step() {
    answers='s
no need
a'
    : >proof
    on_terminal requiring --log log
    ends_with 4
    [ ! -s proof ] || fail "the requirement of a skipped step was looked at"
}

case_guided() {
    answers='r
r
restore
d
d
d
2026-13-01T00:00Z
2026-01-02T03:04Z'
    on_terminal full --log log --drill quarterly-test --operator 'Maria Silva'
    ends_with 0
    shows 'of the RTO left' 'Type restore to go on' 'DB_HOST=' 'That is not a time' \
        'within the RTO of 2 h' 'redbinder record --library PLANS log'
    hides s3cr3t-value
    proof_is its 'done' restored
    logged "run-begin | run=R | plan=docs | runbook=full | hash=$hash | kind=drill | exercise=quarterly-test | title=Restore the documents database | operator=Maria Silva" \
        'step-begin | step=look' 'step-end | step=look | outcome=passed | status=0 | by=Maria Silva' \
        'step-begin | step=restore' 'step-end | step=restore | outcome=passed | status=0 | by=Maria Silva' \
        'step-begin | step=by-hand' 'step-end | step=by-hand | outcome=passed | by=Maria Silva' \
        'step-begin | step=tick' 'step-end | step=tick | outcome=passed | by=Maria Silva' \
        'step-begin | step=tell' 'step-end | step=tell | outcome=passed | by=Maria Silva' \
        'service-back' 'verified' 'recovered-to | at=2026-01-02T03:04:00Z' \
        'run-end | outcome=passed | status=0'
    ! grep -q s3cr3t log || fail "the secret is in the log"
}

# On a console of 40 columns lines end between words; commands, and what is there to be copied, are
# left whole.
case_narrow_terminal() {
    answers='r
r
restore
d
d
d
2026-01-02T03:04Z'
    export TERMINAL_COLUMNS=40
    on_terminal full --log log --drill quarterly-test --operator 'Maria Silva'
    ends_with 0
    grep '.\{41\}' out | grep -v -e '^    ' -e '^  redbinder record' -e '> ' >long &&
        fail "too wide: $(cat long)"
    shows '  redbinder record --library PLANS log' 'It counts as a drill: quarterly-test'
    answers=a
    on_terminal wordy --log log2
    shows '    Whoever reads this on a small' '      console wants whole words:' \
        "    echo 'a command that is longer than forty columns is never broken'"
    tr '\n' ' ' <out | tr -s ' ' >words
    grep -qF 'small console wants whole words: Donaudampfschifffahrtsgesellschaftskapitaensmuetze stays in one piece, and so on.' words ||
        fail "a word is lost: $(cat out)"
    unset TERMINAL_COLUMNS
}

case_yes_does_not_cover_all() {
    answers='no
s
too dangerous
d
f
^M
the printer burns'
    on_terminal full --yes --log log
    ends_with 1
    shows 'That is not restore; it was not begun.' 'the RTO left'
    proof_is its 'done'
    logged "run-begin | run=R | plan=docs | runbook=full | hash=$hash | kind=drill | title=Restore the documents database" \
        'step-begin | step=look' 'step-end | step=look | outcome=passed | status=0' \
        'step-begin | step=restore' 'step-end | step=restore | outcome=skipped | note=too dangerous' \
        'step-begin | step=by-hand' 'step-end | step=by-hand | outcome=passed' \
        'step-begin | step=tick' 'step-end | step=tick | outcome=failed | note=the printer burns' \
        'run-end | outcome=failed | status=1'
}

# Keys that were struck while a command ran must not begin the next step.
case_enter_decides_nothing() {
    answers='^M
y
a'
    on_terminal confirmed --yes --log log
    ends_with 4
    [ ! -e proof ] || fail "it was run"
}

# A slip is told, and a note may follow its letter at once.
case_answers_not_understood() {
    answers='yes please
d
n the disk hums
^M
a'
    on_terminal plain --log log
    ends_with 4
    shows "'yes please' is no answer here." "'d' is no answer here."
    [ "$(grep -c 'is no answer' out)" -eq 2 ] || fail "more was told than two slips"
    logged "run-begin | run=R | plan=docs | runbook=plain | hash=$hash | kind=drill | title=Plain" \
        'note | text=the disk hums | step=first' \
        'note | text=aborted by the operator' 'run-end | outcome=aborted | status=4'
}

case_abort() {
    answers='r
a'
    on_terminal plain --log log
    ends_with 4
    proof_is first
    logged "run-begin | run=R | plan=docs | runbook=plain | hash=$hash | kind=drill | title=Plain" \
        'step-begin | step=first' 'step-end | step=first | outcome=passed | status=0' \
        'note | text=aborted by the operator' 'run-end | outcome=aborted | status=4'
}

case_end_of_input() {
    answers='^D'
    on_terminal plain --log log
    ends_with 4
    shows 'the input has ended'
    [ "$(tail -n 1 log | cut -f 2-4)" = "$(printf 'run-end\toutcome=aborted\tstatus=4')" ] || fail "no run-end"
    [ ! -e proof ] || fail "it was run"
}

case_interrupted_at_a_question() {
    for answers in '@back> 
^C' '@back> 
+TERM' '@back> 
+HUP'; do
        rm -rf log log.d
        on_terminal plain --log log
        ends_with 5
        grep -q 'note.text=interrupted by' log || fail "nothing tells why"
        grep -q 'run-end.outcome=aborted' log || fail "no run-end"
    done
    [ ! -e proof ] || fail "it was run"
}

case_interrupted_in_a_command() {
    answers='@sleeping 42
^C'
    on_terminal sleepy --yes --log log
    ends_with 5
    logged 'run-begin | run=R | plan=docs | runbook=sleepy | kind=drill | title=Sleepy' \
        'step-begin | step=sleepy' \
        'step-end | step=sleepy | outcome=failed | note=interrupted by INT' \
        'run-end | outcome=aborted | status=5'
    nothing_runs
    [ ! -e proof ] || fail "the command went on"
}

case_time_limit_ends_all() {
    run slow --yes --log log
    ends_with 1
    shows 'sleeping 42' 'stopped after its time limit of 1 s'
    grep -q 'outcome=failed.status=124.note=stopped after its time limit of 1 s' log ||
        fail "not logged"
    nothing_runs
    [ ! -e proof ] || fail "something went on"
}

case_variables_stay_as_they_are() {
    export rb_run=mine rb_id=mine step=mine log=mine
    run plain --yes --log log
    unset rb_run rb_id step log
    ends_with 0
    proof_is first 'second umask 0022'
}

case_hostile() {
    run hostile --list
    ends_with 0
    run hostile --dry-run
    ends_with 0
    shows '$(touch pwned)' '<U+001B>[2J' '<U+202E>' '<U+0085>' "-n } ; ) ' <U+001B>[31m"
    ! LC_ALL=C grep -q "$(printf '[\033\r]')" out || fail "a control character is shown"
    nothing_happened
    run hostile --yes --log log
    ends_with 4
    nothing_happened
}

# What a command gets is what was written, byte by byte.
case_hostile_exact() {
    answers='r
r
s
because
s
because
s
because'
    on_terminal hostile --log log
    ends_with 1
    {
        printf %s "'; touch pwned; ' \" \$(touch pwned) \`touch pwned\` \${IFS} \\ "
        printf '\033[2J\r\n'
        printf %s "*) ;; esac; touch pwned; } \\' "
        printf '\342\200\230curly\342\200\231 \342\200\256 '
        printf %s '<<EOF %s %n !! ~ #'
    } >wanted
    cmp wanted proof || fail "the value differs"
    [ ! -e pwned ] || fail "plan text was run"
    ! LC_ALL=C grep -q "$(printf '[\033\013]')" log || fail "a control character is logged"
    [ "$(grep -c '' log)" -eq 13 ] || fail "the log has other lines than events"
}

# Whatever is typed, the log is UTF-8 without control characters, and the same in all shells.
case_log_is_utf8() {
    valid=$(printf 'Jo\303\243o \342\202\254\352\260\200\360\237\230\200')
    broken=$(printf 'a\351b\302\205c\340\200\200d\355\240\200e\360\200\200\200f\364\220\200\200g\300\200\377h\303')
    for locale in C C.UTF-8; do
        rm -rf log log.d
        LC_ALL=$locale run plain --yes --log log --operator "$valid" --incident "$broken"
        ends_with 0
        iconv -f UTF-8 -t UTF-8 log >/dev/null || fail "the log is not UTF-8"
        grep -q "operator=$valid$(printf '\t')" log || fail "a valid name was changed"
        grep -q 'incident=a?b c???d???e????f????g???h?.title' log || fail "broken bytes stayed"
    done
}
