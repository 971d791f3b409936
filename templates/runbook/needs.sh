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
    user) need_user "$1" ;;
    space) need_space "$@" ;;
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

# need_user WHO: a name or a number.
need_user() {
    user_number
    rb_value=$(id -un 2>/dev/null) || rb_value=$rb_user
    case $1 in
    "$rb_value" | "$rb_user") present "the user $1" ;;
    *) missing "the right user: it must be started by $1${rb_value:+, and is by $rb_value}" ;;
    esac
}

# need_space KIB WORDS FOLDER: free on the disk of FOLDER, or of the log.
need_space() {
    nearest_folder "$rb_folder"
    rb_place=${3:-$rb_path}
    rb_text="$2 of free space in ${3:-"$rb_folder, where the log stands"}"
    rb_free=
    [ ! -d "$rb_place" ] || free_space "$rb_place"
    if [ ! -d "$rb_place" ]; then
        missing "$rb_text: there is no such folder"
    elif [ -z "$rb_free" ]; then
        present "$rb_text (nothing here can tell whether it is there)"
    elif [ "$rb_free" -lt "$1" ]; then
        missing "$rb_text: $((rb_free / 1024)) MiB are free"
    else
        present "$rb_text"
    fi
}

# need_access ABOUT COMMANDS SHOWN: a right, tried out where that is allowed.
need_access() {
    case $rb_mode in
    check | guided) ;;
    *)
        present "the right to: $1 (checked before it starts, by:)"
        mask "$3"
        [ -z "$rb_show_needs" ] || indented '    ' "$rb_masked"
        return 0
        ;;
    esac
    rb_interactive=''
    run_body "$2" 60
    if [ "$rb_status" -eq 0 ]; then
        present "the right to: $1"
    else
        missing "the right to: $1; this failed, with status $rb_status: $3"
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

# need_programs: what this script itself cannot do without, beside date.
need_programs() {
    for rb_n in mkdir rmdir rm sleep; do
        has "$rb_n" || missing "the program $rb_n, which the script itself needs"
    done
}

preflight() {
    rb_missing=
    need_programs
    needs
    ! has mkdir || ! has rmdir || need_room
    [ -n "$rb_missing" ] || return 0
    complain "not started; nothing was touched. Missing:"
    printf '%s' "$rb_missing" >&2
    exit 3
}
