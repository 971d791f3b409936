# ---- Captured output -----------------------------------------------------------------------

# Two pipes, so that what is kept is cut while it comes: the command writes into the first; tee
# shows it and hands it to the second.
open_output() {
    rb_pipe=
    if [ -z "$rb_out" ] || [ -z "$rb_pipes" ]; then
        return 0
    fi
    rm -f "$rb_out.in" "$rb_out.keep"
    if ! (umask 077 && mkfifo "$rb_out.in" "$rb_out.keep") 2>/dev/null; then
        return 0
    fi
    rb_pipe=$rb_out.in
    rb_size=0
    [ ! -s "$rb_out" ] || rb_size=$(($(wc -c <"$rb_out")))
    (
        trap '' INT TERM HUP
        if [ -n "$rb_secrets" ]; then
            mask_stream <"$rb_out.in" | tee "$rb_out.keep"
        else
            exec tee "$rb_out.keep" <"$rb_out.in"
        fi
    ) 3<&- &
    rb_shower=$!
    (
        trap '' INT TERM HUP
        umask 077
        # A limit on the file cuts it at once; `head` would hold back what it has read.
        trap '' XFSZ
        ulimit -f $((rb_most / 512 + 1))
        [ "$rb_size" -gt "$rb_most" ] || cat >>"$rb_out"
        exec cat >/dev/null
    ) <"$rb_out.keep" >/dev/null 2>&1 3<&- &
    rb_keeper=$!
}

# Waits until all is shown and kept; but not for a service that the command has started and that
# has kept the pipe: it may go on writing to the terminal.
drain_output() {
    if [ -n "$rb_pipe" ]; then
        watch 3
        wait "$rb_shower" 2>/dev/null
        [ -n "$rb_alarm" ] || wait "$rb_keeper" 2>/dev/null
        [ -z "$rb_alarm" ] || rb_lingers=yes
        unwatch
        # It would wait for ever when the pipe was taken away before both had found it.
        is_running "$rb_shower" || kill -s KILL "$rb_keeper" 2>/dev/null
        rm -f "$rb_out.in" "$rb_out.keep"
    elif [ -n "$rb_out" ] && [ -e "$rb_out.raw" ]; then
        (umask 077 && mask_stream <"$rb_out.raw" >>"$rb_out")
        mask_stream <"$rb_out.raw"
        rm -f "$rb_out.raw"
    fi
}

# mask_stream: the standard input with *** in the place of every secret.
mask_stream() {
    if [ -z "$rb_secrets" ]; then
        cat
    elif [ -n "$rb_awk" ]; then
        # shellcheck disable=SC2016,SC2086 # awk's own words; a program and its option
        rb_words=$rb_secrets LC_ALL=C exec $rb_awk '
            BEGIN { n = split(ENVIRON["rb_words"], word, "\n") }
            {
                for (i = 1; i <= n; i++) {
                    if (word[i] == "") continue
                    done = ""
                    while ((at = index($0, word[i])) > 0) {
                        done = done substr($0, 1, at - 1) "***"
                        $0 = substr($0, at + length(word[i]))
                    }
                    $0 = done $0
                }
                print
                fflush()
            }'
    else
        while IFS= read -r rb_text || [ -n "$rb_text" ]; do
            mask "$rb_text"
            printf '%s\n' "$rb_masked"
        done
    fi
}

# find_tools: what there is to capture, mask and measure with.
find_tools() {
    rb_pipes='' rb_awk='' rb_sync=''
    if has mkfifo && has tee && has cat; then
        rb_pipes=yes
    fi
    if has awk; then
        rb_awk='awk'
        # It would wait for a whole block otherwise.
        case $(awk -W version 2>&1 </dev/null) in
        mawk*) rb_awk='awk -W interactive' ;;
        esac
    fi
    ! find_sum || rb_sealing=yes
    ! has sync || rb_sync=yes
}

# has PROGRAM: whether it is there; no function of this script is called like it.
has() {
    command -v -- "$1" >/dev/null 2>&1
}

# prepare_output NAME: what is run from now on is kept in a new file of that name.
prepare_output() {
    rb_lingers=''
    rb_out=$rb_log.d/$1.out
    rb_left=2
    while [ -e "$rb_out" ]; do
        rb_out=$rb_log.d/$1-$rb_left.out
        rb_left=$((rb_left + 1))
    done
}

# settle_output: cuts it, and says in rb_output and rb_output_hash what there is.
settle_output() {
    rb_file_out=$rb_out
    rb_out='' rb_output='' rb_output_hash=''
    if [ ! -s "$rb_file_out" ]; then
        [ ! -e "$rb_file_out" ] || rm -f "$rb_file_out"
        return 0
    fi
    rb_size=0
    ! has wc || rb_size=$(($(wc -c <"$rb_file_out")))
    if [ -n "$rb_lingers" ] || [ "$rb_size" -gt "$rb_most" ]; then
        (
            umask 077
            head -c "$rb_most" <"$rb_file_out" >"$rb_file_out.cut" || exit 1
            [ "$rb_size" -le "$rb_most" ] ||
                printf '\n[cut here: no more than %s bytes are kept]\n' "$rb_most" \
                    >>"$rb_file_out.cut"
            mv "$rb_file_out.cut" "$rb_file_out"
        ) 2>/dev/null
    fi
    rb_output=$rb_base.d/${rb_file_out##*/}
    hash_of "$rb_file_out"
    rb_output_hash=$rb_hash_of
}
