# ---- Names that are not known --------------------------------------------------------------
# near WORD, then offer CANDIDATE for each: rb_near is the one that was most likely meant; empty
# when none is like it. A letter that is missing, wrong, too many or swapped with the next costs 2;
# what only begins like the WORD 3, what only holds it 5.

near() {
    rb_near='' rb_near_cost=99 rb_near_word=$1
    in_small "$1"
    rb_near_small=$rb_small
}

# in_small TEXT: rb_small is TEXT in small letters, where there is a tr.
in_small() {
    rb_small=$1
    case $1 in
    *[ABCDEFGHIJKLMNOPQRSTUVWXYZ]*)
        rb_small=$(printf %s "$1" | tr ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz) ||
            rb_small=$1
        ;;
    esac 2>/dev/null
}

offer() {
    in_small "$1"
    rb_cost=99
    case $rb_small in
    "$rb_near_small") rb_cost=0 ;;
    "$rb_near_small"*) [ ${#rb_near_word} -lt 2 ] || rb_cost=3 ;;
    *"$rb_near_small"*) [ ${#rb_near_word} -lt 3 ] || rb_cost=5 ;;
    esac
    rb_limit_of=$((${#rb_near_word} / 3 + 1))
    # Long lists are long to compare: one that is but a letter away will do.
    if [ "$rb_cost" -gt 2 ] && [ "$rb_near_cost" -gt 2 ] && is_of_length "$rb_small" \
        $((${#rb_near_word} - rb_limit_of)) $((${#rb_near_word} + rb_limit_of)); then
        distance "$rb_near_small" "$rb_small"
        if [ "$rb_distance" -le "$rb_limit_of" ] && [ "$rb_distance" -lt ${#rb_small} ] &&
            [ $((rb_distance * 2)) -lt "$rb_cost" ]; then
            rb_cost=$((rb_distance * 2))
        fi
    fi
    if [ "$rb_cost" -lt "$rb_near_cost" ]; then
        rb_near=$1
        rb_near_cost=$rb_cost
    fi
}

# is_of_length TEXT LEAST MOST: and not so long that it would take a second to compare.
is_of_length() {
    [ ${#1} -ge "$2" ] && [ ${#1} -le "$3" ] && [ ${#1} -le 64 ]
}

# distance ONE OTHER: rb_distance is how many letters have to be changed, put in, taken out, or
# swapped with the next. Row by row of the usual table; a row is a list of numbers.
distance() {
    rb_row=0 rb_before_row='' rb_x='' rb_rest=$2 rb_i=0
    while [ -n "$rb_rest" ]; do
        rb_i=$((rb_i + 1))
        rb_row="$rb_row $rb_i"
        rb_rest=${rb_rest#?}
    done
    rb_one=$1 rb_i=0
    while [ -n "$rb_one" ]; do
        rb_x_before=$rb_x
        rb_x=${rb_one%"${rb_one#?}"}
        rb_one=${rb_one#?}
        rb_i=$((rb_i + 1))
        next_row "$2"
    done
    rb_distance=${rb_row##* }
}

# next_row OTHER: rb_row for the letter rb_x, the one of number rb_i.
next_row() {
    rb_two=$1 rb_y='' rb_new=$rb_i rb_cell=$rb_i
    rb_above=$rb_row rb_two_above=
    while [ -n "$rb_two" ]; do
        rb_y_before=$rb_y
        rb_y=${rb_two%"${rb_two#?}"}
        rb_two=${rb_two#?}
        rb_slant=${rb_above%% *}
        rb_above=${rb_above#* }
        [ "$rb_x" = "$rb_y" ] || rb_slant=$((rb_slant + 1))
        rb_cell=$((rb_cell + 1))
        [ "$rb_cell" -le $((${rb_above%% *} + 1)) ] || rb_cell=$((${rb_above%% *} + 1))
        [ "$rb_cell" -le "$rb_slant" ] || rb_cell=$rb_slant
        if [ -n "$rb_two_above" ] && [ "$rb_x$rb_y" = "$rb_y_before$rb_x_before" ]; then
            [ "$rb_cell" -le "${rb_two_above%% *}" ] || rb_cell=$((${rb_two_above%% *} + 1))
        fi
        # That row lags two columns behind.
        if [ -n "$rb_y_before" ]; then
            rb_two_above=${rb_two_above#* }
        else
            rb_two_above=$rb_before_row
        fi
        rb_new="$rb_new $rb_cell"
    done
    rb_before_row=$rb_row
    rb_row=$rb_new
}
