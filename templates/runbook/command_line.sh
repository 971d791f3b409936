# ---- The command line ----------------------------------------------------------------------

# place_of STEP: rb_number is its place; ends the script when there is none.
place_of() {
    number_of "$1" && return 0
    near "$1"
    rb_n=1
    while step "$rb_n"; do
        offer "$rb_id"
        rb_n=$((rb_n + 1))
    done
    unknown "there is no step '$1'"
}

# unknown WHAT: ends the script; it proposes what near and offer have found.
unknown() {
    if [ -n "$rb_near" ]; then
        usage_error "$1; did you mean '$rb_near'? --list names them"
    fi
    usage_error "$1; --list names them"
}

# pick_tag TAG: the steps that carry it are asked for.
pick_tag() {
    near "$1"
    rb_left_lines=$rb_tag_lines
    while [ -n "$rb_left_lines" ]; do
        rb_line=${rb_left_lines%%"$rb_newline"*}
        rb_left_lines=${rb_left_lines#*"$rb_newline"}
        if [ "${rb_line%%"$rb_tab"*}" = "$1" ]; then
            rb_tagged="$rb_tagged${rb_line#*"$rb_tab"} "
            return 0
        fi
        offer "${rb_line%%"$rb_tab"*}"
    done
    [ -n "$rb_tag_lines" ] || usage_error "no step has a tag"
    unknown "no step has the tag '$1'"
}

# skip_all NUMBER: notes that the step, and what belongs to it, is skipped for rb_clean.
skip_all() {
    load "$1"
    # Nobody would have chosen a way: the steps of all would be run.
    [ "$rb_kind" != decide ] ||
        usage_error "step $rb_id asks which way to go, and cannot be skipped; --from begins behind it"
    rb_n=$1
    while [ "$rb_n" -le "${rb_span:-$1}" ]; do
        rb_skipping="${rb_skipping:-$rb_newline}$rb_n$rb_tab$rb_clean$rb_newline"
        rb_n=$((rb_n + 1))
    done
}

# agree STEP=TARGET: that irreversible step may be run without typing its target.
agree() {
    case $1 in
    ?*=?*) ;;
    *) usage_error "--yes-irreversible is written STEP=TARGET" ;;
    esac
    place_of "${1%%=*}"
    load "$rb_number"
    [ -n "$rb_irreversible" ] || usage_error "step $rb_id is not irreversible"
    eval "rb_agreed_$rb_number=\${1#*=}"
    rb_agreed="$rb_agreed $rb_number"
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
    --tag) pick_tag "$2" ;;
    --yes-irreversible) agree "$2" ;;
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
        --drill | --incident | --operator | --log | --from | --to | --only | --tag | --show | \
            --skip | --reason | --yes-irreversible | --declared-at | --recovered-to)
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
    [ -z "$rb_from$rb_to$rb_tagged" ] || [ -z "$rb_only" ] ||
        usage_error "--only excludes --from, --to and --tag"
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
    find_width
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
        settle_folder
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
