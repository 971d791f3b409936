#!/bin/sh
# usage: tests/cli/history.sh BINARY
# `redbinder history` as its users meet it, and its seals recomputed by others: by a shell with
# sha256sum, and by python from the rows of the database.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
has sqlite3 || { tally; exit; }
out=$scratch/said.out
err=$scratch/said.err

# run STATUS ARGUMENT...: `redbinder history ARGUMENT...`
run()
{
    wanted=$1
    shift
    status=0
    told="history $*"
    "$binary" history "$@" >"$out" 2>"$err" </dev/null || status=$?
    cat "$out" "$err" >"$scratch/both"
    [ "$status" -eq "$wanted" ]
    verdict "$told ends with $status, not $wanted" $? "$scratch/both"
}

answers()
{
    for words in "$@"; do
        grep -qF -e "$words" "$out"
        verdict "$told does not answer: $words" $? "$out"
    done
}

says()
{
    for words in "$@"; do
        grep -qF -e "$words" "$err"
        verdict "$told does not say: $words" $? "$err"
    done
}

same() # NAME WANTED GOT
{
    printf 'wanted: %s\ngot:    %s\n' "$2" "$3" >"$scratch/both"
    [ "$2" = "$3" ]
    verdict "$1" $? "$scratch/both"
}

# drill ID PLAN DAY: a log of it.
drill()
{
    printf 'redbinder-log 1\n%sT09:00:00Z\trun-begin\trun=%s\tplan=%s\toperator=Ana "ä" \\\n' \
        "$3" "$1" "$2" >"$1.log"
    printf '%sT09:10:00Z\tfinding\ttext==1+1, "é" \\ €\n' "$3" >>"$1.log"
    printf '%sT10:00:00Z\trun-end\toutcome=passed\n' "$3" >>"$1.log"
}

record() # HISTORY FILE...
{
    history=$1
    shift
    "$binary" record --history "$history" "$@" >"$out" 2>"$err"
    verdict "record into $history" $? "$err"
}

# ---- words and mistakes ----
run 2; says 'say what to do' 'list|show'
run 2 lisst; says "does not know 'lisst'; did you mean 'list'?"
run 2 qqqqqq; says "does not know 'qqqqqq'"
run 2 --history none.db list; says "say first what to do with the history, then '--history'"
run 2 list extra; grep -qx 'usage: redbinder history list' "$err"; verdict "no blank ends the usage" $? "$err"
run 0 --help; answers 'withdraw'
for word in list show verify export merge withdraw; do
    run 0 "$word" --help; answers "redbinder history $word" 'Example'
done
run 3 verify --history none.db; says 'system-history' 'none.db'
run 3 list --history none.db
[ ! -e none.db ]; verdict "nothing was made" $?

# ---- list and show ----
drill drill-1 docs 2026-08-14
drill drill-2 shop 2026-08-15
record a.db drill-1.log drill-2.log
run 0 list --history a.db; answers 'drill-1' '2026-08-15'
run 0 list --history a.db --plan docs; answers 'drill-1'
same "of one plan" 2 "$(wc -l <"$out")"
run 0 list --history a.db --from 2026-08-15 --to 2026-08-15 --format csv
answers '"2026-08-15","drill","shop","drill-2"' '"Ana ""ä"" \"'
run 0 list --history a.db --as-of 2026-01-01; answers 'nothing'
run 0 list --history a.db --kind incident; answers 'nothing'
run 2 list --history a.db --kind rehearsal; says 'kinds are'
run 2 list --history a.db --from yesterday; says 'a day is written'
run 2 list --history a.db --format xml; says 'table, json or csv'
if has python3; then
    run 0 list --history a.db --format json
    python3 -c 'import json, sys
rows = json.load(sys.stdin)
assert [r["name"] for r in rows] == ["drill-1", "drill-2"] and rows[0]["counts"] is True, rows' \
        <"$out" 2>"$err"
    verdict 'the list is JSON' $? "$err"
fi
run 0 show --history a.db drill-1; answers 'drill-1.log' "$(sha256sum <drill-1.log | cut -c 1-64)"
key=$(sqlite3 a.db "SELECT substr(key, 1, 12) FROM records WHERE seq = 2")
run 0 show --history a.db "$key"; answers 'drill-1'
run 1 show --history a.db drill-9; says 'history-record-unknown'
run 2 show --history a.db

# ---- verify, and the seals recomputed ----
run 0 verify --history a.db; answers 'sound: 4 records' 'head '
head=$(sed 's/.*head //' "$out")
run 0 verify --history a.db --head "$(echo "$head" | cut -c 1-12)"
run 1 verify --history a.db --head 0123456789ab; says 'no record ends with the seal'
run 2 verify --history a.db --head xyz

run 0 export --history a.db
cp "$out" export.jsonl
seal=$(printf '%064d' 0)
while IFS= read -r line; do
    row=${line#*\"row\":}
    seal=$(printf '%s\n%s\n' "$seal" "${row%\}}" | sha256sum | cut -c 1-64)
done <export.jsonl
same 'sha256sum gets to the head' "$head" "$seal"
if has python3; then
    same 'python gets to the head' "$head" \
        "$(python3 "$root/tests/tools/history_check.py" a.db export.jsonl 2>&1)"
    sed '3s/shop/shap/;6s/2026/2027/;s/drill-1/drill-3/' export.jsonl >changed.jsonl
    ! python3 "$root/tests/tools/history_check.py" a.db changed.jsonl >"$out" 2>&1
    verdict 'python notices a change' $? "$out"
fi

sqlite3 a.db "UPDATE runs SET outcome = 'failed'" 2>"$err"
says 'only added to'
cp a.db changed.db
sqlite3 changed.db "DROP TRIGGER runs_not_changed; UPDATE runs SET outcome = 'failed' WHERE record = 2"
run 1 verify --history changed.db; says 'history-broken' "record 2" "runs, run 'drill-1'"
cp a.db changed.db
sqlite3 changed.db "INSERT INTO records (seq, kind, key, corrects, seal, head)
    SELECT 0, 'correction', seal_key, key, seal, head FROM records,
        (SELECT substr(key, 2) || '0' AS seal_key FROM records WHERE seq = 2) WHERE seq = 2"
run 1 verify --history changed.db; says 'history-broken' 'a row too many: records 0'

# The example of the manual.
printf '%s\n' 'redbinder-log 1' '2026-08-14T09:00:00Z@run-begin@run=drill-1@plan=docs' \
    '2026-08-14T10:00:00Z@run-end@outcome=passed' | tr '@' '\t' >drill.log
record example.db drill.log
run 0 export --history example.db
sed -n '/^{"seal":/p' "$root/docs/history.md" | cmp -s - "$out"
verdict 'docs/history.md shows what is exported' $? "$out"

# ---- withdraw ----
run 2 withdraw --history a.db drill-2; says '--by'
run 2 withdraw --history a.db drill-2 --by ana --reason ''
run 1 withdraw --history a.db drill-9 --by ana --reason x --as-of 2026-09-01
run 0 withdraw --history a.db drill-2 --by ana --reason 'wrong plan' --as-of 2026-09-01
run 0 list --history a.db
! grep -q drill-2 "$out"; verdict 'what is withdrawn is not listed' $? "$out"
run 0 list --history a.db --all; answers 'drill-2' 'counts no more'
run 0 show --history a.db drill-2; answers 'wrong plan (ana), 2026-09-01'
record a.db drill-2.log
grep -q 'known already' "$out"; verdict 'a withdrawn run does not come back by its file' $? "$out"

record t.db drill-1.log
run 0 withdraw --history t.db drill-1 --by ana --reason 'wrong day' --as-of 2026-09-01
key=$(sqlite3 t.db "SELECT key FROM records WHERE kind = 'correction'")
cp drill-1.log first.log
drill drill-1 docs 2026-08-13
record t.db drill-1.log
sha256sum <t.db >before
run 1 withdraw --history t.db "$key" --by ana --reason 'it was right' --as-of 2026-09-02
says "run 'drill-1' has two contents" 'withdraw the run that counts in its place first'
sha256sum <t.db | cmp -s - before; verdict 'nothing was withdrawn' $?
run 0 withdraw --history t.db drill-1 --by ana --reason 'it is wrong' --as-of 2026-09-02
run 0 withdraw --history t.db "$key" --by ana --reason 'it was right' --as-of 2026-09-02
run 0 list --history t.db; answers '2026-08-14'
same 'one run of that id counts' 1 "$(grep -c drill-1 "$out")"
mv first.log drill-1.log

# ---- merge ----
drill drill-3 docs 2026-08-16
record b.db drill-1.log drill-3.log
run 2 merge --history a.db
run 0 merge --history a.db b.db; answers 'b.db: 4 records, 2 new'
run 0 merge --history a.db b.db; answers 'b.db: 4 records, 0 new'
run 0 merge --history b.db a.db a.db; answers 'a.db: 8 records, 3 new' 'a.db: 8 records, 0 new'
for word in a b; do
    run 0 verify --history $word.db
    run 0 list --history $word.db --all --format csv
    cp "$out" $word.csv
done
cmp -s a.csv b.csv; verdict 'both sites have the same' $?
run 0 merge --history new.db a.db b.db
drill drill-1 shop 2026-08-20
record c.db drill-1.log
sha256sum <a.db >before
run 1 merge --history a.db c.db; says 'history-conflict' "run 'drill-1' has two contents"
sha256sum <a.db | cmp -s - before; verdict 'nothing was merged' $?
run 1 merge --history a.db changed.db; says 'changed.db' 'history-broken'
tally
