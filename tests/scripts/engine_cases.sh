# More cases of run.sh: what the engine does beside running one command after the other.
# shellcheck shell=sh disable=SC2154,SC2016,SC2034,SC2123,SC2015
# Variables of run.sh, and for its functions; text that is not expanded; another PATH is meant.

begin_of() {
    echo "run-begin | run=R | plan=docs | runbook=$1 | hash=$hash | kind=drill | title=Sample $1"
}

# ---- Looking -------------------------------------------------------------------------------

case_show_and_version() {
    DB_NAME=my-db run guarded --show wipe
    ends_with 0
    shows '[2/2] wipe: Step wipe' 'Only if:' 'To be typed: x $DB_NAME'
    run ten --version
    ends_with 0
    shows 'docs/ten' 'version 1.4' "$hash" 'Commit: c0ffee' 'This script is as it was made.' \
        'days old'
    nothing_happened
}

case_changed_script_is_told() {
    sed 's/hit 1/hit 1; hit more/' "$scripts/ten.sh" >random
    status=0
    # shellcheck disable=SC2086
    $shell ./random --only s1 --yes --log log </dev/null >out 2>&1 || status=$?
    ends_with 0
    shows 'THIS SCRIPT WAS CHANGED'
    grep -q 'run-begin.*script=modified' log || fail "the log does not say so"
    sed 's/^rb_self=.*/&; hit more/' "$scripts/ten.sh" >random
    # shellcheck disable=SC2086
    $shell ./random --version </dev/null >out 2>&1 || fail "it cannot be run"
    shows 'THIS SCRIPT WAS CHANGED'
    run ten --only s1 --yes --log log2
    grep -q 'run-begin.*version=1.4.commit=c0ffee.*host=.*script=intact' log2 ||
        fail "the log does not say what was run"
}

case_unknown_steps_are_refused() {
    for wrong in --from=setp --only=S3 --to=nothing --skip=x --show=; do
        run ten --yes --reason=because "$wrong" --reason=because
        ends_with 2
    done
    run guarded --only wpie --yes
    ends_with 2
    shows "there is no step 'wpie'; did you mean 'wipe'?"
    run ten --from s4 --to s3 --yes
    ends_with 2
    run ten --skip s2 --yes
    ends_with 2
    shows '--skip s2 needs a --reason'
    nothing_happened
}

# typo TYPED MEANT: what is proposed; nothing is when MEANT is empty.
typo() {
    run named --yes --only "$1"
    ends_with 2
    if [ -n "$2" ]; then
        shows "there is no step '$1'; did you mean '$2'?"
    else
        hides 'did you mean'
    fi
}

case_typos() {
    typo restore-datbase restore-database   # a letter is missing
    typo restore-fiels restore-files        # two are swapped
    typo erstore-files restore-files
    typo restore-filees restore-files       # one too many
    typo resture-files restore-files        # a wrong one
    typo rstore-databse restore-database    # two mistakes
    typo RESTORE-FILES restore-files        # the wrong case
    typo Dns dns
    typo nds dns
    typo dnss dns
    typo restore restore-database           # the beginning, of the first that has it
    typo check check-tls-2
    typo files restore-files                # a part of it
    typo check_tls_2 check-tls-2
    typo restore_files restore-files
    typo "$(printf 'dn%s' "s'")" dns
    typo x ''
    typo nothing ''
    typo '*' ''
    typo "$(printf 'dns\t$(touch pwned)')" ''
    nothing_happened
}

case_check() {
    DB_NAME=my-db run guarded --check
    ends_with 0
    shows 'DB_NAME=my-db' 'the right to: database administrator' '- the key to the room' \
        'All is there'
    nothing_happened
    touch forbidden
    DB_NAME=My-db run guarded --check
    ends_with 3
    shows "DB_NAME, which is 'My-db': it must match [a-z]*-db" \
        'missing: the right to: database administrator; this failed, with status 1: test ! -e forbidden'
    DB_NAME=my-db run guarded --dry-run
    shows 'the right to: database administrator (checked' '    test ! -e forbidden'
    DB_NAME=My-db run guarded --yes --only done-already
    ends_with 3
    rm forbidden
    nothing_happened
}

# A user, and room on disks: all that is missing is told at once, and nothing is done.
case_needs_user_and_space() {
    run demanding --yes
    ends_with 3
    shows "the right user: it must be started by nobody-at-all, and is by $(id -un)" \
        '1 kB of free space in ., where the log stands' '9 PB of free space in .: ' 'MiB are free' \
        "1 MB of free space in it's/\$PGPASSWORD/\$(id): there is no such folder"
    nothing_happened
    DATA_DIR=/nowhere run demanding --check
    ends_with 3
    shows 'missing: 9 PB of free space in /nowhere: there is no such folder'
    [ "$(id -u)" -eq 0 ] || return 0
    run modest --check
    ends_with 0
    shows 'the user root' '2 kB of free space in .'
    REDBINDER_STATE=yet/to/make run modest --check
    ends_with 0
    shows '1 kB of free space in yet/to/make, where the log stands'
    nothing_happened
    if command -v setpriv >/dev/null; then
        chmod 777 .
        cp "$scripts/modest.sh" random
        setpriv --reuid 65534 --clear-groups $shell ./random --check </dev/null >out 2>&1
        shows 'it must be started by root, and is by'
    fi
}

# ---- Kinds of steps ------------------------------------------------------------------------

case_decides() {
    answers='2
nonsense
fail over
d'
    on_terminal deciding --yes --log log
    ends_with 0
    shows 'Is the *region* back?' '1  stay: the region is back' '3  give up'
    proof_is before over
    logged "$(begin_of deciding)" 'step-begin | step=before' \
        'step-end | step=before | outcome=passed | status=0' 'step-begin | step=question' \
        'decided | step=question | answer=fail over | go=over' 'step-begin | step=stay' \
        'step-end | step=stay | outcome=skipped | note=not on the way chosen at question: fail over' \
        'step-end | step=question | outcome=passed | note=fail over' 'step-begin | step=over' \
        'step-end | step=over | outcome=passed | status=0' 'run-end | outcome=passed | status=0'
}

case_decides_to_stop() {
    for answer in 3 nowhere; do
        rm -rf log log.d proof
        answers=$answer
        on_terminal deciding --yes --log log
        ends_with 4
        proof_is before
        [ "$(tail -n 1 log | cut -f 2-4)" = "$(printf 'run-end\toutcome=aborted\tstatus=4')" ] ||
            fail "no run-end"
    done
    rm -rf log log.d proof
    answers=1
    on_terminal deciding --yes --log log
    ends_with 0
    proof_is before stay over
}

# Taken up again after "stop", it asks that question again, and goes no way that nobody chose.
case_decided_to_stop_is_asked_again() {
    answers=3
    on_terminal deciding --yes --log log
    ends_with 4
    run deciding --yes --resume --log log
    ends_with 4
    shows 'step question must be asked for'
    answers=2
    on_terminal deciding --yes --resume --log log
    ends_with 0
    proof_is before over
    grep -q 'step-begin.step=question.attempt=2' log || fail "not asked as a second try"
}

# Killed on the way to the step that was chosen, it asks again, and another answer counts.
case_decides_otherwise_after_a_break() {
    answers=2
    KILL_AT=7 on_terminal deciding --yes --log log
    tail -n 1 log | grep -q 'step-end.step=stay.outcome=skipped' || fail "killed elsewhere"
    rm -f events-so-far
    answers=1
    on_terminal deciding --yes --resume --log log
    ends_with 0
    proof_is before stay over
}

case_decision_cannot_be_skipped() {
    run deciding --yes --log log --skip question --reason 'no time'
    ends_with 2
    shows 'step question asks which way to go, and cannot be skipped'
    [ ! -e log ] || fail "something was begun"
}

case_decision_not_understood() {
    answers='sty
5
^M
2'
    on_terminal deciding --yes --log log
    ends_with 0
    shows "'sty' is no answer here." "'5' is no answer here."
    [ "$(grep -c 'is no answer' out)" -eq 2 ] || fail "more was told than two slips"
}

case_tags() {
    run tagged --yes --log log --tag database
    ends_with 0
    proof_is inner-a end both
    grep -q 'step-end.step=called/inner-b.outcome=skipped.note=not asked for' log ||
        fail "what was not asked for is not logged"
    rm -rf log log.d proof
    run tagged --yes --log log '--tag=Net work'
    ends_with 0
    proof_is inner-b both
    rm -rf log log.d proof
    run tagged --yes --log log --tag database --tag 'Net work' --to called --skip called/inner-a \
        --reason 'it is there'
    ends_with 0
    proof_is inner-b end
    [ "$(grep -c 'step-end' log)" -eq 7 ] || fail "a step is logged twice"
    rm -rf log log.d proof
}

case_unknown_tags_are_refused() {
    for wrong in databse DATABASE 'net work' data; do
        run tagged --yes --tag "$wrong"
        ends_with 2
        shows "no step has the tag '$wrong'; did you mean '"
    done
    run tagged --yes --tag nothing
    ends_with 2
    hides 'did you mean'
    run ten --yes --tag nothing
    ends_with 2
    shows 'no step has a tag'
    run tagged --yes --tag database --only plain
    ends_with 2
    run tagged --show both
    shows 'Tags: database, Net work'
    run tagged --list
    shows 'Tags: database' 'Tags: Net work'
    run tagged --dry-run --tag database
    shows '[3/7] called/inner-a' '[6/7] called/end' '[7/7] both'
    hides '[1/7]' '[4/7]'
    nothing_happened
}

# A part shows nothing of the whole: its run has not passed, though all that was asked for was done.
case_a_part_is_no_run_that_has_passed() {
    for part in --only=s3 --from=s3 --to=s3; do
        rm -rf log log.d
        run ten --yes --log log $part
        ends_with 0
        shows 'Only a part was done'
        grep -q 'run-end.outcome=aborted.status=0' log || fail "$part: it counts as passed"
    done
    rm -rf log log.d
    run ten --yes --log log --skip s3 --reason 'no need'
    ends_with 0
    hides 'Only a part was done'
    grep -q 'run-end.outcome=passed' log || fail "it does not count"
    rm -rf log log.d
    run jumping --yes --log log --skip first-way --reason x --skip between --reason x \
        --skip other-way --reason x
    ends_with 0
    grep -q 'run-end.outcome=aborted.status=0' log || fail "nothing at all was done, and has passed"
}

# What was told on the command line is not lost with a step behind the recovery.
case_keeps_the_time_of_the_data() {
    run returning --yes --log log --only up --recovered-to 2026-01-02T03:04Z
    ends_with 0
    grep -q 'recovered-to.at=2026-01-02T03:04:00Z' log || fail "not kept of a part"
    rm -rf log log.d
    run returning --yes --log log --recovered-to 2026-01-02T03:04Z
    ends_with 7
    ! grep -q 'recovered-to' log || fail "kept of what is not back"
    rm -rf log log.d
    answers='r
r
r
r
u
l'
    on_terminal returning --log log --recovered-to 2026-01-02T03:04Z
    ends_with 7
    grep -q 'recovered-to.at=2026-01-02T03:04:00Z' log || fail "not kept of what is back"
}

# Where the clock was set back nothing is said that was not measured.
case_clock_set_back() {
    mkdir bin
    cat >bin/date <<'END'
#!/bin/sh
day=02
! grep -qx 3 "$PROOF" 2>/dev/null || day=01
case $* in
*T%H:%M*) echo 2027-01-${day}T00:00:00Z ;;
*) echo 202701${day}T000000Z ;;
esac
END
    chmod +x bin/date
    old_path=$PATH
    PATH=$PWD/bin:$PATH
    run ten --yes --log log
    PATH=$old_path
    ends_with 0
    grep -q '^2027-01-01.*service-back' log || fail "the clock was not set back in time"
    shows 'The clock was set back: how long it took is not known.'
    hides 'Recovered after'
}

case_part_of_a_call() {
    run tagged --yes --log log --only called/inner-c
    ends_with 0
    proof_is inner-c
    [ "$(grep -c 'step-end' log)" -eq 7 ] || fail "a step is logged twice"
}

case_waits() {
    run waiting --yes --log log
    ends_with 0
    shows 'Not yet (status 1)'
    proof_is until until until
    run late --yes --log log2
    ends_with 1
    grep -q 'status=124.*stopped after its time limit of 2 s' log2 || fail "not logged as late"
}

case_tries_again() {
    run retrying --yes --log log
    ends_with 0
    shows 'Try 2 of 3 failed with status 1'
    proof_is flaky flaky flaky
}

case_calls() {
    run calling --list
    shows '1. restore: Step restore' '2. restore/a: Step a' '5. restore/again: Step again' \
        '6. restore/end: Step restore' '7. after: Step after'
    answers='last
d'
    on_terminal calling --yes --log log
    ends_with 0
    shows 'Carry out the runbook: Sample calling'
    proof_is 'inner-c by default' closing after
    grep -q 'note.text=calls inner 0123456789ab' log || fail "what is called is not logged"
    grep -q 'step-end.step=restore/b.outcome=skipped.note=not on the way' log || fail "not skipped"
}

case_skips_a_call() {
    run calling --yes --log log --skip restore --reason 'the copy is good'
    ends_with 0
    proof_is after
    [ "$(grep -c 'outcome=skipped.note=the copy is good' log)" -eq 6 ] || fail "not all skipped"
}

case_guards() {
    answers='x my-db my-db $PGPASSWORD $(id)
r
x my-db my-db $PGPASSWORD $(id) $OTHER'
    DB_NAME=my-db on_terminal guarded --yes --log log
    ends_with 0
    shows 'Type x my-db my-db $PGPASSWORD $(id) $OTHER to go on' 'it was not begun' 'done already'
    proof_is wipe
    rm -rf log log.d proof
    touch unsafe
    answers='e'
    DB_NAME=my-db on_terminal guarded --yes --log log
    ends_with 1
    shows 'its precondition does not hold'
    [ ! -e proof ] || fail "it was run"
}

# Automation may agree to one irreversible step, by its target and nothing like it.
case_agrees_beforehand() {
    target='x my-db my-db $PGPASSWORD $(id) $OTHER'
    export DB_NAME=my-db
    for wrong in "wipe=x" "wipe=$target " "wipe=X my-db my-db \$PGPASSWORD \$(id) \$OTHER" \
        'wipe=x your-db your-db $PGPASSWORD $(id) $OTHER' 'wipe=*'; do
        run guarded --yes --yes-irreversible "$wrong"
        ends_with 4
        shows 'not started: the target of step wipe is x my-db my-db $PGPASSWORD $(id) $OTHER'
    done
    for wrong in wipe wipe= =x "wpie=$target" "done-already=$target"; do
        run guarded --yes --yes-irreversible "$wrong"
        ends_with 2
    done
    shows 'step done-already is not irreversible'
    nothing_happened
    run guarded --check --yes-irreversible "wipe=$target"
    ends_with 0
    run guarded --yes-irreversible "wipe=$target"
    ends_with 4
    nothing_happened
    run guarded --yes --yes-irreversible "wipe=$target" --log log --operator robot
    ends_with 0
    proof_is wipe
    grep -qF 'text=agreed to beforehand, by --yes-irreversible: x my-db' log || fail "not logged"
    rm -rf log log.d proof
    : >unsafe
    run guarded --yes --yes-irreversible "wipe=$target" --log log
    ends_with 1
    rm unsafe
    run guarded --yes --resume --log log
    ends_with 4
    run guarded --yes --resume --yes-irreversible "wipe=$target" --log log
    ends_with 0
    proof_is wipe
    unset DB_NAME
}

# What was agreed to is not done twice unasked.
case_agreed_step_is_not_repeated() {
    PGPASSWORD=x run wiping --yes --yes-irreversible wipe=wipe --log log 2>/dev/null
    ends_with 1
    run wiping --yes --resume --yes-irreversible wipe=wipe --log log
    ends_with 4
    proof_is wipe
}

case_says_what_can_be_done_meanwhile() {
    answers='r
h
João
r
n
all is dark
?
a'
    on_terminal tied --log log --operator Ana
    ends_with 4
    shows 'A second person can meanwhile do four: Step four' \
        'A second person can meanwhile do three: Step three'
    [ "$(grep -c 'do four' out)" -eq 3 ] || fail "not said each time"
    grep -q 'handover.to=João' log || fail "not handed over"
    grep -q 'note.text=all is dark.step=three.by=João' log || fail "no note"
    grep -q 'step-end.step=two.*by=João' log || fail "not by João"
}

case_tells_whom_to_call() {
    run ten --yes --log log --only s1 --declared-at 2026-01-01T00:00Z
    ends_with 0
    shows 'RTO passed' 'Call next: Board +351 555 0199'
    run ten --yes --log log2 --only s1
    hides 'RTO passed'
}

# Whatever a command has made of the terminal, the next question can be answered.
case_terminal_left_raw() {
    answers='r
r'
    on_terminal raw --log log
    ends_with 0
    proof_is raw seen
}

# The script does not depend on the flags of the shell that it is started with.
case_flags_of_the_caller() {
    old_shell=$shell
    shell="$shell -ef"
    TOKEN=tokenized run secretive --yes --log log
    shell=$old_shell
    ends_with 0
    proof_is told
    seal_is sealed
}

case_interactive_gets_the_terminal() {
    answers='Maria'
    on_terminal interactive --yes --log log
    ends_with 0
    proof_is Maria
}

# ---- What is kept --------------------------------------------------------------------------

case_keeps_no_secret() {
    TOKEN="$(printf 's3cr3t-value-long\n*x\\y')" run secretive --yes --log log --operator s3cr3t-value
    ends_with 0
    proof_is told
    shows 'it is <***>, ***' '*** stands here'
    TOKEN='tok' run secretive --dry-run
    shows '*** stands here'
    ! grep -rqF -e s3cr3t -e '*x\y' log log.d out || fail "a secret was kept or shown"
    [ -s log.d/01-tell.out ] || fail "nothing was kept"
    [ "$(stat -c %a log.d)" = 700 ] || fail "what is kept can be read by others"
}

case_keeps_output_cut() {
    run loud --yes --log log
    ends_with 0
    kill "$(cat service.pid)" 2>/dev/null || fail "it waited for the service"
    size=$(wc -c <log.d/01-loud.out)
    [ "$size" -gt 1048000 ] && [ "$size" -lt 1048700 ] || fail "$size bytes are kept"
    tail -n 1 log.d/01-loud.out | grep -q 'cut here' || fail "it does not say that it is cut"
    for file in 01-loud 02-service; do
        sum=$(sha256sum <log.d/$file.out)
        grep -q "output=log.d/$file.out.output-hash=${sum%% *}" log || fail "the hash differs"
    done
    [ "$(ls log.d)" = "$(printf '01-loud.out\n02-service.out')" ] || fail "something else is kept"
}

# A secret on the screen is masked while the command still runs; nor do others on the machine see it
# among the words with which a program was started.
case_masks_at_once() {
    answers='@it is <***>
+RUN cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " " >started
^C'
    PGPASSWORD=never-in-argv TOKEN=xyz on_terminal talking --yes --log log
    ends_with 5
    shows 'interrupted by INT'
    grep -qF 'it is <$PGPASSWORD>' started || fail "the command was not seen"
    ! grep -q never-in-argv started || fail "the secret can be seen"
}

case_says_what_took_too_long() {
    run overdue --yes --log log
    ends_with 0
    grep -q '^  passed  slow  [1-9][0-9]* s, [1-9][0-9]* s over$' out || { fail "not said"; cat out; }
    grep -q '^  passed  quick  [0-9]* s$' out || fail "said of the other"
}

# ---- Failures ------------------------------------------------------------------------------

case_rolls_back() {
    run rolling --yes --log log
    ends_with 7
    proof_is one two three four undo-four undo-three undo-one
    logged "$(begin_of rolling)" 'step-begin | step=one' \
        'step-end | step=one | outcome=passed | status=0' 'step-begin | step=two' \
        'step-end | step=two | outcome=passed | status=0' 'step-begin | step=three' \
        'step-end | step=three | outcome=passed | status=0' 'step-begin | step=four' \
        'step-end | step=four | outcome=failed | status=9 | note=the command ended with status 9' \
        'rollback-begin | step=four' 'rollback-end | step=four | outcome=passed | status=0' \
        'rollback-begin | step=three' 'rollback-end | step=three | outcome=passed | status=0' \
        'rollback-begin | step=one' 'rollback-end | step=one | outcome=passed | status=0' \
        'run-end | outcome=failed | status=7'
    run rolling --resume --yes --log log
    ends_with 4
    shows 'step one must be asked for'
}

# What was back goes with the step that led to it; what came behind it is done, or looked at, again.
case_rollback_takes_the_service_back() {
    run returning --yes --log log
    ends_with 7
    shows 'The service is back.' 'The service is not back any more.'
    hides 'Recovered after'
    logged "$(begin_of returning)" 'step-begin | step=load' \
        'step-end | step=load | outcome=passed | status=0' 'step-begin | step=look' \
        'step-end | step=look | outcome=passed | status=0' 'step-begin | step=up' 'service-back' \
        'step-end | step=up | outcome=passed | status=0' 'step-begin | step=tune' \
        'step-end | step=tune | outcome=failed | status=1 | note=the command ended with status 1' \
        'rollback-begin | step=tune' 'rollback-end | step=tune | outcome=passed | status=0' \
        'rollback-begin | step=load' 'rollback-end | step=load | outcome=passed | status=0' \
        'service-lost' 'run-end | outcome=failed | status=7'
    run returning --yes --resume --log log --only tune
    ends_with 4
    answers='r
d
r'
    : >mended
    on_terminal returning --yes --resume --log log
    ends_with 0
    shows 'run before, and undone' 'since then a step before it was undone' 'Recovered after' \
        'Summary: 4 passed, 0 failed'
    proof_is load look up tune untune unload load up tune
    [ "$(grep -c '	service-back	' log)" -eq 2 ] || fail "it is not told that it is back again"
    seal_is sealed
}

# What was back stays so when only later steps are undone; nothing else is done again.
case_rollback_of_what_came_later() {
    answers='r
r
r
r
u
l'
    on_terminal returning --log log
    ends_with 7
    shows 'Recovered after'
    hides 'not back any more'
    : >mended
    answers=r
    on_terminal returning --resume --log log
    ends_with 0
    proof_is load look up tune untune tune
    [ "$(grep -c '	service-[bl]' log)" -eq 1 ] || fail "it is told more than once"
}

case_rolls_back_when_asked() {
    answers='r
r
r
b
x
l
u'
    on_terminal rolling --log log
    ends_with 7
    shows "'x' is no answer here." 'Undo three: Step three' 'Nothing is known that undoes two'
    proof_is one two three undo-one
    grep -q 'run-end.outcome=aborted.status=7' log || fail "no run-end"
}

case_goes_on_elsewhere() {
    run jumping --yes --log log
    ends_with 1
    proof_is first-way other-way
    grep -q 'step=between.outcome=skipped.note=not on the way after the failure of first-way' log ||
        fail "what was passed over is not logged"
}

# Killed on its way there, it goes there again.
case_goes_on_elsewhere_after_a_break() {
    KILL_IN=other-way run jumping --yes --log log 2>/dev/null
    sed -i '/between/d' log
    answers=d
    on_terminal jumping --yes --resume --log log
    ends_with 1
    proof_is first-way other-way
    [ "$(grep -c 'step=between.outcome=skipped.note=not on the way after' log)" -eq 1 ] ||
        fail "what was passed over is not logged"
}

case_tries_again_when_asked() {
    answers='r
r
s
it is good enough'
    on_terminal mended --log log
    ends_with 0
    proof_is doubtful doubtful
    logged "$(begin_of mended)" 'step-begin | step=doubtful' \
        'step-end | step=doubtful | outcome=failed | status=1 | note=the command ended with status 1' \
        'step-begin | step=doubtful | attempt=2' \
        'step-end | step=doubtful | outcome=failed | status=1 | attempt=2 | note=the command ended with status 1' \
        'step-begin | step=doubtful | attempt=3' \
        'step-end | step=doubtful | outcome=skipped | attempt=3 | note=it is good enough' \
        'run-end | outcome=aborted | status=0'
}

# A person may have done by hand what was broken off.
case_by_hand_begun_before() {
    for answers in a '^D'; do
        rm -rf log log.d
        on_terminal full --only by-hand --log log
        ends_with 4
        hides 'BEGUN BEFORE'
        on_terminal full --only by-hand --resume --log log
        ends_with 4
        shows 'IT WAS BEGUN BEFORE, and was not seen to end.'
    done
}

# ---- Broken off, and taken up --------------------------------------------------------------

ten_done='1 2 verify-2 3 4 5 6 7 8 9 10'

# is_whole WHEN [SEAL]: all ten steps were done, each once.
is_whole() {
    [ "$(tr '\n' ' ' <proof)" = "$ten_done " ] || fail "$1: did $(tr '\n' ' ' <proof)"
    [ "$(grep -c '	run-end	outcome=passed' log)" -eq 1 ] || fail "$1: the run did not end well"
    seal_is "${2-sealed}"
    [ "$seal" = unsealed ] || [ "$(grep -vc '	chain=' log)" -eq 1 ] ||
        fail "$1: not every event has a seal"
    [ ! -e .docs-ten.lock ] && [ -z "$(ls -A "$REDBINDER_LOCKS")" ] || fail "$1: a lock was left"
}

# Killed behind each event: one run, taken up again and again. A step that may have been begun is
# asked for, and no other.
case_killed_at_every_event() {
    KILL_AT=1 run ten --yes --log log 2>/dev/null
    kills=0
    while [ "$status" -eq 137 ] && [ $kills -lt 40 ]; do
        kills=$((kills + 1))
        rm -f events-so-far
        case $(tail -n 1 log | cut -f 2,3 | tr '\t' ' ') in
        run-begin* | step-end* | verified*)
            KILL_AT=2 run ten --resume --yes --log log 2>/dev/null
            ;;
        'step-begin step=s5' | resumed*) KILL_AT=3 run ten --resume --yes --log log 2>/dev/null ;;
        step-begin* | service-back*)
            is_refused
            rm -f events-so-far
            answers=r
            [ "$(tail -n 1 log | cut -f 2)" = step-begin ] || answers=d
            KILL_AT=3 on_terminal ten --resume --yes --log log
            shows 'BEGUN BEFORE'
            [ "$status" -ne 247 ] || status=137
            ;;
        *) break ;;
        esac
    done
    [ "$kills" -ge 24 ] || fail "it was killed $kills times"
    run ten --resume --yes --log log
    ends_with 3
    shows 'nothing is left to do'
    rm -rf .docs*
    is_whole 'killed at every event'
    for once in service-back verified run-begin; do
        [ "$(grep -c "	$once	" log)" -eq 1 ] || fail "$once does not stand there once"
    done
}

# Without somebody to ask, nothing is done.
is_refused() {
    cp proof proof-then 2>/dev/null || : >proof-then
    run ten --resume --yes --log log
    ends_with 4
    [ ! -e proof ] || cmp -s proof proof-then || fail "it was run unasked"
}

# Killed in each command: it has done its work, but nothing says so.
case_killed_in_every_command() {
    KILL_IN=1 run ten --yes --log log 2>/dev/null
    for next in 2 verify-2 3 4 5 6 7 8 9 10 none; do
        answers=d
        [ $next != 6 ] || answers=
        KILL_IN=$next on_terminal ten --resume --yes --log log
    done
    ends_with 0
    # The verification, and the step that may be done twice.
    uniq proof >proof.new
    [ "$(wc -l <proof)" -eq $(($(wc -l <proof.new) + 2)) ] || fail "did $(cat proof)"
    mv proof.new proof
    is_whole 'killed in every command'
}

case_unfinished_run_is_noticed() {
    KILL_IN=3 run ten --yes 2>/dev/null
    run ten --yes
    ends_with 4
    shows 'A run of this runbook has not ended' '--resume --log ./docs-ten-'
    [ "$(grep -c 'its lock is taken over' out)" -eq 1 ] || fail "not told once"
    proof_is 1 2 verify-2 3
    answers='g
d'
    on_terminal ten --yes
    ends_with 0
    mv ./docs-ten-*.log log
    is_whole 'noticed'
}

case_resume_refuses() {
    run ten --resume
    ends_with 3
    shows 'there is no log of this runbook here'
    KILL_IN=3 run ten --yes --log log 2>/dev/null
    sed "s/^rb_hash='0/rb_hash='1/" "$scripts/ten.sh" >random
    status=0
    # shellcheck disable=SC2086
    $shell ./random --resume --yes --log log </dev/null >out 2>&1 || status=$?
    ends_with 3
    shows 'the runbook has changed' '--force-plan-change'
    run rolling --resume --yes --log log
    ends_with 3
    shows 'is the log of docs/ten'
    run ten --resume --drill quarterly-test --log log
    ends_with 2
    proof_is 1 2 verify-2 3
    rm -rf .docs-ten.lock
    answers=d
    shell="$shell" on_terminal ten --resume --yes --log log --force-plan-change
    ends_with 0
    is_whole 'changed'
}

# What a person notes is not taken for what the script itself has noted there; a change of what is
# called is accepted once, for good.
case_resume_knows_what_is_called() {
    answers='n calls to the vendor are not answered
a'
    on_terminal calling --log log
    ends_with 4
    answers=a
    on_terminal calling --resume --log log
    ends_with 4
    hides 'has changed'
    sed "s/^rb_called='inner 0/rb_called='inner 1/" "$scripts/calling.sh" >random
    # shellcheck disable=SC2086
    {
        type_to a -- $shell ./random --resume --log log
        ends_with 3
        type_to a -- $shell ./random --resume --log log --force-plan-change
        ends_with 4
        type_to a -- $shell ./random --resume --log log
        ends_with 4
    }
}

# A line that was cut off, by a full disk perhaps, is no event.
case_resume_cuts_torn_line() {
    KILL_AT=5 run ten --yes --log log 2>/dev/null
    printf '2026-01-01T00:00:00Z\tstep-end\tstep=s3\tout' >>log
    run ten --resume --yes --log log
    ends_with 0
    is_whole 'torn'
    grep -q 'note.text=a line that was cut off was removed: 2026.*step=s3 out' log ||
        fail "it is not told"
}

case_interrupted_goes_on() {
    answers='@sleeping 42
^C'
    on_terminal sleepy --yes
    ends_with 5
    shows '--resume --log ./docs-sleepy-'
    run sleepy --yes
    ends_with 4
    shows 'A run of this runbook has not ended'
    mv ./docs-*.log log
    mv ./docs-*.log.d log.d
    run sleepy --resume --yes --log log
    ends_with 4
    answers='s
it sleeps
n'
    on_terminal sleepy --resume --yes --log log
    ends_with 0
    proof_is 'second umask 0022'
    grep -q 'resumed.*hash=' log || [ "$(grep -c '	resumed	' log)" -eq 1 ] || fail "not resumed"
}

# The summary of a run that was broken off is that of the whole run.
case_summary_is_of_the_whole_run() {
    KILL_IN=5 run ten --yes --log log 2>/dev/null
    run ten --yes --resume --log log --skip s7 --reason 'the tape | is "lost"'
    ends_with 0
    shows 'Summary: 9 passed, 0 failed, 1 skipped of 10' '  resumed at 20' '  skipped  s7  '
    [ "$(sed '1,/^Summary/d' out | grep -c '^  passed  s')" -eq 9 ] || fail "not each step is told once"
}

# Lengths of steps that an earlier part has ended come from its log.
case_summary_reckons_lengths() {
    cat >log <<END
redbinder-log 1
2026-02-28T23:59:00Z	run-begin	run=r	plan=docs	runbook=ten	hash=$hash
2026-02-28T23:59:50Z	step-begin	step=s1
2026-03-01T01:02:50Z	step-end	step=s1	outcome=passed	status=0
2026-03-01T01:03:00Z	step-begin	step=s2
2026-03-01T01:03:07Z	step-end	step=s2	outcome=skipped	note=no need
2026-03-01T01:03:10Z	rollback-begin	step=s1
2026-03-01T01:04:40Z	rollback-end	step=s1	outcome=failed	status=3	note=the rollback ended with status 3
END
    answers=d
    on_terminal ten --yes --resume --log log
    ends_with 0
    shows '  passed  s1  1 h 3 min' '  skipped  s2  7 s  (no need)' \
        '  undo failed  s1  1 min  (the rollback ended with status 3)'
}

# Of a step whose precondition did not hold nothing was done: nothing of it is to be undone.
case_precondition_leaves_nothing_to_undo() {
    run unready --yes --log log
    ends_with 1
    hides 'To undo it'
    proof_is one
    run unready-back --yes --log log2
    ends_with 7
    hides 'undo-two'
    proof_is one one undo-one
    run unready --yes --resume --log log
    ends_with 1
    hides 'RUN BEFORE'
    touch ready
    run unready --yes --resume --log log
    ends_with 0
    proof_is one one undo-one two
}

# What was begun and has not ended well is not made good by asking for other steps only.
case_not_asked_for_after_it_was_begun() {
    KILL_IN=2 run ten --yes --log log 2>/dev/null
    run ten --yes --resume --log log --only s5
    ends_with 1
    shows 'Summary: 2 passed, 1 failed, 7 skipped of 10'
    run ten --yes --resume --log log --only s2
    ends_with 4
    shows 'step s2 must be asked for'
    run ten --yes --resume --log log --only s4 --skip s2 --reason 'looked at it'
    ends_with 0
    shows 'Summary: 3 passed, 0 failed, 7 skipped of 10'
    hides 'RUN BEFORE'
    proof_is 1 2 5 4
}

# A log may be another's: what it holds is shown, and steers no terminal.
case_resumed_log_is_shown_clean() {
    KILL_IN=3 run ten --yes --log log 2>/dev/null
    printf '2026-01-01T00:00:00Z\tstep-end\tstep=s3\toutcome=skipped\tnote=\033[2Jx\n' >>log
    run ten --yes --resume --log log
    ends_with 0
    shows '  skipped  s3  '
    ! grep -q "$(printf '\033')" out || fail "it steers a terminal"
}

# ---- Two at once, and trouble --------------------------------------------------------------

case_second_copy_is_refused() {
    # shellcheck disable=SC2086
    $shell "$scripts/sleepy.sh" --yes --log log </dev/null >first 2>&1 &
    first=$!
    n=0
    while [ ! -e log ] && [ $n -lt 50 ]; do
        sleep 0.1
        n=$((n + 1))
    done
    run sleepy --yes --log log2
    ends_with 3
    shows "it runs already, since 20" "as process $first"
    [ ! -e log2 ] || fail "the second has begun a log"
    kill "$first"
    wait "$first"
    nothing_runs
    [ ! -e .docs-sleepy.lock ] || fail "the lock was left"
}

case_dead_lock_is_taken_over() {
    mkdir .docs-ten.lock
    printf '%s\t-\t2026-01-01T00:00:00Z\t%s\n' 999999999 "$(uname -n)" >.docs-ten.lock/holder
    run ten --yes --log log
    ends_with 0
    shows 'its lock is taken over'
    mkdir .docs-ten.lock
    printf '%s\t-\t2026-01-01T00:00:00Z\t%s\n' 1 elsewhere >.docs-ten.lock/holder
    run ten --yes --log log2
    ends_with 3
    shows 'it runs on elsewhere since 2026-01-01'
}

# The command of a run that was killed still runs: nothing may begin beside it.
case_left_command_is_waited_for() {
    # shellcheck disable=SC2086
    $shell "$scripts/sleepy.sh" --yes --log log </dev/null >first 2>&1 &
    n=0
    while ! grep -q 'sleeping 42' first 2>/dev/null && [ $n -lt 50 ]; do
        sleep 0.1
        n=$((n + 1))
    done
    kill -9 $!
    run sleepy --resume --yes --log log
    ends_with 3
    shows 'still runs, as process'
    # shellcheck disable=SC2046 # numbers
    kill $(cat pids)
}

case_full_disk() {
    [ -w /dev/full ] || return 0
    mkdir -p full
    run ten --yes --log full/log --only s1
    ends_with 0
    # A limit on the size of files is met in the middle of a line, as a full disk is.
    # shellcheck disable=SC2086
    {
        (ulimit -f 1 && trap '' XFSZ && exec $shell "$scripts/ten.sh" --yes --log log) </dev/null
        echo $? >ended
    } 2>&1 | cat >out
    status=$(cat ended)
    ends_with 3
    shows 'cannot be written any more' 'the line that is missing' '--resume --log log'
    [ ! -e .docs-ten.lock ] || fail "the lock was left"
    [ "$(tail -n 1 proof)" != 10 ] || fail "it went on without a log"
    answers=d
    on_terminal ten --resume --yes --log log
    ends_with 0
    uniq proof | tr '\n' ' ' >said
    [ "$(cat said)" = "$ten_done " ] || fail "did $(cat said)"
}

# Whoever read what it prints has gone: it ends in order, as when a terminal is closed.
case_reader_goes_away() {
    # shellcheck disable=SC2086
    {
        $shell "$scripts/waiting.sh" --yes --log log </dev/null 2>out
        echo $? >ended
    } | while read -r line && [ "$line" != 'Waiting ...' ]; do :; done
    status=$(cat ended)
    ends_with 5
    grep -q 'step-end.step=until.outcome=failed.note=interrupted by PIPE' log || fail "not logged"
    grep -q 'run-end.outcome=aborted.status=5' log || fail "no run-end"
    [ ! -e .docs-waiting.lock ] || fail "the lock was left"
}

case_terminal_closes() {
    answers='@sleeping 42
+CLOSE'
    on_terminal sleepy --yes --log log
    n=0
    while ! grep -q run-end log && [ $n -lt 80 ]; do
        sleep 0.1
        n=$((n + 1))
    done
    grep -q 'step-end.step=sleepy.outcome=failed.note=interrupted by HUP' log || fail "not logged"
    grep -q 'run-end.outcome=aborted' log || fail "no run-end"
    nothing_runs
    [ ! -e proof ] || fail "something went on"
}

# A rescue system: busybox and nothing else.
case_only_busybox() {
    [ "$shell" = 'busybox sh' ] || return 0
    mkdir ../tools
    at=$(command -v busybox)
    for tool in $(busybox --list); do
        ln -s "$at" "../tools/$tool"
    done
    cp "$work/stubs/hit" ../tools/
    old_path=$PATH
    shell="$at sh"
    PATH=$folder/tools
    run ten --yes --log log
    TOKEN=abcdef run secretive --yes --log log2
    PATH=$old_path
    shell='busybox sh'
    sed -i '/^told$/d' proof
    is_whole 'busybox alone'
    ends_with 0
    shows '<***>'
    grep -q output-hash= log2 || fail "no hash"
}

# bare COMMAND ...: it meets hardly anything: no tee, no mkfifo, no awk, no sync, no sha256sum, but
# what the case has put into tools/.
bare() {
    if [ ! -d ../bare ]; then
        mkdir ../bare
        for tool in sh date cat rm rmdir mkdir mv grep cut env sleep; do
            ln -s "$(command -v "$tool")" "../bare/$tool"
        done
        ln -s "$work/stubs/hit" ../bare/hit
    fi
    old_path=$PATH
    at=$(command -v "${shell%% *}")
    old_shell=$shell
    shell=$at${shell#"${shell%% *}"}
    PATH=$folder/bare:$folder/$case_name/tools
    "$@"
    PATH=$old_path
    shell=$old_shell
}

case_bare() {
    bare run ten --yes --log log
    shows 'The log is not sealed: there is no program for SHA-256 here'
    TOKEN=tokenized bare run secretive --yes --log log2
    ends_with 0
    shows '<***>'
    ! grep -rq -e tokenized -e s3cr3t log2 log2.d || fail "a secret was kept"
    rm -rf log2*
    sed -i '/^told$/d' proof
    is_whole 'bare' unsealed
}

# What the script itself needs is missing by its name; without sleep a time limit would pass at once.
case_no_programs() {
    mkdir ../nothing
    at=$(command -v "${shell%% *}")
    status=0
    # shellcheck disable=SC2086
    PATH=$folder/nothing $at ${shell#"${shell%% *}"} "$scripts/plain.sh" --check </dev/null >out 2>&1 ||
        status=$?
    ends_with 3
    shows 'the program date' 'the program mkdir, which the script itself needs' 'the program sleep'
    hides 'the right to write'
    nothing_happened
}

# What was logged where no seal can be made is sealed with the first event that can be.
case_seals_what_was_open() {
    KILL_IN=5 bare run ten --yes --log log 2>/dev/null
    seal_is unsealed
    printf '# what a person has added:\n\n \t\n2026-01-01T00:00:00Z\tnote\ttext=x\r\n' >>log
    KILL_IN=5 run ten --yes --resume --log log 2>/dev/null
    seal_is sealed
    KILL_IN=5 bare run ten --yes --resume --log log 2>/dev/null
    seal_is open
    run ten --yes --resume --log log
    ends_with 0
    seal_is sealed
    shows "Seal of the log: $(printf '%s\n' "$seal" | cut -c 8-23)"
    sed -i 's/ten/tan/' log
    seal_is broken
}

# Whatever can make it, and nothing that cannot.
case_seals_with_what_there_is() {
    mkdir tools
    real=$(command -v sha256sum)
    for tool in sha256sum busybox shasum openssl; do
        printf '#!/bin/sh\necho no such program; exit 1\n' >tools/sha256sum
        case $tool in
        sha256sum) words='' ;;
        busybox) words=sha256sum ;;
        shasum) words='-a 256' ;;
        openssl) words='dgst -sha256 -r' ;;
        esac
        printf '#!/bin/sh\n[ "$*" = "%s" ] || exit 1\nexec %s\n' "$words" "$real" >tools/$tool
        chmod +x tools/*
        bare run plain --yes --log log
        ends_with 0
        seal_is sealed
        rm -rf log log.d tools/*
    done
    printf '#!/bin/sh\nread -r line || echo e3b0c44298fc1c149afbf4c8996fb924%s\n' \
        27ae41e4649b934ca495991b7852b855 >tools/sha256sum
    chmod +x tools/*
    bare run plain --yes --log log
    ends_with 0
    seal_is unsealed
    shows 'not sealed'
}

# ---- Any text ------------------------------------------------------------------------------

# Whatever bytes the texts are, what is shown ends well, what is run is the same, and nothing else
# happens. Each of the scripts meets one shell.
case_random_texts() {
    case $shell in
    dash) mine=0 ;;
    bash) mine=1 ;;
    'bash --posix') mine=2 ;;
    *) mine=3 ;;
    esac
    number=-1
    while number=$((number + 1)) && [ -e "$work/random/$number.sh" ]; do
        [ $((number % 4)) -eq $mine ] || continue
        rm -rf ./* .[a-z]*
        cp "$work/random/$number.sh" random
        for look in --list --dry-run --version; do
            status=0
            # shellcheck disable=SC2086
            $shell ./random $look </dev/null >out 2>&1 || status=$?
            [ "$status" -eq 0 ] || fail "text $number: $look ends with $status"
            ! LC_ALL=C grep -q "$(printf '[\033\r]')" out || fail "text $number steers a terminal"
        done
        nothing_happened
        run_random
    done
}

# The steps that are commands, one after the other; those between them would ask.
run_random() {
    for step in run last; do
        status=0
        # shellcheck disable=SC2086
        $shell ./random --yes --only $step --log $step </dev/null >out 2>&1 || status=$?
        [ "$status" -eq 0 ] || { fail "text $number: ends with $status"; sed 's/^/    /' out; }
        iconv -f UTF-8 -t UTF-8 $step >/dev/null || fail "text $number: the log is not UTF-8"
        [ "$(grep -c '' $step)" -eq 17 ] || fail "text $number: the log has other lines"
    done
    [ "$(tr '\n' ' ' <proof)" = 'run verify last ' ] || fail "text $number: did $(cat proof)"
    for file in * .[!.]*; do
        case $file in
        run | last | out | proof | random | wanted | '.[!.]*') ;;
        *) fail "text $number: was written: $file" ;;
        esac
    done
}
