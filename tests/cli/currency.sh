#!/bin/sh
# usage: tests/cli/currency.sh BINARY
# Whether paper is current: a PDF, or a hash typed from it, held against the library as it is now;
# what does not count; and files that are not ours.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
# shellcheck source=tests/tally.sh
. "$here/../tally.sh"
program "${1-}"
make_scratch
cd "$scratch" || exit 3
forget_git
said=$scratch/said

# runbook TAKES [COMMAND]: of the plan docs.
runbook()
{
    cat >library/docs/runbooks/restore.yaml <<END
title: Restore the documents
steps:
  - {id: fetch, title: Fetch the dump, run: 'true', takes: 5m}
  - {id: load, title: Load it, run: '${2-true}', takes: $1}
END
}

mkdir -p library/docs/runbooks library/shop
printf 'title: Small library\n' >library/redbinder.yaml
printf 'people:\n  - {id: jo, name: Jo Doe, phone: "+49 30 1234567"}\n' >library/people.yaml
printf 'title: Documents\nowner: jo\ncontacts: [jo]\nservices: [{id: api, rto: 4h}]\n' >library/docs/plan.yaml
printf 'title: Shop\nservices: [{id: web, rto: 4h}]\n' >library/shop/plan.yaml
runbook 45m

# build FOLDER [ARGUMENT...]: prints the library into FOLDER.
build()
{
    folder=$1
    shift
    "$binary" build --quiet --only pdf --as-of 2026-11-21 --history none.db --output "$folder" "$@" \
        library >"$said" 2>&1
    verdict "build $folder" $? "$said"
}

# verify STATUS ARGUMENT...: what it answers and says is in $said.
verify()
{
    expected=$1
    shift
    told="verify $*"
    status=0
    "$binary" verify --library library "$@" >"$said" 2>&1 </dev/null || status=$?
    [ "$status" -eq "$expected" ]
    verdict "$told ends with $status, not $expected" $? "$said"
}

# says WORDS..., keeps_from WORDS...
says()
{
    for words in "$@"; do
        grep -qF -e "$words" "$said"
        verdict "$told does not say: $words" $? "$said"
    done
}

keeps_from()
{
    for words in "$@"; do
        ! grep -qF -e "$words" "$said"
        verdict "$told says: $words" $? "$said"
    done
}

# finds RULE
finds()
{
    says "[$1]"
}

# imprint DOCUMENT FILE: its digits in the record of FILE.
imprint()
{
    tr ';' '\n' <"$2" | sed -n "s,.*part $1 \([0-9a-f]*\) .*,\1,p" | head -n 1
}

# ---- what has not changed ----
build old
verify 0 old/binder.pdf; says 'old/binder.pdf: current: ' 'printed as of 2026-11-21'
verify 0 old/docs/plan.pdf old/compliance/report.pdf; says 'docs/plan.pdf: current: 3 documents'
build later --as-of 2027-02-03
[ "$(imprint docs/plan old/binder.pdf)" = "$(imprint docs/plan later/binder.pdf)" ]
verdict 'an imprint stays from day to day' $?
sed -i '1i # A comment' library/docs/runbooks/restore.yaml
verify 0 old/binder.pdf; says current
(cd library && "$binary" verify ../old/binder.pdf) >"$said" 2>&1; told='verify in a library'; says ': current: '

# ---- hashes ----
hash=$(imprint docs/runbooks/restore old/binder.pdf)
short=$(echo "$hash" | cut -c 1-8)
verify 0 "$short"; says "$short: current: docs/runbooks/restore"
verify 0 "$hash" "$(echo "$short" | tr a-f A-F | sed 's/..../& /')"
verify 0 "$(echo "$short" | cut -c 1-4)" "$(echo "$short" | cut -c 5-8)"; says ': current: docs/runbooks/restore'
verify 0 "$(sha256sum <library/docs/runbooks/restore.yaml | cut -c 1-12)"; says ': current: docs/runbooks/restore'
verify 1 00000000; says '00000000: error' 'cannot be verified'; finds "hash-unknown"
verify 3 0000000x; says '0000000x: error' 'cannot be opened'
verify 2 000000; says "there is no file '000000', and a hash has 8 to 64 digits"
verify 2 "${hash}${hash}${hash}${hash}0"; says 'a hash has 8 to 64 digits'

# ---- what has changed ----
runbook 1h
verify 1 old/binder.pdf
says 'old/binder.pdf: out of date: ' '  changed  docs/runbooks/restore, page'; finds "paper-outdated"
keeps_from 'shop/plan' 'people,'
verify 0 old/shop/plan.pdf
verify 1 "$short"
runbook 45m
verify 0 old/binder.pdf
sed -i 's/1234567/7654321/' library/people.yaml
verify 1 old/binder.pdf; says '  changed  people, page' '  changed  docs/plan, page'
sed -i 's/7654321/1234567/' library/people.yaml
mv library/shop aside
printf 'title: Restore the shop\nsteps: [{id: a, title: A, run: "true"}]\n' >library/docs/runbooks/shop.yaml
verify 1 old/binder.pdf; says '  gone     shop/plan, page' '  new      docs/runbooks/shop'
verify 1 old/shop/plan.pdf; says '  gone     shop/plan'
rm library/docs/runbooks/shop.yaml
mv aside library/shop

# ---- the public edition ----
build public --edition public
verify 0 public/binder.pdf "$(imprint people public/binder.pdf)"; says 'public/binder.pdf: current: '
[ "$(imprint people public/binder.pdf)" != "$(imprint people old/binder.pdf)" ]
verdict 'what is not for the public is not in its imprints' $?
sed -i 's/1234567/7654321/' library/people.yaml
verify 1 old/binder.pdf
verify 0 public/binder.pdf
sed -i 's/7654321/1234567/' library/people.yaml
runbook 1h
verify 1 --pages public.pdf public/binder.pdf; says 'changed  docs/runbooks/restore'; verify 0 public.pdf
if has pdftotext; then
    ! pdftotext public.pdf - | grep -F 1234567 >"$said"; verdict 'pages for the public hold no phone number' $? "$said"
fi
runbook 45m

# ---- the pages to replace ----
verify 0 --pages none.pdf old/binder.pdf; says 'none.pdf is not written'
[ ! -e none.pdf ]; verdict 'nothing is written where nothing has changed' $?
runbook 1h
mv library/shop aside
printf 'title: Restore the shop\nsteps: [{id: a, title: A, run: "true"}]\n' >library/docs/runbooks/shop.yaml
verify 1 --as-of 2026-12-24 --pages pages.pdf old/binder.pdf; says '  changed  docs/runbooks/restore'
verify 1 --as-of 2026-12-24 --pages again.pdf old/binder.pdf
cmp -s pages.pdf again.pdf; verdict 'the same pages are the same bytes' $?
verify 0 pages.pdf; says 'pages.pdf: current: '
if has pdftotext && has qpdf; then
    old_page=$(tr ';' '\n' <old/binder.pdf | sed -n 's,.*part docs/runbooks/restore [0-9a-f]* \([0-9]*\)-.*,\1,p')
    gone_page=$(tr ';' '\n' <old/binder.pdf | sed -n 's,.*part shop/plan [0-9a-f]* \([0-9]*\)-.*,\1,p')
    new_page=$(tr ';' '\n' <pages.pdf | sed -n 's,.*part docs/runbooks/restore [0-9a-f]* \([0-9]*\)-.*,\1,p')
    qpdf --check pages.pdf >"$said" 2>&1; verdict 'the pages are a good PDF' $? "$said"
    pdftotext -layout -l 1 pages.pdf - | tr -s ' ' >"$said"
    told='the sheet before the pages'
    says 'Pages to replace' 'binder.pdf as of 2026-11-21' \
        "Restore the documents page $old_page page $new_page" "Restore the shop nothing; goes behind page" \
        "shop/plan page $gone_page nothing"
    keeps_from 'Whom to call'
    pdftotext -layout -f "$new_page" -l "$new_page" pages.pdf - >"$said"
    told='a page that replaces another'
    says 'Load it' "replaces page $old_page of 2026-11-21" 'as of 2026-12-24'
fi
verify 3 --pages nowhere/at/all/\?/.. old/binder.pdf
verify 2 --pages x.pdf old/binder.pdf old/docs/plan.pdf; says '--pages goes with one PDF'
verify 2 --pages x.pdf 01234567; verify 2 --as-of never old/binder.pdf
rm library/docs/runbooks/shop.yaml
mv aside library/shop
runbook 45m

# ---- what cannot be judged ----
printf 'title: [\n' >library/shop/plan.yaml
verify 1 old/binder.pdf; says 'cannot be verified' 'shop/plan.yaml:'; keeps_from 'gone'
printf 'title: Shop\nservices: [{id: web, rto: 4h}]\n' >library/shop/plan.yaml
head -c 20000 old/binder.pdf >short.pdf
verify 1 short.pdf; says 'short.pdf: error: this PDF is damaged'; finds "file-unverifiable"
sed 's/redbinder-record 1/redbinder-record 9/' old/binder.pdf >newer.pdf
verify 1 newer.pdf; says 'has no record of its documents'
sed 's/(redbinder /(readbinder /' old/binder.pdf >foreign.pdf
verify 1 foreign.pdf; says 'this PDF '
if has qpdf; then
    qpdf --object-streams=generate old/binder.pdf again.pdf
    verify 1 again.pdf; says 'by another program anew'
    qpdf --check old/binder.pdf >"$said" 2>&1; verdict 'a print is a good PDF' $? "$said"
fi
verify 3 gone.pdf
status=0; "$binary" verify --library nowhere old/binder.pdf >"$said" 2>&1 || status=$?
[ "$status" -eq 3 ]; verdict 'a library that is not there is of the world' $? "$said"

# Two documents of one imprint: both are named.
mkdir -p twin/a/runbooks twin/b/runbooks
printf 'title: Twins\n' >twin/redbinder.yaml
for plan in a b; do
    printf 'title: Twin\n' >twin/$plan/plan.yaml
    printf 'title: Restore\nsteps: [{id: a, title: A, run: "true"}]\n' >twin/$plan/runbooks/restore.yaml
done
twins=$(sha256sum <twin/a/runbooks/restore.yaml | cut -c 1-12)
status=0; "$binary" verify --library twin "$twins" >"$said" 2>&1 || status=$?
[ "$status" -eq 1 ] && grep -qF 'this may be a/runbooks/restore and b/runbooks/restore' "$said" &&
    finds "hash-ambiguous"
verdict 'a hash of two documents' $? "$said"

# ---- what has changed, in words ----
# commit: the library, in a repository of its own.
commit()
{
    git -C library add -A &&
        git -C library -c user.name=N -c user.email=n@localhost.test commit -qm 'A plan' >"$said" 2>&1
    verdict 'a commit' $? "$said"
}

if has git; then
    git init -q library
    commit
    build known
    verify 0 known/binder.pdf; says 'from commit '
    runbook 1h 'cp a b'
    sed -i 's/rto: 4h/rto: 6h/' library/docs/plan.yaml
    verify 1 known/binder.pdf
    says '             step load: takes 45 min -> 1 h; command changed' "'api' RTO 4 h -> 6 h"
    keeps_from 'step fetch'
    commit
    verify 1 known/docs/plan.pdf; says 'step load: takes 45 min -> 1 h; command changed'
    build dirty; verify 0 dirty/binder.pdf
    runbook 50m 'cp a b'
    build dirty; runbook 1h 'cp a b'
    verify 1 dirty/binder.pdf; says 'the commit it is from says the same'
    verify 1 "$short"; says "$short: out of date: docs/runbooks/restore, as in commit " 'takes 45 min -> 1 h'
    finds "paper-outdated"
    sed -i '1i # Only a comment' library/docs/runbooks/restore.yaml
    commit
    runbook 1h 'cp a b'
    verify 0 "$(git -C library show HEAD:docs/runbooks/restore.yaml | sha256sum | cut -c 1-16)"
    says ': current: docs/runbooks/restore, as in commit '
    mv library/docs/runbooks/restore.yaml aside; verify 1 "$short"; says 'restore, which is gone, as in commit'
    mv aside library/docs/runbooks/restore.yaml
    verify 1 00000000; says 'or had it in a commit'; finds "hash-unknown"
    runbook 2h 'cp a b'
    verify 1 dirty/binder.pdf; says 'step load: takes 1 h -> 2 h' 'perhaps more'
    build unknown --commit 0123456789abcdef0123456789abcdef01234567; runbook 1h
    verify 1 unknown/binder.pdf; says '  changed  docs/runbooks/restore, page'; keeps_from 'step load'
    build odd --commit '--batch; x'; verify 1 old/binder.pdf
    [ -z "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'redbinder-past-*' -user "$(id -u)" -newer known/binder.pdf)" ]
    verdict 'no old library is left behind' $?
    rm -rf library/.git
    sed -i 's/rto: 6h/rto: 4h/' library/docs/plan.yaml
    runbook 3h
    verify 1 known/binder.pdf; says '  changed  docs/runbooks/restore'; keeps_from 'step load'
    runbook 45m
fi

if has python3; then
    runbook 1h
    verify 1 --format json old/binder.pdf old/shop/plan.pdf "$hash"
    python3 - "$said" >judged 2>&1 <<'END'
import json, sys
answer = json.load(open(sys.argv[1]))
files = answer["files"]
assert files[0]["kind"] == "paper" and files[0]["current"] is False and files[0]["file"] == "binder.pdf"
assert files[0]["asOf"] == "2026-11-21" and files[0]["commit"] is None
states = {d["document"]: d["state"] for d in files[0]["documents"]}
assert states["docs/runbooks/restore"] == "changed" and states["people"] == "current", states
first = [d for d in files[0]["documents"] if d["document"] == "people"][0]
assert 1 <= first["firstPage"] <= first["lastPage"] and len(first["imprint"]) == 16
assert files[1]["current"] is True
rules = sorted({f["rule"] for f in answer["findings"]})
assert rules == ["hash-unknown", "paper-outdated"], rules
END
    verdict 'what verify says to machines' $? judged
    runbook 45m
fi

tally
