# ---- Text ----------------------------------------------------------------------------------

# say TEXT ...: a line for the person. On a terminal it is broken between words where it is too
# long; lines that somebody might copy are left whole, by say_whole.
say() {
    rb_masked=$*
    [ -z "$rb_secrets" ] || mask "$rb_masked"
    put "$rb_masked"
}

say_whole() {
    mask "$*"
    printf '%s\n' "$rb_masked"
}

# find_width: rb_width is how many columns the terminal has; empty when there is none, or when it
# does not know, as behind a serial line.
find_width() {
    rb_width='' rb_columns=''
    [ -t 1 ] || return 0
    rb_read=$(stty size </dev/tty 2>/dev/null) || return 0
    rb_read=${rb_read##* }
    case $rb_read in
    '' | *[!0-9]* | ?????*) return 0 ;;
    esac
    [ "$rb_read" -ge 20 ] || return 0
    rb_width=$rb_read
    while [ ${#rb_columns} -lt "$rb_width" ]; do
        rb_columns="$rb_columns?"
    done
}

# put LINES
put() {
    if [ -z "$rb_width" ]; then
        printf '%s\n' "$1"
        return 0
    fi
    rb_put_left=$1$rb_newline
    while [ -n "$rb_put_left" ]; do
        put_line "${rb_put_left%%"$rb_newline"*}"
        rb_put_left=${rb_put_left#*"$rb_newline"}
    done
}

# put_line LINE: what does not fit follows below, a little further in.
put_line() {
    rb_line_left=$1
    rb_indent="${1%%[! ]*}  "
    while [ ${#rb_line_left} -gt "$rb_width" ]; do
        # shellcheck disable=SC2295 # as many ? as there are columns
        rb_fits=${rb_line_left%"${rb_line_left#$rb_columns}"}
        rb_fits=${rb_fits% *}
        # One word may be longer than the terminal is wide.
        rb_word=${rb_line_left#"${rb_line_left%%[! ]*}"}
        [ ${#rb_fits} -ge $((${#rb_line_left} - ${#rb_word} + 1)) ] ||
            rb_fits=${rb_line_left%%[! ]*}${rb_word%% *}
        rb_word=${rb_line_left#"$rb_fits"}
        rb_word=${rb_word#"${rb_word%%[! ]*}"}
        [ -n "$rb_word" ] || break
        printf '%s\n' "$rb_fits"
        rb_line_left=$rb_indent$rb_word
    done
    printf '%s\n' "$rb_line_left"
}

complain() {
    mask "$*"
    clean "$rb_masked"
    printf '%s: %s\n' "${0##*/}" "$rb_clean" >&2
}

usage_error() {
    complain "$*"
    complain "--help tells how it is used"
    exit 2
}

# mask TEXT: rb_masked is TEXT with *** in the place of every secret.
mask() {
    rb_masked=$1
    rb_mask_left=$rb_secrets
    while [ -n "$rb_mask_left" ]; do
        rb_mask_word=${rb_mask_left%%"$rb_newline"*}
        rb_mask_left=${rb_mask_left#*"$rb_newline"}
        rb_mask_rest=$rb_masked
        rb_masked=
        while :; do
            case $rb_mask_rest in
            *"$rb_mask_word"*) ;;
            *) break ;;
            esac
            rb_masked="$rb_masked${rb_mask_rest%%"$rb_mask_word"*}***"
            rb_mask_rest=${rb_mask_rest#*"$rb_mask_word"}
        done
        rb_masked=$rb_masked$rb_mask_rest
    done
}

# add_secret VALUE: each of its lines is masked from now on; the longest first, lest a part of
# one be left when another is its beginning.
add_secret() {
    rb_rest=$1$rb_newline
    while [ -n "$rb_rest" ]; do
        rb_word=${rb_rest%%"$rb_newline"*}
        rb_rest=${rb_rest#*"$rb_newline"}
        [ -z "$rb_word" ] || insert_secret "$rb_word"
    done
}

insert_secret() {
    rb_before=
    rb_after=$rb_secrets
    while [ -n "$rb_after" ]; do
        rb_line=${rb_after%%"$rb_newline"*}
        [ ${#rb_line} -ge ${#1} ] || break
        [ "$rb_line" != "$1" ] || return 0
        rb_before=$rb_before$rb_line$rb_newline
        rb_after=${rb_after#*"$rb_newline"}
    done
    rb_secrets=$rb_before$1$rb_newline$rb_after
}

# clean TEXT: rb_clean is TEXT on one line and in UTF-8: a space stands for each control
# character, a question mark for each byte that is none of a character.
clean() {
    rb_clean=$1
    if [ ${#rb_clean} -gt 1000 ]; then
        rb_clean="$(printf '%.1000s' "$1") [cut]"
    fi
    case $rb_clean in
    *[!' '-~]*) rb_clean=$(cleaned "$rb_clean") ;;
    esac
}

# Reads bytes, in a subshell of its own, since LC_ALL would reach the commands. The shells
# differ in what they take for a character everywhere but in the C locale.
cleaned() {
    LC_ALL=C
    export LC_ALL
    rb_80=$(printf '\200') rb_8f=$(printf '\217') rb_90=$(printf '\220') rb_9f=$(printf '\237')
    rb_a0=$(printf '\240') rb_bf=$(printf '\277') rb_c2=$(printf '\302') rb_df=$(printf '\337')
    rb_e0=$(printf '\340') rb_ed=$(printf '\355') rb_ef=$(printf '\357') rb_f0=$(printf '\360')
    rb_f4=$(printf '\364')
    rb_rest=$1
    while :; do
        rb_plain=${rb_rest%%[!' '-~]*}
        printf %s "$rb_plain"
        rb_rest=${rb_rest#"$rb_plain"}
        rb_word=
        case $rb_rest in
        '') return ;;
        [[:cntrl:]]*) rb_word=' ' rb_next=${rb_rest#?} ;;
        "$rb_c2"["$rb_80"-"$rb_9f"]*) rb_word=' ' rb_next=${rb_rest#??} ;;
        ["$rb_c2"-"$rb_df"]["$rb_80"-"$rb_bf"]*) rb_next=${rb_rest#??} ;;
        "$rb_e0"["$rb_80"-"$rb_9f"]* | "$rb_ed"["$rb_a0"-"$rb_bf"]* | \
            "$rb_f0"["$rb_80"-"$rb_8f"]* | "$rb_f4"["$rb_90"-"$rb_bf"]*)
            rb_word='?' rb_next=${rb_rest#?}
            ;;
        ["$rb_e0"-"$rb_ef"]["$rb_80"-"$rb_bf"]["$rb_80"-"$rb_bf"]*) rb_next=${rb_rest#???} ;;
        ["$rb_f0"-"$rb_f4"]["$rb_80"-"$rb_bf"]["$rb_80"-"$rb_bf"]["$rb_80"-"$rb_bf"]*)
            rb_next=${rb_rest#????}
            ;;
        *) rb_word='?' rb_next=${rb_rest#?} ;;
        esac
        printf %s "${rb_word:-"${rb_rest%"$rb_next"}"}"
        rb_rest=$rb_next
    done
}

# quoted TEXT: rb_quoted is TEXT as a word for the shell.
quoted() {
    rb_quoted=$1
    case $1 in
    *[!A-Za-z0-9_./-]*) ;;
    *) return ;;
    esac
    rb_quoted=
    rb_rest=$1
    while [ "$rb_rest" != "${rb_rest#*"'"}" ]; do
        rb_quoted="$rb_quoted${rb_rest%%"'"*}'\\''"
        rb_rest=${rb_rest#*"'"}
    done
    rb_quoted="'$rb_quoted$rb_rest'"
}

# indented PREFIX TEXT: prints each line of TEXT behind PREFIX.
indented() {
    rb_rest=$2
    while [ "$rb_rest" != "${rb_rest#*"$rb_newline"}" ]; do
        rb_line=${rb_rest%%"$rb_newline"*}
        printf '%s\n' "${rb_line:+$1}$rb_line"
        rb_rest=${rb_rest#*"$rb_newline"}
    done
    [ -z "$rb_rest" ] || printf '%s%s\n' "$1" "$rb_rest"
}

# labelled LABEL TEXT: prints a line when there is a TEXT.
labelled() {
    [ -z "$2" ] || say "  $1: $2"
}

# block LABEL TEXT: the same for several lines, such as commands: none is broken.
block() {
    [ -n "$2" ] || return 0
    say "  $1:"
    mask "$2"
    indented '    ' "$rb_masked"
}

# prose LABEL TEXT: the same for what is read.
prose() {
    [ -n "$2" ] || return 0
    say "  $1:"
    mask "$2"
    if [ -z "$rb_width" ]; then
        indented '    ' "$rb_masked"
    else
        put "$(indented '    ' "$rb_masked")"
    fi
}

# line NUMBER TEXT: rb_line is that line of TEXT, counted from 1; fails when there is none.
line() {
    rb_rest=$2
    rb_left=$1
    while [ -n "$rb_rest" ]; do
        rb_line=${rb_rest%%"$rb_newline"*}
        rb_rest=${rb_rest#*"$rb_newline"}
        rb_left=$((rb_left - 1))
        [ "$rb_left" -gt 0 ] || return 0
    done
    return 1
}
