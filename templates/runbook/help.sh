# ---- Help ----------------------------------------------------------------------------------
# No line is longer than 40 characters: the consoles of rescue systems are small.

help() {
    printf '%s\n' "$rb_title" "A runbook of the plan: $rb_plan_title" "
Usage: sh ${0##*/} [option ...]

Without options it leads through the
steps, and asks before each of them."
    help_looking
    help_running
    help_words
}

help_looking() {
    printf '%s\n' '
To look, and end:
  --list      the steps
  --show STEP all about one step
  --dry-run   what would be run; nothing
              is touched
  --check     whether all that is needed
              is there
  --version   what it was made from
  --help      this text'
}

help_running() {
    printf '%s\n' "
What is run:
  --from STEP begin with this step
  --to STEP   end with this step
  --only STEP do this step alone
  --tag TAG   do the steps that carry
              it; given several times,
              those that carry one
  --skip STEP --reason TEXT
              leave this step out; may
              be given several times
  --resume    go on with a run that was
              broken off: the newest, or
              that of --log FILE
  --force-plan-change
              go on though the runbook
              has changed since
  --yes       run commands unasked; but
              what is irreversible, by
              hand, or marked to be
              confirmed is asked for
  --yes-irreversible STEP=TARGET
              run this step when that is
              its target, without it
              being typed; with --yes

What is kept of it:
  --drill EXERCISE
              it is a drill: which
              exercise of the plan
  --incident NAME
              it is real; else it counts
              as a drill
  --operator NAME
              who does it; now:
              ${rb_operator:-nobody}
  --declared-at TIME
              when the incident or drill
              was declared, if not now
  --recovered-to TIME
              time of the newest data
              that is recovered
  --log FILE  a new file for the log;
              what the commands print
              is kept in FILE.d/"
}

help_words() {
    printf '%s\n' "
Without --log it is called
  $rb_name-<UTC time>.log
and stands in the folder that
REDBINDER_STATE names, else in the
working folder; where that cannot be
written, in /var/lib/redbinder, else in
a folder of the temporary folder.
--resume looks in all of them.

A TIME is in UTC: 2026-08-14T09:00Z. A
STEP is an id of --list. A command that
takes longer than its time limit is
ended, with all that it has started.
Values of secret variables are shown and
kept as ***. At its end it prints the
seal of the log: written down, it shows
later that the log is as it was.

Two copies do not run at once: each has
a lock beside its log, and one in /tmp,
or in the folder that REDBINDER_LOCKS
names, for those elsewhere.

Exit status:
  0  all done
  1  a step failed
  2  wrong usage
  3  not started because something is
     missing, or the log cannot be
     written
  4  declined, or a question without a
     terminal to answer it on
  5  interrupted by a signal; --resume
     goes on
  6  a verification failed, and nothing
     else
  7  rolled back"
}
