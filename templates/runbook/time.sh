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
