# ---- From here on all runbook scripts are alike --------------------------------------------
# POSIX sh, date, mkdir, rmdir, rm and sleep, nothing else; what else is there (tee, mkfifo, awk,
# sync, sha256sum, /proc) is made use of. Variables of this script begin with rb_, so that those
# which the commands of the steps find in the environment stay as they are.
# Exit statuses: see help().

# Whoever calls may have set other flags, as in `sh -e`.
set +e +f -u

rb_newline='
'
rb_tab=$(printf '\t')
rb_return=$(printf '\r')
IFS=" $rb_tab$rb_newline"
rb_mode=guided
rb_run_kind=drill
rb_drill='' rb_incident='' rb_operator=${LOGNAME:-${USER:-}} rb_log=''
rb_declared='' rb_recovered='' rb_from='' rb_to='' rb_only='' rb_tagged='' rb_show=''
rb_yes='' rb_agreed='' rb_resume='' rb_force='' rb_skipping='' rb_reason_for=''
rb_show_needs='' rb_only_secrets='' rb_missing='' rb_logging='' rb_open='' rb_summary=''
rb_answer='' rb_locks=0 rb_taken=none rb_why_there='' rb_given=''
rb_id='' rb_at=0 rb_number=0 rb_now=0 rb_zero=0 rb_mono='' rb_stamp='' rb_entries='' rb_gathering=''
rb_back='' rb_back_at=0 rb_verified='' rb_told_recovered='' rb_rolled='' rb_unrolled='' rb_aborted=''
rb_sum='' rb_sealing='' rb_chain='' rb_seal='' rb_covered=''
rb_secrets='' rb_awk='' rb_child='' rb_alarm='' rb_late='' rb_critical='' rb_caught=''
rb_out='' rb_folder=. rb_base='' rb_called_out=never rb_script='' rb_host='' rb_ticks=''
rb_width='' rb_columns=''
rb_most=1048576 # bytes that are kept of what one step prints
