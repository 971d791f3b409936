# ---- Where the log stands ------------------------------------------------------------------

# place NUMBER: rb_place is that one of the folders in which a log stands that --log does not
# name; fails behind the last.
place() {
    case $1 in
    1) rb_place=${REDBINDER_STATE:-.} ;;
    2) rb_place=. ;;
    3) rb_place=/var/lib/redbinder ;;
    4)
        user_number
        rb_place=${TMPDIR:-/tmp}/redbinder-$rb_user
        ;;
    *) return 1 ;;
    esac
    case $rb_place in
    -*) rb_place=./$rb_place ;;
    esac
}

# rb_user: the number of whoever runs this; empty where nothing can tell.
user_number() {
    rb_user=$(id -u 2>/dev/null) && return 0
    rb_user=
    {
        while read -r rb_key rb_value rb_user rb_rest; do
            [ "$rb_key" != Uid: ] || return 0
        done </proc/self/status
    } 2>/dev/null
    rb_user=
}

# is_ours PATH: nobody else has put it there. All shells that we know have -O.
is_ours() {
    # shellcheck disable=SC3067
    [ ! -h "$1" ] && [ -O "$1" ]
}

# nearest_folder FOLDER: rb_path is FOLDER, or that of the folders above it which is there.
nearest_folder() {
    rb_path=$1
    while [ ! -e "$rb_path" ] && [ ! -h "$rb_path" ]; do
        case $rb_path in
        /*/* | [!/]*/*) rb_path=${rb_path%/*} ;;
        /*) rb_path=/ ;;
        *) rb_path=. ;;
        esac
    done
}

# can_write FOLDER: something can be made in it, or in the one in which it would be made. That is
# tried out, for [ -w ] says yes to root also of a stick that is read-only.
can_write() {
    nearest_folder "$1"
    [ -d "$rb_path" ] &&
        (mkdir "$rb_path/.redbinder-$$" && rmdir "$rb_path/.redbinder-$$") 2>/dev/null
}

# choose_folder: rb_folder is where a new log goes, rb_why_there why it is not the working folder.
choose_folder() {
    rb_why_there="REDBINDER_STATE names it"
    place 1
    rb_folder=$rb_place
    [ -z "${REDBINDER_STATE-}" ] || return 0
    rb_why_there=
    rb_n=2
    while place "$rb_n"; do
        if can_write "$rb_place" && is_safe "$rb_n"; then
            rb_folder=$rb_place
            return 0
        fi
        rb_why_there="the working folder cannot be written"
        rb_n=$((rb_n + 1))
    done
}

# is_safe NUMBER: that place is not one that somebody else has made for us.
is_safe() {
    [ "$1" -ne 4 ] || is_ours "$rb_place" || { [ ! -e "$rb_place" ] && [ ! -h "$rb_place" ]; }
}

# settle_folder: rb_folder is where the log goes, rb_given what --log says.
settle_folder() {
    rb_given=$rb_log
    if [ -n "$rb_given" ]; then
        name_log
    else
        choose_folder
    fi
}

# A folder that --log names must be there: it may be written wrong.
make_folder() {
    [ -d "$rb_folder" ] || (umask 077 && mkdir -p "$rb_folder") 2>/dev/null ||
        refuse "the folder $rb_folder cannot be made; name a log by --log FILE"
}

# name_log: rb_folder and rb_base are the folder of rb_log and its name within.
name_log() {
    case $rb_log in
    -*) rb_log=./$rb_log ;;
    esac
    case $rb_log in
    */*)
        rb_folder=${rb_log%/*}
        rb_folder=${rb_folder:-/}
        rb_base=${rb_log##*/}
        ;;
    *) rb_folder=. rb_base=$rb_log ;;
    esac
}

# newest_log: rb_found is the newest log of this runbook in all those folders; empty when there is
# none.
newest_log() {
    rb_found='' rb_newest=0 rb_n=1
    while place "$rb_n"; do
        for rb_path in "$rb_place/$rb_name"-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9]*Z.log; do
            rb_moment=${rb_path##*-}
            rb_moment=${rb_moment%Z.log}
            rb_moment=${rb_moment%T*}${rb_moment#*T}
            if [ -f "$rb_path" ] && [ "$rb_moment" -gt "$rb_newest" ] && is_safe "$rb_n"; then
                rb_found=$rb_path
                rb_newest=$rb_moment
            fi
        done
        rb_n=$((rb_n + 1))
    done 2>/dev/null
}

# need_room: where the log is to stand.
need_room() {
    if ! can_write "$rb_folder" || { [ -n "$rb_given" ] && [ ! -d "$rb_folder" ]; }; then
        missing "the right to write to $rb_folder, where the log is to stand;" \
            "name another place by --log FILE or in REDBINDER_STATE"
        return 0
    fi
    free_space "$rb_path"
    [ -z "$rb_free" ] || [ "$rb_free" -ge 1024 ] ||
        missing "space: $rb_free KiB are free in $rb_folder; the log needs 1024"
    [ -z "$rb_why_there" ] || present "a place for the log: $rb_folder, for $rb_why_there"
}

# free_space FOLDER: rb_free, in KiB; empty where nothing can tell.
free_space() {
    rb_free=$(df -Pk "$1" 2>/dev/null |
        while read -r rb_rest rb_rest rb_rest rb_free rb_rest; do
            echo "$rb_free"
        done)
    rb_free=${rb_free##*"$rb_newline"}
    case $rb_free in
    *[!0-9]*) rb_free= ;;
    esac
}
