# More cases of run.sh: where the log stands, and two copies that are started at once.
# shellcheck shell=sh disable=SC2154,SC2016,SC2034
# Variables of run.sh, and for its functions; text that is not expanded.

# ---- Where the log stands ------------------------------------------------------------------

case_state_folder() {
    REDBINDER_STATE=deep/state run plain --check
    ends_with 0
    shows 'a place for the log: deep/state, for REDBINDER_STATE names it'
    nothing_happened
    KILL_IN=none REDBINDER_STATE=deep/state run ten --yes --only s1
    ends_with 0
    shows 'log: deep/state/docs-ten-20'
    [ "$(stat -c %a deep/state)" = 700 ] || fail "the folder can be read by others"
    [ "$(ls -A deep/state)" = "$(cd deep/state && echo docs-ten-20*Z.log)" ] ||
        fail "left $(ls -A deep/state)"
    : >file
    REDBINDER_STATE=file/state run plain --yes
    ends_with 3
    shows 'missing: the right to write to file/state'
}

# The newest log counts, wherever it is; that of a runbook with a longer name does not.
case_resume_finds_the_newest() {
    KILL_IN=3 run ten --yes 2>/dev/null
    mkdir state
    mv ./docs-ten-*Z.log "state/docs-ten-20260102T030405Z.log"
    rm -r .docs-ten.lock
    sed 's/runbook=ten/runbook=other/' state/docs-ten-*.log >docs-ten-20260102T030404Z.log
    sed 's/runbook=ten/runbook=ten-2/' state/docs-ten-*.log >docs-ten-2-20260102T030406Z.log
    cp docs-ten-20260102T030404Z.log docs-ten-junkT9Z.log
    answers='d'
    REDBINDER_STATE=state on_terminal ten --resume --yes
    ends_with 0
    shows 'log: state/docs-ten-20260102T030405Z.log'
    mv state/docs-ten-*Z.log log
    is_whole 'found'
    run ten --resume --yes
    ends_with 3
    shows 'docs-ten-20260102T030404Z.log is the log of docs/other'
}

# A run that has not ended is noticed in another folder, which is then locked as well.
case_unfinished_run_elsewhere() {
    KILL_IN=3 run ten --yes 2>/dev/null
    answers='g
!ls -d .docs-ten.lock new/.docs-ten.lock >locked
d'
    REDBINDER_STATE=new on_terminal ten --yes
    ends_with 0
    [ "$(wc -l <locked)" -eq 2 ] || fail "locked: $(cat locked)"
    [ "$(ls -A new)" = '' ] || fail "left in new: $(ls -A new)"
    mv docs-ten-*Z.log log
    is_whole 'elsewhere'
}

# Everybody can put a log into a folder that everybody can write to.
case_log_of_another_user() {
    KILL_IN=3 run ten --yes 2>/dev/null
    chown 65534 docs-ten-*Z.log 2>/dev/null || return 0
    run ten --resume --yes
    ends_with 3
    shows "Z.log, is another user's; name it by --log to go on with it"
    answers=a
    on_terminal ten --yes
    ends_with 4
    shows "Its log is another user's."
    proof_is 1 2 verify-2 3
}

# medium_run ARGUMENT ...: of "plain", with the working folder on a medium that is read-only and
# with another /var/lib, read-only too under NO_VAR. The machine itself stays as it is.
medium_run() {
    cat >../apart <<'END'
mount -t tmpfs tmpfs /var/lib
[ -z "${NO_VAR-}" ] || mount -o remount,ro /var/lib
mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" || exit 99
"$@"
END
    status=0
    # shellcheck disable=SC2086 # a shell and its options
    unshare -m sh ../apart $shell ./plain.sh "$@" </dev/null >../said 2>&1 || status=$?
    cp ../said out
}

case_runs_from_a_read_only_medium() {
    if ! unshare -m sh -c 'mount -t tmpfs tmpfs /var/lib && mount --bind . .' 2>/dev/null; then
        echo "skipped, for nobody here may mount: $case_name"
        return 0
    fi
    export PROOF="$folder/proof"
    cp "$scripts/plain.sh" .
    medium_run --check
    ends_with 0
    shows 'a place for the log: /var/lib/redbinder, for the working folder cannot be written'
    medium_run --yes
    ends_with 0
    shows 'log: /var/lib/redbinder/docs-plain-20'
    [ "$(wc -l <"$PROOF")" -eq 2 ] || fail "did not run all"
    mkdir ../tmp
    export TMPDIR="$folder/tmp" NO_VAR=yes
    medium_run --yes
    ends_with 0
    shows "log: $TMPDIR/redbinder-$(id -u)/docs-plain-20"
    # What somebody else has put there is not used.
    rm -rf ../tmp
    mkdir ../tmp
    ln -s "$folder" "$TMPDIR/redbinder-$(id -u)"
    medium_run --yes
    ends_with 3
    shows 'missing: the right to write to .' 'by --log FILE or in REDBINDER_STATE'
    unset TMPDIR NO_VAR
}

# What is in the way of the folder for what is printed leaves no log behind; an empty folder is not.
case_folder_of_the_log_is_in_the_way() {
    mkdir log.d
    : >log.d/other
    run plain --yes --log log
    ends_with 3
    shows 'log.d is there already'
    [ ! -e log ] || fail "a log was left"
    rm log.d/other
    run plain --yes --log log
    ends_with 0
}

# ---- Two at once ---------------------------------------------------------------------------

# begin_sleepy LOG: in the background as $first, until it has begun its command.
begin_sleepy() {
    : >first
    # shellcheck disable=SC2086
    $shell "$scripts/sleepy.sh" --yes --log "$1" </dev/null >first 2>&1 &
    first=$!
    n=0
    while ! grep -q 'sleeping 42' first && [ $n -lt 80 ]; do
        sleep 0.1
        n=$((n + 1))
    done
}

case_second_copy_elsewhere_is_refused() {
    mkdir one two
    begin_sleepy one/log
    run sleepy --yes --log two/log
    ends_with 3
    shows 'it runs already, since 20' "as process $first"
    [ -z "$(ls -A two)" ] || fail "left $(ls -A two)"
    kill -9 "$first"
    wait "$first" 2>/dev/null
    run sleepy --yes --log two/log
    ends_with 3
    shows 'still runs, as process'
    # shellcheck disable=SC2046 # numbers
    kill $(cat pids)
    sleep 0.2
    begin_sleepy two/log
    grep -q 'was killed; its lock is taken over' first || fail "it was not taken over"
    kill "$first"
    wait "$first"
    nothing_runs
    [ -z "$(ls -A "$REDBINDER_LOCKS")" ] || fail "the lock was left"
}

# In the folder of all there may be anything.
case_locks_of_other_users() {
    lock=$REDBINDER_LOCKS/.redbinder-docs-plain.lock
    mkdir "$lock"
    mkfifo "$lock/holder"
    run plain --yes --log log
    ends_with 0
    shows 'The run of process unknown was killed'
    mkdir precious
    echo mine >precious/holder
    ln -s "$PWD/precious" "$lock"
    run plain --yes --log log2
    ends_with 3
    shows "the lock $lock is another user's" "rm -r $lock"
    [ "$(cat precious/holder)" = mine ] || fail "it was led astray"
    rm "$lock"
    mkdir "$lock"
    printf '%s\t-\t2026-01-01T00:00:00Z\t%s\n' 999999999 "$(uname -n)" >"$lock/holder"
    if chown 65534 "$lock" 2>/dev/null; then
        run plain --yes --log log2
        ends_with 3
        shows "another user's, whose run has not ended in order" 'removed by that user or root'
        printf '%s\t-\t2026-01-01T00:00:00Z\t%s\n' $$ "$(uname -n)" >"$lock/holder"
        run plain --yes --log log2
        ends_with 3
        shows "it runs already, since 2026-01-01T00:00:00Z, as process $$"
    fi
    [ ! -e log2 ] || fail "it has begun"
}

# Where no lock can be made the run goes on, and says what it does not see.
case_no_folder_for_locks() {
    REDBINDER_LOCKS=/nowhere run plain --yes --log log
    ends_with 0
    shows 'no lock in /nowhere: a copy with its log in another folder is not noticed'
}

# Without REDBINDER_LOCKS it is /tmp, whatever TMPDIR says; the name is one that nobody else uses.
case_locks_stand_in_tmp() {
    sed "s/^rb_name=.*/rb_name='rb-test-$$-${folder##*/}'/; s/hit 1/ls -d \/tmp\/.redbinder*/" \
        "$scripts/ten.sh" >random
    status=0
    # shellcheck disable=SC2086
    (unset REDBINDER_LOCKS && TMPDIR=$PWD $shell ./random --yes --only s1 --log log) \
        </dev/null >out 2>&1 || status=$?
    ends_with 0
    shows "/tmp/.redbinder-rb-test-$$-${folder##*/}.lock"
    [ ! -e "/tmp/.redbinder-rb-test-$$-${folder##*/}.lock" ] || fail "it was left there"
}
