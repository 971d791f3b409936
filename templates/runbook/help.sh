# ---- Help ----------------------------------------------------------------------------------

help() {
    help_options
    help_words
}

help_options() {
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
  --tag TAG         do the steps that carry the tag;
                    given several times, those that
                    carry one of them
  --skip STEP --reason TEXT
                    leave this step out; may be
                    given several times
  --resume          go on with a run that was
                    broken off: the newest one,
                    or that of --log FILE
  --force-plan-change
                    go on although the runbook has
                    changed since
  --yes             run commands without asking;
                    steps that are irreversible,
                    marked to be confirmed, or done
                    by hand are asked for all the
                    same
  --yes-irreversible STEP=TARGET
                    run this irreversible step when
                    that is its target, without its
                    being typed; with --yes

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
  --log FILE        a new file for the log; what
                    the commands print is kept in
                    the folder FILE.d

Without --log it is called
$rb_name-<UTC time>.log and stands in
the folder that REDBINDER_STATE names, else in the
working folder; where that cannot be written, in
/var/lib/redbinder, else in a folder of the
temporary folder. --resume looks in all of them."
}

help_words() {
    printf '%s\n' "
A TIME is in UTC: 2026-08-14T09:00Z. A STEP is an id
of --list. A command that takes longer than its time
limit is ended, with all that it has started. Values
of secret variables are shown and kept as ***. At
its end it prints the seal of the log: written down,
it shows later that the log is as it was.

Two copies do not run at once: each has a lock beside
its log, and one in /tmp, or in the folder that
REDBINDER_LOCKS names, for those elsewhere.

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
